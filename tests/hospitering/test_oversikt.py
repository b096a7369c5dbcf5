"""The overview: what is counted, for whom, and as a page, a workbook and a yearly report."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from grunnmur.dokumenter.models import Dokument
from grunnmur.jobb.tasks import kjor_klare
from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors.utsnitt import Utsnitt
from hospitering import operations as op
from hospitering.forms.oversikt import Oversiktsvalg
from hospitering.models import Avtale, Soknad
from hospitering.oversikt_pdf import kontekst
from hospitering.selectors.faner import faner_for
from hospitering.selectors.oversikt import Oversikt, oversikt, synlige_saker
from hospitering.selectors.oversikttabeller import matrise, tabellene, ventetabeller
from hospitering.selectors.oversiktutsnitt import Tidsrom, aaret, tidsrommene, utsnitt_for
from hospitering.selectors.oversiktventer import Venter, venter_naa
from tests.hospitering import avtaler
from tests.hospitering.skjema import tekst
from tests.hospitering.test_resultater import AARET, Runde
from tests.klient import som
from tests.rollebesetning import Cast

pytestmark = pytest.mark.django_db
SIDE, EXCEL = reverse("hospitering:oversikt"), reverse("hospitering:oversikt_regneark")


def i_aar() -> int:
    return timezone.localdate().year


def rapport(aar: int = 0) -> str:
    return reverse("hospitering:aarsrapport", args=[aar or i_aar()])


def tall(bruker: Bruker, utsnitt: Utsnitt | None = None, tidsrom: Tidsrom | None = None) -> tuple[Oversikt, Venter]:
    utsnitt = utsnitt or utsnitt_for(bruker)[0]
    enheter = utsnitt.enheter()
    saker = synlige_saker(bruker, utsnitt, enheter)
    return oversikt(saker, tidsrom or aaret(i_aar()), utsnitt, enheter), venter_naa(saker, timezone.now())


def avslaatt(cast: Cast) -> Soknad:
    sak = cast.innsendt(faggruppe="lege")
    return op.avslaa_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, kommentar="Ikke nå.")


def test_what_came_of_the_applications_of_the_period(cast: Cast) -> None:
    cast.utkast()
    cast.innsendt()
    avslaatt(cast)
    cast.mottatt()
    sak = cast.innsendt()
    op.trekk(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
    avtaler.inngaatt(cast)
    o, _venter = tall(cast.sekretariat)
    assert o.sendt == 5
    assert (o.egen.innvilget, o.egen.avslag, o.egen.venter, o.egen.trukket) == (2, 1, 1, 1)
    assert (o.vert.innvilget, o.vert.avslag, o.vert.venter, o.vert.trukket) == (1, 0, 1, 0)
    assert o.egen.alle == o.sendt
    assert o.vert.alle == o.egen.innvilget
    assert [(f.faggruppe, f.antall, f.innvilget) for f in o.faggrupper] == [("sykepleier", 4, 1), ("lege", 1, 0)]
    assert [(r.fra, r.til, r.antall, r.innvilget) for r in o.retninger] == [
        ("Gjøvik kommune", "Sykehuset Innlandet HF", 5, 1)
    ]
    m = matrise(o.retninger)
    assert (m.kolonner, m.linjer[0].verdier, m.sum) == (["Sykehuset Innlandet HF"], [5, 5], [5, 5])
    # A year with none is empty, and so are its tables.
    i_fjor, _samme = tall(cast.sekretariat, tidsrom=aaret(i_aar() - 1))
    assert (i_fjor.sendt, i_fjor.retninger, i_fjor.egen.innvilget) == (0, [], 0)


def test_the_time_of_each_step_is_the_median_and_the_slowest(cast: Cast) -> None:
    saker = [avtaler.inngaatt(cast) for _n in range(3)]
    # Past the triggers nothing is needed: these columns are times, and no rule forbids them to be long ago.
    for sak, dager in zip(saker, (1, 2, 9), strict=True):
        sendt = Soknad.objects.get(pk=sak.pk).sendt_tid
        assert sendt
        Soknad.objects.filter(pk=sak.pk).update(innsendt_tid=sendt - timedelta(days=dager))
    o, _venter = tall(cast.sekretariat, tidsrom=Tidsrom(date(i_aar() - 1, 1, 1), date(i_aar(), 12, 31)))
    steg = {s.kode: (s.antall, s.median, s.lengst) for s in o.steg}
    assert steg["egen"] == (3, 2.0, 9.0)
    assert steg["avtale"][0] == 3
    assert steg["evaluering"] == (0, None, None)
    bilde = tabellene(o)[0].bilde
    assert bilde is not None
    assert "Leder i egen enhet: median 2 dager, lengst 9 dager." in bilde.tekst
    assert "Evalueringen" not in bilde.tekst
    # One that is sent to its own leader anew has not been through what came after.
    Soknad.objects.filter(pk=saker[0].pk).update(mottatt_tid=timezone.now() - timedelta(days=400))
    assert {s.kode: s.antall for s in tall(cast.sekretariat)[0].steg}["mottak"] == 2


def test_what_waits_where_and_for_how_long(cast: Cast) -> None:
    cast.innsendt()
    gammel = cast.mottatt()
    avtaler.foreslaatt(cast)
    fra = timezone.now() - timedelta(days=12, hours=1)
    Oppgave.objects.aapne().filter(sak_id=gammel.pk).update(venter_siden=fra, frist=timezone.localdate() - timedelta(days=1))
    _o, venter = tall(cast.sekretariat, tidsrom=aaret(i_aar() - 1))
    stegene = {s.type: (s.antall, s.forfalt, s.lengst) for s in venter.steg}
    assert stegene["hospitering.leder_egen"] == (1, 0, 0)
    assert stegene["hospitering.leder_vert"] == (1, 1, 12)
    assert stegene["hospitering.periode_svar"][0] == 1
    assert {s.navn: s.antall for s in venter.steder}[""] == 1  # the applicant owes an answer to the proposal
    assert {s.navn: s.lengst for s in venter.steder}["Sykehuset Innlandet HF"] == 12
    hva, hvor = ventetabeller(venter)
    assert hva.bilde is not None
    assert len(hva.bilde.stolper) == len(hva.linjer) == len(stegene)
    assert [linje.navn for linje in hva.linjer if "%(" in linje.navn] == []
    assert "Hospitanten" in [linje.navn for linje in hvor.linjer]


def test_each_sees_the_figures_of_what_they_may_see(cast: Cast) -> None:
    cast.innsendt()  # not sent to the host yet
    cast.mottatt()
    assert [u.kode for u in utsnitt_for(cast.sekretariat)][:2] == ["alle", f"v:{cast.gjovik.pk}"]
    assert [u.enhet for u in utsnitt_for(cast.overleder)] == [cast.helse.pk]
    assert [u.virksomhet for u in utsnitt_for(cast.mottak)] == [cast.sykehus.pk]
    hvem = {"sekretariat": 2, "leder": 2, "overleder": 2, "mottak": 1, "vertsleder": 1, "divisjonsleder": 1}
    hvem |= {"hamarleder": 0, "hamarmottak": 0, "kommunemottak": 0}
    for kode, antall in hvem.items():
        o, venter = tall(cast.folk[kode])
        assert (kode, o.sendt, venter.antall) == (kode, antall, antall)
    # What is asked for and is not theirs is their own.
    form = Oversiktsvalg({"omraade": f"e:{cast.palliativ.pk}"}, utsnitt=utsnitt_for(cast.leder), dag=timezone.localdate())
    assert form.utsnitt.enhet == cast.korttid.pk
    assert "Sykehuset" not in som(cast.hamarleder).get(f"{SIDE}?omraade=v:{cast.sykehus.pk}").content.decode()


def test_the_pages_are_for_leaders_intake_and_the_secretariat(cast: Cast) -> None:
    cast.mottatt()
    for kode in ("soker", "kontakt", "utenfor", "kontakt_adm"):
        for adresse in (SIDE, EXCEL, rapport()):
            assert som(cast.folk[kode]).get(adresse).status_code == 404, (kode, adresse)
        assert SIDE not in [f.adresse for f in faner_for(cast.folk[kode], "liste")]
    for kode in ("leder", "mottak", "sekretariat"):
        svar = som(cast.folk[kode]).get(SIDE)
        assert (svar.status_code, "Synne" in svar.content.decode()) == (200, False)
        assert SIDE in [f.adresse for f in faner_for(cast.folk[kode], "liste")]
    cast.stedfortreder_for("stedfortreder", cast.leder.roller.get(type=RolleType.LEDER))
    assert som(cast.stedfortreder).get(SIDE).status_code == 200
    assert som(cast.sekretariat).get(reverse("hospitering:aarsrapport", args=[1999])).status_code == 404


def test_which_period(cast: Cast) -> None:
    def valgt(dag: date = date(2026, 8, 1), **data: str) -> Tidsrom:
        return Oversiktsvalg(data, utsnitt=[Utsnitt("alle", "Alt")], dag=dag).tidsrom

    assert valgt() == valgt(tid="tull") == aaret(2026)
    assert valgt(tid="2025") == aaret(2025)
    assert valgt(tid="2026-2") == Tidsrom(date(2026, 7, 1), date(2026, 12, 31))
    assert valgt(tid="egne", fra="01.02.2026", til="28.02.2026") == Tidsrom(date(2026, 2, 1), date(2026, 2, 28))
    assert "2026-2" not in tidsrommene(date(2026, 6, 30))
    for feil in ({"fra": "01.02.2026"}, {"fra": "02.02.2026", "til": "01.02.2026"}):
        form = Oversiktsvalg({"tid": "egne", **feil}, utsnitt=[Utsnitt("alle", "Alt")], dag=date(2026, 8, 1))
        assert (list(form.errors), form.tidsrom) == (["til"], aaret(2026))
    # The last day counts whole, in Norwegian time.
    sak = cast.innsendt()
    assert sak.innsendt_tid
    dag = timezone.localdate(sak.innsendt_tid)
    assert tall(cast.sekretariat, tidsrom=Tidsrom(dag, dag))[0].sendt == 1
    assert tall(cast.sekretariat, tidsrom=Tidsrom(dag - timedelta(days=9), dag - timedelta(days=1)))[0].sendt == 0


def test_evaluations_are_never_counted_below_the_group(cast: Cast) -> None:
    sak = avtaler.evaluert(cast)
    fullfort = Avtale.objects.get(pk=sak.pk).fullfort_tid
    assert fullfort
    for bruker in (cast.sekretariat, cast.vertsleder):
        o, _venter = tall(bruker, tidsrom=aaret(timezone.localdate(fullfort).year))
        assert (o.nettet, o.enhetene) == ([], [])
    assert "utbytte" not in som(cast.sekretariat).get(SIDE).content.decode()


@pytest.mark.krav("S1-H20")
def test_the_network_shows_its_years_and_a_party_its_units(cast: Cast) -> None:
    runde = Runde(cast)
    for _n in range(5):
        runde.evaluert()
    tidsrom = Tidsrom(date(AARET.year, 1, 1), date(AARET.year, 6, 30))
    o, _venter = tall(cast.sekretariat, tidsrom=tidsrom)
    assert [(a.aar, r.antall) for a in o.nettet for r in a.sider if r.side == "hospitant"] == [(AARET.year, 5)]
    # Half a year shows the whole one: between the two nothing can be read.
    assert o.nettet == tall(cast.sekretariat, tidsrom=aaret(AARET.year))[0].nettet
    vert, _venter = tall(cast.divisjonsleder)
    assert (vert.nettet, [(e.enhet, e.resultat.antall) for e in vert.enhetene]) == (
        [], [(cast.palliativ.visningsnavn, 5)],
    )  # fmt: skip
    assert tabellene(vert)[-1].linjer[0].verdier == [5, 100, 100]
    assert tall(cast.leder)[0].enhetene == []


def test_the_workbook_and_the_report_say_the_same(cast: Cast) -> None:
    avslaatt(cast)
    cast.mottatt()
    svar = som(cast.sekretariat).get(EXCEL)
    with ZipFile(BytesIO(b"".join(svar.streaming_content))) as bok:  # type: ignore[attr-defined]
        ord_ = bok.read("xl/worksheets/sheet1.xml").decode()
    assert svar["Content-Disposition"].startswith("attachment")
    assert "Gjøvik kommune til Sykehuset Innlandet HF" in ord_
    assert "Synne" not in ord_
    klient = som(cast.leder)
    assert klient.get(rapport()).status_code == 302
    kjor_klare()
    fil = klient.get(rapport())
    assert (fil.status_code, fil.content[:5]) == (200, b"%PDF-")
    kode = Dokument.objects.get(mal="hospitering_aarsrapport").kode
    ekte = tekst(Client().get(reverse("dokumenter:kode", args=[kode])))
    assert "Koden er ekte" in ekte and f"Hospitering i {i_aar()}" in ekte, "anybody can see whether the report is ours"
    o, _venter = tall(cast.leder)
    deler: dict[str, Any] = kontekst(o, utsnitt_for(cast.leder)[0])
    assert deler["i_alt"][0] == ["Søknader sendt", "2"]
    assert deler["tabeller"][-1]["linjer"] == [["Gjøvik kommune til Sykehuset Innlandet HF", ["2", "0"]]]
    # Intake has not seen the one that never came to them: its report is another one.
    assert kontekst(tall(cast.mottak)[0], utsnitt_for(cast.mottak)[0])["i_alt"][0] == ["Søknader sendt", "1"]


@pytest.mark.parametrize("fra", ["01.01.2015", "01.01.2098"])
def test_a_period_without_a_report_leads_to_one_that_there_is(cast: Cast, fra: str) -> None:
    klient = som(cast.sekretariat)
    side = klient.get(reverse("hospitering:oversikt"), {"tid": "egne", "fra": fra, "til": fra})
    assert klient.get(rapport(side.context["aar"])).status_code == 302


@pytest.mark.parametrize(("kode", "antall"), [("sekretariat", 7), ("divisjonsleder", 9)])
def test_the_overview_costs_the_same_for_one_case_and_three(
    cast: Cast, kode: str, antall: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    bruker = cast.folk[kode]
    bruker.husk_tilgang = True  # as in a request, where who somebody is has been asked already
    utsnitt = utsnitt_for(bruker)[0]
    for saker in (1, 3):
        while Soknad.objects.count() < saker:
            avtaler.foreslaatt(cast)
        tall(bruker, utsnitt)
        with django_assert_num_queries(antall):
            tall(bruker, utsnitt)
