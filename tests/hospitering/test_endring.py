"""Questions, changes, withdrawal, and that nothing is ever half done."""

from datetime import timedelta

import pytest
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.saksgang.bevaring import TOMT
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse, Vedtak
from grunnmur.varsling.models import Varsel
from hospitering import operations as op
from hospitering.models import Soknad, Tilstand
from hospitering.selectors.sak import mulige_for
from tests.hospitering import avtaler
from tests.hospitering.fasit import fikk, venter_paa
from tests.rollebesetning import Cast

T = Tilstand

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


def test_kopi_av_en_tomt_sak_har_tomme_felt(cast: Cast) -> None:
    sak = cast.innsendt()
    Soknad.objects.filter(pk=sak.pk).update(begrunnelse=TOMT, soker_navn=TOMT)
    kopi = op.kopier(sak.pk, utfort_av=cast.soker)
    assert (kopi.begrunnelse, kopi.soker_navn, kopi.tema_og_maal) == ("", "", sak.tema_og_maal)


def test_det_som_er_i_gang_endres_og_trekkes_ikke(cast: Cast) -> None:
    sak = cast.besvart()
    i_gaar = timezone.localdate() - timedelta(days=1)
    assert {"trekk", "endre"} <= mulige_for(cast.soker, sak)
    Soknad.objects.filter(pk=sak.pk).update(periode_fra=i_gaar, periode_til=i_gaar)
    assert {"trekk", "endre"} & mulige_for(cast.soker, Soknad.objects.get(pk=sak.pk)) == {"trekk"}
    sak = avtaler.paagaar(cast)
    assert not {"trekk", "endre"} & mulige_for(cast.soker, sak)
    with pytest.raises(UlovligOvergang):
        op.trekk(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, aarsak="annet")


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
