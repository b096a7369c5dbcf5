"""A doctor has a place: the municipality hires, the days come, and the doctor has finished (S1-L05, L19)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.portal.dato import lokal_dato, pluss_maaneder
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon
from lis.lege.models import Lege
from lis.lis1.models import Innstilling, Kommuneplass, Stilling
from lis.lis1.operations.folger import koordinatorer, purrefrist, statsforvaltere

from .. import overganger as o
from ..models import Kandidat, Kriterier, Runde, Tildeling, Tildelingstilstand
from ..tekster import tildeling as tekster
from .folger import kommunens_folk, si_fra

T = Tildelingstilstand


@operasjon
def tildel(
    *,
    utfort_av: Bruker,
    lege: Lege,
    plass: Kommuneplass,
    hf: Virksomhet,
    kanal: str,
    stilling: Stilling | None = None,
    runde: Runde | None = None,
    kandidat: Kandidat | None = None,
    kriterier: Kriterier | None = None,
    unntak_begrunnelse: str = "",
    start: date | None = None,
    slutt: date | None = None,
    naa: datetime | None = None,
) -> Tildeling:
    """Time's own verb: the doctor has the place, and the municipality owes it to hire them.

    The part begins with the half-year of the place, or in it when the hospital part ends then, and lasts as long as the
    position says. Nobody is told here: whoever publishes a round, or fills a place left over, tells everybody at once.
    """
    naa = naa or timezone.now()
    start = start or (max(plass.oppstart, stilling.kommune_fra) if stilling else plass.oppstart)
    maaneder = stilling.kommune_maaneder if stilling else Innstilling.objects.gjeldende().kommune_maaneder
    sak = Tildeling.objects.create(
        lege=lege, plass=plass, hf=hf, kanal=kanal, stilling=stilling, runde=runde, kandidat=kandidat, kriterier=kriterier,
        unntak_begrunnelse=unntak_begrunnelse, start=start,
        slutt=slutt or pluss_maaneder(start, maaneder) - timedelta(days=1),
        tilstand=T.TILDELT, saksnummer=Saksteller.neste(Tildeling.PREFIKS, naa), opprettet=naa, endret=naa,
    )  # fmt: skip
    hendelse = flytt(sak, o.TILDEL, utfort_av=utfort_av, naa=naa)
    rolle = RolleType.KOMMUNE_LIS_KONTAKT
    if not ansvarlige(rolle, virksomhet=sak.kommune):
        rolle = RolleType.KOMMUNEOVERLEGE
    aapne_oppgave(
        sak, tekster.ANSETT, hendelse, emne=sak.kommune.fullt_navn, undertekst=sak.saksnummer or "",
        rolletype=rolle, virksomhet=sak.kommune, frist_virkedager=purrefrist(),
    )  # fmt: skip
    return sak


@operasjon
def ansett(pk: UUID, *, utfort_av: Bruker, versjon: int, dato: date, naa: datetime | None = None) -> Tildeling:
    """The municipality has hired the doctor, by the adopted scheme (S1-L19); the doctor and the coordinator are told."""
    sak = Tildeling.objects.laas(pk, versjon)
    hendelse = registrer_ansettelse(sak, utfort_av=utfort_av, dato=dato, naa=naa or timezone.now())
    si_fra_om(sak, hendelse, "ansatt", koordinatorer())
    si_fra_om(sak, hendelse, "ansatt_lege", [sak.lege.bruker])
    return sak


def registrer_ansettelse(sak: Tildeling, *, utfort_av: Bruker, dato: date, naa: datetime) -> Hendelse:
    """The municipality has hired, on a case that the caller holds locked; the caller tells who should know."""
    if dato > lokal_dato(naa):
        raise ValidationError({"dato": _("Ansettelsen kan ikke være fram i tid. Registrer den når den er gjort.")})
    if dato > sak.slutt:
        raise ValidationError({"dato": _("Ansettelsen kan ikke være etter siste dag i kommunen.")})
    hendelse = flytt(sak, o.ANSETT, utfort_av=utfort_av, felter={"ansatt_dato": dato}, naa=naa)
    lukk_oppgaver(sak, hendelse, tekster.ANSETT)
    return hendelse


@operasjon
def begynn(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Tildeling:
    """Time's own verb: the municipal part has begun."""
    sak = Tildeling.objects.laas(pk, versjon)
    flytt(sak, o.BEGYNN, utfort_av=utfort_av, naa=naa)
    return sak


@operasjon
def fullfor(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Tildeling:
    """Time's own verb: the last day is past."""
    sak = Tildeling.objects.laas(pk, versjon)
    flytt(sak, o.FULLFOR, utfort_av=utfort_av, naa=naa)
    return sak


def folg_datoene(*, naa: datetime | None = None) -> int:
    """Begin what begins today or began, finish what ended: each once. Returns how many moved."""
    naa = naa or timezone.now()
    dag = lokal_dato(naa)
    verb: list[tuple[dict[str, Any], Callable[..., Tildeling]]] = [
        ({"tilstand": T.ANSATT, "start__lte": dag}, begynn),
        ({"tilstand": T.I_KOMMUNE, "slutt__lt": dag}, fullfor),
    ]
    saker = Tildeling.objects.values_list("pk", "versjon")
    return sum(hver_for_seg(saker.filter(**vilkaar), gjor, naa=naa) for vilkaar, gjor in verb)


# --- who is told ------------------------------------------------------------------------------------------------------


def si_fra_om(sak: Tildeling, hendelse: Hendelse, mal: str, til: Iterable[Bruker | None], **data: str) -> None:
    """Tell these people where and when, never who else or why."""
    datoer = {"start": sak.start.isoformat(), "slutt": sak.slutt.isoformat()}
    si_fra(sak, hendelse, mal, til, kommune=sak.kommune.fullt_navn, **datoer, **data)


def alle_parter(sak: Tildeling) -> list[Bruker | None]:
    """The doctor, the municipality, the trust and the County Governor (S1-L09)."""
    return [sak.lege.bruker, *kommunens_folk(sak.kommune), *koordinatorer(), *statsforvaltere()]
