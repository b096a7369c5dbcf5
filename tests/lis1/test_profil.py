"""Open pages about municipalities and hospitals: written by the party, read by anybody once published (S1-L10)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from grunnmur.organisasjon.models import Deltakelse, Virksomhet
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from lis.lis1.models import Profil
from lis.lis1.operations import profil as op
from lis.lis1.selectors import profil as selectors
from tests.lis1.folk import Lis1Cast
from tests.lis1.profiler import FULL, lagret, publisert


@pytest.mark.krav("S1-L10")
def test_fra_utkast_til_aapen_side_og_tilbake(lis: Lis1Cast) -> None:
    profil = lagret(lis)
    assert (profil.versjon, profil.publisert, profil.praksis) == (1, None, FULL["praksis"])
    assert list(Profil.objects.synlig_for(AnonymousUser())) == []
    profil = op.publiser_profil(lis.gjovik, utfort_av=lis.kommuneoverlege, versjon=1)
    assert (profil.versjon, list(Profil.objects.synlig_for(AnonymousUser()))) == (2, [profil])
    profil = op.lagre_profil(lis.gjovik, utfort_av=lis.kommunekontakt, versjon=2, felter={"bolig": "Kommunal bolig."})
    assert (profil.bolig, profil.publisert is not None) == ("Kommunal bolig.", True)
    op.avpubliser_profil(lis.gjovik, utfort_av=lis.kommunekontakt, versjon=3)
    assert (list(Profil.objects.synlig_for(AnonymousUser())), Profil.objects.get().bolig) == ([], "Kommunal bolig.")


@pytest.mark.parametrize(
    ("felt", "tomt"),
    [("praksis", {"praksis": ""}), ("kontakt_navn", {"kontakt_navn": ""}),
     ("kontakt_epost", {"kontakt_epost": "", "kontakt_telefon": ""})],
)  # fmt: skip
def test_en_side_som_mangler_det_viktigste_publiseres_ikke(lis: Lis1Cast, felt: str, tomt: dict[str, str]) -> None:
    lagret(lis, **tomt)
    with pytest.raises(ValidationError) as feil:
        op.publiser_profil(lis.gjovik, utfort_av=lis.kommunekontakt, versjon=1)
    assert list(feil.value.message_dict) == [felt]
    with pytest.raises(IntegrityError), transaction.atomic():
        Profil.objects.update(publisert=timezone.now())
    publisert(lis, lis.hamar, lis.hamarkontakt)
    with pytest.raises(ValidationError) as feil:
        op.lagre_profil(lis.hamar, utfort_av=lis.hamarkontakt, versjon=2, felter=tomt)
    assert list(feil.value.message_dict) == [felt]


def test_telefon_alene_er_nok_til_aa_naa_noen(lis: Lis1Cast) -> None:
    lagret(lis, kontakt_epost="")
    assert op.publiser_profil(lis.gjovik, utfort_av=lis.kommunekontakt, versjon=1).publisert


@pytest.mark.parametrize(
    ("hvem", "sted", "faar"),
    [
        ("kommunekontakt", "gjovik", True), ("kommuneoverlege", "gjovik", True), ("koordinator", "sykehus", True),
        ("hamarkontakt", "gjovik", False), ("koordinator", "gjovik", False), ("kommunekontakt", "sykehus", False),
        ("statsforvalter", "gjovik", False), ("rhf", "sykehus", False), ("lis1lege", "sykehus", False),
        ("utenfor", "gjovik", False), ("leder", "gjovik", False), ("utenkontakt", "annen", False),
    ],
)  # fmt: skip
def test_bare_parten_selv_skriver(lis: Lis1Cast, hvem: str, sted: str, faar: bool) -> None:
    virksomhet, bruker = getattr(lis, sted), lis.folk[hvem]
    assert (selectors.til_redigering(bruker, virksomhet.pk) is not None) == faar
    if faar:
        assert op.lagre_profil(virksomhet, utfort_av=bruker, versjon=0, felter=FULL).pk == virksomhet.pk
        return
    for verb, andre in [
        (op.lagre_profil, {"felter": FULL}), (op.publiser_profil, {}), (op.avpubliser_profil, {}),
    ]:  # fmt: skip
        with pytest.raises(Nektet):
            verb(virksomhet, utfort_av=bruker, versjon=0, **andre)  # type: ignore[operator]


def test_den_som_lagrer_over_en_annen_faar_vite_det(lis: Lis1Cast) -> None:
    lagret(lis)
    for verb, andre in [(op.lagre_profil, {"felter": FULL}), (op.publiser_profil, {})]:
        with pytest.raises(Utdatert):
            verb(lis.gjovik, utfort_av=lis.kommunekontakt, versjon=0, **andre)  # type: ignore[operator]
    assert Profil.objects.get().versjon == 1


def test_det_som_er_gjort_gjores_ikke_en_gang_til(lis: Lis1Cast) -> None:
    with pytest.raises(UlovligOvergang):
        op.publiser_profil(lis.gjovik, utfort_av=lis.kommunekontakt, versjon=0)
    lagret(lis)
    with pytest.raises(UlovligOvergang):
        op.avpubliser_profil(lis.gjovik, utfort_av=lis.kommunekontakt, versjon=1)
    op.publiser_profil(lis.gjovik, utfort_av=lis.kommunekontakt, versjon=1)
    with pytest.raises(UlovligOvergang):
        op.publiser_profil(lis.gjovik, utfort_av=lis.kommunekontakt, versjon=2)


def test_siden_til_en_kommune_som_har_gaatt_ut_er_borte(lis: Lis1Cast) -> None:
    publisert(lis)
    igaar = timezone.localdate() - timedelta(days=1)
    Deltakelse.objects.filter(virksomhet=lis.gjovik).update(gyldig_til=igaar)
    assert list(Profil.objects.synlig_for(AnonymousUser())) == []
    assert selectors.til_redigering(lis.kommunekontakt, lis.gjovik.pk) is None
    with pytest.raises(Nektet):
        op.lagre_profil(lis.gjovik, utfort_av=lis.kommunekontakt, versjon=2, felter=FULL)


@pytest.mark.parametrize(
    ("hvem", "ser"), [("kommunekontakt", 1), ("hamarkontakt", 0), ("koordinator", 0), ("statsforvalter", 0), ("utenfor", 0)]
)
def test_et_utkast_ser_bare_de_som_skriver_det(lis: Lis1Cast, hvem: str, ser: int) -> None:
    lagret(lis)
    assert Profil.objects.synlig_for(lis.folk[hvem]).count() == ser


@pytest.mark.parametrize(
    ("sok", "funnet"),
    [
        ({}, ["gjovik", "hamar", "sykehus"]), ({"q": "gjøv"}, ["gjovik"]), ({"q": "hamarreg"}, ["hamar"]),
        ({"region": "Hamarregionen"}, ["hamar"]), ({"q": "gjøvik", "region": "Hamarregionen"}, []),
        ({"q": "100%"}, []), ({"q": "innlandet hf"}, ["sykehus"]),
    ],
)  # fmt: skip
def test_sok_paa_navn_og_region(lis: Lis1Cast, sok: dict[str, str], funnet: list[str]) -> None:
    Virksomhet.objects.filter(pk=lis.hamar.pk).update(helseregion="Hamarregionen")
    for sted, hvem in [("gjovik", "kommunekontakt"), ("hamar", "hamarkontakt"), ("sykehus", "koordinator")]:
        publisert(lis, getattr(lis, sted), lis.folk[hvem])
    assert sorted(p.pk for p in selectors.steder(**sok)) == sorted(getattr(lis, sted).pk for sted in funnet)
    assert selectors.regioner() == ["Hamarregionen"]


def test_rollefordelingen_nevner_alle_seks_og_navngir_foretaket(lis: Lis1Cast) -> None:
    fordeling: dict[str, Any] = {en.hvem: en.hva for en in selectors.hvem_bestemmer()}
    assert list(fordeling) == [
        "Helsedirektoratet", "Det regionale helseforetaket", "Statsforvalteren", "LIS1-utvalget",
        "Sykehuset Innlandet HF", "Kommunen",
    ]  # fmt: skip
    assert all(fordeling.values())
