"""The municipality's public plan and learning arenas: read by all, kept by its own LIS contact."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError

from grunnmur.saksgang.feil import Nektet, Utdatert
from lis.lege.models import Laeringsarena, Laeringsmaal, Utdanningsvirksomhet
from lis.lis3.operations import utdanning as op
from tests.lis3.folk import LisCast
from tests.lis3.test_innmelding_sider import klient, les, tekst

PLAN = {
    "registrert": date(2019, 5, 1), "plan_url": "https://gjovik.kommune.no/plan", "plan_gjelder_fra": date(2026, 1, 1),
    "om_planen": "Planen gjelder alle leger i allmennmedisin.",
}  # fmt: skip


def lagre(lis: LisCast, hvem: str = "kommune_lis", versjon: int = 1, **andre: Any) -> Utdanningsvirksomhet:
    return op.lagre_plan(lis.gjovik, utfort_av=lis.folk[hvem], versjon=versjon, **(PLAN | andre))  # type: ignore[arg-type]


@pytest.mark.krav("S1-I01", "S1-I02")
def test_the_contact_keeps_plan_and_arenas_and_everybody_signed_in_reads_them(lis: LisCast) -> None:
    lagre(lis)
    k = klient(lis.kommune_lis)
    adresse = f"/lis/lis3/utdanning/{lis.gjovik.pk}/"
    svar = k.post(f"{adresse}arena/", {
        "versjon": 2, "navn": "Sykehuset på natt", "enhet": lis.palliativ.pk, "beskrivelse": "Vakter med overlege.",
        "laeringsmaal": ["ALM-055"],
    })  # fmt: skip
    assert svar.status_code == 302
    arena = Laeringsarena.objects.get()
    assert (arena.enhet, [m.pk for m in arena.laeringsmaal.all()]) == (lis.palliativ, ["ALM-055"])
    for hvem in ("soker", "lis3", "koordinator", "hamar_lis"):
        side = les(lis.folk[hvem], adresse)
        assert "Registrert 1. mai 2019" in side
        assert "https://gjovik.kommune.no/plan" in side
        assert "Sykehuset på natt" in side
        assert "Endre planen" not in side
        assert "Utdanningsplan for Gjøvik" in les(lis.folk[hvem], "/lis/lis3/utdanning/")
    assert k.post(f"{adresse}arena/{arena.pk}/fjern/", {"versjon": 3}).status_code == 302
    assert not Laeringsarena.objects.exists()


@pytest.mark.parametrize("hvem", ["hamar_lis", "koordinator", "lis3", "kontakt_adm", "utenfor"])
def test_nobody_else_keeps_it(lis: LisCast, hvem: str) -> None:
    with pytest.raises(Nektet):
        lagre(lis, hvem)
    for sti in ("endre/", "arena/"):
        assert klient(lis.folk[hvem]).get(f"/lis/lis3/utdanning/{lis.gjovik.pk}/{sti}").status_code == 404
    assert not Utdanningsvirksomhet.objects.exists()


def test_a_stale_page_is_told_and_keeps_what_was_typed(lis: LisCast) -> None:
    lagre(lis)
    with pytest.raises(Utdatert):
        lagre(lis)
    felter = {"versjon": 1, "registrert": "01.05.2019", "plan_url": "https://gjovik.kommune.no/ny", "plan_gjelder_fra": "",
              "om_planen": ""}  # fmt: skip
    svar = klient(lis.kommune_lis).post(f"/lis/lis3/utdanning/{lis.gjovik.pk}/endre/", felter)
    side = tekst(svar)
    assert (svar.status_code, "Planen er endret siden du åpnet siden" in side) == (409, True)
    assert "https://gjovik.kommune.no/ny" in side
    assert 'name="versjon" value="2"' in side
    assert Utdanningsvirksomhet.objects.get().plan_url == PLAN["plan_url"]


def test_a_plan_in_force_has_an_address_and_an_arena_one_name(lis: LisCast) -> None:
    with pytest.raises(ValidationError, match="der planen er publisert"):
        lagre(lis, plan_url="")
    felter = {"navn": "Legevakt", "enhet": None, "beskrivelse": "", "laeringsmaal": Laeringsmaal.objects.none()}
    op.lagre_arena(lis.gjovik, utfort_av=lis.kommune_lis, versjon=1, **felter)
    with pytest.raises(ValidationError, match="allerede en læringsarena"):
        op.lagre_arena(lis.gjovik, utfort_av=lis.kommune_lis, versjon=2, **felter)
    assert (Laeringsarena.objects.count(), Utdanningsvirksomhet.objects.get().versjon) == (1, 2)
