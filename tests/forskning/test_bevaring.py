"""When retention ends in research: what people said to each other goes, what was anchored and what came of it stays."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.apps import apps
from django.utils import timezone

from forskning.models import Behov, Forankring, Interesse, Partner, Prosjekt, Resultat, Soknad, Utlysning
from forskning.operations import behov as behovop
from forskning.operations import dialog, interesse, person, resultat, soknad
from forskning.operations import partner as partnerop
from forskning.operations import prosjekt as prosjektop
from forskning.operations import utlysning as utlysningop
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.felt import Fritekst
from grunnmur.saksgang.bevaring import TOMT, regler
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.saksgang.operations import sett_bevaringstid, tom_utlopte
from tests.avtrykk import innhold

from .forankringer import forankret, invitert
from .tilstander import fullfort, i_gang

pytestmark = pytest.mark.django_db

HEMMELIG = "Ordet Blåklokke"


def feie(maaneder: int) -> int:
    return tom_utlopte(utfort_av=Bruker.objects.systemet(), naa=timezone.now() + timedelta(days=31 * maaneder))


def bestem(kode: str, maaneder: int) -> None:
    sett_bevaringstid(f"forskning.{kode}", maaneder=maaneder, utfort_av=Bruker.objects.systemet())


def gjor(forsk: Any, verb: Any, sak: Any, av: str = "forsker", **felter: Any) -> Any:
    return verb(sak.pk, utfort_av=forsk.folk[av], versjon=type(sak).objects.get(pk=sak.pk).versjon, **felter)


def rader_med(ord_: str) -> set[str]:
    """The tables that still hold the word, row history and all."""
    return {tabell for tabell, rader in innhold().items() if any(ord_.encode() in rad for rad in rader)}


def test_hver_sak_har_en_regel_som_tommer_alt_og_hver_fritekst_er_nevnt() -> None:
    her = apps.get_app_config("forskning")
    saker = {modell for modell in her.get_models() if issubclass(modell, Sak)}
    assert {regel.modell for regel in regler() if regel.alt and regel.kode.startswith("forskning.")} == saker
    tekster = {
        f"{modell.__name__}.{felt.name}" for modell in her.get_models() for felt in modell._meta.fields
        if isinstance(felt, Fritekst) and not modell.__name__.endswith("Event")
    }  # fmt: skip
    tommes = {
        "Prosjekt.brukerinvolvering", "Prosjekt.studenter_begrunnelse", "Innlegg.tekst", "Partner.bidrag",
        "Soknad.uforankret_tekst", "Behov.beskrivelse", "Temaforslag.begrunnelse",
    }  # fmt: skip
    # Written to be read by all and about nobody: what a project was and gave, calls, decisions, profiles, documents.
    staar = {
        "Prosjekt.sammendrag", "Prosjekt.behov", "Resultat.sammendrag", "Forankring.vedtak", "Utlysning.beskrivelse",
        "Partnerprofil.rolle", "Partnerprofil.kompetanse", "Partnerprofil.bidrag", "Partnerprofil.strategiske_maal",
        "Dokumentdel.tekst",
    }  # fmt: skip
    assert tekster == tommes | staar


def test_ingen_fritekst_staar_i_radhistorikken() -> None:
    """What is emptied must not live on where nothing can change."""
    aapent = {"Partnerprofil", "Dokument", "Innstilling"}
    for modell in apps.get_app_config("forskning").get_models():
        historikk = getattr(modell, "pgh_event_model", None)
        if historikk is not None and modell.__name__ not in aapent:
            assert [felt.name for felt in historikk._meta.fields if isinstance(felt, Fritekst)] == [], modell


@pytest.mark.krav("G-18")
def test_et_fullfort_prosjekt_mister_dialogen_og_navnene_og_beholder_det_som_kom_ut_av_det(forsk: Any) -> None:
    p = i_gang(
        forsk, brukerinvolvering=f"{HEMMELIG} er med.", studenter_begrunnelse=f"{HEMMELIG} kan.", personvernkontakt=HEMMELIG,
        personvern_epost="bla.klokke@hamar.example", sammendrag="Det alle kan lese.",
    )  # fmt: skip
    bedt = gjor(forsk, partnerop.inviter, p, virksomhet=forsk.parter["hoyskole"], bidrag=f"{HEMMELIG} regner.")
    partnerop.registrer_svar(
        bedt.pk,
        utfort_av=forsk.forsker,
        versjon=bedt.versjon,
        ja=True,
        maate="epost",
        navn=HEMMELIG,
        dato=timezone.localdate(),
    )
    gjor(forsk, person.legg_til, p, felter={"rolle": "student", "navn": HEMMELIG, "virksomhet": None})
    dialog.skriv(p.pk, utfort_av=forsk.forsker, tekst=f"{HEMMELIG} spør.")
    felter = {
        "art": "erfaring",
        "tittel": "Slik gjorde vi",
        "sammendrag": "Ring dagen før.",
        "dato": timezone.localdate(),
        "doi": "",
        "lenke": "",
    }
    gjor(forsk, resultat.registrer, p, felter=felter)
    gjor(forsk, prosjektop.fullfor, p)
    aapent = i_gang(forsk, brukerinvolvering="Åpent.")
    assert rader_med(HEMMELIG) >= {'"forskning_innlegg"', '"forskning_prosjektdeltaker"', '"forskning_partner"'}
    assert feie(90) == 0  # nobody has decided how long
    bestem("prosjekt", 60)
    assert (feie(58), feie(62), feie(62)) == (0, 1, 0)
    assert rader_med(HEMMELIG) == set()
    p = forsk.nytt(p)
    assert (p.sammendrag, p.brukerinvolvering, p.personvern_epost) == ("Det alle kan lese.", TOMT, "")
    assert p.innlegg.get().tekst == p.deltakere.get(bruker=None).navn == TOMT
    assert p.partnere.filter(svar="bekreftet").count() == 2
    assert Resultat.objects.get().sammendrag == "Ring dagen før."
    assert {(h.kommentar, str(h.data)) for h in Hendelse.objects.for_sak(p)} == {("", "{}")}
    assert forsk.nytt(aapent).brukerinvolvering == "Åpent."


@pytest.mark.krav("G-18")
def test_det_som_forankret_et_prosjekt_staar_og_begrunnelsen_for_ikke_a_vente_gaar(forsk: Any) -> None:
    p = forankret(forsk)
    gjor(forsk, prosjektop.stans, p, grunn="uten_midler", kommentar=HEMMELIG)
    uten = invitert(forsk)
    dag = {"sendt": timezone.localdate(), "finansior": "Demofondet", "belop": 900_000, "med_logo": True}
    gjor(forsk, soknad.send_uforankret, uten, felter=dag | {"uforankret_grunn": "annet", "uforankret_tekst": HEMMELIG})
    gjor(forsk, prosjektop.stans, uten, grunn="ikke_tid")
    bestem("prosjekt", 60)
    assert feie(62) == 2
    assert rader_med(HEMMELIG) == set()
    assert (Forankring.objects.get().utfall, forsk.nytt(p).forankret is not None) == ("vedtatt", True)
    assert Partner.objects.filter(prosjekt=p, svar="bekreftet").count() == 2
    sendt = Soknad.objects.get()
    assert (sendt.belop, sendt.uforankret_grunn, sendt.uforankret_tekst) == (900_000, "annet", TOMT)


@pytest.mark.krav("G-18")
def test_behov_og_utlysninger_mister_begrunnelse_og_hvem_som_var_interessert(forsk: Any) -> None:
    felter = {
        "tittel": "Fall i hjemmet", "beskrivelse": HEMMELIG, "virksomhet": forsk.gjovik, "enhet": None,
        "temaer": [forsk.temaer["demografi"]],
    }  # fmt: skip
    behov = behovop.meld(utfort_av=forsk.kommuneforsker, felter=felter)
    gjor(forsk, behovop.besvar, behov, av="kommuneforsker", kommentar=f"{HEMMELIG} svarte.")
    utlysning = utlysningop.skriv(
        utfort_av=forsk.fou,
        felter={
            "finansior": "Demofondet", "tittel": "Helsetjenesteforskning", "beskrivelse": "Til alle.",
            "frist": timezone.now() + timedelta(days=40), "lenke": "https://fond.example/utlysning", "temaer": [],
        },
    )  # fmt: skip
    interesse.meld(utlysning=utlysning.pk, utfort_av=forsk.kommuneforsker, virksomhet=forsk.gjovik)
    gjor(forsk, utlysningop.trekk, utlysning, av="fou")
    bestem("behov", 36)
    bestem("utlysning", 36)
    assert (feie(34), feie(38)) == (0, 2)
    assert (Behov.objects.get().beskrivelse, Utlysning.objects.get().beskrivelse) == (TOMT, "Til alle.")
    assert rader_med(HEMMELIG) == set()
    assert not Interesse.objects.exists()


@pytest.mark.krav("G-18")
def test_dialogen_staar_saa_lenge_prosjektet_er_der(forsk: Any) -> None:
    """Only what retention has emptied loses its words: the database says so."""
    from django.db import DatabaseError, transaction

    p = fullfort(forsk)
    rad = dialog.skriv(i_gang(forsk).pk, utfort_av=forsk.forsker, tekst="Vi begynner mandag.")
    with pytest.raises(DatabaseError, match="innlegg_staar"), transaction.atomic():
        type(rad).objects.filter(pk=rad.pk).update(tekst=TOMT)
    assert Prosjekt.objects.filter(pk=p.pk).exists()
