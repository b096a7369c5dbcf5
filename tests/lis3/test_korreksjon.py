"""The coordinator corrects seniority, and decides about a place that the municipality has moved past."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from lis.lis3.models import Innmelding, Koplass, Spesialisering, Tjeneste
from lis.lis3.onsker import Onskelinje
from lis.lis3.operations import innmelding as meld
from lis.lis3.operations import ko
from lis.lis3.operations import tjeneste as op
from tests.klient import som
from tests.lis3 import tjenester as t
from tests.lis3.folk import LisCast

pytestmark = pytest.mark.django_db

VURDER = "lis3.tjeneste_vurder_plass"


def korriger(sak: Innmelding, av: Any, **andre: Any) -> Innmelding:
    sak.refresh_from_db()
    valg = {"start": date(2022, 5, 1), "gruppe": "allmennmedisin", "begrunnelse": "Tjenestebevis er lagt fram."}
    return meld.korriger_ansiennitet(sak.pk, utfort_av=av, versjon=sak.versjon, **valg | andre)


@pytest.mark.krav("S1-I13", "G-10")
def test_a_corrected_start_moves_the_rank_undoes_the_tie_and_is_told(lis: LisCast) -> None:
    a, b = t.i_koen(lis, "lis3b", avdeling="medisin_lhmr"), t.i_koen(lis, "lis3c")
    ko.avgjor_rang([(b.pk, b.versjon), (a.pk, a.versjon)], utfort_av=lis.koordinator, begrunnelse="Loddtrekning.")
    assert [Koplass.objects.get(pk=x.pk).rang for x in (a, b)] == [2, 1]
    a = korriger(a, lis.koordinator)
    assert [Koplass.objects.get(pk=x.pk).rang for x in (a, b)] == [1, 2]
    korriger(a, lis.koordinator, start=date(2024, 9, 1))
    assert [Koplass.objects.get(pk=x.pk).uavgjort for x in (a, b)] == [True, True]
    hendelse = Hendelse.objects.for_sak(a).filter(navn="korriger_ansiennitet").order_by("id").first()
    assert hendelse is not None and hendelse.kommentar == "Tjenestebevis er lagt fram."
    assert hendelse.data["endringer"] == [{"felt": "start", "fra": "2024-09-01", "til": "2022-05-01"}]
    fikk = Varsel.objects.filter(mal="lis3.ansiennitet").values_list("mottaker__navn", flat=True)
    assert set(fikk) == {"Hege Hamarkontakt", "Lage Listre"}


def test_only_the_coordinator_corrects_and_only_with_a_reason_and_a_possible_start(lis: LisCast) -> None:
    sak = t.i_koen(lis, "lis3")
    for hvem in (lis.kommune_lis, lis.lis3, lis.avdelingsleder):
        with pytest.raises(Nektet):
            korriger(sak, hvem)
    for andre, melding in [({"begrunnelse": " "}, "Skriv hva"), ({"start": date(2090, 1, 1)}, "fram i tid")]:
        with pytest.raises(ValidationError, match=melding):
            korriger(sak, lis.koordinator, **andre)
    Spesialisering.objects.filter(lege=sak.lege).update(gruppe="samfunnsmedisin", veileder=lis.feil_veileder)
    with pytest.raises(ValidationError, match="ikke kontrollert"):
        korriger(sak, lis.koordinator)


def test_the_page_corrects_and_says_so(lis: LisCast) -> None:
    sak = t.i_koen(lis, "lis3")
    adresse = reverse("lis3:ansiennitet", args=[sak.pk])
    klient = som(lis.koordinator)
    assert adresse in klient.get(sak.get_absolute_url()).content.decode()
    assert klient.get(adresse).status_code == 200
    data = {"versjon": sak.versjon, "start": "1.2.2020", "gruppe": "allmennmedisin", "begrunnelse": "Nytt tjenestebevis."}
    svar = klient.post(adresse, data, follow=True)
    assert "køen er regnet om" in svar.content.decode()
    assert Spesialisering.objects.get(lege=sak.lege).start == date(2020, 2, 1)
    assert som(lis.kommune_lis).get(adresse).status_code == 403


def endre(sak: Tjeneste, lis: LisCast, start: date) -> Innmelding:
    i = Innmelding.objects.get(pk=sak.innmelding_id)
    onske = Onskelinje(start, 0, 0, lis.avdelinger["medisin"])
    return meld.meld_endring(i.pk, utfort_av=lis.kommune_lis, versjon=i.versjon, onsker=[onske])


def oppgaver(sak: Tjeneste) -> list[Oppgave]:
    return list(Oppgave.objects.for_sak(sak).aapne().filter(type=VURDER))


@pytest.mark.krav("S1-I07")
def test_a_start_moved_past_an_agreed_place_is_the_coordinators_to_decide(lis: LisCast) -> None:
    sak = t.bekreftet(lis)
    endre(sak, lis, t.om_maaneder(9))
    [oppgave] = oppgaver(sak)
    assert oppgave.rolletype == "lis_koordinator" and oppgave.frist is not None
    endre(sak, lis, t.om_maaneder(10))
    assert len(oppgaver(sak)) == 1
    with pytest.raises(ValidationError, match="Skriv hvorfor"):
        op.behold_plassen(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, begrunnelse="")
    with pytest.raises(Nektet):
        op.behold_plassen(sak.pk, utfort_av=lis.kommune_lis, versjon=sak.versjon, begrunnelse="Nei.")
    sak = op.behold_plassen(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, begrunnelse="Avtalt med kommunen.")
    assert sak.innmelding.planlagt_start == t.om_maaneder(3)
    assert oppgaver(sak) == []
    assert t.fikk(sak, "beholdt") == ["Arne Avdelingsleder", "Line Liskontakt", "Liv Listre"]
    with pytest.raises(UlovligOvergang):
        op.behold_plassen(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, begrunnelse="En gang til.")


def test_a_start_moved_back_to_the_agreed_day_or_a_withdrawn_place_leaves_nothing_to_decide(lis: LisCast) -> None:
    sak = t.akseptert(lis)
    endre(sak, lis, t.om_maaneder(9))
    assert len(oppgaver(sak)) == 1
    endre(sak, lis, t.om_maaneder(3))
    assert oppgaver(sak) == []
    endre(sak, lis, t.om_maaneder(9))
    op.trekk_tilbud(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, begrunnelse="Ny start.")
    assert oppgaver(sak) == []
    assert Innmelding.objects.get(pk=sak.innmelding_id).planlagt_start == t.om_maaneder(9)


def test_the_page_of_the_service_asks_the_coordinator_to_keep_or_withdraw(lis: LisCast) -> None:
    sak = t.akseptert(lis)
    endre(sak, lis, t.om_maaneder(9))
    klient = som(lis.koordinator)
    adresse = reverse("lis3:tjeneste_handling", args=[sak.pk, "behold"])
    side = klient.get(sak.get_absolute_url()).content.decode()
    assert "Behold plassen" in side and reverse("lis3:tjeneste_handling", args=[sak.pk, "trekk"]) in side
    assert som(lis.kommune_lis).post(adresse, {"versjon": sak.versjon, "begrunnelse": "Nei."}).status_code == 403
    svar = klient.post(adresse, {"versjon": sak.versjon, "begrunnelse": "Avtalt."}, follow=True)
    assert "planlagt start er som avtalt" in svar.content.decode()


def test_somebody_the_hospital_counts_on_is_not_put_on_hold(lis: LisCast) -> None:
    sak = t.tilbudt(lis)
    i = sak.innmelding
    i.refresh_from_db()
    with pytest.raises(ValidationError, match="trekke plassen"):
        meld.sett_paa_vent(i.pk, utfort_av=lis.kommune_lis, versjon=i.versjon, til=t.om_maaneder(2))
    op.takk_nei(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon)
    i.refresh_from_db()
    assert (
        meld.sett_paa_vent(i.pk, utfort_av=lis.kommune_lis, versjon=i.versjon, til=t.om_maaneder(2)).tilstand == "paa_vent"
    )
