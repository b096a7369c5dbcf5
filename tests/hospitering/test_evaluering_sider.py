"""The pages of the evaluation: what each reads, what each may send, and what a stranger meets."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from grunnmur.oppgaver.kalender import kalender_for
from grunnmur.organisasjon.models import Bruker
from grunnmur.varsling.maler import varselmal
from grunnmur.varsling.models import Varsel
from hospitering.models import Evaluering, Soknad, Tilstand
from hospitering.operations import evaluering
from hospitering.operations.avtale import inngaa_avtale
from tests.hospitering import avtaler
from tests.hospitering.avtaler import SVAR
from tests.klient import som
from tests.rollebesetning import Cast

HOSPITANTENS, VERTENS = "Jeg lærte å lytte.", "Vi lærte om kommunen."
GITT: dict[str, Any] = {
    "form": "fysisk", "maalnaaelse": "4", "utbytte": "3", "igjen": "ja",
    "laerte": HOSPITANTENS, "verdt": "Visitten.", "bedre": "",
}  # fmt: skip


def adresse(sak: Soknad, navn: str = "evaluering", *args: str) -> str:
    return reverse(f"hospitering:{navn}", args=[sak.pk, *args])


def les(bruker: Bruker, sak: Soknad) -> str:
    svar = som(bruker).get(adresse(sak))
    assert svar.status_code == 200
    return svar.content.decode()


@pytest.mark.krav("S1-H20", "S1-H22")
def test_sidene_er_blinde_for_hverandre_til_de_har_svart(cast: Cast) -> None:
    sak = avtaler.gjennomfort(cast)
    skjema = som(cast.soker).get(adresse(sak, "evaluer")).content.decode()
    assert "Kartlegging av symptomer." in skjema  # the goals of the application, above the questions
    svar = som(cast.soker).post(adresse(sak, "evaluer"), GITT | {"versjon": sak.versjon}, follow=True)
    assert svar.redirect_chain == [(adresse(sak), 302)]
    hospitantens = Evaluering.objects.get(soknad=sak, side="hospitant")
    assert (hospitantens.form, hospitantens.maalnaaelse, hospitantens.igjen) == ("fysisk", 4, True)
    assert HOSPITANTENS in les(cast.soker, sak)
    # Everybody who sees the case, on each of its pages: nobody but the hospitant reads it yet.
    for bruker in (cast.kontakt, cast.vertsleder, cast.leder, cast.mottak, cast.sekretariat):
        for side in (adresse(sak), sak.get_absolute_url()):
            innhold = som(bruker).get(side).content.decode()
            assert (HOSPITANTENS in innhold, "Visitten." in innhold, "Helt nådd" in innhold) == (False, False, False)
    assert HOSPITANTENS not in som(cast.kontakt).get(adresse(sak, "evaluer")).content.decode()

    sak = avtaler.naa_er(sak)
    som(cast.kontakt).post(adresse(sak, "evaluer"), GITT | {"versjon": sak.versjon, "laerte": VERTENS})
    assert avtaler.naa_er(sak).tilstand == Tilstand.EVALUERT
    for bruker in (cast.soker, cast.kontakt, cast.vertsleder):
        innhold = les(bruker, sak)
        assert (HOSPITANTENS in innhold, VERTENS in innhold) == (True, True)
    for bruker in (cast.leder, cast.mottak, cast.sekretariat):
        innhold = les(bruker, sak)
        assert (HOSPITANTENS in innhold, VERTENS in innhold) == (False, False)


@pytest.mark.krav("S1-H20")
def test_fremmede_for_sent_og_utdatert(cast: Cast) -> None:
    sak = avtaler.gjennomfort(cast)
    for navn, metode in [("evaluering", "get"), ("evaluer", "get"), ("frafall", "post"), ("evaluering_ics", "get")]:
        assert getattr(som(cast.utenfor), metode)(adresse(sak, navn)).status_code == 404
    assert som(cast.utenfor).post(adresse(sak, "frigi", "vert")).status_code == 404
    assert som(cast.mottak).get(adresse(sak, "evaluer")).status_code == 403
    assert som(cast.leder).get(adresse(sak, "evaluering_ics")).status_code == 404
    gammel = som(cast.soker).post(adresse(sak, "evaluer"), GITT | {"versjon": sak.versjon - 1})
    assert (gammel.status_code, HOSPITANTENS in gammel.content.decode()) == (409, True)
    tomt = som(cast.soker).post(adresse(sak, "evaluer"), {"versjon": sak.versjon})
    assert tomt.status_code == 200
    assert set(tomt.context["form"].errors) == {"form", "maalnaaelse", "utbytte", "igjen"}
    sak = evaluering.lever_evaluering(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, svar=SVAR)
    assert som(cast.soker).get(adresse(sak, "evaluer")).status_code == 409
    assert som(cast.soker).get(adresse(sak, "frafall")).status_code == 409
    assert som(cast.soker).post(adresse(sak, "frigi", "ingen"), {"versjon": sak.versjon}).status_code == 404
    # The host has not answered: it cannot release what it may not read, and is told so on the page.
    nektet = som(cast.kontakt).post(adresse(sak, "frigi", "hospitant"), {"versjon": sak.versjon})
    assert nektet.status_code == 200
    assert "Gi deres egen evaluering først" in nektet.content.decode()


@pytest.mark.krav("S1-H20")
def test_egen_leder_frafaller_hospitantens_og_leser_ingenting(cast: Cast) -> None:
    sak = avtaler.gjennomfort(cast)
    sak = evaluering.lever_evaluering(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, svar=SVAR | {"laerte": VERTENS})
    assert "Frafall evalueringen" in les(cast.leder, sak)
    feil = som(cast.leder).post(adresse(sak, "frafall"), {"versjon": sak.versjon, "grunn": "annet", "merknad": ""})
    assert "Skriv hvorfor evalueringen frafalles." in feil.content.decode()
    som(cast.leder).post(adresse(sak, "frafall"), {"versjon": sak.versjon, "grunn": "annet", "merknad": "Byttet jobb."})
    assert avtaler.naa_er(sak).tilstand == Tilstand.EVALUERT
    assert VERTENS in les(cast.soker, sak)  # a waived one opens the other's
    assert VERTENS not in les(cast.leder, sak)
    assert ["Byttet jobb." in les(b, sak) for b in (cast.kontakt, cast.leder, cast.mottak)] == [True, True, False]


def test_begge_knappene_skal_til_for_andre_leser(cast: Cast) -> None:
    sak = avtaler.evaluert(cast)
    for hvem in (cast.soker, cast.kontakt):
        sak = avtaler.naa_er(sak)
        som(hvem).post(adresse(sak, "frigi", "hospitant"), {"versjon": sak.versjon})
    assert Evaluering.objects.get(soknad=sak, side="hospitant").er_frigitt
    assert "Begge sider har sagt ja" in les(cast.soker, sak)
    sak = avtaler.naa_er(sak)
    assert som(cast.soker).post(adresse(sak, "skjul", "hospitant"), {"versjon": sak.versjon - 1}).status_code == 409
    som(cast.kontakt).post(adresse(sak, "skjul", "hospitant"), {"versjon": sak.versjon})
    assert not Evaluering.objects.get(soknad=sak, side="hospitant").er_frigitt


@pytest.mark.krav("S1-H21")
def test_tidspunktet_staar_i_kalenderen_fra_avtalen_er_inngatt(cast: Cast) -> None:
    sak = avtaler.avklart(cast)
    assert som(cast.soker).get(adresse(sak, "evaluering_ics")).status_code == 404
    assert b"Evaluering av hospitering" not in kalender_for(cast.soker).innhold
    assert "Begge sider blir bedt om" in les(cast.soker, sak)
    sak = avtaler.naa_er(inngaa_avtale(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon))
    for hvem in (cast.soker, cast.kontakt):
        fil = som(hvem).get(adresse(sak, "evaluering_ics"))
        assert (fil.status_code, fil["Content-Type"]) == (200, "text/calendar; charset=utf-8")
        tid = sak.avtale.evaluering_tidspunkt
        assert f"{tid:%Y%m%dT%H%M%SZ}".encode() in fil.content.replace(b"\r\n ", b"")
        assert b"Synne" not in fil.content
        assert f"Evaluering av hospitering {sak.saksnummer}".encode() in kalender_for(hvem).innhold.replace(b"\r\n ", b"")
    varsel = Varsel.objects.filter(sak_id=sak.pk, mal="hospitering.avtale_inngaatt").first()
    assert varsel is not None
    lag = varselmal(varsel.mal).vedlegg
    assert lag is not None
    fil_i_mail = lag(varsel)
    assert fil_i_mail is not None
    assert (fil_i_mail.navn, "BEGIN:VEVENT" in fil_i_mail.innhold) == (f"{sak.saksnummer}.ics", True)
