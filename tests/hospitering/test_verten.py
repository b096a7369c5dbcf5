"""Intake and the host unit: every verb beside its refusal."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import RolleType
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse, Signatur, Vedtak
from hospitering import operations as op
from hospitering.models import Soknad, Tilstand
from tests.hospitering.fasit import avslutt, fikk, venter_paa
from tests.rollebesetning import Cast

T = Tilstand
DAG = date(2026, 1, 5)

# --- intake -----------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-S27", "S1-H10")
def test_mottak_bekrefter_og_vertsleder_blir_spurt(cast: Cast) -> None:
    sak = cast.mottatt()
    assert (sak.tilstand, sak.mottatt_tid) == (T.MOTTATT, sak.endret)
    assert venter_paa(sak) == ["hospitering.leder_vert"]
    assert fikk(sak, "til_leder_vert") == ["Vera Vertsleder"]
    assert fikk(sak, "mottatt") == ["Synne Søker"]


@pytest.mark.krav("S1-H10")
def test_uten_mottaksansvarlig_gaar_saken_til_administrativ_kontakt(cast: Cast) -> None:
    avslutt(RolleType.MOTTAKSANSVARLIG, cast)
    cast.rolle("soker", RolleType.ANSATT, cast.hamarhelse)
    sak = cast.innsendt(
        egen_enhet=cast.hamarhelse, sokes_i="kommune", vertsvirksomhet=cast.gjovik, onsket_enhet=cast.korttid
    )
    sak = op.innvilg_egen(sak.pk, utfort_av=cast.hamarleder, versjon=sak.versjon, tariff_bekreftet=True)
    assert fikk(sak, "mangler_mottaker") == ["Karin Kontaktadm"]
    assert Soknad.objects.synlig_for(cast.kontakt_adm).get() == sak
    assert Oppgave.objects.venter_paa(cast.kontakt_adm).get().type == "hospitering.mottak"
    assert op.bekreft_mottatt(sak.pk, utfort_av=cast.kontakt_adm, versjon=sak.versjon).tilstand == T.MOTTATT


@pytest.mark.krav("S1-H07", "S1-S27")
def test_enhet_skrevet_for_haand_knyttes_for_verten_avgjor(cast: Cast) -> None:
    sak = cast.oversendt(onsket_enhet=None, onsket_enhet_tekst="Palliativt team")
    with pytest.raises(ValidationError):
        op.bekreft_mottatt(sak.pk, utfort_av=cast.mottak, versjon=sak.versjon)
    with pytest.raises(ValidationError):
        op.bekreft_mottatt(sak.pk, utfort_av=cast.mottak, versjon=sak.versjon, vertsenhet=cast.korttid)
    sak = op.bekreft_mottatt(sak.pk, utfort_av=cast.mottak, versjon=sak.versjon, vertsenhet=cast.palliativ)
    assert (sak.vertsenhet, sak.onsket_enhet_tekst) == (cast.palliativ, "Palliativt team")


@pytest.mark.krav("S1-S25")
def test_videresending_beholder_tilstanden_og_flytter_sporsmaalet(cast: Cast) -> None:
    sak = cast.mottatt()
    sak = op.videresend(sak.pk, utfort_av=cast.mottak, versjon=sak.versjon, vertsenhet=cast.akutt)
    assert sak.tilstand == T.MOTTATT
    with pytest.raises(Nektet):
        op.innvilg_vert(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon)
    assert op.innvilg_vert(sak.pk, utfort_av=cast.divisjonsleder, versjon=sak.versjon)


def test_retur_er_ikke_avslag(cast: Cast) -> None:
    sak = cast.oversendt()
    sak = op.returner(sak.pk, utfort_av=cast.mottak, versjon=sak.versjon, kommentar="Vi har ikke denne enheten.")
    assert (sak.tilstand, venter_paa(sak)) == (T.RETURNERT, ["hospitering.returnert"])
    assert Vedtak.objects.for_sak(sak).gjeldende().get().utfall == "innvilget"
    sak = op.send_paa_nytt(
        sak.pk, utfort_av=cast.leder, versjon=sak.versjon, vertsvirksomhet=cast.hamar, vertsenhet=cast.hamarhelse
    )
    assert (sak.tilstand, fikk(sak, "til_mottak")) == (T.OVERSENDT, ["Heidi Hamarmottak", "Mona Mottak"])


@pytest.mark.krav("S1-S18")
def test_mottak_registrerer_papirskjema_bare_til_egen_virksomhet(cast: Cast) -> None:
    with pytest.raises(Nektet):
        op.registrer_papir(utfort_av=cast.hamarmottak, soker=cast.soker, felter=cast.felter(), underskrevet=DAG)
    sak = op.registrer_papir(utfort_av=cast.mottak, soker=cast.soker, felter=cast.felter(), underskrevet=DAG)
    assert (sak.tilstand, sak.soker, sak.innsendingsform) == (T.INNSENDT, cast.soker, "papir")
    assert Signatur.objects.get().form == "papir"
    assert fikk(sak, "papir_registrert") == ["Synne Søker"]
    assert not Soknad.objects.synlig_for(cast.mottak).exists()


# --- host -------------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-S29", "S1-S30", "S1-S36", "S1-S37", "S1-S38", "S1-S39", "S1-S41", "S1-S42", "S1-S44", "S1-S45")
def test_verten_innvilger_fyller_ut_og_svarer_begge(cast: Cast) -> None:
    sak = cast.besvart()
    assert (sak.tilstand, sak.tilbakemelding_utfall) == (T.AVTALE_UNDER_ARBEID, "innvilget")
    assert fikk(sak, "tilbakemelding") == ["Leif Leder", "Synne Søker"]
    assert fikk(sak, "kontaktperson") == ["Kristin Kontakt"]
    siste = Hendelse.objects.for_sak(sak).latest("id")
    assert (siste.navn, bool(siste.signatur.sha256)) == ("gi_tilbakemelding", True)
    assert sorted(venter_paa(sak)) == ["hospitering.avtale_forslag", "hospitering.reise"]


@pytest.mark.krav("S1-S36", "S1-S37")
def test_tilbakemelding_krever_utfylt_vertsdel(cast: Cast) -> None:
    sak = cast.innvilget()
    with pytest.raises(UlovligOvergang):
        op.gi_tilbakemelding(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon)


@pytest.mark.krav("S1-S31", "S1-S34", "S1-S43")
def test_verten_avslaar_med_kommentar_og_svaret_arver_utfallet(cast: Cast) -> None:
    sak = cast.mottatt()
    with pytest.raises(ValidationError):
        op.avslaa_vert(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, kommentar="")
    sak = op.avslaa_vert(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, kommentar="Fullt i perioden.")
    assert (sak.tilstand, sak.tilbakemelding_utfall) == (T.AVSLAATT_VERT, "ikke_innvilget")
    assert fikk(sak, "avslaatt_vert") == ["Leif Leder", "Mona Mottak", "Synne Søker"]


def test_samme_person_kan_ikke_staa_i_begge_steg_heller_ikke_som_stedfortreder(cast: Cast) -> None:
    """A leader on both sides: the second step climbs, also when a stand-in acts for that leader."""
    vertsrolle = cast.rolle("leder", RolleType.LEDER, cast.akutt)
    cast.stedfortreder_for("stedfortreder", vertsrolle)
    sak = cast.mottatt(onsket_enhet=cast.akutt)
    for hvem in (cast.leder, cast.stedfortreder):
        with pytest.raises(Nektet):
            op.innvilg_vert(sak.pk, utfort_av=hvem, versjon=sak.versjon)
    assert op.innvilg_vert(sak.pk, utfort_av=cast.divisjonsleder, versjon=sak.versjon)
