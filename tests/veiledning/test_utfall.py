"""Both sides say what came of it, and then the case is closed."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.varsling.models import Varsel
from veiledning.models import Foresporsel, Utfall
from veiledning.operations import utfall as op

from .folk import virkedag
from .plikt import aapne, avgrenset, besvart, hendelser, kodet

BEGGE = [("utfall", "Svein Svarer"), ("utfall", "Synne Søker")]


def test_both_sides_owe_the_outcome_when_guidance_is_given(veil):
    sak = besvart(veil)
    assert aapne(sak) == BEGGE
    assert {o.frist for o in Oppgave.objects.for_sak(sak).aapne()} == {virkedag(20)}


def test_the_case_closes_when_both_have_said_it(veil):
    sak = kodet(besvart(veil), veil.soker, nytte=5, ledet_til=["ny_prosedyre", "tryggere"], kommentar="Takk.")
    assert (sak.tilstand, aapne(sak)) == ("gjennomfort", [("utfall", "Svein Svarer")])
    sak = kodet(sak, veil.svarer, besvart="delvis", nytte=3, ledet_til=[])
    assert (sak.tilstand, aapne(sak), sak.lukket_tid is not None) == ("lukket", [], True)
    assert [h.utfort_av.er_system for h in hendelser(sak, "lukk")] == [True]
    rader = Utfall.objects.filter(foresporsel=sak).order_by("side")
    assert [(u.side, u.besvart, u.nytte, u.ledet_til, u.kommentar, u.av) for u in rader] == [
        ("melder", "ja", 5, ["ny_prosedyre", "tryggere"], "Takk.", veil.soker),
        ("svarer", "delvis", 3, [], "", veil.svarer),
    ]


def test_one_side_puts_its_own_right_until_the_other_has_answered(veil):
    sak = kodet(besvart(veil), veil.soker, nytte=1)
    sak = kodet(sak, veil.soker, nytte=4)
    assert [(u.side, u.nytte) for u in sak.utfall.all()] == [("melder", 4)]


@pytest.mark.krav("S1-V13")
def test_about_one_patient_there_are_codes_only_and_the_number_goes(veil, client):
    sak = besvart(veil, veil.tatt(veil.tilbakering()))
    with pytest.raises(ValidationError) as feil:
        kodet(sak, veil.soker, kommentar="Hun har det bedre.")
    assert list(feil.value.message_dict) == ["kommentar"]
    with pytest.raises(Exception, match="tekst_om_enkeltpasient"), transaction.atomic():
        Utfall.objects.create(
            foresporsel=sak, side="melder", besvart="ja", nytte=3, kommentar="Hun", av=veil.soker, tidspunkt=timezone.now()
        )
    client.force_login(veil.soker)
    assert "kommentar" not in client.get(f"/veiledning/{sak.pk}/kode-utfall/").context["form"].fields
    sak = kodet(kodet(sak, veil.soker), veil.svarer)
    sak.refresh_from_db()
    assert (sak.tilstand, sak.ring_tlf) == ("lukket", "")


def test_an_open_case_keeps_the_number(veil):
    sak = veil.tatt(veil.tilbakering())
    with pytest.raises(IntegrityError), transaction.atomic():
        Foresporsel.objects.filter(pk=sak.pk).update(ring_tlf="")


@pytest.mark.parametrize(
    ("felter", "navn"),
    [
        ({"besvart": "ikke_oppgitt"}, "besvart"),
        ({"besvart": ""}, "besvart"),
        ({"nytte": 0}, "nytte"),
        ({"nytte": 6}, "nytte"),
        ({"ledet_til": ["noe_annet"]}, "ledet_til"),
        ({"ledet_til": ["ingenting", "tryggere"]}, "ledet_til"),
    ],
)
def test_what_is_not_on_the_list_is_refused(veil, felter, navn):
    with pytest.raises(ValidationError) as feil:
        kodet(besvart(veil), veil.soker, **felter)
    assert list(feil.value.message_dict) == [navn]


@pytest.mark.parametrize("hvem", ["svarer2", "vertsleder", "koordinator", "leder", "utenfor"])
def test_only_the_two_code_it(veil, hvem):
    with pytest.raises(Nektet):
        kodet(besvart(veil), veil.folk[hvem])


def test_not_answered_comes_back_with_a_fresh_deadline_and_is_counted(veil):
    for_lenge_siden = timezone.now() - timedelta(days=30)
    sak = kodet(besvart(veil, naa=for_lenge_siden), veil.svarer)
    sak = op.ikke_besvart(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert (sak.tilstand, sak.ansvarlig, sak.svarfrist, sak.gjennomfort_tid) == ("mottatt", veil.svarer, virkedag(5), None)
    assert (aapne(sak), sak.utfall.count(), len(hendelser(sak, "ikke_besvart"))) == ([("svar", "Svein Svarer")], 0, 1)
    with pytest.raises(UlovligOvergang):
        op.ikke_besvart(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    with pytest.raises(Nektet):
        op.ikke_besvart(besvart(veil).pk, utfort_av=veil.svarer, versjon=4)


def test_the_clock_closes_what_nobody_codes(veil):
    gitt = timezone.now() - timedelta(days=45)
    gammel, ny, avslaatt = besvart(veil, naa=gitt), besvart(veil), avgrenset(veil, naa=gitt)
    gammel = kodet(gammel, veil.soker)
    assert (op.lukk_forfalte(), op.lukk_forfalte()) == (1, 0)
    for sak in (gammel, ny, avslaatt):
        sak.refresh_from_db()
    assert [s.tilstand for s in (gammel, ny, avslaatt)] == ["lukket", "gjennomfort", "avgrenset"]
    rader = gammel.utfall.order_by("side")
    assert [(u.side, u.besvart, u.nytte, u.av) for u in rader] == [
        ("melder", "ja", 4, veil.soker), ("svarer", "ikke_oppgitt", None, None),
    ]  # fmt: skip
    assert (aapne(gammel), aapne(ny)) == ([], BEGGE)


def test_nobody_closes_a_case_but_time(veil):
    sak = besvart(veil)
    with pytest.raises(Nektet):
        op.lukk(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon)
    assert op.lukk(sak.pk, utfort_av=Bruker.objects.systemet(), versjon=sak.versjon).tilstand == "lukket"


def test_the_page_codes_and_says_what_happens_next(veil, client):
    sak = besvart(veil)
    client.force_login(veil.soker)
    adresse = f"/veiledning/{sak.pk}/kode-utfall/"
    tom = client.post(adresse, {"versjon": sak.versjon})
    assert list(tom.context["form"].errors) == ["besvart", "nytte"]
    rett = {"versjon": sak.versjon, "besvart": "ja", "nytte": "5", "ledet_til": ["tryggere"], "kommentar": "Nyttig."}
    feil = client.post(adresse, rett | {"ledet_til": ["ingenting", "tryggere"]})
    assert list(feil.context["form"].errors) == ["ledet_til"]
    svar = client.post(adresse, rett, follow=True)
    assert [str(m) for m in svar.context["messages"]] == ["Takk. Saken lukkes når den andre også har svart."]
    sak.refresh_from_db()
    client.force_login(veil.svarer)
    svar = client.post(adresse, rett | {"versjon": sak.versjon}, follow=True)
    assert [str(m) for m in svar.context["messages"]] == ["Takk. Begge har sagt hva det førte til, og saken er lukket."]


def test_until_it_is_closed_each_sees_only_its_own(veil, client):
    sak = kodet(besvart(veil), veil.soker, nytte=2, kommentar="Vi trengte mer.")
    ventet = {"soker": ["Den som spurte"], "svarer": [], "koordinator": []}

    def sett() -> dict[str, list[str]]:
        sider = {}
        for hvem in ventet:
            client.force_login(veil.folk[hvem])
            sider[hvem] = [u.side for u in client.get(sak.get_absolute_url()).context["utfall"]]
        return sider

    assert sett() == ventet
    sak = kodet(sak, veil.svarer)
    assert sett() == {hvem: ["Den som spurte", "Den som svarte"] for hvem in ventet}
    assert "Vi trengte mer." in client.get(sak.get_absolute_url()).content.decode()


def varslede(sak, mal):
    rader = Varsel.objects.filter(sak_id=sak.pk, mal=f"veiledning.{mal}").select_related("mottaker")
    return sorted(v.mottaker.navn for v in rader)


@pytest.mark.krav("S1-V12")
def test_an_asker_who_got_no_answer_may_still_send_it_back(veil, client):
    sak = kodet(besvart(veil), veil.svarer)
    client.force_login(veil.soker)
    felter = {"versjon": sak.versjon, "besvart": "nei", "nytte": "1", "kommentar": ""}
    svar = client.post(f"/veiledning/{sak.pk}/kode-utfall/", felter, follow=True)
    ventet = ["Takk. Trenger dere fortsatt svaret, sender du spørsmålet tilbake herfra."]
    assert [str(m) for m in svar.context["messages"]] == ventet
    sak.refresh_from_db()
    assert (sak.tilstand, varslede(sak, "utfall_nei")) == ("gjennomfort", ["Kirsti Koordinator"])
    sak = op.ikke_besvart(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert (sak.tilstand, varslede(sak, "ikke_besvart_igjen")) == ("mottatt", [])
    sak = besvart(veil, sak)
    sak = op.ikke_besvart(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert varslede(sak, "ikke_besvart_igjen") == ["Kirsti Koordinator"]


def test_a_no_that_nobody_sends_back_closes_by_time(veil):
    gitt = timezone.now() - timedelta(days=45)
    sak = kodet(kodet(besvart(veil, naa=gitt), veil.svarer), veil.soker, besvart="nei", nytte=1)
    assert (sak.tilstand, op.lukk_forfalte()) == ("gjennomfort", 1)
    assert sorted(sak.utfall.values_list("side", "besvart")) == [("melder", "nei"), ("svarer", "ja")]


@pytest.mark.krav("S1-V12")
def test_a_comment_of_the_answerer_that_pleads_capacity_is_told_of(veil):
    sak = kodet(besvart(veil), veil.svarer, kommentar="Vi hadde ikke kapasitet til mer.")
    assert varslede(sak, "kapasitet") == ["Kirsti Koordinator"]
    sak = kodet(besvart(veil), veil.soker, kommentar="Vi har ikke tid til mer.")
    assert varslede(sak, "kapasitet") == []
