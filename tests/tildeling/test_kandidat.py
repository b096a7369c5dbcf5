"""Who is in a round: the doctors with a position, and by exception from another trust."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Virksomhet, Virksomhetstype
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.varsling.models import Varsel
from lis.lege.opplysninger import Legeopplysninger
from lis.lis1.models import Sesong, Stilling
from lis.lis1.operations import stilling as stillingop
from lis.tildeling.models import Kandidat, Runde
from lis.tildeling.operations import kandidat as op
from lis.tildeling.operations import runde as rundeop
from tests.lis1.stillinger import UTLYSNING, besatt, felter, navngitt

from .test_onsker import som
from .test_vern import nekter
from .tilstander import gjeldende, ny, planlagt, til_behandling

pytestmark = pytest.mark.django_db


@pytest.fixture
def runde(lis: Any) -> Runde:
    return planlagt(lis, "lis1lege")


@pytest.fixture
def annet_hf(lis: Any) -> Virksomhet:
    return Virksomhet.objects.create(navn="Sykehuset Annetsted HF", type=Virksomhetstype.HELSEFORETAK)


def hent(lis: Any, runde: Runde, av: Any = None) -> Any:
    return op.hent_kandidater(runde.pk, utfort_av=av or lis.koordinator, versjon=ny(runde).versjon)[1]


def med(runde: Runde) -> list[str]:
    return sorted(k.lege.epost for k in runde.kandidater.filter(trukket=None).select_related("lege"))


def legg_til(lis: Any, runde: Runde, hf: Virksomhet, **andre: Any) -> Runde:
    alt: dict[str, Any] = {
        "utfort_av": lis.koordinator, "versjon": ny(runde).versjon, "hf": hf,
        "kjent": Legeopplysninger("Ny Nordlege", "ny@lege.example"), "unntak_begrunnelse": "Ingen herfra sto igjen.",
    }  # fmt: skip
    return op.legg_til(runde.pk, **(alt | andre))


# --- from the positions -----------------------------------------------------------------------------------------------


def test_kandidatene_er_legene_som_begynner_i_kommunen_i_halvaaret(lis: Any, runde: Runde) -> None:
    lis.stilling("kandidat2", **navngitt(lis))
    avvik = {"sykehus_maaneder": 15, "avvik_begrunnelse": "Delt stilling.", "avvik_url": UTLYSNING}
    lis.stilling("kandidat3", **avvik)  # begins in June, within the half-year
    besatt(lis, "neste@lege.example", lis.kull(2028, Sesong.HOST))
    assert hent(lis, runde) == (2, 0, 0)
    assert med(runde) == sorted([lis.lis1lege.epost, "kandidat2@lege.example", "kandidat3@lege.example"])
    faste = runde.kandidater.filter(fast_kommune__isnull=False)
    assert [(k.lege.epost, k.fast_kommune, k.hf) for k in faste] == [("kandidat2@lege.example", lis.gjovik, lis.sykehus)]
    versjon = ny(runde).versjon
    assert (hent(lis, runde), ny(runde).versjon) == ((0, 0, 0), versjon)


def test_en_som_mistet_stillingen_er_ute_og_en_som_er_tatt_ut_kommer_ikke_tilbake(lis: Any, runde: Runde) -> None:
    lis.stilling("kandidat2")
    hent(lis, runde)
    stilling = Stilling.objects.get(lege=lis.lege("kandidat2"))
    stillingop.losne(stilling.pk, utfort_av=lis.koordinator, versjon=stilling.versjon)
    assert (hent(lis, runde), med(runde)) == ((0, 1, 0), [lis.lis1lege.epost])
    meg = runde.kandidater.get(lege=lis.lege("lis1lege"))
    op.ta_ut(runde.pk, meg.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon)
    assert (hent(lis, runde), med(runde)) == ((0, 0, 0), [])


def test_en_stilling_som_faar_kommune_endrer_kandidaten(lis: Any) -> None:
    lis.plass()
    runde = planlagt(lis, "lis1lege")
    rundeop.aapne(runde.pk, utfort_av=lis.koordinator, versjon=runde.versjon)
    meg = runde.kandidater.get()
    meg.onsker.create(kommune=lis.hamar, rang=1)
    stilling = Stilling.objects.get(lege=lis.lege("lis1lege"))
    stillingop.endre_stilling(stilling.pk, utfort_av=lis.koordinator, versjon=stilling.versjon, felter=navngitt(lis))
    assert hent(lis, runde) == (0, 0, 1)
    meg = ny(meg)
    assert (meg.fast_kommune, meg.onsker_levert, list(meg.onsker.all())) == (lis.gjovik, None, [])
    assert not Oppgave.objects.for_sak(runde).aapne().exists()
    nekter(
        "kandidat_fast_onsker_ikke",
        lambda: Kandidat.objects.filter(pk=meg.pk).update(onsker_levert=timezone.now()),
    )


def test_bare_de_som_forbereder_henter_og_ingen_etter_fristen(lis: Any) -> None:
    runde = til_behandling(lis, "lis1lege")
    lis.stilling("kandidat2")
    with pytest.raises(UlovligOvergang):
        hent(lis, runde)
    for kode in ("kommuneoverlege", "rhf", "lis1lege", "utenfor"):
        with pytest.raises(Nektet):
            hent(lis, runde, av=lis.folk[kode])
    lege = lis.lege("kandidat2")
    nekter(
        "kandidat_foer_fristen",
        lambda: Kandidat.objects.create(runde=runde, lege=lege, stilling=lege.lis1_stilling, hf=lis.sykehus),
    )


# --- from another trust -----------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L06", "S1-L20")
def test_en_fra_et_annet_helseforetak_er_et_unntak_med_begrunnelse(lis: Any, runde: Runde, annet_hf: Virksomhet) -> None:
    for feil, felt in [({"unntak_begrunnelse": " "}, "unntak_begrunnelse"), ({"hf": lis.sykehus}, "hf")]:
        with pytest.raises(ValidationError) as nei:
            legg_til(lis, runde, **({"hf": annet_hf} | feil))
        assert list(nei.value.message_dict) == [felt]
    legg_til(lis, runde, annet_hf)
    ny_kandidat = runde.kandidater.get(stilling=None)
    assert (ny_kandidat.hf, ny_kandidat.unntak_begrunnelse) == (annet_hf, "Ingen herfra sto igjen.")
    side = som(lis.koordinator).get(runde.get_absolute_url()).content.decode()
    assert ("Unntak" in side, "Sykehuset Annetsted HF" in side) == (True, True)
    nekter("kandidat_unntak_begrunnes", lambda: Kandidat.objects.filter(pk=ny_kandidat.pk).update(unntak_begrunnelse=""))


@pytest.mark.krav("S1-L14")
def test_begrunnelsen_sier_aldri_noe_om_helse(lis: Any, runde: Runde, annet_hf: Virksomhet) -> None:
    with pytest.raises(ValidationError):
        legg_til(lis, runde, annet_hf, unntak_begrunnelse="Legen er gravid og flytter.")
    adresse = reverse("tildeling:kandidat_ny", args=[runde.pk])
    data = {
        "versjon": ny(runde).versjon, "navn": "Ny Nordlege", "epost": "ny@lege.example", "hf": annet_hf.pk,
        "unntak_begrunnelse": "Legen er syk.",
    }  # fmt: skip
    assert som(lis.koordinator).post(adresse, data).status_code == 200
    assert runde.kandidater.count() == 1
    assert som(lis.koordinator).post(adresse, data | {"unntak_begrunnelse": "Plassen sto tom."}).status_code == 302
    assert runde.kandidater.count() == 2


def test_ingen_legges_til_to_ganger_eller_med_stilling_her(lis: Any, runde: Runde, annet_hf: Virksomhet) -> None:
    legg_til(lis, runde, annet_hf)
    with pytest.raises(ValidationError, match="allerede kandidat"):
        legg_til(lis, runde, annet_hf)
    besatt(lis, "neste@lege.example", lis.kull(2028, Sesong.HOST), **felter(lis))
    with pytest.raises(ValidationError, match="har en LIS1-stilling her"):
        legg_til(lis, runde, annet_hf, kjent=Legeopplysninger("Neste", "neste@lege.example"))
    with pytest.raises(Nektet):
        legg_til(lis, runde, annet_hf, utfort_av=lis.kommuneoverlege, kjent=Legeopplysninger("A", "a@lege.example"))
    with pytest.raises(Utdatert):
        legg_til(lis, runde, annet_hf, versjon=runde.versjon, kjent=Legeopplysninger("A", "a@lege.example"))


# --- out, and in again ------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L14")
def test_ingen_spor_hvorfor_en_kandidat_er_ute(lis: Any) -> None:
    runde = til_behandling(lis, "lis1lege", "kandidat2")
    meg = runde.kandidater.get(lege=lis.lege("lis1lege"))
    adresse = reverse("tildeling:kandidat_ut", args=[runde.pk, meg.pk])
    side = som(lis.koordinator).get(adresse)
    assert [felt.name for felt in side.context["form"].visible_fields()] == []
    assert som(lis.koordinator).post(adresse, {"versjon": ny(runde).versjon}).status_code == 302
    assert ny(meg).trukket is not None
    assert Varsel.objects.get(mal="tildeling.kandidat_ut").mottaker == lis.lis1lege
    assert som(lis.lis1lege).get(runde.get_absolute_url()).status_code == 404
    with pytest.raises(UlovligOvergang):
        op.ta_ut(runde.pk, meg.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon)
    with pytest.raises(UlovligOvergang):
        op.ta_inn_igjen(runde.pk, meg.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon)


def test_en_som_ble_tatt_ut_ved_en_feil_kommer_inn_igjen_og_blir_spurt(lis: Any, runde: Runde) -> None:
    meg = runde.kandidater.get()
    lis.stilling("kandidat2")
    hent(lis, runde)
    op.ta_ut(runde.pk, meg.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon)
    rundeop.aapne(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon)
    assert not Varsel.objects.filter(mottaker=lis.lis1lege, mal="tildeling.runde_aapen").exists()
    with pytest.raises(Nektet):
        op.ta_inn_igjen(runde.pk, meg.pk, utfort_av=lis.kommuneoverlege, versjon=ny(runde).versjon)
    op.ta_inn_igjen(runde.pk, meg.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon)
    assert (ny(meg).trukket, Varsel.objects.filter(mottaker=lis.lis1lege, mal="tildeling.runde_aapen").count()) == (None, 1)


def test_en_kandidat_forbereder_ikke_sin_egen_runde(lis: Any) -> None:
    """A doctor who is LIS coordinator too sees the round as a candidate."""
    from grunnmur.organisasjon.models import RolleType

    gjeldende(lis)
    runde = planlagt(lis, "lis1lege", kriterier=gjeldende_naa(lis))
    lis.rolle("lis1lege", RolleType.LIS_KOORDINATOR, lis.sykehus)
    with pytest.raises(Nektet):
        rundeop.aapne(runde.pk, utfort_av=lis.lis1lege, versjon=runde.versjon)
    side = som(lis.lis1lege).get(runde.get_absolute_url())
    assert (side.context["side"].side, side.context["side"].gjor) == (None, [])


def gjeldende_naa(lis: Any) -> Any:
    from lis.tildeling.selectors.utvalget import gjeldende_kriterier

    return gjeldende_kriterier(lis.organ)
