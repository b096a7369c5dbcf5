"""The numbers are right, and each sees their own."""

from dataclasses import asdict
from datetime import date, timedelta
from io import BytesIO
from zipfile import ZipFile

import pgtrigger
import pytest
from django.utils import timezone

from grunnmur.organisasjon.models import RolleType
from grunnmur.saksgang.models import Hendelse
from veiledning.models import Avgrensning, Foresporsel, Innstilling, Utfall
from veiledning.operations import avgrensning
from veiledning.selectors.tall import i_perioden, tall_for
from veiledning.selectors.tallutsnitt import utsnitt_for

from .plikt import avgrenset, besvart, kodet, til_ny_vurdering
from .tilfeldige import for_haand, lag

DAG = date(2026, 11, 20)
FLYT = ("median_svar", "p90_svar", "median_avtale", "p90_avtale")


def avrundet(tall):
    """Floating point: the last digits are nobody's."""
    tall = dict(tall) | {navn: tall[navn] and round(tall[navn], 9) for navn in FLYT}
    return tall | {"nytte": {s: n | {"snitt": n["snitt"] and round(n["snitt"], 9)} for s, n in tall["nytte"].items()}}


@pytest.mark.krav("S1-V03")
@pytest.mark.parametrize("fro", [1, 2, 3])
def test_every_number_is_what_it_is_by_hand(veil, fro):
    lag(veil, 150, fro, DAG)
    for fra, til in ((date(2025, 1, 1), DAG), (date(2026, 1, 1), date(2026, 6, 30))):
        tall = tall_for(Foresporsel.objects.filter(i_perioden(fra, til)), dag=DAG, minste=5)
        for hjemmel in ("sphl_6_3", "hol_5_11"):
            assert avrundet(asdict(tall[hjemmel])) == avrundet(for_haand(hjemmel, fra, til, DAG, 5)), (hjemmel, fra)


def test_the_random_questions_hold_something_of_everything(veil):
    lag(veil, 150, 1, DAG)
    tall = for_haand("sphl_6_3", date(2025, 1, 1), DAG, DAG, 5)
    uten = {"samordnet", "omgjort", "utfall", "avgrenset", "nytte", "ledet_til"}
    assert {navn for navn, verdi in tall.items() if not verdi} <= uten
    assert 0 < tall["innen_frist"] < tall["med_frist"] < tall["spurt"]


def test_usefulness_of_a_few_is_not_shown(veil):
    saker = [kodet(besvart(veil), veil.soker, nytte=2) for _nr in range(3)]
    utvalg = Foresporsel.objects.filter(pk__in=[s.pk for s in saker])

    def vist(minste):
        n = tall_for(utvalg, dag=timezone.localdate(), minste=minste)["sphl_6_3"].nytte["melder"]
        return n.antall, n.snitt

    assert (vist(4), vist(3)) == ((3, None), (3, 2.0))


def test_what_a_leader_turned_round_is_counted(veil):

    sak = til_ny_vurdering(veil)
    avgrensning.omgjor(sak.pk, utfort_av=veil.vertsleder, versjon=sak.versjon, vurdering="Det trengs.")
    avgrenset(veil)
    tall = tall_for(Foresporsel.objects.all(), dag=timezone.localdate(), minste=5)["sphl_6_3"]
    assert (tall.avgrenset, tall.omgjort) == ({"ikke_nodvendig": 2, "utenfor_plikten": 0}, 1)


def test_drafts_are_no_questions_and_nothing_is_no_error(veil):
    veil.utkast()
    tall = tall_for(Foresporsel.objects.filter(i_perioden(date(2020, 1, 1), date(2040, 1, 1))), dag=DAG, minste=5)
    assert [(t.spurt, t.median_svar, t.andel_innen_frist) for t in tall.values()] == [(0, None, None)] * 2


@pytest.mark.parametrize(
    ("hvem", "ventet"),
    [
        ("svarer", ["e:palliativ"]),
        ("vertsleder", ["e:palliativ"]),
        ("koordinator", ["v:sykehus", "alle"]),
        ("kommunekoordinator", ["v:gjovik", "alle"]),
        ("spesialist", ["v:praksis"]),
        ("soker", []),
        ("utenfor", []),
    ],
)
def test_whose_numbers_each_may_see(veil, hvem, ventet):
    navn = {f"e:{veil.palliativ.pk}": "e:palliativ", "alle": "alle"}
    navn |= {f"v:{getattr(veil, v).pk}": f"v:{v}" for v in ("sykehus", "gjovik", "praksis")}
    assert [navn[u.kode] for u in utsnitt_for(veil.folk[hvem])] == ventet


def test_the_secretariat_sees_every_party(veil):
    veil.person("sekretaer", "Siri Sekretær")
    veil.rolle("sekretaer", RolleType.SEKRETARIAT, veil.sykehus)
    koder = [u.kode for u in utsnitt_for(veil.folk["sekretaer"])]
    assert koder[0] == "alle"
    assert {f"v:{v.pk}" for v in (veil.sykehus, veil.gjovik, veil.praksis)} <= set(koder)


def test_the_page_counts_the_own_part_only(veil, client):
    veil.meldt()
    veil.meldt(veil.behov(til_virksomhet=veil.praksis, til_enhet=None))
    for hvem, antall in (("svarer", 1), ("koordinator", 1), ("spesialist", 1), ("kommunekoordinator", 2)):
        client.force_login(veil.folk[hvem])
        svar = client.get("/veiledning/tall/")
        assert (svar.status_code, svar.context["side"].tall["sphl_6_3"].spurt) == (200, antall), hvem
    client.force_login(veil.koordinator)
    assert client.get("/veiledning/tall/?omraade=alle").context["side"].tall["sphl_6_3"].spurt == 2
    andres = client.get(f"/veiledning/tall/?omraade=v:{veil.praksis.pk}")
    assert list(andres.context["form"].errors) == ["omraade"]
    assert andres.context["side"].tall["sphl_6_3"].spurt == 1
    for hvem in ("soker", "utenfor"):
        client.force_login(veil.folk[hvem])
        assert [client.get(f"/veiledning/tall/{side}").status_code for side in ("", "regneark/")] == [404, 404]


def test_field_and_period_narrow_it(veil, client):
    veil.meldt()
    veil.meldt(veil.behov(fagfelt="rus"))
    client.force_login(veil.svarer)
    idag = timezone.localdate()

    def spurt(sporring):
        return client.get(f"/veiledning/tall/?{sporring}").context["side"].tall["sphl_6_3"].spurt

    assert [spurt(""), spurt("fagfelt=rus"), spurt(f"til={idag - timedelta(days=1):%d.%m.%Y}")] == [2, 1, 0]
    feil = client.get("/veiledning/tall/?fra=01.02.2026&til=01.01.2026")
    assert (feil.status_code, list(feil.context["form"].errors)) == (200, ["til"])


def test_the_workbook_holds_the_same_lines(veil, client):
    veil.meldt()
    client.force_login(veil.koordinator)
    svar = client.get("/veiledning/tall/regneark/")
    bok = ZipFile(BytesIO(b"".join(svar.streaming_content)))
    ark = bok.read("xl/worksheets/sheet1.xml").decode()
    for tekst in ("Svart eller avtalt innen fristen", "Spørsmål fra kommunene"):
        assert tekst in ark
    assert '<c r="C3"><v>1</v></c>' in ark


def test_as_many_queries_for_many_as_for_few(veil, client, django_assert_num_queries):
    Innstilling.objects.update(minste_gruppe=3)
    client.force_login(veil.koordinator)
    client.get("/veiledning/tall/")
    for antall in (3, 60):
        lag_flere(veil, antall)
        with django_assert_num_queries(SPORRINGER):
            client.get("/veiledning/tall/")


SPORRINGER = 12


def lag_flere(veil, antall):
    with pgtrigger.ignore():
        for modell in (Utfall, Avgrensning, Hendelse, Foresporsel):
            modell.objects.all().delete()
    lag(veil, antall, 7, timezone.localdate())
