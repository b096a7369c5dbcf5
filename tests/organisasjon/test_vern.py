"""What the database refuses, whoever asks and however."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import ProtectedError
from django.db.utils import DatabaseError, ProgrammingError

from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, Helsefellesskap, Rolle, RolleType, Stedfortreder

from .hus import Rollebesetning, ny_rolle, ny_stedfortreder

EN_DAG = timedelta(days=1)


def test_enhet_kan_ikke_ligge_i_ring(hus: Rollebesetning) -> None:
    with pytest.raises(DatabaseError, match="enhet_i_ring"), transaction.atomic():
        Enhet.objects.filter(pk=hus.helse.pk).update(overordnet=hus.natt)
    with pytest.raises(DatabaseError, match=r"enhet_ikke_over_seg_selv|enhet_i_ring"), transaction.atomic():
        Enhet.objects.filter(pk=hus.helse.pk).update(overordnet=hus.helse)
    assert Enhet.objects.filter(pk=hus.natt.pk).update(overordnet=hus.helse) == 1


def test_enhet_ligger_under_egen_virksomhet(hus: Rollebesetning) -> None:
    with pytest.raises(DatabaseError, match="enhet_annen_virksomhet"), transaction.atomic():
        Enhet.objects.create(virksomhet=hus.sykehus, navn="Feil sted", overordnet=hus.helse)


def test_enhet_bytter_ikke_virksomhet(hus: Rollebesetning) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Enhet.objects.filter(pk=hus.natt.pk).update(virksomhet=hus.sykehus)


def test_like_enheter_paa_samme_sted_finnes_ikke_heller_ikke_oeverst(hus: Rollebesetning) -> None:
    with pytest.raises(IntegrityError, match="enhet_unik_i_treet"), transaction.atomic():
        Enhet.objects.create(virksomhet=hus.kommune, navn="Helse og omsorg")
    with pytest.raises(IntegrityError, match="enhet_unik_i_treet"), transaction.atomic():
        Enhet.objects.create(virksomhet=hus.kommune, navn="Nattpatruljen", sted="Gjøvik", overordnet=hus.hjemme)


def test_rolle_paa_enhet_i_annen_virksomhet(hus: Rollebesetning) -> None:
    with pytest.raises(DatabaseError, match="rolle_enhet_annen_virksomhet"), transaction.atomic():
        Rolle.objects.create(bruker=hus.leder, type="leder", virksomhet=hus.kommune, enhet=hus.annen_enhet)


@pytest.mark.parametrize(
    ("type_", "paa_enhet", "navn"),
    [
        (RolleType.ANSATT, False, "rolle_ansatt_har_enhet"),
        (RolleType.KONTAKT_ADM, True, "rolle_gjelder_hele_virksomheten"),
        (RolleType.SEKRETARIAT, True, "rolle_gjelder_hele_virksomheten"),
    ],
)
def test_noen_roller_hoerer_til_ett_nivaa(hus: Rollebesetning, type_: str, paa_enhet: bool, navn: str) -> None:
    with pytest.raises(IntegrityError, match=navn), transaction.atomic():
        ny_rolle(hus.leder, type_, hus.hjemme if paa_enhet else hus.kommune)


def test_samme_rolle_paa_samme_sted_kan_ikke_overlappe(hus: Rollebesetning, idag: date) -> None:
    with pytest.raises(IntegrityError, match="rolle_ikke_dobbelt"), transaction.atomic():
        ny_rolle(hus.leder, RolleType.LEDER, hus.hjemme, fra=idag)
    Rolle.objects.filter(bruker=hus.leder).update(gyldig_til=idag)
    with pytest.raises(IntegrityError, match="rolle_ikke_dobbelt"), transaction.atomic():
        ny_rolle(hus.leder, RolleType.LEDER, hus.hjemme, fra=idag)
    ny_rolle(hus.leder, RolleType.LEDER, hus.hjemme, fra=idag + EN_DAG)
    ny_rolle(hus.leder, RolleType.LEDER, hus.natt, fra=idag)
    ny_rolle(hus.leder, RolleType.MOTTAKSANSVARLIG, hus.hjemme, fra=idag)
    assert Rolle.objects.filter(bruker=hus.leder).count() == 4


def test_periode_slutter_ikke_foer_den_begynner(hus: Rollebesetning, idag: date) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        ny_rolle(hus.ansatt, RolleType.LEDER, hus.natt, fra=idag, til=idag - EN_DAG)
    with pytest.raises(IntegrityError), transaction.atomic():
        ny_stedfortreder(Rolle.objects.get(bruker=hus.leder), hus.ansatt, fra=idag, til=idag - EN_DAG)


@pytest.mark.parametrize("felt", ["bruker", "type", "virksomhet", "enhet"])
def test_rolle_skrives_ikke_om(hus: Rollebesetning, felt: str) -> None:
    ny_verdi = {"bruker": hus.ansatt, "type": "mottaksansvarlig", "virksomhet": hus.sykehus, "enhet": hus.natt}[felt]
    rolle = Rolle.objects.filter(bruker=hus.leder)
    with pytest.raises(DatabaseError), transaction.atomic():
        rolle.update(**{felt: ny_verdi})
    assert rolle.update(gyldig_til=date(2030, 1, 1)) == 1


def test_rolle_som_har_vaert_i_kraft_slettes_ikke(hus: Rollebesetning, idag: date) -> None:
    with pytest.raises(DatabaseError, match="kan ikke slettes"), transaction.atomic():
        Rolle.objects.get(bruker=hus.leder).delete()
    ny = ny_rolle(hus.ansatt, RolleType.LEDER, hus.natt, fra=idag)
    ny.delete()
    assert not Rolle.objects.filter(pk=ny.pk).exists()


def test_stedfortreder_for_seg_selv(hus: Rollebesetning) -> None:
    with pytest.raises(DatabaseError, match="stedfortreder_for_seg_selv"), transaction.atomic():
        ny_stedfortreder(Rolle.objects.get(bruker=hus.leder), hus.leder)


def test_samme_stedfortreder_to_ganger(hus: Rollebesetning) -> None:
    rolle = Rolle.objects.get(bruker=hus.leder)
    ny_stedfortreder(rolle, hus.ansatt)
    with pytest.raises(IntegrityError, match="stedfortreder_ikke_dobbelt"), transaction.atomic():
        ny_stedfortreder(rolle, hus.ansatt)
    ny_stedfortreder(rolle, hus.mottak)
    assert Stedfortreder.objects.count() == 2


def test_deltakelse_kan_ikke_overlappe(hus: Rollebesetning, idag: date) -> None:
    helsefellesskap = Helsefellesskap.objects.create(navn="Et helsefellesskap", helseforetak=hus.sykehus)
    felles = {"helsefellesskap": helsefellesskap, "virksomhet": hus.kommune}
    Deltakelse.objects.create(**felles, gyldig_fra=idag, gyldig_til=idag + EN_DAG)
    with pytest.raises(IntegrityError, match="deltakelse_ikke_dobbelt"), transaction.atomic():
        Deltakelse.objects.create(**felles, gyldig_fra=idag + EN_DAG)
    Deltakelse.objects.create(**felles, gyldig_fra=idag + 2 * EN_DAG)
    assert Deltakelse.objects.count() == 2


def test_epost_er_unik_uansett_store_bokstaver(hus: Rollebesetning) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Bruker.objects.create(epost="LEDER@kommune.example", navn="Leif Liknende")


def test_person_med_roller_slettes_ikke(hus: Rollebesetning) -> None:
    with pytest.raises(ProtectedError):
        hus.leder.delete()


@pytest.mark.parametrize("tabell", ["organisasjon_rolle", "organisasjon_rolleevent", "organisasjon_stedfortreder"])
def test_tabeller_kan_ikke_tommes(hus: Rollebesetning, tabell: str) -> None:
    with pytest.raises(DatabaseError, match="kan ikke tømmes"), transaction.atomic(), connection.cursor() as peker:
        peker.execute("SET CONSTRAINTS ALL IMMEDIATE")
        peker.execute(f"TRUNCATE {tabell} CASCADE")
    assert Rolle.objects.count() == 7


def test_historikken_kan_verken_endres_eller_slettes(hus: Rollebesetning) -> None:
    hendelser = Rolle.pgh_event_model.objects.filter(bruker=hus.leder)
    assert hendelser.count() == 1
    with pytest.raises(ProgrammingError), transaction.atomic():
        hendelser.update(type="ansatt")
    with pytest.raises(ProgrammingError), transaction.atomic():
        hendelser.delete()


def test_historikken_faar_med_seg_raa_sql_og_sletting(hus: Rollebesetning, idag: date) -> None:
    rolle = ny_rolle(hus.ansatt, RolleType.LEDER, hus.natt, fra=idag)
    with connection.cursor() as peker:
        peker.execute("UPDATE organisasjon_rolle SET gyldig_til = %s WHERE id = %s", [idag, rolle.id])
    pk = rolle.id
    rolle.delete()
    spor = Rolle.pgh_event_model.objects.filter(pgh_obj_id=pk).order_by("pgh_id")
    assert list(spor.values_list("pgh_label", flat=True)) == ["insert", "update", "delete"]


def test_brukerens_profil_spores_ikke_men_doerene_gjoer(hus: Rollebesetning) -> None:
    hus.leder.hjemmeadresse = "Storgata 1"
    hus.leder.save()
    assert Bruker.pgh_event_model.objects.filter(pgh_obj=hus.leder, pgh_label="update").count() == 0
    hus.leder.is_staff = True
    hus.leder.save()
    assert Bruker.pgh_event_model.objects.filter(pgh_obj=hus.leder, pgh_label="update").count() == 1
