"""Positions: registered alike, deviations with reason and link, advertised, hired, loosened, withdrawn (S1-L05, L15–L17)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import Error, transaction

from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from lis.lege.models import Lege
from lis.lege.opplysninger import Legeopplysninger
from lis.lis1.models import Innstilling, Kommunepraksis, Stilling
from lis.lis1.operations import stilling as op
from tests.lis1.folk import Lis1Cast
from tests.lis1.stillinger import UTLYSNING, besatt, felter, navngitt, planlagt, utlyst

AVVIK = {"sykehus_maaneder": 15, "avvik_begrunnelse": "Delt stilling.", "avvik_url": UTLYSNING}


def fortalt(stilling: Stilling) -> set[tuple[str, str]]:
    """(text, e-mail) of everybody who was told anything about the position."""
    return set(Varsel.objects.filter(sak_id=stilling.pk).values_list("mal", "mottaker__epost"))


# --- registered -------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L01", "S1-L15", "S1-L16")
def test_like_stillinger_faar_hvert_sitt_nummer_og_kommunedel_tolv_maaneder_etter(lis: Lis1Cast) -> None:
    kull = lis.kull(2028, "host")
    stillinger = op.registrer_stillinger(utfort_av=lis.koordinator, kull=kull, antall=3, felter=felter(lis))
    assert [s.tilstand for s in stillinger] == ["planlagt"] * 3
    assert len({s.saksnummer for s in stillinger}) == 3
    assert {(s.sykehus_maaneder, s.kommune_maaneder, s.avviker) for s in stillinger} == {(12, 6, False)}
    assert set(Stilling.objects.values_list("kommune_fra", flat=True)) == {date(2029, 9, 1)}
    assert Hendelse.objects.filter(navn="registrer", sak_id__in=[s.pk for s in stillinger]).count() == 3


@pytest.mark.parametrize("antall", [0, 61])
def test_mellom_en_og_seksti_om_gangen(lis: Lis1Cast, antall: int) -> None:
    with pytest.raises(ValidationError, match="mellom 1 og 60"):
        op.registrer_stillinger(utfort_av=lis.koordinator, kull=lis.kull(2028), antall=antall, felter=felter(lis))
    assert Stilling.objects.count() == 0


MANGLER: list[tuple[dict[str, Any], str]] = [
    ({"sykehus_maaneder": 15, "avvik_url": UTLYSNING}, "avvik_begrunnelse"),
    ({"sykehus_maaneder": 15, "avvik_begrunnelse": "Delt stilling."}, "avvik_url"),
    ({"kommune_maaneder": 12, "avvik_begrunnelse": "  ", "avvik_url": UTLYSNING}, "avvik_begrunnelse"),
    ({"koblet": False}, "ukoblet_begrunnelse"),
    ({"kommunepraksis": Kommunepraksis.NAVNGITT}, "kommune"),
    ({"kommunepraksis": ""}, "kommunepraksis"),
    ({"sykehus_maaneder": 0, **{k: v for k, v in AVVIK.items() if k != "sykehus_maaneder"}}, "sykehus_maaneder"),
]


@pytest.mark.krav("S1-L15", "S1-L16", "S1-L17")
@pytest.mark.parametrize(("andre", "felt"), MANGLER)
def test_det_som_mangler_sies_ved_feltet(lis: Lis1Cast, andre: dict[str, Any], felt: str) -> None:
    with pytest.raises(ValidationError) as feil:
        op.registrer_stillinger(utfort_av=lis.koordinator, kull=lis.kull(2028), felter=felter(lis, **andre))
    assert set(feil.value.message_dict) == {felt}
    assert Stilling.objects.count() == 0


@pytest.mark.krav("S1-L15")
def test_kommunen_maa_delta_og_enheten_vaere_i_sykehuset(lis: Lis1Cast) -> None:
    for andre, felt in [
        ({"kommunepraksis": "navngitt", "kommune": lis.annen}, "kommune"),
        ({"enhet": lis.korttid}, "enhet"),
    ]:
        with pytest.raises(ValidationError) as feil:
            op.registrer_stillinger(utfort_av=lis.koordinator, kull=lis.kull(2028), felter=felter(lis, **andre))
        assert set(feil.value.message_dict) == {felt}


@pytest.mark.krav("S1-L16")
def test_avvik_er_det_som_ikke_er_reglene_den_dagen_og_blir_staaende(lis: Lis1Cast) -> None:
    annen = planlagt(lis, **AVVIK)
    assert (annen.avviker, annen.kommune_fra) == (True, date(2029, 6, 1))
    vanlig = planlagt(lis, avvik_begrunnelse="Overflødig", avvik_url=UTLYSNING)
    assert (vanlig.avviker, vanlig.avvik_begrunnelse, vanlig.avvik_url) == (False, "", "")
    Innstilling.objects.update(sykehus_maaneder=15)
    assert planlagt(lis, sykehus_maaneder=15).avviker is False
    assert planlagt(lis, **{**AVVIK, "sykehus_maaneder": 12}).avviker is True
    # What was registered under the old rules is left as it was, until its length is changed.
    vanlig = op.endre_stilling(vanlig.pk, utfort_av=lis.koordinator, versjon=vanlig.versjon, felter={"enhet": lis.kirurgi})
    assert vanlig.avviker is False


def test_det_som_ikke_gjelder_blir_ikke_staaende(lis: Lis1Cast) -> None:
    stilling = planlagt(lis, kommune=lis.gjovik, ukoblet_begrunnelse="Overflødig")
    assert (stilling.kommune, stilling.ukoblet_begrunnelse) == (None, "")


@pytest.mark.krav("S1-L05", "S1-L15")
def test_en_navngitt_kommune_faar_beskjed_en_gang_for_alle(lis: Lis1Cast) -> None:
    op.registrer_stillinger(utfort_av=lis.koordinator, kull=lis.kull(2028), antall=4, felter=navngitt(lis))
    varsler = list(Varsel.objects.filter(mal="lis1.stilling_hos_dere"))
    assert {v.mottaker for v in varsler} == {lis.kommunekontakt, lis.kommuneoverlege}
    assert [(v.data["antall"], v.data["fra"]) for v in varsler] == [(4, "2029-03-01")] * 2
    planlagt(lis)
    assert Varsel.objects.count() == 2


@pytest.mark.parametrize(
    "kode", ["kommunekontakt", "kommuneoverlege", "statsforvalter", "rhf", "lis1lege", "leder", "utenfor"]
)
def test_bare_koordinator_registrerer_og_endrer(lis: Lis1Cast, kode: str) -> None:
    bruker = lis.folk[kode]
    with pytest.raises(Nektet):
        op.registrer_stillinger(utfort_av=bruker, kull=lis.kull(2028), felter=felter(lis))
    stilling, besatt_ = utlyst(lis), besatt(lis, "annen@prove.example")
    for verb, sak, andre in [
        (op.endre_stilling, stilling, {"felter": {"koblet": False, "ukoblet_begrunnelse": "Avtale."}}),
        (op.ansett, stilling, {"ansatt": Legeopplysninger("Ny Lege", "ny@prove.example")}),
        (op.trekk, stilling, {}),
        (op.losne, besatt_, {}),
        (op.lys_ut, planlagt(lis), {}),
    ]:
        with pytest.raises(Nektet):
            verb(sak.pk, utfort_av=bruker, versjon=sak.versjon, **andre)


# --- changed ----------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L05", "S1-L16")
def test_en_endring_staar_i_historikken_og_begge_kommuner_faar_beskjed(lis: Lis1Cast) -> None:
    stilling = planlagt(lis, **navngitt(lis))
    stilling = op.endre_stilling(
        stilling.pk, utfort_av=lis.koordinator, versjon=stilling.versjon, felter={"kommune": lis.hamar, **AVVIK}
    )
    assert (stilling.kommune, stilling.kommune_fra, stilling.avviker) == (lis.hamar, date(2029, 6, 1), True)
    hendelse = Hendelse.objects.for_sak(stilling).get(navn="endre")
    assert {(e["felt"], e["fra"], e["til"]) for e in hendelse.data["endringer"]} == {
        ("kommune", "Gjøvik kommune", "Hamar kommune"), ("sykehus_maaneder", "12", "15"),
        ("avvik_begrunnelse", "", "Delt stilling."), ("avvik_url", "", UTLYSNING),
        ("kommune_fra", "2029-03-01", "2029-06-01"),
    }  # fmt: skip
    fikk = {(mal, epost) for mal, epost in fortalt(stilling) if Varsel.objects.filter(mal=mal, hendelse=hendelse).exists()}
    assert {(mal, epost.split("@")[0]) for mal, epost in fikk if mal == "lis1.stilling_ikke_hos_dere"} == {
        ("lis1.stilling_ikke_hos_dere", "kommunekontakt"), ("lis1.stilling_ikke_hos_dere", "kommuneoverlege")
    }  # fmt: skip
    assert ("lis1.stilling_hos_dere", lis.hamarkontakt.epost) in fikk


def test_ingen_endring_skriver_ingenting(lis: Lis1Cast) -> None:
    stilling = planlagt(lis)
    ny = op.endre_stilling(stilling.pk, utfort_av=lis.koordinator, versjon=stilling.versjon, felter=felter(lis))
    assert ny.versjon == stilling.versjon
    assert Hendelse.objects.for_sak(stilling).filter(navn="endre").count() == 0


def test_den_som_saa_en_eldre_versjon_er_for_sen(lis: Lis1Cast) -> None:
    stilling = planlagt(lis)
    gammel = stilling.versjon
    op.lys_ut(stilling.pk, utfort_av=lis.koordinator, versjon=gammel)
    with pytest.raises(Utdatert):
        op.trekk(stilling.pk, utfort_av=lis.koordinator, versjon=gammel)


# --- hired ------------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L05", "S1-L17")
def test_ansettelse_finner_legen_paa_epost_eller_hpr_ellers_er_den_ny(lis: Lis1Cast) -> None:
    kjent = lis.leger["lis1lege"]
    stilling = besatt(lis, kjent.epost.upper(), **navngitt(lis))
    assert (stilling.tilstand, stilling.lege) == ("besatt", kjent)
    assert ("lis1.stilling_lege", lis.lis1lege.epost) in fortalt(stilling)
    assert ("lis1.stilling_besatt", lis.kommunekontakt.epost) in fortalt(stilling)

    def ansett(navn: str, epost: str, hpr: str = "") -> Stilling:
        ny = utlyst(lis)
        return op.ansett(ny.pk, utfort_av=lis.koordinator, versjon=ny.versjon, ansatt=Legeopplysninger(navn, epost, hpr))

    forste = ansett("Nina Nylege", "nina@prove.example", "1234567")
    assert forste.lege and (forste.lege.navn, forste.lege.bruker) == ("Nina Nylege", None)
    with pytest.raises(ValidationError, match="allerede ansatt"):
        ansett("Nina Nylege", "ny-adresse@prove.example", "1234567")
    with pytest.raises(ValidationError, match="to forskjellige leger"):
        ansett("Lise Lisen", kjent.epost, "1234567")
    assert ansett("Synne Søker", lis.soker.epost).lege == Lege.objects.get(bruker=lis.soker)
    assert Lege.objects.count() == 3


def test_ingen_ansetter_seg_selv_eller_handler_i_egen_sak(lis: Lis1Cast) -> None:
    stilling = utlyst(lis)
    with pytest.raises(Nektet):
        op.ansett(
            stilling.pk,
            utfort_av=lis.koordinator,
            versjon=stilling.versjon,
            ansatt=Legeopplysninger("Karl", lis.koordinator.epost),
        )
    assert Lege.objects.filter(bruker=lis.koordinator).count() == 0


@pytest.mark.krav("S1-L14", "G-18")
def test_ansettelsen_som_ikke_ble_noe_av_sporr_ikke_hvorfor(lis: Lis1Cast) -> None:
    stilling = besatt(lis, **navngitt(lis))
    with pytest.raises(TypeError):
        op.losne(stilling.pk, utfort_av=lis.koordinator, versjon=stilling.versjon, kommentar="Syk")  # type: ignore[call-arg]
    stilling = op.losne(stilling.pk, utfort_av=lis.koordinator, versjon=stilling.versjon)
    assert (stilling.tilstand, stilling.lege) == ("utlyst", None)
    hendelse = Hendelse.objects.for_sak(stilling).get(navn="losne")
    assert (hendelse.kommentar, hendelse.data) == ("", {})
    assert ("lis1.stilling_losnet", lis.kommunekontakt.epost) in fortalt(stilling)
    varsel = Varsel.objects.get(mal="lis1.stilling_losnet_lege")
    assert (varsel.mottaker, varsel.adresse) == (lis.lis1lege, "/")
    assert not Stilling.objects.synlig_for(lis.lis1lege).exists()


def test_trukket_er_slutten_og_kommunen_faar_vite_det(lis: Lis1Cast) -> None:
    stilling = utlyst(lis, **navngitt(lis))
    stilling = op.trekk(stilling.pk, utfort_av=lis.koordinator, versjon=stilling.versjon)
    assert ("lis1.stilling_ikke_hos_dere", lis.kommunekontakt.epost) in fortalt(stilling)
    for verb in (op.lys_ut, op.trekk, op.losne):
        with pytest.raises(UlovligOvergang):
            verb(stilling.pk, utfort_av=lis.koordinator, versjon=stilling.versjon)
    bes = besatt(lis)
    with pytest.raises(UlovligOvergang):
        op.trekk(bes.pk, utfort_av=lis.koordinator, versjon=bes.versjon)


@pytest.mark.parametrize("verb", ["registrer", "endre", "ansett", "losne", "trekk"])
def test_naar_varselet_feiler_blir_ingenting_staaende(lis: Lis1Cast, monkeypatch: pytest.MonkeyPatch, verb: str) -> None:
    """The notice is part of the event: what cannot be told is not done."""
    gjor: dict[str, Any] = {
        "registrer": lambda: op.registrer_stillinger(utfort_av=lis.koordinator, kull=lis.kull(2028), felter=navngitt(lis)),
        "endre": lambda s: op.endre_stilling(
            s.pk, utfort_av=lis.koordinator, versjon=s.versjon, felter={"enhet": lis.kirurgi}
        ),
        "ansett": lambda s: op.ansett(
            s.pk, utfort_av=lis.koordinator, versjon=s.versjon, ansatt=Legeopplysninger("Ny", "ny@prove.example")
        ),
        "losne": lambda s: op.losne(s.pk, utfort_av=lis.koordinator, versjon=s.versjon),
        "trekk": lambda s: op.trekk(s.pk, utfort_av=lis.koordinator, versjon=s.versjon),
    }
    lag = {"registrer": None, "endre": planlagt, "ansett": utlyst, "losne": besatt, "trekk": utlyst}[verb]
    stilling = lag(lis, **navngitt(lis)) if lag else None
    lis.kull(2028)

    def tilstand() -> tuple[Any, ...]:
        rader = Stilling.objects.values_list("pk", "tilstand", "versjon", "lege", "enhet").order_by("pk")
        return list(rader), Hendelse.objects.count(), Varsel.objects.count(), Lege.objects.count()

    def brister(*args: Any, **kwargs: Any) -> None:
        raise RuntimeError("varselet")

    for_ = tilstand()
    monkeypatch.setattr("lis.lis1.operations.folger.varsle", brister)
    with pytest.raises(RuntimeError, match="varselet"):
        gjor[verb](stilling) if stilling else gjor[verb]()
    assert tilstand() == for_


# --- what the database refuses ----------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L15", "S1-L16", "S1-L17")
@pytest.mark.parametrize(
    ("felter_", "navn"),
    [
        ({"sykehus_maaneder": 15}, "lis1stilling_avvik_skjult"),
        ({"kommune_maaneder": 3}, "lis1stilling_avvik_skjult"),
        ({"sykehus_maaneder": 15, "avviker": True}, "lis1stilling_avvik_begrunnes"),
        ({"koblet": False}, "lis1stilling_ukoblet_begrunnes"),
        ({"kommunepraksis": "navngitt"}, "lis1stilling_kommunepraksis"),
        ({"tilstand": "besatt", "versjon": 9}, "Invalid transition"),
        ({"saksnummer": None}, "lis1stilling_har_nummer"),
    ],
)
def test_databasen_nekter(lis: Lis1Cast, felter_: dict[str, Any], navn: str) -> None:
    stilling = planlagt(lis)
    with pytest.raises(Error, match=navn), transaction.atomic():
        Stilling.objects.filter(pk=stilling.pk).update(**felter_)


@pytest.mark.krav("S1-L07")
def test_ingen_kan_skrive_en_annen_start_i_kommunen(lis: Lis1Cast) -> None:
    stilling = planlagt(lis)
    Stilling.objects.filter(pk=stilling.pk).update(kommune_fra=date(2040, 1, 1))
    stilling.refresh_from_db()
    assert stilling.kommune_fra == date(2029, 3, 1)
