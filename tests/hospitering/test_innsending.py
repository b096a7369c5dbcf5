"""Sending, and what the own leader decides: what works for the one who may, beside what fails for the one who may not."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Rolle, RolleType
from grunnmur.organisasjon.selectors import arbeider_utenfor, egne_enheter
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Avvisning, Hendelse, Signatur, Vedtak
from hospitering import operations as op
from hospitering.models import Soknad, Tilstand
from tests.hospitering.fasit import avslutt, fikk, venter_paa
from tests.rollebesetning import Cast

T = Tilstand

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


@pytest.mark.krav("S1-H01")
def test_bare_ansatte_hos_partene_kan_soke(cast: Cast) -> None:
    """Somebody of a municipality outside the network finds no form, and gets nothing sent past the page either."""
    utkast = op.opprett_utkast(utfort_av=cast.utenfor, felter=cast.felter(egen_enhet=cast.utenforenhet))
    with pytest.raises(ValidationError) as feil:
        op.send_inn(utkast.pk, utfort_av=cast.utenfor, versjon=1)
    assert set(feil.value.message_dict) == {"egen_enhet"}
    assert (egne_enheter(cast.utenfor), arbeider_utenfor(cast.utenfor)) == ([], True)
    assert ([e.pk for e in egne_enheter(cast.soker)], arbeider_utenfor(cast.soker)) == ([cast.korttid.pk], False)


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
