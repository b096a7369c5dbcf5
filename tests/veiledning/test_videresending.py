"""Whatever belongs somewhere else goes there, with the deadline it had; the asker knows, and it is never sent back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Deltakelse
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from tests.hospitering.skjema import SYNTETISK_FNR
from veiledning.models import Foresporsel, Grunn, Videregrunn
from veiledning.operations import foresporsel, vakt
from veiledning.operations.taushet import meld_taushet_forfalte
from veiledning.operations.videre import videresend

from .test_vakt import aapne, eiere, klokka


def videre(sak, veil, av="svarer", grunn="annet_fag", kommentar="Akuttmottaket kan dette bedre.", **til):
    if sak.om_enkeltpasient:
        kommentar = ""
    return videresend(sak.pk, utfort_av=veil.folk[av], versjon=sak.versjon, grunn=grunn, kommentar=kommentar, **til)


@pytest.fixture
def akuttsvarer(veil):
    veil.rolle("kontakt", "veiledningsansvarlig", veil.akutt)
    return veil.kontakt


@pytest.mark.krav("S1-V12")
@pytest.mark.parametrize("omfang", ["generelt", "enkeltpasient"])
@pytest.mark.parametrize("tatt", [False, True])
def test_to_another_unit_of_the_party_with_the_same_deadline(veil, akuttsvarer, omfang, tatt):
    felter = veil.tilbakering() if omfang == "enkeltpasient" else veil.behov()
    sak = veil.tatt(felter) if tatt else veil.meldt(felter)
    frist = sak.svarfrist
    sak = videre(sak, veil, enhet=veil.akutt)
    assert (sak.tilstand, sak.til_enhet, sak.ansvarlig, sak.svarfrist) == ("meldt", veil.akutt, None, frist)
    assert eiere(sak) == [("ta", "veiledningsansvarlig")]
    assert Oppgave.objects.venter_paa(akuttsvarer).filter(sak_id=sak.pk).count() == 1
    varsel = Varsel.objects.get(mal="veiledning.videresendt", mottaker=veil.soker)
    assert varsel.data["til"] == veil.akutt.visningsnavn
    assert not Foresporsel.objects.synlig_for(veil.svarer).filter(pk=sak.pk).exists()
    assert vakt.ta(sak.pk, utfort_av=akuttsvarer, versjon=sak.versjon).ansvarlig == akuttsvarer


def test_to_a_named_colleague_who_may_leave_it_to_the_line(veil):
    sak = videre(veil.tatt(), veil, grunn="kollega", person=veil.reserve)
    assert (sak.vakt, eiere(sak)) == (veil.reserve, [("ta", veil.reserve)])
    assert Varsel.objects.get(mal="veiledning.videresendt", mottaker=veil.soker).data["til"] == veil.reserve.navn
    systemet = type(veil.soker).objects.systemet()
    sak = vakt.neste_i_vakten(sak.pk, utfort_av=systemet, versjon=sak.versjon)
    assert eiere(sak) == [("ta", veil.svarer)]


@pytest.mark.krav("S0-V03")
def test_to_somebody_who_answers_alone_and_the_coordinator_who_followed_it_up_is_done(veil):
    sak = veil.tatt()
    meld_taushet_forfalte(klokka(6, 8))
    sak.refresh_from_db()
    assert [o.type for o in aapne(sak)] == ["veiledning.svar", "veiledning.taus"]
    sak = videre(sak, veil, av="koordinator", grunn="feil_adressat", virksomhet=veil.praksis)
    assert (sak.til_virksomhet, sak.til_enhet, sak.taus_siden) == (veil.praksis, None, None)
    assert eiere(sak) == [("ta", "avtalespesialist")]
    assert Varsel.objects.filter(mal="veiledning.videresendt").count() == 2  # the asker, and whoever had it


def test_within_the_silent_party_the_coordinator_goes_on(veil, akuttsvarer):
    sak = veil.tatt()
    meld_taushet_forfalte(klokka(6, 8))
    sak.refresh_from_db()
    sak = videre(sak, veil, enhet=veil.akutt)
    assert [o.type for o in aapne(sak)] == ["veiledning.ta", "veiledning.taus"]
    assert meld_taushet_forfalte(klokka(6, 9)) == 0


@pytest.mark.parametrize(
    ("til", "felt"),
    [
        (lambda v: {}, "enhet"),
        (lambda v: {"enhet": v.akutt, "person": v.reserve}, "enhet"),
        (lambda v: {"enhet": v.palliativ}, "enhet"),
        (lambda v: {"enhet": v.hamarhelse}, "enhet"),
        (lambda v: {"enhet": v.utenforenhet}, "enhet"),
        (lambda v: {"virksomhet": v.sykehus}, "virksomhet"),
        (lambda v: {"virksomhet": v.hamar}, "virksomhet"),
        (lambda v: {"person": v.svarer}, "person"),
        (lambda v: {"person": v.utenfor}, "person"),
        (lambda v: {"enhet": v.akutt, "grunn": "kapasitet"}, "grunn"),
        (lambda v: {"enhet": v.akutt, "kommentar": " "}, "kommentar"),
    ],
)
def test_never_to_nobody_nor_to_the_side_that_asks(veil, til, felt):
    sak = veil.tatt()
    with pytest.raises(ValidationError) as feil:
        videre(sak, veil, **til(veil))
    assert list(feil.value.message_dict) == [felt]


@pytest.mark.krav("S1-V13")
def test_about_one_patient_no_word_goes_along(veil, akuttsvarer):
    sak = veil.tatt(veil.tilbakering())
    with pytest.raises(ValidationError) as feil:
        videresend(
            sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, grunn="annet_fag", enhet=veil.akutt, kommentar="Hun er 82"
        )
    assert list(feil.value.message_dict) == ["kommentar"]


@pytest.mark.krav("S1-V12")
def test_no_reason_mentions_resources():
    ord_ = " ".join([*Videregrunn.values, *map(str, Videregrunn.labels), *Grunn.values, *map(str, Grunn.labels)]).lower()
    assert [o for o in ("kapasitet", "ressurs", "tid", "bemanning", "belastning", "travel") if o in ord_.split()] == []


def test_after_three_times_the_coordinator_hears_of_it(veil, akuttsvarer):
    sak = veil.meldt()
    for nr, (av, enhet) in enumerate([("svarer", veil.akutt), ("kontakt", veil.palliativ), ("svarer", veil.akutt)], start=1):
        assert not Varsel.objects.filter(mal="veiledning.mange_ganger").exists()
        sak = videre(sak, veil, av=av, enhet=enhet)
        ruten = Hendelse.objects.for_sak(sak).filter(navn="videresend").order_by("-id").first()
        assert (nr, ruten.data["til"]) == (nr, enhet.visningsnavn)
    assert [v.mottaker for v in Varsel.objects.filter(mal="veiledning.mange_ganger")] == [veil.koordinator]


def test_who_may_not_and_when_it_is_too_late(veil):
    sak = veil.meldt()
    for kode in ("soker", "utenfor", "kommunesvarer", "sekretariat"):
        with pytest.raises(Nektet):
            videre(sak, veil, av=kode, enhet=veil.akutt)
    sak = foresporsel.trekk(sak.pk, utfort_av=veil.soker, versjon=sak.versjon)
    with pytest.raises(UlovligOvergang):
        videre(sak, veil, enhet=veil.akutt)


def test_a_failing_notice_leaves_nothing_behind(veil, monkeypatch):
    sak = veil.tatt()
    monkeypatch.setattr("veiledning.operations.folger.varsle", _brister)
    with pytest.raises(RuntimeError):
        videre(sak, veil, enhet=veil.akutt)
    sak.refresh_from_db()
    assert (sak.tilstand, sak.til_enhet, eiere(sak)) == ("mottatt", veil.palliativ, [("svar", veil.svarer)])


def _brister(*_a, **_k):
    raise RuntimeError("varsling er nede")


# --- the page ---------------------------------------------------------------------------------------------------------


def test_the_page_searches_without_scripts_and_ends_on_the_list(veil, client, akuttsvarer):
    sak = veil.tatt()
    client.force_login(veil.svarer)
    adresse = f"/veiledning/{sak.pk}/videresend/"
    assert client.get(adresse).status_code == 200
    skrevet = {"versjon": sak.versjon, "grunn": "annet_fag", "kommentar": "Dere kan dette.", "enhetssok": "akutt"}
    side = client.post(adresse, {**skrevet, "sok_enheter": "1"})
    assert (side.status_code, str(veil.akutt.pk) in side.content.decode()) == (200, True)
    assert "Dere kan dette." in side.content.decode()
    svar = client.post(adresse, {**skrevet, "enhet": str(veil.akutt.pk)}, follow=True)
    assert svar.redirect_chain == [("/veiledning/", 302)]
    assert [str(m) for m in svar.context["messages"]] == [
        f"Spørsmålet {sak.saksnummer} er sendt videre til {veil.akutt.visningsnavn}, med samme frist. "
        "Synne Søker har fått beskjed."
    ]


def test_the_page_keeps_what_was_typed_when_a_national_identity_number_is_in_it(veil, client):
    sak = veil.tatt()
    client.force_login(veil.svarer)
    tekst = f"Gjelder {SYNTETISK_FNR}"
    skrevet = {"versjon": sak.versjon, "grunn": "annet_fag", "kommentar": tekst, "person": veil.reserve.pk}
    side = client.post(f"/veiledning/{sak.pk}/videresend/", skrevet)
    assert (side.status_code, side.context["form"]["kommentar"].value()) == (200, tekst)
    assert list(side.context["form"].errors) == ["kommentar"]


def test_about_one_patient_the_page_has_no_text_field(veil, client):
    sak = veil.tatt(veil.tilbakering())
    client.force_login(veil.svarer)
    side = client.get(f"/veiledning/{sak.pk}/videresend/")
    assert b"<textarea" not in side.content


def test_a_question_still_moves_within_a_party_that_has_left_the_network(veil, akuttsvarer):
    sak = veil.tatt()
    Deltakelse.objects.filter(virksomhet=veil.sykehus).update(gyldig_til=timezone.localdate() - timedelta(days=1))
    assert videre(sak, veil, enhet=veil.akutt).til_enhet == veil.akutt
