"""The agreement in the single case: one side proposes, the other confirms, and both have it in their calendar."""

from __future__ import annotations

import threading
from datetime import UTC, timedelta
from functools import partial

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from icalendar import Calendar

from grunnmur.oppgaver.kalender import kalender_for
from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.utboks import send_klare
from tests.varsling.postmottak import Postmottak
from tests.veiledning.folk import bygg_veil, virkedag
from tests.veiledning.samtale import avtalt, foreslaa, forslag, fortalt, har_begynt, klokka, skylder
from veiledning.models import Foresporsel, Veiledningsavtale
from veiledning.operations import avtale, traad, vakt

SYNTETISK_FNR = "21917010045"


@pytest.mark.krav("S1-V05")
def test_the_answerer_proposes_and_the_asker_confirms(veil):
    sak = foreslaa(veil, veil.tatt())
    assert (sak.tilstand, sak.avtalt_tid, sak.forste_svar_tid is None) == ("mottatt", None, False)
    assert skylder(sak) == [("bekreft_avtale", "Synne Søker")]
    assert fortalt(sak, "avtale_foreslaatt") == {"Synne Søker"}

    avtale.bekreft_avtale(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    sak.refresh_from_db()
    en = sak.avtaler.get()
    assert (sak.tilstand, en.er_bekreftet, en.runde, sak.avtalt_tid) == ("avtalt", True, 1, en.bekreftet_melder)
    assert skylder(sak) == [("gjennomfor", "Svein Svarer")]
    assert Oppgave.objects.for_sak(sak).aapne().get().frist == pluss_virkedager(lokal_dato(en.start), 1)
    assert fortalt(sak, "avtalt") == {"Synne Søker", "Svein Svarer"}


@pytest.mark.krav("S1-V05")
def test_the_asker_proposes_and_the_answerer_confirms(veil):
    sak = foreslaa(veil, veil.tatt(), av="soker")
    assert (sak.forste_svar_tid, skylder(sak)) == (None, [("bekreft_avtale", "Svein Svarer")])
    naa = timezone.now()
    avtale.bekreft_avtale(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, naa=naa)
    sak.refresh_from_db()
    assert (sak.tilstand, sak.forste_svar_tid) == ("avtalt", naa)


def test_nobody_confirms_their_own_proposal_nor_anybody_elses(veil):
    sak = foreslaa(veil, veil.tatt())
    for kode in ("svarer", "svarer2", "vertsleder", "koordinator", "utenfor"):
        with pytest.raises(Nektet):
            avtale.bekreft_avtale(sak.pk, utfort_av=veil.folk[kode], versjon=sak.versjon)
    sak = foreslaa(veil, sak, av="soker")
    with pytest.raises(Nektet):
        avtale.bekreft_avtale(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    for kode in ("svarer2", "vertsleder", "utenfor"):
        with pytest.raises(Nektet):
            avtale.foreslaa_avtale(sak.pk, utfort_av=veil.folk[kode], versjon=sak.versjon, felter=forslag(veil))
    assert avtale.bekreft_avtale(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon).er_bekreftet


def test_a_new_proposal_replaces_what_was_agreed_and_needs_both_again(veil):
    sak = avtalt(veil)
    forst = sak.avtalt_tid
    sak = foreslaa(veil, sak, av="soker", start=klokka(3))
    gammel, ny = sak.avtaler.order_by("runde")
    assert (sak.tilstand, gammel.avlyst is None, ny.runde, ny.bekreftet_svarer) == ("mottatt", False, 2, None)
    assert skylder(sak) == [("bekreft_avtale", "Svein Svarer")]
    assert fortalt(sak, "avtale_endres") == {"Synne Søker", "Svein Svarer"}
    avtale.bekreft_avtale(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    sak.refresh_from_db()
    assert (sak.tilstand, sak.avtalt_tid, skylder(sak)) == ("avtalt", forst, [("gjennomfor", "Svein Svarer")])


@pytest.mark.krav("S1-V03")
def test_a_proposal_after_the_deadline_is_no_answer_until_it_is_confirmed(veil):
    sak = veil.tatt()
    sen = klokka(8)
    frist = sak.svarfrist
    sak = foreslaa(veil, sak, start=sen)
    assert (sak.svarfrist, skylder(sak)) == (frist, [("bekreft_avtale", "Synne Søker"), ("svar", "Svein Svarer")])
    avtale.bekreft_avtale(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    sak.refresh_from_db()
    assert (sak.svarfrist, skylder(sak)) == (virkedag(8), [("gjennomfor", "Svein Svarer")])


def test_who_is_named_as_responsible_has_the_case_from_then_on(veil):
    sak = avtalt(veil, ansvarlig_svarer=veil.svarer2)
    assert (sak.ansvarlig, skylder(sak)) == (veil.svarer2, [("gjennomfor", "Sigrid Svarerto")])
    assert fortalt(sak, "avtalt") == {"Synne Søker", "Svein Svarer", "Sigrid Svarerto"}


def test_the_colleague_whom_it_names_reads_along_while_it_stands(veil, client):
    sak = foreslaa(veil, veil.tatt(), ansvarlig_melder=veil.kommunesvarer)
    client.force_login(veil.kommunesvarer)
    assert client.get(f"/veiledning/{sak.pk}/").status_code == 404
    avtale.bekreft_avtale(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    side = client.get(f"/veiledning/{sak.pk}/")
    assert (side.status_code, side.context["side"].fullmakter) == (200, {})
    assert fortalt(sak, "avtalt") == {"Synne Søker", "Svein Svarer", "Kari Kommunesvarer"}
    assert client.post(f"/veiledning/{sak.pk}/skriv/", {"versjon": 1, "tekst": "Hei"}).status_code == 403
    sak.refresh_from_db()
    foreslaa(veil, sak)
    assert client.get(f"/veiledning/{sak.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("felter", "feil"),
    [
        ({"start": timezone.now() - timedelta(minutes=1)}, "start"),
        ({"form": "mote", "sted": ""}, "sted"),
        ({"form": "ambulant", "sted": ""}, "sted"),
        ({"form": "skriftlig"}, "form"),
        ({"lenke": "http://video.example/"}, "lenke"),
        ({"varighet": 481}, "__all__"),
        ({"innhold": f"Om {SYNTETISK_FNR}"}, "innhold"),
        ({"sted": f"Hos {SYNTETISK_FNR}"}, "sted"),
    ],
)
def test_what_cannot_be_agreed_is_explained_at_its_field(veil, felter, feil):
    sak = veil.tatt()
    with pytest.raises(ValidationError) as nei:
        foreslaa(veil, sak, **felter)
    assert list(nei.value.message_dict) == [feil]
    sak.refresh_from_db()
    assert (sak.versjon, Veiledningsavtale.objects.count(), skylder(sak)) == (sak.versjon, 0, [("svar", "Svein Svarer")])


@pytest.mark.parametrize(
    ("felt", "kode", "gaar"),
    [
        ("ansvarlig_melder", "soker", True), ("ansvarlig_melder", "kommunesvarer", True),
        ("ansvarlig_melder", "hamarspor", False), ("ansvarlig_melder", "svarer", False),
        ("ansvarlig_svarer", "svarer2", True), ("ansvarlig_svarer", "vertsleder", True),
        ("ansvarlig_svarer", "sykehuslege", False), ("ansvarlig_svarer", "kommunesvarer", False),
    ],
)  # fmt: skip
def test_the_responsible_are_people_who_may(veil, felt, kode, gaar):
    sak = veil.tatt()
    if gaar:
        assert getattr(foreslaa(veil, sak, **{felt: veil.folk[kode]}).avtaler.get(), felt) == veil.folk[kode]
        return
    with pytest.raises(ValidationError) as nei:
        foreslaa(veil, sak, **{felt: veil.folk[kode]})
    assert list(nei.value.message_dict) == [felt]


def test_a_proposal_that_can_no_longer_be_kept_cannot_be_confirmed(veil):
    sak = foreslaa(veil, veil.tatt())
    with pytest.raises(ValidationError):
        avtale.bekreft_avtale(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, naa=klokka(2, 13))
    sak = foreslaa(veil, sak, ansvarlig_svarer=veil.svarer2)
    veil.svarer2.roller.update(gyldig_til=virkedag(-1))
    with pytest.raises(ValidationError):
        avtale.bekreft_avtale(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    sak.refresh_from_db()
    assert (sak.tilstand, sak.ansvarlig) == ("mottatt", veil.svarer)


def test_there_must_be_something_to_confirm(veil):
    sak = veil.tatt()
    for kode in ("soker", "svarer"):
        with pytest.raises(UlovligOvergang):
            avtale.bekreft_avtale(sak.pk, utfort_av=veil.folk[kode], versjon=sak.versjon)


def test_it_is_held_only_after_it_has_begun(veil):
    sak = avtalt(veil)
    with pytest.raises(ValidationError):
        avtale.gjennomfor(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    har_begynt(sak)
    with pytest.raises(Nektet):
        avtale.gjennomfor(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    sak = avtale.gjennomfor(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    assert (sak.tilstand, sak.avtaler.get().avlyst) == ("gjennomfort", None)
    assert skylder(sak) == [("utfall", "Svein Svarer"), ("utfall", "Synne Søker")]
    assert fortalt(sak, "gitt") == {"Synne Søker"}


@pytest.mark.krav("S1-V13")
def test_about_one_patient_nothing_is_agreed_in_writing(veil):
    sak = veil.tatt(veil.tilbakering())
    with pytest.raises(UlovligOvergang):
        foreslaa(veil, sak)
    with pytest.raises(Exception, match="tekst_om_enkeltpasient"):
        Veiledningsavtale.objects.create(foresporsel=sak, runde=1, foreslaatt_av="svarer", **{**forslag(veil), "lenke": ""})


def test_when_whoever_had_it_leaves_the_agreement_is_called_off(veil):
    sak = avtalt(veil)
    veil.svarer.roller.update(gyldig_til=virkedag(-1))
    assert vakt.gi_tilbake_til_vakten() == 1
    sak.refresh_from_db()
    assert (sak.tilstand, sak.avtaler.get().avlyst is None) == ("meldt", False)
    assert fortalt(sak, "avtale_avlyst") == {"Synne Søker", "Svein Svarer"}
    assert skylder(sak) == [("ta", "Sigrid Svarerto")]


# --- the calendar -----------------------------------------------------------------------------------------------------


def ics(innhold: str | bytes):
    kalender = Calendar.from_ical(innhold)
    [hendelse] = kalender.walk("VEVENT")
    return str(kalender["method"]), hendelse


@pytest.fixture
def post(settings):
    server = Postmottak()
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.port
    settings.DEFAULT_FROM_EMAIL, settings.BASE_URL = "ikke-svar@portal.example", "https://portal.example"
    yield server
    server.stopp()


def vedlagte(post: Postmottak) -> dict[str, str]:
    """The invitation in each mail, by recipient."""
    return {
        str(brev["To"]): del_.get_content()
        for brev in post.brev
        for del_ in brev.iter_attachments()
        if del_.get_content_type() == "text/calendar"
    }


def bare(mal: str) -> None:
    """Let only this notice go out."""
    Varsel.objects.exclude(mal=f"veiledning.{mal}").update(epost=Varsel.Epost.INGEN)
    Varsel.objects.filter(mal=f"veiledning.{mal}").update(epost=Varsel.Epost.KLAR, sendt=None)


@pytest.mark.krav("S1-V05")
def test_both_get_the_agreement_by_mail_for_their_calendar(veil, post):
    sak = avtalt(veil)
    bare("avtalt")
    assert send_klare().sendt == 2
    filer = vedlagte(post)
    assert set(filer) == {veil.soker.epost, veil.svarer.epost}
    [brev] = [b for b in post.brev if b["To"] == veil.soker.epost]
    [fil] = brev.iter_attachments()
    assert (fil.get_filename(), fil["Content-Type"].params["method"]) == (f"{sak.saksnummer}.ics", "REQUEST")
    metode, hendelse = ics(filer[veil.soker.epost])
    en = sak.avtaler.get()
    assert (metode, hendelse["status"], hendelse["sequence"]) == ("REQUEST", "CONFIRMED", 2)
    assert (hendelse.decoded("dtstart"), hendelse.decoded("dtend")) == (en.start.astimezone(UTC), en.slutt.astimezone(UTC))
    assert str(hendelse["uid"]) == f"veiledning-{sak.pk}@portal.example"
    assert str(hendelse["summary"]) == f"Veiledning {sak.saksnummer}: Gjøvik kommune og {veil.palliativ.visningsnavn}"
    assert {str(a).removeprefix("MAILTO:") for a in hendelse["attendee"]} == {veil.soker.epost, veil.svarer.epost}
    for ord_ in ("smertepumper", "Smertelindring", "rom-7"):
        assert ord_ not in filer[veil.soker.epost]


def test_a_replaced_and_a_called_off_agreement_leave_the_calendar(veil, post):
    sak = foreslaa(veil, avtalt(veil), av="soker", start=klokka(3))
    bare("avtale_endres")
    assert send_klare().sendt == 2
    metode, avlyst = ics(vedlagte(post)[veil.svarer.epost])
    assert (metode, avlyst["status"], avlyst["sequence"]) == ("CANCEL", "CANCELLED", 3)
    avtale.bekreft_avtale(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    post.brev.clear()
    Varsel.objects.filter(mal="veiledning.avtale_endres").delete()
    send_klare()
    metode, ny = ics(vedlagte(post)[veil.svarer.epost])
    assert (metode, ny["sequence"], ny["uid"]) == ("REQUEST", 4, avlyst["uid"])
    sak.refresh_from_db()
    traad.svar(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Her er svaret.")
    post.brev.clear()
    bare("avtale_avlyst")
    send_klare()
    metode, slutt = ics(vedlagte(post)[veil.soker.epost])
    assert (metode, slutt["sequence"], slutt["uid"]) == ("CANCEL", 5, avlyst["uid"])


def test_the_feed_of_either_side_has_it_while_it_stands(veil):
    sak = avtalt(veil)

    def i_feeden(bruker):
        hendelser = Calendar.from_ical(kalender_for(bruker).innhold).walk("VEVENT")
        return [str(h["summary"]) for h in hendelser if str(h["uid"]).startswith("veiledning-")]

    tittel = f"Veiledning {sak.saksnummer}: Gjøvik kommune og {veil.palliativ.visningsnavn}"
    assert (i_feeden(veil.soker), i_feeden(veil.svarer), i_feeden(veil.svarer2)) == ([tittel], [tittel], [])
    traad.svar(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Her er svaret.")
    assert (i_feeden(veil.soker), i_feeden(veil.svarer)) == ([], [])


def test_the_invitation_can_be_fetched_by_those_who_see_the_case(veil, client):
    sak = foreslaa(veil, veil.tatt())
    client.force_login(veil.soker)
    assert client.get(f"/veiledning/{sak.pk}/avtale.ics").status_code == 404
    avtale.bekreft_avtale(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    svar = client.get(f"/veiledning/{sak.pk}/avtale.ics")
    assert (svar.status_code, svar["Content-Type"]) == (200, "text/calendar; charset=utf-8")
    assert ics(svar.content)[0] == "REQUEST"
    client.force_login(veil.utenfor)
    assert client.get(f"/veiledning/{sak.pk}/avtale.ics").status_code == 404


# --- the pages, and haste ---------------------------------------------------------------------------------------------


def felter_i_skjemaet(veil, sak, **andre):
    return {
        "versjon": sak.versjon, "innhold": "Gjennomgang", "form": "mote", "dag": virkedag(2).strftime("%d.%m.%Y"),
        "klokken": "14.30", "varighet": "60", "sted": "Møterom 2", "ansvarlig_melder": veil.soker.pk,
        "ansvarlig_svarer": veil.svarer.pk,
    } | andre  # fmt: skip


def test_proposing_and_confirming_by_the_pages(veil, client):
    sak = veil.tatt()
    client.force_login(veil.svarer)
    assert client.get(f"/veiledning/{sak.pk}/foreslaa-avtale/").status_code == 200
    svar = client.post(f"/veiledning/{sak.pk}/foreslaa-avtale/", felter_i_skjemaet(veil, sak), follow=True)
    assert [str(m) for m in svar.context["messages"]] == [
        "Forslaget er sendt til Synne Søker, som bekrefter eller foreslår noe annet."
    ]
    en = sak.avtaler.get()
    assert (timezone.localtime(en.start).strftime("%H:%M"), en.varighet, en.sted) == ("14:30", 60, "Møterom 2")
    assert client.get(f"/veiledning/{sak.pk}/bekreft-avtale/").status_code == 403
    client.force_login(veil.soker)
    sak.refresh_from_db()
    side = client.get(f"/veiledning/{sak.pk}/bekreft-avtale/").content.decode()
    assert ("Møterom 2" in side, "kl.\N{NO-BREAK SPACE}14.30–15.30" in side) == (True, True)
    svar = client.post(f"/veiledning/{sak.pk}/bekreft-avtale/", {"versjon": sak.versjon})
    assert (svar.status_code, Foresporsel.objects.get(pk=sak.pk).tilstand) == (302, "avtalt")


@pytest.mark.parametrize(
    ("felter", "feil"),
    [
        ({"dag": "01.01.2020"}, "dag"), ({"klokken": "halv tre"}, "klokken"), ({"sted": ""}, "sted"),
        ({"lenke": "http://video.example/"}, "lenke"), ({"innhold": f"Om {SYNTETISK_FNR}"}, "innhold"),
        ({"varighet": "7"}, "varighet"),
    ],
)  # fmt: skip
def test_a_proposal_is_sent_back_with_what_was_typed(veil, client, felter, feil):
    sak = veil.tatt()
    client.force_login(veil.svarer)
    svar = client.post(f"/veiledning/{sak.pk}/foreslaa-avtale/", felter_i_skjemaet(veil, sak, **felter))
    assert (svar.status_code, list(svar.context["form"].errors)) == (200, [feil])
    assert svar.context["form"]["klokken"].value() == felter.get("klokken", "14.30")


def test_confirming_what_has_been_replaced_shows_the_new_proposal(veil, client):
    sak = foreslaa(veil, veil.tatt())
    gammel = sak.versjon
    foreslaa(veil, sak, start=klokka(3))
    client.force_login(veil.soker)
    svar = client.post(f"/veiledning/{sak.pk}/bekreft-avtale/", {"versjon": gammel})
    assert (svar.status_code, svar.context["konflikt"]) == (409, "Svein Svarer foreslo en avtale")


@pytest.mark.django_db(transaction=True)
def test_two_who_do_not_wait_for_each_other_do_not_both_get_their_way():
    """The answerer answers while the asker confirms: one of them comes too late, and nothing is half done."""
    veil = bygg_veil()
    sak = foreslaa(veil, veil.tatt())
    start = threading.Barrier(2)
    utfall: dict[str, str] = {}

    def gjor(navn, verb):
        start.wait()
        try:
            verb()
            utfall[navn] = "ferdig"
        except (Utdatert, UlovligOvergang):
            utfall[navn] = "for sent"
        finally:
            connection.close()

    verb = {
        "svar": lambda: traad.svar(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Slik gjør dere."),
        "bekreft": lambda: avtale.bekreft_avtale(sak.pk, utfort_av=veil.soker, versjon=sak.versjon),
    }
    traader = [threading.Thread(target=gjor, args=par) for par in verb.items()]
    for en in traader:
        en.start()
    for en in traader:
        en.join()
    assert sorted(utfall.values()) == ["ferdig", "for sent"]
    sak.refresh_from_db()
    en = sak.avtaler.get()
    if utfall["svar"] == "ferdig":
        assert (sak.tilstand, en.avlyst is None, sak.innlegg.count()) == ("gjennomfort", False, 1)
    else:
        assert (sak.tilstand, en.er_bekreftet, sak.innlegg.count()) == ("avtalt", True, 0)


@pytest.mark.parametrize(
    "verb", ["spor", "tilsvar", "skriv", "svar", "har_ringt", "ring_uten_svar", "foreslaa", "bekreft", "gjennomfor"]
)
def test_a_failing_notice_leaves_nothing_behind(veil, monkeypatch, verb):
    sak, hvem, gjor = i_stilling(veil, verb)
    foer = (Foresporsel.objects.filter(pk=sak.pk).values().get(), skylder(sak), rader(sak))
    monkeypatch.setattr("veiledning.operations.folger.varsle", brister)
    with pytest.raises(RuntimeError):
        gjor(sak.pk, utfort_av=veil.folk[hvem], versjon=sak.versjon)
    assert (Foresporsel.objects.filter(pk=sak.pk).values().get(), skylder(sak), rader(sak)) == foer


def brister(*_a, **_k):
    raise RuntimeError("varsling er nede")


def rader(sak: Foresporsel) -> list[object]:
    """What is written beside the case: entries, events, agreements."""
    avtaler = list(sak.avtaler.order_by("runde").values("runde", "avlyst", "bekreftet_melder", "bekreftet_svarer"))
    return [sak.innlegg.count(), Hendelse.objects.for_sak(sak).count(), avtaler]


def i_stilling(veil, verb):
    """A case where the verb is possible, who may do it, and how."""
    if verb in ("har_ringt", "ring_uten_svar"):
        return veil.tatt(veil.tilbakering()), "svarer", getattr(traad, verb)
    if verb == "bekreft":
        return foreslaa(veil, veil.tatt()), "soker", avtale.bekreft_avtale
    if verb == "foreslaa":
        return avtalt(veil), "svarer", partial(avtale.foreslaa_avtale, felter=forslag(veil, start=klokka(3)))
    if verb == "gjennomfor":
        sak = avtalt(veil)
        har_begynt(sak)
        return sak, "svarer", avtale.gjennomfor
    sak = veil.tatt()
    if verb == "tilsvar":
        sak = traad.spor(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst="Hvilken?")
    return sak, "soker" if verb == "tilsvar" else "svarer", partial(getattr(traad, verb), tekst="Slik")
