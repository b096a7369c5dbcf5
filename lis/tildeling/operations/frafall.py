"""A doctor falls away: one step tells everybody who must know, and the place is left over (S1-L21, L22)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Helsefellesskap, RolleType
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon
from lis.lis1.models.kommuneplass import statsforvalteren
from lis.lis1.operations.folger import koordinatorer, purrefrist, statsforvaltere

from .. import overganger as o
from .. import rules
from ..models import Frafall, Frafallskvittering, Frafallstidspunkt, Tildeling, Tildelingstilstand
from ..tekster import tildeling as tekster
from . import restplass
from .folger import kommunens_folk
from .tildeling import si_fra_om


@operasjon
def meld_frafall(pk: UUID, *, utfort_av: Bruker, versjon: int, dato: date, naa: datetime | None = None) -> Tildeling:
    """The doctor is gone from a day. LIS coordinator and County Governor hear of it at once and owe a receipt each, and
    the place is left over from that day.

    Before or during the service is computed. No field, comment or text says why. Whoever reports it for the trust has
    given the trust's receipt with that.
    """
    naa = naa or timezone.now()
    sak = Tildeling.objects.laas(pk, versjon)
    if dato > sak.slutt:
        raise ValidationError({"dato": _("Kommunedelen er over da. Oppgi en dag før den er ferdig.")})
    hendelse = flytt(sak, o.MELD_FRAFALL, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(sak, hendelse)
    foer = dato <= sak.start
    tidspunkt = Frafallstidspunkt.FOR_OPPSTART if foer else Frafallstidspunkt.UNDER_TJENESTE
    frafall = Frafall.objects.create(tildeling=sak, tidspunkt=tidspunkt, dato=dato, meldt_av=utfort_av, meldt=naa)
    fra_sykehuset = RolleType.LIS_KOORDINATOR in rules.kvitterer_som(utfort_av) and not rules.er_kommunen(utfort_av, sak)
    if fra_sykehuset:
        _noter(frafall, RolleType.LIS_KOORDINATOR, utfort_av, naa)
        si_fra_om(sak, hendelse, "frafall_kommune", kommunens_folk(sak.kommune), dato=dato.isoformat())
    mottakere = [*statsforvaltere(), *([] if fra_sykehuset else koordinatorer())]
    si_fra_om(sak, hendelse, "frafall", mottakere, dato=dato.isoformat())
    si_fra_om(sak, hendelse, "frafall_lege", [sak.lege.bruker], dato=dato.isoformat())
    _be_om_kvittering(sak, frafall, hendelse)
    restplass.oppstaa(
        sak.plass, utfort_av=Bruker.objects.systemet(), fra=sak.plass.oppstart if foer else dato, frafall=frafall, naa=naa
    )
    return sak


@operasjon
def kvitter(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Tildeling:
    """The LIS coordinator, or the County Governor, has seen it. The municipality sees who and when."""
    naa = naa or timezone.now()
    sak = Tildeling.objects.laas(pk, versjon)
    mine = rules.kvitterer_som(utfort_av)
    if sak.tilstand != Tildelingstilstand.FRAFALT:
        flytt(sak, o.KVITTER, utfort_av=utfort_av, naa=naa)  # refuses, and notes that it did
    roller = [rolle for rolle in sak.frafall.mangler if rolle in mine]
    if mine and not roller:
        raise UlovligOvergang(_("Meldingen er allerede bekreftet."))
    hendelse = flytt(sak, o.KVITTER, utfort_av=utfort_av, naa=naa)
    for rolle in roller:
        _noter(sak.frafall, rolle, utfort_av, naa)
        lukk_oppgaver(sak, hendelse, tekster.KVITTER[rolle])
    si_fra_om(sak, hendelse, "frafall_kvittert", kommunens_folk(sak.kommune))
    return sak


def _noter(frafall: Frafall, rolle: str, bruker: Bruker, naa: datetime) -> None:
    Frafallskvittering.objects.create(frafall=frafall, rolle=rolle, bruker=bruker, tidspunkt=naa)


def _be_om_kvittering(sak: Tildeling, frafall: Frafall, hendelse: Hendelse) -> None:
    """One task for each who has not confirmed."""
    nett = Helsefellesskap.objects.gjeldende()
    hos = {RolleType.LIS_KOORDINATOR: nett.helseforetak if nett else None, RolleType.STATSFORVALTER: statsforvalteren()}
    for rolle in frafall.mangler:
        if virksomhet := hos[rolle]:
            aapne_oppgave(
                sak, tekster.KVITTER[rolle], hendelse, emne=sak.kommune.fullt_navn, undertekst=sak.saksnummer or "",
                rolletype=rolle, virksomhet=virksomhet, frist_virkedager=purrefrist(),
            )  # fmt: skip
