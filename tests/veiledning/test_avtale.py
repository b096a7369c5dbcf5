"""The agreement in the single case: one side proposes, the other confirms, and both have it in their calendar."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from tests.veiledning.folk import virkedag
from tests.veiledning.samtale import avtalt, foreslaa, forslag, fortalt, har_begynt, klokka, skylder
from veiledning.models import Veiledningsavtale
from veiledning.operations import avtale, vakt

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
