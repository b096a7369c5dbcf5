"""Profile, language, own data, closing of accounts."""

import json

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from grunnmur.oppgaver.models import Kalenderlenke
from grunnmur.organisasjon.models import Bruker, Invitasjon, Rolle, Stedfortreder
from grunnmur.organisasjon.selectors import ansvarlige, tilgang_for
from helsefellesskap.konto.operations import aktiver, deaktiver, endre_profil, inviter, meld_arbeidssted
from helsefellesskap.konto.selectors.innsyn import HEMMELIG, _pekere, alt_om
from tests.konto.folk import PASSORD, Rollebesetning

pytestmark = pytest.mark.django_db
FELTER = {
    "navn": "Synne Søker",
    "stillingstittel": "Sykepleier",
    "faggruppe": "sykepleier",
    "hpr_nummer": "1234567",
    "tlf_arbeid": "61 00 00 00",
    "hjemmeadresse": "Veien 1",
    "tlf_privat": "+47 900 00 000",
    "malform": "nn",
    "varselvalg": "daglig",
}


def test_profilen_lagres_og_telefon_normaliseres(client: Client, folk: Rollebesetning) -> None:
    client.force_login(folk.soker)
    assert client.post(reverse("profil"), FELTER).status_code == 302
    folk.soker.refresh_from_db()
    assert (folk.soker.tlf_privat, folk.soker.malform, folk.soker.varselvalg) == ("90000000", "nn", "daglig")


def test_feil_i_profilen_beholder_det_som_er_skrevet(client: Client, folk: Rollebesetning) -> None:
    client.force_login(folk.soker)
    svar = client.post(reverse("profil"), FELTER | {"navn": "", "hpr_nummer": "12"}).content.decode()
    assert "HPR-nummeret har sju til ni siffer." in svar and "Fyll ut feltet «Navn»." in svar and "Veien 1" in svar
    # The header still says who is signed in.
    assert "Synne Søker" in svar


def test_ingen_endrer_andres_profil_eller_andre_felter(folk: Rollebesetning) -> None:
    with pytest.raises(PermissionDenied):
        endre_profil(folk.soker, utfort_av=folk.kontakt, felter={"navn": "En Annen"})
    for felt in ("is_staff", "epost", "password", "is_active", "is_superuser"):
        with pytest.raises(PermissionDenied):
            endre_profil(folk.soker, utfort_av=folk.soker, felter={felt: True})


def test_fremmede_felter_i_skjemaet_endrer_ingenting(client: Client, folk: Rollebesetning) -> None:
    client.force_login(folk.soker)
    client.post(reverse("profil"), FELTER | {"is_staff": "1", "is_superuser": "1", "epost": "x@y.example", "er_system": "1"})
    folk.soker.refresh_from_db()
    assert (folk.soker.is_staff, folk.soker.is_superuser, folk.soker.epost) == (False, False, "soker@kommune.example")


# --- Language ---


def spraak(svar: object) -> str:
    return svar.content.decode().partition('<html lang="')[2][:2]


def test_besokende_velger_spraak_i_nettleseren(client: Client) -> None:
    assert spraak(client.get("/logg-inn/")) == "nb"
    svar = client.post(reverse("sett_sprak"), {"language": "nn", "next": "/logg-inn/"})
    assert svar["Location"] == "/logg-inn/"
    assert spraak(client.get("/logg-inn/")) == "nn"


def test_valget_folger_personen_til_neste_maskin(client: Client, folk: Rollebesetning) -> None:
    client.force_login(folk.soker)
    client.post(reverse("sett_sprak"), {"language": "nn", "next": "/"})
    annen = Client(HTTP_ACCEPT_LANGUAGE="nb")
    annen.cookies["sprak"] = "nb"
    annen.force_login(folk.soker)
    assert spraak(annen.get(reverse("profil"))) == "nn"


def test_ukjent_spraak_endrer_ingenting(client: Client, folk: Rollebesetning) -> None:
    client.force_login(folk.soker)
    for verdi in ("en", "", "../nn", "nn" * 500):
        assert client.post(reverse("sett_sprak"), {"language": verdi, "next": "/"}).status_code == 302
    folk.soker.refresh_from_db()
    assert folk.soker.malform == "nb"


# --- Everything stored about me ---


def test_hver_tabell_som_peker_paa_personer_er_med() -> None:
    forventet = {
        (modell, felt.name)
        for modell in apps.get_models()
        if modell._meta.managed and not modell._meta.proxy
        for felt in modell._meta.concrete_fields
        if felt.is_relation and felt.related_model is Bruker and modell is not Bruker
    }
    assert forventet - set(_pekere()) == set()
    assert len(forventet) > 20


def test_siden_og_fila_viser_alt_om_meg_og_ingen_hemmeligheter(client: Client, folk: Rollebesetning) -> None:
    lenke = Kalenderlenke.objects.create(bruker=folk.leder, sha256="a" * 64, utloper=timezone.now())
    inviter(folk.enhet, epost="ny@kommune.example", navn="Nils Ny", utfort_av=folk.leder)
    client.post("/logg-inn/", {"login": folk.leder.epost, "password": PASSORD})
    side = client.get(reverse("mine_data")).content.decode()
    svar = client.get(reverse("last_ned_mine_data"))
    fil = json.loads(svar.content)
    assert "attachment" in svar["Content-Disposition"]
    assert fil["person"]["epost"] == folk.leder.epost
    assert {rad["type"] for rad in fil["tabeller"]["organisasjon.Rolle.bruker"]} == {"ansatt", "leder"}
    for hemmelig in (lenke.sha256, folk.leder.password, client.session.session_key):
        assert hemmelig not in side and hemmelig not in svar.content.decode()
    assert not HEMMELIG & set(str(fil).replace("'", " ").split())


def test_andres_opplysninger_er_ikke_med(folk: Rollebesetning) -> None:
    inviter(folk.enhet, epost="ny@kommune.example", navn="Nils Ny", utfort_av=folk.leder)
    meld_arbeidssted(folk.kommune, beskrivelse="Hemmelig sted", utfort_av=folk.utenfor)
    fil = json.dumps(alt_om(folk.leder))
    assert "Nils Ny" not in fil and "ny@kommune.example" not in fil and "Hemmelig sted" not in fil
    # That an invitation was sent, and when, is the leader's own trace.
    assert len(alt_om(folk.leder)["tabeller"]["organisasjon.Invitasjon.invitert_av"]) == 1


# --- Closing an account (B12) ---


def test_alt_dor_ved_neste_foresporsel(client: Client, folk: Rollebesetning) -> None:
    client.post("/logg-inn/", {"login": folk.leder.epost, "password": PASSORD})
    Kalenderlenke.objects.create(bruker=folk.leder, sha256="a" * 64, utloper=timezone.now())
    rolle = Rolle.objects.create(bruker=folk.kontakt, type="leder", virksomhet=folk.kommune, enhet=folk.annen_enhet)
    Stedfortreder.objects.create(rolle=rolle, bruker=folk.leder, gyldig_til="2099-01-01")
    inviter(folk.enhet, epost="ny@kommune.example", navn="Nils Ny", utfort_av=folk.leder)
    assert client.get(reverse("profil")).status_code == 200

    deaktiver(folk.leder, utfort_av=folk.kontakt)

    assert client.get(reverse("profil")).status_code == 302
    folk.leder.refresh_from_db()
    assert tilgang_for(folk.leder).fullmakter == ()
    assert Kalenderlenke.objects.filter(trukket=None).count() == 0
    assert Invitasjon.objects.filter(trukket=None).count() == 0
    for enhet in (folk.enhet, folk.annen_enhet):
        svarer = [f.bruker for f in ansvarlige("leder", virksomhet=folk.kommune, enhet=enhet)]
        assert folk.leder not in svarer
    assert client.post("/logg-inn/", {"login": folk.leder.epost, "password": PASSORD})["Location"] == "/konto/stengt/"


def test_rolle_som_slutter_tar_retten_med_seg_uten_ny_innlogging(client: Client, folk: Rollebesetning) -> None:
    client.force_login(folk.leder)
    assert client.get(reverse("inviter")).status_code == 200
    Rolle.objects.filter(bruker=folk.leder, type="leder").update(gyldig_fra="2020-01-01", gyldig_til="2020-02-01")
    assert client.get(reverse("inviter")).status_code == 404


# The law: who may close whose account.
@pytest.mark.parametrize(
    "hvem,annen,lov",
    [
        ("kontakt", "leder", True),
        ("kontakt", "soker", True),
        ("kontakt", "utenfor", False),
        ("kontakt", "kontakt", False),
        ("kontakt", "admin", False),
        ("leder", "soker", False),
        ("admin", "utenfor", True),
        ("admin", "admin", False),
    ],
)
def test_hvem_som_stenger_hvem(hvem: str, annen: str, lov: bool, client: Client, folk: Rollebesetning) -> None:
    person = getattr(folk, annen)
    client.force_login(getattr(folk, hvem))
    assert client.get(reverse("steng_konto", args=[person.pk])).status_code == (200 if lov else 404)
    if lov:
        assert client.post(reverse("steng_konto", args=[person.pk])).status_code == 302
        person.refresh_from_db()
        assert not person.is_active
    else:
        with pytest.raises(PermissionDenied):
            deaktiver(person, utfort_av=getattr(folk, hvem))


def test_apnet_igjen_kommer_uten_roller_og_gammelt_passord(client: Client, folk: Rollebesetning) -> None:
    deaktiver(folk.leder, utfort_av=folk.kontakt)
    with pytest.raises(PermissionDenied):
        aktiver(folk.leder, utfort_av=folk.kontakt)
    aktiver(folk.leder, utfort_av=folk.admin)
    assert client.post("/logg-inn/", {"login": folk.leder.epost, "password": PASSORD}).status_code == 200
    assert tilgang_for(Bruker.objects.get(pk=folk.leder.pk)).fullmakter == ()
