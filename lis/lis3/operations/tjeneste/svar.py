"""The doctor answers the offer, the municipality confirms the release, the doctor applies."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato as datotekst
from grunnmur.portal.dato import lokal_dato, pluss_maaneder
from grunnmur.saksgang.operations import flytt, operasjon

from ... import overganger as o
from ... import rules
from ...frister import maaned_nr, maaned_slutt
from ...models import Tjeneste, Tjenestetilstand
from ...tekster import tjeneste as tekster
from .grunnlag import (
    avdelingsledere,
    be_kommunen,
    deler,
    endring,
    flytt_planlagt_start,
    fortell,
    kommunen,
    koordinatorer,
    laas,
    spor_avdelingen,
    tilbake_til_onsket,
)
from .tilbud import svarfrist

T = Tjenestetilstand
VEILEDER_MAANEDER = 2
"""The department names a supervisor this long before the start, or within ten working days when it is sooner."""


@operasjon
def aksepter(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Tjeneste:
    """The doctor says yes. The offer's start is the planned start from now on; the municipality releases the doctor.

    Not to an offer whose first month has gone by without an answer.
    """
    naa = naa or timezone.now()
    sak = laas(pk, versjon)
    fra = deler(sak)[0].fra
    if (
        sak.tilstand in o.AKSEPTER.fra
        and o.AKSEPTER.tillatt(utfort_av, sak)
        and lokal_dato(naa) > maaned_slutt(maaned_nr(fra))
    ):
        melding = _("Tilbudet gjaldt fra %(dag)s, og gikk ut uten svar. Be LIS-koordinator om et nytt.")
        raise ValidationError(melding % {"dag": datotekst(fra)})
    hendelse = flytt(sak, o.AKSEPTER, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(sak, hendelse)
    innmelding = sak.innmelding
    flytt_planlagt_start(innmelding, hendelse, deler(sak)[0].fra, naa=naa)
    frist = svarfrist(naa)
    be_kommunen(sak, tekster.FRIGI, hendelse, frist=frist)
    aapne_oppgave(
        sak,
        tekster.SOK,
        hendelse,
        emne=deler(sak)[0].plass.avdeling.enhet.visningsnavn,
        undertekst=sak.saksnummer or "",
        person=innmelding.lege.bruker,
        frist=frist,
    )
    fortell(sak, hendelse, "til_frigivelse", kommunen(innmelding))
    fortell(sak, hendelse, "akseptert", [*koordinatorer(innmelding), *avdelingsledere(sak)])
    return sak


@operasjon
def takk_nei(pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str = "", naa: datetime | None = None) -> Tjeneste:
    """The doctor declines: the place is free, and the doctor stands in the queue with unchanged seniority."""
    sak = laas(pk, versjon)
    hendelse = flytt(sak, o.TAKK_NEI, utfort_av=utfort_av, kommentar=kommentar, naa=naa)
    lukk_oppgaver(sak, hendelse)
    fortell(sak, hendelse, "takket_nei", [*kommunen(sak.innmelding), *koordinatorer(sak.innmelding)])
    return sak


@operasjon
def bekreft(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Tjeneste:
    """The municipality releases the doctor, when a locum is settled (S1-I10); the department names a supervisor."""
    naa = naa or timezone.now()
    sak = laas(pk, versjon)
    venter = sak.tilstand == T.AKSEPTERT and rules.tjenestens_kommune(utfort_av, sak)
    if venter and not rules.vikar_er_avklart(sak):
        raise ValidationError(_("Avklar vikar for praksisen før dere bekrefter tjenesten."), code="vikar")
    hendelse = flytt(sak, o.BEKREFT, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(sak, hendelse, tekster.FRIGI)
    spor_avdelingen(sak, hendelse, tekster.VEILEDER, frist=_veilederfrist(lokal_dato(naa), deler(sak)[0].fra))
    ledere = avdelingsledere(sak)
    fortell(sak, hendelse, "til_avdelingen", ledere)
    fortell(sak, hendelse, "bekreftet", [sak.innmelding.lege.bruker, *koordinatorer(sak.innmelding)])
    return sak


def _veilederfrist(dag: date, start: date) -> date:
    return max(pluss_maaneder(start, -VEILEDER_MAANEDER), pluss_virkedager(dag, 10))


@operasjon
def frigi_ikke(pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str, naa: datetime | None = None) -> Tjeneste:
    """The municipality cannot release the doctor: the place is free, the doctor back with the wished start."""
    naa = naa or timezone.now()
    sak = laas(pk, versjon)
    if not kommentar.strip():
        raise ValidationError({"kommentar": _("Skriv hvorfor legen ikke kan frigis. Legen og sykehuset ser det.")})
    hendelse = flytt(sak, o.FRIGI_IKKE, utfort_av=utfort_av, kommentar=kommentar, naa=naa)
    lukk_oppgaver(sak, hendelse)
    tilbake_til_onsket(sak.innmelding, hendelse, naa=naa)
    til = [sak.innmelding.lege.bruker, *koordinatorer(sak.innmelding), *avdelingsledere(sak)]
    fortell(sak, hendelse, "ikke_frigitt", til)
    return sak


@operasjon
def har_sokt(pk: UUID, *, utfort_av: Bruker, versjon: int, dato: date, naa: datetime | None = None) -> Tjeneste:
    """The doctor has applied for the post outside the portal: an accepted offer is not employment (S1-I25)."""
    naa = naa or timezone.now()
    sak = laas(pk, versjon)
    if dato > lokal_dato(naa):
        raise ValidationError({"dato": _("Datoen kan ikke være fram i tid.")})
    hendelse = flytt(sak, o.HAR_SOKT, utfort_av=utfort_av, felter={"sokt": dato}, data=endring("sokt", dato), naa=naa)
    lukk_oppgaver(sak, hendelse, tekster.SOK)
    fortell(sak, hendelse, "har_sokt", [*koordinatorer(sak.innmelding), *avdelingsledere(sak)])
    return sak
