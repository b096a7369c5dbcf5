"""The item of a project on a committee's agenda: how it is put there, and asked to be taken off."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato, lokal_dato
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.utvalg.models import Mote, Motesak, Motetilstand
from grunnmur.utvalg.operations.folger import sekretaeren, sekretaerene
from grunnmur.utvalg.operations.saksliste import meld_inn
from grunnmur.varsling.operations import varsle

from ..models import Forankring, Prosjekt
from ..selectors.frister import Motedag, Plan
from ..tekster.forankring import SKRIFTLIG
from .folger import si_fra

LENGSTE_TITTEL = 160


def laas_mote(pk: UUID | None) -> Mote | None:
    """Hold the meeting before the project is locked."""
    return Mote.objects.select_for_update(of=("self",)).filter(pk=pk).first() if pk else None


def tittel(prosjekt: Prosjekt) -> str:
    """What the agenda calls the item: a restricted project by its number alone."""
    if prosjekt.er_begrenset:
        return _("Forankring av prosjekt %(nr)s") % {"nr": prosjekt.saksnummer}
    hele = _("Forankring av prosjekt %(nr)s: %(tittel)s") % {"nr": prosjekt.saksnummer, "tittel": prosjekt.tittel}
    return hele if len(hele) <= LENGSTE_TITTEL else f"{hele[: LENGSTE_TITTEL - 1]}…"


def innstilling(rad: Forankring) -> str:
    """What the committee is asked to decide."""
    nr = rad.prosjekt.saksnummer
    if rad.frist is None:
        return _("Prosjektet forankres slik det står i %(nr)s.") % {"nr": nr}
    return _("Prosjektet forankres slik det står i %(nr)s, før søknadsfristen %(dag)s.") % {"nr": nr, "dag": dato(rad.frist)}


def sett_opp(rad: Forankring, mote: Motedag | None, plan: Plan, hendelse: Hendelse) -> None:
    """Put it on the agenda, or ask the secretary to take it in writing. The caller holds the meeting, and saves."""
    if mote is not None:
        rad.motesak = meld_inn(
            mote.pk, utfort_av=Bruker.objects.systemet(), sak=rad.prosjekt, meldt_av=rad.sendt_av,
            tittel=tittel(rad.prosjekt), innstilling=innstilling(rad), naa=hendelse.tidspunkt,
        )  # fmt: skip
        return
    rad.motesak = None
    dag = lokal_dato(hendelse.tidspunkt)
    aapne_oppgave(
        rad.prosjekt, SKRIFTLIG, hendelse, emne=rad.organ.navn, undertekst=rad.prosjekt.saksnummer or "",
        frist=max(plan.siste_skriftlig or pluss_virkedager(dag, 1), dag), **sekretaeren(rad.organ, dag),
    )  # fmt: skip


def paa_veien(
    rad: Forankring, mote: Motedag | None, hendelse: Hendelse, i_mote: str, skriftlig: str, til: Iterable[Bruker]
) -> None:
    """Tell these people where it is decided."""
    if mote is not None:
        si_fra(rad.prosjekt, hendelse, i_mote, til, organ=rad.organ.navn, dag=mote.dag.isoformat())
    else:
        si_fra(rad.prosjekt, hendelse, skriftlig, til, organ=rad.organ.navn)


def be_om_aa_trekke(sak: Sak, motesak: Motesak, hendelse: Hendelse) -> None:
    """The agenda is the secretary's."""
    mote = motesak.mote
    if motesak.trukket is not None or mote.tilstand == Motetilstand.AVLYST:
        return
    varsle(
        hendelse,
        mal="forskning.forankring_trukket",
        mottakere=sekretaerene(mote.organ, lokal_dato(hendelse.tidspunkt)),
        adresse=mote.get_absolute_url(),
        data={"saksnummer": sak.saksnummer or "", "organ": mote.organ.navn, "dag": mote.dag.isoformat()},
    )
