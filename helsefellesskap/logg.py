"""Log lines as JSON, without personal data and without anything that opens a door."""

import json
import logging
import re
import traceback
from datetime import UTC, datetime

UUID = r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
# Calendar feeds, invitations and password resets carry their secret in the path.
HEMMELIG_STI = re.compile(rf"(?<=/)(?!{UUID}\b)[\w:~-]{{16,}}", re.ASCII | re.IGNORECASE)
SPORRING = re.compile(r"\?[^\s\"']+")
EPOST = re.compile(r"[^\s<>@\"']+@[^\s<>@\"']+")
# Eight digits or more are a phone, an account or a person; a duration in seconds is not.
MANGE_SIFRE = re.compile(r"(?<!\d)(?<!\d\.)(?!\d+\.\d+s\b)\d(?:[\s.-]?\d){7,}")


def vask(tekst: str) -> str:
    """Remove secrets in paths, query strings, e-mail addresses and long numbers from a log message."""
    tekst = SPORRING.sub("?<sporring>", tekst)
    tekst = HEMMELIG_STI.sub("<hemmelig>", tekst)
    tekst = EPOST.sub("<e-post>", tekst)
    deler = re.split(rf"({UUID})", tekst, flags=re.IGNORECASE)
    return "".join(del_ if i % 2 else MANGE_SIFRE.sub("<tall>", del_) for i, del_ in enumerate(deler))


class JsonLinje(logging.Formatter):
    """One JSON object per record, with only the keys named here."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line. Of an exception: its kind and where, never its text, which may quote what a person wrote."""
        linje: dict[str, object] = {
            "tid": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "niva": record.levelname,
            "logg": record.name,
            "melding": vask(record.getMessage()),
        }
        if status := getattr(record, "status_code", None):
            linje["status"] = status
        if record.exc_info and record.exc_info[0]:
            linje["feil"] = f"{record.exc_info[0].__module__}.{record.exc_info[0].__qualname__}"
            linje["hvor"] = [
                f"{ramme.filename}:{ramme.lineno} {ramme.name}" for ramme in traceback.extract_tb(record.exc_info[2])[-12:]
            ]
        return json.dumps(linje, ensure_ascii=False)
