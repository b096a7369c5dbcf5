"""«Arbeidsstedet mitt mangler» and «jeg har byttet arbeidssted»."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.test import Client
from django.urls import reverse

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Arbeidsstedsmelding, Rolle, RolleType
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.varsling.models import Varsel
from helsefellesskap.konto.operations import besvar_arbeidssted, meld_arbeidssted
from tests.konto.folk import Rollebesetning

pytestmark = pytest.mark.django_db
TEKST = "Legevakten på Lilleby"


def meld(folk: Rollebesetning, **valg: object) -> Arbeidsstedsmelding:
    return meld_arbeidssted(valg.pop("virksomhet", folk.kommune), beskrivelse=TEKST, utfort_av=folk.utenfor, **valg)


def test_meldingen_blir_oppgave_for_administrativ_kontakt(folk: Rollebesetning) -> None:
    melding = meld(folk)
    assert [o.type for o in Oppgave.objects.venter_paa(folk.kontakt)] == ["konto.arbeidssted"]
    for annen in (folk.leder, folk.foretakskontakt, folk.utenfor, folk.soker):
        assert not Oppgave.objects.venter_paa(annen).exists()
    assert list(Varsel.objects.values_list("mottaker", "adresse")) == [(folk.kontakt.pk, melding.get_absolute_url())]


def test_ja_gir_rollen_lukker_oppgaven_og_sier_fra(folk: Rollebesetning) -> None:
    melding = besvar_arbeidssted(meld(folk), utfort_av=folk.kontakt, enhet=folk.annen_enhet)
    assert melding.tilstand == "godtatt"
    assert folk.annen_enhet in tilgang_for(folk.utenfor).egne_enheter
    assert not Oppgave.objects.aapne().exists()
    assert Varsel.objects.filter(mottaker=folk.utenfor, mal="konto.arbeidssted_godtatt").count() == 1


def test_nei_krever_begrunnelse_og_gir_ingen_rolle(folk: Rollebesetning) -> None:
    melding = meld(folk)
    for_ = Rolle.objects.count()
    with pytest.raises(ValidationError):
        besvar_arbeidssted(melding, utfort_av=folk.kontakt, svar="  ")
    assert besvar_arbeidssted(melding, utfort_av=folk.kontakt, svar="Vi kjenner deg ikke.").tilstand == "avvist"
    assert Rolle.objects.count() == for_


@pytest.mark.parametrize("hvem", ["leder", "soker", "foretakskontakt", "utenfor"])
def test_bare_virksomheten_svarer(hvem: str, folk: Rollebesetning) -> None:
    melding = meld(folk)
    with pytest.raises(PermissionDenied):
        besvar_arbeidssted(melding, utfort_av=getattr(folk, hvem), enhet=folk.enhet)


def test_ingen_svarer_paa_sin_egen_melding(folk: Rollebesetning) -> None:
    melding = meld_arbeidssted(folk.kommune, beskrivelse=TEKST, utfort_av=folk.kontakt)
    with pytest.raises(PermissionDenied):
        besvar_arbeidssted(melding, utfort_av=folk.kontakt, enhet=folk.enhet)


def test_enheten_maa_hore_til_virksomheten_og_svaret_gis_en_gang(folk: Rollebesetning) -> None:
    melding = meld(folk)
    with pytest.raises(ValidationError):
        besvar_arbeidssted(melding, utfort_av=folk.kontakt, enhet=folk.vertsenhet)
    besvar_arbeidssted(melding, utfort_av=folk.kontakt, enhet=folk.enhet)
    with pytest.raises(ValidationError):
        besvar_arbeidssted(melding, utfort_av=folk.kontakt, enhet=folk.annen_enhet)


def test_bytte_avslutter_den_gamle_ansettelsen_og_sier_fra_der(folk: Rollebesetning) -> None:
    gammel = Rolle.objects.get(bruker=folk.soker, type=RolleType.ANSATT)
    Rolle.objects.filter(pk=gammel.pk).update(gyldig_fra="2020-01-01")
    gammel.refresh_from_db()
    melding = meld_arbeidssted(folk.foretak, beskrivelse=TEKST, utfort_av=folk.soker, slutter=gammel)
    assert tilgang_for(folk.soker).egne_enheter == [folk.enhet]
    besvar_arbeidssted(melding, utfort_av=folk.foretakskontakt, enhet=folk.vertsenhet)
    assert tilgang_for(folk.soker).egne_enheter == [folk.vertsenhet]
    assert Varsel.objects.filter(mottaker=folk.kontakt, mal="konto.har_byttet").count() == 1


def test_ingen_avslutter_andres_ansettelse(folk: Rollebesetning) -> None:
    andres = Rolle.objects.get(bruker=folk.soker)
    with pytest.raises(PermissionDenied):
        meld(folk, slutter=andres)


def test_sidene_fra_melding_til_svar(client: Client, folk: Rollebesetning) -> None:
    client.force_login(folk.utenfor)
    svar = client.post(reverse("arbeidssted_mangler"), {"virksomhet": folk.kommune.pk, "beskrivelse": TEKST})
    melding = Arbeidsstedsmelding.objects.get()
    assert svar["Location"] == melding.get_absolute_url()
    assert "Send svar" not in client.get(melding.get_absolute_url()).content.decode()
    client.force_login(folk.leder)
    assert client.get(melding.get_absolute_url()).status_code == 404
    client.force_login(folk.kontakt)
    assert "Send svar" in client.get(melding.get_absolute_url()).content.decode()
    feil = client.post(melding.get_absolute_url(), {"utfall": "godta", "svar": ""})
    assert "Velg enheten personen arbeider i." in feil.content.decode()
    client.post(melding.get_absolute_url(), {"utfall": "godta", "enhet": folk.enhet.pk, "svar": ""})
    melding.refresh_from_db()
    assert (melding.tilstand, melding.besvart_av) == ("godtatt", folk.kontakt)


def test_bytte_uten_ansettelse_blir_mangler(client: Client, folk: Rollebesetning) -> None:
    client.force_login(folk.kontakt)
    assert client.get(reverse("arbeidssted_bytte"))["Location"] == reverse("arbeidssted_mangler")
    client.force_login(folk.soker)
    assert client.get(reverse("arbeidssted_bytte")).status_code == 200


def test_bare_deltakende_virksomheter_kan_velges(client: Client, folk: Rollebesetning) -> None:
    client.force_login(folk.soker)
    side = client.get(reverse("arbeidssted_mangler")).content.decode()
    assert "Lilleby" in side and "Langtvekk" not in side
