"""The proposal: order it, compute it, build another on it with a change, or drop it. Nobody gets a place by any of it."""

from __future__ import annotations

import time
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.jobb.models import Jobb
from grunnmur.jobb.operations import bestill as bestill_jobb
from grunnmur.jobb.typer import Framdrift, Jobbfeil, Resultat, registrer_jobbtype
from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import rules
from ..fordeling import Inndata, UgyldigInndata, fordel, les
from ..fordeling import Resultat as Svar
from ..models import Endring, Endringsgrunn, Forslag, Forslagstilstand, Kandidat, Runde, Rundetilstand
from ..ord import valider_noytral
from ..selectors.forslag import er_foreldet, valg_for
from ..selectors.forslag_inndata import Valg, lag_inndata
from ..selectors.navn import feilsetning
from .folger import i_utvalget, si_fra

JOBB = "lis1.tildeling"


@operasjon
def bestill(
    runde: UUID,
    *,
    utfort_av: Bruker,
    navn: str,
    valg: Valg | None = None,
    bygger_paa: UUID | None = None,
    naa: datetime | None = None,
) -> Forslag:
    """Freeze the round as it stands and order the computation; with `bygger_paa`, the changes made there stand here too.

    Raises `ValidationError` in a sentence when nobody is to be allocated or the rows cannot be used.
    """
    naa, valg = naa or timezone.now(), valg or Valg()
    sak = _runde(runde, utfort_av)
    forrige = Forslag.objects.get(pk=bygger_paa, runde=sak) if bygger_paa else None
    endringer = _fortsatt_med(list(forrige.endringer.all()), sak) if forrige else []
    try:
        inndata = lag_inndata(sak, endringer={e.kandidat_id: e.kommune_id for e in endringer}, valg=valg)
    except UgyldigInndata as feil:
        raise ValidationError(feilsetning(feil), code=feil.kode.value) from feil
    if not inndata.kandidater:
        raise ValidationError(_("Ingen kandidater er med i runden. Legg til kandidatene først."))
    return _opprett(sak, inndata, endringer, utfort_av=utfort_av, navn=navn, valg=valg, bygger_paa=forrige, naa=naa)


def _runde(pk: UUID, utfort_av: Bruker) -> Runde:
    """The round, held as it is until the transaction ends. There is no proposal yet to refuse on."""
    runde = Runde.objects.select_for_update(of=("self",), no_key=True).get(pk=pk)
    if not rules.behandler(utfort_av, runde):
        raise Nektet
    if runde.tilstand != Rundetilstand.BEHANDLES:
        raise UlovligOvergang
    return runde


def _fortsatt_med(endringer: list[Endring], runde: Runde) -> list[Endring]:
    """Of these changes, those about candidates who are still in the round."""
    med = set(Kandidat.objects.filter(runde=runde, trukket=None).values_list("pk", flat=True))
    return [e for e in endringer if e.kandidat_id in med]


def _opprett(
    runde: Runde,
    inndata: Inndata,
    endringer: list[Endring],
    *,
    utfort_av: Bruker,
    navn: str,
    valg: Valg,
    bygger_paa: Forslag | None,
    naa: datetime,
) -> Forslag:
    sak = Forslag(
        tilstand=Forslagstilstand.BESTILT, saksnummer=Saksteller.neste(Forslag.PREFIKS, naa), runde=runde, navn=navn,
        bygger_paa=bygger_paa, hypotetisk=valg.hypotetisk, bestilt_av=utfort_av, inndata=inndata.som_json(),
        inndata_sha256=inndata.avtrykk, opprettet=naa, endret=naa,
    )  # fmt: skip
    sak.save(force_insert=True)
    utelukket: dict[UUID, bool] = {}
    for endring in endringer:
        if endring.av_id not in utelukket:
            utelukket[endring.av_id] = rules.er_utelukket(endring.av, runde)
        ny = Endring(
            forslag=sak, kandidat_id=endring.kandidat_id, kommune_id=endring.kommune_id, grunn=endring.grunn,
            begrunnelse=endring.begrunnelse, av_id=endring.av_id, tidspunkt=endring.tidspunkt,
        )  # fmt: skip
        if utelukket[endring.av_id]:  # ruled out since: whoever goes on with the change answers for it
            ny.av, ny.tidspunkt = utfort_av, naa
        ny.save(force_insert=True)
    data = {"inndata_sha256": sak.inndata_sha256, **valg.som_data()}
    _bestill_jobb(sak, flytt(sak, o.BESTILL, utfort_av=utfort_av, data=data, naa=naa), naa)
    return sak


def _bestill_jobb(sak: Forslag, hendelse: Hendelse, naa: datetime) -> None:
    jobb = bestill_jobb(
        JOBB, {"forslag": str(sak.pk)}, bestilt_av=hendelse.utfort_av, tittel=_("Forslag til tildeling"), sak=sak,
        adresse=sak.get_absolute_url(), naa=naa,
    )  # fmt: skip
    Forslag.objects.filter(pk=sak.pk).update(jobb_id=jobb.pk)
    sak.jobb_id = jobb.pk


@operasjon
def endre(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    kandidat: UUID,
    kommune: Virksomhet | None,
    grunn: str,
    begrunnelse: str,
    naa: datetime | None = None,
) -> Forslag:
    """Place one candidate otherwise than the order says, and the rest by the order: a new proposal beside the old one.

    It comes from the input that the effect was shown for, so nobody else can be touched than those who were shown. Raises
    `ValidationError` when the round is another by now, the place cannot be had, or no reason is given.
    """
    naa = naa or timezone.now()
    runde = _runde(Forslag.objects.values_list("runde", flat=True).get(pk=pk), utfort_av)
    gammel = Forslag.objects.laas(pk, versjon)
    if gammel.tilstand != Forslagstilstand.BEREGNET:
        raise UlovligOvergang
    _krev_grunn(grunn, begrunnelse)
    if gammel.hypotetisk:
        raise ValidationError(_("Dette er en prøveberegning. Gjør endringen i et forslag som kan vedtas."))
    if er_foreldet(gammel):
        raise ValidationError(
            _("Runden er endret siden forslaget ble beregnet. Lag et nytt forslag, og gjør endringen der.")
        )
    try:
        inndata = les(gammel.inndata).med_faste({str(kandidat): str(kommune.pk) if kommune else None})
    except UgyldigInndata as feil:
        raise ValidationError(feilsetning(feil, endring=True), code=feil.kode.value) from feil
    endring = Endring(
        kandidat_id=kandidat, kommune=kommune, grunn=grunn, begrunnelse=begrunnelse, av=utfort_av, tidspunkt=naa
    )
    alle = [e for e in gammel.endringer.all() if e.kandidat_id != kandidat] + [endring]
    ny = _opprett(
        runde, inndata, alle, utfort_av=utfort_av, navn=gammel.navn, valg=valg_for(gammel), bygger_paa=gammel, naa=naa
    )
    hendelse = Hendelse.objects.for_sak(ny).latest("id")
    andre = [b for b in i_utvalget(runde.organ) if b != utfort_av and not rules.er_utelukket(b, runde)]
    si_fra(ny, hendelse, "forslag_endret", andre, runde=runde.saksnummer or "")
    return ny


def _krev_grunn(grunn: str, begrunnelse: str) -> None:
    if grunn not in Endringsgrunn.values:
        raise ValidationError({"grunn": _("Velg hvorfor plasseringen endres.")})
    if not begrunnelse.strip():
        raise ValidationError({"begrunnelse": _("Skriv hvorfor plasseringen endres.")})
    try:
        valider_noytral(begrunnelse)
    except ValidationError as feil:
        raise ValidationError({"begrunnelse": feil.messages}) from feil


@operasjon
def bestill_igjen(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Forslag:
    """Order the computation once more, from the same frozen input, when the job before it failed."""
    naa = naa or timezone.now()
    sak = Forslag.objects.laas(pk, versjon)
    verb = o.BESTILL_IGJEN if sak.tilstand == Forslagstilstand.FEILET else o.BESTILL
    _bestill_jobb(sak, flytt(sak, verb, utfort_av=utfort_av, data=valg_for(sak).som_data(), naa=naa), naa)
    return sak


@operasjon
def forkast(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Forslag:
    """Drop a proposal; it can still be read."""
    sak = Forslag.objects.laas(pk, versjon)
    flytt(sak, o.FORKAST, utfort_av=utfort_av, naa=naa)
    return sak


# --- computing --------------------------------------------------------------------------------------------------------


def _kjor(jobb: Jobb, framdrift: Framdrift) -> Resultat:
    """Job: compute from the frozen input. Doing it twice gives what doing it once gives."""
    beregn(UUID(jobb.inndata["forslag"]))
    return Resultat()


def beregn(pk: UUID, *, naa: datetime | None = None) -> Forslag:
    """Compute a proposal that waits for it; one that has been computed is left alone."""
    sak = Forslag.objects.get(pk=pk)
    if sak.tilstand != Forslagstilstand.BESTILT:
        return sak
    start, tiden = time.monotonic(), Bruker.objects.systemet()
    try:
        svar = fordel(les(sak.inndata))
    except ValueError as feil:
        _lagre_feil(pk, utfort_av=tiden, naa=naa)
        raise Jobbfeil(_("Grunnlaget kan ikke leses lenger. Lag et nytt forslag.")) from feil
    ms = round((time.monotonic() - start) * 1000)
    return _lagre_svar(pk, utfort_av=tiden, svar=svar, varighet_ms=ms, naa=naa)


@operasjon
def _lagre_svar(pk: UUID, *, utfort_av: Bruker, svar: Svar, varighet_ms: int, naa: datetime | None = None) -> Forslag:
    sak = Forslag.objects.select_for_update(of=("self",)).get(pk=pk)
    if sak.tilstand != Forslagstilstand.BESTILT:  # another worker was faster, with the same answer
        return sak
    felter: dict[str, Any] = {
        "resultat": svar.som_json(), "resultat_sha256": svar.avtrykk, "varighet_ms": varighet_ms
    }  # fmt: skip
    flytt(sak, o.BEREGN, utfort_av=utfort_av, felter=felter, naa=naa)
    return sak


@operasjon
def _lagre_feil(pk: UUID, *, utfort_av: Bruker, naa: datetime | None = None) -> None:
    sak = Forslag.objects.select_for_update(of=("self",)).get(pk=pk)
    if sak.tilstand == Forslagstilstand.BESTILT:
        flytt(sak, o.FEIL, utfort_av=utfort_av, naa=naa)


def registrer() -> None:
    """Let the queue compute proposals. Called when the app is ready."""
    registrer_jobbtype(JOBB, _kjor, tidsgrense=110)
