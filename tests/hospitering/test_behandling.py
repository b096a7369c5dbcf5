"""Every button of the case page, with success beside refusal. Stale pages and pressing twice: test_behandling_for_sent."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from grunnmur.organisasjon.models import RolleType
from grunnmur.saksgang.models import Hendelse, Vedtak
from tests.hospitering.behandling import T, feil, gaar_til_saken, innvilg, kontakt, naa, post, se
from tests.rollebesetning import Cast

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
