"""The sender against a real SMTP server: what each answer means, and what is promised about it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.utils import timezone

from grunnmur.varsling import maler, utboks
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.operations import send_epost, send_paa_nytt
from grunnmur.varsling.utboks import LENGSTE_PAUSE, MAKS_FORSOK, Utfall, meld_usikre, send_klare
from tests.varsling import folk
from tests.varsling.postmottak import LeggPaa, Postmottak, html, tekst

pytestmark = pytest.mark.django_db
E = Varsel.Epost


def test_every_ready_notice_goes_out_once_over_one_connection(post: Postmottak):
    folk.varsler(7)
    assert send_klare() == Utfall(sendt=7)
    assert send_klare() == Utfall()
    assert len(set(post.mottakere)) == len(post.brev) == 7
    assert post.forbindelser == 1
    assert folk.tilstander() == {"sendt": 7}


def test_nothing_to_send_means_no_connection(post: Postmottak):
    folk.varsler(2, epost=E.INGEN)
    folk.varsler(1, neste_forsok=timezone.now() + timedelta(minutes=1))
    assert send_klare() == Utfall()
    assert post.forbindelser == 0


def test_the_oldest_goes_first(post: Postmottak):
    naa = timezone.now()
    ung, gammel = folk.bruker("Ung"), folk.bruker("Gammel")
    folk.varsler(1, ung, opprettet=naa)
    folk.varsler(1, gammel, opprettet=naa - timedelta(hours=1))
    send_klare()
    assert post.mottakere == [gammel.epost, ung.epost]


def test_the_mail_says_who_what_and_where_and_nothing_else(post: Postmottak):
    folk.helsefellesskap(kontakt_epost="hjelp@portal.example")
    [varsel] = folk.varsler(1, folk.bruker("Synne Søker"))
    send_klare()
    [brev] = post.brev
    assert post.emne(brev) == "Søknad H-2026-0000 er sendt videre"
    assert brev["From"] == "Helsefellesskap Prøve <ikke-svar@portal.example>"
    assert brev["Message-ID"] == f"<{varsel.pk.hex}@portal.example>"
    assert (brev["Auto-Submitted"], brev["Content-Language"]) == ("auto-generated", "nb")
    assert tekst(brev).split("\n")[:5] == [
        "Hei, Synne",
        "",
        "Leif Leder har sendt søknaden videre.",
        "",
        "Åpne søknaden: https://portal.example/hospitering/0/",
    ]
    assert 'href="https://portal.example/hospitering/0/"' in html(brev)
    assert "Helsefellesskap Prøve" in html(brev) and "hjelp@portal.example" in html(brev)


def test_names_are_escaped_in_html_and_cannot_add_headers(post: Postmottak):
    [varsel] = folk.varsler(1)
    Varsel.objects.filter(pk=varsel.pk).update(data={"nr": "1\r\nBcc: utenfor@demo.example", "navn": "<b>Leif</b>"})
    assert send_klare() == Utfall(sendt=1)
    [brev] = post.brev
    assert brev["Bcc"] is None
    assert post.emne(brev) == "Søknad 1 Bcc: utenfor@demo.example er sendt videre"
    assert "&lt;b&gt;Leif&lt;/b&gt; har sendt" in html(brev)
    assert "<b>Leif</b> har sendt" in tekst(brev)


@pytest.mark.parametrize(("malform", "spraak"), [("nb", "nb"), ("nn", "nn")])
def test_each_mail_is_in_its_recipients_language(post: Postmottak, malform: str, spraak: str):
    folk.varsler(1, folk.bruker(malform=malform))
    send_klare()
    assert post.brev[0]["Content-Language"] == spraak
    assert f'<html lang="{spraak}">' in html(post.brev[0])


def test_a_temporary_refusal_waits_longer_each_time_and_gives_up_after_eight(post: Postmottak):
    post.ved_rcpt = lambda adresse: "451 4.3.2 try later, dear person@demo.example"
    [varsel] = folk.varsler(1)
    naa = datetime(2026, 11, 23, 12, tzinfo=UTC)
    pauser = []
    for forsok in range(1, MAKS_FORSOK + 1):
        send_klare(klokke=lambda naa=naa: naa)
        varsel.refresh_from_db()
        assert (varsel.forsok, varsel.feil) == (forsok, "451 4.3.2")
        if varsel.epost != E.KLAR:
            break
        assert varsel.neste_forsok is not None
        pauser.append(varsel.neste_forsok - naa)
        assert send_klare(klokke=lambda naa=naa: naa) == Utfall()  # not before its time
        naa = varsel.neste_forsok
    assert varsel.epost == E.FEILET
    assert pauser == sorted(pauser) and len(pauser) == MAKS_FORSOK - 1
    assert pauser[:3] == [timedelta(minutes=m) for m in (1, 4, 16)] and pauser[-1] == LENGSTE_PAUSE


def test_a_permanent_refusal_is_kept_with_its_code_and_no_address(post: Postmottak):
    borte = folk.bruker("Borte")
    post.ved_rcpt = lambda adresse: f"550 5.1.1 <{adresse}> unknown" if adresse == borte.epost else None
    [feilet] = folk.varsler(1, borte)
    folk.varsler(1)
    assert send_klare() == Utfall(sendt=1, feilet=1)
    feilet.refresh_from_db()
    assert (feilet.epost, feilet.feil) == (E.FEILET, "550 5.1.1")


def test_a_refusal_after_the_text_is_a_refusal_not_a_doubt(post: Postmottak):
    post.ved_data = lambda brev: "554 5.7.1 no"
    folk.varsler(1)
    assert send_klare() == Utfall(feilet=1)
    assert Varsel.objects.get().feil == "554 5.7.1"


def test_a_connection_lost_before_the_text_is_tried_again(post: Postmottak):
    def legg_paa(adresse: str) -> str:
        raise LeggPaa

    post.ved_rcpt = legg_paa
    folk.varsler(2)
    assert send_klare() == Utfall(utsatt=1, stanset="e-postserveren brøt av")
    assert folk.tilstander() == {"klar": 2}
    post.ved_rcpt = lambda adresse: None
    om_litt = timezone.now() + timedelta(minutes=2)
    assert send_klare(klokke=lambda: om_litt) == Utfall(sendt=2)


def test_a_connection_lost_after_the_text_is_a_doubt_and_is_never_sent_again_by_itself(post: Postmottak):
    def legg_paa(brev: object) -> str:
        raise LeggPaa

    post.lagre_foer, post.ved_data = True, legg_paa
    [varsel] = folk.varsler(1)
    assert send_klare() == Utfall(usikre=1, stanset="e-postserveren brøt av")
    post.ved_data = lambda brev: None
    for dager in range(3):
        naa = timezone.now() + timedelta(days=dager)
        assert send_klare(klokke=lambda naa=naa: naa) == Utfall()
    assert len(post.brev) == 1
    assert send_paa_nytt([varsel.pk]) == 1  # only a person may choose that
    assert send_klare() == Utfall(sendt=1)
    assert post.dobbelt == [f"<{varsel.pk.hex}@portal.example>"]  # and the copy can be known as one


def test_a_relay_that_is_away_costs_no_try(post: Postmottak):
    post.stopp()
    folk.varsler(2)
    assert send_klare() == Utfall(stanset="e-postserveren svarer ikke")
    assert list(Varsel.objects.values_list("epost", "forsok")) == [(E.KLAR, 0)] * 2


def test_a_row_left_in_sender_becomes_doubtful_when_its_lease_ends(settings, post: Postmottak):
    settings.VARSLING_LEIE = 60
    naa = timezone.now()
    folk.varsler(1, epost=E.SENDER, tatt=naa - timedelta(seconds=61))
    folk.varsler(1, epost=E.SENDER, tatt=naa - timedelta(seconds=59))
    assert send_klare(klokke=lambda: naa) == Utfall(usikre=1)
    assert folk.tilstander() == {"sender": 1, "usikker": 1}
    assert post.brev == []


def test_a_slow_sender_that_knows_overrules_the_doubt(post: Postmottak):
    folk.varsler(1)
    kjoring = utboks._Kjoring(timezone.now)
    kjoring.avsender = utboks.Avsender.finn()
    kjoring.postkasse.aapne()
    forsendelse = kjoring._ta_neste()
    assert isinstance(forsendelse, utboks.Forsendelse)
    assert meld_usikre(timezone.now() + timedelta(hours=1)) == 1
    kjoring._lever(forsendelse)
    kjoring.postkasse.lukk()
    assert folk.tilstander() == {"sendt": 1}


def test_who_has_left_gets_no_mail(post: Postmottak):
    sluttet = folk.bruker("Sluttet")
    folk.varsler(1, sluttet)
    folk.varsler(1, sluttet, epost=E.SAMLES, opprettet=timezone.now() - timedelta(days=7))
    sluttet.is_active = False
    sluttet.save()
    assert send_klare() == Utfall(ingen=2)
    assert folk.tilstander() == {"ingen": 2} and post.brev == []


def test_a_notice_that_cannot_be_written_does_not_stop_the_others(post: Postmottak):
    naa = timezone.now()
    folk.varsler(1, opprettet=naa - timedelta(hours=2))
    Varsel.objects.update(data={})
    folk.varsler(1, opprettet=naa)
    assert send_klare() == Utfall(sendt=1, feilet=1)
    assert Varsel.objects.get(epost=E.FEILET).feil == "kan ikke skrives: KeyError"


def test_a_database_that_gives_up_is_not_the_fault_of_the_notice(post: Postmottak, monkeypatch: pytest.MonkeyPatch):
    def for_sen(varsel: Varsel) -> dict[str, Any]:
        with connection.cursor() as peker:
            peker.execute("SET LOCAL statement_timeout = 20; SELECT pg_sleep(5)")
        return {}

    mal = maler.Varselmal("prove.for_sen", "Emne", "Tekst", "Åpne", lag_data=for_sen)
    monkeypatch.setitem(maler._MALER, mal.kode, mal)
    folk.varsler(1, mal=mal.kode)
    with pytest.raises(OperationalError):
        send_klare()
    assert (folk.tilstander(), post.brev) == ({"klar": 1}, [])


def test_a_pass_sends_no_more_than_its_quota(post: Postmottak, settings):
    settings.VARSLER_PER_KJORING = 3
    folk.varsler(5)
    assert send_klare() == Utfall(sendt=3, stanset="grensen for én kjøring er nådd")
    assert send_klare(maks=1) == Utfall(sendt=1, stanset="grensen for én kjøring er nådd")
    assert folk.tilstander() == {"klar": 1, "sendt": 4}


def test_the_daily_breaker_stops_everything_until_the_day_has_passed(post: Postmottak, settings):
    settings.VARSLER_PER_DOEGN = 2
    folk.varsler(3)
    assert send_klare().sendt == 2
    assert send_klare() == Utfall(stanset="sperren for e-poster per døgn er nådd")
    i_morgen = timezone.now() + timedelta(days=1, minutes=1)
    assert send_klare(klokke=lambda: i_morgen).sendt == 1


# --- Mail with a secret ---


@pytest.fixture
def hemmelig_mal():
    kall = []

    def lag(varsel: Varsel) -> dict[str, str]:
        if varsel.data.get("trukket"):
            raise maler.SendesIkke
        kall.append(varsel.pk)
        return {"adresse": "/konto/invitasjon/hemmelig-kode/"}

    maler.registrer(
        maler.Varselmal(
            "prove.invitasjon", emne="Du er invitert", tekst="%(navn)s har invitert deg.", knapp="Bli med", bare_epost=True
        ),
        lag_data=lag,
    )
    return kall


def test_a_secret_is_made_when_the_mail_is_written_and_stored_nowhere(post: Postmottak, hemmelig_mal: list):
    varsel = send_epost(mal="prove.invitasjon", nokkel="i1", til="ny@demo.example", data={"navn": "Leif Leder"})
    assert varsel is not None and hemmelig_mal == []
    assert send_epost(mal="prove.invitasjon", nokkel="i1", til="ny@demo.example") is None
    assert send_klare() == Utfall(sendt=1)
    assert post.mottakere == ["ny@demo.example"]
    assert "https://portal.example/konto/invitasjon/hemmelig-kode/" in tekst(post.brev[0])
    assert hemmelig_mal == [varsel.pk]
    varsel.refresh_from_db()
    assert "hemmelig" not in repr([varsel.__dict__])


def test_what_was_withdrawn_before_it_was_sent_is_not_sent(post: Postmottak, hemmelig_mal: list):
    send_epost(mal="prove.invitasjon", nokkel="i2", til="ny@demo.example", data={"trukket": True})
    assert send_klare() == Utfall(ingen=1)
    assert post.brev == []


def test_mail_about_an_account_does_not_wait_for_the_digest(post: Postmottak, hemmelig_mal: list):
    send_epost(mal="prove.invitasjon", nokkel="i3", til=folk.bruker(varselvalg="daglig"), data={"navn": "Leif Leder"})
    assert send_klare() == Utfall(sendt=1)
