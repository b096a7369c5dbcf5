"""Every button of the case page, with success beside refusal, stale pages and pressing twice."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from grunnmur.organisasjon.models import Bruker, Enhet, RolleType
from grunnmur.saksgang.models import Hendelse, Vedtak
from hospitering import operations
from hospitering.models import Soknad, Tilstand
from tests.rollebesetning import Cast

T = Tilstand


def post(bruker: Bruker, navn: str, sak: Soknad, **data: Any) -> Any:
    klient = Client()
    klient.force_login(bruker)
    return klient.post(reverse(f"hospitering:{navn}", args=[sak.pk]), {"versjon": sak.versjon, **data})


def se(bruker: Bruker, sak: Soknad) -> Any:
    klient = Client()
    klient.force_login(bruker)
    return klient.get(sak.get_absolute_url())


def naa(sak: Soknad) -> Soknad:
    return Soknad.objects.get(pk=sak.pk)


def innvilg(sak: Soknad, **andre: Any) -> dict[str, Any]:
    """The own leader's form as the page gives it, granted."""
    return {
        "vedtak": "innvilget",
        "kommentar": "",
        "vertsvirksomhet": sak.vertsvirksomhet_id,
        "vertsenhet": sak.vertsenhet_id or "",
        "enhetssok": "",
    } | andre


def kontakt(enhet: Enhet, **andre: Any) -> dict[str, Any]:
    return {
        "vertsenhet": enhet.pk,
        "kontakt_navn": "Kristin Kontakt",
        "kontakt_epost": "kontakt@prove.example",
        "kontakt_tlf": "62 00 00 01",
    } | andre


def gaar_til_saken(svar: Any, sak: Soknad) -> bool:
    return (svar.status_code, svar.get("Location")) == (302, sak.get_absolute_url())


def feil(svar: Any) -> dict[str, list[str]]:
    return {felt: list(tekster) for felt, tekster in svar.context["form"].errors.items()}


# --- own leader ------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-S21", "S1-S23", "S1-S24", "S1-S25", "S1-S26", "S1-H11")
def test_egen_leder_innvilger(cast: Cast) -> None:
    sak = cast.innsendt()
    assert post(cast.overleder, "egen_leder", sak, **innvilg(sak)).status_code == 403
    assert post(cast.mottak, "egen_leder", sak, **innvilg(sak)).status_code == 404
    assert gaar_til_saken(post(cast.leder, "egen_leder", sak, **innvilg(sak, kommentar="God idé.")), sak)
    etter = naa(sak)
    assert (etter.tilstand, etter.vertsenhet) == (T.OVERSENDT, cast.palliativ)
    assert (etter.sendt_tid is not None, etter.tariff_bekreftet_tid is not None) == (True, True)
    assert Vedtak.objects.for_sak(sak).get().kommentar == "God idé."


@pytest.mark.krav("S1-H11")
def test_knappen_sier_hva_som_bekreftes_og_to_trykk_er_nok(cast: Cast) -> None:
    sak = cast.innsendt()
    html = se(cast.leder, sak).content.decode()
    knapp = re.search(r'<button[^>]*value="innvilget"[^>]*>([^<]+)<', html)
    assert knapp and knapp[1] == "Innvilg og bekreft tariffvilkår"
    assert 'aria-describedby="tariffvilkaar"' in knapp[0]
    assert "lønn, ferie, yrkesskadeforsikring og annet." in html.split('id="tariffvilkaar"')[1][:250]
    assert naa(sak).tariff_bekreftet_tid is None
    assert gaar_til_saken(post(cast.leder, "egen_leder", sak, **innvilg(sak)), sak)
    assert naa(sak).tariff_bekreftet_tid is not None


@pytest.mark.krav("S1-S22", "S1-S28")
def test_egen_leder_avslaar_bare_med_kommentar(cast: Cast) -> None:
    sak = cast.innsendt()
    svar = post(cast.leder, "egen_leder", sak, **innvilg(sak, vedtak="ikke_innvilget"))
    assert feil(svar) == {"kommentar": ["Skriv en kommentar når du ikke innvilger."]}
    avslag = innvilg(sak, vedtak="ikke_innvilget", kommentar="Ikke rom i turnusen.")
    assert gaar_til_saken(post(cast.leder, "egen_leder", sak, **avslag), sak)
    assert naa(sak).tilstand == T.AVSLAATT_EGEN


def test_ingenting_er_valgt_paa_forhaand(cast: Cast) -> None:
    sak = cast.innsendt()
    svar = post(cast.leder, "egen_leder", sak, **innvilg(sak, vedtak=""))
    assert feil(svar) == {"vedtak": ["Trykk på knappen for det du har bestemt."]}


@pytest.mark.krav("S1-S25")
def test_mottaker_kan_velges_om_foer_det_sendes(cast: Cast) -> None:
    sak = cast.innsendt()
    svar = post(cast.leder, "egen_leder", sak, **innvilg(sak, enhetssok="akutt", sok_enheter="1", kommentar="Bedre der."))
    html = svar.content.decode()
    assert (svar.status_code, naa(sak).tilstand) == (200, T.INNSENDT)
    assert "Bedre der.</textarea>" in html
    assert "Feil: " not in html
    valg = [navn for _pk, navn in svar.context["form"].fields["vertsenhet"].widget.choices]
    assert valg == [
        "La mottaket velge enhet",
        "Palliativt senter, Gjøvik, Sykehuset Innlandet HF",
        "Akuttmottaket, Lillehammer, Sykehuset Innlandet HF",
    ]
    assert gaar_til_saken(post(cast.leder, "egen_leder", sak, **innvilg(sak, vertsenhet=cast.akutt.pk)), sak)
    assert (naa(sak).vertsenhet, naa(sak).onsket_enhet) == (cast.akutt, cast.palliativ)


@pytest.mark.krav("S1-S25", "S1-S03")
def test_mottaker_kan_vaere_en_annen_kommune(cast: Cast) -> None:
    sak = cast.innsendt()
    assert gaar_til_saken(post(cast.leder, "egen_leder", sak, **innvilg(sak, vertsvirksomhet=cast.hamar.pk)), sak)
    assert (naa(sak).vertsvirksomhet, naa(sak).vertsenhet, naa(sak).sokes_i) == (cast.hamar, None, "kommune")


def test_virksomhet_utenfor_nettverket_kan_ikke_velges(cast: Cast) -> None:
    sak = cast.innsendt()
    svar = post(cast.leder, "egen_leder", sak, **innvilg(sak, vertsvirksomhet=cast.annen.pk))
    assert feil(svar) == {"vertsvirksomhet": ["Velg et av alternativene under «Virksomhet»."]}
    svar = post(cast.leder, "egen_leder", sak, **innvilg(sak, vertsenhet=cast.utenforenhet.pk))
    assert list(feil(svar)) == ["vertsenhet"]
    assert naa(sak).tilstand == T.INNSENDT


def test_stedfortreder_avgjor_paa_vegne_av_lederen(cast: Cast) -> None:
    cast.stedfortreder_for("stedfortreder", cast.leder.roller.get(type=RolleType.LEDER))
    sak = cast.innsendt()
    assert gaar_til_saken(post(cast.stedfortreder, "egen_leder", sak, **innvilg(sak)), sak)
    vedtak = Vedtak.objects.for_sak(sak).get()
    assert (vedtak.av, vedtak.paa_vegne_av) == (cast.stedfortreder, cast.leder)


# --- questions -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("start", "hvem"), [("innsendt", "leder"), ("mottatt", "vertsleder")])
def test_leder_ber_om_mer_informasjon(cast: Cast, start: str, hvem: str) -> None:
    sak = getattr(cast, start)()
    assert post(cast.soker, "sporsmal", sak, kommentar="Hva?").status_code == 403
    assert post(cast.utenfor, "sporsmal", sak, kommentar="Hva?").status_code == 404
    assert feil(post(cast.folk[hvem], "sporsmal", sak, kommentar="  ")) == {"kommentar": ["Skriv hva du vil ha svar på."]}
    assert gaar_til_saken(post(cast.folk[hvem], "sporsmal", sak, kommentar="Kan det være i mars?"), sak)
    assert naa(sak).tilstand == T.MANGLER_SVAR
    klient = Client()
    klient.force_login(cast.soker)
    html = klient.get(sak.get_absolute_url()).content.decode()
    assert "Du har fått et spørsmål" in html
    assert html.count("Kan det være i mars?") == 2  # the card on top, and the history


# --- intake ----------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-S27", "S1-H10")
def test_mottak_bekrefter(cast: Cast) -> None:
    sak = cast.oversendt()
    assert post(cast.leder, "mottak", sak, vertsenhet=sak.vertsenhet_id).status_code == 403
    assert post(cast.vertsleder, "mottak", sak, vertsenhet=sak.vertsenhet_id).status_code == 404
    assert gaar_til_saken(post(cast.mottak, "mottak", sak, vertsenhet=sak.vertsenhet_id), sak)
    assert (naa(sak).tilstand, naa(sak).mottatt_tid is not None) == (T.MOTTATT, True)


@pytest.mark.krav("S1-S10", "S1-S27")
def test_enhet_skrevet_for_haand_knyttes_til_registeret(cast: Cast) -> None:
    sak = cast.oversendt(onsket_enhet=None, onsket_enhet_tekst="Lindrende enhet")
    svar = post(cast.mottak, "mottak", sak, vertsenhet="")
    assert feil(svar) == {"vertsenhet": ["Velg hvilken enhet søknaden gjelder, før du bekrefter mottak."]}
    treff = post(cast.mottak, "mottak", sak, enhetssok="pall", sok_enheter="1")
    assert treff.context["form"].fields["vertsenhet"].sokemelding == "1 enhet passer. Velg den under."
    fremmed = post(cast.mottak, "mottak", sak, vertsenhet=cast.hamarhelse.pk)
    assert feil(fremmed) == {"vertsenhet": ["Velg et av alternativene under «Enheten søknaden gjelder»."]}
    assert gaar_til_saken(post(cast.mottak, "mottak", sak, vertsenhet=cast.palliativ.pk), sak)
    assert (naa(sak).vertsenhet, naa(sak).onsket_enhet_tekst) == (cast.palliativ, "Lindrende enhet")


@pytest.mark.parametrize("start", ["oversendt", "mottatt"])
def test_mottak_sender_videre_til_en_annen_enhet(cast: Cast, start: str) -> None:
    sak = getattr(cast, start)()
    foer = sak.tilstand
    assert post(cast.leder, "videresend", sak, vertsenhet=cast.akutt.pk).status_code == 403
    assert feil(post(cast.mottak, "videresend", sak)) == {"vertsenhet": ["Søk fram enheten, og velg den."]}
    assert gaar_til_saken(post(cast.mottak, "videresend", sak, vertsenhet=cast.akutt.pk, kommentar="Hører til her."), sak)
    assert (naa(sak).vertsenhet, naa(sak).tilstand) == (cast.akutt, foer)


def test_mottak_sender_tilbake_og_lederen_velger_ny_mottaker(cast: Cast) -> None:
    sak = cast.oversendt()
    assert post(cast.leder, "returner", sak, kommentar="Feil").status_code == 403
    assert feil(post(cast.mottak, "returner", sak, kommentar="")) == {
        "kommentar": ["Skriv hvorfor du sender søknaden tilbake."]
    }
    assert gaar_til_saken(post(cast.mottak, "returner", sak, kommentar="Vi har ikke kapasitet."), sak)
    returnert = naa(sak)
    assert returnert.tilstand == T.RETURNERT
    assert Vedtak.objects.for_sak(sak).gjeldende().get().utfall == "innvilget"  # not a refusal
    ny = {"vertsvirksomhet": cast.hamar.pk, "vertsenhet": cast.hamarhelse.pk, "kommentar": ""}
    assert post(cast.mottak, "ny_mottaker", returnert, **ny).status_code == 403
    assert gaar_til_saken(post(cast.leder, "ny_mottaker", returnert, **ny), sak)
    assert (naa(sak).tilstand, naa(sak).vertsvirksomhet, naa(sak).vertsenhet) == (T.OVERSENDT, cast.hamar, cast.hamarhelse)


# --- host ------------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-S29", "S1-S30", "S1-S32", "S1-S33")
def test_vertsleder_innvilger(cast: Cast) -> None:
    sak = cast.mottatt()
    assert post(cast.leder, "vertsleder", sak, vedtak="innvilget").status_code == 403
    assert post(cast.mottak, "vertsleder", sak, vedtak="innvilget").status_code == 403
    assert gaar_til_saken(post(cast.vertsleder, "vertsleder", sak, vedtak="innvilget", kommentar="Velkommen."), sak)
    assert naa(sak).tilstand == T.INNVILGET_VERT


@pytest.mark.krav("S1-S31", "S1-S34", "S1-S43")
def test_vertsleder_avslaar_bare_med_kommentar(cast: Cast) -> None:
    sak = cast.mottatt()
    svar = post(cast.vertsleder, "vertsleder", sak, vedtak="ikke_innvilget", kommentar="")
    assert feil(svar) == {"kommentar": ["Skriv en kommentar når du ikke innvilger."]}
    avslag = {"vedtak": "ikke_innvilget", "kommentar": "Vi er fullbooket."}
    assert gaar_til_saken(post(cast.vertsleder, "vertsleder", sak, **avslag), sak)
    etter = naa(sak)
    assert (etter.tilstand, etter.tilbakemelding_utfall) == (T.AVSLAATT_VERT, "ikke_innvilget")
    assert etter.tilbakemelding_tid is not None


@pytest.mark.krav("S1-S35", "S1-S36", "S1-S37", "S1-S38", "S1-S39", "S1-S41", "S1-S42", "S1-S44", "S1-S45")
def test_vertsdelen_lagres_og_tilbakemeldingen_sendes(cast: Cast) -> None:
    sak = cast.innvilget()
    assert post(cast.leder, "vertsdel", sak, **kontakt(cast.palliativ)).status_code == 403
    tom = post(cast.vertsleder, "vertsdel", sak, send="1", vertsenhet=cast.palliativ.pk)
    assert feil(tom) == {
        "kontakt_navn": ["Fyll ut feltet «Kontaktperson i vertsenheten»."],
        "kontakt_epost": ["Fyll ut feltet «E-postadresse»."],
        "kontakt_tlf": ["Fyll ut feltet «Tlf.»."],
    }
    assert gaar_til_saken(post(cast.vertsleder, "vertsdel", sak, **kontakt(cast.akutt)), sak)
    lagret = naa(sak)
    assert (lagret.tilstand, lagret.hospiteringsenhet, lagret.kontakt_tlf) == (T.INNVILGET_VERT, cast.akutt, "62000001")
    assert gaar_til_saken(post(cast.vertsleder, "vertsdel", lagret, send="1", **kontakt(cast.akutt)), sak)
    sendt = naa(sak)
    assert (sendt.tilstand, sendt.tilbakemelding_utfall) == (T.AVTALE_UNDER_ARBEID, "innvilget")
    navn = list(Hendelse.objects.for_sak(sak).order_by("id").values_list("navn", flat=True))[-2:]
    assert navn == ["fyll_vertsdel", "gi_tilbakemelding"]  # nothing had changed, so it was not saved again


def test_send_lagrer_foerst_det_som_er_skrevet(cast: Cast) -> None:
    sak = cast.innvilget()
    assert gaar_til_saken(post(cast.vertsleder, "vertsdel", sak, send="1", **kontakt(cast.palliativ)), sak)
    assert (naa(sak).tilstand, naa(sak).kontakt_bruker) == (T.AVTALE_UNDER_ARBEID, cast.kontakt)


# --- stale, too late, twice ------------------------------------------------------------------------------------------


def test_utdatert_side_sier_hvem_som_endret_hva_og_beholder_kommentaren(cast: Cast) -> None:
    sak = cast.innsendt()
    operations.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter=cast.felter(bidrag="Noe nytt."))
    svar = post(cast.leder, "egen_leder", sak, **innvilg(sak, kommentar="Skrev lenge på dette."))
    html = svar.content.decode()
    assert svar.status_code == 409
    assert "Saken er endret siden du åpnet den" in html
    assert "<p>Synne Søker endret søknaden, " in html
    assert "Skrev lenge på dette.</textarea>" in html
    assert f'name="versjon" value="{naa(sak).versjon}"' in html
    assert not Vedtak.objects.for_sak(sak).exists()
    assert gaar_til_saken(post(cast.leder, "egen_leder", naa(sak), **innvilg(sak)), sak)


def test_utdatert_paa_egen_side_beholder_teksten(cast: Cast) -> None:
    sak = cast.innsendt()
    operations.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter=cast.felter(bidrag="Noe nytt."))
    svar = post(cast.leder, "sporsmal", sak, kommentar="Hva mener du med lindring?")
    html = svar.content.decode()
    assert (svar.status_code, naa(sak).tilstand) == (409, T.INNSENDT)
    assert "Synne Søker endret søknaden" in html
    assert "Hva mener du med lindring?</textarea>" in html


def test_to_trykk_gir_ett_vedtak(cast: Cast) -> None:
    sak = cast.innsendt()
    assert gaar_til_saken(post(cast.leder, "egen_leder", sak, **innvilg(sak)), sak)
    andre = post(cast.leder, "egen_leder", sak, **innvilg(sak))
    assert andre.status_code == 409
    assert "Leif Leder innvilget søknaden og sendte den til mottaker" in andre.content.decode()
    assert Vedtak.objects.for_sak(sak).count() == 1


def test_for_sent_forklares_i_en_setning(cast: Cast) -> None:
    sak = cast.mottatt()
    svar = post(cast.leder, "egen_leder", sak, **innvilg(sak))
    assert svar.status_code == 409
    assert "Saken har gått videre" in svar.content.decode()
    assert post(cast.mottak, "mottak", sak, vertsenhet=cast.palliativ.pk).status_code == 409


@pytest.mark.parametrize("mangel", [{"vedtak": "", "vertsenhet": "x"}, {"versjon": "x"}, {"versjon": 1}, {}])
def test_den_som_ikke_har_rett_faar_vite_det_foer_noe_annet(cast: Cast, mangel: dict[str, Any]) -> None:
    """Also with a form that is wrong, old, or too late; whoever has the right is told what is wrong."""
    sak = cast.besvart()
    har_rett = {
        "egen_leder": cast.leder,
        "ny_mottaker": cast.leder,
        "mottak": cast.mottak,
        "vertsleder": cast.vertsleder,
        "vertsdel": cast.vertsleder,
        "returner": cast.mottak,
        "videresend": cast.mottak,
        "sporsmal": cast.vertsleder,
    }
    for navn, hvem in har_rett.items():
        fremmed, kjent = (post(bruker, navn, sak, **innvilg(sak, **mangel)) for bruker in (cast.soker, hvem))
        assert (navn, fremmed.status_code, kjent.status_code) == (navn, 403, 409)


@pytest.mark.parametrize("versjon", ["", "x", "-1", "99999999999999999999", "\N{ARABIC-INDIC DIGIT ONE}x"])
def test_oedelagt_versjon_er_en_setning(cast: Cast, versjon: str) -> None:
    sak = cast.innsendt()
    svar = post(cast.leder, "egen_leder", sak, **innvilg(sak, versjon=versjon))
    assert feil(svar) == {"versjon": ["Siden er utdatert. Last den inn på nytt og prøv en gang til."]}


@pytest.mark.parametrize(
    ("felt", "verdi"),
    [
        ("vertsvirksomhet", "ikke-en-uuid"),
        ("vertsenhet", "00000000-0000-0000-0000-000000000000"),
        ("vertsenhet", "x" * 5000),
        ("vedtak", "kanskje"),
        ("kommentar", "a" * 4001),
        ("kommentar", "Pasienten har nummer 01 81 90 10028"),
    ],
)
def test_oedelagte_felt_blir_feil_ved_feltet(cast: Cast, felt: str, verdi: str) -> None:
    sak = cast.innsendt()
    svar = post(cast.leder, "egen_leder", sak, **innvilg(sak, **{felt: verdi}))
    assert svar.status_code in (200, 302)
    if svar.status_code == 200:
        assert list(feil(svar)) == [felt]
        assert naa(sak).tilstand == T.INNSENDT


def test_get_paa_beslutningsadressene_gjor_ingenting(cast: Cast) -> None:
    sak = cast.innsendt()
    klient = Client()
    klient.force_login(cast.leder)
    for navn in ("egen_leder", "ny_mottaker", "mottak", "vertsleder", "vertsdel"):
        assert klient.get(reverse(f"hospitering:{navn}", args=[sak.pk])).status_code == 405
    assert naa(sak).versjon == sak.versjon


def test_endringen_vises_for_den_som_blir_spurt_paa_nytt(cast: Cast) -> None:
    sak = cast.oversendt()
    operations.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter=cast.felter(begrunnelse="Ny grunn."))
    klient = Client()
    klient.force_login(cast.leder)
    html = klient.get(sak.get_absolute_url()).content.decode()
    panel = html[html.index('id="h-vedtak"') : html.index('name="vedtak"')]
    assert "Søkeren endret dette" in panel
    assert "Ny grunn.</ins>" in panel
