"""The queue: one order one job, one job one worker, nothing lost when a worker dies."""

from datetime import timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist
from django.db import DatabaseError, IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import get_language

from grunnmur.jobb import operations
from grunnmur.jobb.models import Jobb, Tilstand
from grunnmur.jobb.tasks import kjor_klare, rydd
from grunnmur.jobb.typer import Resultat, registrer_jobbtype
from grunnmur.organisasjon.models import Bruker
from tests.jobb.slag import bestilling


def test_samme_bestilling_gir_samme_jobb(synne: Bruker) -> None:
    forste, andre = bestilling(synne), bestilling(synne)
    assert forste.pk == andre.pk
    assert Jobb.objects.count() == 1


def test_annet_innhold_annen_person_og_annen_adresse_er_andre_bestillinger(synne: Bruker, utenfor: Bruker) -> None:
    alle = [bestilling(synne), bestilling(synne, tekst="hallo"), bestilling(utenfor), bestilling(synne, adresse="/x/")]
    assert len({jobb.pk for jobb in alle}) == 4


def test_ferdig_jobb_staar_ikke_i_veien_for_en_ny(synne: Bruker) -> None:
    forste = bestilling(synne)
    assert kjor_klare() == 1
    assert bestilling(synne).pk != forste.pk


def test_ukjent_type_bestilles_ikke(synne: Bruker) -> None:
    with pytest.raises(KeyError):
        operations.bestill("prove.finnes_ikke", {}, bestilt_av=synne, tittel="x")


def test_ferdig_jobb_har_fil_og_har_glemt_inndata(synne: Bruker) -> None:
    jobb = bestilling(synne, tekst="Storgata 18")
    assert kjor_klare() == 1
    jobb.refresh_from_db()
    assert (jobb.tilstand, jobb.framdrift, jobb.inndata) == (Tilstand.FERDIG, 100, {})
    assert (bytes(jobb.resultat or b""), jobb.resultat_filnavn) == (b"Storgata 18", "ekko æøå.txt")


def test_jobben_gjores_paa_bestillerens_maalform(synne: Bruker) -> None:
    registrer_jobbtype("prove.sprak", lambda jobb, framdrift: Resultat(get_language().encode(), "text/plain", "x"))
    synne.malform = "nn"
    synne.save()
    jobb = bestilling(synne, "sprak")
    kjor_klare()
    jobb.refresh_from_db()
    assert bytes(jobb.resultat or b"") == b"nn"


def test_umulig_arbeid_feiler_en_gang_med_setningen_sin(synne: Bruker) -> None:
    jobb = bestilling(synne, "umulig")
    kjor_klare()
    jobb.refresh_from_db()
    assert (jobb.tilstand, jobb.feil, jobb.forsok) == (Tilstand.FEILET, "Velg færre rader og bestill på nytt.", 1)


def test_uventet_feil_proves_tre_ganger_og_gjengis_aldri(synne: Bruker) -> None:
    jobb = bestilling(synne, "ustodig")
    for forsok in (1, 2, 3):
        assert kjor_klare() == 1
        jobb.refresh_from_db()
        assert jobb.forsok == forsok
        Jobb.objects.filter(pk=jobb.pk).update(tidligst=timezone.now())
    assert (jobb.tilstand, jobb.feil, jobb.inndata) == (Tilstand.FEILET, "", {})
    assert kjor_klare() == 0


def test_feilet_forsok_venter_litt(synne: Bruker) -> None:
    jobb = bestilling(synne, "ustodig")
    kjor_klare()
    jobb.refresh_from_db()
    assert jobb.tilstand == Tilstand.KLAR
    assert jobb.tidligst > timezone.now()
    assert kjor_klare() == 0


def test_for_lang_tid_avbrytes(synne: Bruker) -> None:
    jobb = bestilling(synne, "treg")
    start = timezone.now()
    kjor_klare()
    jobb.refresh_from_db()
    assert (jobb.tilstand, jobb.forsok) == (Tilstand.KLAR, 1)
    assert timezone.now() - start < timedelta(seconds=20)


def test_tidsgrensen_maa_rommes_av_oppgaven() -> None:
    with pytest.raises(ValueError, match="at most 120"):
        registrer_jobbtype("prove.evig", lambda jobb, framdrift: None, tidsgrense=600)  # type: ignore[arg-type,return-value]


def test_forlatt_jobb_gaar_tilbake_i_koen(synne: Bruker) -> None:
    jobb = bestilling(synne)
    tatt = operations.ta_neste()
    assert tatt is not None and tatt.laast_til is not None
    assert operations.frigi_forlatte(naa=tatt.laast_til) == 0
    assert operations.frigi_forlatte(naa=tatt.laast_til + timedelta(seconds=1)) == 1
    jobb.refresh_from_db()
    assert (jobb.tilstand, jobb.forsok) == (Tilstand.KLAR, 1)


def test_jobb_som_tar_med_seg_tre_arbeidere_feiler(synne: Bruker) -> None:
    jobb = bestilling(synne)
    naa = timezone.now()
    for _ in range(3):
        assert operations.ta_neste(naa=naa) is not None
        naa += timedelta(hours=1)
        operations.frigi_forlatte(naa=naa)
    jobb.refresh_from_db()
    assert (jobb.tilstand, jobb.forsok, jobb.inndata) == (Tilstand.FEILET, 3, {})


def test_den_som_har_mistet_jobben_skriver_ikke_over(synne: Bruker) -> None:
    jobb = bestilling(synne)
    treg = operations.ta_neste()
    assert treg is not None
    operations.frigi_forlatte(naa=timezone.now() + timedelta(hours=1))
    rask = operations.ta_neste(naa=timezone.now() + timedelta(hours=1))
    assert rask is not None
    with pytest.raises(operations.MistetLeie):
        operations.meld_framdrift(treg, 10)
    operations.utfor(treg)
    jobb.refresh_from_db()
    assert jobb.tilstand == Tilstand.KJORER
    operations.utfor(rask)
    jobb.refresh_from_db()
    assert (jobb.tilstand, jobb.forsok) == (Tilstand.FERDIG, 2)


def test_gamle_jobber_ryddes_bort_og_nye_staar(synne: Bruker) -> None:
    gammel, ny = bestilling(synne, tekst="gammel"), bestilling(synne, tekst="ny")
    kjor_klare()
    Jobb.objects.filter(pk=gammel.pk).update(ferdig=timezone.now() - timedelta(days=8))
    assert rydd() == 1
    with pytest.raises(ObjectDoesNotExist):
        gammel.refresh_from_db()
    ny.refresh_from_db()


@pytest.mark.parametrize(
    ("felt", "verdi"),
    [
        ("tilstand", "ferdig"),
        ("tilstand", "finnes_ikke"),
        ("inndata_sha256", "0" * 64),
        ("adresse", "/annen/"),
        ("framdrift", 101),
    ],
)
def test_databasen_sier_nei(synne: Bruker, felt: str, verdi: object) -> None:
    jobb = bestilling(synne)
    with pytest.raises(DatabaseError), transaction.atomic():
        Jobb.objects.filter(pk=jobb.pk).update(**{felt: verdi})
    Jobb.objects.filter(pk=jobb.pk).update(tittel="En annen tittel")


def test_jobb_kan_ikke_fodes_ferdig(synne: Bruker) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        Jobb.objects.create(
            type="prove.ekko",
            tittel="x",
            bestilt_av=synne,
            inndata_sha256="0" * 64,
            tilstand="ferdig",
            ferdig=timezone.now(),
        )


def test_to_aapne_av_samme_slag_slipper_ikke_inn(synne: Bruker) -> None:
    jobb = bestilling(synne)
    with pytest.raises(IntegrityError), transaction.atomic():
        Jobb.objects.create(type=jobb.type, tittel="x", bestilt_av=synne, inndata_sha256=jobb.inndata_sha256)
