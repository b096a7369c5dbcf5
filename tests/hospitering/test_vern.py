"""What the database refuses about an agreement, whoever writes it: each rule by name, in the state where it bites."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from hospitering.models import Avklaring, Avtale, Instrukslesing, Periodeforslag, Reiseavtale, Ukebelegg
from tests.rollebesetning import Cast

from . import avtaler
from .vernet import AVTALENS, alle_nektes, besvar, flytt, navn_paa, periode, slett, soknadens_nye

DAG = timedelta(days=1)


def naa() -> Any:
    return timezone.now()


def perioder(s: Any) -> Any:
    return Periodeforslag.objects.filter(avtale=s.pk)


def avtalen(s: Any) -> Any:
    return Avtale.objects.filter(pk=s.pk)


def _ut_av_avslag(c: Any, s: Any) -> None:
    besvar(s, c.soker, naa(), tilstand="avslatt")
    perioder(s).update(tilstand="gjelder")


def _utenfor(c: Any, s: Any) -> None:
    perioder(s).update(tilstand="erstattet")
    periode(s, til=s.periode_til + DAG, evaluering_tidspunkt=naa() + 200 * DAG)
    besvar(s, c.soker, naa(), tilstand="gjelder")


def _soker_som_leder(c: Any, s: Any) -> None:
    perioder(s).update(leder=c.soker, leder_svarte=naa())


FORESLAATT = {
    "avtale_slettes_ikke": lambda c, s: slett(avtalen(s)),
    "avtale_periode_er_hel": lambda c, s: avtalen(s).update(evaluering_form="digital"),
    "avtale_evalueres_etter_perioden": lambda c, s: avtalen(s).update(til=s.periode_til, evaluering_tidspunkt=naa()),
    "avtale_periode_uten_bekreftelse": lambda c, s: avtalen(s).update(
        fra=s.periode_fra, til=s.periode_til, evaluering_tidspunkt=naa() + 200 * DAG, evaluering_form="digital"
    ),
    "periode_slettes_ikke": lambda c, s: slett(perioder(s)),
    "periode_er_den_som_ble_foreslatt": lambda c, s: perioder(s).update(til=s.periode_til + DAG),
    "periode_tilstand": _ut_av_avslag,
    "periode_bekreftes_av_den_andre_siden": lambda c, s: besvar(s, c.kontakt, naa(), tilstand="gjelder"),
    "periode_foreslaas_foerst": lambda c, s: periode(s, tilstand="gjelder", besvart_av=c.soker, besvart=naa()),
    "periode_uten_egen_leder": _utenfor,
    "periode_fra_foer_til": lambda c, s: periode(s, fra=s.periode_til + DAG),
    "periode_evalueres_etterpaa": lambda c, s: periode(s, evaluering_tidspunkt=avtaler.kl(s.periode_til - DAG)),
    "periode_endres_med_grunn": lambda c, s: periode(s, art="utsatt"),
    "periode_besvart_av_noen": lambda c, s: perioder(s).update(besvart=naa()),
    "periode_leder_svarte": lambda c, s: perioder(s).update(leder_svarte=naa()),
    "periode_bekreftet_av_begge": lambda c, s: perioder(s).update(tilstand="hos_leder"),
    "periode_ett_aapent_forslag": lambda c, s: periode(s),
    "avklaring_en_per_punkt": lambda c, s: Avklaring.objects.create(soknad=s, punkt="S1-H11", av=c.leder),
    "reise_bekreftes_av_den_andre": lambda c, s: Reiseavtale.objects.create(
        soknad=s, dekning="dekkes", foreslatt_av=c.leder, bekreftet=naa()
    ),
    "reise_avtales_mellom_to": lambda c, s: Reiseavtale.objects.create(
        soknad=s, dekning="dekkes", foreslatt_av=c.leder, bekreftet_av=c.overleder, bekreftet=naa()
    ),
    # It is told before anything is agreed, too.
    "soknad_avlyst_uten_grunn": lambda c, s: flytt(s, "avlyst"),
}


@pytest.mark.krav("S1-H09", "S1-H12", "S1-H21", "S1-S40")
def test_en_periode_foreslaas_av_den_ene_og_bekreftes_av_den_andre(cast: Cast) -> None:
    sak = avtaler.foreslaatt(cast)
    alle_nektes(FORESLAATT, cast, sak)
    # Nor does the hospitant answer as the own leader, or the host for the hospitant.
    for forsok in (
        _soker_som_leder,
        lambda c, s: periode(s, side="hospitant"),
        lambda c, s: periode(s, foreslatt_av=c.soker),
    ):
        alle_nektes({"periode_bekreftes_av_den_andre_siden": forsok}, cast, sak)
    besvar(sak, cast.soker, naa(), tilstand="gjelder")  # what is right is not refused


def _alle_ukene(s: Any) -> None:
    uke = s.periode_fra - timedelta(days=s.periode_fra.weekday())
    while uke <= s.periode_til:
        Ukebelegg.objects.create(soknad=s, enhet=s.hospiteringsenhet, uke=uke)
        uke += timedelta(days=7)


def _uten_et_punkt(c: Any, s: Any) -> None:
    _alle_ukene(s)
    slett(Avklaring.objects.filter(soknad=s, punkt="S1-H13"))
    flytt(s, "avtale_inngaatt")


def _uten_reise(c: Any, s: Any) -> None:
    _alle_ukene(s)
    Reiseavtale.objects.filter(soknad=s).update(bekreftet=None, bekreftet_av=None)
    flytt(s, "avtale_inngaatt")


def _en_uke_for_mye(c: Any, s: Any) -> None:
    _alle_ukene(s)
    uke = s.periode_fra - timedelta(days=s.periode_fra.weekday() + 7)
    Ukebelegg.objects.create(soknad=s, enhet=s.hospiteringsenhet, uke=uke)
    flytt(s, "avtale_inngaatt")


def _to_som_gjelder(c: Any, s: Any) -> None:
    periode(s, fra=s.periode_fra + DAG)
    besvar(s, c.soker, naa(), tilstand="gjelder")


AVKLART = {
    "soknad_avtalen_er_ikke_avklart": lambda c, s: flytt(s, "avtale_inngaatt"),
    "periode_en_som_gjelder": _to_som_gjelder,
}


@pytest.mark.krav("S1-H03", "S1-H12")
def test_ingen_avtale_uten_at_hvert_punkt_er_avklart_og_ukene_tatt(cast: Cast) -> None:
    sak = avtaler.avklart(cast)
    alle_nektes(AVKLART, cast, sak)
    for forsok in (_uten_et_punkt, _uten_reise, _en_uke_for_mye):
        alle_nektes({"soknad_avtalen_er_ikke_avklart": forsok}, cast, sak)
    _alle_ukene(sak)
    flytt(sak, "avtale_inngaatt")


def _mister_en_uke(c: Any, s: Any) -> None:
    siste = Ukebelegg.objects.filter(soknad=s).order_by("uke").last()
    assert siste
    siste.delete()
    avtalen(s).update(inngaatt_tid=naa())


def _avlys_uten_grunn(c: Any, s: Any) -> None:
    Ukebelegg.objects.filter(soknad=s).delete()
    flytt(s, "avlyst")


def _avlys_med_ukene(c: Any, s: Any) -> None:
    avtalen(s).update(slutt_aarsak="annet")
    flytt(s, "avlyst")


def _klar_med_en_leser(c: Any, s: Any) -> None:
    Instrukslesing.objects.create(soknad=s, side="vert", bruker=c.kontakt, versjon="1")
    flytt(s, "klar")


INNGAATT = {
    "avklaring_hoerer_til_en_avtale": lambda c, s: slett(Avklaring.objects.filter(soknad=s, punkt="S1-H13")),
    "avtale_ukene_er_ikke_tatt": _mister_en_uke,
    "soknad_er_ikke_klar": lambda c, s: flytt(s, "klar"),
    "soknad_avlyst_uten_grunn": _avlys_uten_grunn,
    "soknad_holder_paa_ukene": _avlys_med_ukene,
}


@pytest.mark.krav("S1-H03", "S1-H14", "S1-H16")
def test_en_avtale_staar_med_punkter_og_uker_og_slutter_med_grunn(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    alle_nektes(INNGAATT, cast, sak)
    alle_nektes({"soknad_er_ikke_klar": _klar_med_en_leser}, cast, sak)
    alle_nektes({"soknad_holder_paa_ukene": lambda c, s: flytt(s, "trukket")}, cast, sak)


def _klar_for_sent(c: Any, s: Any) -> None:
    avtalen(s).update(klar_tid=avtaler.kl(s.periode_fra + DAG, 0))
    flytt(s, "paagaar")


def _aldri_klar(c: Any, s: Any) -> None:
    avtalen(s).update(klar_tid=None)
    flytt(s, "paagaar")


KLAR = {"soknad_var_ikke_klar_til_start": _aldri_klar}


@pytest.mark.krav("S1-H14", "S1-H20")
def test_ingen_starter_uten_aa_ha_vaert_klar_senest_den_dagen(cast: Cast) -> None:
    sak: Any = avtaler.klar(cast)
    alle_nektes(KLAR, cast, sak)
    alle_nektes({"soknad_var_ikke_klar_til_start": _klar_for_sent}, cast, sak)
    avtalen(sak).update(klar_tid=avtaler.kl(sak.periode_fra, 23))
    flytt(sak, "paagaar")
    gjennomfort = {"soknad_er_ikke_evaluert": lambda c, s: flytt(s, "evaluert")}
    sak.versjon += 1
    flytt(sak, "gjennomfort")
    sak.versjon += 1
    alle_nektes(gjennomfort, cast, sak)


SETT_HER = FORESLAATT.keys() | AVKLART.keys() | INNGAATT.keys() | KLAR.keys() | {"soknad_er_ikke_evaluert"}


def test_hver_regel_om_avtalen_er_provd() -> None:
    """A rule that comes tomorrow is not forgotten: this fails until somebody has seen it refuse."""
    from .test_vern_etterpaa import SETT_DER, VERTSTYPE

    assert navn_paa(AVTALENS) - SETT_HER == set()
    assert soknadens_nye() - SETT_HER - SETT_DER == VERTSTYPE
