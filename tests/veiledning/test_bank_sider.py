"""The pages of the answer bank, and what happens when two do something with the same answer at once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from tests.klient import som
from veiledning.models import Banksvar
from veiledning.operations import bank
from veiledning.operations.bankfrister import utlop

from .banken import SVAR, besvart, foreslaatt, publisert
from .folk import lag_veil


def side(svar, verb=""):
    return f"/veiledning/svar/{svar.pk}/" + (f"{verb}/" if verb else "")


def meldinger(svar):
    return [str(m) for m in svar.context["messages"]]


def test_from_a_question_to_the_bank_by_the_pages(veil):
    sak = besvart(veil)
    svarer, soker = som(veil.svarer), som(veil.soker)
    skjema = svarer.get(f"/veiledning/{sak.pk}/foreslaa-til-banken/")
    assert skjema.context["form"].initial["sporsmaal"] == "Smertelindring i hjemmet"
    assert skjema.context["form"].initial["svar"] == SVAR
    ferdig = svarer.post(
        f"/veiledning/{sak.pk}/foreslaa-til-banken/",
        {"versjon": sak.versjon, "sporsmaal": "Hvordan brukes smertepumpe?", "svar": SVAR},
        follow=True,
    )
    assert meldinger(ferdig) == ["Svaret er foreslått til svarbanken. Synne Søker må samtykke før det blir publisert."]
    svar = Banksvar.objects.get()
    assert ferdig.context["banksvar"] == svar

    assert [kode for kode, _h in soker.get(side(svar)).context["handlinger"]] == ["samtykk", "ikke_samtykk", "trekk_tilbake"]
    assert SVAR in soker.get(side(svar, "samtykk")).content.decode()
    ferdig = soker.post(side(svar, "samtykk"), {"versjon": svar.versjon}, follow=True)
    assert meldinger(ferdig)[0].startswith("Svaret står nå i svarbanken, og gås gjennom innen ")

    leser = som(veil.hamarspor)
    funnet = leser.get("/veiledning/svar/", {"q": "smertepumper"})
    assert [t.svar.pk for t in funnet.context["treff"]] == [svar.pk]
    siden = leser.get(side(svar)).content.decode()
    assert "Svein Svarer" in siden and "https://prosedyrer.example/smertepumpe" in siden
    assert "Synne Søker" not in siden


def test_each_verb_has_a_page_and_says_what_was_done(veil):
    svar = publisert(veil)
    felter = {
        "meld-utdatert": (veil.hamarspor, {"tekst": "Pumpen er byttet."}, "Takk. Forfatteren har fått beskjed, og du får"),
        "rediger": (
            veil.svarer,
            {"sporsmaal": "Nytt", "tekst": "Ny tekst.", "tittel_1": "Ny", "url_1": "https://prosedyrer.example/ny"},
            "Endringen er lagret.",
        ),
        "forny": (veil.svarer, {}, "Svaret er fornyet. Neste gjennomgang er innen "),
        "trekk-tilbake": (veil.soker, {}, "Svaret er trukket tilbake."),
    }
    for verb, (hvem, data, kvittering) in felter.items():
        svar.refresh_from_db()
        klient = som(hvem)
        assert klient.get(side(svar, verb)).status_code == 200
        ferdig = klient.post(side(svar, verb), {"versjon": svar.versjon, **data}, follow=True)
        assert meldinger(ferdig)[0].startswith(kvittering), verb
    assert [(lenke.tittel, lenke.url) for lenke in svar.lenker.all()] == [("Ny", "https://prosedyrer.example/ny")]
    siden = som(veil.svarer).get(side(svar)).content.decode()
    assert "Slik sto det til" in siden and SVAR in siden


def test_who_gets_what(veil):
    ventende, ute = foreslaatt(veil), publisert(veil)
    ser = {
        "soker": (200, 200, 200), "svarer": (200, 200, 200), "vertsleder": (200, 404, 200), "hamarspor": (200, 404, 200),
        "utenfor": (404, 404, 404),
    }  # fmt: skip
    for rolle, ventet in ser.items():
        klient = som(veil.folk[rolle])
        assert tuple(klient.get(a).status_code for a in ("/veiledning/svar/", side(ventende), side(ute))) == ventet, rolle
    leser = som(veil.hamarspor)
    for verb in ("rediger", "forny", "trekk-tilbake"):
        assert leser.post(side(ute, verb), {"versjon": ute.versjon}).status_code == 403, verb
    assert som(veil.svarer).get(side(ute, "meld-utdatert")).status_code == 403
    assert som(veil.svarer).get(side(ute, "samtykk")).status_code == 403


def test_a_reader_who_is_second_keeps_the_words_and_sees_who_was_first(veil):
    svar = publisert(veil)
    bank.meld_utdatert(svar.pk, utfort_av=veil.sykehuslege, versjon=svar.versjon, tekst="Pumpen er byttet.")
    igjen = som(veil.hamarspor).post(side(svar, "meld-utdatert"), {"versjon": svar.versjon, "tekst": "Mine ord."})
    assert (igjen.status_code, igjen.context["form"]["tekst"].value()) == (409, "Mine ord.")
    assert igjen.context["konflikt"] == "Siv Sykehuslege meldte at svaret er utdatert"


def test_too_late_goes_back_to_the_answer(veil):
    svar = foreslaatt(veil)
    bank.trekk_tilbake(svar.pk, utfort_av=veil.svarer, versjon=svar.versjon)
    assert som(veil.soker).get(side(svar, "samtykk")).status_code == 409
    assert som(veil.soker).post(side(svar, "samtykk"), {"versjon": svar.versjon}).status_code == 409


@pytest.mark.krav("S1-V13")
def test_a_national_id_number_is_refused_in_the_form_and_not_repeated(veil):
    svar = publisert(veil)
    igjen = som(veil.hamarspor).post(side(svar, "meld-utdatert"), {"versjon": svar.versjon, "tekst": "Gjelder 13097248022"})
    assert (igjen.status_code, list(igjen.context["form"].errors)) == (200, ["tekst"])
    assert not svar.meldinger.exists()


def test_an_empty_search_carries_the_words_to_a_question(veil):
    publisert(veil)
    tom = som(veil.hamarspor).get("/veiledning/svar/", {"q": "romferge & <b>"})
    assert tom.context["treff"] == []
    assert 'href="/veiledning/ny/?overskrift=romferge+%26+%3Cb%3E"' in tom.content.decode()


def test_a_filter_that_does_not_exist_is_said_and_narrows_nothing(veil):
    publisert(veil)
    svar = som(veil.hamarspor).get("/veiledning/svar/", {"fagfelt": "astrologi", "virksomhet": "ingen"})
    assert (svar.status_code, len(svar.context["treff"])) == (200, 1)
    assert sorted(svar.context["form"].errors) == ["fagfelt", "virksomhet"]


@pytest.mark.parametrize("sporring", ["", "?q=smertepumpe"])
def test_the_list_asks_as_many_questions_for_three_as_for_one(veil, sporring):
    leser = som(veil.hamarspor)
    publisert(veil)
    leser.get("/veiledning/svar/" + sporring)
    antall = []
    for flere in (0, 2):
        for _ in range(flere):
            publisert(veil)
        with CaptureQueriesContext(connection) as spurt:
            leser.get("/veiledning/svar/" + sporring)
        antall.append(len(spurt))
    # A search also says how it is to be planned, in a transaction of its own: a savepoint here.
    assert antall[0] == antall[1] <= (13 if sporring else 10)


# --- at once ----------------------------------------------------------------------------------------------------------


def om_kapp(*verb):
    start = Barrier(len(verb))

    def gjor(ett):
        start.wait()
        try:
            ett()
        except (Utdatert, UlovligOvergang, Nektet) as feil:
            return type(feil).__name__
        finally:
            connection.close()
        return "vant"

    with ThreadPoolExecutor(len(verb)) as traader:
        return sorted(traader.map(gjor, verb))


def test_two_reports_at_once_open_one_task_and_the_second_is_told(transactional_db):
    veil = lag_veil()
    svar = publisert(veil)
    leserne = (veil.hamarspor, veil.sykehuslege)
    utfall = om_kapp(
        *(
            lambda hvem=hvem: bank.meld_utdatert(svar.pk, utfort_av=hvem, versjon=svar.versjon, tekst="Feil.")
            for hvem in leserne
        )
    )
    assert utfall == ["Utdatert", "vant"]
    assert svar.meldinger.count() == 1


def test_renewing_races_expiry_and_one_of_them_wins_whole(transactional_db):
    veil = lag_veil()
    svar = publisert(veil)
    tiden = Bruker.objects.systemet()
    utfall = om_kapp(
        lambda: bank.forny(svar.pk, utfort_av=veil.svarer, versjon=svar.versjon),
        lambda: utlop(svar.pk, utfort_av=tiden, versjon=svar.versjon, naa=timezone.now()),
    )
    assert utfall == ["Utdatert", "vant"]
    svar.refresh_from_db()
    siste = Hendelse.objects.for_sak(svar).order_by("-id").values_list("navn", flat=True)[0]
    assert (svar.tilstand, siste) in {("publisert", "forny"), ("utlopt", "utlop")}


def test_proposing_from_both_sides_at_once_makes_one(transactional_db):
    veil = lag_veil()
    sak = besvart(veil)
    utfall = om_kapp(
        *(
            lambda hvem=hvem: bank.foreslaa_publisering(
                sak.pk, utfort_av=hvem, versjon=sak.versjon, sporsmaal="Hvordan?", svar="Slik."
            )
            for hvem in (veil.soker, veil.svarer)
        )
    )
    assert (utfall, Banksvar.objects.count()) == (["Utdatert", "vant"], 1)
