"""Every admin page of the app opens for the administrator, and for nobody else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.contrib import admin
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon import operations
from grunnmur.organisasjon.models import (
    Arbeidsstedsmelding,
    Bruker,
    Deltakelse,
    Enhet,
    Helsefellesskap,
    Importkjoring,
    Invitasjon,
    Organ,
    Organmedlem,
    Representasjon,
    Rolle,
    RolleType,
    Stedfortreder,
    Virksomhet,
)

from .hus import Rollebesetning, ny_stedfortreder, syntetisk_nummer

MODELLER = [
    Bruker, Virksomhet, Enhet, Rolle, Stedfortreder, Helsefellesskap, Deltakelse, Organ, Representasjon, Organmedlem,
    Invitasjon, Arbeidsstedsmelding, Importkjoring,
]  # fmt: skip
LESES = {Invitasjon, Arbeidsstedsmelding, Importkjoring}


@pytest.fixture
def fylt(hus: Rollebesetning, idag: date) -> Rollebesetning:
    """One row at least of every model."""
    helsefellesskap = Helsefellesskap.objects.create(navn="Et helsefellesskap", helseforetak=hus.sykehus)
    Deltakelse.objects.create(helsefellesskap=helsefellesskap, virksomhet=hus.kommune)
    organ = Organ.objects.create(helsefellesskap=helsefellesskap, type=Organ.Type.SSU, navn="SSU")
    Organmedlem.objects.create(organ=organ, bruker=hus.leder)
    Representasjon.objects.create(organ=organ, navn="Kommuneoverlege", rolletype=RolleType.KOMMUNEOVERLEGE)
    naa = timezone.now()
    ny_stedfortreder(Rolle.objects.get(bruker=hus.leder), hus.ansatt)
    Invitasjon.objects.create(
        epost="ny@kommune.example", navn="Nils Ny", enhet=hus.natt, invitert_av=hus.kontakt, utloper=naa
    )
    Arbeidsstedsmelding.objects.create(
        type="mangler", bruker=hus.utenfor, virksomhet=hus.kommune, beskrivelse="Legevakten på Gjøvik"
    )
    operations.prov_import(hus.kommune, innhold="enheter", filnavn="tom.csv", rader=[], utfort_av=hus.kontakt)
    return hus


def adresse(modell: Any, side: str, *args: Any) -> str:
    return reverse(f"admin:{modell._meta.app_label}_{modell._meta.model_name}_{side}", args=args)


def test_hver_modell_er_registrert() -> None:
    from django.apps import apps

    modeller = set(apps.get_app_config("organisasjon").get_models())
    assert {m for m in modeller if not admin.site.is_registered(m)} == set()


@pytest.mark.parametrize("modell", MODELLER, ids=lambda m: m.__name__)
def test_sidene_aapner_for_administrator_og_ingen_andre(fylt: Rollebesetning, som: Any, modell: Any) -> None:
    rad = modell.objects.exclude(er_system=True).first() if modell is Bruker else modell.objects.first()
    sider = [adresse(modell, "changelist") + "?q=a", adresse(modell, "change", rad.pk)]
    if modell not in LESES:
        sider.append(adresse(modell, "add"))
    admin_, andre = som(fylt.admin), som(fylt.kontakt)
    assert [admin_.get(side).status_code for side in sider] == [200] * len(sider)
    assert [andre.get(side).status_code for side in sider] == [302] * len(sider)


@pytest.mark.parametrize("modell", [m for m in MODELLER if hasattr(m, "pgh_event_model")], ids=lambda m: m.__name__)
def test_historikken_vises_og_kan_ikke_endres(fylt: Rollebesetning, som: Any, modell: Any) -> None:
    hendelse = modell.pgh_event_model.objects.first()
    klient = som(fylt.admin)
    assert (
        klient.get(adresse(modell.pgh_event_model, "changelist") + f"?pgh_obj_id={hendelse.pgh_obj_id}").status_code == 200
    )
    side = adresse(modell.pgh_event_model, "change", hendelse.pk)
    assert klient.get(side).status_code == 200
    assert klient.post(side, {}).status_code == 403


def test_lister_spoer_like_mye_uansett_antall(fylt: Rollebesetning, som: Any, django_assert_max_num_queries: Any) -> None:
    klient = som(fylt.admin)
    klient.get("/admin/")
    with django_assert_max_num_queries(12):
        klient.get(adresse(Rolle, "changelist"))
    for nr in range(20):
        Enhet.objects.create(virksomhet=fylt.kommune, navn=f"Enhet {nr}", overordnet=fylt.helse)
    with django_assert_max_num_queries(12):
        klient.get(adresse(Enhet, "changelist"))


def test_endring_i_admin_sier_hvem(fylt: Rollebesetning, som: Any, idag: date) -> None:
    rolle = Rolle.objects.get(bruker=fylt.toppleder)
    data = {"gyldig_fra": rolle.gyldig_fra.isoformat(), "gyldig_til": idag.isoformat()}
    assert som(fylt.admin).post(adresse(Rolle, "change", rolle.pk), data).status_code == 302
    hendelse = Rolle.pgh_event_model.objects.filter(pgh_obj=rolle).latest("pgh_id")
    assert hendelse.pgh_context.metadata == {"operasjon": "admin", "utfort_av": str(fylt.admin.pk)}
    side = som(fylt.admin).get(adresse(Rolle.pgh_event_model, "changelist") + f"?pgh_obj_id={rolle.pk}")
    assert "Ada Administrator" in side.content.decode()


def test_det_databasen_nekter_blir_en_setning(fylt: Rollebesetning, som: Any, idag: date) -> None:
    data = {
        "bruker": fylt.leder.pk, "type": RolleType.LEDER, "virksomhet": fylt.kommune.pk, "enhet": fylt.hjemme.pk,
        "gyldig_fra": idag.isoformat(), "gyldig_til": "",
    }  # fmt: skip
    foer = Rolle.objects.count()
    svar = som(fylt.admin).post(adresse(Rolle, "add"), data)
    assert svar.status_code == 200
    assert "Personen har allerede denne rollen på dette stedet i perioden." in svar.content.decode()
    assert Rolle.objects.count() == foer
    svar = som(fylt.admin).post(adresse(Rolle, "add"), data | {"enhet": fylt.annen_enhet.pk, "bruker": fylt.ansatt.pk})
    assert "Enheten hører ikke til virksomheten. Velg en annen enhet." in svar.content.decode()


def test_personnummer_stoppes_i_admin(fylt: Rollebesetning, som: Any) -> None:
    tomme = dict.fromkeys(("overordnet", "sted", "adresse", "telefon", "fagomraade", "profil", "nedlagt"), "")
    rollelinjer = {"roller-TOTAL_FORMS": "0", "roller-INITIAL_FORMS": "0"}
    data = {"virksomhet": fylt.kommune.pk, "navn": f"Enhet {syntetisk_nummer()}", **tomme, **rollelinjer}
    svar = som(fylt.admin).post(adresse(Enhet, "add"), data)
    assert svar.status_code == 200
    assert "personnummer" in svar.content.decode()
    som(fylt.admin).post(adresse(Enhet, "add"), data | {"navn": "En ny enhet"})
    assert Enhet.objects.filter(navn__startswith="E").values_list("navn", flat=True).get() == "En ny enhet"


def test_administrator_gjoer_ingen_til_administrator(fylt: Rollebesetning, som: Any) -> None:
    data = {
        "navn": fylt.ansatt.navn, "epost": fylt.ansatt.epost, "malform": "nn", "varselvalg": "straks", "faggruppe": "",
        "stillingstittel": "", "hpr_nummer": "", "tlf_arbeid": "", "is_active": "on", "is_staff": "on", "is_superuser": "on",
        "roller-TOTAL_FORMS": "0", "roller-INITIAL_FORMS": "0",
    }  # fmt: skip
    som(fylt.admin).post(adresse(Bruker, "change", fylt.ansatt.pk), data)
    fylt.ansatt.refresh_from_db()
    assert (fylt.ansatt.malform, fylt.ansatt.is_staff, fylt.ansatt.is_superuser) == ("nn", False, False)
    Bruker.objects.filter(pk=fylt.admin.pk).update(is_superuser=True)
    som(fylt.admin).post(adresse(Bruker, "change", fylt.ansatt.pk), data)
    fylt.ansatt.refresh_from_db()
    assert (fylt.ansatt.is_staff, fylt.ansatt.is_superuser) == (True, True)


@pytest.mark.parametrize("modell", [Bruker, Virksomhet, Enhet, Rolle, Stedfortreder, Helsefellesskap])
def test_det_som_har_vaert_slettes_ikke(fylt: Rollebesetning, som: Any, modell: Any) -> None:
    rad = modell.objects.exclude(er_system=True).first() if modell is Bruker else modell.objects.first()
    assert som(fylt.admin).post(adresse(modell, "delete", rad.pk), {"post": "yes"}).status_code == 403
    assert modell.objects.filter(pk=rad.pk).exists()


def test_admin_har_ingen_egen_innlogging(hus: Rollebesetning, client: Any, som: Any) -> None:
    hus.admin.set_password("prove-passord-2026")
    hus.admin.save()
    data = {"username": hus.admin.epost, "password": "prove-passord-2026", "next": "/admin/"}
    svar = client.post("/admin/login/", data)
    assert (svar.status_code, svar.headers["Location"].split("?")[0]) == (302, reverse("account_login"))
    assert client.get("/admin/").status_code == 302
    assert som(hus.kontakt).post("/admin/login/", data).status_code == 403
