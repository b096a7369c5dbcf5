"""The applicant's pages, from the question about a patient to the receipt."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import Enhet, Rolle
from grunnmur.saksgang.models import Hendelse
from hospitering import ledetekster
from hospitering.models import Soknad, Tilstand
from tests.rollebesetning import Cast

pytestmark = pytest.mark.django_db

SYNTETISK_FNR = "21917010045"  # month + 80: never given to anybody


def adresse(navn: str, sak: Soknad | None = None) -> str:
    return reverse(f"hospitering:{navn}", args=[sak.pk] if sak else [])


def innlogget(bruker: Any) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def tekst(svar: Any) -> str:
    return svar.content.decode()


@pytest.fixture
def soker(cast: Cast) -> Client:
    return innlogget(cast.soker)


def utfylt(cast: Cast, **andre: Any) -> dict[str, Any]:
    """The whole form as a browser posts it."""
    start = timezone.localdate() + timedelta(days=60)
    return {
        "versjon": 1,
        "sokes_i": "hf",
        "kommune": "",
        "soker_navn": "Synne Søker",
        "hjemmeadresse": "Hjemvegen 1, 2815 Gjøvik",
        "tlf_privat": "900 00 001",
        "egen_enhet": str(cast.korttid.pk),
        "arbeidssted_adresse": "Haugvegen 2, 2821 Gjøvik",
        "tlf_arbeid": "61 00 00 01",
        "onsket_enhet_tekst": "Palliativt senter, Gjøvik",
        "onsket_enhet": str(cast.palliativ.pk),
        "enhet_sokt": "",
        "periode_fra": f"{start:%d.%m.%Y}",
        "periode_til": f"{start + timedelta(days=11):%d.%m.%Y}",
        "begrunnelse": "Avdelingen trenger mer kunnskap om lindring.",
        "tema_og_maal": "Kartlegging av symptomer.",
        "bidrag": "",
        "faggruppe": "sykepleier",
        "faggruppe_annen": "",
    } | andre


def nytt_utkast(klient: Client) -> Soknad:
    svar = klient.post(adresse("ny"), {"enkeltpasient": "nei"})
    assert svar.status_code == 302
    return Soknad.objects.get(tilstand=Tilstand.UTKAST)


def feil_i(svar: Any) -> dict[str, list[str]]:
    assert svar.status_code == 200
    assert tekst(svar).split("<title>")[1].startswith("Feil: ")
    return {felt: [str(en) for en in feil] for felt, feil in svar.context["form"].errors.items()}


# --- the first question -----------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-H02")
def test_sporsmaalet_om_enkeltpasient_kommer_forst_og_alene(cast: Cast, soker: Client) -> None:
    svar = soker.get(adresse("ny"))
    assert list(svar.context["form"].fields) == ["enkeltpasient"]
    assert "checked" not in tekst(svar)
    assert feil_i(soker.post(adresse("ny"), {})) == {
        "enkeltpasient": ["Svar ja eller nei på om det gjelder en enkeltpasient."]
    }
    assert Soknad.objects.count() == 0


@pytest.mark.krav("S1-H02")
def test_enkeltpasient_forer_til_telefonnumre_og_ikke_til_soknad(cast: Cast, soker: Client) -> None:
    svar = soker.post(adresse("ny"), {"enkeltpasient": "ja"}, follow=True)
    assert svar.request["PATH_INFO"] == adresse("enkeltpasient")
    assert "Opplæring knyttet til en enkelt pasient er ikke hospitering. Bruk veiledningsplikten." in tekst(svar)
    assert "Portalen blir ikke overvåket." in tekst(svar)
    assert [e.navn for e in soker.get(adresse("enkeltpasient"), {"q": "palliativ gjøv"}).context["enheter"]] == [
        "Palliativt senter"
    ]
    assert "Ingen enheter passer" in tekst(soker.get(adresse("enkeltpasient"), {"q": "finnes ikke"}))
    assert Soknad.objects.count() == 0


def test_enheter_utenfor_helsefellesskapet_staar_ikke_i_telefonlisten(cast: Cast, soker: Client) -> None:
    assert soker.get(adresse("enkeltpasient"), {"q": "legevakten"}).context["enheter"] == []


def test_uten_arbeidssted_vises_veien_til_et(cast: Cast) -> None:
    svar = innlogget(cast.sekretariat).post(adresse("ny"), {"enkeltpasient": "nei"})
    assert svar.status_code == 200
    assert "Arbeidsstedet ditt mangler" in tekst(svar)
    assert reverse("arbeidssted_mangler") in tekst(svar)
    assert Soknad.objects.count() == 0


# --- the draft --------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-S04", "S1-S07", "S1-S08")
def test_utkastet_er_forhandsutfylt_fra_profil_og_enhet(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    assert (utkast.soker_navn, utkast.hjemmeadresse) == ("Synne Søker", "Hjemvegen 1, 2815 Gjøvik")
    assert (utkast.egen_enhet, utkast.arbeidssted) == (cast.korttid, "Korttidsavdelingen, Gjøvik, Gjøvik kommune")
    assert utkast.arbeidssted_adresse == cast.korttid.adresse
    side = tekst(soker.get(adresse("utkast", utkast)))
    assert 'value="Synne Søker"' in side
    assert 'value="900\N{NO-BREAK SPACE}00\N{NO-BREAK SPACE}001"' in side


def test_med_flere_arbeidssteder_velges_ingen_paa_forhaand(cast: Cast, soker: Client) -> None:
    cast.rolle("soker", Rolle.Type.ANSATT, cast.hamarhelse)
    utkast = nytt_utkast(soker)
    assert utkast.egen_enhet is None
    valg = soker.get(adresse("utkast", utkast)).context["form"].fields["egen_enhet"].choices
    assert sorted(str(navn) for _verdi, navn in valg) == [
        "Hjemmetjenesten, Hamar, Hamar kommune",
        "Korttidsavdelingen, Gjøvik, Gjøvik kommune",
        "Velg arbeidssted",
    ]
    svar = soker.post(adresse("utkast", utkast), utfylt(cast, egen_enhet=str(uuid4())))
    assert feil_i(svar) == {"egen_enhet": ["Velg et av alternativene under «Arbeidssted»."]}


def test_ny_to_ganger_gir_ett_utkast(cast: Cast, soker: Client) -> None:
    forste = soker.post(adresse("ny"), {"enkeltpasient": "nei"})
    andre = soker.post(adresse("ny"), {"enkeltpasient": "nei"})
    assert forste.url == andre.url
    soker.post(forste.url, utfylt(cast, lagre="1"))
    assert soker.post(adresse("ny"), {"enkeltpasient": "nei"}).url != forste.url


@pytest.mark.krav("S1-H04", "S1-S01", "S1-S02", "S1-S03", "S1-S05", "S1-S06", "S1-S09", "S1-S10", "S1-S11", "S1-S15")
def test_ledetekstene_staar_ordrett_i_skjemaets_rekkefolge(cast: Cast, soker: Client) -> None:
    side = tekst(soker.get(adresse("utkast", nytt_utkast(soker)))).split("<main")[1]
    i_rekkefolge = [
        "Jeg søker om hospitering i (sett kryss/fyll inn for aktuelt alternativ)",
        "Sykehuset Innlandet</label>",
        "kommune</label>",
        "Søkerens navn:",
        "Hjemmeadresse:",
        "Tlf.:",
        "Arbeidssted:",
        "Adresse:",
        "Tlf.:",
        "Ønsket hospiteringsenhet",
        "Hospiteringsperiode",
        ">Fra<",
        ">Til<",
        "Begrunnelse for hospiteringen",
        "Ønsket tema og mål for hospiteringen:",
        "Hva jeg eventuelt kan bidra med til vertsenheten:",
        "Faggruppe:",
    ]
    sted = 0
    for ledetekst in i_rekkefolge:
        funnet = side.find(ledetekst, sted)
        assert funnet > 0, f"{ledetekst} is missing after {side[sted : sted + 60]}"
        sted = funnet + len(ledetekst)
    assert str(ledetekster.JEG_SOKER) == i_rekkefolge[0]


@pytest.mark.krav("S1-S14", "S1-H02")
def test_varselet_om_pasientopplysninger_staar_ved_fritekstene(cast: Cast, soker: Client) -> None:
    side = tekst(soker.get(adresse("utkast", nytt_utkast(soker))))
    assert side.index("Skriv aldri opplysninger som kan identifisere en pasient.") < side.index("id_begrunnelse")


# --- all the way ------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-H04", "S1-H07", "S1-S10", "S1-S17", "S1-S18")
def test_fra_nytt_utkast_til_kvittering(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    svar = soker.post(adresse("utkast", utkast), utfylt(cast))
    assert (svar.status_code, svar.url) == (302, adresse("se_over", utkast))
    assert "Signeres elektronisk av Synne Søker" in tekst(soker.get(svar.url))
    svar = soker.post(adresse("se_over", utkast), {"versjon": 2, "bekreft": "on"})
    assert (svar.status_code, svar.url) == (302, adresse("kvittering", utkast))
    sak = Soknad.objects.get(pk=utkast.pk)
    assert (sak.tilstand, sak.vertsenhet, sak.tlf_privat) == (Tilstand.INNSENDT, cast.palliativ, "+4790000001")
    kvittering = tekst(soker.get(svar.url))
    assert f"Saksnummeret er {sak.saksnummer}." in kvittering
    assert "Leif Leder" in kvittering


def test_sendt_to_ganger_er_sendt_en_gang(cast: Cast, soker: Client) -> None:
    utkast = cast.utkast()
    for _gang in range(2):
        svar = soker.post(adresse("se_over", utkast), {"versjon": 1, "bekreft": "on"})
        assert (svar.status_code, svar.url) == (302, adresse("kvittering", utkast))
    assert Hendelse.objects.for_sak(utkast).count() == 1


def test_lagret_to_ganger_er_ingen_konflikt(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    for _gang in range(2):
        svar = soker.post(adresse("utkast", utkast), utfylt(cast))
        assert (svar.status_code, svar.url) == (302, adresse("se_over", utkast))
    assert Soknad.objects.get().versjon == 2


@pytest.mark.krav("S1-S18")
def test_uten_bekreftelse_sendes_ikke(cast: Cast, soker: Client) -> None:
    utkast = cast.utkast()
    svar = soker.post(adresse("se_over", utkast), {"versjon": 1})
    assert feil_i(svar) == {"bekreft": ["Kryss av for at opplysningene er riktige, før du sender."]}
    assert Soknad.objects.get().tilstand == Tilstand.UTKAST


def test_det_som_bekreftes_er_det_som_ble_lest(cast: Cast, soker: Client) -> None:
    utkast = cast.utkast()
    soker.post(adresse("utkast", utkast), utfylt(cast, begrunnelse="En annen grunn.", lagre="1"))
    svar = soker.post(adresse("se_over", utkast), {"versjon": 1, "bekreft": "on"})
    assert svar.status_code == 409
    assert "En annen grunn." in tekst(svar)
    assert Soknad.objects.get().tilstand == Tilstand.UTKAST


@pytest.mark.krav("S1-S11", "S1-S12", "S1-S13")
def test_kontrollsiden_viser_datoene_med_ord_og_leder(cast: Cast, soker: Client) -> None:
    fra = date(timezone.localdate().year + 1, 1, 18)
    utkast = cast.utkast(periode_fra=fra, periode_til=fra.replace(day=29))
    side = tekst(soker.get(adresse("se_over", utkast)))
    assert f"18.–29.\N{NO-BREAK SPACE}januar\N{NO-BREAK SPACE}{fra.year}" in side
    assert "Leif Leder" in side
    assert f"{adresse('utkast', utkast)}#del-om-deg" in side


def test_kontrollsiden_sier_hva_som_mangler(cast: Cast, soker: Client) -> None:
    utkast = cast.utkast(begrunnelse="", onsket_enhet=None)
    side = tekst(soker.get(adresse("se_over", utkast)))
    assert f'{adresse("utkast", utkast)}#id_begrunnelse">Skriv en begrunnelse for hospiteringen.' in side
    assert "#id_onsket_enhet_tekst" in side
    assert "Send søknaden" not in side
    svar = soker.post(adresse("se_over", utkast), {"versjon": 1, "bekreft": "on"})
    assert svar.status_code == 200
    assert Soknad.objects.get().tilstand == Tilstand.UTKAST


# --- what is missing or wrong -----------------------------------------------------------------------------------------


@pytest.mark.krav("S1-H01", "S1-H05", "S1-H06", "S1-H07", "S1-S01", "S1-S12", "S1-S13", "S1-S14", "S1-S16")
@pytest.mark.parametrize(
    ("endring", "felt", "melding"),
    [
        ({"sokes_i": ""}, "sokes_i", "Velg om du søker om hospitering i helseforetaket eller i en kommune."),
        ({"sokes_i": "kommune"}, "kommune", "Velg kommunen du vil hospitere i."),
        ({"soker_navn": " "}, "soker_navn", "Skriv navnet ditt."),
        ({"hjemmeadresse": ""}, "hjemmeadresse", "Skriv hjemmeadressen din."),
        ({"tlf_privat": ""}, "tlf_privat", "Skriv telefonnummeret ditt."),
        ({"tlf_privat": "400 00"}, "tlf_privat",
         "Telefonnummeret ditt må ha 8 siffer. Utenlandske numre begynner med + og landskode."),
        ({"egen_enhet": ""}, "egen_enhet", "Velg arbeidsstedet ditt."),
        ({"tlf_arbeid": ""}, "tlf_arbeid", "Skriv telefonnummeret til arbeidsstedet."),
        ({"onsket_enhet": "", "onsket_enhet_tekst": ""}, "onsket_enhet_tekst",
         "Velg eller skriv hvilken enhet du vil hospitere i."),
        ({"periode_fra": ""}, "periode_fra", "Skriv datoen hospiteringen skal starte."),
        ({"periode_fra": "31.02.2099"}, "periode_fra", "Datoen i «Fra» finnes ikke. Sjekk dag og måned."),
        ({"periode_fra": "01.01.2020"}, "periode_fra",
         "Hospiteringen kan ikke starte i fortiden. Velg en dato fra og med i dag."),
        ({"periode_til": "01.01.2020"}, "periode_til", "Til-dato kan ikke være før fra-dato."),
        ({"begrunnelse": "\n "}, "begrunnelse", "Skriv en begrunnelse for hospiteringen."),
        ({"tema_og_maal": ""}, "tema_og_maal", "Skriv tema og mål for hospiteringen."),
        ({"faggruppe": ""}, "faggruppe", "Velg faggruppen din."),
        ({"faggruppe": "annen"}, "faggruppe_annen", "Skriv hvilken faggruppe du tilhører."),
    ],
)  # fmt: skip
def test_feil_staar_ved_feltet_og_alt_som_er_skrevet_blir_staaende(
    cast: Cast, soker: Client, endring: dict[str, str], felt: str, melding: str
) -> None:
    utkast = nytt_utkast(soker)
    svar = soker.post(adresse("utkast", utkast), utfylt(cast) | endring)
    assert feil_i(svar) == {felt: [melding]}
    assert "Kartlegging av symptomer." in tekst(svar) or felt == "tema_og_maal"
    for navn, verdi in endring.items():
        assert svar.context["form"][navn].value() in (verdi, verdi.strip() or None, verdi or None)
    lagret = Soknad.objects.get()
    assert lagret.versjon == 2, "what is right is kept all the same"
    assert lagret.bidrag == ""


def test_personnummer_avvises_i_hvert_tekstfelt_og_lagres_ikke(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    felter = ["soker_navn", "hjemmeadresse", "arbeidssted_adresse", "onsket_enhet_tekst", "begrunnelse", "tema_og_maal",
              "bidrag", "faggruppe_annen"]  # fmt: skip
    svar = soker.post(adresse("utkast", utkast), utfylt(cast, lagre="1", **dict.fromkeys(felter, SYNTETISK_FNR)))
    feil = feil_i(svar)
    assert sorted(feil) == sorted(felter)
    assert all("personnummer" in meldinger[0] for meldinger in feil.values())
    assert SYNTETISK_FNR not in str(Soknad.objects.values().get())


@pytest.mark.krav("S1-H04")
def test_et_halvt_skjema_kan_lagres(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    halvt = {"versjon": 1, "soker_navn": "Synne Søker", "begrunnelse": "Halvferdig", "periode_fra": "", "lagre": "1"}
    svar = soker.post(adresse("utkast", utkast), halvt)
    assert (svar.status_code, svar.url) == (302, adresse("utkast", utkast))
    lagret = Soknad.objects.get()
    assert (lagret.begrunnelse, lagret.periode_fra, lagret.sokes_i) == ("Halvferdig", None, "")


# --- the host unit ----------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-H07", "S1-S10")
def test_sok_i_enheter_beholder_alt_og_dommer_ingenting(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    data = utfylt(cast, onsket_enhet_tekst="pall", periode_fra="tull", sok_enheter="1")
    data.pop("onsket_enhet")
    svar = soker.post(adresse("utkast", utkast), data)
    side = tekst(svar)
    assert svar.status_code == 200
    assert "Palliativt senter, Gjøvik</label>" in side
    assert "1 enhet passer." in side
    assert 'value="tull"' in side
    assert "aria-invalid" not in side
    assert "checked" not in side.split('name="onsket_enhet"')[1].split(">")[0]
    assert svar.context["form"]["versjon"].value() == "2"
    valgt = {"onsket_enhet": str(cast.palliativ.pk), "enhet_sokt": "pall", "onsket_enhet_tekst": "pall", "versjon": 2}
    assert soker.post(adresse("utkast", utkast), utfylt(cast) | valgt).url == adresse("se_over", utkast)
    lagret = Soknad.objects.get()
    assert (lagret.onsket_enhet, lagret.onsket_enhet_tekst) == (cast.palliativ, "")


def test_etter_et_sok_maa_det_velges(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    data = utfylt(cast, onsket_enhet_tekst="pall", enhet_sokt="pall")
    data.pop("onsket_enhet")
    assert feil_i(soker.post(adresse("utkast", utkast), data)) == {
        "onsket_enhet": ["Velg enheten i listen, eller velg «Ingen av disse»."]
    }
    svar = soker.post(adresse("utkast", utkast), data | {"onsket_enhet": "", "versjon": 2})
    assert svar.url == adresse("se_over", utkast)
    assert Soknad.objects.get().onsket_enhet_tekst == "pall"


@pytest.mark.krav("S1-H07")
def test_en_enhet_som_mangler_i_registeret_kan_skrives(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    skrevet = utfylt(cast, onsket_enhet="", onsket_enhet_tekst="Et nytt palliativt team")
    assert soker.post(adresse("utkast", utkast), skrevet).url == adresse("se_over", utkast)
    lagret = Soknad.objects.get()
    assert (lagret.onsket_enhet, lagret.onsket_enhet_tekst) == (None, "Et nytt palliativt team")


def test_navnet_paa_en_registrert_enhet_er_den_enheten(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    soker.post(adresse("utkast", utkast), utfylt(cast, onsket_enhet="", onsket_enhet_tekst="palliativt senter, gjøvik"))
    assert Soknad.objects.get().onsket_enhet == cast.palliativ


def test_et_valg_og_en_annen_tekst_maa_avklares(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    feil = feil_i(soker.post(adresse("utkast", utkast), utfylt(cast, onsket_enhet_tekst="Noe helt annet")))
    assert feil == {"onsket_enhet_tekst": ["Teksten er en annen enn enheten du har valgt. Søk på nytt, og velg enheten."]}


def test_enheten_maa_hore_til_virksomheten_som_er_valgt(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    feil = feil_i(soker.post(adresse("utkast", utkast), utfylt(cast, onsket_enhet=str(cast.hamarhelse.pk))))
    assert feil == {"onsket_enhet": ["Enheten hører ikke til virksomheten du har valgt. Søk og velg en annen enhet."]}


def test_sok_for_verten_er_valgt_sier_fra(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    svar = soker.post(adresse("utkast", utkast), utfylt(cast, sokes_i="", onsket_enhet="", sok_enheter="1"))
    assert "Velg først hvor du søker om hospitering" in tekst(svar)


@pytest.mark.krav("S1-S03")
def test_kommune_til_kommune(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    valg = soker.get(adresse("utkast", utkast)).context["form"].fields["kommune"].queryset
    assert [k.navn for k in valg] == ["Gjøvik", "Hamar"], "only those that take part, in Norwegian order"
    data = utfylt(
        cast, sokes_i="kommune", kommune=str(cast.hamar.pk), onsket_enhet_tekst="Hjemmetjenesten, Hamar",
        onsket_enhet=str(cast.hamarhelse.pk),
    )  # fmt: skip
    assert soker.post(adresse("utkast", utkast), data).url == adresse("se_over", utkast)
    lagret = Soknad.objects.get()
    assert (lagret.vertsvirksomhet, lagret.onsket_enhet) == (cast.hamar, cast.hamarhelse)


def test_kommune_utenfor_helsefellesskapet_kan_ikke_velges(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    svar = soker.post(adresse("utkast", utkast), utfylt(cast, sokes_i="kommune", kommune=str(cast.annen.pk)))
    assert "kommune" in feil_i(svar)


def test_nytt_arbeidssted_tar_med_adresse_og_telefon(cast: Cast, soker: Client) -> None:
    cast.rolle("soker", Rolle.Type.ANSATT, cast.hamarhelse)
    Enhet.objects.filter(pk=cast.hamarhelse.pk).update(adresse="Storgata 9, 2317 Hamar", telefon="62000009")
    utkast = cast.utkast()
    data = utfylt(cast, egen_enhet=str(cast.hamarhelse.pk), arbeidssted_adresse=cast.korttid.adresse, lagre="1")
    soker.post(adresse("utkast", utkast), data)
    lagret = Soknad.objects.get()
    assert (lagret.egen_enhet, lagret.arbeidssted_adresse) == (cast.hamarhelse, "Storgata 9, 2317 Hamar")


# --- autosave, conflict, deletion -------------------------------------------------------------------------------------


def test_autolagring_svarer_med_ny_versjon(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    svar = soker.post(adresse("lagre_utkast", utkast), utfylt(cast, begrunnelse="Underveis", periode_fra="tull"))
    assert (svar.status_code, svar.json()["versjon"]) == (200, 2)
    assert svar.json()["melding"].startswith("Lagret kl.")
    assert "Ikke lagret: Fra." in svar.json()["melding"]
    assert Soknad.objects.get().begrunnelse == "Underveis"


def test_autolagring_fra_et_gammelt_vindu_overskriver_ikke(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    soker.post(adresse("lagre_utkast", utkast), utfylt(cast, begrunnelse="Fra vindu 1"))
    svar = soker.post(adresse("lagre_utkast", utkast), utfylt(cast, begrunnelse="Fra vindu 2"))
    assert svar.status_code == 409
    assert "endret siden du åpnet den" in svar.json()["melding"]
    assert Soknad.objects.get().begrunnelse == "Fra vindu 1"


def test_konflikt_viser_hva_som_er_skjedd_og_beholder_det_som_er_skrevet(cast: Cast, soker: Client) -> None:
    utkast = nytt_utkast(soker)
    soker.post(adresse("utkast", utkast), utfylt(cast, begrunnelse="Fra vindu 1", lagre="1"))
    svar = soker.post(adresse("utkast", utkast), utfylt(cast, begrunnelse="Fra vindu 2"))
    assert svar.status_code == 409
    assert "Utkastet er endret i et annet vindu" in tekst(svar)
    assert "Fra vindu 2" in tekst(svar)
    assert Soknad.objects.get().begrunnelse == "Fra vindu 1"


def test_utkast_slettes_bare_av_sokeren_og_bare_for_det_er_sendt(cast: Cast, soker: Client) -> None:
    utkast = cast.utkast()
    assert "Nei, behold det" in tekst(soker.get(adresse("slett", utkast)))
    assert innlogget(cast.leder).post(adresse("slett", utkast), {"versjon": 1}).status_code == 404
    assert soker.post(adresse("slett", utkast), {"versjon": 7}).url == adresse("slett", utkast)
    assert Soknad.objects.count() == 1
    assert soker.post(adresse("slett", utkast), {"versjon": 1}).url == adresse("liste")
    assert Soknad.objects.count() == 0
    sendt = cast.innsendt()
    assert soker.post(adresse("slett", sendt), {"versjon": 2}).url == sendt.get_absolute_url()
    assert Soknad.objects.count() == 1


# --- strangers, GET, odd input ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["utkast", "lagre_utkast", "se_over", "kvittering", "slett"])
@pytest.mark.parametrize("rolle", ["utenfor", "leder", "mottak", "sekretariat", "kontakt_adm"])
def test_ingen_andre_naar_sokerens_sider(cast: Cast, side: str, rolle: str) -> None:
    klient = innlogget(cast.folk[rolle])
    for sak in (cast.utkast(), cast.innsendt()):
        if side != "kvittering":
            assert klient.post(adresse(side, sak), {"versjon": 1, "bekreft": "on"}).status_code == 404
        if side != "lagre_utkast":
            assert klient.get(adresse(side, sak)).status_code == 404
    assert sorted(Soknad.objects.values_list("tilstand", "versjon")) == [("innsendt", 2), ("utkast", 1)]


def test_uten_innlogging_kommer_innloggingen(cast: Cast) -> None:
    svar = Client().get(adresse("utkast", cast.utkast()))
    assert svar.status_code == 302
    assert svar.url.startswith("/logg-inn/")


def test_aa_lese_sidene_skriver_ingenting(cast: Cast, soker: Client) -> None:
    utkast, sendt = cast.utkast(), cast.innsendt()
    sider = [adresse("ny"), adresse("enkeltpasient"), adresse("utkast", utkast), adresse("se_over", utkast),
             adresse("slett", utkast), adresse("kvittering", sendt)]  # fmt: skip
    soker.get(sider[0])
    with CaptureQueriesContext(
        connection,
    ) as sporringer:
        for side in sider:
            assert soker.get(side).status_code == 200
    skriv = [q["sql"] for q in sporringer if q["sql"].split(" ")[0] in ("INSERT", "UPDATE", "DELETE")]
    assert [sql for sql in skriv if "hospitering" in sql or "saksgang" in sql] == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"versjon": "9" * 40},
        {"versjon": "-1"},
        {"versjon": 1, "kommune": "x", "sokes_i": "kommune", "onsket_enhet": "'; --", "egen_enhet": "[]"},
        {"versjon": 1, "periode_fra": "99999999999999999999", "periode_til": "-1", "tlf_privat": "٣" * 12},
        {"versjon": 1, "begrunnelse": "x" * 5000, "soker_navn": "y" * 500, "enhet_sokt": "%_\\" * 60},
        {"versjon": 1, "sokes_i": ["hf", "kommune"], "onsket_enhet": ["", "a"], "sok_enheter": "1"},
        {"versjon": 1, "tilstand": "innvilget_vert", "soker": "x", "saksnummer": "H-1", "lagre": "1"},
    ],
)
def test_rare_data_gir_aldri_serverfeil(cast: Cast, soker: Client, data: dict[str, Any]) -> None:
    utkast = cast.utkast()
    for side in ("utkast", "lagre_utkast", "se_over", "slett"):
        assert soker.post(adresse(side, utkast), data).status_code in (200, 302, 409)
    lagret = Soknad.objects.get()
    assert (lagret.tilstand, lagret.saksnummer, lagret.soker) == (Tilstand.UTKAST, None, cast.soker)


def test_nul_avvises_for_den_naar_basen(cast: Cast, soker: Client) -> None:
    utkast = cast.utkast()
    assert soker.post(adresse("utkast", utkast), utfylt(cast, begrunnelse="a\x00b")).status_code == 400
    assert soker.get(adresse("enkeltpasient"), {"q": "\x00"}).status_code == 400


@pytest.mark.parametrize("side", ["utkast", "se_over"])
def test_antall_sporringer_vokser_ikke_med_antall_soknader(cast: Cast, soker: Client, side: str) -> None:
    utkast = cast.utkast()
    soker.get(adresse(side, utkast))  # content types are looked up once per process
    with CaptureQueriesContext(connection) as en:
        soker.get(adresse(side, utkast))
    for _nr in range(3):
        cast.innsendt()
        cast.utkast()
    with CaptureQueriesContext(connection) as flere:
        soker.get(adresse(side, utkast))
    assert len(flere) == len(en)
    assert len(en) <= 16
