"""What a decision of the committee makes of the criteria, and who is told."""

from __future__ import annotations

from datetime import datetime

from grunnmur.oppgaver.operations import aapne_oppgave
from grunnmur.organisasjon.models import Bruker, Helsefellesskap, RolleType
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt
from grunnmur.utvalg.models import Motesak, Sakutfall
from grunnmur.utvalg.operations.folger import sekretaerene
from grunnmur.utvalg.vedtaksfolger import ved_vedtak
from grunnmur.varsling.operations import varsle
from lis.lis1.operations.folger import koordinatorer, purrefrist, statsforvaltere
from lis.lis1.selectors.kommuner import mulige_kommuner

from .. import overganger as o
from ..models import Kriterier, Kriterietilstand
from ..tekster.kriterier import SKRIV_OM
from .folger import i_utvalget, kommunens_folk, si_fra


def registrer() -> None:
    """Called when the app starts."""
    ved_vedtak(Kriterier, folg_vedtaket)


def folg_vedtaket(kriterier: Kriterier, motesak: Motesak, naa: datetime) -> None:
    """The minutes are approved (`ved_vedtak`): what the committee decided about these criteria is now so.

    A decision about a draft that was taken back in the meantime changes nothing.
    """
    sak = Kriterier.objects.select_for_update(of=("self",)).get(pk=kriterier.pk)
    if sak.tilstand != Kriterietilstand.TIL_VEDTAK or sak.motesak_id != motesak.pk:
        return
    if motesak.utfall == Sakutfall.VEDTATT:
        _vedta(sak, motesak, naa)
    elif motesak.utfall == Sakutfall.IKKE_VEDTATT:
        hendelse = flytt(sak, o.VEDTA_IKKE, utfort_av=Bruker.objects.systemet(), naa=naa)
        si_fra(sak, hendelse, "kriterier_ikke_vedtatt", _de_som_skrev(motesak), dag=_dag(motesak))
    else:
        _la_skrive_om(sak, motesak, naa)


def _vedta(sak: Kriterier, motesak: Motesak, naa: datetime) -> None:
    """One version applies at a time, from the day of the meeting."""
    tiden = Bruker.objects.systemet()
    gjelder = Kriterier.objects.select_for_update(of=("self",))
    gammel = gjelder.filter(organ=sak.organ_id, tilstand=Kriterietilstand.GJELDER).first()
    if gammel:
        flytt(gammel, o.AVLOS, utfort_av=tiden, naa=naa)
    hendelse = flytt(sak, o.VEDTA, utfort_av=tiden, felter={"vedtatt": motesak.mote.dag}, naa=naa)
    kommunene = [person for kommune in mulige_kommuner() for person in kommunens_folk(kommune)]
    til = [*i_utvalget(sak.organ), *koordinatorer(), *statsforvaltere(), *kommunene]
    si_fra(sak, hendelse, "kriterier_gjelder", til, dag=_dag(motesak))


def _la_skrive_om(sak: Kriterier, motesak: Motesak, naa: datetime) -> None:
    """Adopted with changes, or put off: somebody writes it in, and the committee sees the whole of it again."""
    hendelse = flytt(sak, o.SKRIV_OM, utfort_av=Bruker.objects.systemet(), felter={"motesak": None}, naa=naa)
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    aapne_oppgave(
        sak, SKRIV_OM, hendelse, emne=sak.saksnummer or "", rolletype=RolleType.LIS_KOORDINATOR,
        virksomhet=helsefellesskap.helseforetak if helsefellesskap else None, frist_virkedager=purrefrist(),
    )  # fmt: skip
    si_fra(sak, hendelse, "kriterier_skriv_om", _de_som_skrev(motesak), dag=_dag(motesak))


def _de_som_skrev(motesak: Motesak) -> list[Bruker]:
    return [motesak.meldt_av, *koordinatorer()]


def _dag(motesak: Motesak) -> str:
    return motesak.mote.dag.isoformat()


def be_om_aa_trekke_saken(sak: Kriterier, motesak: Motesak, hendelse: Hendelse) -> None:
    """The agenda is the secretary's."""
    mote = motesak.mote
    varsle(
        hendelse,
        mal="tildeling.kriterier_trukket",
        mottakere=sekretaerene(mote.organ, lokal_dato(hendelse.tidspunkt)),
        adresse=mote.get_absolute_url(),
        data={"saksnummer": sak.saksnummer or "", "dag": _dag(motesak)},
    )
