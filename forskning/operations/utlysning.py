"""Calls are written down, changed, prolonged and taken away; time closes them (S1-F03, S4-D11)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Rolle, RolleType, Tema
from grunnmur.portal.dato import tidspunkt
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon

from .. import overganger as o
from .. import rules
from ..models import FOER_SOKNAD, Utlysning, Utlysningskilde, Utlysningstilstand
from .folger import de_som_styrer, si_fra

FELTER = ("tittel", "finansior", "frist", "lenke", "beskrivelse")
FOLGER_MED = (RolleType.FOU_KOORDINATOR, RolleType.FORSKER)
"""Who is told of new calls."""


@operasjon
def skriv(*, utfort_av: Bruker, felter: dict[str, Any], naa: datetime | None = None) -> Utlysning:
    """Write a call into the list. FoU coordinators and researchers are told.

    Raises `ValidationError` at the field: what is missing, a link that is not https, a deadline that has passed.
    """
    naa = naa or timezone.now()
    utlysning, hendelse = legg_inn(utfort_av=utfort_av, felter=felter, naa=naa)
    si_fra(utlysning, hendelse, "utlysning_ny", de_som_folger_med(), frist=utlysning.frist_dag.isoformat())
    return utlysning


def legg_inn(
    *, utfort_av: Bruker, felter: dict[str, Any], naa: datetime, kilde: str = Utlysningskilde.SKJEMA, kilde_id: str = ""
) -> tuple[Utlysning, Hendelse]:
    """The row and its event, and nobody is told: a whole file of calls is told of once."""
    if not rules.skriver_utlysninger(utfort_av):
        raise Nektet
    utlysning = Utlysning(
        laget_av=utfort_av, tilstand=Utlysningstilstand.AAPEN, opprettet=naa, endret=naa, kilde=kilde, kilde_id=kilde_id,
        **{navn: felter[navn] for navn in FELTER if navn in felter},
    )  # fmt: skip
    kontroller(utlysning, naa)
    utlysning.saksnummer = Saksteller.neste(Utlysning.PREFIKS, naa)
    utlysning.save(force_insert=True)
    utlysning.temaer.set(felter.get("temaer", []))
    return utlysning, flytt(utlysning, o.SKRIV_UTLYSNING, utfort_av=utfort_av, naa=naa)


@operasjon
def endre(pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None) -> Utlysning:
    """Change what a call says. Those who work towards it are told when its deadline moves."""
    naa = naa or timezone.now()
    return endre_laast(Utlysning.objects.laas(pk, versjon), utfort_av=utfort_av, felter=felter, naa=naa)


def endre_laast(utlysning: Utlysning, *, utfort_av: Bruker, felter: dict[str, Any], naa: datetime) -> Utlysning:
    """As `endre`, on a row that the caller holds locked."""
    ny = {navn: felter[navn] for navn in FELTER if navn in felter and felter[navn] != getattr(utlysning, navn)}
    temaer = felter.get("temaer")
    foer = set(utlysning.temaer.all())
    nye_temaer = temaer is not None and set(temaer) != foer
    if not ny and not nye_temaer:
        return utlysning
    endringer = [
        {"felt": navn, "fra": som_tekst(getattr(utlysning, navn)), "til": som_tekst(verdi)} for navn, verdi in ny.items()
    ]
    if nye_temaer:
        endringer.append({"felt": "temaer", "fra": _navnene(foer), "til": _navnene(set(temaer or []))})
    for navn, verdi in ny.items():
        setattr(utlysning, navn, verdi)
    kontroller(utlysning, naa, ny_frist="frist" in ny)
    hendelse = flytt(utlysning, o.ENDRE_UTLYSNING, utfort_av=utfort_av, felter=ny, data={"endringer": endringer}, naa=naa)
    if nye_temaer:
        utlysning.temaer.set(temaer or [])
    if "frist" in ny:
        til = de_som_arbeider_mot(utlysning)
        si_fra(utlysning, hendelse, "utlysning_frist", til, frist=utlysning.frist_dag.isoformat())
    return utlysning


@operasjon
def trekk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Utlysning:
    """The call is not to be in the list: written twice, or taken back by the funder. Those who work towards it are told."""
    utlysning = Utlysning.objects.laas(pk, versjon)
    hendelse = flytt(utlysning, o.TREKK_UTLYSNING, utfort_av=utfort_av, naa=naa)
    si_fra(utlysning, hendelse, "utlysning_trukket", de_som_arbeider_mot(utlysning))
    return utlysning


@operasjon
def forleng(pk: UUID, *, utfort_av: Bruker, versjon: int, frist: datetime, naa: datetime | None = None) -> Utlysning:
    """The funder has put off a deadline that had passed: the call is open again."""
    naa = naa or timezone.now()
    return forleng_laast(Utlysning.objects.laas(pk, versjon), utfort_av=utfort_av, frist=frist, naa=naa)


def forleng_laast(utlysning: Utlysning, *, utfort_av: Bruker, frist: datetime, naa: datetime) -> Utlysning:
    foer, utlysning.frist = utlysning.frist, frist
    if rules.skriver_utlysninger(utfort_av):
        kontroller(utlysning, naa)
    endringer = [{"felt": "frist", "fra": som_tekst(foer), "til": som_tekst(frist)}]
    hendelse = flytt(
        utlysning,
        o.FORLENG_UTLYSNING,
        utfort_av=utfort_av,
        felter={"frist": frist},
        data={"endringer": endringer},
        naa=naa,
    )
    til = de_som_arbeider_mot(utlysning)
    si_fra(utlysning, hendelse, "utlysning_frist", til, frist=utlysning.frist_dag.isoformat())
    return utlysning


@operasjon
def lukk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Utlysning:
    """Time has passed the deadline. Done by the clock."""
    utlysning = Utlysning.objects.laas(pk, versjon)
    flytt(utlysning, o.LUKK_UTLYSNING, utfort_av=utfort_av, naa=naa)
    return utlysning


def lukk_utlopte(*, naa: datetime | None = None) -> int:
    """Close every call whose deadline has passed; return how many. A rerun changes nothing."""
    naa = naa or timezone.now()
    utlopte = Utlysning.objects.aapne().filter(frist__lt=naa).order_by("frist")
    return hver_for_seg(list(utlopte.values_list("pk", "versjon")), lukk, naa=naa)


# --- what a call must be, and who is told -----------------------------------------------------------------------------


def kontroller(utlysning: Utlysning, naa: datetime, *, ny_frist: bool = True) -> None:
    feil: dict[str, str] = {}
    if not utlysning.tittel.strip():
        feil["tittel"] = _("Skriv hva utlysningen heter.")
    if not utlysning.finansior.strip():
        feil["finansior"] = _("Skriv hvem som lyser ut midlene.")
    if not utlysning.lenke.startswith("https://"):
        feil["lenke"] = _("Lenken må begynne med https://.")
    if ny_frist and utlysning.frist <= naa:
        feil["frist"] = _("Fristen har gått ut. Skriv en frist som kommer.")
    if feil:
        raise ValidationError(feil)


def de_som_folger_med() -> list[Bruker]:
    """Everybody whose role it is to look for calls."""
    roller = Rolle.objects.gjeldende().filter(type__in=FOLGER_MED, bruker__is_active=True)
    return list({rolle.bruker_id: rolle.bruker for rolle in roller.select_related("bruker")}.values())


def de_som_arbeider_mot(utlysning: Utlysning) -> list[Bruker]:
    """Who leads a project that aims at the call, and who has said that they want to apply together."""
    prosjekter = utlysning.prosjekter.filter(tilstand__in=FOER_SOKNAD).select_related("leder", "eier")
    interesserte = utlysning.interesser.filter(trukket__isnull=True).select_related("bruker")
    alle = [b for prosjekt in prosjekter for b in de_som_styrer(prosjekt)] + [i.bruker for i in interesserte]
    return list({b.pk: b for b in alle}.values())


def som_tekst(verdi: Any) -> str:
    return tidspunkt(verdi) if isinstance(verdi, datetime) else str(verdi)


def _navnene(temaer: set[Tema]) -> str:
    return ", ".join(sorted(str(tema) for tema in temaer))
