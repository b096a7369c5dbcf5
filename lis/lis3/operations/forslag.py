"""The proposal: order it, compute it, change single placements, use it or drop it. Nothing is offered by any of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.jobb.models import Jobb
from grunnmur.jobb.operations import bestill as bestill_jobb
from grunnmur.jobb.typer import Framdrift, Jobbfeil, Resultat, registrer_jobbtype
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Saksteller
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import rules
from ..fordeling import UavgjortRekkefolge, fordel, les
from ..frister import maaned_nr, maaned_slutt, maaned_start
from ..models import Forslag, Forslagstilstand, Innmelding, Overstyring, Plass, Tjeneste
from ..selectors.forslag import berorte, gjeldende, legenavn
from ..selectors.forslag_inndata import Valg, avtrykk, er_hypotetisk, lag_inndata
from . import tjeneste as tjenester
from .folger import systemet

JOBB = "lis3.fordeling"
MAKS_HORISONT = 60


@operasjon
def bestill(*, utfort_av: Bruker, navn: str, fra: date, til: date, valg: Valg, naa: datetime | None = None) -> Forslag:
    """Freeze the input and order the computation.

    Raises `ValidationError` in a sentence when the period is wrong, nobody waits for a place, or doctors share a rank
    that the coordinator has not decided.
    """
    naa = naa or timezone.now()
    if not rules.koordinator(utfort_av):  # there is no case yet to refuse on
        raise Nektet
    if maaned_nr(fra) < maaned_nr(lokal_dato(naa)):
        raise ValidationError({"fra": _("Perioden kan ikke begynne før denne måneden.")})
    if not maaned_nr(fra) <= maaned_nr(til) < maaned_nr(fra) + MAKS_HORISONT:
        raise ValidationError({"til": _("Perioden må slutte etter at den begynner, og vare høyst fem år.")})
    inndata = lag_inndata(fra, til, valg)
    _kontroller(inndata)
    sak = Forslag(
        tilstand=Forslagstilstand.BESTILT, saksnummer=Saksteller.neste(Forslag.PREFIKS, naa), navn=navn,
        horisont_fra=maaned_start(maaned_nr(fra)), horisont_til=maaned_slutt(maaned_nr(til)), bestilt_av=utfort_av,
        inndata=inndata, inndata_sha256=avtrykk(inndata), opprettet=naa, endret=naa,
    )  # fmt: skip
    sak.save(force_insert=True)
    flytt(sak, o.BESTILL_FORSLAG, utfort_av=utfort_av, data={"inndata_sha256": sak.inndata_sha256}, naa=naa)
    _bestill_jobb(sak, utfort_av, naa)
    return sak


def _kontroller(inndata: dict[str, Any]) -> None:
    try:
        leger = les(inndata).leger
    except UavgjortRekkefolge as like:
        navn = ", ".join(legenavn(like.koder).values())
        raise ValidationError(
            _("%(leger)s har lik ansiennitet. Avgjør rekkefølgen i køen før du lager et forslag.") % {"leger": navn},
            code="uavgjort",
        ) from like
    if not leger:
        raise ValidationError(_("Ingen leger i køen venter på plass."))


def _bestill_jobb(sak: Forslag, utfort_av: Bruker, naa: datetime) -> None:
    jobb = bestill_jobb(
        JOBB, {"forslag": str(sak.pk)}, bestilt_av=utfort_av, tittel=_("Forslag til fordeling"), sak=sak,
        adresse=sak.get_absolute_url(), naa=naa,
    )  # fmt: skip
    Forslag.objects.filter(pk=sak.pk).update(jobb_id=jobb.pk)
    sak.jobb_id = jobb.pk


@operasjon
def bestill_paa_nytt(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Forslag:
    """Order the computation once more, from the same frozen input, when the job before it failed."""
    naa = naa or timezone.now()
    sak = Forslag.objects.laas(pk, versjon)
    flytt(sak, o.BESTILL_FORSLAG, utfort_av=utfort_av, naa=naa)
    _bestill_jobb(sak, utfort_av, naa)
    return sak


# --- computing --------------------------------------------------------------------------------------------------------


def _kjor(jobb: Jobb, framdrift: Framdrift) -> Resultat:
    """Job: compute from the frozen input. Doing it twice gives what doing it once gives."""
    beregn(UUID(jobb.inndata["forslag"]), framdrift=framdrift)
    return Resultat()


def beregn(pk: UUID, *, framdrift: Framdrift | None = None, naa: datetime | None = None) -> Forslag:
    """Compute a proposal that waits for it; one that has been computed is left alone."""
    sak = Forslag.objects.get(pk=pk)
    if sak.tilstand != Forslagstilstand.BESTILT:
        return sak
    start = time.monotonic()
    try:
        resultat = fordel(les(sak.inndata), framdrift=_prosent(framdrift)).som_json()
    except (KeyError, ValueError) as feil:
        _lagre_feil(pk, utfort_av=systemet(), naa=naa)
        raise Jobbfeil(_("Grunnlaget kan ikke leses lenger. Lag et nytt forslag.")) from feil
    varighet = round((time.monotonic() - start) * 1000)
    return _lagre_resultat(pk, utfort_av=systemet(), resultat=resultat, varighet_ms=varighet, naa=naa)


def _prosent(framdrift: Framdrift | None) -> Callable[[int, int], None] | None:
    """Report at most a dozen times: each report is a write."""
    if framdrift is None:
        return None
    sist = 0

    def meld(antall: int, av: int) -> None:
        nonlocal sist
        prosent = antall * 95 // av
        if prosent >= sist + 8:
            sist = prosent
            framdrift(prosent)

    return meld


@operasjon
def _lagre_resultat(
    pk: UUID, *, utfort_av: Bruker, resultat: dict[str, Any], varighet_ms: int, naa: datetime | None = None
) -> Forslag:
    sak = Forslag.objects.select_for_update(of=("self",)).get(pk=pk)
    if sak.tilstand != Forslagstilstand.BESTILT:  # another worker was faster, with the same answer
        return sak
    felter = {"resultat": resultat, "resultat_sha256": avtrykk(resultat), "varighet_ms": varighet_ms}
    flytt(sak, o.BEREGN, utfort_av=utfort_av, felter=felter, naa=naa)
    return sak


@operasjon
def _lagre_feil(pk: UUID, *, utfort_av: Bruker, naa: datetime | None = None) -> None:
    sak = Forslag.objects.select_for_update(of=("self",)).get(pk=pk)
    if sak.tilstand == Forslagstilstand.BESTILT:
        flytt(sak, o.BEREGN_FEILET, utfort_av=utfort_av, naa=naa)


def registrer() -> None:
    """Let the queue compute proposals. Called when the app is ready."""
    registrer_jobbtype(JOBB, _kjor, tidsgrense=110)


# --- what the coordinator does with it --------------------------------------------------------------------------------


@operasjon
def overstyr(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    innmelding: UUID,
    plasser: list[int],
    start: date | None,
    begrunnelse: str,
    mister_plass: list[UUID],
    naa: datetime | None = None,
) -> Forslag:
    """Place one doctor otherwise, or nowhere; whoever sat there loses the place in the proposal.

    `mister_plass` are those the coordinator saw would lose it. Raises `ValidationError` when it is somebody else now,
    the place is not free of others, or no reason is given.
    """
    naa = naa or timezone.now()
    sak = Forslag.objects.laas(pk, versjon)
    hendelse_data = {"innmelding": str(innmelding), "plasser": plasser, "start": str(start or "")}
    flytt(sak, o.OVERSTYR, utfort_av=utfort_av, kommentar=begrunnelse, data=hendelse_data, naa=naa)
    if not begrunnelse.strip():
        raise ValidationError({"begrunnelse": _("Skriv hvorfor plasseringen endres.")})
    virkning = berorte(sak, innmelding, plasser, maaned_nr(start) if start else None)
    if virkning.feil:
        raise ValidationError(virkning.feil)
    if {rad.innmelding for rad in virkning.mister} != set(mister_plass):
        raise ValidationError(_("Andre enn dem du så, mister plassen nå. Se over på nytt før du bekrefter."))
    skriv = {"begrunnelse": begrunnelse, "av": utfort_av, "tidspunkt": naa}
    for berort in virkning.mister:
        Overstyring.objects.update_or_create(
            forslag=sak, innmelding_id=berort.innmelding, defaults={"plasser": [], "start": None, **skriv}
        )
    Overstyring.objects.update_or_create(
        forslag=sak, innmelding_id=innmelding, defaults={"plasser": plasser, "start": start, **skriv}
    )
    return sak


@operasjon
def ta_i_bruk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> list[Tjeneste]:
    """Set aside every place in the proposal, all or none. Nobody is told, and nothing is offered.

    Raises `ValidationError` with one sentence for each doctor who cannot have the place any more.
    """
    naa = naa or timezone.now()
    sak = Forslag.objects.laas(pk, versjon)
    flytt(sak, o.TA_I_BRUK, utfort_av=utfort_av, naa=naa)
    if er_hypotetisk(sak.inndata["valg"]):
        raise ValidationError(_("Dette er en prøveberegning, og kan ikke tas i bruk. Lag et forslag av køen slik den er."))
    alle = gjeldende(sak)
    saker = {s.pk: s for s in Innmelding.objects.filter(pk__in=alle).select_related("lege")}
    plasser = Plass.objects.select_related("avdeling__enhet").in_bulk([d.plass for p in alle.values() for d in p.deler])
    laget, feil = [], []
    for pk_, plassering in alle.items():
        if not plassering.deler:
            continue
        deler = [
            tjenester.Dellinje(plasser[d.plass], maaned_start(d.start), maaned_slutt(d.start + d.lengde - 1))
            for d in plassering.deler
        ]
        try:
            laget.append(
                tjenester.planlegg(
                    utfort_av=utfort_av, innmelding=saker[pk_], deler=deler, forslag=sak,
                    begrunnelse=plassering.begrunnelse, naa=naa,
                )
            )  # fmt: skip
        except ValidationError as nei:
            feil.append(f"{saker[pk_].lege}: {' '.join(nei.messages)}")
        except Nektet:
            feil.append(_("%(lege)s: Du kan ikke avgjøre din egen plass.") % {"lege": saker[pk_].lege})
    if feil:
        raise ValidationError([_("Køen eller plassene er endret. Lag et nytt forslag."), *feil])
    return laget


@operasjon
def forkast(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Forslag:
    """Drop a proposal; it can still be read."""
    sak = Forslag.objects.laas(pk, versjon)
    flytt(sak, o.FORKAST, utfort_av=utfort_av, naa=naa)
    return sak
