"""Places left over: who sees to them, how they are filled, and who is told."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.feil import Utdatert
from grunnmur.varsling.models import Varsel
from lis.lege.opplysninger import Legeopplysninger
from lis.tildeling.models import Restplass
from lis.tildeling.operations import restplass as op
from tests.klient import som
from tests.tildeling.folk import OPPSTART

from .tilstander import ny, system

pytestmark = pytest.mark.django_db
NYLIG = Legeopplysninger("Nils Nylig", "nils@lege.example")
UNNTAK = "Ingen leger herfra søkte plassen."


def ledig(lis: Any, kommune: Any = None) -> Restplass:
    return op.oppstaa(lis.plass(kommune), utfort_av=system(), fra=OPPSTART)


def besett(lis: Any, rest: Restplass, **andre: Any) -> Any:
    felter = {
        "utfort_av": lis.kommunekontakt, "versjon": ny(rest).versjon, "lege": NYLIG, "hf": lis.sykehus, "start": OPPSTART,
        "ansatt_dato": timezone.localdate(), "unntak_begrunnelse": UNNTAK,
    } | andre  # fmt: skip
    return op.besett(rest.pk, **felter)


def fortalt(mal: str) -> set[str]:
    return set(Varsel.objects.filter(mal=f"tildeling.{mal}").values_list("mottaker__navn", flat=True))


@pytest.mark.krav("S1-L13")
def test_foretaket_har_ansvaret_til_en_frist_og_begge_far_vite_det(lis: Any) -> None:
    rest = ledig(lis)
    assert (rest.ansvarlig, rest.frist) == (lis.sykehus, timezone.localdate() + timedelta(days=14))
    assert Oppgave.objects.venter_paa(lis.koordinator).for_sak(rest).get().frist == rest.frist
    assert fortalt("restplass_ny") == {"Karl Koordinator", "Kari Kommunekontakt"}
    rest = op.fordel_ansvar(
        rest.pk, utfort_av=lis.koordinator, versjon=rest.versjon, ansvarlig=lis.gjovik,
        frist=timezone.localdate() + timedelta(days=30),
    )  # fmt: skip
    assert not Oppgave.objects.venter_paa(lis.koordinator).for_sak(rest).exists()
    assert Oppgave.objects.venter_paa(lis.kommunekontakt).for_sak(rest).exists()
    with pytest.raises(ValidationError, match="Velg helseforetaket eller kommunen"):
        op.fordel_ansvar(rest.pk, utfort_av=lis.koordinator, versjon=rest.versjon, ansvarlig=lis.hamar, frist=rest.frist)


@pytest.mark.krav("S1-L13", "S1-L18")
def test_utlyst_og_avtale_sies_til_den_andre(lis: Any) -> None:
    rest = ledig(lis)
    rest = op.lys_ut(rest.pk, utfort_av=lis.kommunekontakt, versjon=rest.versjon, utlyst=timezone.localdate())
    assert (rest.tilstand, fortalt("restplass_utlyst")) == ("utlyst", {"Karl Koordinator"})
    with pytest.raises(ValidationError, match="Oppgi helseforetaket"):
        op.avtal(rest.pk, utfort_av=lis.koordinator, versjon=rest.versjon, avtale_hf="Helse Fonna HF", avtale_url="")
    rest = op.avtal(
        rest.pk, utfort_av=lis.koordinator, versjon=ny(rest).versjon, avtale_hf="Helse Fonna HF",
        avtale_url="https://avtaler.example/7",
    )  # fmt: skip
    assert (rest.tilstand, fortalt("restplass_avtale")) == ("avtale_annet_hf", {"Kari Kommunekontakt"})


@pytest.mark.krav("S1-L23", "S1-L06", "S1-L20")
def test_kommunen_besetter_og_foretaket_far_vite_det(lis: Any) -> None:
    rest = ledig(lis)
    with pytest.raises(ValidationError, match="ingen LIS1-stilling"):
        besett(lis, rest, unntak_begrunnelse="")
    with pytest.raises(ValidationError) as feil:
        besett(lis, rest, unntak_begrunnelse="Legen er gravid.")
    assert "unntak_begrunnelse" in feil.value.message_dict
    with pytest.raises(ValidationError, match="før plassen er ledig"):
        besett(lis, rest, start=OPPSTART - timedelta(days=1))
    with pytest.raises(ValidationError) as feil:
        besett(lis, rest, ansatt_dato=timezone.localdate() + timedelta(days=1))
    assert list(feil.value.message_dict) == ["ansatt_dato"]
    tildeling = besett(lis, rest)
    rest = ny(rest)
    assert (rest.tilstand, rest.besatt_med, tildeling.tilstand) == ("besatt_av_kommune", tildeling, "ansatt")
    assert (tildeling.start, tildeling.slutt, tildeling.kanal) == (OPPSTART, OPPSTART.replace(month=8, day=31), "direkte")
    assert fortalt("restplass_besatt") == {"Karl Koordinator"}
    assert fortalt("ansatt") | fortalt("ansatt_lege") == set()
    assert not Oppgave.objects.venter_paa(lis.kommunekontakt).for_sak(tildeling).exists()
    assert not Oppgave.objects.venter_paa(lis.koordinator).for_sak(rest).exists()


def test_en_lege_herfra_er_ikke_noe_unntak(lis: Any) -> None:
    stilling = lis.stilling("lis1lege")
    kjent = Legeopplysninger("Lise Lisen", lis.lis1lege.epost)
    tildeling = besett(lis, ledig(lis), lege=kjent, unntak_begrunnelse="")
    assert (tildeling.stilling, tildeling.lege) == (stilling, lis.leger["lis1lege"])
    assert fortalt("restplass_lege") == {"Lise Lisen"}
    with pytest.raises(ValidationError, match="allerede en kommuneplass"):
        besett(lis, ledig(lis), lege=kjent, unntak_begrunnelse="")


def test_bare_kommunen_selv_ansetter_og_bare_foretaket_avtaler(lis: Any) -> None:
    rest = ledig(lis)
    for andre in (lis.koordinator, lis.hamarkontakt, lis.statsforvalter):
        with pytest.raises(PermissionDenied):
            besett(lis, rest, utfort_av=andre)
    with pytest.raises(PermissionDenied):
        op.avtal(
            rest.pk, utfort_av=lis.kommunekontakt, versjon=rest.versjon, avtale_hf="X HF", avtale_url="https://x.example"
        )
    op.lukk(rest.pk, utfort_av=lis.koordinator, versjon=rest.versjon)
    with pytest.raises(Utdatert):
        besett(lis, rest, versjon=rest.versjon)
    assert ny(rest).tilstand == "lukket"


def test_to_restplasser_for_en_plass_finnes_ikke(lis: Any) -> None:
    rest = ledig(lis)
    with pytest.raises(IntegrityError, match="restplass_en_aapen_per_plass"), transaction.atomic():
        op.oppstaa(rest.plass, utfort_av=system(), fra=OPPSTART)
    besett(lis, rest)
    with pytest.raises(IntegrityError, match="restplass_er_ikke_ledig"), transaction.atomic():
        op.oppstaa(rest.plass, utfort_av=system(), fra=OPPSTART)


@pytest.mark.krav("S1-L13")
def test_listen_viser_dem_uten_losning_og_sier_naar_fristen_er_ute(lis: Any) -> None:
    rest, annen = ledig(lis), ledig(lis, lis.hamar)
    op.lukk(annen.pk, utfort_av=lis.koordinator, versjon=annen.versjon)
    Restplass.objects.filter(pk=rest.pk).update(frist=timezone.localdate() - timedelta(days=1))
    klient = som(lis.koordinator)
    side = klient.get("/lis/lis1/restplasser/").content.decode()
    assert rest.saksnummer in side and annen.saksnummer not in side and "Fristen er gått ut" in side
    assert annen.saksnummer in klient.get("/lis/lis1/restplasser/?vis=alle").content.decode()
    assert annen.saksnummer in klient.get("/lis/lis1/restplasser/?tilstand=lukket").content.decode()


@pytest.mark.krav("S1-L23")
def test_kommunen_registrerer_i_nettleseren_og_feil_mister_ingenting(lis: Any) -> None:
    rest = ledig(lis)
    klient, adresse = som(lis.kommunekontakt), f"/lis/lis1/restplasser/{rest.pk}/"
    assert "Registrer hvem som er ansatt" in klient.get(adresse).content.decode()
    felter = {
        "versjon": rest.versjon, "navn": "Nils Nylig", "epost": "nils@lege.example", "hpr_nummer": "", "hf": lis.sykehus.pk,
        "unntak_begrunnelse": "", "ansatt_dato": timezone.localdate().isoformat(), "start": OPPSTART.isoformat(),
    }  # fmt: skip
    svar = klient.post(adresse + "besett/", felter)
    assert svar.status_code == 200
    assert "ingen LIS1-stilling" in svar.content.decode() and "Nils Nylig" in svar.content.decode()
    svar = klient.post(adresse + "besett/", felter | {"unntak_begrunnelse": UNNTAK}, follow=True)
    assert "Ansettelsen er registrert" in svar.content.decode()
    assert ny(rest).tilstand == "besatt_av_kommune"


def test_fremmede_finner_ingen_restplasser(lis: Any) -> None:
    rest = ledig(lis)
    for adresse in ("", f"{rest.pk}/", f"{rest.pk}/besett/", f"{rest.pk}/lukk/"):
        assert som(lis.utenfor).get("/lis/lis1/restplasser/" + adresse).status_code == 404
        assert Client().get("/lis/lis1/restplasser/" + adresse).status_code == 302
    assert som(lis.rhf).get(f"/lis/lis1/restplasser/{rest.pk}/besett/").status_code == 403
