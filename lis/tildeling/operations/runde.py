"""Plan a round, open it for wishes, close it, cancel it (S1-L08, L12)."""

from __future__ import annotations

import secrets
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Organ
from grunnmur.portal.dato import lokal_dato, tidspunkt
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon
from lis.lis1.selectors.kommuner import halvaar_fram

from .. import overganger as o
from .. import rules
from ..fordeling import forpliktelse
from ..models import Gruppemedlem, Kanal, Kandidat, Runde, Rundetilstand
from ..selectors.utvalget import arbeidsutvalg as mulige_arbeidsutvalg
from ..selectors.utvalget import gjeldende_kriterier, lis1_utvalget
from ..tekster import runde as tekster
from .folger import be_om_behandling, be_om_onsker, i_utvalget, kontoer, si_fra, si_fra_om_runden

RT = Rundetilstand
FELTER = ("frist", "kanal", "arbeidsutvalg")


@operasjon
def planlegg(
    *,
    utfort_av: Bruker,
    oppstart: date,
    frist: datetime,
    kanal: str = Kanal.DIREKTE,
    arbeidsutvalg: Organ | None = None,
    naa: datetime | None = None,
) -> Runde:
    """Plan the round of a half-year. Its seed is drawn now, before anybody is a candidate, and its promise is public."""
    naa = naa or timezone.now()
    organ = lis1_utvalget()
    if organ is None:
        raise ValidationError(_("LIS1-utvalget er ikke registrert. Be sekretariatet registrere det først."))
    if not rules.ordner_organet(utfort_av, organ):
        raise Nektet
    if oppstart not in halvaar_fram(lokal_dato(naa)):
        raise ValidationError({"oppstart": _("Velg et halvår som ikke har begynt.")})
    felter = _kontroller({"frist": frist, "kanal": kanal, "arbeidsutvalg": arbeidsutvalg}, oppstart, naa)
    fro = secrets.token_hex(32)
    runde = Runde(
        oppstart=oppstart, organ=organ, kriterier=gjeldende_kriterier(organ), fro=fro, forpliktelse=forpliktelse(fro),
        tilstand=RT.PLANLAGT, saksnummer=Saksteller.neste(Runde.PREFIKS, naa), opprettet=naa, endret=naa, **felter,
    )  # fmt: skip
    try:
        with transaction.atomic():
            runde.save(force_insert=True)
    except IntegrityError as feil:
        if "runde_en_om_gangen" not in str(feil):
            raise
        raise ValidationError({"oppstart": _("Det er allerede en runde for dette halvåret.")}) from feil
    flytt(runde, o.PLANLEGG, utfort_av=utfort_av, naa=naa)
    return runde


@operasjon
def endre(pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None) -> Runde:
    """Change deadline and channel. When candidates have been asked, a new deadline is told to those it concerns."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    nye = _kontroller({navn: felter.get(navn, getattr(runde, navn)) for navn in FELTER}, runde.oppstart, naa)
    endringer = [
        {"felt": navn, "fra": _i_ord(navn, getattr(runde, navn)), "til": _i_ord(navn, verdi)}
        for navn, verdi in nye.items()
        if getattr(runde, navn) != verdi
    ]
    if not endringer and o.ENDRE_RUNDE.tillatt(utfort_av, runde):
        return runde
    ny_frist = nye["frist"] != runde.frist
    hendelse = flytt(runde, o.ENDRE_RUNDE, utfort_av=utfort_av, felter=nye, data={"endringer": endringer}, naa=naa)
    if runde.tilstand == RT.AAPEN and ny_frist:
        lukk_oppgaver(runde, hendelse, tekster.ONSKER)
        be_om_onsker(runde, hendelse)
        si_fra_om_runden(runde, hendelse, "runde_ny_frist", kontoer(runde, onsker=True))
    return runde


@operasjon
def aapne(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Runde:
    """Ask the candidates what they wish. The criteria that apply today are those of the round from now on."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    kriterier = gjeldende_kriterier(runde.organ)
    if o.AAPNE.tillatt(utfort_av, runde) and runde.tilstand == RT.PLANLAGT:
        if kriterier is None:
            raise ValidationError(_("Utvalget har ikke vedtatt kriterier. Legg dem fram for utvalget først."))
        if runde.frist <= naa:
            raise ValidationError(_("Fristen for ønsker er ute. Endre fristen først."))
        andre = Gruppemedlem.objects.filter(kandidat__runde=runde).exclude(gruppe__kriterier=kriterier)
        if runde.reservasjoner.exclude(gruppe__kriterier=kriterier).exists() or andre.exists():
            raise ValidationError(
                _("Reservasjoner eller grupper er satt etter kriterier som ikke gjelder lenger. Se over dem først.")
            )
    hendelse = flytt(runde, o.AAPNE, utfort_av=utfort_av, felter={"kriterier": kriterier}, naa=naa)
    be_om_onsker(runde, hendelse)
    si_fra_om_runden(runde, hendelse, "runde_aapen", kontoer(runde, onsker=True))
    si_fra_om_runden(runde, hendelse, "runde_fast", kontoer(runde, onsker=False))
    si_fra_om_runden(runde, hendelse, "runde_aapen_utvalg", i_utvalget(runde.organ))
    return runde


@operasjon
def lukk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Runde:
    """Time closes a round whose deadline is past."""
    naa = naa or timezone.now()
    runde = Runde.objects.laas(pk, versjon)
    if runde.frist > naa:
        raise UlovligOvergang(_("Fristen er ikke ute ennå."))
    return _lukket(runde, flytt(runde, o.LUKK, utfort_av=utfort_av, naa=naa))


@operasjon
def lukk_tidlig(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Runde:
    """Everybody has said what they wish: the committee need not wait for the deadline."""
    runde = Runde.objects.laas(pk, versjon)
    return _lukket(runde, flytt(runde, o.LUKK_TIDLIG, utfort_av=utfort_av, naa=naa))


def _lukket(runde: Runde, hendelse: Hendelse) -> Runde:
    lukk_oppgaver(runde, hendelse, tekster.ONSKER)
    be_om_behandling(runde, hendelse)
    si_fra(runde, hendelse, "runde_lukket", i_utvalget(runde.organ))
    return runde


@operasjon
def avlys(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Runde:
    """The round comes to nothing. Candidates that were asked, and the committee, are told; why is not asked."""
    runde = Runde.objects.laas(pk, versjon)
    spurt = runde.tilstand != RT.PLANLAGT
    hendelse = flytt(runde, o.AVLYS, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(runde, hendelse)
    si_fra_om_runden(runde, hendelse, "runde_avlyst", [*i_utvalget(runde.organ), *(kontoer(runde) if spurt else [])])
    return runde


# --- time -------------------------------------------------------------------------------------------------------------


def lukk_forfalte(*, naa: datetime | None = None) -> int:
    """Close every round whose deadline is past. A rerun changes nothing."""
    naa = naa or timezone.now()
    utlopt = Runde.objects.filter(tilstand=RT.AAPEN, frist__lte=naa).values_list("pk", "versjon")
    return hver_for_seg(utlopt, lukk, naa=naa)


@operasjon
def spor_nye_kontoer(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Runde:
    """Candidates that have got an account since they were told by mail owe wishes like everybody else."""
    runde = Runde.objects.laas(pk, versjon)
    hendelse = flytt(runde, o.BE_OM_ONSKER, utfort_av=utfort_av, naa=naa)
    nye = be_om_onsker(runde, hendelse)
    si_fra_om_runden(runde, hendelse, "runde_aapen", nye)
    return runde


def spor_alle_nye(*, naa: datetime | None = None) -> int:
    """The open rounds where somebody who has an account has never been asked."""
    runder = Runde.objects.filter(tilstand=RT.AAPEN).values_list("pk", "versjon")
    return hver_for_seg([(pk, versjon) for pk, versjon in runder if _usporte(pk)], spor_nye_kontoer, naa=naa)


def _usporte(runde: UUID) -> bool:
    spurt = Oppgave.objects.filter(sak_id=runde, type=tekster.ONSKER, lukket=None).values("person")
    uten = Kandidat.objects.filter(runde=runde, trukket=None, fast_kommune=None, onsker_levert=None)
    return uten.filter(lege__bruker__is_active=True).exclude(lege__bruker__in=spurt).exists()


# --- what a round must be ---------------------------------------------------------------------------------------------


def _kontroller(felter: dict[str, Any], oppstart: date, naa: datetime) -> dict[str, Any]:
    """The columns as they are to be; what is wrong is told at its field."""
    feil: dict[str, str] = {}
    if felter["frist"] <= naa:
        feil["frist"] = _("Fristen må være fram i tid.")
    elif lokal_dato(felter["frist"]) >= oppstart:
        feil["frist"] = _("Fristen må være før oppstarten i kommunen.")
    if felter["kanal"] == Kanal.DIREKTE:
        felter["arbeidsutvalg"] = None
    elif (
        felter["arbeidsutvalg"] is None
        or not mulige_arbeidsutvalg(lokal_dato(naa)).filter(pk=felter["arbeidsutvalg"].pk).exists()
    ):
        feil["arbeidsutvalg"] = _("Velg et arbeidsutvalg som har medlemmer i dag.")
    if feil:
        raise ValidationError(feil)
    return felter


def _i_ord(navn: str, verdi: Any) -> str:
    if navn == "frist":
        return tidspunkt(verdi)
    if navn == "kanal":
        return str(Kanal(verdi).label)
    return "" if verdi is None else str(verdi)
