"""An answer gets into the bank by both sides' consent, stays while somebody looks after it, and leaves by itself."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from grunnmur.portal.dato import pluss_maaneder
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from veiledning.models import Banksvar, Foresporsel, Innstilling
from veiledning.operations import bank

from .banken import aapne, besvart, foreslaatt, fortalt, publisert
from .folk import IDAG, virkedag

# --- consent ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("foerst", "andre"), [("svarer", "soker"), ("soker", "svarer")])
def test_both_sides_consent_before_anybody_else_reads_it(veil, foerst, andre):
    svar = foreslaatt(veil, av=foerst)
    assert (svar.tilstand, svar.saksnummer, svar.publisert_tid) == ("foreslaatt", None, None)
    assert aapne(svar) == [("veiledning.samtykke", veil.folk[andre], virkedag(10))]
    assert fortalt(svar, "foreslaatt") == [veil.folk[andre].navn]
    with pytest.raises(Nektet):
        bank.samtykk(svar.pk, utfort_av=veil.folk[foerst], versjon=svar.versjon)

    svar = bank.samtykk(svar.pk, utfort_av=veil.folk[andre], versjon=svar.versjon)
    assert (svar.tilstand, svar.gjennomgaas) == ("publisert", pluss_maaneder(IDAG(), 12))
    assert svar.saksnummer[:3] == "VS-"
    assert None not in (svar.samtykke_melder, svar.samtykke_svarer)
    assert aapne(svar) == []
    assert fortalt(svar, "publisert") == ["Svein Svarer", "Synne Søker"]


def test_the_answer_carries_its_author_its_unit_and_its_links(veil):
    svar = publisert(veil)
    assert (svar.forfatter, svar.melder, svar.enhet, svar.virksomhet) == (
        veil.svarer, veil.soker, veil.palliativ, veil.sykehus,
    )  # fmt: skip
    assert [(lenke.tittel, lenke.url) for lenke in svar.lenker.all()] == [
        ("Smertelindring i hjemmet", "https://prosedyrer.example/smertepumpe")
    ]


def test_how_long_it_holds_is_set_by_the_network(veil):
    Innstilling.objects.update(gjennomgang_maaneder=6)
    assert publisert(veil).gjennomgaas == pluss_maaneder(IDAG(), 6)


def test_a_no_is_told_with_its_words_and_may_be_tried_again(veil):
    svar = foreslaatt(veil)
    bank.ikke_samtykk(svar.pk, utfort_av=veil.soker, versjon=svar.versjon, kommentar="Ta bort stedet.")
    assert Hendelse.objects.for_sak(svar).get(navn="ikke_samtykk").kommentar == "Ta bort stedet."
    assert (aapne(svar), fortalt(svar, "ikke_samtykket")) == ([], ["Svein Svarer"])
    sak = Foresporsel.objects.get(pk=svar.foresporsel_id)
    nytt = bank.foreslaa_publisering(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, sporsmaal="Hvordan?", svar="Slik.")
    assert nytt.tilstand == "foreslaatt"


def test_one_proposal_at_a_time(veil):
    svar = foreslaatt(veil)
    sak = Foresporsel.objects.get(pk=svar.foresporsel_id)
    with pytest.raises(UlovligOvergang):
        bank.foreslaa_publisering(sak.pk, utfort_av=veil.soker, versjon=sak.versjon, sporsmaal="Hvordan?", svar="Slik.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Banksvar.objects.create(
            foresporsel=sak, melder=veil.soker, forfatter=veil.svarer, foreslaatt_av=veil.svarer, virksomhet=veil.sykehus,
            fagfelt="somatikk", sporsmaal="Hvordan?", svar="Slik.", tilstand="foreslaatt",
        )  # fmt: skip


def test_only_the_two_sides_propose_and_only_what_is_answered(veil):
    sak = besvart(veil)
    for rolle in ("svarer2", "vertsleder", "koordinator"):
        with pytest.raises(Nektet):
            bank.foreslaa_publisering(
                sak.pk, utfort_av=veil.folk[rolle], versjon=sak.versjon, sporsmaal="Hvordan?", svar="Slik."
            )
    ubesvart = veil.tatt()
    with pytest.raises(UlovligOvergang):
        bank.foreslaa_publisering(
            ubesvart.pk, utfort_av=veil.svarer, versjon=ubesvart.versjon, sporsmaal="Hvordan?", svar="Slik."
        )


def test_nothing_is_published_without_both_consents_whatever_is_tried(veil):
    svar = foreslaatt(veil)
    with pytest.raises(IntegrityError), transaction.atomic():
        Banksvar.objects.filter(pk=svar.pk).update(
            tilstand="publisert", versjon=9, publisert_tid=timezone.now(), gjennomgaas=IDAG(), saksnummer="VS-1"
        )


@pytest.mark.krav("S1-V13")
def test_nothing_about_one_patient_gets_in(veil):
    sak = veil.tatt(veil.tilbakering())
    with pytest.raises(IntegrityError) as feil, transaction.atomic():
        Banksvar.objects.create(
            foresporsel=sak, melder=veil.soker, forfatter=veil.svarer, foreslaatt_av=veil.svarer, virksomhet=veil.sykehus,
            fagfelt="somatikk", sporsmaal="Hvordan?", svar="Slik.", tilstand="foreslaatt",
        )  # fmt: skip
    assert "tekst_om_enkeltpasient" in str(feil.value)


@pytest.mark.krav("S1-V13")
@pytest.mark.parametrize("felt", ["sporsmaal", "svar"])
def test_a_national_id_number_stops_the_proposal_and_the_edit(veil, felt):
    sak = besvart(veil)
    tekst = {"sporsmaal": "Hvordan?", "svar": "Slik."}
    with pytest.raises(ValidationError):
        bank.foreslaa_publisering(
            sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, **(tekst | {felt: "Hun er 13097248022"})
        )
    assert not Banksvar.objects.exists()
    sak.refresh_from_db()
    svar = bank.foreslaa_publisering(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, **tekst)
    svar = bank.samtykk(svar.pk, utfort_av=veil.soker, versjon=svar.versjon)
    with pytest.raises(ValidationError):
        bank.rediger(svar.pk, utfort_av=veil.svarer, versjon=svar.versjon, **(tekst | {felt: "Hun er 13097248022"}))


@pytest.mark.parametrize(("sporsmaal", "svar", "felt"), [(" ", "Slik.", "sporsmaal"), ("Hvordan?", "\n", "svar")])
def test_a_blank_proposal_says_what_is_missing(veil, sporsmaal, svar, felt):
    sak = besvart(veil)
    with pytest.raises(ValidationError) as feil:
        bank.foreslaa_publisering(sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, sporsmaal=sporsmaal, svar=svar)
    assert list(feil.value.message_dict) == [felt]
