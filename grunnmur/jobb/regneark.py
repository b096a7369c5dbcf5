"""A list as a workbook: small ones at once, large ones by a job, and never a formula from what somebody typed.

An area describes its list as a `Regneark`, registers it in `AppConfig.ready()`, and names it in the `Liste` of its page
(`grunnmur.jobb.liste`), or answers with `grunnmur.jobb.svar.regnearksvar`. A file that was made by a job is given out only
while the one who ordered it may still see every row in it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any, Protocol
from uuid import UUID

from django.http import QueryDict
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from grunnmur.jobb.typer import Framdrift, Jobbfeil, Resultat, registrer_jobbtype

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from grunnmur.jobb.models import Jobb
    from grunnmur.organisasjon.models import Bruker
    from grunnmur.saksgang.filters import Listevalg

MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
MAKS_STRAKS = 5_000
"""Rows that a page may write while somebody waits."""
MAKS_RADER = 100_000
"""Rows that a job can write well within its time limit."""
BUNT = 2_000
TIDSGRENSE = 110

Celle = str | int | float | date | None
Valg = dict[str, str]
"""What was chosen on the page, as JSON; never what may be seen."""


@dataclass(frozen=True)
class Regneark:
    """One list as a workbook.

    `utvalg` gives the rows that this person may see now, ordered, as anything with a `pk` (`som_listen`, for a list);
    `rader` turns them into cells, one for each of `kolonner` (title, width). `synlige` is everything this person may
    see now.
    """

    kode: str
    tittel: str | Promise
    filnavn: str
    kolonner: Callable[[], Sequence[tuple[str, int]]]
    utvalg: Callable[[Bruker, Valg], QuerySet[Any, Any]]
    rader: Callable[[Bruker, Iterable[Any]], Iterable[Sequence[Celle]]]
    synlige: Callable[[Bruker], QuerySet[Any]]

    @property
    def jobbtype(self) -> str:
        return f"{self.kode}.regneark"

    def filnavn_i_dag(self) -> str:
        return f"{self.filnavn}-{timezone.localdate():%Y-%m-%d}.xlsx"


def som_listen(velg: Callable[[Bruker, QueryDict], Listevalg]) -> Callable[[Bruker, Valg], QuerySet[Any, Any]]:
    """What the query string of a list shows this person now, in the order that was chosen."""

    def utvalg(bruker: Bruker, valg: Valg) -> QuerySet[Any, Any]:
        listevalg = velg(bruker, QueryDict(valg["sporring"]))
        return listevalg.rader.order_by(listevalg.nokkel, "pk")

    return utvalg


def registrer_regneark(ark: Regneark) -> None:
    """Let the queue make this workbook when it is too large for a page."""

    def lag(jobb: Jobb, framdrift: Framdrift) -> Resultat:
        return _lag(ark, jobb, framdrift)

    def kan_hentes(jobb: Jobb, bruker: Bruker) -> bool:
        return ser_alle_radene(ark, jobb, bruker)

    registrer_jobbtype(ark.jobbtype, lag, tidsgrense=TIDSGRENSE, kan_hentes=kan_hentes)


class Ark(Protocol):
    """What a sheet is called, and its columns (title, width)."""

    @property
    def tittel(self) -> str | Promise: ...

    @property
    def kolonner(self) -> Callable[[], Sequence[tuple[str, int]]]: ...


def skriv(ark: Ark, rader: Iterable[Sequence[Celle]]) -> IO[bytes]:
    """An open file at its beginning; the caller closes it. Rows are written as they are read."""
    import xlsxwriter  # only when a workbook is written: a start should not wait for it

    fil = TemporaryFile()  # noqa: SIM115  (handed to the caller, who closes it)
    bok = xlsxwriter.Workbook(
        fil,
        {
            "constant_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
            "default_date_format": "dd.mm.yyyy",
        },
    )
    blad = bok.add_worksheet(str(ark.tittel)[:31])
    fet = bok.add_format({"bold": True, "bottom": 1})
    kolonner = ark.kolonner()
    for nr, (tittel, bredde) in enumerate(kolonner):
        blad.set_column(nr, nr, bredde)
        blad.write_string(0, nr, tittel, fet)
    blad.freeze_panes(1, 0)
    antall = 0
    for antall, rad in enumerate(rader, start=1):
        for nr, verdi in enumerate(rad):
            if verdi is None or verdi == "":
                continue
            if isinstance(verdi, str):
                blad.write_string(antall, nr, verdi)
            elif isinstance(verdi, (int, float)):
                blad.write_number(antall, nr, verdi)
            else:
                blad.write_datetime(antall, nr, verdi)
    blad.autofilter(0, 0, antall, len(kolonner) - 1)
    bok.close()
    fil.seek(0)
    return fil


def _lag(ark: Regneark, jobb: Jobb, framdrift: Framdrift) -> Resultat:
    """Job: the rows that the person may see now, which may be others than when it was ordered."""
    bruker = jobb.bestilt_av
    if not bruker.is_active:
        raise Jobbfeil(_("Kontoen er stengt."))
    sporring = ark.utvalg(bruker, jobb.inndata)
    antall = sporring.order_by().values("pk")[: MAKS_RADER + 1].count()
    if antall > MAKS_RADER:
        raise Jobbfeil(
            _("Utvalget har mer enn %(maks)s rader. Avgrens det med filteret, og bestill på nytt.") % {"maks": MAKS_RADER}
        )
    nokler: list[UUID] = []

    def lest() -> Iterable[Any]:
        for nr, rad in enumerate(sporring.iterator(chunk_size=BUNT)):
            if nr % BUNT == 0:
                framdrift(nr * 100 // max(antall, 1))
            nokler.append(rad.pk)
            yield rad

    with skriv(ark, ark.rader(bruker, lest())) as fil:
        innhold = fil.read()
    return Resultat(innhold, MIME, ark.filnavn_i_dag(), rader=tuple(nokler))


def ser_alle_radene(ark: Regneark, jobb: Jobb, bruker: Bruker) -> bool:
    """Whether every row that is in the file may be seen by this person now."""
    byte = bytes(jobb.radnokler or b"")
    nokler = list({UUID(bytes=byte[i : i + 16]) for i in range(0, len(byte), 16)})
    return all(
        ark.synlige(bruker).filter(pk__in=bunt).values("pk").distinct().count() == len(bunt)
        for bunt in (nokler[i : i + BUNT] for i in range(0, len(nokler), BUNT))
    )
