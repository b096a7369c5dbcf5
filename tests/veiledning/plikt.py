"""Cases on their way to a limit or an outcome, and the posts that take them there."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.models import Hendelse
from veiledning.models import Foresporsel
from veiledning.operations import avgrensning, traad, utfall

FAGLIG = "Spørsmålet er fullt besvart i den nasjonale retningslinjen for smertelindring."
UNNSKYLDNING = "Vi har dessverre ikke kapasitet til dette nå."


def avgrenset(c: Any, sak: Foresporsel | None = None, *, naa: datetime | None = None) -> Foresporsel:
    sak = sak or c.tatt(naa=naa)
    return avgrensning.avgrens(
        sak.pk, utfort_av=sak.ansvarlig, versjon=sak.versjon, vurdering=FAGLIG, forsvarlig=True, naa=naa
    )


def utenfor(c: Any, *, naa: datetime | None = None) -> Foresporsel:
    sak = c.tatt(naa=naa)
    return avgrensning.avvis_utenfor(
        sak.pk, utfort_av=sak.ansvarlig, versjon=sak.versjon, vurdering="Det gjelder ny organisering av tjenesten.",
        henvist_til="Strategisk samarbeidsutvalg", naa=naa,
    )  # fmt: skip


def til_ny_vurdering(c: Any, sak: Foresporsel | None = None, *, kommentar: str = "") -> Foresporsel:
    sak = sak or avgrenset(c)
    return avgrensning.be_om_ny_vurdering(sak.pk, utfort_av=sak.melder, versjon=sak.versjon, kommentar=kommentar)


def besvart(c: Any, sak: Foresporsel | None = None, *, naa: datetime | None = None) -> Foresporsel:
    """Guidance is given, and both sides owe the outcome."""
    sak = sak or c.tatt(naa=naa)
    felter: dict[str, Any] = {"utfort_av": sak.ansvarlig, "versjon": sak.versjon, "naa": naa}
    if sak.om_enkeltpasient:
        return traad.har_ringt(sak.pk, **felter)
    return traad.svar(sak.pk, tekst="Bruk prosedyren for smertepumpe.", **felter)


def kodet(sak: Foresporsel, av: Any, *, naa: datetime | None = None, **andre: Any) -> Foresporsel:
    felter = {"besvart": "ja", "nytte": 4, "ledet_til": ["tryggere"], "kommentar": ""} | andre
    return utfall.kode_utfall(sak.pk, utfort_av=av, versjon=sak.versjon, naa=naa, **felter)


def aapne(sak: Foresporsel) -> list[tuple[str, str]]:
    """Type and owner of each open task."""
    oppgaver = Oppgave.objects.for_sak(sak).aapne().select_related("person")
    return sorted((o.type.removeprefix("veiledning."), o.person.navn if o.person else o.rolletype) for o in oppgaver)


def hendelser(sak: Foresporsel, navn: str) -> list[Hendelse]:
    return list(Hendelse.objects.for_sak(sak).filter(navn=navn).order_by("id"))
