"""The pages of the coordinator: the queue and the check. Who gets in, what a row says, filters, and what is wrong today."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.cache import caches
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grunnmur.portal.dato import pluss_maaneder
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.models import Lagretfilter
from lis.lege.models import Maalstatus
from lis.lis3.frister import maaned_nr, maaned_start
from lis.lis3.models import Deling, Delingsvurdering, Foresporseltilstand, Innmelding, Seksmndforesporsel
from lis.lis3.operations import foresporsel as op
from tests.klient import som
from tests.lis3.folk import LisCast
from tests.lis3.hjelp_foresporsel import i_koen, meldt
from tests.organisasjon.hus import syntetisk_nummer

KO, SJEKK = "/lis/lis3/ko/", "/lis/lis3/seksmnd/"
V = Visning


@pytest.fixture(autouse=True)
def _uten_husket_valgliste() -> None:
    caches["lokal"].clear()


def om(maaneder: int) -> date:
    """The first of a month so many months from now."""
    return maaned_start(maaned_nr(timezone.localdate()) + maaneder)


def rader(lis: LisCast, **valg: Any) -> list[str]:
    return [rad.lege for rad in som(lis.koordinator).get(KO, valg).context["rader"]]


@pytest.mark.krav("S1-I14")
@pytest.mark.parametrize("sti", [KO, f"{KO}excel/", SJEKK])
def test_queue_and_check_are_the_coordinators_and_exist_for_nobody_else(lis: LisCast, sti: str) -> None:
    sak = i_koen(lis, "lis3")
    assert som(lis.koordinator).get(sti).status_code == 200
    assert som(lis.koordinator).get(f"{KO}lik/{sak.pk}/").status_code == 404
    for kode in ("kommune_lis", "lis3", "avdelingsleder", "alis_kontor", "leder", "sekretariat", "utenfor"):
        assert som(lis.folk[kode]).get(sti).status_code == 404, kode
        assert som(lis.folk[kode]).post(f"{SJEKK}samlet/").status_code == 404, kode


@pytest.mark.krav("S1-I13", "S1-I14")
def test_a_row_says_rank_seniority_wish_objectives_question_and_place(lis: LisCast) -> None:
    meldt(lis, "lis3", timezone.now(), om(9))
    Maalstatus.objects.create(lege=lis.leger["lis3"], maal_id="ALM-055", meldt=date(2026, 1, 1))
    i_koen(lis, "utenfor", om(9))
    forste, andre = som(lis.koordinator).get(KO).context["rader"]
    assert (forste.rang, forste.delt, forste.lege, forste.kommune) == (1, False, "Liv Listre", "Gjøvik")
    assert (forste.avdeling, forste.sted, forste.maal, forste.lengde) == ("Medisinsk avdeling", "Gjøvik", "85", "6 md.")
    assert forste.ansiennitet.start == date(2023, 3, 1)
    assert (forste.foresporsel.visning, forste.plass.visning, forste.plass.tekst) == (
        V.SENDES_SENERE, V.UTEN_PLASS, "2 ledige som passer",
    )  # fmt: skip
    assert (andre.rang, andre.uten_rang) == (None, "Kommunen er utenfor sykehusområdet")


@pytest.mark.krav("S1-I22")
def test_the_question_is_amber_until_its_deadline_and_red_after_it(lis: LisCast) -> None:
    sak = meldt(lis, "lis3", timezone.now() - timedelta(days=200), om(7))
    idag = timezone.localdate()
    for frist, ventet in [(idag, V.MAA_SENDES), (idag - timedelta(days=1), V.IKKE_SENDT)]:
        Seksmndforesporsel.objects.filter(pk=sak.pk).update(frist=frist, sendes=idag - timedelta(days=30))
        [rad] = som(lis.koordinator).get(KO).context["rader"]
        assert rad.foresporsel.visning == ventet
        [rad] = som(lis.koordinator).get(SJEKK).context["rader"]
        assert rad.status.visning == ventet
    assert som(lis.koordinator).get(KO).context["forst"][0].knapp == "Se og send"
    op.send(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)
    [rad] = som(lis.koordinator).get(KO).context["rader"]
    assert rad.foresporsel.visning == V.VENTER_PAA_SVAR
    Seksmndforesporsel.objects.filter(pk=sak.pk).update(svarfrist=idag - timedelta(days=1))
    [rad] = som(lis.koordinator).get(KO).context["rader"]
    assert rad.foresporsel.visning == V.IKKE_BESVART


@pytest.fixture
def blandet(lis: LisCast) -> LisCast:
    """lis3 sendes seinere; lis3b må sendes nå; lis3c deler ansiennitet med lis3b og ønsker 3 + 3; utenfor er sen."""
    meldt(lis, "lis3", timezone.now(), om(12))
    meldt(lis, "lis3b", timezone.now() - timedelta(days=60), om(7))
    sak = i_koen(lis, "lis3c", om(12), avdeling="dps")
    Innmelding.objects.filter(pk=sak.pk).update(
        deling=Deling.DELT, deling_begrunnelse="Etter avtale.", delingsvurdering=Delingsvurdering.VENTER, versjon=3
    )
    meldt(lis, "utenfor", timezone.now(), om(3))
    return lis


LIV, LAGE, LONE, UNO = "Liv Listre", "Lage Listre", "Lone Utenkonto", "Uno Utenområde"


@pytest.mark.krav("S1-I14")
@pytest.mark.parametrize(
    ("valg", "ventet"),
    [
        ({}, {LIV, LAGE, LONE, UNO}),
        ({"q": "lis"}, {LIV, LAGE}),
        ({"q": "gjøv"}, {LIV, LONE}),
        ({"sted": "Hamar"}, {LONE}),
        ({"start": f"{om(7):%Y-%m}"}, {LAGE}),
        ({"sjekk": "maa_sendes"}, {LAGE}),
        ({"sjekk": "handling"}, {LAGE}),
        ({"sjekk": "venter"}, {UNO}),
        ({"sjekk": "senere"}, {LIV}),
        ({"sjekk": "paa_vent"}, set()),
        ({"plass": "uten"}, {LIV, LAGE, LONE, UNO}),
        ({"plass": "tildelt"}, set()),
        ({"plass": "tilbudt"}, set()),
        ({"gruppe": "samfunnsmedisin"}, set()),
        ({"avvik": "uavgjort"}, {LAGE, LONE}),
        ({"avvik": "deling"}, {LONE}),
        ({"avvik": "sen"}, {UNO}),
        ({"avvik": "veileder"}, set()),
        ({"avvik": "alle"}, {LAGE, LONE, UNO}),
    ],
)
def test_the_queue_is_narrowed_by_each_filter(blandet: LisCast, valg: dict[str, str], ventet: set[str]) -> None:
    assert set(rader(blandet, **valg)) == ventet


def test_sorting_and_a_filter_leave_the_rank_as_it_is(blandet: LisCast) -> None:
    assert rader(blandet) == [LIV, *sorted((LAGE, LONE), key=lambda n: str(_sak(blandet, n).pk)), UNO]
    assert rader(blandet, sorter="lege") == [LAGE, LIV, LONE, UNO]
    assert rader(blandet, sorter="-periode")[-1] == UNO
    [rad] = som(blandet.koordinator).get(KO, {"q": "lone"}).context["rader"]
    assert (rad.rang, rad.delt, rad.uavgjort, rad.lengde) == (2, True, True, "3 + 3 md., venter på vurdering")


def _sak(lis: LisCast, navn: str) -> Innmelding:
    return Innmelding.objects.get(lege__navn=navn)


@pytest.mark.krav("S1-I14")
def test_the_banner_says_what_is_wrong_and_leads_to_where_it_is_put_right(blandet: LisCast) -> None:
    klient = som(blandet.koordinator)
    svar = klient.get(KO)
    meldinger = [*svar.context["forst"], *svar.context["ellers"]]
    assert [m.tekst.split(" innen")[0] for m in meldinger] == [
        "1 seksmånedersforespørsel må sendes",
        "2 leger deler plass i køen med lik ansiennitet.",
        "1 ønske om 3 + 3 måneder venter på vurdering.",
    ]
    assert meldinger[0].utdyping == "Lage Listre (Hamar)."
    for melding in meldinger:
        assert len(klient.get(melding.adresse).context["rader"]) == int(melding.tekst.split()[0])


def test_a_view_is_kept_and_thrown_away_by_its_owner_only(lis: LisCast) -> None:
    klient = som(lis.koordinator)
    klient.post(f"{KO}visning/", {"navn": "Uten plass", "sporring": "plass=uten&side=x&ukjent=1"})
    [visning] = Lagretfilter.objects.filter(liste="lis3.ko")
    assert (visning.bruker, visning.navn, visning.sporring) == (lis.koordinator, "Uten plass", "plass=uten")
    assert som(lis.kommune_lis).post(f"{KO}visning/{visning.pk}/slett/").status_code == 404
    klient.post(f"{KO}visning/{visning.pk}/slett/")
    assert Lagretfilter.objects.count() == 0


@pytest.mark.krav("S1-I14")
def test_the_workbook_holds_the_rows_of_the_filter(blandet: LisCast, tmp_path: Any) -> None:
    svar = som(blandet.koordinator).get(f"{KO}excel/", {"q": "lis"})
    fil = tmp_path / "ko.xlsx"
    fil.write_bytes(b"".join(svar))  # type: ignore[arg-type]
    with ZipFile(fil) as bok:
        tekst = bok.read("xl/worksheets/sheet1.xml").decode()
    assert (tekst.count(LIV), tekst.count(LAGE), tekst.count(LONE)) == (1, 1, 0)


def test_the_order_among_equals_is_decided_on_a_page_of_its_own(blandet: LisCast) -> None:
    klient, b, c = som(blandet.koordinator), _sak(blandet, LAGE), _sak(blandet, LONE)
    adresse = f"{KO}lik/{b.pk}/"
    assert {s.pk for s in klient.get(adresse).context["saker"]} == {b.pk, c.pk}
    valg = {
        f"nr-{b.pk}": "1",
        f"vnr-{b.pk}": b.versjon,
        f"nr-{c.pk}": "1",
        f"vnr-{c.pk}": c.versjon,
        "begrunnelse": "Avtalt.",
    }
    assert klient.post(adresse, valg).status_code == 200  # the same number twice
    gammel = valg | {f"nr-{c.pk}": "2", f"vnr-{c.pk}": c.versjon - 1}
    assert klient.post(adresse, gammel).status_code == 409
    assert klient.post(adresse, valg | {f"nr-{c.pk}": "2"}).status_code == 302
    assert rader(blandet)[:3] == [LIV, LAGE, LONE]


@pytest.mark.krav("S1-I22")
def test_several_questions_are_sent_at_once_and_one_that_has_moved_on_is_named(blandet: LisCast) -> None:
    klient = som(blandet.koordinator)
    sak = Seksmndforesporsel.objects.get(innmelding=_sak(blandet, LAGE))
    andre = Seksmndforesporsel.objects.get(innmelding=_sak(blandet, UNO))
    data = {"handling": "send", "sak": [f"{sak.pk}:{sak.versjon}", f"{andre.pk}:{andre.versjon}", "rot"]}
    svar = klient.post(f"{SJEKK}samlet/", data, follow=True)
    assert sorted(str(m) for m in svar.context["messages"]) == [
        "1 forespørsel er sendt.", f"{UNO}: Ikke gjort, for saken er endret.",
    ]  # fmt: skip
    sak.refresh_from_db()
    assert sak.tilstand == Foresporseltilstand.SENDT


@pytest.mark.parametrize("sti", [KO, SJEKK])
def test_the_number_of_queries_is_the_same_for_one_row_and_for_three(lis: LisCast, sti: str) -> None:
    klient = som(lis.koordinator)

    def antall() -> int:
        klient.get(sti)
        with CaptureQueriesContext(
            connection,
        ) as sporringer:
            assert klient.get(sti).status_code == 200
        return len(sporringer)

    meldt(lis, "lis3", timezone.now(), om(12))
    en = antall()
    for kode in ("lis3b", "lis3c"):
        meldt(lis, kode, timezone.now(), pluss_maaneder(om(12), 1))
    assert (antall(), en) == (en, {KO: 12, SJEKK: 7}[sti])


def test_et_sok_etter_et_personnummer_blir_ikke_med_i_et_filter_som_lagres(lis: LisCast) -> None:
    klient = som(lis.koordinator)
    klient.post(f"{KO}visning/", {"navn": "Mitt", "sporring": f"q={syntetisk_nummer()}&gruppe=allmennmedisin"})
    assert Lagretfilter.objects.get().sporring == "gruppe=allmennmedisin"
