"""What is published is looked after: edited, renewed, reported, handed over, taken back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.portal.dato import pluss_maaneder
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse
from veiledning.models import Banksvar
from veiledning.operations import bank
from veiledning.operations.bankfrister import folg_svarbanken, utlop

from .banken import SVAR, aapne, besvart, foreslaatt, fortalt, om_dager, publisert
from .folk import IDAG, virkedag

# --- looking after ----------------------------------------------------------------------------------------------------


def test_an_edit_keeps_what_it_said_and_tells_the_asker(veil):
    svar = publisert(veil)
    svar = bank.rediger(
        svar.pk, utfort_av=veil.svarer, versjon=svar.versjon, sporsmaal=svar.sporsmaal, svar="Ny tekst.",
        lenker=[("Ny prosedyre", "https://prosedyrer.example/ny")],
    )  # fmt: skip
    assert [(v.sporsmaal, v.svar) for v in svar.versjoner.all()] == [("Hvordan brukes smertepumpe i hjemmet?", SVAR)]
    assert [lenke.tittel for lenke in svar.lenker.all()] == ["Ny prosedyre"]
    assert fortalt(svar, "redigert") == ["Synne Søker"]
    for rolle in ("soker", "svarer2", "vertsleder"):
        with pytest.raises(Nektet):
            bank.rediger(svar.pk, utfort_av=veil.folk[rolle], versjon=svar.versjon, sporsmaal="x", svar="y")


def test_a_link_that_is_not_https_changes_nothing(veil):
    svar = publisert(veil)
    with pytest.raises(ValidationError):
        bank.rediger(
            svar.pk, utfort_av=veil.svarer, versjon=svar.versjon, sporsmaal="Ny", svar="Ny.",
            lenker=[("Usikker", "http://prosedyrer.example/")],
        )  # fmt: skip
    svar.refresh_from_db()
    assert (svar.svar, [lenke.url for lenke in svar.lenker.all()]) == (SVAR, ["https://prosedyrer.example/smertepumpe"])


def test_the_review_is_asked_for_thirty_days_before_and_only_once(veil):
    svar = publisert(veil)
    dagen = (svar.gjennomgaas - IDAG()).days
    assert folg_svarbanken(naa=om_dager(dagen - 31)) == 0
    assert folg_svarbanken(naa=om_dager(dagen - 30)) == 1
    assert aapne(svar) == [("veiledning.gjennomgaa", veil.svarer, svar.gjennomgaas)]
    assert fortalt(svar, "gjennomgaa") == ["Svein Svarer"]
    assert folg_svarbanken(naa=om_dager(dagen - 29)) == 0


def test_what_is_renewed_stays_and_what_is_not_expires(veil):
    fornyet, glemt = publisert(veil), publisert(veil)
    dagen = (glemt.gjennomgaas - IDAG()).days
    folg_svarbanken(naa=om_dager(dagen - 10))
    fornyet.refresh_from_db()
    fornyet = bank.forny(fornyet.pk, utfort_av=veil.svarer, versjon=fornyet.versjon, naa=om_dager(dagen - 5))
    assert fornyet.gjennomgaas == pluss_maaneder(timezone.localdate(om_dager(dagen - 5)), 12)
    assert folg_svarbanken(naa=om_dager(dagen)) == 0
    assert folg_svarbanken(naa=om_dager(dagen + 1)) == 1
    glemt.refresh_from_db()
    assert (glemt.tilstand, aapne(glemt), aapne(fornyet)) == ("utlopt", [], [])
    assert fortalt(glemt, "utlopt") == ["Svein Svarer", "Synne Søker"]
    assert list(Banksvar.objects.synlig_for(veil.hamarspor)) == [fornyet]

    glemt = bank.forny(glemt.pk, utfort_av=veil.svarer, versjon=glemt.versjon, naa=om_dager(dagen + 2))
    assert glemt.tilstand == "publisert"


def test_a_sweep_passes_by_what_cannot_be_moved(veil):
    svar = publisert(veil)
    with pytest.raises(Nektet):
        utlop(svar.pk, utfort_av=veil.svarer, versjon=svar.versjon)


# --- outdated ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("verb", "mal"),
    [("rediger", "utdatert_rettet"), ("forny", "utdatert_stemmer"), ("trekk_tilbake", "utdatert_borte")],
)
def test_a_report_goes_to_the_author_and_is_answered_by_what_the_author_does(veil, verb, mal):
    svar = publisert(veil)
    bank.meld_utdatert(svar.pk, utfort_av=veil.hamarspor, versjon=svar.versjon, tekst="Pumpen er byttet ut.")
    svar.refresh_from_db()
    bank.meld_utdatert(svar.pk, utfort_av=veil.sykehuslege, versjon=svar.versjon, tekst="Enig.")
    assert aapne(svar) == [("veiledning.utdatert", veil.svarer, virkedag(10))]
    assert fortalt(svar, "meldt_utdatert") == ["Svein Svarer"] * 2

    svar.refresh_from_db()
    tekst = {"sporsmaal": "Hvordan?", "svar": "Slik."} if verb == "rediger" else {}
    getattr(bank, verb)(svar.pk, utfort_av=veil.svarer, versjon=svar.versjon, **tekst)
    assert aapne(svar) == []
    assert fortalt(svar, mal) == ["Hilde Hamarspør", "Siv Sykehuslege"]
    assert not svar.meldinger.filter(behandlet__isnull=True).exists()


def test_nobody_reports_twice_nor_their_own_nor_what_they_cannot_read(veil):
    svar = publisert(veil)
    bank.meld_utdatert(svar.pk, utfort_av=veil.hamarspor, versjon=svar.versjon, tekst="Feil.")
    svar.refresh_from_db()
    with pytest.raises(ValidationError):
        bank.meld_utdatert(svar.pk, utfort_av=veil.hamarspor, versjon=svar.versjon, tekst="Feil igjen.")
    for rolle in ("svarer", "utenfor"):
        with pytest.raises(Nektet):
            bank.meld_utdatert(svar.pk, utfort_av=veil.folk[rolle], versjon=svar.versjon, tekst="Feil.")


def test_what_expires_answers_its_reports(veil):
    svar = publisert(veil)
    bank.meld_utdatert(svar.pk, utfort_av=veil.hamarspor, versjon=svar.versjon, tekst="Feil.")
    folg_svarbanken(naa=om_dager(400))
    assert (aapne(svar), fortalt(svar, "utdatert_borte")) == ([], ["Hilde Hamarspør"])


def test_either_side_takes_it_back(veil):
    for rolle in ("soker", "svarer"):
        svar = publisert(veil)
        bank.trekk_tilbake(svar.pk, utfort_av=veil.folk[rolle], versjon=svar.versjon)
        assert not Banksvar.objects.synlig_for(veil.hamarspor).filter(pk=svar.pk).exists()
    with pytest.raises(Nektet):
        svar = publisert(veil)
        bank.trekk_tilbake(svar.pk, utfort_av=veil.hamarspor, versjon=svar.versjon)


# --- an author who has left -------------------------------------------------------------------------------------------


def test_when_the_author_has_left_the_leader_looks_after_it(veil):
    svar = publisert(veil)
    bank.meld_utdatert(svar.pk, utfort_av=veil.hamarspor, versjon=svar.versjon, tekst="Feil.")
    slutt(veil.svarer)
    assert folg_svarbanken() == 1
    assert folg_svarbanken() == 0
    assert aapne(svar) == [("veiledning.utdatert", "leder", virkedag(10))]
    assert list(Oppgave.objects.venter_paa(veil.vertsleder).filter(sak_id=svar.pk).values_list("type", flat=True)) == [
        "veiledning.utdatert"
    ]
    assert fortalt(svar, "overlatt") == [veil.vertsleder.navn]
    svar.refresh_from_db()
    with pytest.raises(Nektet):
        bank.forny(svar.pk, utfort_av=veil.svarer, versjon=svar.versjon)
    svar = bank.forny(svar.pk, utfort_av=veil.vertsleder, versjon=svar.versjon)
    assert (svar.forfatter, aapne(svar)) == (veil.svarer, [])


def test_an_author_who_is_back_has_it_again(veil):
    svar = publisert(veil)
    roller = slutt(veil.svarer)
    dagen = (svar.gjennomgaas - IDAG()).days
    folg_svarbanken(naa=om_dager(dagen - 30))
    assert aapne(svar) == [("veiledning.gjennomgaa", "leder", svar.gjennomgaas)]
    for rolle in roller:
        rolle.gyldig_til = None
        rolle.save()
    assert folg_svarbanken(naa=om_dager(dagen - 29)) == 1
    assert aapne(svar) == [("veiledning.gjennomgaa", veil.svarer, svar.gjennomgaas)]
    assert (fortalt(svar, "tilbake"), fortalt(svar, "overlatt")) == (["Svein Svarer"], [])


def test_the_leader_of_the_unit_still_finds_what_has_expired(veil):
    svar = publisert(veil)
    folg_svarbanken(naa=om_dager(400))
    synlig = {rolle: Banksvar.objects.synlig_for(veil.folk[rolle]).filter(pk=svar.pk).exists() for rolle in veil.folk}
    assert sorted(rolle for rolle, ser in synlig.items() if ser) == ["divisjonsleder", "soker", "svarer", "vertsleder"]


def slutt(bruker):
    roller = list(bruker.roller.all())
    for rolle in roller:
        rolle.gyldig_til = IDAG() - timedelta(days=1)
        rolle.save()
    return roller


# --- all or nothing ---------------------------------------------------------------------------------------------------

FORSOK = {
    "foreslaa_publisering": lambda v: (besvart(v), v.svarer, {"sporsmaal": "Hvordan?", "svar": "Slik."}),
    "samtykk": lambda v: (foreslaatt(v), v.soker, {}),
    "ikke_samtykk": lambda v: (foreslaatt(v), v.soker, {}),
    "rediger": lambda v: (publisert(v), v.svarer, {"sporsmaal": "Hvordan?", "svar": "Slik."}),
    "trekk_tilbake": lambda v: (publisert(v), v.svarer, {}),
    "meld_utdatert": lambda v: (publisert(v), v.hamarspor, {"tekst": "Feil."}),
}


@pytest.mark.parametrize("verb", FORSOK)
def test_when_telling_fails_nothing_is_left_behind(veil, verb, monkeypatch):
    sak, hvem, felter = FORSOK[verb](veil)
    foer = (Hendelse.objects.count(), Banksvar.objects.count(), Oppgave.objects.aapne().count(), sak.tilstand, sak.versjon)

    def feiler(*args, **kwargs):
        raise RuntimeError("the mail room is on fire")

    monkeypatch.setattr("veiledning.operations.bankfolger.varsle", feiler)
    with pytest.raises(RuntimeError):
        getattr(bank, verb)(sak.pk, utfort_av=hvem, versjon=sak.versjon, **felter)
    sak.refresh_from_db()
    etter = (Hendelse.objects.count(), Banksvar.objects.count(), Oppgave.objects.aapne().count(), sak.tilstand, sak.versjon)
    assert etter == foer
