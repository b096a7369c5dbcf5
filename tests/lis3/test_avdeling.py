"""Departments: places, closed periods, objectives, checked specialists; each verb beside its refusal."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from grunnmur.saksgang.feil import Nektet
from lis.lege.models import Laeringsmaal, Spesialistgodkjenning
from lis.lis3.models import Avdeling, Plass, Stenging
from lis.lis3.operations import avdeling as op
from tests.klient import som
from tests.lis3.folk import LisCast
from tests.lis3.tjenester import om_maaneder, slutt, tilbudt


def test_the_leader_and_the_coordinator_keep_places_and_nobody_else(lis: LisCast) -> None:
    avdeling = lis.avdelinger["medisin"]
    for hvem in ("avdelingsleder", "koordinator"):
        op.ny_plass(avdeling.pk, utfort_av=lis.folk[hvem], fra=om_maaneder(1))
    assert [p.nummer for p in avdeling.plasser.order_by("nummer")] == [1, 2, 3, 4]
    for hvem in ("sykehusveileder", "kommune_lis", "lis3", "utenfor"):
        with pytest.raises(Nektet):
            op.ny_plass(avdeling.pk, utfort_av=lis.folk[hvem], fra=om_maaneder(1))
    with pytest.raises(Nektet):
        op.ny_plass(lis.avdelinger["dps"].pk, utfort_av=lis.avdelingsleder, fra=om_maaneder(1))


def test_a_place_somebody_holds_is_neither_ended_nor_closed_under_them(lis: LisCast) -> None:
    tilbudt(lis)
    plass, start = lis.plass("medisin"), om_maaneder(3)
    with pytest.raises(ValidationError, match="Liv Listre har plassen til og med"):
        op.avslutt_plass(plass.pk, utfort_av=lis.avdelingsleder, til=start)
    with pytest.raises(ValidationError, match="Liv Listre har plassen til og med"):
        op.steng(plass.pk, utfort_av=lis.avdelingsleder, fra=start, til=start)
    op.steng(plass.pk, utfort_av=lis.avdelingsleder, fra=om_maaneder(10), til=om_maaneder(11), grunn="ombygging")
    with pytest.raises(ValidationError, match="allerede stengt"):
        op.steng(plass.pk, utfort_av=lis.avdelingsleder, fra=om_maaneder(11), til=om_maaneder(11))
    op.avslutt_plass(plass.pk, utfort_av=lis.koordinator, til=slutt(start))
    assert Plass.objects.get(pk=plass.pk).til == slutt(start)
    stenging = Stenging.objects.get()
    with pytest.raises(Nektet):
        op.aapne_igjen(stenging.pk, utfort_av=lis.kommune_lis)
    op.aapne_igjen(stenging.pk, utfort_av=lis.avdelingsleder)
    assert not Stenging.objects.exists()


@pytest.mark.krav("S1-I19")
def test_the_leader_confirms_a_check_but_never_the_own(lis: LisCast) -> None:
    avdeling, idag = lis.avdelinger["medisin"], timezone.localdate()
    valg = {"dato": idag, "utfort_av": lis.avdelingsleder}
    with pytest.raises(ValidationError, match="En annen enn deg selv"):
        op.bekreft_spesialist(avdeling.pk, bruker=lis.avdelingsleder, **valg)
    with pytest.raises(ValidationError, match="er ikke ansatt ved avdelingen"):
        op.bekreft_spesialist(avdeling.pk, bruker=lis.lisveileder, **valg)
    with pytest.raises(ValidationError, match="fram i tid"):
        op.bekreft_spesialist(avdeling.pk, bruker=lis.feil_veileder, **valg | {"dato": idag + timedelta(days=1)})
    with pytest.raises(Nektet):
        op.bekreft_spesialist(avdeling.pk, bruker=lis.feil_veileder, **valg | {"utfort_av": lis.koordinator})
    svar = op.bekreft_spesialist(avdeling.pk, bruker=lis.feil_veileder, **valg)
    assert (svar.spesialitet_id, svar.kontrollert_av) == ("indremedisin", lis.avdelingsleder)
    assert Spesialistgodkjenning.objects.filter(bruker=lis.feil_veileder).count() == 2


@pytest.mark.krav("S1-I17", "S1-I21", "S1-I09")
def test_the_page_saves_objectives_link_and_approval(lis: LisCast) -> None:
    avdeling = lis.avdelinger["dps"]
    adresse = reverse("lis3:avdeling", args=[avdeling.pk])
    data = {
        "handling": "stamdata",
        "stamdata-laeringsmaal": ["ALM-055"],
        "stamdata-godkjent": "1.1.2026",
        "stamdata-internundervisning_url": "https://undervisning.example/dps",
        "stamdata-aktiv": "on",
        "stamdata-versjon": avdeling.versjon,
    }
    assert som(lis.avdelingsleder).post(adresse, data).status_code == 404
    assert som(lis.koordinator).post(adresse, data).status_code == 302
    avdeling.refresh_from_db()
    assert list(avdeling.laeringsmaal.all()) == [Laeringsmaal.objects.get(kode="ALM-055")]
    assert f"{avdeling.godkjent:%Y-%m-%d}" == "2026-01-01"
    assert avdeling.internundervisning_url == data["stamdata-internundervisning_url"]


def test_of_two_who_save_at_once_the_second_sees_that_the_first_has(lis: LisCast) -> None:
    avdeling = lis.avdelinger["medisin"]
    adresse = reverse("lis3:avdeling", args=[avdeling.pk])
    data = {"handling": "stamdata", "stamdata-aktiv": "on", "stamdata-versjon": avdeling.versjon}
    leder, koordinator = som(lis.avdelingsleder), som(lis.koordinator)
    assert leder.post(adresse, data | {"stamdata-laeringsmaal": ["ALM-055"]}).status_code == 302
    svar = koordinator.post(adresse, data | {"stamdata-internundervisning_url": "https://ny.example/"})
    assert svar.status_code == 409
    assert [m.pk for m in avdeling.laeringsmaal.all()] == ["ALM-055"]
    avdeling.refresh_from_db()
    assert avdeling.internundervisning_url == ""
    assert f'name="stamdata-versjon" value="{avdeling.versjon}"' in svar.content.decode()
    data["stamdata-versjon"] = avdeling.versjon
    assert koordinator.post(adresse, data | {"stamdata-laeringsmaal": ["ALM-055"]}).status_code == 302


def test_a_refusal_stands_at_its_field_on_the_page(lis: LisCast) -> None:
    tilbudt(lis)
    adresse = reverse("lis3:avdeling", args=[lis.avdelinger["medisin"].pk])
    dag = f"{om_maaneder(3):%d.%m.%Y}"
    data = {"handling": "steng", "steng-plass": lis.plass("medisin").pk, "steng-fra": dag, "steng-til": dag}
    svar = som(lis.avdelingsleder).post(adresse, data)
    assert svar.status_code == 200
    assert svar.context["skjema"]["steng"].errors["plass"][0].startswith("Liv Listre har plassen")


def test_the_coordinator_takes_a_unit_in_and_the_list_shows_what_each_keeps(lis: LisCast) -> None:
    adresse = reverse("lis3:avdelinger")
    data = {"enhet": lis.akutt.pk, "spesialitet": "indremedisin"}
    assert som(lis.avdelingsleder).post(adresse, data).status_code == 403
    assert not Avdeling.objects.filter(enhet=lis.akutt).exists()
    assert som(lis.koordinator).post(adresse, data).status_code == 302
    with pytest.raises(ValidationError, match="allerede på tavlen"):
        op.opprett_avdeling(utfort_av=lis.koordinator, enhet=lis.akutt, spesialitet=lis.avdelinger["dps"].spesialitet)
    sett = [len(som(lis.folk[hvem]).get(adresse).context["avdelinger"]) for hvem in ("koordinator", "avdelingsleder")]
    assert sett == [4, 1]
    assert [som(lis.folk[h]).get(adresse).status_code for h in ("kommune_lis", "lis3", "utenfor")] == [404, 404, 404]
