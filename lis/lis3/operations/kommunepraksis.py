"""A hospital doctor gets clinical practice in a municipality: the flow the other way (S1-L02)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Enhet, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon
from lis.lege.models import Laeringsmaal, Lege
from lis.lege.operations import finn_eller_lag
from lis.lege.opplysninger import Legeopplysninger

from .. import overganger as o
from .. import rules
from ..models import Innstilling, Kommunepraksis, Kommunepraksistilstand, Spesialisering
from ..selectors.kommunepraksis import mulige_veiledere
from ..sykehuslege import GRUPPER, Sykehuslege
from ..tekster import kommunepraksis as tekster
from .folger import be_kommunen, be_koordinator, folk, koordinatorer, si_fra, unntatt

K = Kommunepraksistilstand


@operasjon
def registrer_praksis(
    *,
    utfort_av: Bruker,
    lege: Sykehuslege,
    avdeling: Enhet,
    kommune: Virksomhet,
    fra: date,
    til: date,
    behov: str,
    laeringsmaal: list[Laeringsmaal] | None = None,
    naa: datetime | None = None,
) -> Kommunepraksis:
    """Write down a doctor's need for practice; nobody is asked yet.

    Raises `ValidationError` for a doctor who is registered in general practice: they have practice already.
    """
    naa = naa or timezone.now()
    if not rules.koordinator(utfort_av):
        raise Nektet
    if til < fra:
        raise ValidationError({"til": _("Til-dato kan ikke være før fra-dato.")})
    sak = Kommunepraksis.objects.create(
        lege=_legen(lege), avdeling=avdeling, kommune=kommune, fra=fra, til=til, behov=behov, tilstand=K.UTKAST,
        opprettet=naa, endret=naa,
    )  # fmt: skip
    sak.laeringsmaal.set(laeringsmaal or [])
    return sak


def _legen(ny: Sykehuslege) -> Lege:
    """The doctor, registered as in training if they were not."""
    lege = finn_eller_lag(Legeopplysninger(ny.navn, ny.epost, ny.hpr_nummer))
    spesialisering, _ny = Spesialisering.objects.get_or_create(
        lege=lege, defaults={"gruppe": ny.gruppe, "start": ny.start}
    )  # fmt: skip
    if spesialisering.gruppe not in GRUPPER:
        raise ValidationError({"epost": _("Legen er registrert i allmennmedisin og har praksis i kommune fra før.")})
    return lege


@operasjon
def slett_praksisutkast(pk: UUID, *, utfort_av: Bruker, versjon: int) -> None:
    """Throw away what nobody has been asked about."""
    sak = Kommunepraksis.objects.laas(pk, versjon)
    if not rules.er_koordinator(utfort_av, sak):
        raise Nektet
    if sak.tilstand != K.UTKAST:
        raise UlovligOvergang
    sak.delete()


@operasjon
def spor_kommune(
    pk: UUID, *, utfort_av: Bruker, versjon: int, kommune: Virksomhet | None = None, naa: datetime | None = None
) -> Kommunepraksis:
    """Ask the municipality; after a no, another one. It answers by the deadline of the network's rules."""
    naa = naa or timezone.now()
    sak = Kommunepraksis.objects.laas(pk, versjon)
    if sak.tilstand == K.IKKE_MULIG and (kommune is None or kommune.pk == sak.kommune_id):
        raise ValidationError({"kommune": _("Kommunen har svart nei. Velg en annen kommune.")})
    kommune = kommune or sak.kommune
    if kommune.type != Virksomhet.Type.KOMMUNE or kommune.pk not in rules.opptakskommuner(lokal_dato(naa)):
        raise ValidationError({"kommune": _("Velg en kommune som er med i helsefellesskapet.")})
    felter = {
        "kommune": kommune,
        "svar_kommentar": "",
        "saksnummer": sak.saksnummer or Saksteller.neste(Kommunepraksis.PREFIKS, naa),
    }
    hendelse = flytt(sak, o.SPOR_KOMMUNE, utfort_av=utfort_av, felter=felter, data={"kommune": kommune.fullt_navn}, naa=naa)
    lukk_oppgaver(sak, hendelse)
    be_kommunen(sak, tekster.SVAR, hendelse, kommune=kommune, frist_virkedager=_svarfrist())
    si_fra(sak, hendelse, "praksis_til_kommunen", _kontakter(sak))
    si_fra(sak, hendelse, "praksis_sendt", [sak.lege.bruker])
    return sak


@operasjon
def tilby_praksis(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    enhet: Enhet,
    veileder: Bruker,
    kommentar: str = "",
    naa: datetime | None = None,
) -> Kommunepraksis:
    """The municipality offers a unit and a supervisor; the coordinator confirms."""
    sak = Kommunepraksis.objects.laas(pk, versjon)
    if enhet.virksomhet_id != sak.kommune_id or enhet.nedlagt:
        raise ValidationError({"enhet": _("Velg en enhet i kommunen som er i drift.")})
    if not mulige_veiledere(sak).filter(pk=veileder.pk).exists():
        raise ValidationError({"veileder": _("Velg en veileder som har en rolle i kommunen.")})
    felter = {"enhet": enhet, "veileder": veileder, "svar_kommentar": kommentar}
    hendelse = flytt(sak, o.TILBY_PRAKSIS, utfort_av=utfort_av, kommentar=kommentar, felter=felter, naa=naa)
    _til_koordinator(sak, tekster.BEKREFT, hendelse)
    si_fra(sak, hendelse, "praksis_tilbudt", [sak.lege.bruker, *koordinatorer(sak)])
    return sak


@operasjon
def svar_ikke_mulig(
    pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str, naa: datetime | None = None
) -> Kommunepraksis:
    """The municipality cannot; the coordinator asks another."""
    sak = Kommunepraksis.objects.laas(pk, versjon)
    if not kommentar.strip():
        raise ValidationError({"kommentar": _("Skriv hvorfor praksis ikke er mulig hos dere.")})
    hendelse = flytt(
        sak, o.IKKE_MULIG, utfort_av=utfort_av, kommentar=kommentar, felter={"svar_kommentar": kommentar}, naa=naa
    )
    _til_koordinator(sak, tekster.NY_KOMMUNE, hendelse)
    si_fra(sak, hendelse, "praksis_ikke_mulig", [sak.lege.bruker, *koordinatorer(sak)])
    return sak


@operasjon
def bekreft_praksis(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Kommunepraksis:
    """The coordinator confirms what the municipality offered; doctor, municipality and supervisor are told."""
    sak = Kommunepraksis.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.BEKREFT_PRAKSIS, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(sak, hendelse)
    si_fra(sak, hendelse, "praksis_bekreftet", [sak.lege.bruker, *_kontakter(sak)])
    si_fra(sak, hendelse, "praksis_veileder", [sak.veileder])
    return sak


@operasjon
def start_praksis(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Kommunepraksis:
    """The practice has begun: by the municipality on its first day or later, else by time."""
    naa = naa or timezone.now()
    sak = Kommunepraksis.objects.laas(pk, versjon)
    if lokal_dato(naa) < sak.fra:
        raise ValidationError(_("Praksisen kan ikke startes før første dag."))
    hendelse = flytt(sak, o.START_PRAKSIS, utfort_av=utfort_av, naa=naa)
    si_fra(sak, hendelse, "praksis_startet", _alle(sak))
    return sak


@operasjon
def fullfor_praksis(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Kommunepraksis:
    """Carried out: not before the last day, for then it is ended early."""
    naa = naa or timezone.now()
    sak = Kommunepraksis.objects.laas(pk, versjon)
    if lokal_dato(naa) < sak.til:
        raise ValidationError(_("Siste dag er ikke kommet ennå. Avslutt praksisen før tiden dersom legen slutter nå."))
    hendelse = flytt(sak, o.FULLFOR_PRAKSIS, utfort_av=utfort_av, naa=naa)
    si_fra(sak, hendelse, "praksis_gjennomfort", _alle(sak))
    return sak


@operasjon
def avslutt_praksis(
    pk: UUID, *, utfort_av: Bruker, versjon: int, siste_dag: date, naa: datetime | None = None
) -> Kommunepraksis:
    """Ended early: when, never why."""
    sak = Kommunepraksis.objects.laas(pk, versjon)
    if not sak.fra <= siste_dag <= sak.til:
        raise ValidationError({"siste_dag": _("Siste dag må være i perioden praksisen var avtalt.")})
    hendelse = flytt(
        sak,
        o.AVSLUTT_PRAKSIS,
        utfort_av=utfort_av,
        felter={"til": siste_dag},
        data={"endringer": [{"felt": "til", "fra": sak.til.isoformat(), "til": siste_dag.isoformat()}]},
        naa=naa,
    )
    si_fra(sak, hendelse, "praksis_avsluttet", _alle(sak))
    return sak


@operasjon
def trekk_praksis(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Kommunepraksis:
    """The coordinator takes the question back, before the practice begins."""
    sak = Kommunepraksis.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.TREKK_PRAKSIS, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(sak, hendelse)
    si_fra(sak, hendelse, "praksis_trukket", _alle(sak))
    return sak


def folg_datoene(*, naa: datetime | None = None) -> int:
    """Start what begins today or began, complete what ended: each once. Returns how many moved."""
    naa = naa or timezone.now()
    dag = lokal_dato(naa)
    verb: list[tuple[dict[str, Any], Callable[..., Kommunepraksis]]] = [
        ({"tilstand": K.BEKREFTET, "fra__lte": dag}, start_praksis),
        ({"tilstand": K.PAAGAAR, "til__lt": dag}, fullfor_praksis),
    ]
    saker = Kommunepraksis.objects.values_list("pk", "versjon")
    return sum(hver_for_seg(saker.filter(**vilkaar), gjor, naa=naa) for vilkaar, gjor in verb)


def _kontakter(sak: Kommunepraksis) -> list[Bruker]:
    return folk(ansvarlige(RolleType.KOMMUNE_LIS_KONTAKT, virksomhet=sak.kommune_id, unntatt=unntatt(sak)))


def _alle(sak: Kommunepraksis) -> list[Bruker | None]:
    return [sak.lege.bruker, *_kontakter(sak), *koordinatorer(sak)]


def _til_koordinator(sak: Kommunepraksis, type_: str, hendelse: Hendelse) -> None:
    lukk_oppgaver(sak, hendelse)
    be_koordinator(sak, type_, hendelse, undertekst=str(sak.kommune), frist_virkedager=_svarfrist())


def _svarfrist() -> int:
    return Innstilling.objects.gjeldende().svarfrist_virkedager
