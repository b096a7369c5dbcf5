"""One doctor from Gjøvik on the way to hospital service, and what else LIS3 has, in the situations that decide who may what.

All cases are about `lis3` (Gjøvik) and the medical department; `hamar_lis`, `lis3b` and `dpsleder` have theirs elsewhere.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from grunnmur.organisasjon.models import RolleType
from lis.lege.models import Avbrudd, Laeringsarena, Utdanningsvirksomhet
from lis.lis3.models import Forslag, Innmelding, Kommunepraksis, Seksmndforesporsel, Stenging, Tjeneste, Vikariat
from lis.lis3.operations import foresporsel, forlop, forslag, innmelding, kommunepraksis, registrering, vikariat
from lis.lis3.operations import tjeneste as tjenester
from lis.lis3.selectors.forslag_inndata import STANDARDVALG
from lis.lis3.views.tjenestehandlinger import HANDLINGER
from tests.lis3 import tjenester as bygg
from tests.lis3.folk import LisCast, bygg_paa
from tests.lis3.hjelp_foresporsel import hendelse
from tests.rollebesetning import Cast
from tests.tilgang import omraader
from tests.tilgang.omraader import Ting

TILSTANDER = ("tilbudt", "utkast", "planlagt", "paa_vent", "akseptert", "bekreftet", "i_tjeneste", "avsluttet")
FREMMEDE = ("utenfor", *(rolle for rolle in omraader.ROLLER if rolle not in ("anonym", "utenfor")), "lisveileder")
ROLLER = (
    "anonym", "fremmed", "koordinator", "kommune_lis", "hamar_lis", "lis3", "lis3b", "avdelingsleder", "dpsleder",
    "alis_kontor", "sykehusveileder",
)  # fmt: skip
VARIANTER = {"lis3:tjeneste_handling": tuple(sorted(HANDLINGER))}
OM_ET_AAR = 13
"""Months until the wished start where nothing has begun: the six-month question is not due."""


def lag(cast: Cast, tilstand: str) -> Ting:
    lis = bygg_paa(cast)
    lis.person("dpsleder", "Pia Psykiatrileder")
    lis.rolle("dpsleder", RolleType.LEDER, lis.dps)
    saker = SITUASJONER[tilstand](lis)
    argumenter: dict[str, dict[str, Any]] = {}
    for sak in saker:
        argumenter |= _stier(lis, sak)
    if tilstand == TILSTANDER[0]:
        argumenter |= _andre(lis)
    return Ting(argumenter, tuple(saker))


# --- the situations ---------------------------------------------------------------------------------------------------


def tilbudt(lis: LisCast) -> list[Any]:
    """In the queue and asked about; a place is offered, a vacancy published, a proposal computed, a practice asked for."""
    sak = i_koen(lis)
    spurt = Seksmndforesporsel.objects.get(innmelding=sak)
    spurt = foresporsel.send(spurt.pk, utfort_av=lis.koordinator, versjon=spurt.versjon)
    ledig = utlyst(lis)
    andre: dict[str, Any] = {"start": bygg.om_maaneder(OM_ET_AAR), "avdeling": "medisin_lhmr"}
    bygg.i_koen(lis, "lis3b", **andre)
    fordelt = forslag.bestill(
        utfort_av=lis.koordinator, navn="Vår", fra=bygg.om_maaneder(1), til=bygg.om_maaneder(20), valg=STANDARDVALG
    )
    bygg.i_koen(lis, "lis3c", **andre)  # with the same seniority as the one before
    tjeneste = bygg.tilbudt(lis, start=bygg.om_maaneder(OM_ET_AAR))
    sak.refresh_from_db()
    return [sak, spurt, tjeneste, ledig, forslag.beregn(fordelt.pk), praksis_sendt(lis)]


def utkast(lis: LisCast) -> list[Any]:
    """Nothing is sent: a doctor registered, a vacancy and a practice written down."""
    lege = lis.leger["lis3"]
    sak = registrering.registrer_lege(utfort_av=lis.kommune_lis, navn=lege.navn, epost=lege.epost, kommune=lege.kommune)
    return [sak, vikariatutkast(lis), praksisutkast(lis)]


def planlagt(lis: LisCast) -> list[Any]:
    """The coordinator's own: a place set aside that is not offered, and the question before its day."""
    sak = i_koen(lis)
    return [Seksmndforesporsel.objects.get(innmelding=sak), bygg.planlagt(lis, start=bygg.om_maaneder(OM_ET_AAR))]


def paa_vent(lis: LisCast) -> list[Any]:
    sak = i_koen(lis)
    til = timezone.localdate() + timedelta(days=90)
    sak = forlop.sett_paa_vent(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, til=til)
    return [sak, praksis_tilbudt(lis)]


def akseptert(lis: LisCast) -> list[Any]:
    """The doctor has said yes; the municipality has answered the question."""
    sak = i_koen(lis)
    spurt = Seksmndforesporsel.objects.get(innmelding=sak)
    spurt = foresporsel.send(spurt.pk, utfort_av=lis.koordinator, versjon=spurt.versjon)
    foresporsel.svar(spurt.pk, utfort_av=lis.kommune_lis, versjon=spurt.versjon, svar="bekreftet")
    spurt.refresh_from_db()
    return [spurt, bygg.akseptert(lis, start=bygg.om_maaneder(OM_ET_AAR))]


def bekreftet(lis: LisCast) -> list[Any]:
    """The municipality lets the doctor go; the department is next. The practice is agreed."""
    i_koen(lis)
    praksis = praksis_tilbudt(lis)
    praksis = kommunepraksis.bekreft_praksis(praksis.pk, utfort_av=lis.koordinator, versjon=praksis.versjon)
    return [bygg.bekreftet(lis, start=bygg.om_maaneder(OM_ET_AAR)), praksis]


def i_tjeneste(lis: LisCast) -> list[Any]:
    """Under way, with a named supervisor; the vacancy is filled, the proposal put aside."""
    i_koen(lis, om=0)
    tjeneste = bygg.paagaar(lis)
    ledig = utlyst(lis)
    ledig = vikariat.besett(ledig.pk, utfort_av=lis.avdelingsleder, versjon=ledig.versjon, besatt_med="intern")
    return [tjeneste.innmelding, tjeneste, ledig]


def avsluttet(lis: LisCast) -> list[Any]:
    """Completed. The practice is withdrawn."""
    i_koen(lis, om=0)
    tjeneste = bygg.paagaar(lis)
    maal = list(tjeneste.laeringsmaal.all())
    naa = bygg.ved_slutten(tjeneste)
    tjeneste = tjenester.fullfor(
        tjeneste.pk, utfort_av=lis.avdelingsleder, versjon=tjeneste.versjon, dato=naa.date(), maal=maal, naa=naa
    )
    praksis = praksis_sendt(lis)
    praksis = kommunepraksis.trekk_praksis(praksis.pk, utfort_av=lis.koordinator, versjon=praksis.versjon)
    return [Innmelding.objects.get(pk=tjeneste.innmelding_id), tjeneste, praksis]


SITUASJONER = {f.__name__: f for f in (tilbudt, utkast, planlagt, paa_vent, akseptert, bekreftet, i_tjeneste, avsluttet)}


# --- what they are made of --------------------------------------------------------------------------------------------


def i_koen(lis: LisCast, om: int = OM_ET_AAR) -> Innmelding:
    """Enrolled, reported ready by the ALIS office, and the six-month question planned (or asked, when it is late)."""
    sak = bygg.i_koen(lis, "lis3", start=bygg.om_maaneder(om))
    with transaction.atomic():
        foresporsel.ny_foresporsel(sak, hendelse(sak, timezone.now(), lis.kommune_lis))
    return innmelding.meld_klar(sak.pk, utfort_av=lis.alis_kontor, versjon=sak.versjon)


def vikariatutkast(lis: LisCast) -> Vikariat:
    idag = timezone.localdate()
    felter = {
        "tittel": "Vikar i medisinsk avdeling", "fra": idag + timedelta(days=60), "til": idag + timedelta(days=240),
        "soknadsfrist": idag + timedelta(days=14), "lenke": "https://rekruttering.prove.example/1",
    }  # fmt: skip
    return vikariat.opprett_vikariat(utfort_av=lis.avdelingsleder, avdeling=lis.avdelinger["medisin"], felter=felter)


def utlyst(lis: LisCast) -> Vikariat:
    sak = vikariatutkast(lis)
    return vikariat.lys_ut(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon)


def praksisutkast(lis: LisCast) -> Kommunepraksis:
    """For a hospital doctor without an account, at the medical department; Gjøvik is to be asked."""
    lege = kommunepraksis.Sykehuslege("Sylvi Sykehuslege", "sylvi@prove.example", "", "sykehusspesialitet", date(2024, 1, 1))
    idag = timezone.localdate()
    return kommunepraksis.registrer_praksis(
        utfort_av=lis.koordinator, lege=lege, avdeling=lis.medisin, kommune=lis.gjovik, fra=idag + timedelta(days=30),
        til=idag + timedelta(days=120), behov="Samhandling med legevakt.",
    )  # fmt: skip


def praksis_sendt(lis: LisCast) -> Kommunepraksis:
    sak = praksisutkast(lis)
    return kommunepraksis.spor_kommune(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)


def praksis_tilbudt(lis: LisCast) -> Kommunepraksis:
    sak = praksis_sendt(lis)
    return kommunepraksis.tilby_praksis(
        sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, enhet=lis.korttid, veileder=lis.lisveileder
    )


# --- what stands in the paths -----------------------------------------------------------------------------------------


def _stier(lis: LisCast, sak: Any) -> dict[str, dict[str, Any]]:
    pk = {"pk": sak.pk}
    if isinstance(sak, Innmelding):
        avbrudd = Avbrudd.objects.create(lege=sak.lege, dager=10)
        navn = "sak plan onsker endring avbrudd vikar ansiennitet vent trekk meld_inn meld_klar gjenoppta"
        stier = {f"lis3:{n}": pk for n in (*navn.split(), "vurder_deling", "kvittering")}
        return stier | {"lis3:fjern_avbrudd": pk | {"avbrudd": avbrudd.pk}}
    if isinstance(sak, Tjeneste):
        stier = {f"lis3:tjeneste_handling#{kode}": pk | {"kode": kode} for kode in HANDLINGER}
        return stier | {f"lis3:{n}": pk for n in ("tjeneste", "brev_tilbud", "brev_bekreftelse")}
    if isinstance(sak, Forslag):
        annen = Innmelding.objects.get(lege=lis.leger["lis3b"])
        stier = {f"lis3:forslag{n}": pk for n in ("", "_beregn", "_bruk", "_forkast", "_tilbud")}
        return stier | {"lis3:forslag_endre": pk | {"innmelding": annen.pk}}
    if isinstance(sak, Vikariat):
        return {f"lis3:vikariat{n}": pk for n in ("", "_rediger", "_publiser", "_slett", "_sokt", "_besett", "_trekk")}
    if isinstance(sak, Kommunepraksis):
        verb = ("spor", "tilby", "ikke_mulig", "bekreft", "start", "fullfor", "avslutt", "trekk", "slett")
        return {f"lis3:kommunepraksis{n}": pk for n in ("", *(f"_{v}" for v in verb))}
    navn = ["foresporsel", "svar_foresporsel", "godkjenn_foresporsel", "send_foresporsel", "brev_foresporsel"]
    return {f"lis3:{n}": pk for n in navn}


def _andre(lis: LisCast) -> dict[str, dict[str, Any]]:
    """Gjøvik as training organisation, the medical department with a closed period, and a doctor to place in it."""
    arena = Laeringsarena.objects.create(
        utdanning=Utdanningsvirksomhet.objects.create(virksomhet=lis.gjovik), navn="Legevakten"
    )
    plass, annen = lis.plass("medisin", 2), Innmelding.objects.get(lege=lis.leger["lis3b"])
    stenging = Stenging.objects.create(plass=plass, fra=bygg.om_maaneder(30), til=bygg.slutt(bygg.om_maaneder(30), 2))
    kommune, avdeling = {"pk": lis.gjovik.pk}, {"pk": lis.avdelinger["medisin"].pk}
    return {
        "lis3:ko_slett": {"pk": annen.pk},  # nobody's view
        "lis3:lik_ansiennitet": {"pk": annen.pk},
        "lis3:plasser": {"pk": plass.pk},
        "lis3:plasser_lege": {"pk": plass.pk, "innmelding": annen.pk},
        "lis3:avdeling": avdeling,
        "lis3:overlevering": avdeling,
        "lis3:avdeling_aapne": avdeling | {"stenging": stenging.pk},
        "lis3:utdanning_vis": kommune,
        "lis3:utdanning_endre": kommune,
        "lis3:utdanning_ny_arena": kommune,
        "lis3:utdanning_endre_arena": kommune | {"arena": arena.pk},
        "lis3:utdanning_fjern_arena": kommune | {"arena": arena.pk},
    }
