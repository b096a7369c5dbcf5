"""A mail server on loopback that delivers nothing: each message becomes a file that a person can open."""

import asyncio
import threading
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import Any

from aiosmtpd.smtp import SMTP, Envelope, Session


class _Arkiv:
    """Keeps each accepted message as `<time>-<number>-<first recipient>.eml`."""

    def __init__(self, mappe: Path) -> None:
        self.mappe = mappe
        self.nummer = count(1)

    async def handle_DATA(self, server: Any, session: Session, envelope: Envelope) -> str:
        til = "".join(tegn if tegn.isalnum() or tegn in "@.-_" else "_" for tegn in envelope.rcpt_tos[0])
        navn = f"{datetime.now(UTC):%Y%m%dT%H%M%S}-{next(self.nummer):04d}-{til[:80]}.eml"
        (self.mappe / navn).write_bytes(envelope.original_content or b"")
        return "250 kept"


class Epostfelle:
    """Run the server in a thread; `url` is what settings expect in EMAIL_URL."""

    def __init__(self, mappe: Path) -> None:
        mappe.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.mappe = mappe
        self.url = ""

    def start(self) -> None:
        """Start on a free port."""
        klar = threading.Event()

        def kjor() -> None:
            loop = asyncio.new_event_loop()
            lag = loop.create_server(
                lambda: SMTP(_Arkiv(self.mappe), enable_SMTPUTF8=True, loop=loop), host="127.0.0.1", port=0
            )
            server = loop.run_until_complete(lag)
            self.url = f"smtp://127.0.0.1:{server.sockets[0].getsockname()[1]}"
            klar.set()
            loop.run_forever()

        threading.Thread(target=kjor, name="epostfelle", daemon=True).start()
        klar.wait(5)

    def stopp(self) -> None:
        """Nothing to do: the thread ends with the process."""
