"""Places left over: advertised, agreed with another trust, or filled by the municipality (S1-L13, L18, L23)."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Helsefellesskap, RolleType, Virksomhet, Virksomhetstype
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, operasjon
from lis.lege.operations import finn_eller_lag
from lis.lege.opplysninger import Legeopplysninger
from lis.lis1.models import Innstilling, Kommuneplass, Stilling
from lis.lis1.operations.folger import koordinatorer

from .. import overganger as o
from .. import rules
from ..models import Frafall, Kanal, Restplass, Restplasstilstand, Tildeling
from ..ord import valider_noytral
from ..selectors.restplass import foretaket, parter
from ..tekster import restplass as tekster
from .folger import kommunens_folk, si_fra
from .tildeling import registrer_ansettelse, tildel


@operasjon
def oppstaa(
    plass: Kommuneplass, *, utfort_av: Bruker, fra: date, frafall: Frafall | None = None, naa: datetime | None = None
) -> Restplass:
    """Nobody has this place from a day: the trust sees to it until somebody else does.

    The deadline is calendar days from now, as the network has set it. Both sides are told.
    """
    naa = naa or timezone.now()
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    if helsefellesskap is None:
        raise ValidationError(_("Portalen har ikke noe helsefellesskap ennå."))
    frist = lokal_dato(naa) + timedelta(days=Innstilling.objects.gjeldende().restplass_dager)
    rest = Restplass.objects.create(
        plass=plass, frafall=frafall, fra=fra, ansvarlig=helsefellesskap.helseforetak, frist=frist,
        tilstand=Restplasstilstand.LEDIG, saksnummer=Saksteller.neste(Restplass.PREFIKS, naa), opprettet=naa, endret=naa,
    )  # fmt: skip
    hendelse = flytt(rest, o.OPPSTAA, utfort_av=utfort_av, naa=naa)
    _be_den_ansvarlige(rest, hendelse)
    _si_fra(rest, hendelse, "restplass_ny", _begge_sider(rest))
    return rest


@operasjon
def fordel_ansvar(
    pk: UUID, *, utfort_av: Bruker, versjon: int, ansvarlig: Virksomhet, frist: date, naa: datetime | None = None
) -> Restplass:
    """Say which of the two parties sees to it, and by when."""
    naa = naa or timezone.now()
    rest = _laas(pk, versjon)
    if ansvarlig.pk not in {p.pk for p in parter(rest)}:
        raise ValidationError({"ansvarlig": _("Velg helseforetaket eller kommunen.")})
    if frist < lokal_dato(naa):
        raise ValidationError({"frist": _("Velg en frist som ikke er gått ut.")})
    felter = {"ansvarlig": ansvarlig, "frist": frist}
    hendelse = flytt(rest, o.FORDEL_ANSVAR, utfort_av=utfort_av, felter=felter, naa=naa)
    lukk_oppgaver(rest, hendelse)
    _be_den_ansvarlige(rest, hendelse)
    _si_fra(rest, hendelse, "restplass_ansvar", _andre(rest, utfort_av), ansvarlig=ansvarlig.fullt_navn)
    return rest


@operasjon
def lys_ut(
    pk: UUID, *, utfort_av: Bruker, versjon: int, utlyst: date, utlysning_url: str = "", naa: datetime | None = None
) -> Restplass:
    """The place is advertised (S1-L13, L18). Where doctors apply is elsewhere; here stands when, and the link."""
    naa = naa or timezone.now()
    rest = _laas(pk, versjon)
    if utlyst > lokal_dato(naa):
        raise ValidationError({"utlyst": _("Registrer utlysningen den dagen den er ute.")})
    felter = {"utlyst": utlyst, "utlysning_url": utlysning_url}
    hendelse = flytt(rest, o.LYS_UT, utfort_av=utfort_av, felter=felter, naa=naa)
    _si_fra(rest, hendelse, "restplass_utlyst", _andre(rest, utfort_av))
    return rest


@operasjon
def avtal(
    pk: UUID, *, utfort_av: Bruker, versjon: int, avtale_hf: str, avtale_url: str, naa: datetime | None = None
) -> Restplass:
    """Another trust has doctors for the place (S1-L18); the municipality still hires."""
    rest = _laas(pk, versjon)
    if not (avtale_hf and avtale_url):
        raise ValidationError(_("Oppgi helseforetaket og lenken til avtalen."))
    felter = {"avtale_hf": avtale_hf, "avtale_url": avtale_url}
    hendelse = flytt(rest, o.AVTAL, utfort_av=utfort_av, felter=felter, naa=naa)
    _si_fra(rest, hendelse, "restplass_avtale", _andre(rest, utfort_av), foretak=avtale_hf)
    return rest


@operasjon
def besett(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    lege: Legeopplysninger,
    hf: Virksomhet,
    start: date,
    ansatt_dato: date,
    unntak_begrunnelse: str = "",
    naa: datetime | None = None,
) -> Tildeling:
    """The municipality has hired into the place, and the trust is told (S1-L23).

    A doctor without a position of this trust is an exception with a reason (S1-L06, L20).
    """
    naa = naa or timezone.now()
    rest = _laas(pk, versjon)
    if not rules.er_restplassens_kommune(utfort_av, rest):  # before there is an allocation to refuse on
        raise Nektet
    try:
        valider_noytral(unntak_begrunnelse)
    except ValidationError as feil:
        raise ValidationError({"unntak_begrunnelse": feil.messages}) from feil
    if start < rest.fra:
        raise ValidationError({"start": _("Legen kan ikke begynne før plassen er ledig.")})
    doktor = finn_eller_lag(lege)
    if doktor.bruker_id == utfort_av.pk:
        raise Nektet
    stilling = Stilling.objects.i_drift().filter(lege=doktor).first()
    eget = hf.pk == foretaket(rest).pk
    if not unntak_begrunnelse and (stilling is None or not eget):
        melding = _("Legen har ingen LIS1-stilling i %(foretak)s. Skriv hvorfor kommunen ansetter likevel.")
        raise ValidationError({"unntak_begrunnelse": melding % {"foretak": foretaket(rest).fullt_navn}})
    try:
        tildeling = tildel(
            utfort_av=Bruker.objects.systemet(), kanal=Kanal.DIREKTE, lege=doktor, stilling=stilling, plass=rest.plass,
            hf=hf, unntak_begrunnelse=unntak_begrunnelse, start=start, naa=naa,
        )  # fmt: skip
    except IntegrityError as feil:
        raise ValidationError({"epost": _("Legen har allerede en kommuneplass, eller plassen er tatt.")}) from feil
    try:
        registrer_ansettelse(tildeling, utfort_av=utfort_av, dato=ansatt_dato, naa=naa)
    except ValidationError as feil:
        raise ValidationError({"ansatt_dato": feil.messages}) from feil
    hendelse = flytt(rest, o.BESETT, utfort_av=utfort_av, felter={"besatt_med": tildeling}, naa=naa)
    lukk_oppgaver(rest, hendelse)
    _si_fra(rest, hendelse, "restplass_besatt", [*_andre(rest, utfort_av)])
    si_fra(tildeling, hendelse, "restplass_lege", [doktor.bruker], kommune=rest.plass.kommune.fullt_navn)
    return tildeling


@operasjon
def lukk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Restplass:
    """Nobody is hired into the place this half-year. No reason is asked."""
    rest = _laas(pk, versjon)
    hendelse = flytt(rest, o.LUKK_RESTPLASS, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(rest, hendelse)
    _si_fra(rest, hendelse, "restplass_lukket", _andre(rest, utfort_av))
    return rest


def _laas(pk: UUID, versjon: int) -> Restplass:
    rest = Restplass.objects.laas(pk, versjon)
    rest.plass = Kommuneplass.objects.select_related("kommune").get(pk=rest.plass_id)
    return rest


def _be_den_ansvarlige(rest: Restplass, hendelse: Hendelse) -> None:
    kommunen = rest.ansvarlig.type == Virksomhetstype.KOMMUNE
    aapne_oppgave(
        rest, tekster.LOS, hendelse, emne=rest.plass.kommune.fullt_navn, undertekst=rest.saksnummer or "",
        rolletype=RolleType.KOMMUNE_LIS_KONTAKT if kommunen else RolleType.LIS_KOORDINATOR, virksomhet=rest.ansvarlig,
        frist=rest.frist,
    )  # fmt: skip


def _begge_sider(rest: Restplass) -> list[Bruker]:
    return [*koordinatorer(), *kommunens_folk(rest.plass.kommune)]


def _andre(rest: Restplass, utfort_av: Bruker) -> list[Bruker]:
    """Both sides, but for whoever did it."""
    return [person for person in _begge_sider(rest) if person.pk != utfort_av.pk]


def _si_fra(rest: Restplass, hendelse: Hendelse, mal: str, til: list[Bruker], **data: str) -> None:
    si_fra(rest, hendelse, mal, til, kommune=rest.plass.kommune.fullt_navn, fra=rest.fra.isoformat(), **data)
