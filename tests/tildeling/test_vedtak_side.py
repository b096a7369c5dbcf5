"""The decision in the browser: who finds what, and what happens at each button."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from grunnmur.dokumenter.models import Dokument
from grunnmur.jobb.models import Jobb
from grunnmur.jobb.operations import utfor
from lis.tildeling.models import Tildeling
from lis.tildeling.operations import publisering
from lis.tildeling.protokoll_pdf import kontekst

from .test_vedtak import ALLE, inhabil, runde, send, sitter, skriv_under  # noqa: F401  (a fixture)
from .tilstander import beregnet, ny

pytestmark = pytest.mark.django_db
SIDER = ("habilitet/", "sakslisten/", "underskrift/", "vedtak/", "vedtak/tilbake/", "vedtak/igjen/", "tid/", "publiser/",
         "protokoll.pdf", "resultat/")  # fmt: skip


def inn(bruker: Any) -> Client:
    klient = Client()
    klient.force_login(bruker)
    return klient


def adresse(sak: Any, side: str = "") -> str:
    return f"/lis/lis1/runder/{sak.pk}/{side}"


def side(lis: Any, sak: Any, kode: str, sti: str = "") -> str:
    svar = inn(lis.folk[kode]).get(adresse(sak, sti))
    assert svar.status_code == 200, (kode, sti, svar.status_code)
    return svar.content.decode()


def post(lis: Any, sak: Any, kode: str, sti: str, **data: Any) -> Any:
    return inn(lis.folk[kode]).post(adresse(sak, sti), {"versjon": ny(sak).versjon, **data})


def publisert(lis: Any, sak: Any) -> Any:
    send(lis, sak)
    skriv_under(lis, sak)
    publisering.publiser(sak.pk, utfort_av=lis.koordinator, versjon=ny(sak).versjon)
    return ny(sak)


@pytest.mark.krav("S1-L12")
def test_fra_forslag_til_publisert_i_nettleseren(lis: Any, runde: Any) -> None:  # noqa: F811
    forslag = beregnet(lis, runde)
    assert "Send til underskrift" in side(lis, runde, "koordinator")
    skjema = side(lis, runde, "koordinator", "underskrift/")
    assert forslag.saksnummer in skjema and "Vilde Vara" in skjema
    plasser = {f"plass_{medlem}": bruker for medlem, bruker in sitter(lis).items()}
    for_faa = post(lis, runde, "koordinator", "underskrift/", valgt=forslag.pk)
    assert "Minst 3 må delta" in for_faa.content.decode()
    assert post(lis, runde, "koordinator", "underskrift/", valgt=forslag.pk, **plasser).status_code == 302
    for kode in ALLE:
        assert "venter på underskriften din" in side(lis, runde, kode)
        assert "Lise Lisen" in side(lis, runde, kode, "vedtak/")
        assert post(lis, runde, kode, "vedtak/signer/").status_code == 302
    assert ny(runde).tilstand == "vedtatt"
    assert "Publiser tildelingen?" in side(lis, runde, "koordinator", "publiser/")
    assert post(lis, runde, "koordinator", "publiser/").status_code == 302
    assert ny(runde).tilstand == "publisert" and Tildeling.objects.count() == 3


def test_fremmede_finner_ingen_av_sidene(lis: Any, runde: Any) -> None:  # noqa: F811
    publisert(lis, runde)
    for sti in SIDER:
        assert inn(lis.utenfor).get(adresse(runde, sti)).status_code == 404, sti
        assert Client().get(adresse(runde, sti)).status_code == 302, sti
    assert inn(lis.utenfor).post(adresse(runde, "vedtak/signer/")).status_code == 404


@pytest.mark.krav("S1-L12")
def test_den_inhabile_ser_ikke_vedtaket_og_kan_ikke_skrive_under(lis: Any, runde: Any) -> None:  # noqa: F811
    inhabil(lis, runde, "kommuneoverlege")
    forslag = beregnet(lis, runde)
    deltakere = sitter(lis, "statsforvalter", "koordinator") | {lis.verv("kommuneoverlege").pk: lis.hamarkontakt.pk}
    send(lis, runde, forslag, deltakere)
    klient = inn(lis.kommuneoverlege)
    assert klient.get(adresse(runde, "vedtak/")).status_code == 404
    assert klient.get(adresse(runde, "vedtak/tilbake/")).status_code == 403
    assert post(lis, runde, "kommuneoverlege", "vedtak/signer/").status_code == 403
    assert klient.get(forslag.get_absolute_url()).status_code in (403, 404)
    skriv_under(lis, runde, "statsforvalter", "hamarkontakt", "koordinator")
    assert klient.get(adresse(runde, "protokoll.pdf")).status_code == 404
    publisering.publiser(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon)
    assert klient.get(adresse(runde, "protokoll.pdf")).status_code == 404


def test_habilitet_meldes_og_avgjores_paa_siden(lis: Any, runde: Any) -> None:  # noqa: F811
    kandidat = runde.kandidater.get(lege__navn="Lise Lisen")
    assert "Hele runden" in side(lis, runde, "kommuneoverlege", "habilitet/")
    assert post(lis, runde, "kommuneoverlege", "habilitet/", grunn="naerstaaende", kandidat=kandidat.pk).status_code == 302
    rad = runde.habilitet.get()
    assert (rad.bruker, rad.kandidat) == (lis.kommuneoverlege, kandidat)
    assert "Ikke avgjort" in side(lis, runde, "statsforvalter")
    egen = inn(lis.kommuneoverlege).get(adresse(runde, f"habilitet/{rad.pk}/"))
    assert egen.status_code == 403
    assert post(lis, runde, "statsforvalter", f"habilitet/{rad.pk}/", utfall="inhabil").status_code == 302
    assert "Inhabil: deltar ikke" in side(lis, runde, "statsforvalter")
    assert "Kåre Kommuneoverlege" not in side(lis, runde, "rhf"), "what was declared is for the committee"


def test_egen_kommune_vises_som_tilknytning(lis: Any, runde: Any) -> None:  # noqa: F811
    html = side(lis, runde, "statsforvalter")
    assert "Egen kommune" in html and "2 plasser i runden, ønsket av 3" in html
    assert not runde.habilitet.exists()


def test_gammel_versjon_er_en_konflikt(lis: Any, runde: Any) -> None:  # noqa: F811
    send(lis, runde)
    svar = inn(lis.statsforvalter).post(adresse(runde, "vedtak/signer/"), {"versjon": 1})
    assert svar.status_code == 409
    assert not ny(runde).deltakere.exclude(signert=None).exists()


def test_sendt_tilbake_og_tid_paa_siden(lis: Any, runde: Any) -> None:  # noqa: F811
    send(lis, runde)
    tomt = post(lis, runde, "kommuneoverlege", "vedtak/tilbake/", kommentar="")
    assert tomt.status_code == 200
    syk = post(lis, runde, "kommuneoverlege", "vedtak/tilbake/", kommentar="Hun er syk.")
    assert "helse eller familie" in syk.content.decode() and ny(runde).tilstand == "underskrift"
    assert post(lis, runde, "kommuneoverlege", "vedtak/tilbake/", kommentar="Feil poeng.").status_code == 302
    assert ny(runde).tilstand == "behandles"
    send(lis, runde)
    skriv_under(lis, runde)
    dag = timezone.localdate() + timedelta(days=3)
    assert post(lis, runde, "koordinator", "tid/", dag=dag.strftime("%d.%m.%Y"), klokken="12.00").status_code == 302
    assert timezone.localtime(ny(runde).publiseres).date() == dag
    assert "Portalen publiserer tildelingen" in side(lis, runde, "koordinator")


@pytest.mark.krav("S1-L12")
def test_kandidaten_ser_eget_resultat_og_ingen_andres(lis: Any, runde: Any) -> None:  # noqa: F811
    send(lis, runde)
    skriv_under(lis, runde)
    assert inn(lis.lis1lege).get(adresse(runde, "resultat/")).status_code == 404, "nothing before it is published"
    publisering.publiser(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon)
    html = side(lis, runde, "lis1lege", "resultat/")
    min_egen = Tildeling.objects.get(lege=lis.leger["lis1lege"])
    assert min_egen.kommune.fullt_navn in html and ny(runde).fro in html
    for andre in runde.kandidater.exclude(lege=lis.leger["lis1lege"]).select_related("lege"):
        assert andre.lege.navn not in html
        assert str(andre.pk) not in html
    for kode in ("koordinator", "kommunekontakt", "statsforvalter", "rhf"):
        assert inn(lis.folk[kode]).get(adresse(runde, "resultat/")).status_code == 404


@pytest.mark.krav("S1-L12")
def test_protokollen_sier_det_som_trengs_for_aa_etterprove(lis: Any, runde: Any) -> None:  # noqa: F811
    inhabil(lis, runde, "kommuneoverlege")
    deltakere = sitter(lis, "statsforvalter", "koordinator") | {lis.verv("kommuneoverlege").pk: lis.hamarkontakt.pk}
    send(lis, runde, deltakere=deltakere)
    skriv_under(lis, runde, "statsforvalter", "koordinator", "hamarkontakt")
    sak = ny(runde)
    foer = str(kontekst(sak))
    assert sak.fro not in foer and sak.forpliktelse in foer, "the seed is told when it is published"
    publisering.publiser(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon)
    alt = str(kontekst(ny(sak)))
    for en in (sak.fro, sak.valgt.inndata_sha256, sak.valgt.resultat_sha256, sak.kriterier.saksnummer,
               "Hege Hamarkontakt, vara for Kåre Kommuneoverlege", "Inhabil", f"etterprov_tildeling {sak.valgt.saksnummer}",
               "2 plasser, 2 tildelt, 0 ledige", "1 plass, 1 tildelt, 0 ledig",
               sak.deltakere.first().signatur.sha256):  # fmt: skip
        assert en in alt, en
    assert sak.kriterier.motesak.saksnummer in alt
    assert "ønske" not in str(kontekst(ny(sak))["tildelinger"]), "who wished what is nobody else's"


def test_protokollen_blir_en_fil(lis: Any, runde: Any) -> None:  # noqa: F811
    sak = publisert(lis, runde)
    for kode in ("koordinator", "statsforvalter", "rhf", "kommuneoverlege"):
        assert inn(lis.folk[kode]).get(adresse(sak, "protokoll.pdf")).status_code == 302, kode
    for kode in ("kommunekontakt", "lis1lege"):
        assert inn(lis.folk[kode]).get(adresse(sak, "protokoll.pdf")).status_code == 404, kode
    jobb = Jobb.objects.filter(type="dokumenter.utsted").latest("opprettet")
    utfor(jobb)
    assert bytes(Dokument.objects.get(sak_id=sak.pk).pdf)[:5] == b"%PDF-"
    assert inn(lis.koordinator).get(adresse(sak, "protokoll.pdf"))["Content-Type"] == "application/pdf"


def test_runden_paa_sakslisten_paa_siden(lis: Any, runde: Any) -> None:  # noqa: F811
    from grunnmur.utvalg.operations import mote as moteop

    assert "Ingen møter tar imot saker" in side(lis, runde, "koordinator", "sakslisten/")
    start = timezone.now() + timedelta(days=30)
    felter = {
        "form": "digital", "start": start, "slutt": start + timedelta(hours=1), "sted": "",
        "lenke": "https://mote.example/lis1", "sakslistefrist": timezone.localdate(start) - timedelta(days=14),
    }  # fmt: skip
    mote = moteop.planlegg(lis.organ.pk, utfort_av=lis.utvalgssekretaer, felter=felter)
    assert post(lis, runde, "koordinator", "sakslisten/", mote=mote.pk).status_code == 302
    assert "På sakslisten" in side(lis, runde, "kommuneoverlege")
    assert inn(lis.kommuneoverlege).get(adresse(runde, "sakslisten/")).status_code == 403
