"""The committee decides: who takes part for whom, who signs what, and how it goes back to the table."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Organmedlem, RolleType
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import signer
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.varsling.models import Varsel
from lis.tildeling.models import Deltaker, Forslag
from lis.tildeling.operations import habilitet, vedtak
from lis.tildeling.selectors.forslag_inndata import Valg
from lis.tildeling.selectors.seter import forventet, ikke_representert, seter

from .test_vern import nekter
from .tilstander import beregnet, ny, til_behandling

pytestmark = pytest.mark.django_db
ALLE = ("statsforvalter", "kommuneoverlege", "koordinator")


@pytest.fixture
def runde(lis: Any) -> Any:
    """In treatment: two places in Gjøvik and one in Hamar, three candidates who all want Gjøvik first."""
    for sted in (lis.gjovik, lis.gjovik, lis.hamar):
        lis.plass(sted)
    onsker = {kode: [lis.gjovik, lis.hamar] for kode in ("lis1lege", "kandidat2", "kandidat3")}
    sak = til_behandling(lis, onsker=onsker)
    for kode, navn in (("kandidat2", "Kine Kandidat"), ("kandidat3", "Kurt Kandidat")):
        lege = lis.lege(kode)
        lege.navn = navn
        lege.save()
    return sak


def sitter(lis: Any, *koder: str) -> dict[Any, Any]:
    """Each in the own seat."""
    return {lis.verv(kode).pk: lis.folk[kode].pk for kode in koder or ALLE}


def send(lis: Any, runde: Any, forslag: Any = None, deltakere: Any = None, av: str = "koordinator", **andre: Any) -> Any:
    forslag = forslag or beregnet(lis, runde)
    return vedtak.til_underskrift(
        runde.pk, utfort_av=lis.folk[av], versjon=ny(runde).versjon, forslag=forslag.pk,
        deltakere=sitter(lis) if deltakere is None else deltakere, **andre,
    )  # fmt: skip


def skriv_under(lis: Any, runde: Any, *koder: str) -> Any:
    for kode in koder or ALLE:
        vedtak.signer(runde.pk, utfort_av=lis.folk[kode], versjon=ny(runde).versjon)
    return ny(runde)


def inhabil(lis: Any, runde: Any, kode: str, av: str = "statsforvalter") -> None:
    rad = habilitet.meld(runde.pk, utfort_av=lis.folk[kode], versjon=ny(runde).versjon, grunn="naerstaaende")
    habilitet.avgjor(runde.pk, utfort_av=lis.folk[av], versjon=ny(runde).versjon, habilitet=rad.pk, utfall="inhabil")


def oppgaver(runde: Any, type_: str) -> set[str]:
    return {o.person.navn for o in Oppgave.objects.for_sak(runde).aapne().filter(type=type_).select_related("person")}


@pytest.mark.krav("S1-L12")
def test_alle_som_deltar_skriver_under_det_samme_og_da_er_det_vedtatt(lis: Any, runde: Any) -> None:
    forslag = beregnet(lis, runde)
    send(lis, runde, forslag)
    assert ny(runde).tilstand == "underskrift"
    assert ny(forslag).tilstand == "valgt"
    assert oppgaver(runde, "tildeling.signer") == {lis.folk[k].navn for k in ALLE}
    skriv_under(lis, runde, "statsforvalter", "kommuneoverlege")
    assert ny(runde).tilstand == "underskrift"
    assert oppgaver(runde, "tildeling.signer") == {"Karl Koordinator"}
    assert skriv_under(lis, runde, "koordinator").tilstand == "vedtatt"
    signaturer = [d.signatur for d in Deltaker.objects.filter(runde=runde)]
    assert len({s.sha256 for s in signaturer}) == 1
    innhold = json.loads(signaturer[0].innhold)
    assert innhold["inndata_sha256"] == forslag.inndata_sha256
    assert innhold["resultat_sha256"] == forslag.resultat_sha256
    assert innhold["kriterier"]["saksnummer"] == runde.kriterier.saksnummer
    assert len(innhold["tildelinger"]) == 3
    assert oppgaver(runde, "tildeling.publiser") >= {"Karl Koordinator", "Siri Sekretær"}


def test_ingen_skriver_under_to_ganger_eller_uten_aa_delta(lis: Any, runde: Any) -> None:
    send(lis, runde)
    skriv_under(lis, runde, "koordinator")
    for kode in ("koordinator", "vara", "organsekretaer", "utenfor"):
        with pytest.raises(Nektet):
            skriv_under(lis, runde, kode)
    with pytest.raises(Utdatert):
        vedtak.signer(runde.pk, utfort_av=lis.statsforvalter, versjon=ny(runde).versjon - 1)


@pytest.mark.krav("S1-L11", "S1-L12")
def test_vara_moter_for_den_som_er_inhabil_og_den_inhabile_kommer_ikke_inn(lis: Any, runde: Any) -> None:
    inhabil(lis, runde, "kommuneoverlege")
    with pytest.raises(ValidationError, match="Kåre Kommuneoverlege er inhabil"):
        send(lis, runde)
    dag = timezone.localdate()
    valg = forventet(seter(runde, dag))
    assert valg[lis.verv("kommuneoverlege").pk] == lis.hamarkontakt.pk, "the member's own deputy, before the common one"
    send(lis, runde, deltakere=valg)
    with pytest.raises(Nektet):
        skriv_under(lis, runde, "kommuneoverlege")
    ferdig = skriv_under(lis, runde, "statsforvalter", "hamarkontakt", "koordinator")
    assert ferdig.tilstand == "vedtatt"
    assert [d.er_vara for d in ferdig.deltakere.filter(bruker=lis.hamarkontakt)] == [True]


def test_en_inhabil_forbereder_heller_ikke(lis: Any, runde: Any) -> None:
    forslag = beregnet(lis, runde)
    inhabil(lis, runde, "koordinator")
    uten = sitter(lis, "statsforvalter", "kommuneoverlege") | {lis.verv("koordinator").pk: lis.vara.pk}
    with pytest.raises(Nektet):
        send(lis, runde, forslag, uten)
    assert ny(runde).tilstand == "behandles"
    send(lis, runde, forslag, uten, av="statsforvalter")
    assert skriv_under(lis, runde, "statsforvalter", "kommuneoverlege", "vara").tilstand == "vedtatt"


@pytest.mark.krav("S1-L12")
def test_for_faa_til_aa_vedta(lis: Any, runde: Any) -> None:
    with pytest.raises(ValidationError, match="Minst 3 må delta"):
        send(lis, runde, deltakere=sitter(lis, "statsforvalter", "koordinator"))
    assert not runde.deltakere.exists()


def test_samme_person_sitter_ikke_i_to_plasser(lis: Any, runde: Any) -> None:
    to = {lis.verv("statsforvalter").pk: lis.vara.pk, lis.verv("koordinator").pk: lis.vara.pk}
    with pytest.raises(ValidationError, match="to plasser"):
        send(lis, runde, deltakere=sitter(lis, "kommuneoverlege") | to)


@pytest.mark.parametrize("hvem", ["organsekretaer", "kommunekontakt", "hamarkontakt"])
def test_bare_den_som_har_plassen_eller_er_vara_for_den(lis: Any, runde: Any, hvem: str) -> None:
    feil = sitter(lis, "statsforvalter", "kommuneoverlege") | {lis.verv("koordinator").pk: lis.folk[hvem].pk}
    with pytest.raises(ValidationError, match="har ingen plass"):
        send(lis, runde, deltakere=feil)


@pytest.mark.krav("S1-L11")
def test_faste_representasjoner_som_mangler_vises(lis: Any, runde: Any) -> None:
    dag = timezone.localdate()
    assert ikke_representert(runde, sitter(lis), dag) == []
    assert ikke_representert(runde, sitter(lis, "koordinator"), dag) == [
        RolleType.KOMMUNEOVERLEGE.label, RolleType.STATSFORVALTER.label,
    ]  # fmt: skip


def test_uavklart_habilitet_stanser(lis: Any, runde: Any) -> None:
    habilitet.meld(runde.pk, utfort_av=lis.statsforvalter, versjon=ny(runde).versjon, grunn="annet")
    with pytest.raises(ValidationError, match="ikke avgjort habiliteten"):
        send(lis, runde)


def test_hva_om_forslag_velges_ikke(lis: Any, runde: Any) -> None:
    with pytest.raises(ValidationError, match="prøveberegning"):
        send(lis, runde, beregnet(lis, runde, valg=Valg(ekstra={lis.hamar.pk: 1})))


def test_forslag_som_er_forbi_velges_ikke(lis: Any, runde: Any) -> None:
    """A place is gone, or a candidate: the sentence says which."""
    from lis.lis1.models import Kommuneplass
    from lis.lis1.operations.plass import trekk_plass

    forslag = beregnet(lis, runde)
    plass = Kommuneplass.objects.get(kommune=lis.hamar)
    trekk_plass(plass.pk, utfort_av=lis.hamarkontakt, versjon=plass.versjon)
    with pytest.raises(ValidationError, match="Hamar"):
        send(lis, runde, forslag)
    assert ny(forslag).tilstand == "beregnet"


def test_forslag_fra_et_annet_grunnlag_velges_ikke(lis: Any, runde: Any) -> None:
    """One place more: nobody is without what they were given, but the order would have given it otherwise."""
    forslag = beregnet(lis, runde)
    lis.plass(lis.hamar)
    with pytest.raises(ValidationError, match="er endret siden"):
        send(lis, runde, forslag)


def test_begrunnelsen_sier_aldri_noe_om_helse(lis: Any, runde: Any) -> None:
    send(lis, runde)
    with pytest.raises(ValidationError, match="helse eller familie"):
        vedtak.send_tilbake(
            runde.pk, utfort_av=lis.statsforvalter, versjon=ny(runde).versjon, kommentar="En kandidat er gravid."
        )
    assert ny(runde).tilstand == "underskrift"


def test_forslag_i_en_annen_runde_velges_ikke(lis: Any, runde: Any) -> None:
    with pytest.raises(ValidationError, match="Velg et forslag"):
        send(lis, runde, Forslag(pk=runde.pk))


def test_fremmede_kan_ikke_sende(lis: Any, runde: Any) -> None:
    for kode in ("utenfor", "kommunekontakt", "kommuneoverlege", "vara", "lis1lege", "rhf"):
        with pytest.raises(Nektet):
            send(lis, runde, av=kode)
    with pytest.raises(Utdatert):
        vedtak.til_underskrift(
            runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon - 1, forslag=runde.pk, deltakere={}
        )


@pytest.mark.krav("S1-L12")
def test_sendt_tilbake_teller_underskriftene_ikke_lenger(lis: Any, runde: Any) -> None:
    forslag = beregnet(lis, runde)
    send(lis, runde, forslag)
    skriv_under(lis, runde, "statsforvalter")
    with pytest.raises(ValidationError, match="Skriv hva"):
        vedtak.send_tilbake(runde.pk, utfort_av=lis.kommuneoverlege, versjon=ny(runde).versjon, kommentar=" ")
    with pytest.raises(Nektet):
        vedtak.send_tilbake(runde.pk, utfort_av=lis.vara, versjon=ny(runde).versjon, kommentar="Feil")
    vedtak.send_tilbake(runde.pk, utfort_av=lis.kommuneoverlege, versjon=ny(runde).versjon, kommentar="Poengene er feil.")
    tilbake = ny(runde)
    assert (tilbake.tilstand, tilbake.valgt_id, ny(forslag).tilstand) == ("behandles", None, "beregnet")
    assert oppgaver(runde, "tildeling.signer") == set()
    assert not tilbake.deltakere.filter(tilbakekalt=None).exists()
    assert Varsel.objects.filter(mal="tildeling.sendt_tilbake", mottaker=lis.statsforvalter).count() == 1
    send(lis, runde, forslag)
    assert skriv_under(lis, runde, "kommuneoverlege", "koordinator").tilstand == "underskrift", "the old one does not count"
    assert skriv_under(lis, runde, "statsforvalter").tilstand == "vedtatt"


def test_vedtatt_tas_opp_igjen_foer_det_publiseres(lis: Any, runde: Any) -> None:
    send(lis, runde)
    skriv_under(lis, runde)
    with pytest.raises(Nektet):
        vedtak.ta_opp_igjen(runde.pk, utfort_av=lis.kommuneoverlege, versjon=ny(runde).versjon, kommentar="Nytt")
    vedtak.ta_opp_igjen(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon, kommentar="Ny plass i Hamar.")
    assert (ny(runde).tilstand, ny(runde).valgt_id) == ("behandles", None)
    with pytest.raises(UlovligOvergang):
        vedtak.ta_opp_igjen(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon, kommentar="En gang til")


def test_underskriften_er_ens_egen_ogsaa_i_sql(lis: Any, runde: Any) -> None:
    send(lis, runde)
    skriv_under(lis, runde, "statsforvalter")
    min_egen = runde.deltakere.get(bruker=lis.statsforvalter)
    nekter(
        "deltaker_signerer_selv|saksgang_signatur|unique",
        lambda: runde.deltakere.filter(bruker=lis.koordinator).update(signert=timezone.now(), signatur=min_egen.signatur),
    )


def test_runden_paa_sakslisten(lis: Any, runde: Any) -> None:
    start = timezone.now() + timedelta(days=30)
    felter = {
        "form": "digital", "start": start, "slutt": start + timedelta(hours=1), "sted": "",
        "lenke": "https://mote.example/lis1", "sakslistefrist": timezone.localdate(start) - timedelta(days=14),
    }  # fmt: skip
    mote = moteop.planlegg(lis.organ.pk, utfort_av=lis.utvalgssekretaer, felter=felter)
    with pytest.raises(Nektet):
        vedtak.paa_sakslisten(runde.pk, utfort_av=lis.vara, versjon=ny(runde).versjon, mote=mote.pk)
    sak = vedtak.paa_sakslisten(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon, mote=mote.pk)
    assert sak.sak_id == runde.pk and sak.meldt_av == lis.koordinator
    with pytest.raises(ValidationError, match="allerede på sakslisten"):
        vedtak.paa_sakslisten(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon, mote=mote.pk)


def test_den_som_har_gaatt_ut_av_utvalget_skriver_ikke_under(lis: Any, runde: Any) -> None:
    """Not by the operation, not in SQL; those who prepare send it back, and the deputy steps in."""
    send(lis, runde)
    i_gaar = timezone.localdate() - timedelta(days=1)
    Organmedlem.objects.filter(pk=lis.verv("kommuneoverlege").pk).update(gyldig_til=i_gaar)
    with pytest.raises(Nektet):
        skriv_under(lis, runde, "kommuneoverlege")
    naa = timezone.now()
    hendelse = Hendelse.objects.for_sak(runde).latest("id")
    egen = Hendelse.objects.create(
        sak_type=hendelse.sak_type, sak_id=runde.pk, navn="signer", fra="underskrift", til="underskrift",
        utfort_av=lis.kommuneoverlege, tidspunkt=naa,
    )  # fmt: skip
    signatur = signer(egen, {"alt": "dette"})
    nekter(
        "deltaker_sitter_ikke",
        lambda: runde.deltakere.filter(bruker=lis.kommuneoverlege).update(signert=naa, signatur=signatur),
    )
    vedtak.send_tilbake(runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon, kommentar="Nytt medlem.")
    assert ny(runde).tilstand == "behandles"
