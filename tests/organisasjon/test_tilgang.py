"""The walk up the tree: who answers, who stands in, who is passed over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from grunnmur.organisasjon.models import Rolle, RolleType
from grunnmur.organisasjon.selectors import ansvarlige, fullmakt_til, tilgang_for, underliggende

from .hus import Rollebesetning, ny_bruker, ny_rolle, ny_stedfortreder

LEDER = RolleType.LEDER
EN_DAG = timedelta(days=1)


def navn(hus: Rollebesetning, enhet: object, **valg: object) -> list[tuple[str, str]]:
    """(who acts, on whose behalf) for the leader question."""
    svar = ansvarlige(LEDER, virksomhet=hus.kommune, enhet=enhet, **valg)  # type: ignore[arg-type]
    return [(f.bruker.navn, f.paa_vegne_av.navn if f.paa_vegne_av else "") for f in svar]


def test_leder_i_enheten_svarer(hus: Rollebesetning) -> None:
    assert navn(hus, hus.hjemme) == [("Leif Leder", "")]


def test_uten_leder_gaar_spoersmaalet_ett_nivaa_opp(hus: Rollebesetning) -> None:
    assert navn(hus, hus.natt) == [("Leif Leder", "")]


def test_inhabil_leder_forbigaas_og_naermeste_over_svarer(hus: Rollebesetning) -> None:
    assert navn(hus, hus.hjemme, unntatt=[hus.leder.id]) == [("Tora Toppleder", "")]


def test_alle_inhabile_gir_ingen(hus: Rollebesetning) -> None:
    assert navn(hus, hus.hjemme, unntatt=[hus.leder.id, hus.toppleder.id]) == []


def test_virksomhetens_leder_er_siste_utvei(hus: Rollebesetning) -> None:
    ny_rolle(hus.kontakt, LEDER, hus.kommune)
    assert navn(hus, hus.hjemme, unntatt=[hus.leder.id, hus.toppleder.id]) == [("Kari Kontakt", "")]


def test_stedfortreder_kommer_etter_innehaveren(hus: Rollebesetning) -> None:
    ny_stedfortreder(Rolle.objects.get(bruker=hus.leder), hus.ansatt)
    assert navn(hus, hus.hjemme) == [("Leif Leder", ""), ("Anne Ansatt", "Leif Leder")]


def test_stedfortreder_for_inhabil_svarer_ikke(hus: Rollebesetning) -> None:
    ny_stedfortreder(Rolle.objects.get(bruker=hus.leder), hus.ansatt)
    assert navn(hus, hus.hjemme, unntatt=[hus.leder.id]) == [("Tora Toppleder", "")]


def test_inhabil_stedfortreder_svarer_ikke_men_innehaveren_gjoer(hus: Rollebesetning) -> None:
    ny_stedfortreder(Rolle.objects.get(bruker=hus.leder), hus.ansatt)
    assert navn(hus, hus.hjemme, unntatt=[hus.ansatt.id]) == [("Leif Leder", "")]


def test_inaktiv_leder_forbigaas(hus: Rollebesetning) -> None:
    hus.leder.is_active = False
    hus.leder.save()
    assert navn(hus, hus.hjemme) == [("Tora Toppleder", "")]


@pytest.mark.parametrize(("dager", "ventet"), [(0, "Leif Leder"), (1, "Tora Toppleder")])
def test_siste_dag_er_med_og_dagen_etter_er_det_slutt(hus: Rollebesetning, idag: date, dager: int, ventet: str) -> None:
    Rolle.objects.filter(bruker=hus.leder).update(gyldig_til=idag)
    assert navn(hus, hus.hjemme, dag=idag + dager * EN_DAG) == [(ventet, "")]


def test_rolle_som_ikke_har_begynt_teller_ikke(hus: Rollebesetning, idag: date) -> None:
    ny_rolle(hus.ansatt, LEDER, hus.natt, fra=idag + EN_DAG)
    assert navn(hus, hus.natt) == [("Leif Leder", "")]


def test_flere_ledere_paa_samme_nivaa_svarer_begge(hus: Rollebesetning) -> None:
    ny_rolle(hus.ansatt, LEDER, hus.hjemme)
    assert sorted(navn(hus, hus.hjemme)) == [("Anne Ansatt", ""), ("Leif Leder", "")]


def test_leder_i_annen_virksomhet_svarer_aldri(hus: Rollebesetning) -> None:
    ny_rolle(hus.utenfor, LEDER, hus.annen_enhet)
    assert ansvarlige(LEDER, virksomhet=hus.kommune, enhet=hus.annen_enhet) == []


@pytest.mark.krav("S1-H10", "G-12")
def test_mottak_faller_tilbake_paa_administrativ_kontakt(hus: Rollebesetning, idag: date) -> None:
    def hvem() -> list[str]:
        return [f.bruker.navn for f in ansvarlige(RolleType.MOTTAKSANSVARLIG, virksomhet=hus.kommune)]

    assert hvem() == ["Mona Mottak"]
    Rolle.objects.filter(bruker=hus.mottak).update(gyldig_til=idag - EN_DAG)
    assert hvem() == ["Kari Kontakt"]


def test_fullmakt_i_egen_rolle_gaar_foran_vikariat(hus: Rollebesetning) -> None:
    ny_rolle(hus.ansatt, LEDER, hus.hjemme)
    ny_stedfortreder(Rolle.objects.get(bruker=hus.leder), hus.ansatt)
    fullmakt = fullmakt_til(hus.ansatt, LEDER, virksomhet=hus.kommune, enhet=hus.hjemme)
    assert fullmakt is not None
    assert fullmakt.paa_vegne_av is None
    assert fullmakt_til(hus.utenfor, LEDER, virksomhet=hus.kommune, enhet=hus.hjemme) is None


def test_tilgang_samler_egne_roller_og_vikariater(hus: Rollebesetning) -> None:
    ny_stedfortreder(Rolle.objects.get(bruker=hus.leder), hus.ansatt)
    tilgang = tilgang_for(hus.ansatt)
    assert [(f.rolle.type, f.paa_vegne_av) for f in tilgang.fullmakter] == [("ansatt", None), ("leder", hus.leder)]
    assert tilgang.enheter(LEDER) == [hus.hjemme.id]
    assert tilgang.egne_enheter == [hus.hjemme]


@pytest.mark.parametrize("hva", ["vikariat_over", "rolle_over", "innehaver_inaktiv", "selv_inaktiv"])
def test_vikariat_gir_ingenting_naar_noe_er_over(hus: Rollebesetning, idag: date, hva: str) -> None:
    rolle = Rolle.objects.get(bruker=hus.leder)
    stedfortreder = ny_stedfortreder(rolle, hus.utenfor, fra=idag - 10 * EN_DAG, til=idag + EN_DAG)
    assert tilgang_for(hus.utenfor).har(LEDER)
    if hva == "vikariat_over":
        stedfortreder.gyldig_til = idag - EN_DAG
        stedfortreder.save()
    elif hva == "rolle_over":
        Rolle.objects.filter(pk=rolle.pk).update(gyldig_til=idag - EN_DAG)
    else:
        bruker = hus.leder if hva == "innehaver_inaktiv" else hus.utenfor
        bruker.is_active = False
        bruker.save()
    assert not tilgang_for(hus.utenfor).har(LEDER)


def test_underliggende_er_hele_greinen(hus: Rollebesetning) -> None:
    assert set(underliggende([hus.hjemme.id])) == {hus.hjemme.id, hus.natt.id}


def test_tittellinje_viser_den_tyngste_rollen(hus: Rollebesetning, django_assert_num_queries: object) -> None:
    ny_rolle(hus.kontakt, LEDER, hus.kommune)
    ny_rolle(hus.leder, RolleType.ANSATT, hus.hjemme)
    folk = {b.epost.split("@")[0]: b for b in type(hus.leder).objects.med_roller()}
    with django_assert_num_queries(0):  # type: ignore[operator]
        linjer = {lokal: b.tittellinje for lokal, b in folk.items()}
    assert linjer == {
        "kontakt": "Virksomhetsleder, Gjøvik kommune",
        "leder": "Leder, Hjemmetjenesten, Gjøvik",
        "toppleder": "Leder, Helse og omsorg",
        "ansatt": "Sykepleier, Hjemmetjenesten, Gjøvik",
        "mottak": "Ansvarsperson for mottak/videresending, Gjøvik kommune",
        "utenfor": "Ansatt, Palliativt senter, Gjøvik",
        "kontakt.annen": "Administrativ kontakt, Sykehuset Innlandet HF",
        "admin": "",
    }


def test_tittellinje_alene_spoer_en_gang(hus: Rollebesetning, django_assert_num_queries: object) -> None:
    bruker = type(hus.leder).objects.get(pk=hus.leder.pk)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert [bruker.tittellinje, bruker.tittellinje] == ["Leder, Hjemmetjenesten, Gjøvik"] * 2


def test_systembrukeren_er_en_og_kan_ingenting(db: None) -> None:
    from grunnmur.organisasjon.models import Bruker

    systemet = Bruker.objects.systemet()
    assert Bruker.objects.systemet() == systemet
    assert tilgang_for(systemet).fullmakter == ()
    assert list(Bruker.objects.virkelige()) == []
    assert ny_bruker("en", "En Person") in Bruker.objects.virkelige()
