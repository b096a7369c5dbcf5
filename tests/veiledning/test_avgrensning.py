"""Two grounds for not answering, in words, and a leader's second look."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from veiledning import overganger as o
from veiledning import rules
from veiledning.models import Avgrensning, Foresporsel
from veiledning.operations import avgrensning as op
from veiledning.operations import foresporsel, vakt
from veiledning.operations.kapasitet import noter_kapasitet
from veiledning.operations.utfall import ikke_besvart

from .folk import virkedag
from .plikt import FAGLIG, UNNSKYLDNING, aapne, avgrenset, besvart, hendelser, til_ny_vurdering, utenfor


def varslet(sak, mal):
    rader = Varsel.objects.filter(sak_id=sak.pk, mal=f"veiledning.{mal}").select_related("mottaker")
    return sorted(v.mottaker.navn for v in rader)


@pytest.mark.krav("S1-V07")
@pytest.mark.krav("S1-V08")
def test_not_necessary_takes_words_and_a_confirmed_assessment(veil):
    sak = veil.tatt()
    felter = {"utfort_av": veil.svarer, "versjon": sak.versjon}
    with pytest.raises(ValidationError) as feil:
        op.avgrens(sak.pk, vurdering=FAGLIG, forsvarlig=False, **felter)
    assert list(feil.value.message_dict) == ["forsvarlig"]
    with pytest.raises(ValidationError) as feil:
        op.avgrens(sak.pk, vurdering="  ", forsvarlig=True, **felter)
    assert list(feil.value.message_dict) == ["vurdering"]

    sak = op.avgrens(sak.pk, vurdering=FAGLIG, forsvarlig=True, **felter)
    grunnen = Avgrensning.objects.get(foresporsel=sak)
    assert (sak.tilstand, grunnen.grunn, grunnen.forsvarlig_bekreftet, grunnen.av) == (
        "avgrenset", "ikke_nodvendig", True, veil.svarer,
    )  # fmt: skip
    assert (aapne(sak), varslet(sak, "avgrenset")) == ([], ["Synne Søker"])


@pytest.mark.krav("S1-V10")
def test_outside_the_duty_says_where_to_go(veil):
    sak = veil.tatt()
    with pytest.raises(ValidationError) as feil:
        op.avvis_utenfor(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, vurdering="Organisering.", henvist_til=" ")
    assert list(feil.value.message_dict) == ["henvist_til"]
    sak = utenfor(veil)
    assert (sak.tilstand, sak.avgrensning.grunn, sak.avgrensning.henvist_til) == (
        "avvist_utenfor_plikten", "utenfor_plikten", "Strategisk samarbeidsutvalg",
    )  # fmt: skip


@pytest.mark.krav("S1-V09")
def test_about_one_patient_nothing_is_limited(veil):
    sak = veil.tatt(veil.tilbakering())
    with pytest.raises(UlovligOvergang):
        op.avgrens(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, vurdering=FAGLIG, forsvarlig=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        Foresporsel.objects.filter(pk=sak.pk).update(tilstand="avgrenset", versjon=sak.versjon + 1)
    with pytest.raises(Exception, match="tekst_om_enkeltpasient"), transaction.atomic():
        Avgrensning.objects.create(
            foresporsel=sak, grunn="ikke_nodvendig", vurdering="x", forsvarlig_bekreftet=True, av=veil.svarer,
            tidspunkt=timezone.now(),
        )  # fmt: skip


@pytest.mark.parametrize("hvem", ["soker", "svarer2", "vertsleder", "koordinator", "utenfor"])
def test_only_whoever_has_it_limits_it(veil, hvem):
    sak = veil.tatt()
    with pytest.raises(Nektet):
        op.avgrens(sak.pk, utfort_av=veil.folk[hvem], versjon=sak.versjon, vurdering=FAGLIG, forsvarlig=True)


@pytest.mark.krav("S1-V08")
def test_the_asker_asks_the_leader_of_the_answering_unit_once(veil):
    sak = til_ny_vurdering(veil, kommentar="Vi har lest retningslinjen, og den dekker det ikke.")
    oppgave = Oppgave.objects.for_sak(sak).aapne().get()
    assert (oppgave.type, oppgave.rolletype, oppgave.enhet, oppgave.frist) == (
        "veiledning.ny_vurdering", "leder", veil.palliativ, virkedag(5),
    )  # fmt: skip
    assert varslet(sak, "ny_vurdering") == [veil.vertsleder.navn]
    assert hendelser(sak, "be_om_ny_vurdering")[0].kommentar == "Vi har lest retningslinjen, og den dekker det ikke."

    sak = op.oppretthold(sak.pk, utfort_av=veil.vertsleder, versjon=sak.versjon, vurdering="Retningslinjen dekker det.")
    assert (sak.tilstand, sak.avgrensning.nytt_utfall, sak.avgrensning.vurdert_av) == (
        "avgrenset", "opprettholdt", veil.vertsleder,
    )  # fmt: skip
    assert (aapne(sak), varslet(sak, "opprettholdt")) == ([], ["Svein Svarer", "Synne Søker"])
    with pytest.raises(UlovligOvergang):
        til_ny_vurdering(veil, sak)


def test_outside_is_upheld_as_outside(veil):
    sak = til_ny_vurdering(veil, utenfor(veil))
    sak = op.oppretthold(sak.pk, utfort_av=veil.vertsleder, versjon=sak.versjon, vurdering="Det er organisering.")
    assert sak.tilstand == "avvist_utenfor_plikten"


def test_a_leader_who_drew_the_limit_never_looks_again(veil):
    sak = vakt.ta((meldt := veil.meldt()).pk, utfort_av=veil.vertsleder, versjon=meldt.versjon)
    sak = til_ny_vurdering(veil, avgrenset(veil, sak))
    for verb in (op.oppretthold, op.omgjor):
        with pytest.raises(Nektet):
            verb(sak.pk, utfort_av=veil.vertsleder, versjon=sak.versjon, vurdering="Jeg er enig med meg selv.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Avgrensning.objects.filter(foresporsel=sak).update(
            nytt_utfall="opprettholdt", vurdert_av=veil.vertsleder, vurdert_tid=timezone.now()
        )


def test_nor_the_leader_on_whose_behalf_it_was_drawn(veil):
    rolle = veil.vertsleder.roller.get(type="leder", enhet=veil.palliativ)
    veil.person("vikar", "Viggo Vikar")
    veil.stedfortreder_for("vikar", rolle)
    meldt = veil.meldt()
    sak = vakt.ta(meldt.pk, utfort_av=veil.folk["vikar"], versjon=meldt.versjon)
    sak = til_ny_vurdering(veil, avgrenset(veil, sak))
    assert sak.avgrensning.paa_vegne_av == veil.vertsleder
    for hvem in ("vikar", "vertsleder"):
        with pytest.raises(Nektet):
            op.oppretthold(sak.pk, utfort_av=veil.folk[hvem], versjon=sak.versjon, vurdering="Vi er enige med oss selv.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Avgrensning.objects.filter(foresporsel=sak).update(
            nytt_utfall="opprettholdt", vurdert_av=veil.vertsleder, vurdert_tid=timezone.now()
        )
    [over] = {f.bruker for f in rules.ledere(sak)}
    sak = op.oppretthold(sak.pk, utfort_av=over, versjon=sak.versjon, vurdering="Det står i retningslinjen.")
    assert (sak.tilstand, sak.avgrensning.vurdert_av) == ("avgrenset", over)


def test_the_leader_who_was_asked_hears_that_it_is_withdrawn(veil):
    sak = til_ny_vurdering(veil)
    foresporsel.trekk(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    assert varslet(sak, "trukket") == ["Svein Svarer", "Vera Vertsleder"]


@pytest.mark.parametrize("hvem", ["soker", "svarer", "svarer2", "koordinator", "leder", "utenfor"])
def test_nobody_but_the_leader_there_decides_it(veil, hvem):
    sak = til_ny_vurdering(veil)
    with pytest.raises(Nektet):
        op.omgjor(sak.pk, utfort_av=veil.folk[hvem], versjon=sak.versjon, vurdering="Det skal besvares.")


@pytest.mark.krav("S1-V08")
def test_what_the_leader_sends_back_must_be_answered(veil):
    gammel = timezone.now() - timedelta(days=40)
    sak = til_ny_vurdering(veil, avgrenset(veil, naa=gammel))
    sak = op.omgjor(sak.pk, utfort_av=veil.vertsleder, versjon=sak.versjon, vurdering="Kommunen trenger svaret.")
    assert (sak.tilstand, sak.ansvarlig, sak.svarfrist, sak.vakt) == ("meldt", None, virkedag(5), veil.svarer)
    assert (sak.avgrensning.nytt_utfall, sak.avgrensning.ny_vurdering) == ("omgjort", "Kommunen trenger svaret.")
    assert aapne(sak) == [("ta", "Svein Svarer")]
    assert varslet(sak, "omgjort") == ["Svein Svarer", "Synne Søker"]
    sak = vakt.ta(sak.pk, utfort_av=veil.svarer2, versjon=sak.versjon)
    muligheter = {overgang.navn for overgang in o.FORESPORSEL.mulige(veil.svarer2, sak)}
    assert muligheter & {"avgrens", "avvis_utenfor"} == set()
    with pytest.raises(UlovligOvergang):
        avgrenset(veil, sak)


def test_an_upheld_limit_is_late_not_forbidden_for_the_leader(veil):
    sak = veil.tatt()
    with pytest.raises(UlovligOvergang):
        op.oppretthold(sak.pk, utfort_av=veil.vertsleder, versjon=sak.versjon, vurdering="For tidlig.")


def test_the_pages_from_limit_to_second_look(veil, client):
    sak = veil.tatt()
    client.force_login(veil.svarer)
    adresse = f"/veiledning/{sak.pk}/avgrens/"
    tom = client.post(adresse, {"versjon": sak.versjon, "vurdering": ""})
    assert list(tom.context["form"].errors) == ["vurdering", "forsvarlig"]
    assert "lovdata.no/lov/2011-06-24-30/§4-1" in tom.content.decode()
    svar = client.post(adresse, {"versjon": sak.versjon, "vurdering": FAGLIG, "forsvarlig": "on"}, follow=True)
    assert svar.redirect_chain[0][0] == sak.get_absolute_url()
    client.force_login(veil.soker)
    svar = client.post(
        f"/veiledning/{sak.pk}/be-om-ny-vurdering/", {"versjon": sak.versjon + 1, "kommentar": ""}, follow=True
    )
    assert svar.status_code == 200
    client.force_login(veil.vertsleder)
    assert client.get(f"/veiledning/{sak.pk}/oppretthold/").status_code == 200
    client.post(f"/veiledning/{sak.pk}/omgjor/", {"versjon": sak.versjon + 2, "vurdering": "Det trengs."})
    sak.refresh_from_db()
    assert sak.tilstand == "meldt"


def test_the_page_says_why_and_what_the_leader_decided(veil, client):
    sak = til_ny_vurdering(veil)
    op.oppretthold(sak.pk, utfort_av=veil.vertsleder, versjon=sak.versjon, vurdering="Kapittel tre svarer på det.")
    for hvem in ("soker", "svarer", "vertsleder", "koordinator"):
        client.force_login(veil.folk[hvem])
        html = client.get(sak.get_absolute_url()).content.decode()
        assert [html.count(tekst) for tekst in (FAGLIG, "Kapittel tre svarer på det.")] == [1, 1], hvem


VERB = {
    "avgrens": lambda c: (c.tatt(), lambda s: avgrenset(c, s)),
    "avvis_utenfor": lambda c: (
        c.tatt(),
        lambda s: op.avvis_utenfor(
            s.pk, utfort_av=c.svarer, versjon=s.versjon, vurdering="Organisering.", henvist_til="SSU"
        ),
    ),
    "be_om_ny_vurdering": lambda c: (avgrenset(c), lambda s: til_ny_vurdering(c, s)),
    "oppretthold": lambda c: (
        til_ny_vurdering(c),
        lambda s: op.oppretthold(s.pk, utfort_av=c.vertsleder, versjon=s.versjon, vurdering="Det står."),
    ),
    "omgjor": lambda c: (
        til_ny_vurdering(c),
        lambda s: op.omgjor(s.pk, utfort_av=c.vertsleder, versjon=s.versjon, vurdering="Det trengs."),
    ),
    "ikke_besvart": lambda c: (
        besvart(c),
        lambda s: ikke_besvart(s.pk, utfort_av=c.soker, versjon=s.versjon),
    ),
    "noter_kapasitet": lambda c: (c.tatt(), lambda s: noter_kapasitet(s, UNNSKYLDNING, utfort_av=c.svarer)),
}


@pytest.mark.parametrize("verb", VERB)
def test_a_failing_notice_leaves_nothing_behind(veil, monkeypatch, verb):
    sak, gjor = VERB[verb](veil)

    def spor():
        grunner = list(Avgrensning.objects.values("grunn", "nytt_utfall", "ny_vurdering"))
        return (
            Foresporsel.objects.filter(pk=sak.pk).values().get(),
            grunner,
            aapne(sak),
            Hendelse.objects.for_sak(sak).count(),
        )

    def brister(*_args, **_kwargs):
        raise RuntimeError("no mail today")

    foer = spor()
    with monkeypatch.context() as m:
        m.setattr("veiledning.operations.folger.varsle", brister)
        with pytest.raises(RuntimeError):
            gjor(sak)
    assert spor() == foer
    gjor(sak)
    assert spor() != foer
