"""People sign on and off, wait in line, are invited; users and guests alike."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.arrangement import gjestelenke
from grunnmur.arrangement.models import Arrangement, Deltaker, Gjest, Svarlenke
from grunnmur.arrangement.operations import arrangement as op
from grunnmur.arrangement.operations import deltaker
from grunnmur.organisasjon.models import Bruker, Rolle
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import sett_bevaringstid, tom_utlopte
from grunnmur.varsling.maler import SendesIkke
from grunnmur.varsling.models import Varsel

from .folk import ArrCast, om
from .gjester import brev_til, hemmelighet
from .test_arrangement import fortalt


def svarene(sak: Arrangement) -> dict[str, str]:
    return {d.visningsnavn: d.svar for d in sak.deltakere.select_related("bruker")}


# --- signing on and off -----------------------------------------------------------------------------------------------


def test_everybody_in_the_network_signs_on_and_a_stranger_does_not(arr: ArrCast) -> None:
    sak = arr.kunngjort()
    assert deltaker.meld_paa(sak.pk, utfort_av=arr.soker).svar == "ja"
    assert fortalt(sak, "paameldt") == {"Synne Søker"}
    with pytest.raises(Nektet):
        deltaker.meld_paa(sak.pk, utfort_av=arr.utenfor)
    with pytest.raises(UlovligOvergang):
        deltaker.meld_paa(arr.planlagt().pk, utfort_av=arr.arrangoren)


def test_what_is_for_those_invited_is_for_them_alone(arr: ArrCast) -> None:
    sak = arr.kunngjort(hvem="inviterte")
    with pytest.raises(Nektet):
        deltaker.meld_paa(sak.pk, utfort_av=arr.soker)
    arr.inviter(sak, Gjest(arr.soker.epost), Gjest(arr.utenfor.epost))
    assert deltaker.meld_paa(sak.pk, utfort_av=arr.soker).svar == "ja"
    assert deltaker.meld_paa(sak.pk, utfort_av=arr.utenfor).svar == "ja"
    assert set(Arrangement.objects.synlig_for(arr.utenfor)) == {sak}


def test_the_deadline_closes_for_yes_and_the_beginning_for_no(arr: ArrCast) -> None:
    frist = timezone.localdate() + timedelta(days=10)
    sak = arr.kunngjort(paameldingsfrist=frist)
    deltaker.meld_paa(sak.pk, utfort_av=arr.kontakt, naa=om(10, 23))
    with pytest.raises(ValidationError) as grunn:
        deltaker.meld_paa(sak.pk, utfort_av=arr.soker, naa=om(11, 8))
    assert grunn.value.messages[0].startswith("Påmeldingsfristen var ")
    assert deltaker.meld_av(sak.pk, utfort_av=arr.kontakt, naa=om(12)).svar == "nei"
    with pytest.raises(ValidationError):
        deltaker.meld_av(sak.pk, utfort_av=arr.kontakt, naa=om(30, 11))


def test_who_is_not_signed_on_cannot_sign_off(arr: ArrCast) -> None:
    with pytest.raises(ValidationError):
        deltaker.meld_av(arr.kunngjort().pk, utfort_av=arr.soker)


# --- the waiting list -------------------------------------------------------------------------------------------------


def test_when_it_is_full_people_wait_in_line_and_move_up_in_order(arr: ArrCast) -> None:
    sak = arr.kunngjort(plasser=1)
    for nr, kode in enumerate(["soker", "kontakt", "leder"]):
        deltaker.meld_paa(sak.pk, utfort_av=arr.folk[kode], naa=timezone.now() + timedelta(minutes=nr))
    assert svarene(sak) == {"Synne Søker": "ja", "Kristin Kontakt": "venteliste", "Leif Leder": "venteliste"}
    deltaker.meld_av(sak.pk, utfort_av=arr.soker, naa=timezone.now() + timedelta(minutes=9))
    assert svarene(sak) == {"Synne Søker": "nei", "Kristin Kontakt": "ja", "Leif Leder": "venteliste"}
    assert fortalt(sak, "rykket_opp") == {"Kristin Kontakt"}
    ny = deltaker.meld_paa(sak.pk, utfort_av=arr.soker, naa=timezone.now() + timedelta(minutes=10))
    assert (ny.svar, list(sak.deltakere.venter())[-1]) == ("venteliste", ny)


def test_more_places_move_the_line_up_and_fewer_than_those_who_come_are_refused(arr: ArrCast) -> None:
    sak = arr.kunngjort(plasser=1)
    for kode in ("soker", "kontakt", "leder"):
        deltaker.meld_paa(sak.pk, utfort_av=arr.folk[kode])
    op.endre(sak.pk, utfort_av=arr.arrangoren, versjon=arr.ny(sak).versjon, felter={"plasser": 2})
    assert svarene(sak) == {"Synne Søker": "ja", "Kristin Kontakt": "ja", "Leif Leder": "venteliste"}
    with pytest.raises(ValidationError) as grunn:
        op.endre(sak.pk, utfort_av=arr.arrangoren, versjon=arr.ny(sak).versjon, felter={"plasser": 1})
    assert grunn.value.message_dict == {"plasser": ["2 har fått plass. Sett minst så mange plasser."]}
    op.endre(sak.pk, utfort_av=arr.arrangoren, versjon=arr.ny(sak).versjon, felter={"plasser": None})
    assert set(svarene(sak).values()) == {"ja"}


def test_a_guest_who_leaves_gives_the_place_to_the_next_and_the_other_way(arr: ArrCast) -> None:
    sak = arr.kunngjort(plasser=1)
    [gjest] = arr.inviter(sak)
    token, portalen = hemmelighet(gjest), Bruker.objects.systemet()
    assert deltaker.svar_som_gjest(token, utfort_av=portalen, kommer=True).svar == "ja"
    deltaker.meld_paa(sak.pk, utfort_av=arr.soker)
    assert deltaker.svar_som_gjest(token, utfort_av=portalen, kommer=False).svar == "nei"
    assert svarene(sak) == {"Gro Gjest": "nei", "Synne Søker": "ja"}
    assert deltaker.svar_som_gjest(token, utfort_av=portalen, kommer=True).svar == "venteliste"
    deltaker.meld_av(sak.pk, utfort_av=arr.soker)
    assert svarene(sak) == {"Gro Gjest": "ja", "Synne Søker": "nei"}
    assert brev_til(gjest, "rykket_opp").epost == "klar"


# --- invitations ------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-A03")
def test_who_has_an_account_is_invited_there_and_others_by_mail(arr: ArrCast) -> None:
    sak = arr.kunngjort(type="moteplass")
    nye = arr.inviter(sak, Gjest(" SOKER@prove.example ", "Feil Navn"), Gjest("Gro@Frivillig.example", "Gro Gjest"))
    assert [(d.bruker, d.navn, d.epost) for d in nye] == [(arr.soker, "", ""), (None, "Gro Gjest", "gro@frivillig.example")]
    assert fortalt(sak, "invitert") == {"Synne Søker"}
    assert brev_til(nye[1]).data["tittel"] == "Prosjektledelse i praksis"


def test_before_it_is_announced_nobody_is_told_and_then_everybody_once(arr: ArrCast) -> None:
    sak = arr.planlagt()
    [gjest, _bruker] = arr.inviter(sak, Gjest("gro@frivillig.example", "Gro Gjest"), Gjest(arr.soker.epost))
    assert Varsel.objects.count() == 0
    sak = arr.ny(sak)
    op.kunngjor(sak.pk, utfort_av=arr.arrangoren, versjon=sak.versjon)
    assert (fortalt(sak, "invitert"), brev_til(gjest).epost) == ({"Synne Søker"}, "klar")
    arr.inviter(sak, Gjest("per@firma.example", "Per Partner"))
    assert Varsel.objects.filter(mal="arrangement.gjest_invitert").count() == 2


def test_nobody_is_invited_twice_and_a_guest_has_a_name(arr: ArrCast) -> None:
    sak = arr.kunngjort()
    arr.inviter(sak)
    for gjester in [(Gjest("GRO@frivillig.example", "Gro Gjest"),), (Gjest("per@firma.example"),)]:
        with pytest.raises(ValidationError):
            arr.inviter(sak, *gjester)
    assert sak.deltakere.count() == 1
    with pytest.raises(Nektet):
        deltaker.inviter(sak.pk, utfort_av=arr.soker, versjon=arr.ny(sak).versjon, gjester=[Gjest("x@y.example", "X Y")])


# --- the link of a guest ----------------------------------------------------------------------------------------------


def test_only_the_hash_of_a_secret_is_kept_and_no_mail_closes_another(arr: ArrCast) -> None:
    sak = arr.kunngjort()
    [gjest] = arr.inviter(sak)
    forste, andre = hemmelighet(gjest), hemmelighet(gjest)
    assert len(forste) == 43 and forste != andre
    assert gjestelenke.gjest_med(forste) == gjestelenke.gjest_med(andre) == gjest
    assert set(Svarlenke.objects.values_list("sha256", flat=True)) == {gjestelenke.avtrykk(h) for h in (forste, andre)}
    assert forste not in str(list(Varsel.objects.values_list("data", "adresse")))
    assert gjestelenke.gjest_med("x" * 43) is None


def test_a_link_opens_nothing_half_a_year_after(arr: ArrCast) -> None:
    sak = arr.kunngjort()
    [gjest] = arr.inviter(sak)
    token = hemmelighet(gjest)
    assert gjestelenke.gjest_med(token, naa=sak.slutt + timedelta(days=182)) == gjest
    assert gjestelenke.gjest_med(token, naa=sak.slutt + timedelta(days=184)) is None
    with pytest.raises(Deltaker.DoesNotExist):
        deltaker.slett_som_gjest("x" * 43, utfort_av=Bruker.objects.systemet())


def test_a_guest_erases_everything_and_the_place_is_free(arr: ArrCast) -> None:
    sak = arr.kunngjort(plasser=1)
    [gjest] = arr.inviter(sak)
    token, portalen = hemmelighet(gjest), Bruker.objects.systemet()
    brev = brev_til(gjest)
    deltaker.svar_som_gjest(token, utfort_av=portalen, kommer=True)
    deltaker.meld_paa(sak.pk, utfort_av=arr.soker)
    deltaker.slett_som_gjest(token, utfort_av=portalen)
    gjest.refresh_from_db()
    assert (gjest.navn, gjest.epost, gjest.organisasjon, gjest.svar) == ("", "", "", "nei")
    assert Varsel.objects.filter(til_epost="gro@frivillig.example").count() == 0
    assert (gjestelenke.gjest_med(token), Svarlenke.objects.count()) == (None, 0)
    assert svarene(sak)["Synne Søker"] == "ja"
    assert "Gro" not in str(list(Hendelse.objects.for_sak(sak).values_list("kommentar", "data")))
    with pytest.raises(SendesIkke):
        gjestelenke.lenke_til_svar(brev)
    assert arr.inviter(sak, Gjest("gro@frivillig.example", "Gro Gjest"))[0].navn == "Gro Gjest"


def test_who_arranges_takes_a_guest_out(arr: ArrCast) -> None:
    sak = arr.kunngjort()
    [gjest] = arr.inviter(sak)
    with pytest.raises(Nektet):
        deltaker.fjern_gjest(sak.pk, utfort_av=arr.soker, versjon=arr.ny(sak).versjon, deltaker=gjest.pk)
    deltaker.fjern_gjest(sak.pk, utfort_av=arr.arrangoren, versjon=arr.ny(sak).versjon, deltaker=gjest.pk)
    gjest.refresh_from_db()
    assert (gjest.navn, gjest.slettet is not None) == ("", True)
    with pytest.raises(ValidationError):
        deltaker.fjern_gjest(sak.pk, utfort_av=arr.arrangoren, versjon=arr.ny(sak).versjon, deltaker=gjest.pk)


def test_guests_go_when_retention_ends_and_that_somebody_came_stays(arr: ArrCast) -> None:
    sak = arr.holdt()
    naa = timezone.now()
    gjest = Deltaker.objects.create(
        arrangement=sak, navn="Gro Gjest", epost="gro@frivillig.example", organisasjon="Frivilligsentralen", svar="var_med"
    )
    kommer = arr.kunngjort()
    arr.inviter(kommer)
    sett_bevaringstid("arrangement.gjester", maaneder=6, utfort_av=Bruker.objects.systemet())
    assert tom_utlopte(utfort_av=Bruker.objects.systemet(), naa=naa + timedelta(days=150)) == 0
    assert tom_utlopte(utfort_av=Bruker.objects.systemet(), naa=naa + timedelta(days=190)) == 1
    gjest.refresh_from_db()
    assert (gjest.navn, gjest.epost, gjest.organisasjon, gjest.svar) == ("", "", "", "var_med")
    assert arr.ny(sak).tittel == "Prosjektledelse i praksis"
    assert kommer.deltakere.get().navn == "Gro Gjest"


# --- who sees what ----------------------------------------------------------------------------------------------------


def test_who_sees_an_event_and_who_its_participants(arr: ArrCast) -> None:
    plan, kunngjort, fagdag = arr.planlagt(), arr.kunngjort(), arr.fagdag(bekreftet=False)
    lukket = arr.kunngjort(hvem="inviterte")
    avlyst_plan = arr.planlagt()
    op.avlys(avlyst_plan.pk, utfort_av=arr.arrangoren, versjon=avlyst_plan.versjon)
    for sak in (plan, kunngjort, lukket):
        arr.inviter(sak, Gjest(arr.kontakt.epost))

    def ser(kode: str) -> set[Arrangement]:
        return set(Arrangement.objects.synlig_for(arr.folk[kode]))

    assert ser("arrangoren") == ser("kontakt_adm") == {plan, kunngjort, fagdag, lukket, avlyst_plan}
    assert ser("soker") == ser("vertsleder") == ser("sekretariat") == {kunngjort}
    assert ser("kontakt") == {kunngjort, lukket}
    assert ser("sykehussvarer") == ser("hamarsvarer") == {kunngjort, fagdag}
    assert ser("utenfor") == set()
    assert set(Deltaker.objects.synlig_for(arr.arrangoren).values_list("arrangement", flat=True)) == {
        plan.pk,
        kunngjort.pk,
        lukket.pk,
    }
    assert Deltaker.objects.synlig_for(arr.sykehussvarer).count() == Deltaker.objects.synlig_for(arr.kontakt).count() == 0
    Rolle.objects.filter(bruker=arr.soker).update(gyldig_til=timezone.localdate() - timedelta(days=1))
    assert ser("soker") == set()
