"""The party's pages in a real browser: accessible at every width, in both schemes, and without JavaScript."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon import operations
from grunnmur.organisasjon.models import Rolle, RolleType
from tests.axe import sjekk_side
from tests.nettleser import logg_inn

from .hus import Rollebesetning, bygg, ny_rolle, ny_stedfortreder


@pytest.fixture
def hus(transactional_db: None) -> Rollebesetning:
    return bygg()


def forbered(hus: Rollebesetning) -> dict[str, str]:
    """Something on every page; returns the addresses by name."""
    idag = timezone.localdate()
    leder = Rolle.objects.get(bruker=hus.leder)
    stedfortreder = ny_stedfortreder(leder, hus.ansatt)
    ny_rolle(hus.ansatt, RolleType.LEDER, hus.natt, til=idag + timedelta(days=12))
    operations.opprett_enhet(hus.kommune, navn="Legevakten", sted="Gjøvik", utfort_av=hus.kontakt)
    operations.endre_enhet(
        hus.hjemme,
        profil="Vi gir helsehjelp i hjemmet.\n\nHospitanter kan lære om lindring og sårbehandling.",
        adresse="Haugtunvegen 2, 2821 Gjøvik",
        telefon="61000200",
        fagomraade="Hjemmesykepleie",
        utfort_av=hus.kontakt,
    )
    rader = [
        operations.Importrad(2, {**dict.fromkeys(("sted", "overordnet", "adresse", "telefon", "fagomraade", "profil"), ""),
                                 "navn": "Dagsenteret"}),
    ]  # fmt: skip
    kjoring = operations.prov_import(
        hus.kommune, innhold="enheter", filnavn="enheter.csv", rader=rader, utfort_av=hus.kontakt
    )

    def adresse(navn: str, *args: Any) -> str:
        return reverse(f"organisasjon:{navn}", args=args)

    return {
        "oversikt": adresse("oversikt", hus.kommune.id),
        "roller": adresse("roller", hus.kommune.id),
        "gi_rolle": adresse("gi_rolle", hus.kommune.id),
        "avslutt_rolle": adresse("avslutt_rolle", leder.id),
        "sett_stedfortreder": adresse("sett_stedfortreder", leder.id),
        "avslutt_stedfortreder": adresse("avslutt_stedfortreder", stedfortreder.id),
        "ny_enhet": adresse("ny_enhet", hus.kommune.id),
        "enhet": adresse("enhet", hus.hjemme.id),
        "endre_enhet": adresse("endre_enhet", hus.hjemme.id),
        "legg_ned_enhet": adresse("legg_ned_enhet", hus.natt.id),
        "enheter": adresse("enheter"),
        "importer": adresse("importer", hus.kommune.id),
        "import": adresse("import", kjoring.id),
    }


@pytest.mark.krav("S1-H10", "S0-R05")
def test_sidene_er_tilgjengelige(hus: Rollebesetning, side: Any) -> None:
    adresser = forbered(hus)
    logg_inn(side, hus.kontakt)
    for adresse in adresser.values():
        side.goto(adresse)
        sjekk_side(side)


def test_lederens_side_er_tilgjengelig(hus: Rollebesetning, side: Any) -> None:
    forbered(hus)
    logg_inn(side, hus.leder)
    side.goto(reverse("organisasjon:stedfortredere"))
    sjekk_side(side)


def test_rolle_gis_uten_javascript_naar_flere_har_samme_fornavn(hus: Rollebesetning, ny_side: Callable[..., Any]) -> None:
    side = ny_side(java_script_enabled=False, viewport={"width": 390, "height": 844})
    logg_inn(side, hus.kontakt)
    side.goto(reverse("organisasjon:gi_rolle", args=[hus.kommune.id]))
    ny_rolle(hus.utenfor, RolleType.ANSATT, hus.natt)
    hus.utenfor.navn = "Anne Annen"
    hus.utenfor.save()
    side.locator("#id_person").fill("Anne")
    side.locator("#id_type").select_option("leder")
    side.locator("#id_enhet").select_option(str(hus.natt.id))
    side.get_by_role("button", name="Gi rollen").click()
    assert side.title().startswith("Feil: ")
    side.get_by_label("Anne Ansatt").check()
    side.get_by_role("button", name="Gi rollen").click()
    assert side.get_by_role("heading", level=1).inner_text() == "Gjøvik kommune"
    assert Rolle.objects.get(type=RolleType.LEDER, enhet=hus.natt).bruker == hus.ansatt
