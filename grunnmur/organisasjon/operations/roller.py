"""Roles and stand-ins: given, ended, never rewritten."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from ..models import Bruker, Enhet, Rolle, Stedfortreder, Virksomhet
from ..rules import kan_gi_rolle, kan_sette_stedfortreder
from .sporbar import dag_for, forklart, krev, sporbar

Rad = TypeVar("Rad", Rolle, Stedfortreder)
LENGSTE_STEDFORTREDELSE = timedelta(days=366)


@sporbar
def gi_rolle(
    bruker: Bruker,
    type: str,
    *,
    virksomhet: Virksomhet,
    utfort_av: Bruker,
    enhet: Enhet | None = None,
    fra: date | None = None,
    til: date | None = None,
    naa: datetime | None = None,
) -> Rolle:
    """Give a role from a day on (today unless told). Raises ValidationError with what to do instead."""
    dag = dag_for(naa)
    krev(kan_gi_rolle(utfort_av, type, virksomhet, dag))
    if not bruker.is_active or bruker.er_system:
        raise ValidationError(_("Brukeren er ikke aktiv. Aktiver brukeren først."))
    if enhet is not None:
        enhet = Enhet.objects.select_for_update(of=("self",), no_key=True).get(pk=enhet.pk)
        if enhet.nedlagt is not None:
            raise ValidationError(_("Enheten er nedlagt. Velg en annen enhet."))
    rolle = Rolle(bruker=bruker, type=type, virksomhet=virksomhet, enhet=enhet, gyldig_fra=fra or dag, gyldig_til=til)
    rolle.clean_fields(exclude=["bruker", "virksomhet", "enhet"])
    rolle.validate_constraints()
    if enhet is not None and enhet.virksomhet_id != virksomhet.id:
        raise ValidationError({"enhet": _("Enheten hører ikke til virksomheten. Velg en annen enhet.")})
    with forklart():
        rolle.save(force_insert=True)
    return rolle


@sporbar
def avslutt_rolle(
    rolle: Rolle, *, utfort_av: Bruker, siste_dag: date | None = None, naa: datetime | None = None
) -> Rolle | None:
    """End a role after `siste_dag`, or at once when no day is told. Stand-ins lose theirs with it.

    A role that began today, or has not begun, has no last day behind it: it is taken back, and None returned.
    """
    dag = dag_for(naa)
    laast = Rolle.objects.select_for_update(of=("self",)).select_related("virksomhet").get(pk=rolle.pk)
    krev(kan_gi_rolle(utfort_av, laast.type, laast.virksomhet_id, dag))
    siste = _siste_dag(siste_dag, dag)
    if laast.gyldig_til is not None and laast.gyldig_til < dag:
        raise ValidationError(_("Rollen er allerede avsluttet."))
    if siste_dag is not None and siste_dag < laast.gyldig_fra:
        raise ValidationError({"siste_dag": _("Siste dag kan ikke være før rollen begynte.")})
    for stedfortreder in laast.stedfortredere.filter(gyldig_til__gt=siste):
        _avkort(stedfortreder, siste)
    return _avkort(laast, siste)


@sporbar
def sett_stedfortreder(
    rolle: Rolle,
    stedfortreder: Bruker,
    *,
    fra: date,
    til: date,
    utfort_av: Bruker,
    naa: datetime | None = None,
) -> Stedfortreder:
    """Let somebody of the same party act in the role from–to, on behalf of its holder."""
    dag = dag_for(naa)
    laast = Rolle.objects.select_for_update(of=("self",)).select_related("virksomhet", "bruker").get(pk=rolle.pk)
    krev(kan_sette_stedfortreder(utfort_av, laast, dag))
    if not laast.kan_ha_stedfortreder:
        raise ValidationError(_("Denne rollen kan ikke ha stedfortreder."))
    if laast.gyldig_til is not None and laast.gyldig_til < til:
        raise ValidationError({"til": _("Rollen slutter før denne dagen. Velg en tidligere dag.")})
    if fra < laast.gyldig_fra:
        raise ValidationError({"fra": _("Rollen har ikke begynt denne dagen. Velg en senere dag.")})
    if til < max(fra, dag):
        raise ValidationError({"til": _("Siste dag må være i dag eller senere, og ikke før første dag.")})
    if til - fra > LENGSTE_STEDFORTREDELSE:
        raise ValidationError({"til": _("En stedfortreder kan settes for høyst ett år. Gi heller personen rollen.")})
    if laast.bruker_id == stedfortreder.id:
        raise ValidationError({"person": _("Ingen kan være stedfortreder for seg selv. Velg en annen person.")})
    hjemme = Rolle.objects.gjeldende(dag).filter(bruker=stedfortreder, virksomhet=laast.virksomhet_id)
    if not stedfortreder.is_active or not hjemme.exists():
        raise ValidationError({"person": _("Stedfortrederen må ha en rolle i samme virksomhet. Velg en annen person.")})
    rad = Stedfortreder(rolle=laast, bruker=stedfortreder, gyldig_fra=fra, gyldig_til=til)
    with forklart():
        rad.save(force_insert=True)
    return rad


@sporbar
def avslutt_stedfortreder(
    stedfortreder: Stedfortreder, *, utfort_av: Bruker, siste_dag: date | None = None, naa: datetime | None = None
) -> Stedfortreder | None:
    """End a stand-in after `siste_dag`, or at once. None when it had not begun and was taken back."""
    dag = dag_for(naa)
    laast = (
        Stedfortreder.objects.select_for_update(of=("self",)).select_related("rolle__virksomhet").get(pk=stedfortreder.pk)
    )
    krev(kan_sette_stedfortreder(utfort_av, laast.rolle, dag))
    siste = _siste_dag(siste_dag, dag)
    if laast.gyldig_til is not None and laast.gyldig_til < dag:
        raise ValidationError(_("Stedfortrederen er allerede avsluttet."))
    return _avkort(laast, siste)


def _siste_dag(siste_dag: date | None, dag: date) -> date:
    """Yesterday when it ends at once. Never earlier: what was done in the role until now was done rightly."""
    i_gaar = dag - timedelta(days=1)
    if siste_dag is not None and siste_dag < i_gaar:
        raise ValidationError({"siste_dag": _("Siste dag kan ikke være tidligere enn i går.")})
    return siste_dag or i_gaar


def _avkort(rad: Rad, siste: date) -> Rad | None:
    """Give a dated row its last day; one that would end before it began is taken back."""
    if siste < rad.gyldig_fra:
        rad.delete()
        return None
    rad.gyldig_til = siste
    with forklart():
        rad.save(update_fields=["gyldig_til"])
    return rad
