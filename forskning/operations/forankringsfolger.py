"""What a committee's minutes make of a project that was put to it, and what the clock does when its item falls out."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.db.models import F, Q
from django.utils import timezone

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon
from grunnmur.utvalg.models import Motesak, Motetilstand, Sakutfall
from grunnmur.utvalg.vedtaksfolger import ved_vedtak

from .. import overganger as o
from ..models import ANKRER, Forankring, Prosjekt, Prosjekttilstand
from ..selectors import frister
from ..tekster.forankring import SKRIFTLIG
from .folger import partnernes_folk, prosjektets_folk, si_fra
from .forankring import sjekk
from .forankringspaaminnelse import minn_om_forankring
from .forankringssak import be_om_aa_trekke, laas_mote, paa_veien, sett_opp

VENTER = (Motetilstand.PLANLAGT, Motetilstand.SAKSLISTE_SENDT)


def registrer() -> None:
    """Called when the app starts."""
    ved_vedtak(Prosjekt, folg_vedtaket)


def folg_vedtaket(prosjekt: Prosjekt, motesak: Motesak, naa: datetime) -> None:
    """The minutes are approved (`ved_vedtak`). An item that was taken back, or was for information, only leaves its mark."""
    rad = Forankring.objects.filter(motesak=motesak, avsluttet__isnull=True).select_related("organ", "prosjekt").first()
    neste = None
    if rad and motesak.utfall == Sakutfall.UTSATT:
        neste = frister.for_organ(rad.organ, rad.frist, lokal_dato(naa), uten=[motesak.mote_id])
        laas_mote(neste.mote.pk if neste.mote else None)
    sak = Prosjekt.objects.select_for_update(of=("self",)).get(pk=prosjekt.pk)
    if rad:
        rad = Forankring.objects.select_related("organ").filter(pk=rad.pk, avsluttet__isnull=True).first()
    data = {"utfall": motesak.utfall, "sak": motesak.saksnummer}
    if rad is None or sak.tilstand != Prosjekttilstand.TIL_FORANKRING:
        flytt(sak, o.NOTER_VEDTAK, utfort_av=Bruker.objects.systemet(), data=data, naa=naa)
        return
    rad.prosjekt = sak
    _noter(rad, motesak, naa)
    verb = o.NOTER_VEDTAK if neste or rad.utfall in ANKRER else o.FORANKRE_IKKE
    hendelse = flytt(sak, verb, utfort_av=Bruker.objects.systemet(), data=data, naa=naa)
    if neste:
        _send_paa_nytt(rad, neste, hendelse)
        return
    mal = "forankring_vedtatt" if rad.ankrer else "forankring_ikke_vedtatt"
    dag = motesak.mote.dag.isoformat()
    si_fra(sak, hendelse, mal, _alle(sak), organ=rad.organ.navn, nr=motesak.saksnummer, dag=dag)
    sjekk(sak, naa)


def _noter(rad: Forankring, motesak: Motesak, naa: datetime) -> None:
    rad.utfall, rad.vedtak, rad.saksnummer = motesak.utfall, motesak.vedtak, motesak.saksnummer
    rad.vedtatt, rad.avsluttet = motesak.mote.dag, naa
    rad.save(update_fields=["utfall", "vedtak", "saksnummer", "vedtatt", "avsluttet"])


def _send_paa_nytt(gammel: Forankring, plan: frister.Plan, hendelse: Hendelse) -> None:
    """Put off: it goes to the next meeting, or is asked for in writing, at once."""
    sak = gammel.prosjekt
    ny = Forankring(prosjekt=sak, organ=gammel.organ, sendt=hendelse.tidspunkt, sendt_av=gammel.sendt_av, frist=gammel.frist)
    sett_opp(ny, plan.mote, plan, hendelse)
    ny.save(force_insert=True)
    paa_veien(ny, plan.mote, hendelse, "forankring_utsatt", "forankring_utsatt_skriftlig", _alle(sak))


def _alle(sak: Prosjekt) -> list[Bruker]:
    return [*prosjektets_folk(sak), *partnernes_folk(sak)]


# --- the clock ----------------------------------------------------------------------------------------------------------


def folg_forankringer(*, naa: datetime | None = None) -> int:
    """Set up anew what fell out of its agenda, or whose meeting is off or too late; remind of what is to be sent."""
    naa = naa or timezone.now()
    falt = Q(motesak__trukket__isnull=False) | Q(motesak__mote__tilstand=Motetilstand.AVLYST)
    for_sent = Q(motesak__mote__tilstand__in=VENTER, motesak__mote__slutt__date__gte=F("frist"))
    aapne = Forankring.objects.filter(falt | for_sent, avsluttet__isnull=True)
    saker = aapne.values_list("prosjekt_id", "prosjekt__versjon")
    return hver_for_seg(list(saker), sett_opp_paa_nytt, naa=naa) + minn_om_forankring(naa=naa)


@operasjon
def sett_opp_paa_nytt(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """The next meeting that takes it, or in writing. Never a meeting that it was taken off."""
    naa = naa or timezone.now()
    rad = Forankring.objects.select_related("organ").get(prosjekt=pk, avsluttet__isnull=True)
    brukt = Motesak.objects.filter(sak_id=pk).values_list("mote", flat=True)
    plan = frister.for_organ(rad.organ, rad.frist, lokal_dato(naa), uten=brukt)
    laas_mote(plan.mote.pk if plan.mote else None)
    sak = Prosjekt.objects.laas(pk, versjon)
    gammel, rad.prosjekt = rad.motesak, sak
    verb = o.SETT_OPP_I_MOTE if plan.mote else o.BE_OM_SKRIFTLIG
    hendelse = flytt(sak, verb, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(sak, hendelse, SKRIFTLIG)
    sett_opp(rad, plan.mote, plan, hendelse)
    rad.save(update_fields=["motesak"])
    if gammel:
        be_om_aa_trekke(sak, gammel, hendelse)
    paa_veien(rad, plan.mote, hendelse, "forankring_flyttet", "forankring_flyttet_skriftlig", _alle(sak))
    return sak
