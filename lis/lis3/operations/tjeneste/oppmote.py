"""The department names the supervisor and the plan for supervision (S1-I18–I20)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.operations import flytt, operasjon

from ... import overganger as o
from ... import rules
from ...models import Tjeneste, Tjenestetilstand
from ...tekster import tjeneste as tekster
from .grunnlag import deler, endring, fortell, kommunen, koordinatorer, laas, spor_avdelingen

T = Tjenestetilstand


def kontroller_veileder(sak: Tjeneste, veileder: Bruker, dag: date) -> None:
    """Specialist in the speciality of a department of the service, and employed there; says which of the two fails."""
    avdelinger = rules.avdelinger_for(sak)
    if any(rules.er_rett_veileder(veileder, avdeling, dag) for avdeling in avdelinger):
        return
    avdeling = avdelinger[0]
    hvem = {"navn": veileder.navn, "avdeling": avdeling, "spesialitet": str(avdeling.spesialitet).lower()}
    if not rules.er_ansatt_ved(veileder, avdeling, dag):
        raise ValidationError(
            {"veileder": _("%(navn)s er ikke ansatt ved %(avdeling)s. Velg en veileder som er ansatt der.") % hvem}
        )
    raise ValidationError(
        {
            "veileder": _(
                "%(navn)s er ikke registrert som kontrollert spesialist i %(spesialitet)s. "
                "Bekreft godkjenningen på siden til avdelingen, eller velg en annen."
            )
            % hvem
        }
    )


def _kontroller(sak: Tjeneste, veileder: Bruker, plan: str, dag: date) -> None:
    if not plan.strip():
        raise ValidationError({"veiledningsplan": _("Skriv hvordan veiledning og supervisjon skal foregå.")})
    if veileder.pk == sak.saken_gjelder_id:
        raise ValidationError({"veileder": _("Legen kan ikke være sin egen veileder.")})
    kontroller_veileder(sak, veileder, dag)


@operasjon
def tildel_veileder(
    pk: UUID, *, utfort_av: Bruker, versjon: int, veileder: Bruker, veiledningsplan: str, naa: datetime | None = None
) -> Tjeneste:
    """Supervisor and plan are in place; the department owes the start. Raises `ValidationError` by field."""
    naa = naa or timezone.now()
    sak = laas(pk, versjon)
    if sak.tilstand == T.BEKREFTET and rules.tjenestens_avdeling(utfort_av, sak):
        _kontroller(sak, veileder, veiledningsplan, lokal_dato(naa))
    felter = {"veileder": veileder, "veiledningsplan": veiledningsplan}
    hendelse = flytt(
        sak, o.TILDEL_VEIL, utfort_av=utfort_av, felter=felter, data=endring("sykehusveileder", veileder.navn), naa=naa
    )
    lukk_oppgaver(sak, hendelse, tekster.VEILEDER)
    spor_avdelingen(sak, hendelse, tekster.START, frist=deler(sak)[0].fra)
    lege = sak.innmelding.lege
    fortell(sak, hendelse, "veileder", [lege.bruker, *kommunen(sak.innmelding), *koordinatorer(sak.innmelding)])
    fortell(sak, hendelse, "du_er_veileder", [veileder])
    return sak


@operasjon
def bytt_veileder(
    pk: UUID, *, utfort_av: Bruker, versjon: int, veileder: Bruker, veiledningsplan: str, naa: datetime | None = None
) -> Tjeneste:
    """Another supervisor or another plan, before the start or under way."""
    naa = naa or timezone.now()
    sak = laas(pk, versjon)
    if sak.tilstand in o.BYTT_VEIL.fra and rules.tjenestens_avdeling(utfort_av, sak):
        _kontroller(sak, veileder, veiledningsplan, lokal_dato(naa))
    forrige = sak.veileder
    felter = {"veileder": veileder, "veiledningsplan": veiledningsplan}
    data = endring("sykehusveileder", veileder.navn, forrige.navn if forrige else "") if forrige != veileder else {}
    hendelse = flytt(sak, o.BYTT_VEIL, utfort_av=utfort_av, felter=felter, data=data, naa=naa)
    if rules.er_rett_veileder(veileder, deler(sak)[-1].plass.avdeling, lokal_dato(naa)):
        lukk_oppgaver(sak, hendelse, tekster.ANNEN_VEILEDER)
    fortell(sak, hendelse, "veileder", [sak.innmelding.lege.bruker, forrige if forrige != veileder else None])
    if forrige != veileder:
        fortell(sak, hendelse, "du_er_veileder", [veileder])
    return sak
