"""What follows when somebody who owes an answer pleads capacity (S1-V12)."""

import threading

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

from grunnmur.varsling.models import Varsel
from veiledning.models import Foresporsel
from veiledning.operations import avgrensning, traad
from veiledning.operations.kapasitet import noter_kapasitet
from veiledning.operations.videre import videresend

from .plikt import FAGLIG, UNNSKYLDNING, hendelser, til_ny_vurdering

REGELEN = (
    "Veiledningsplikten kan ikke settes til side på grunn av manglende ressurser eller stor arbeidsbelastning. "
    "Foreslå heller et nytt tidspunkt."
)


def fikk_beskjed(sak):
    rader = Varsel.objects.filter(sak_id=sak.pk, mal="veiledning.kapasitet").select_related("mottaker")
    return sorted(v.mottaker.navn for v in rader)


@pytest.mark.krav("S1-V12")
@pytest.mark.parametrize(
    ("kode", "felter"),
    [
        ("avgrens", {"vurdering": UNNSKYLDNING, "forsvarlig": "on"}),
        ("avvis-utenfor", {"vurdering": UNNSKYLDNING, "henvist_til": "Samarbeidsutvalget"}),
    ],
)
def test_a_refusal_for_capacity_comes_back_with_the_rule_and_the_coordinator_knows(veil, client, kode, felter):
    sak = veil.tatt()
    client.force_login(veil.svarer)
    adresse = f"/veiledning/{sak.pk}/{kode}/"
    assert "ikke_kapasitet" not in client.get(adresse).context["form"].fields

    svar = client.post(adresse, {"versjon": sak.versjon, **felter})
    html = svar.content.decode()
    assert (svar.status_code, svar.context["form"].errors["ikke_kapasitet"]) == (200, [REGELEN])
    assert UNNSKYLDNING in html
    assert f'href="/veiledning/{sak.pk}/frist/"' in html
    hake = str(svar.context["form"]["ikke_kapasitet"].as_field_group())
    assert [merke in hake for merke in ("Må fylles ut", "Valgfritt")] == [True, False]
    sak.refresh_from_db()
    assert (sak.tilstand, fikk_beskjed(sak), len(hendelser(sak, "nevn_kapasitet"))) == ("mottatt", ["Kirsti Koordinator"], 1)

    client.post(adresse, {"versjon": sak.versjon, **felter})
    assert (fikk_beskjed(sak), len(hendelser(sak, "nevn_kapasitet"))) == (["Kirsti Koordinator"], 1)

    svar = client.post(adresse, {"versjon": sak.versjon, **felter, "ikke_kapasitet": "on"})
    assert (svar.status_code, svar["Location"]) == (302, sak.get_absolute_url())
    sak.refresh_from_db()
    assert sak.tilstand == {"avgrens": "avgrenset", "avvis-utenfor": "avvist_utenfor_plikten"}[kode]
    assert hendelser(sak, kode.replace("-", "_"))[0].data == {"nevner_kapasitet": True}
    assert "har bekreftet at vurderingen ikke bygger på det" in client.get(sak.get_absolute_url()).content.decode()


@pytest.mark.krav("S1-V12")
def test_passing_it_on_for_capacity_comes_back_too(veil, client):
    sak = veil.tatt()
    client.force_login(veil.svarer)
    adresse = f"/veiledning/{sak.pk}/videresend/"
    felter = {"versjon": sak.versjon, "grunn": "kollega", "person": veil.svarer2.pk, "kommentar": "Jeg rekker ikke dette."}
    svar = client.post(adresse, felter)
    assert (svar.status_code, svar.context["form"].errors["ikke_kapasitet"]) == (200, [REGELEN])
    assert [tekst in svar.content.decode() for tekst in ("Jeg rekker ikke dette.", "Kapasitet er ingen grunn")] == [
        True,
        True,
    ]
    assert (hendelser(sak, "videresend"), fikk_beskjed(sak)) == ([], ["Kirsti Koordinator"])
    client.post(adresse, {**felter, "ikke_kapasitet": "on"})
    assert [h.data["nevner_kapasitet"] for h in hendelser(sak, "videresend")] == [True]


def test_the_coordinator_of_the_party_that_passes_it_on_is_who_hears(veil):
    sak = veil.tatt(veil.behov(til_virksomhet=veil.praksis, til_enhet=None), svarer="spesialist")
    veil.rolle("reserve", "veiledningskoordinator", veil.praksis)
    videresend(
        sak.pk, utfort_av=veil.spesialist, versjon=sak.versjon, grunn="annet_fag", enhet=veil.palliativ,
        kommentar=UNNSKYLDNING, ikke_kapasitet=True,
    )  # fmt: skip
    assert fikk_beskjed(sak) == [veil.reserve.navn]


def test_a_tick_without_a_match_says_nothing(veil, client):
    sak = veil.tatt()
    client.force_login(veil.svarer)
    felter = {"versjon": sak.versjon, "vurdering": FAGLIG, "forsvarlig": "on", "ikke_kapasitet": "on"}
    client.post(f"/veiledning/{sak.pk}/avgrens/", felter)
    assert [h.data for h in hendelser(sak, "avgrens")] == [{}]
    assert fikk_beskjed(sak) == []


@pytest.mark.krav("S1-V12")
def test_the_operation_itself_refuses_without_the_tick(veil):
    sak = veil.tatt()
    with pytest.raises(ValidationError) as feil:
        avgrensning.avgrens(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, vurdering=UNNSKYLDNING, forsvarlig=True)
    assert feil.value.message_dict == {"ikke_kapasitet": [REGELEN]}
    assert Foresporsel.objects.get(pk=sak.pk).tilstand == "mottatt"


def test_a_leader_upholds_nothing_for_capacity_either(veil, client):
    sak = til_ny_vurdering(veil)
    client.force_login(veil.vertsleder)
    svar = client.post(f"/veiledning/{sak.pk}/oppretthold/", {"versjon": sak.versjon, "vurdering": "Vi rekker ikke dette."})
    assert svar.context["form"].errors["ikke_kapasitet"] == [REGELEN]
    assert fikk_beskjed(sak) == ["Kirsti Koordinator"]


@pytest.mark.krav("S1-V12")
def test_in_the_thread_it_goes_through_with_the_rule_and_the_coordinator_is_told(veil, client):
    sak = veil.tatt()
    client.force_login(veil.svarer)
    felter = {"versjon": sak.versjon, "tekst": "Vi har ikke tid før fredag. Passer det?"}
    svar = client.post(f"/veiledning/{sak.pk}/spor/", felter, follow=True)
    assert REGELEN in next(str(m) for m in svar.context["messages"])
    sak.refresh_from_db()
    assert (sak.tilstand, fikk_beskjed(sak)) == ("spurt", ["Kirsti Koordinator"])


def test_what_the_asker_writes_is_no_plea(veil):
    sak = veil.tatt()
    assert noter_kapasitet(sak, UNNSKYLDNING, utfort_av=veil.soker) is False
    sak = traad.skriv(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, tekst=UNNSKYLDNING)
    assert (hendelser(sak, "nevn_kapasitet"), fikk_beskjed(sak)) == ([], [])


def test_each_person_is_told_of_once_and_the_form_that_is_open_still_goes(veil):
    sak = veil.tatt()
    for _gang in range(2):
        assert noter_kapasitet(sak, UNNSKYLDNING, utfort_av=veil.svarer) is True
    assert noter_kapasitet(sak, UNNSKYLDNING, utfort_av=veil.svarer2) is True
    assert [h.utfort_av for h in hendelser(sak, "nevn_kapasitet")] == [veil.svarer, veil.svarer2]
    assert Foresporsel.objects.get(pk=sak.pk).versjon == sak.versjon


def test_a_specialist_who_answers_alone_is_followed_up_by_the_trust(veil):
    sak = veil.tatt(veil.behov(til_virksomhet=veil.praksis, til_enhet=None), svarer="spesialist")
    noter_kapasitet(sak, UNNSKYLDNING, utfort_av=veil.spesialist)
    assert fikk_beskjed(sak) == ["Kirsti Koordinator"]


def test_the_other_way_the_municipality_is_followed_up_by_its_own(veil):
    sak = veil.tatt(veil.omvendt(), av="sykehuslege", svarer="kommunesvarer")
    noter_kapasitet(sak, UNNSKYLDNING, utfort_av=veil.kommunesvarer)
    assert fikk_beskjed(sak) == ["Kolbjørn Kommunekoordinator"]


@pytest.mark.django_db(transaction=True)
def test_two_posts_at_once_tell_it_once(transactional_db):
    from .folk import bygg_veil

    c = bygg_veil()
    sak = c.tatt()
    start = threading.Barrier(2)

    def post() -> None:
        try:
            start.wait()
            noter_kapasitet(Foresporsel.objects.get(pk=sak.pk), UNNSKYLDNING, utfort_av=c.svarer)
        finally:
            connection.close()

    traader = [threading.Thread(target=post) for _nr in range(2)]
    for traad_ in traader:
        traad_.start()
    for traad_ in traader:
        traad_.join()
    assert (len(hendelser(sak, "nevn_kapasitet")), fikk_beskjed(sak)) == (1, ["Kirsti Koordinator"])
