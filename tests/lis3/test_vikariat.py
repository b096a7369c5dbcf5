"""Vacancies: precedence over external applicants, computed, told, and passed over only for a reason."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from lis.lis3.models import Besatt, Innmelding, Onske, Vikariat, Vikariatsoknad
from lis.lis3.operations import klarmeldt
from lis.lis3.operations import vikariat as op
from lis.lis3.selectors.forrang import klarmeldte, med_forrang
from tests.lis3.folk import LisCast

LENKE = "https://rekruttering.prove.example/1"


def felter(**andre: Any) -> dict[str, Any]:
    idag = timezone.localdate()
    return {
        "tittel": "Vikar i medisinsk avdeling",
        "fra": idag + timedelta(days=60),
        "til": idag + timedelta(days=240),
        "soknadsfrist": idag + timedelta(days=14),
        "lenke": LENKE,
    } | andre


def klar(lis: LisCast, kode: str, avdeling: str = "medisin", *, meldt_klar: bool = True) -> Innmelding:
    """An enrolment in the queue with one wish, reported ready ten days ago."""
    da = timezone.now() - timedelta(days=10)
    sak = Innmelding.objects.create(lege=lis.leger[kode], tilstand="utkast")
    Onske.objects.create(innmelding=sak, prioritet=1, start=date(2027, 9, 1), avdeling=lis.avdelinger[avdeling])
    Innmelding.objects.filter(pk=sak.pk).update(
        tilstand="innmeldt", versjon=2, saksnummer=f"L3-{sak.pk.hex[:8]}", innmeldt_tid=da,
        planlagt_start=date(2027, 9, 1), klar_tid=da if meldt_klar else None,
    )  # fmt: skip
    sak.refresh_from_db()
    return sak


def utkast(lis: LisCast, avdeling: str = "medisin", **andre: Any) -> Vikariat:
    return op.opprett_vikariat(
        utfort_av=lis.avdelingsleder, avdeling=lis.avdelinger[avdeling], felter=felter(**andre)
    )  # fmt: skip


def utlyst(lis: LisCast, **andre: Any) -> Vikariat:
    sak = utkast(lis, **andre)
    return op.lys_ut(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon)


def sok(lis: LisCast, sak: Vikariat, kode: str, dager_siden: int = 0) -> Vikariatsoknad:
    sak.refresh_from_db()
    dag = timezone.localdate() - timedelta(days=dager_siden)
    return op.har_sokt(sak.pk, utfort_av=lis.folk[kode], versjon=sak.versjon, sokt=dag)


def besett(lis: LisCast, sak: Vikariat, med: str, **andre: Any) -> Vikariat:
    sak.refresh_from_db()
    return op.besett(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, besatt_med=med, **andre)


def fortalt(mal: str) -> set[str]:
    return set(Varsel.objects.filter(mal=f"lis3.{mal}").values_list("mottaker__navn", flat=True))


@pytest.mark.krav("S1-I24", "S1-I12", "S1-I11")
def test_publisert_vikariat_fortelles_dem_med_forrang_til_fag_og_sted(lis: LisCast) -> None:
    klar(lis, "lis3")
    klar(lis, "lis3b", "medisin_lhmr")  # same field, another site
    klar(lis, "lis3c")  # no account: the municipality hears of it
    lis.lege("lis3d", "Lars Utenkonto", lis.gjovik, start=date(2025, 1, 1))
    klar(lis, "lis3d")  # nor this one, in the same notice
    klar(lis, "utenfor")  # a municipality outside the catchment area
    sak = utlyst(lis)
    assert sak.saksnummer is not None
    assert fortalt("vikariat_utlyst") == {"Liv Listre"}
    assert fortalt("vikariat_utlyst_kommune") == {"Line Liskontakt"}
    assert Varsel.objects.get(mal="lis3.vikariat_utlyst_kommune").data["lege"] == "Lone Utenkonto, Lars Utenkonto"
    assert fortalt("vikariat_utlyst_koordinator") == {"Karl Koordinator"}


@pytest.mark.krav("S1-I24")
def test_bare_avdelingens_leder_publiserer_og_lenken_maa_staa_der(lis: LisCast) -> None:
    for fremmed in (lis.koordinator, lis.lis3, lis.sykehusveileder):
        with pytest.raises(Nektet):
            op.opprett_vikariat(utfort_av=fremmed, avdeling=lis.avdelinger["medisin"], felter=felter())
    with pytest.raises(Nektet):
        op.opprett_vikariat(utfort_av=lis.avdelingsleder, avdeling=lis.avdelinger["dps"], felter=felter())
    sak = utkast(lis, lenke="")
    with pytest.raises(ValidationError, match="Lim inn lenken"):
        op.lys_ut(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon)
    sak = op.lagre_vikariat(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon, felter={"lenke": LENKE})
    assert op.lys_ut(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon).tilstand == "utlyst"


def test_utkast_ses_bare_av_avdelingen_og_kan_slettes(lis: LisCast) -> None:
    sak = utkast(lis)
    ser = {k for k in ("avdelingsleder", "koordinator", "lis3", "kommune_lis", "utenfor") if _ser(lis.folk[k], sak)}
    assert ser == {"avdelingsleder", "koordinator"}
    op.lys_ut(sak.pk, utfort_av=lis.avdelingsleder, versjon=1)
    ser = {k for k in ("avdelingsleder", "koordinator", "lis3", "kommune_lis", "utenfor") if _ser(lis.folk[k], sak)}
    assert ser == {"avdelingsleder", "koordinator", "lis3", "kommune_lis"}
    with pytest.raises(UlovligOvergang):
        op.slett_vikariatutkast(sak.pk, utfort_av=lis.avdelingsleder, versjon=2)
    annet = utkast(lis)
    op.slett_vikariatutkast(annet.pk, utfort_av=lis.avdelingsleder, versjon=1)
    assert not Vikariat.objects.filter(pk=annet.pk).exists()


def _ser(bruker: Bruker, sak: Vikariat) -> bool:
    return Vikariat.objects.synlig_for(bruker).filter(pk=sak.pk).exists()


@pytest.mark.krav("S1-I25", "S1-I12")
def test_legen_registrerer_at_hun_har_sokt_og_forrang_regnes_ut(lis: LisCast) -> None:
    klar(lis, "lis3")
    klar(lis, "lis3b", meldt_klar=False)
    sak = utlyst(lis)
    assert [sok(lis, sak, "lis3").forrang, sok(lis, sak, "lis3b").forrang] == [True, False]
    assert fortalt("vikariat_sokt") == {"Arne Avdelingsleder"}
    with pytest.raises(ValidationError, match="allerede registrert"):
        sok(lis, sak, "lis3")
    sak.refresh_from_db()
    with pytest.raises(ValidationError, match="ikke kommet"):
        op.har_sokt(sak.pk, utfort_av=lis.lis3b, versjon=sak.versjon, sokt=timezone.localdate() + timedelta(days=1))
    with pytest.raises(Nektet):
        op.har_sokt(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, sokt=timezone.localdate())


@pytest.mark.krav("S1-I12")
@pytest.mark.parametrize(("dager_siden", "forrang"), [(10, True), (11, False)])
def test_forrang_gjelder_fra_dagen_legen_var_meldt_klar(lis: LisCast, dager_siden: int, forrang: bool) -> None:
    klar(lis, "lis3")
    assert sok(lis, utlyst(lis), "lis3", dager_siden).forrang is forrang


@pytest.mark.krav("S1-I12")
def test_aa_gaa_utenom_forrang_krever_begrunnelse_og_koordinator_faar_vite_det(lis: LisCast) -> None:
    klar(lis, "lis3")
    sak = utlyst(lis)
    sok(lis, sak, "lis3")
    with pytest.raises(ValidationError, match="Skriv hvorfor"):
        besett(lis, sak, Besatt.EKSTERN, avvik_begrunnelse="  ")
    assert fortalt("vikariat_utenom_forrang") == set()
    sak = besett(lis, sak, Besatt.EKSTERN, avvik_begrunnelse="Krever ferdig spesialist.")
    assert (sak.tilstand, sak.avvik_begrunnelse) == ("besatt", "Krever ferdig spesialist.")
    assert fortalt("vikariat_utenom_forrang") == {"Karl Koordinator"}
    assert fortalt("vikariat_besatt") == {"Liv Listre"}


@pytest.mark.krav("S1-I12")
@pytest.mark.parametrize("med", [Besatt.INTERN, Besatt.INGEN])
def test_interne_sokere_paavirkes_ikke(lis: LisCast, med: str) -> None:
    klar(lis, "lis3")
    sak = utlyst(lis)
    sok(lis, sak, "lis3")
    assert besett(lis, sak, med).besatt_med == med
    assert fortalt("vikariat_utenom_forrang") == set()


@pytest.mark.krav("S1-I12")
def test_ekstern_uten_sokere_med_forrang_trenger_ingen_begrunnelse(lis: LisCast) -> None:
    klar(lis, "lis3b", meldt_klar=False)
    sak = utlyst(lis)
    sok(lis, sak, "lis3b")
    assert besett(lis, sak, Besatt.EKSTERN).tilstand == "besatt"


def test_bare_en_soker_med_forrang_kan_faa_det_som_det(lis: LisCast) -> None:
    klar(lis, "lis3")
    sak = utlyst(lis)
    sok(lis, sak, "lis3")
    with pytest.raises(ValidationError, match="Velg hvilken av søkerne"):
        besett(lis, sak, Besatt.LEGE, lege=lis.leger["lis3b"])
    assert besett(lis, sak, Besatt.LEGE, lege=lis.leger["lis3"]).besatt_lege == lis.leger["lis3"]


@pytest.mark.krav("S1-I12")
def test_databasen_nekter_det_samme(lis: LisCast) -> None:
    klar(lis, "lis3")
    sak = utlyst(lis)
    sok(lis, sak, "lis3")
    rad = Vikariat.objects.filter(pk=sak.pk)
    with pytest.raises(Error, match="vikariat_utenom_forrang"), transaction.atomic():
        rad.update(tilstand="besatt", besatt_med="ekstern", versjon=9)
    with pytest.raises(Error, match="vikariat_lege_uten_soknad"), transaction.atomic():
        rad.update(tilstand="besatt", besatt_med="lege", besatt_lege=lis.leger["lis3b"], versjon=9)
    with pytest.raises(Error, match="vikariatsoknad_staar"), transaction.atomic():
        Vikariatsoknad.objects.update(forrang=False)
    rad.update(tilstand="besatt", besatt_med="intern", versjon=9)
    with pytest.raises(Error, match="vikariatsoknad_for_sent"), transaction.atomic():
        Vikariatsoknad.objects.create(vikariat=sak, lege=lis.leger["lis3b"], sokt=timezone.localdate(), forrang=False)


def test_naar_fristen_er_ute_skylder_avdelingen_utfallet_en_gang(lis: LisCast) -> None:
    sak = utlyst(lis)
    etter = timezone.now() + timedelta(days=15)
    assert [op.minn_om_utfall(naa=timezone.now()), op.minn_om_utfall(naa=etter), op.minn_om_utfall(naa=etter)] == [0, 1, 0]
    oppgave = Oppgave.objects.aapne().get(type="lis3.vikariat_besett")
    assert oppgave.rolletype == RolleType.LEDER
    assert fortalt("vikariat_frist_ute") == {"Arne Avdelingsleder"}
    besett(lis, sak, Besatt.INGEN)
    assert not Oppgave.objects.aapne().for_sak(sak).exists()


def test_trukket_vikariat_fortelles_dem_som_har_sokt(lis: LisCast) -> None:
    klar(lis, "lis3")
    sak = utlyst(lis)
    sok(lis, sak, "lis3")
    sak.refresh_from_db()
    with pytest.raises(Nektet):
        op.trekk_vikariat(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)
    op.trekk_vikariat(sak.pk, utfort_av=lis.avdelingsleder, versjon=sak.versjon)
    assert fortalt("vikariat_trukket") == {"Liv Listre"}


@pytest.mark.krav("S1-I24", "S1-I13")
def test_avdelingen_ser_klarmeldte_for_eget_fag_og_sted_etter_ansiennitet(lis: LisCast) -> None:
    klar(lis, "lis3b")  # started 2024
    klar(lis, "lis3")  # started 2023
    klar(lis, "lis3c", "dps")
    [gruppe] = klarmeldte(lis.avdelingsleder)
    assert gruppe.tittel == "Indremedisin, Gjøvik"
    assert [(k.navn, k.kommune) for k in gruppe.leger] == [("Liv Listre", "Gjøvik"), ("Lage Listre", "Hamar")]
    assert gruppe.leger[0].perioder == [("Medisinsk avdeling, Gjøvik", date(2027, 9, 1), date(2028, 2, 29))]
    assert gruppe.leger[0].url == ""
    assert {g.tittel: len(g.leger) for g in klarmeldte(lis.koordinator)} == {
        "Indremedisin, Gjøvik": 2, "Indremedisin, Lillehammer": 0, "Psykiatri, Hamar": 1,
    }  # fmt: skip
    assert klarmeldte(lis.lis3) == []


@pytest.mark.krav("S1-I24")
def test_avdelingens_leder_faar_vite_om_en_ny_klarmeldt_en_gang(lis: LisCast) -> None:
    sak = klar(lis, "lis3")
    uklar = klar(lis, "lis3b", meldt_klar=False)
    for ett in (sak, sak, uklar):
        klarmeldt.si_fra_til_avdelinger(ett, _hendelse(ett, lis.kommune_lis))
    assert list(Varsel.objects.filter(mal=klarmeldt.MAL).values_list("mottaker__navn", "adresse")) == [
        ("Arne Avdelingsleder", "/lis/lis3/klarmeldte/")
    ]
    assert med_forrang().get() == sak


def _hendelse(sak: Innmelding, av: Bruker) -> Hendelse:
    from django.contrib.contenttypes.models import ContentType

    return Hendelse.objects.create(
        sak_type=ContentType.objects.get_for_model(sak), sak_id=sak.pk, navn="meld_klar", fra="innmeldt", til="innmeldt",
        utfort_av=av, tidspunkt=timezone.now(),
    )  # fmt: skip


@pytest.mark.parametrize("verb", ["lys_ut", "har_sokt", "besett", "frist_ute", "trekk_vikariat"])
def test_et_varsel_som_feiler_etterlater_ingenting(lis: LisCast, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    klar(lis, "lis3")
    sak = utkast(lis) if verb == "lys_ut" else utlyst(lis)
    ekstra: dict[str, Any] = {"har_sokt": {"sokt": timezone.localdate()}, "besett": {"besatt_med": "ingen"}}.get(verb, {})
    av = {"har_sokt": lis.lis3, "frist_ute": Bruker.objects.systemet()}.get(verb, lis.avdelingsleder)
    foer = (Hendelse.objects.count(), Oppgave.objects.count(), Vikariatsoknad.objects.count())

    def feil(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("varsle")

    monkeypatch.setattr(op, "varsle", feil)
    with pytest.raises(RuntimeError, match="varsle"):
        getattr(op, verb)(sak.pk, utfort_av=av, versjon=sak.versjon, **ekstra)
    assert (Hendelse.objects.count(), Oppgave.objects.count(), Vikariatsoknad.objects.count()) == foer
    assert Vikariat.objects.get(pk=sak.pk).versjon == sak.versjon
