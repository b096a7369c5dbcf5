"""Parties are invited, and each answers for itself (S1-F03, S4-B03)."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.utils import timezone

from forskning.models import Partner, Partnersvar, Prosjekt
from forskning.operations import partner as op
from forskning.operations import profil
from forskning.operations import prosjekt as prosjektop
from forskning.tekster.partner import HENT_SVAR, PARTNERSVAR
from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.typer import UTPEK
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse, Signatur
from grunnmur.varsling.models import Varsel
from tests.forskning.forankringer import avgjor, sendt
from tests.forskning.forankringer import rad as forankring

PS = Partnersvar


def inviter(forsk: Any, p: Prosjekt, virksomhet: Any, *, av: str = "forsker", **felter: Any) -> Partner:
    return op.inviter(p.pk, utfort_av=forsk.folk[av], versjon=forsk.nytt(p).versjon, virksomhet=virksomhet, **felter)


def rad(p: Prosjekt, virksomhet: Any) -> Partner:
    return p.partnere.exclude(svar=PS.TRUKKET).get(virksomhet=virksomhet)


def svar(operasjon: Any, partner: Partner, bruker: Any, **felter: Any) -> Partner:
    partner.refresh_from_db()
    return operasjon(partner.pk, utfort_av=bruker, versjon=partner.versjon, **felter)


def oppgaver(p: Prosjekt, *typer: str) -> set[tuple[str, str]]:
    aapne = Oppgave.objects.for_sak(p).aapne().filter(type__in=typer or [PARTNERSVAR, HENT_SVAR])
    return {(o.type, o.emne) for o in aapne}


def varslet(mal: str) -> set[str]:
    return set(Varsel.objects.filter(mal=f"forskning.{mal}").values_list("mottaker__navn", flat=True))


@pytest.mark.krav("S1-F03")
def test_the_first_invitation_starts_the_dialogue_and_asks_the_owner_too(forsk: Any) -> None:
    p = forsk.ide()
    assert oppgaver(p) == set()
    partner = inviter(forsk, p, forsk.gjovik, bidrag="To sykepleiere.")
    assert (forsk.nytt(p).tilstand, partner.svar, partner.bidrag) == ("tidligfase", "invitert", "To sykepleiere.")
    assert oppgaver(p) == {(PARTNERSVAR, "Gjøvik kommune"), (PARTNERSVAR, forsk.sykehus.fullt_navn)}
    roller = dict(Oppgave.objects.for_sak(p).aapne().values_list("virksomhet__navn", "rolletype"))
    assert roller == {forsk.gjovik.navn: "fou_koordinator", forsk.sykehus.navn: "fou_koordinator"}
    assert varslet("partner_invitert") == {"Fouad Fou"}


@pytest.mark.krav("S4-B03")
def test_only_the_one_role_that_the_party_has_named_answers_for_it(forsk: Any) -> None:
    p = forsk.ide()
    gjovik, hamar = inviter(forsk, p, forsk.gjovik), inviter(forsk, p, forsk.hamar)
    for bruker in (forsk.forsker, forsk.sykehusfou, forsk.hamarsjef, forsk.kommuneforsker, forsk.utenfor):
        with pytest.raises(Nektet):
            svar(op.bekreft, gjovik, bruker)
        with pytest.raises(Nektet):
            svar(op.avslaa, gjovik, bruker)
    assert svar(op.bekreft, gjovik, forsk.fou).svar == PS.BEKREFTET
    assert svar(op.bekreft, hamar, forsk.hamarsjef).svar == PS.BEKREFTET


@pytest.mark.krav("S4-B03")
def test_an_answer_says_who_when_and_how_and_is_signed(forsk: Any) -> None:
    p = forsk.ide()
    partner = svar(op.bekreft, inviter(forsk, p, forsk.gjovik, bidrag="Prøvested."), forsk.fou)
    assert (partner.maate, partner.besvart_av, partner.svardato) == ("portalen", forsk.fou, timezone.localdate())
    hendelse = Hendelse.objects.for_sak(p).get(navn="bekreft_partner")
    assert hendelse.data["virksomhet"] == "Gjøvik kommune"
    innhold = Signatur.objects.get(hendelse=hendelse).innhold
    assert all(tekst in innhold for tekst in ("Trygg utskriving", "Prøvested.", "Gjøvik kommune", '"svar":"bekreftet"'))
    assert oppgaver(p) == {(PARTNERSVAR, forsk.sykehus.fullt_navn)}
    assert varslet("partner_deltar") == {"Frida Forsker"}


@pytest.mark.krav("S4-B03")
def test_a_stand_in_answers_on_behalf_of_whoever_holds_the_role(forsk: Any) -> None:
    forsk.stedfortreder_for("kommuneforsker", forsk.fou.roller.get())
    partner = svar(op.bekreft, inviter(forsk, forsk.ide(), forsk.gjovik), forsk.kommuneforsker)
    assert (partner.besvart_av, partner.paa_vegne_av) == (forsk.kommuneforsker, forsk.fou)


def test_parties_answer_side_by_side_but_never_on_what_they_have_not_read(forsk: Any) -> None:
    p = forsk.ide()
    gjovik, hamar = inviter(forsk, p, forsk.gjovik), inviter(forsk, p, forsk.hamar)
    for partner, bruker in ((gjovik, forsk.fou), (hamar, forsk.hamarsjef)):
        op.bekreft(partner.pk, utfort_av=bruker, versjon=1)
    with pytest.raises(Utdatert):
        op.avslaa(gjovik.pk, utfort_av=forsk.fou, versjon=1)
    with pytest.raises(UlovligOvergang):
        svar(op.bekreft, gjovik, forsk.fou)


@pytest.mark.krav("S4-B03")
def test_a_party_that_says_no_stops_nobody(forsk: Any) -> None:
    p = forsk.ide()
    partner = svar(op.avslaa, inviter(forsk, p, forsk.gjovik), forsk.fou, kommentar="Vi har ikke tid i år.")
    assert (partner.svar, forsk.nytt(p).tilstand) == (PS.AVSLAATT, "tidligfase")
    assert varslet("partner_deltar_ikke") == {"Frida Forsker"}
    assert (PARTNERSVAR, "Gjøvik kommune") not in oppgaver(p)
    ny = inviter(forsk, p, forsk.gjovik)
    assert (ny.svar, p.partnere.filter(virksomhet=forsk.gjovik).count()) == ("invitert", 2)


@pytest.mark.krav("S4-B03")
def test_a_party_that_has_confirmed_may_withdraw_and_the_leader_is_told(forsk: Any) -> None:
    p = forsk.ide()
    partner = svar(op.bekreft, inviter(forsk, p, forsk.gjovik), forsk.fou)
    svar(op.avslaa, partner, forsk.fou)
    assert Hendelse.objects.for_sak(p).filter(navn="trekk_seg").count() == 1
    assert varslet("partner_trakk_seg") == {"Frida Forsker"}
    svar(op.avslaa, rad(p, forsk.sykehus), forsk.sykehusfou)
    assert varslet("partner_eier_nei") == {"Frida Forsker"}


@pytest.mark.krav("S4-B03")
def test_a_party_that_withdraws_while_the_committee_has_the_case_is_told_to_its_secretary(forsk: Any) -> None:
    p = sendt(forsk)
    partner = svar(op.bekreft, rad(p, forsk.gjovik), forsk.fou)
    svar(op.avslaa, partner, forsk.fou)
    assert (forsk.nytt(p).tilstand, varslet("partner_trakk_seg")) == ("til_forankring", {"Frida Forsker", "Ulrik Utvalg"})


@pytest.mark.krav("S4-B03")
def test_a_project_whose_owner_says_no_is_not_anchored(forsk: Any) -> None:
    p = sendt(forsk)
    svar(op.bekreft, rad(p, forsk.gjovik), forsk.fou)
    svar(op.avslaa, rad(p, forsk.sykehus), forsk.sykehusfou)
    avgjor(forsk, forankring(p).motesak.mote)  # type: ignore[union-attr]
    assert forsk.nytt(p).tilstand == "til_forankring"
    eier = inviter(forsk, p, forsk.sykehus)
    svar(op.bekreft, eier, forsk.sykehusfou)
    assert forsk.nytt(p).tilstand == "forankret"


@pytest.mark.krav("S1-A04", "S4-B03")
def test_a_party_with_nobody_here_is_answered_for_on_paper(forsk: Any) -> None:
    p, i_dag = forsk.ide(), timezone.localdate()
    partner = inviter(forsk, p, forsk.parter["hoyskole"])
    oppgave = Oppgave.objects.for_sak(p).aapne().get(type=HENT_SVAR)
    assert (oppgave.person, oppgave.emne) == (forsk.forsker, "Demohøgskolen")
    papir: dict[str, Any] = {"ja": True, "maate": "papir", "navn": "Rita Rektor", "dato": i_dag}
    with pytest.raises(Nektet):
        svar(op.registrer_svar, partner, forsk.fou, **papir)
    for dag in (i_dag + timedelta(days=1), i_dag - timedelta(days=1)):
        with pytest.raises(ValidationError):
            svar(op.registrer_svar, partner, forsk.forsker, **papir | {"dato": dag})
    partner = svar(op.registrer_svar, partner, forsk.forsker, **papir)
    assert (partner.svar, partner.bekreftet_navn, partner.besvart_av) == (PS.BEKREFTET, "Rita Rektor", forsk.forsker)
    assert oppgaver(p, HENT_SVAR) == set()


@pytest.mark.krav("S4-B03")
def test_nobody_registers_an_answer_for_a_party_that_can_answer_itself(forsk: Any) -> None:
    partner = inviter(forsk, forsk.ide(), forsk.hamar)
    papir: dict[str, Any] = {"ja": True, "maate": "epost", "navn": "Harald Hamarsjef", "dato": timezone.localdate()}
    with pytest.raises(ValidationError, match="svarer selv i portalen"):
        svar(op.registrer_svar, partner, forsk.forsker, **papir)
    with pytest.raises(DatabaseError, match="partner_svarer_selv"), transaction.atomic():
        Partner.objects.filter(pk=partner.pk).update(
            svar="bekreftet", maate="epost", bekreftet_navn="Harald", svardato=timezone.localdate(), besvart_av=forsk.forsker
        )


def test_where_a_party_of_the_network_has_nobody_in_the_role_its_contact_is_asked(forsk: Any) -> None:
    forsk.fou.roller.update(gyldig_til=timezone.localdate() - timedelta(days=1))
    p = forsk.ide()
    inviter(forsk, p, forsk.gjovik)
    assert (PARTNERSVAR, "Gjøvik kommune") in oppgaver(p)
    assert any("Gjøvik kommune" in emne for _type, emne in oppgaver(p, UTPEK))


def test_a_party_is_taken_out_and_told_but_never_the_owner(forsk: Any) -> None:
    p = forsk.ide()
    partner = inviter(forsk, p, forsk.gjovik)
    with pytest.raises(Nektet):
        svar(op.ta_ut, partner, forsk.fou)
    assert svar(op.ta_ut, partner, forsk.forsker).svar == PS.TRUKKET
    assert varslet("partner_tatt_ut") == {"Fouad Fou"}
    assert Varsel.objects.get(mal="forskning.partner_tatt_ut").adresse == "/"
    assert oppgaver(p) == {(PARTNERSVAR, forsk.sykehus.fullt_navn)}
    with pytest.raises(ValidationError, match="Prosjekteieren"):
        svar(op.ta_ut, rad(p, forsk.sykehus), forsk.forsker)


def test_who_may_invite_whom(forsk: Any) -> None:
    p = forsk.ide()
    for bruker in ("fou", "kommuneforsker", "utenfor"):
        with pytest.raises(Nektet):
            inviter(forsk, p, forsk.hamar, av=bruker)
    inviter(forsk, p, forsk.hamar, av="sykehusfou")
    with pytest.raises(ValidationError, match="allerede partner"):
        inviter(forsk, p, forsk.hamar)
    with pytest.raises(Utdatert):
        op.inviter(p.pk, utfort_av=forsk.forsker, versjon=1, virksomhet=forsk.gjovik)


@pytest.mark.krav("S4-B03")
def test_a_party_that_has_confirmed_hears_when_what_it_read_is_changed(forsk: Any) -> None:
    p = forsk.ide()
    inviter(forsk, p, forsk.hamar)
    svar(op.bekreft, inviter(forsk, p, forsk.gjovik), forsk.fou)
    for felter, ventet in (({"personvernkontakt": "Pia Personvern"}, set()), ({"tittel": "Noe annet"}, {"Fouad Fou"})):
        prosjektop.endre(p.pk, utfort_av=forsk.forsker, versjon=forsk.nytt(p).versjon, felter=felter)
        assert varslet("partner_endret") == ventet


def test_no_answer_is_unsaid_in_the_database(forsk: Any) -> None:
    partner = svar(op.bekreft, inviter(forsk, forsk.ide(), forsk.gjovik), forsk.fou)
    with pytest.raises(DatabaseError, match=r"partner_svar_staar|[Ii]nvalid"), transaction.atomic():
        Partner.objects.filter(pk=partner.pk).update(svar="invitert")


@pytest.mark.krav("S4-B03")
def test_an_answer_that_waits_follows_the_role_that_the_party_names(forsk: Any) -> None:
    p = forsk.ide()
    partner = inviter(forsk, p, forsk.hamar)
    profil.lagre(forsk.hamar, utfort_av=forsk.hamarsjef, versjon=0, felter={"bekreftes_av": "kontakt_adm"})
    assert Oppgave.objects.for_sak(p).aapne().get(type=PARTNERSVAR, virksomhet=forsk.hamar).rolletype == "kontakt_adm"
    with pytest.raises(Nektet):
        svar(op.bekreft, partner, forsk.hamarsjef)


def test_a_notice_that_cannot_be_written_leaves_nothing_behind(forsk: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    p = forsk.ide()
    monkeypatch.setattr("forskning.operations.folger.varsle", _feiler)
    with pytest.raises(RuntimeError):
        inviter(forsk, p, forsk.gjovik)
    assert (p.partnere.count(), forsk.nytt(p).tilstand, oppgaver(p)) == (1, "ide", set())


def _feiler(*_args: Any, **_kwargs: Any) -> None:
    raise RuntimeError
