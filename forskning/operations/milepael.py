"""What the project must have done by a day, each with a task for whoever leads it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..models import Milepael, Milepaelart, Prosjekt
from ..tekster.framdrift import FORMIDLING, LEVER_DET, OPPGAVE_FOR

FELTER = ("art", "tittel", "frist")


@operasjon
def legg_til(pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None) -> Milepael:
    """Add a milestone, a report to who pays, or something to share. Raises `ValidationError` for a day that is past."""
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    hendelse = flytt(prosjekt, o.LEGG_TIL_MILEPAEL, utfort_av=utfort_av, naa=naa)
    _krev_kommende(felter["frist"], hendelse)
    milepael = Milepael(prosjekt=prosjekt, **{navn: felter[navn] for navn in FELTER})
    milepael.full_clean(exclude=["prosjekt"])
    milepael.save(force_insert=True)
    _aapne(milepael, hendelse)
    return milepael


@operasjon
def endre(pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None) -> Milepael:
    """Change what it is or when it is due. `versjon` is the project's. Raises `UlovligOvergang` when it is done or out."""
    milepael = _laas(pk, versjon)
    endringer = [navn for navn in FELTER if getattr(milepael, navn) != felter[navn]]
    if not endringer:
        return milepael
    hendelse = flytt(milepael.prosjekt, o.ENDRE_MILEPAEL, utfort_av=utfort_av, naa=naa)
    _krev_aapen(milepael)
    if "frist" in endringer:
        _krev_kommende(felter["frist"], hendelse)
    for navn in FELTER:
        setattr(milepael, navn, felter[navn])
    milepael.full_clean(exclude=["prosjekt"])
    milepael.save(update_fields=FELTER)
    lukk_oppgaver(milepael.prosjekt, hendelse, del_id=milepael.pk)
    _aapne(milepael, hendelse)
    return milepael


@operasjon
def merk_som_gjort(
    pk: UUID, *, utfort_av: Bruker, versjon: int, dag: date | None = None, naa: datetime | None = None
) -> Milepael:
    """It is done, today or on an earlier day. The task is closed."""
    milepael = _laas(pk, versjon)
    hendelse = flytt(milepael.prosjekt, o.NAA_MILEPAEL, utfort_av=utfort_av, naa=naa)
    _krev_aapen(milepael)
    i_dag = lokal_dato(hendelse.tidspunkt)
    if dag and dag > i_dag:
        raise ValidationError({"dag": _("Dagen kan ikke være i framtiden. Skriv dagen det ble gjort.")})
    milepael.naadd, milepael.naadd_av = dag or i_dag, utfort_av
    milepael.save(update_fields=["naadd", "naadd_av"])
    lukk_oppgaver(milepael.prosjekt, hendelse, del_id=milepael.pk)
    return milepael


@operasjon
def ta_ut(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Milepael:
    """Take it out of the plan. It stays with the project, as taken out."""
    milepael = _laas(pk, versjon)
    hendelse = flytt(milepael.prosjekt, o.TA_UT_MILEPAEL, utfort_av=utfort_av, naa=naa)
    _krev_aapen(milepael)
    milepael.utgaatt = hendelse.tidspunkt
    milepael.save(update_fields=["utgaatt"])
    lukk_oppgaver(milepael.prosjekt, hendelse, del_id=milepael.pk)
    return milepael


def sett_oppgaver(prosjekt: Prosjekt, hendelse: Hendelse) -> None:
    """Give the tasks of what is not done to whoever leads the project now: after a new leader, or when it is taken up again.

    What was asked of the one before (does it live, is it shared) is answered by that.
    """
    lukk_oppgaver(prosjekt, hendelse, *OPPGAVE_FOR.values(), LEVER_DET, FORMIDLING)
    for milepael in prosjekt.milepaeler.filter(naadd__isnull=True, utgaatt__isnull=True):
        milepael.prosjekt = prosjekt
        _aapne(milepael, hendelse)


def hvem_som_skylder(prosjekt: Prosjekt) -> dict[str, Any]:
    """The leader; where the leader has no account any more, the FoU coordinator of the party that owns the project."""
    if prosjekt.leder.is_active:
        return {"person": prosjekt.leder}
    return {"rolletype": RolleType.FOU_KOORDINATOR, "virksomhet": prosjekt.eier}


def _aapne(milepael: Milepael, hendelse: Hendelse) -> None:
    aapne_oppgave(
        milepael.prosjekt,
        OPPGAVE_FOR[Milepaelart(milepael.art)],
        hendelse,
        emne=milepael.prosjekt.saksnummer or "",
        frist=milepael.frist,
        del_id=milepael.pk,
        **hvem_som_skylder(milepael.prosjekt),
    )


def _laas(pk: UUID, versjon: int) -> Milepael:
    """The milestone, with its project locked: whoever holds the project holds all its milestones."""
    prosjekt = Prosjekt.objects.laas(Milepael.objects.values_list("prosjekt", flat=True).get(pk=pk), versjon)
    milepael = Milepael.objects.get(pk=pk)
    milepael.prosjekt = prosjekt
    return milepael


def _krev_aapen(milepael: Milepael) -> None:
    if milepael.naadd or milepael.utgaatt:
        raise UlovligOvergang


def _krev_kommende(frist: date, hendelse: Hendelse) -> None:
    if frist < lokal_dato(hendelse.tidspunkt or timezone.now()):
        raise ValidationError({"frist": _("Fristen er passert. Velg en dag i dag eller senere.")})
