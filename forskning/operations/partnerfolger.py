"""What follows for the parties of a project: who owes an answer for whom, and by when (S4-B03)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Deltakelse, Rolle, Virksomhet
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse

from ..models import Innstilling, Partner, Partnersvar, Prosjekt
from ..rules import svarrollen
from ..tekster.partner import HENT_SVAR, PARTNERSVAR
from .folger import si_fra, svarer_for

SVARES_PAA = frozenset({"tittel", "sammendrag", "finansiering", "finansior", "utlysning", "soknadsfrist", "budsjett"})
"""What a party reads about the project before it answers."""


def be_om_svar(prosjekt: Prosjekt, hendelse: Hendelse) -> int:
    """Ask every party that has not answered, the owner too, and is not asked already. Returns how many were asked.

    The role that the party has named owes the answer. Where a party has nobody in the portal, the project's leader is
    to fetch its answer; where a party of the network has nobody in the role, its contact is asked to appoint somebody.
    """
    spurt = Oppgave.objects.for_sak(prosjekt).aapne().filter(type__in=[PARTNERSVAR, HENT_SVAR])
    spurte = {del_id for del_id in spurt.values_list("del_id", flat=True) if del_id}
    ubesvart = prosjekt.partnere.filter(svar=Partnersvar.INVITERT).exclude(pk__in=spurte).select_related("virksomhet")
    virkedager = Innstilling.objects.gjeldende().partnersvar_virkedager
    for partner in ubesvart:
        _be_partneren(prosjekt, partner, hendelse, virkedager)
    return len(ubesvart)


def _be_partneren(prosjekt: Prosjekt, partner: Partner, hendelse: Hendelse, virkedager: int) -> None:
    virksomhet = partner.virksomhet
    svarere = svarer_for(virksomhet)
    felles: dict[str, Any] = {
        "emne": virksomhet.fullt_navn, "undertekst": prosjekt.saksnummer or "", "frist_virkedager": virkedager,
        "del_id": partner.pk,
    }  # fmt: skip
    if svarere or _er_i_nettverket(virksomhet, lokal_dato(hendelse.tidspunkt)):
        rolle = svarrollen(virksomhet)
        aapne_oppgave(
            prosjekt, PARTNERSVAR, hendelse, **felles, rolletype=rolle, virksomhet=virksomhet, besvares=bool(svarere)
        )  # fmt: skip
    else:
        aapne_oppgave(prosjekt, HENT_SVAR, hendelse, **felles, person=prosjekt.leder)


def _er_i_nettverket(virksomhet: Virksomhet, dag: date) -> bool:
    return Deltakelse.objects.gjeldende(dag).filter(virksomhet=virksomhet).exists()


def svar_er_gitt(partner: Partner, prosjekt: Prosjekt, hendelse: Hendelse) -> None:
    """Nobody owes the answer of this party any more."""
    lukk_oppgaver(prosjekt, hendelse, PARTNERSVAR, HENT_SVAR, del_id=partner.pk)


def si_fra_om_endring(prosjekt: Prosjekt, hendelse: Hendelse, felter: Iterable[str]) -> None:
    """Nobody's yes is used for something else: parties that have confirmed hear when what they read is changed."""
    if SVARES_PAA.isdisjoint(felter):
        return
    bekreftet = prosjekt.partnere.filter(svar=Partnersvar.BEKREFTET).select_related("virksomhet")
    for partner in bekreftet:
        si_fra(
            prosjekt, hendelse, "partner_endret", svarer_for(partner.virksomhet), virksomhet=partner.virksomhet.fullt_navn
        )


def gi_leder_oppgavene(prosjekt: Prosjekt, hendelse: Hendelse) -> None:
    """The answers that the leader is to fetch follow the leader there is now."""
    lukk_oppgaver(prosjekt, hendelse, HENT_SVAR)
    be_om_svar(prosjekt, hendelse)


def noen_svarer_selv(virksomhet: Virksomhet, *dager: date) -> bool:
    """Somebody held the role that answers for the party on one of these days: then nobody answers in its place."""
    roller = Rolle.objects.filter(type=svarrollen(virksomhet), virksomhet=virksomhet, enhet=None, bruker__is_active=True)
    return any(roller.gjeldende(dag).exists() for dag in dager)
