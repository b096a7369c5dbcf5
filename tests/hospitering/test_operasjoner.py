"""Every verb: that it works for the one who may, beside that it fails for the one who may not."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Rolle, RolleType
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Avvisning, Hendelse, Signatur, Vedtak
from grunnmur.varsling.models import Varsel
from hospitering import operations as op
from hospitering.models import Soknad, Tilstand
from tests.rollebesetning import Cast

T = Tilstand


def venter_paa(sak: Soknad) -> list[str]:
    return sorted(Oppgave.objects.for_sak(sak).aapne().values_list("type", flat=True))


def fikk(sak: Soknad, mal: str) -> list[str]:
    rader = Varsel.objects.filter(sak_id=sak.pk, mal=f"hospitering.{mal}")
    return sorted(rader.values_list("mottaker__navn", flat=True))


def avslutt(type: RolleType, cast: Cast) -> None:
    """All roles of a kind in Gjøvik ended yesterday."""
    igaar = timezone.localdate() - timedelta(days=1)
    Rolle.objects.filter(type=type, virksomhet=cast.gjovik).update(gyldig_til=igaar)


# --- sending ----------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-H04", "S1-S17", "S1-S18")
def test_innsending_signeres_nummereres_og_gaar_til_egen_leder(cast: Cast) -> None:
    sak = cast.innsendt()
    assert (sak.tilstand, sak.saksnummer) == (T.INNSENDT, f"H-{timezone.localdate().year}-0001")
    assert venter_paa(sak) == ["hospitering.leder_egen"]
    assert [Oppgave.objects.venter_paa(p).count() for p in (cast.leder, cast.overleder, cast.mottak)] == [1, 0, 0]
    assert fikk(sak, "til_leder_egen") == ["Leif Leder"]
    assert fikk(sak, "kvittering") == ["Synne Søker"]
    signatur = Signatur.objects.get(hendelse__sak_id=sak.pk)
    assert "Kartlegging av symptomer." in signatur.innhold
    assert len(signatur.sha256) == 64


@pytest.mark.krav("S1-H01", "S1-H05", "S1-H06", "S1-H07", "S1-S12", "S1-S13", "S1-S14", "S1-S16")
@pytest.mark.parametrize(
    ("felt", "verdi"),
    [("begrunnelse", ""), ("tema_og_maal", ""), ("periode_fra", None), ("periode_til", None), ("faggruppe", ""),
     ("vertsvirksomhet", None), ("hjemmeadresse", ""), ("egen_enhet", None), ("tlf_arbeid", "")],
)  # fmt: skip
def test_ufullstendig_soknad_sendes_ikke(cast: Cast, felt: str, verdi: object) -> None:
    utkast = cast.utkast(**{felt: verdi})
    with pytest.raises(ValidationError) as feil:
        op.send_inn(utkast.pk, utfort_av=cast.soker, versjon=1)
    assert felt in feil.value.message_dict
    assert Soknad.objects.get().tilstand == T.UTKAST


@pytest.mark.krav("S1-H01", "S1-S12", "S1-S13")
def test_periode_i_fortiden_eller_baklengs_avvises(cast: Cast) -> None:
    idag = timezone.localdate()
    utkast = cast.utkast(periode_fra=idag - timedelta(days=1), periode_til=idag - timedelta(days=2))
    with pytest.raises(ValidationError) as feil:
        op.send_inn(utkast.pk, utfort_av=cast.soker, versjon=1)
    assert set(feil.value.message_dict) == {"periode_fra", "periode_til"}


@pytest.mark.krav("S1-H07")
def test_uten_onsket_enhet_maa_en_skrives(cast: Cast) -> None:
    utkast = cast.utkast(onsket_enhet=None)
    with pytest.raises(ValidationError):
        op.send_inn(utkast.pk, utfort_av=cast.soker, versjon=1)
    op.lagre_utkast(utkast.pk, utfort_av=cast.soker, versjon=1, felter={"onsket_enhet_tekst": "Et palliativt team"})
    assert op.send_inn(utkast.pk, utfort_av=cast.soker, versjon=2).tilstand == T.INNSENDT


def test_bare_sokeren_sender_og_lagrer_utkastet(cast: Cast) -> None:
    utkast = cast.utkast()
    for forsok in (
        lambda: op.send_inn(utkast.pk, utfort_av=cast.leder, versjon=1),
        lambda: op.lagre_utkast(utkast.pk, utfort_av=cast.leder, versjon=1, felter={}),
        lambda: op.slett_utkast(utkast.pk, utfort_av=cast.leder, versjon=1),
    ):
        with pytest.raises(Nektet):
            forsok()


def test_et_felt_som_ikke_staar_i_skjemaet_kan_ikke_skrives(cast: Cast) -> None:
    with pytest.raises(ValueError, match="tilstand"):
        op.opprett_utkast(utfort_av=cast.soker, felter={"tilstand": T.INNVILGET_VERT})


def test_utkast_kan_slettes_men_ikke_det_som_er_sendt(cast: Cast) -> None:
    utkast, sendt = cast.utkast(), cast.innsendt()
    op.slett_utkast(utkast.pk, utfort_av=cast.soker, versjon=1)
    with pytest.raises(UlovligOvergang):
        op.slett_utkast(sendt.pk, utfort_av=cast.soker, versjon=sendt.versjon)
    assert list(Soknad.objects.all()) == [sendt]


def test_to_ganger_send_gir_en_soknad(cast: Cast) -> None:
    sak = cast.innsendt()
    with pytest.raises(Utdatert):
        op.send_inn(sak.pk, utfort_av=cast.soker, versjon=1)
    assert Hendelse.objects.for_sak(sak).count() == 1


@pytest.mark.krav("S1-H02")
def test_arbeidssted_maa_vaere_ens_eget(cast: Cast) -> None:
    utkast = cast.utkast(egen_enhet=cast.hamarhelse)
    with pytest.raises(ValidationError) as feil:
        op.send_inn(utkast.pk, utfort_av=cast.soker, versjon=1)
    assert set(feil.value.message_dict) == {"egen_enhet"}


# --- own leader -------------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-S20", "S1-S21", "S1-S24", "S1-S25", "S1-S26", "S1-H11")
def test_egen_leder_innvilger_og_saken_gaar_til_mottak(cast: Cast) -> None:
    sak = cast.oversendt()
    assert (sak.tilstand, sak.vertsenhet) == (T.OVERSENDT, cast.palliativ)
    assert sak.sendt_tid == sak.tariff_bekreftet_tid == sak.endret
    assert venter_paa(sak) == ["hospitering.mottak"]
    assert fikk(sak, "til_mottak") == ["Mona Mottak"]
    assert fikk(sak, "innvilget_egen") == ["Synne Søker"]
    vedtak = Vedtak.objects.get()
    assert (vedtak.steg, vedtak.utfall, vedtak.av, vedtak.saken_gjelder) == ("egen", "innvilget", cast.leder, cast.soker)


@pytest.mark.krav("S1-H11")
def test_innvilgelse_krever_bekreftede_tariffvilkaar(cast: Cast) -> None:
    sak = cast.innsendt()
    with pytest.raises(ValidationError):
        op.innvilg_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, tariff_bekreftet=False)
    assert Soknad.objects.get().tilstand == T.INNSENDT


@pytest.mark.krav("S1-S22", "S1-S28")
def test_avslag_krever_kommentar_og_avslutter_saken(cast: Cast) -> None:
    sak = cast.innsendt()
    with pytest.raises(ValidationError):
        op.avslaa_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, kommentar="  ")
    sak = op.avslaa_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, kommentar="Vi mangler folk i perioden.")
    assert (sak.tilstand, venter_paa(sak)) == (T.AVSLAATT_EGEN, [])
    assert fikk(sak, "avslaatt_egen") == ["Synne Søker"]
    assert not Soknad.objects.synlig_for(cast.mottak).exists()


@pytest.mark.krav("S1-S20")
@pytest.mark.parametrize("hvem", ["soker", "overleder", "mottak", "vertsleder", "sekretariat", "kontakt_adm", "utenfor"])
def test_bare_egen_leder_avgjor_forste_steg(cast: Cast, hvem: str) -> None:
    sak = cast.innsendt()
    with pytest.raises(Nektet):
        op.innvilg_egen(sak.pk, utfort_av=cast.folk[hvem], versjon=sak.versjon, tariff_bekreftet=True)
    assert Soknad.objects.get().tilstand == T.INNSENDT
    nei = Avvisning.objects.get()
    assert (nei.bruker, nei.handling, nei.grunn) == (cast.folk[hvem], "innvilg_egen", "ikke_tillatt")


@pytest.mark.krav("S1-S25")
def test_egen_leder_kan_velge_en_annen_mottaker(cast: Cast) -> None:
    sak = cast.innsendt()
    sak = op.innvilg_egen(
        sak.pk,
        utfort_av=cast.leder,
        versjon=sak.versjon,
        tariff_bekreftet=True,
        vertsvirksomhet=cast.hamar,
        vertsenhet=cast.hamarhelse,
    )
    assert (sak.vertsenhet, sak.onsket_enhet, sak.sokes_i) == (cast.hamarhelse, cast.palliativ, "kommune")
    assert fikk(sak, "til_mottak") == ["Heidi Hamarmottak"]


@pytest.mark.krav("S1-S20", "S1-S24")
def test_stedfortreder_avgjor_paa_vegne_av_lederen(cast: Cast) -> None:
    rolle = Rolle.objects.get(bruker=cast.leder, type=RolleType.LEDER)
    cast.stedfortreder_for("stedfortreder", rolle)
    sak = cast.innsendt()
    op.innvilg_egen(sak.pk, utfort_av=cast.stedfortreder, versjon=sak.versjon, tariff_bekreftet=True)
    vedtak = Vedtak.objects.get()
    assert (vedtak.av.navn, vedtak.paa_vegne_av) == ("Stine Stedfortreder", cast.leder)


def test_en_rolle_som_tok_slutt_i_gaar_gir_ingenting_i_dag(cast: Cast) -> None:
    sak = cast.innsendt()
    igaar = timezone.localdate() - timedelta(days=1)
    Rolle.objects.filter(bruker=cast.leder, type=RolleType.LEDER).update(gyldig_til=igaar)
    with pytest.raises(Nektet):
        op.innvilg_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, tariff_bekreftet=True)
    assert op.innvilg_egen(sak.pk, utfort_av=cast.overleder, versjon=sak.versjon, tariff_bekreftet=True)


def test_lederens_egen_soknad_gaar_ett_nivaa_opp(cast: Cast) -> None:
    utkast = op.opprett_utkast(utfort_av=cast.leder, felter=cast.felter(soker_navn="Leif Leder"))
    sak = op.send_inn(utkast.pk, utfort_av=cast.leder, versjon=1)
    assert fikk(sak, "til_leder_egen") == ["Olav Overleder"]
    with pytest.raises(Nektet):
        op.innvilg_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, tariff_bekreftet=True)
    assert op.innvilg_egen(sak.pk, utfort_av=cast.overleder, versjon=sak.versjon, tariff_bekreftet=True)


def test_uten_leder_bes_kontakt_adm_peke_ut_en_men_aldri_avgjore(cast: Cast) -> None:
    avslutt(RolleType.LEDER, cast)
    sak = cast.innsendt()
    assert venter_paa(sak) == ["hospitering.leder_egen", "oppgaver.utpek"]
    assert list(Oppgave.objects.venter_paa(cast.kontakt_adm).values_list("type", flat=True)) == ["oppgaver.utpek"]
    with pytest.raises(Nektet):
        op.innvilg_egen(sak.pk, utfort_av=cast.kontakt_adm, versjon=sak.versjon, tariff_bekreftet=True)


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
        op.registrer_papir(utfort_av=cast.hamarmottak, soker=cast.soker, felter=cast.felter())
    sak = op.registrer_papir(utfort_av=cast.mottak, soker=cast.soker, felter=cast.felter())
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
    assert venter_paa(sak) == []


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


# --- questions, changes, withdrawal -----------------------------------------------------------------------------------


@pytest.mark.parametrize("side", ["egen", "vert"])
def test_sporsmaal_og_svar_gaar_tilbake_dit_det_kom_fra(cast: Cast, side: str) -> None:
    sak, leder = (cast.innsendt(), cast.leder) if side == "egen" else (cast.mottatt(), cast.vertsleder)
    for_sporsmaal = sak.tilstand
    sak = op.spor_soker(sak.pk, utfort_av=leder, versjon=sak.versjon, sporsmaal="Hvilke dager passer?")
    assert (sak.tilstand, venter_paa(sak)) == (T.MANGLER_SVAR, ["hospitering.svar"])
    with pytest.raises(Nektet):
        op.svar(sak.pk, utfort_av=leder, versjon=sak.versjon, svar="Alle")
    sak = op.svar(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, svar="Alle dager.")
    assert (sak.tilstand, venter_paa(sak)) == (for_sporsmaal, [f"hospitering.leder_{side}"])
    assert fikk(sak, "besvart") == [leder.navn]


def test_endring_etter_vedtak_tilbakekaller_og_spor_paa_nytt_med_forskjellen(cast: Cast) -> None:
    sak = cast.innvilget()
    ny_slutt = sak.periode_til + timedelta(days=3)
    sak = op.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter={"periode_til": ny_slutt})
    assert (sak.tilstand, venter_paa(sak)) == (T.INNSENDT, ["hospitering.leder_egen"])
    assert not Vedtak.objects.for_sak(sak).gjeldende().exists()
    siste = Hendelse.objects.for_sak(sak).latest("id")
    assert [e["felt"] for e in siste.data["endringer"]] == ["periode_til"]
    assert siste.data["endringer"][0]["til"] == ny_slutt.isoformat()
    assert fikk(sak, "vedtak_tilbakekalt") == ["Leif Leder", "Mona Mottak", "Vera Vertsleder"]
    assert not Soknad.objects.synlig_for(cast.mottak).exists()
    assert op.innvilg_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, tariff_bekreftet=True)


def test_endring_som_bare_gjelder_verten_spor_bare_verten(cast: Cast) -> None:
    sak = cast.innvilget()
    sak = op.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter={"bidrag": "Kan undervise."})
    assert (sak.tilstand, venter_paa(sak)) == (T.MOTTATT, ["hospitering.leder_vert"])
    assert [v.steg for v in Vedtak.objects.for_sak(sak).gjeldende()] == ["egen"]


def test_private_felter_tilbakekaller_ingenting_og_vises_ikke_i_forskjellen(cast: Cast) -> None:
    sak = cast.innvilget()
    sak = op.endre(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, felter={"tlf_privat": "+4790000099"})
    assert (sak.tilstand, sak.tlf_privat) == (T.INNVILGET_VERT, "+4790000099")
    assert Vedtak.objects.for_sak(sak).gjeldende().count() == 2
    siste = Hendelse.objects.for_sak(sak).latest("id")
    assert siste.data == {"endringer": [{"felt": "tlf_privat", "skjult": "ja"}]}


def test_bare_sokeren_endrer_og_trekker(cast: Cast) -> None:
    sak = cast.mottatt()
    with pytest.raises(Nektet):
        op.endre(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, felter={"bidrag": "noe annet"})
    with pytest.raises(Nektet):
        op.trekk(sak.pk, utfort_av=cast.leder, versjon=sak.versjon)
    sak = op.trekk(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
    assert (sak.tilstand, venter_paa(sak)) == (T.TRUKKET, [])
    assert fikk(sak, "trukket") == ["Leif Leder", "Mona Mottak", "Vera Vertsleder"]
    with pytest.raises(UlovligOvergang):
        op.innvilg_vert(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon)


@pytest.mark.parametrize("side", ["egen", "vert"])
def test_ny_vurdering_hos_den_som_avslo(cast: Cast, side: str) -> None:
    if side == "egen":
        sak = cast.innsendt()
        sak = op.avslaa_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, kommentar="Ikke nå.")
    else:
        sak = cast.mottatt()
        sak = op.avslaa_vert(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon, kommentar="Ikke nå.")
    sak = op.be_om_ny_vurdering(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, begrunnelse="Ny vikar er på plass.")
    assert (sak.tilstand, venter_paa(sak)) == (T.INNSENDT if side == "egen" else T.MOTTATT, [f"hospitering.leder_{side}"])
    if side == "egen":
        op.innvilg_egen(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, tariff_bekreftet=True)
    else:
        op.innvilg_vert(sak.pk, utfort_av=cast.vertsleder, versjon=sak.versjon)
    assert [v.runde for v in Vedtak.objects.for_sak(sak).filter(steg=side)] == [1, 2]


def test_kopi_av_egen_soknad_er_et_nytt_utkast(cast: Cast) -> None:
    sak = cast.innsendt()
    kopi = op.kopier(sak.pk, utfort_av=cast.soker)
    assert (kopi.tilstand, kopi.saksnummer, kopi.tema_og_maal) == (T.UTKAST, None, sak.tema_og_maal)
    with pytest.raises(Nektet):
        op.kopier(sak.pk, utfort_av=cast.leder)


# --- nothing half done ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["send_inn", "innvilg_egen", "bekreft_mottatt", "innvilg_vert"])
def test_mislykket_varsel_etterlater_ingenting(cast: Cast, verb: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The event, the state, the tasks and the notices stand or fall together."""
    sak = {"send_inn": cast.utkast, "innvilg_egen": cast.innsendt, "bekreft_mottatt": cast.oversendt,
           "innvilg_vert": cast.mottatt}[verb]()  # fmt: skip
    hvem = {"send_inn": cast.soker, "innvilg_egen": cast.leder, "bekreft_mottatt": cast.mottak,
            "innvilg_vert": cast.vertsleder}[verb]  # fmt: skip
    ekstra = {"tariff_bekreftet": True} if verb == "innvilg_egen" else {}
    for_ = (Soknad.objects.values().get(), Hendelse.objects.count(), Oppgave.objects.count(), Varsel.objects.count())
    monkeypatch.setattr("grunnmur.varsling.maler._MALER", {})
    with pytest.raises(KeyError):
        getattr(op, verb)(sak.pk, utfort_av=hvem, versjon=sak.versjon, **ekstra)
    etter = (Soknad.objects.values().get(), Hendelse.objects.count(), Oppgave.objects.count(), Varsel.objects.count())
    assert etter == for_
