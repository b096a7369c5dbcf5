"""The day an answer is owed: an earlier one is the answerer's to set, a later one the asker's to accept (S1-V03)."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.oppgaver.virkedager import er_virkedag
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato, lokal_dato, pluss_maaneder
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..frister import INGEN_NY_TID
from ..models import Foresporsel, Tilstand
from ..tekster import foresporsel as t
from .folger import be, be_ansvarlig, sett, si_fra
from .taushet import bryt_taushet

SENEST_MAANEDER = 6
"""The latest day that may be proposed."""


@operasjon
def sett_frist(pk: UUID, *, utfort_av: Bruker, versjon: int, frist: date, naa: datetime | None = None) -> Foresporsel:
    """The answerer promises an earlier day. It holds at once."""
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    _krev_dag(frist, lokal_dato(naa))
    if sak.svarfrist is None or frist > sak.svarfrist:
        raise ValidationError({"frist": _("Et senere tidspunkt må den som spurte, godta. Foreslå det i stedet.")})
    felter = {"svarfrist": frist, **INGEN_NY_TID}
    hendelse = flytt(sak, o.SETT_FRIST, utfort_av=utfort_av, felter=felter, data={"frist": frist.isoformat()}, naa=naa)
    lukk_oppgaver(sak, hendelse, t.NY_TID)
    be_ansvarlig(sak, hendelse)
    si_fra(sak, hendelse, "frist_satt", [sak.melder])
    return sak


@operasjon
def foreslaa_frist(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    frist: date,
    fra: time | None = None,
    til: time | None = None,
    naa: datetime | None = None,
) -> Foresporsel:
    """The answerer asks for a later day; about one patient, for another time to ring.

    Until the asker has accepted it the question is unanswered by the old deadline: its task, the sweep and the
    coordinator go by that one.
    """
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    _kontroller_forslag(sak, frist, fra, til, lokal_dato(naa))
    felter = {
        "foreslaatt_frist": frist,
        "foreslaatt_fra": fra if sak.om_enkeltpasient else None,
        "foreslaatt_til": til if sak.om_enkeltpasient else None,
        "forste_svar_tid": sak.forste_svar_tid or naa,
    }
    hendelse = flytt(sak, o.FORESLAA_FRIST, utfort_av=utfort_av, felter=felter, data={"frist": frist.isoformat()}, naa=naa)
    lukk_oppgaver(sak, hendelse, t.NY_TID)
    be(sak, t.NY_TID, hendelse, person=sak.melder)
    si_fra(sak, hendelse, "frist_foreslaatt", [sak.melder], ekstra={"ny_frist": dato(frist)})
    return sak


def _krev_dag(frist: date, dag: date) -> None:
    """A day that can be kept: not passed, a working day, and not so far off that the question is buried."""
    if frist < dag:
        raise ValidationError({"frist": _("Velg en dag som ikke er passert.")})
    if not er_virkedag(frist):
        raise ValidationError({"frist": _("Velg en virkedag.")})
    if frist > pluss_maaneder(dag, SENEST_MAANEDER):
        raise ValidationError({"frist": _("Velg en dag innen %(antall)d måneder.") % {"antall": SENEST_MAANEDER}})


def _kontroller_forslag(sak: Foresporsel, frist: date, fra: time | None, til: time | None, dag: date) -> None:
    _krev_dag(frist, dag)
    if sak.om_enkeltpasient:
        if fra is None or til is None or til <= fra:
            raise ValidationError({"fra": _("Skriv når dere kan ringe, fra og til.")})
        if (frist, fra, til) == (sak.ring_dag, sak.ring_fra, sak.ring_til):
            raise ValidationError({"frist": _("Dette er tidspunktet dere allerede har. Velg et annet.")})
    elif sak.svarfrist is None or frist <= sak.svarfrist:
        raise ValidationError({"frist": _("Velg en dag etter fristen, eller sett en tidligere frist.")})


@operasjon
def godta_frist(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """The asker accepts the new day: from now on it is the deadline."""
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    ny = sak.foreslaatt_frist
    if ny is not None and ny < lokal_dato(naa):
        raise ValidationError(_("Dagen som ble foreslått, er passert. Hold på fristen, så må de svare eller foreslå en ny."))
    felter: dict[str, Any] = {"svarfrist": ny or sak.svarfrist, **INGEN_NY_TID}
    if sak.om_enkeltpasient:
        felter |= {"ring_dag": ny, "ring_fra": sak.foreslaatt_fra, "ring_til": sak.foreslaatt_til}
    hendelse = flytt(sak, o.GODTA_FRIST, utfort_av=utfort_av, felter=felter, naa=naa)
    sett(sak, bryt_taushet(sak, hendelse))
    lukk_oppgaver(sak, hendelse, t.NY_TID)
    if sak.tilstand == Tilstand.MOTTATT:
        be_ansvarlig(sak, hendelse)
    si_fra(sak, hendelse, "frist_godtatt", [sak.ansvarlig])
    return sak


@operasjon
def avslaa_frist(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """The asker needs the answer by the deadline there is. The duty holds."""
    sak = Foresporsel.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.AVSLAA_FRIST, utfort_av=utfort_av, felter=dict(INGEN_NY_TID), naa=naa)
    lukk_oppgaver(sak, hendelse, t.NY_TID)
    si_fra(sak, hendelse, "frist_avslaatt", [sak.ansvarlig])
    return sak
