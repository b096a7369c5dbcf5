"""Postponed, shortened, called off, withdrawn, acknowledged: both sides hear of it, and nobody is bound by what ended."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from hospitering import operations as op
from hospitering.models import Aarsak, Periodeart, Periodetilstand, Punkt, Soknad, Tilstand, Ukebelegg
from hospitering.operations import gjennomforing, periode
from hospitering.selectors.kapasitet import ukene
from hospitering.tekster import avtale as tekster
from tests.hospitering import avtaler
from tests.hospitering.avtaler import kl, naa_er
from tests.hospitering.behandling import post
from tests.hospitering.skjema import innlogget
from tests.rollebesetning import Cast

T = Tilstand
DAG = timedelta(days=1)


def aapne(sak: Soknad) -> set[tuple[str, Bruker | None]]:
    return {(o.type, o.person) for o in Oppgave.objects.for_sak(sak).aapne()}


def foresla(cast: Cast, sak: Soknad, hvem: Bruker, art: str, fra: date, til: date, **andre: Any) -> Soknad:
    return periode.foresla_periode(
        sak.pk, utfort_av=hvem, versjon=naa_er(sak).versjon, art=art, fra=fra, til=til,
        **({"aarsak": Aarsak.TIDSPUNKT, "evaluering_tidspunkt": kl(til) + DAG} | andre),
    )  # fmt: skip


# --- postpone and shorten -----------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-H09", "S1-S40")
def test_utsettelse_gjelder_foerst_naar_den_andre_har_bekreftet_og_lederen_har_godkjent(cast: Cast) -> None:
    sak = avtaler.klar(cast)
    fra, til = sak.avtale.fra, sak.avtale.til
    sak = foresla(cast, sak, cast.soker, Periodeart.UTSATT, fra + 14 * DAG, til + 14 * DAG)
    assert (naa_er(sak).avtale.fra, aapne(sak)) == (fra, {(tekster.PERIODE_SVAR, cast.kontakt)})
    with pytest.raises(Nektet):
        periode.bekreft_periode(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
    sak = periode.bekreft_periode(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon)
    assert (naa_er(sak).avtale.fra, {t for t, _ in aapne(sak)}) == (fra, {tekster.PERIODE_LEDER})
    sak = periode.avgjor_periode(sak.pk, utfort_av=cast.leder, versjon=sak.versjon, godkjent=True)
    assert (naa_er(sak).avtale.fra, naa_er(sak).tilstand, aapne(sak)) == (fra + 14 * DAG, T.KLAR, set())
    uker = set(Ukebelegg.objects.filter(soknad=sak).values_list("uke", flat=True))
    assert uker == set(ukene(fra + 14 * DAG, til + 14 * DAG))


def test_det_som_gaar_kan_kortes_ned_men_ikke_flyttes(cast: Cast) -> None:
    sak = avtaler.klar(cast)
    fra, til = sak.avtale.fra, sak.avtale.til
    gjennomforing.start(sak.pk, utfort_av=Bruker.objects.systemet(), versjon=sak.versjon, naa=kl(fra))
    dag = {"naa": kl(fra + DAG)}
    with pytest.raises(UlovligOvergang):
        foresla(cast, sak, cast.soker, Periodeart.UTSATT, fra + 3 * DAG, til, **dag)
    for f, t in [(fra, til), (fra + 2 * DAG, til - DAG), (fra, fra)]:
        with pytest.raises(ValidationError):
            foresla(cast, sak, cast.soker, Periodeart.KORTET, f, t, **dag)
    sak = foresla(cast, sak, cast.soker, Periodeart.KORTET, fra, fra + 2 * DAG, **dag)
    with pytest.raises(ValidationError, match="passert"):
        periode.bekreft_periode(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, naa=kl(fra + 3 * DAG))
    sak = periode.bekreft_periode(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, naa=kl(fra + 2 * DAG))
    assert (naa_er(sak).avtale.til, naa_er(sak).tilstand) == (fra + 2 * DAG, T.PAAGAAR)


def test_bare_den_som_foreslo_tar_det_tilbake(cast: Cast) -> None:
    sak = avtaler.klar(cast)
    fra, til = sak.avtale.fra, sak.avtale.til
    sak = foresla(cast, sak, cast.kontakt, Periodeart.KORTET, fra, til - DAG)
    with pytest.raises(Nektet):
        periode.trekk_forslag(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
    sak = periode.trekk_forslag(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon)
    assert (naa_er(sak).avtale.til, aapne(sak)) == (til, set())
    assert {p.tilstand for p in sak.avtale.perioder.all()} == {Periodetilstand.GJELDER, Periodetilstand.ERSTATTET}
    assert Varsel.objects.filter(mal="hospitering.periode_trukket").get().mottaker == cast.soker


# --- called off, withdrawn ----------------------------------------------------------------------------------------------


def test_avlyst_gjelder_straks_og_de_andre_kvitterer_en_gang(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    foresla(cast, sak, cast.soker, Periodeart.KORTET, sak.avtale.fra, sak.avtale.til - DAG)
    sak = gjennomforing.avlys(sak.pk, utfort_av=cast.leder, versjon=naa_er(sak).versjon, aarsak=Aarsak.BEMANNING)
    assert (sak.tilstand, naa_er(sak).avtale.slutt_aarsak) == (T.AVLYST, "bemanning")
    assert not Ukebelegg.objects.filter(soknad=sak).exists()
    assert not sak.avtale.perioder.filter(tilstand=Periodetilstand.FORESLATT).exists()
    assert aapne(sak) == {(tekster.KVITTER, cast.soker), (tekster.KVITTER, cast.kontakt)}
    sak = gjennomforing.kvitter(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
    with pytest.raises(ValidationError):
        gjennomforing.kvitter(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
    with pytest.raises(Nektet):
        gjennomforing.kvitter(sak.pk, utfort_av=cast.leder, versjon=sak.versjon)
    sak = gjennomforing.kvitter(naa_er(sak).pk, utfort_av=cast.vertsleder, versjon=naa_er(sak).versjon)
    assert aapne(sak) == set()
    with pytest.raises(UlovligOvergang):
        gjennomforing.kvitter(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon)


@pytest.mark.parametrize("til", ["avklart", "inngaatt", "klar"])
def test_hospitanten_trekker_seg_med_en_grunn_til_den_har_begynt(cast: Cast, til: str) -> None:
    sak = getattr(avtaler, til)(cast)
    for aarsak in ("", "sykdom"):
        with pytest.raises(ValidationError):
            op.trekk(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, aarsak=aarsak)
    sak = op.trekk(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, aarsak=Aarsak.ARBEIDSFORHOLD)
    assert (sak.tilstand, naa_er(sak).avtale.slutt_aarsak) == (T.TRUKKET, "arbeidsforhold")
    assert aapne(sak) == {(tekster.KVITTER, cast.kontakt)}
    assert not Ukebelegg.objects.filter(soknad=sak).exists()
    fikk = Varsel.objects.filter(mal__startswith="hospitering.trukket").values_list("mal", "mottaker__navn")
    assert set(fikk) == {
        ("hospitering.trukket_avtale", "Kristin Kontakt"),
        ("hospitering.trukket_avtale_arbeidsgiver", "Leif Leder"),
    }


def test_ingen_grunn_handler_om_helse() -> None:
    """The literal list: another code is a decision, not a slip (G-18)."""
    assert set(Aarsak.values) == {"bemanning", "kapasitet", "tidspunkt", "arbeidsforhold", "ikke_klar", "annet"}


@pytest.mark.krav("S1-S20")
def test_stedfortreder_avlyser_paa_vegne_av_lederen(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    rolle = cast.leder.roller.get(type=RolleType.LEDER)
    cast.stedfortreder_for("stedfortreder", rolle)
    sak = gjennomforing.avlys(sak.pk, utfort_av=cast.stedfortreder, versjon=sak.versjon, aarsak=Aarsak.BEMANNING)
    hendelse = Hendelse.objects.for_sak(sak).get(navn="avlys")
    assert (hendelse.utfort_av, hendelse.paa_vegne_av) == (cast.stedfortreder, cast.leder)
    assert "vegne av Leif Leder" in innlogget(cast.soker).get(sak.get_absolute_url()).content.decode()


@pytest.mark.krav("S1-S20", "S1-H09")
def test_stedfortreder_godkjenner_en_periode_paa_vegne_av_lederen(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    fra, til = sak.avtale.fra, sak.avtale.til
    sak = foresla(cast, sak, cast.kontakt, Periodeart.UTSATT, fra + 30 * DAG, til + 30 * DAG)
    sak = periode.bekreft_periode(sak.pk, utfort_av=cast.soker, versjon=sak.versjon)
    cast.stedfortreder_for("stedfortreder", cast.leder.roller.get(type=RolleType.LEDER))
    sak = periode.avgjor_periode(sak.pk, utfort_av=cast.stedfortreder, versjon=sak.versjon, godkjent=True)
    assert naa_er(sak).avtale.fra == fra + 30 * DAG
    punkt = sak.avklaringer.get(punkt=Punkt.PERIODE)
    assert (punkt.av, punkt.paa_vegne_av) == (cast.stedfortreder, cast.leder)
    assert "vegne av Leif Leder" in innlogget(cast.soker).get(reverse("hospitering:avtale", args=[sak.pk])).content.decode()


# --- the pages ----------------------------------------------------------------------------------------------------------


def test_sidene_foreslaar_bekrefter_og_avlyser(cast: Cast) -> None:
    sak = avtaler.klar(cast)
    fra, til = sak.avtale.fra, sak.avtale.til
    dager = {"fra": fra + DAG, "til": til, "evaluering_tidspunkt": til + DAG}
    data = {navn: f"{dag:%d.%m.%Y}" for navn, dag in dager.items()}
    data |= {"evaluering_kl": "14.00", "evaluering_form": "digital", "aarsak": "kapasitet"}
    utsatt = post(cast.kontakt, "utsett", sak, **data)
    assert utsatt.url == reverse("hospitering:avtale", args=[sak.pk])
    side = innlogget(cast.soker).get(utsatt.url).content.decode()
    assert "Kapasiteten hos vertsenheten" in side or "kapasiteten hos vertsenheten" in side
    assert post(cast.soker, "avlys", naa_er(sak), aarsak="annet").status_code == 403
    uten_grunn = post(cast.kontakt, "avlys", naa_er(sak))
    assert (uten_grunn.status_code, list(uten_grunn.context["form"].errors)) == (200, ["aarsak"])
    assert post(cast.kontakt, "avlys", sak, aarsak="annet").status_code == 409  # an old page
    assert post(cast.kontakt, "avlys", naa_er(sak), aarsak="kapasitet").status_code == 302
    assert post(cast.soker, "kvitter", naa_er(sak)).status_code == 302
    assert (naa_er(sak).tilstand, aapne(sak)) == (T.AVLYST, set())


def test_siden_for_aa_trekke_spor_om_grunnen(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    assert post(cast.soker, "trekk", sak).url == reverse("hospitering:trekk_avtalen", args=[sak.pk])
    assert post(cast.soker, "trekk_avtalen", sak).status_code == 200
    assert post(cast.soker, "trekk_avtalen", sak, aarsak="tidspunkt").status_code == 302
    assert naa_er(sak).tilstand == T.TRUKKET


@pytest.mark.parametrize("side", ["utsett", "kort_ned", "avlys", "trekk_avtalen", "trekk_forslag", "kvitter"])
def test_fremmede_far_404_og_andre_nei(cast: Cast, side: str) -> None:
    sak = avtaler.inngaatt(cast)
    assert post(cast.utenfor, side, sak, aarsak="annet").status_code == 404
    assert post(cast.mottak, side, sak, aarsak="annet").status_code == 403
    assert naa_er(sak).tilstand == T.AVTALE_INNGAATT
    assert timezone.localdate() < sak.avtale.fra
