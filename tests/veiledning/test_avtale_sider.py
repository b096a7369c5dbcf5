"""Proposing and confirming by the pages; two at once; and nothing left behind when telling fails."""

from __future__ import annotations

import threading
from functools import partial

import pytest
from django.db import connection
from django.utils import timezone

from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from tests.veiledning.folk import bygg_veil, virkedag
from tests.veiledning.samtale import avtalt, foreslaa, forslag, har_begynt, klokka, skylder
from veiledning.models import Foresporsel
from veiledning.operations import avtale, traad

SYNTETISK_FNR = "21917010045"


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
