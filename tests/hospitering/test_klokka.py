"""What the calendar does to a hospitering: by itself, once, and also after days that nobody was awake."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.models import Varsel
from hospitering.models import Aarsak, Evalueringstilstand, Innstilling, Periodeart, Periodetilstand, Soknad, Tilstand
from hospitering.operations import gjennomforing, klargjoring, klokka, periode
from hospitering.tekster import avtale as tekster
from tests.hospitering import avtaler
from tests.hospitering.avtaler import kl, naa_er
from tests.rollebesetning import Cast

T = Tilstand
DAG = timedelta(days=1)


def verbene(sak: Soknad) -> list[str]:
    return list(Hendelse.objects.for_sak(sak).order_by("id").values_list("navn", flat=True))


def venter(sak: Soknad, type_: str) -> set[Bruker]:
    return {o.person for o in Oppgave.objects.for_sak(sak).aapne().filter(type=type_)}


def starten(sak: Soknad) -> datetime:
    fra = naa_er(sak).avtale.fra
    assert fra
    return kl(fra)


@pytest.mark.krav("S1-H14", "S1-H20")
def test_dagene_starter_og_avslutter_uten_at_noen_trykker(cast: Cast) -> None:
    sak = avtaler.klar(cast)
    fra, til = starten(sak), kl(sak.avtale.til)
    assert klokka.folg(naa=fra - DAG) == 0
    assert klokka.folg(naa=fra) == 1
    assert (naa_er(sak).tilstand, klokka.folg(naa=til)) == (T.PAAGAAR, 0)
    assert klokka.folg(naa=til + DAG) == 1
    assert (naa_er(sak).tilstand, klokka.folg(naa=til + DAG)) == (T.GJENNOMFORT, 0)
    assert venter(sak, tekster.EVALUER) == {cast.soker, cast.kontakt}
    av_tiden = Hendelse.objects.for_sak(sak).filter(navn__in=["start", "avslutt"])
    assert [h.utfort_av.er_system for h in av_tiden] == [True, True]


def test_dager_ingen_var_vaaken_tas_igjen(cast: Cast) -> None:
    """Ready in time, and the clock stood still the whole period: it was held, and everybody has the days set to answer."""
    sak = avtaler.klar(cast)
    sent = kl(sak.avtale.til + 60 * DAG)
    assert klokka.folg(naa=sent) == 2
    assert verbene(sak)[-2:] == ["start", "avslutt"]
    assert naa_er(sak).tilstand == T.GJENNOMFORT
    assert {e.tilstand for e in sak.evalueringer.all()} == {Evalueringstilstand.VENTER}
    assert all(e.frist > timezone.localdate(sent) for e in sak.evalueringer.all())
    assert klokka.folg(naa=sent) == 0


@pytest.mark.krav("S1-H14")
def test_ikke_klar_paa_startdagen_spor_begge_en_gang(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    fra = starten(sak)
    assert [klokka.folg(naa=fra - DAG), klokka.folg(naa=fra), klokka.folg(naa=fra), klokka.folg(naa=fra + 30 * DAG)] == [
        0, 1, 0, 0,
    ]  # fmt: skip
    assert naa_er(sak).tilstand == T.AVTALE_INNGAATT
    assert venter(sak, tekster.IKKE_STARTET) == {cast.soker, cast.kontakt}
    assert set(Varsel.objects.filter(mal="hospitering.ikke_startet").values_list("mottaker", flat=True)) == {
        cast.soker.pk,
        cast.kontakt.pk,
    }


def test_det_som_blir_klart_paa_selve_dagen_starter_likevel(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    fra = starten(sak)
    klokka.folg(naa=fra)
    avtaler.tekst()
    sak = naa_er(sak)
    sak = klargjoring.signer_taushet(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, naa=fra)
    for hvem in (cast.soker, cast.kontakt):
        sak = klargjoring.les_instruks(sak.pk, utfort_av=hvem, versjon=sak.versjon, naa=fra)
    assert (naa_er(sak).tilstand, venter(sak, tekster.IKKE_STARTET)) == (T.PAAGAAR, set())


@pytest.mark.krav("S1-H14")
def test_klar_for_sent_starter_ikke_for_den_er_utsatt(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    fra, til = starten(sak), kl(sak.avtale.til)
    klokka.folg(naa=fra)
    avtaler.tekst()
    sak, dagen_etter = naa_er(sak), fra + DAG
    sak = klargjoring.signer_taushet(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, naa=dagen_etter)
    for hvem in (cast.soker, cast.kontakt):
        sak = klargjoring.les_instruks(sak.pk, utfort_av=hvem, versjon=sak.versjon, naa=dagen_etter)
    assert (naa_er(sak).tilstand, klokka.folg(naa=dagen_etter)) == (T.KLAR, 0)
    with pytest.raises(UlovligOvergang):
        gjennomforing.meld_ikke_klar(sak.pk, utfort_av=Bruker.objects.systemet(), versjon=naa_er(sak).versjon)
    ny_start = fra + 3 * DAG
    sak = periode.foresla_periode(
        sak.pk, utfort_av=cast.kontakt, versjon=naa_er(sak).versjon, naa=dagen_etter, art=Periodeart.UTSATT,
        aarsak=Aarsak.IKKE_KLAR, fra=ny_start.date(), til=til.date(), evaluering_tidspunkt=til + DAG,
    )  # fmt: skip
    assert venter(sak, tekster.IKKE_STARTET) == set()
    periode.bekreft_periode(sak.pk, utfort_av=cast.soker, versjon=sak.versjon, naa=dagen_etter)
    assert [klokka.folg(naa=ny_start - DAG), klokka.folg(naa=ny_start)] == [0, 1]
    assert naa_er(sak).tilstand == T.PAAGAAR


def test_etter_en_utsettelse_spor_den_igjen_om_den_nye_dagen(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    fra, til = starten(sak), kl(sak.avtale.til)
    klokka.folg(naa=fra)
    sak = _utsett(cast, sak, fra + 3 * DAG, til, naa=fra + DAG)
    fristene = Oppgave.objects.for_sak(sak).aapne().filter(type=tekster.TAUSHET).values_list("frist", flat=True)
    assert list(fristene) == [(fra + 3 * DAG).date()]
    assert [klokka.folg(naa=fra + 2 * DAG), klokka.folg(naa=fra + 3 * DAG), klokka.folg(naa=fra + 4 * DAG)] == [0, 1, 0]
    assert venter(sak, tekster.IKKE_STARTET) == {cast.soker, cast.kontakt}


def _utsett(cast: Cast, sak: Soknad, fra: datetime, til: datetime, *, naa: datetime) -> Soknad:
    sak = periode.foresla_periode(
        sak.pk, utfort_av=cast.soker, versjon=naa_er(sak).versjon, naa=naa, art=Periodeart.UTSATT,
        aarsak=Aarsak.TIDSPUNKT, fra=fra.date(), til=til.date(), evaluering_tidspunkt=til + DAG,
    )  # fmt: skip
    return periode.bekreft_periode(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, naa=naa)


def test_et_forslag_om_utsettelse_som_ingen_svarte_paa_faller_naar_den_starter(cast: Cast) -> None:
    sak = avtaler.klar(cast)
    fra, til = starten(sak), kl(sak.avtale.til)
    sak = periode.foresla_periode(
        sak.pk, utfort_av=cast.soker, versjon=sak.versjon, art=Periodeart.UTSATT, aarsak=Aarsak.BEMANNING,
        fra=(fra + DAG).date(), til=til.date(), evaluering_tidspunkt=til + DAG,
    )  # fmt: skip
    klokka.folg(naa=fra)
    assert naa_er(sak).tilstand == T.PAAGAAR
    assert not Oppgave.objects.for_sak(sak).aapne().exists()
    tilstander = sak.avtale.perioder.values_list("tilstand", flat=True)
    assert list(tilstander) == [Periodetilstand.GJELDER, Periodetilstand.ERSTATTET]


@pytest.mark.krav("S1-H20")
def test_fristen_for_evalueringen_loeper_ut_en_gang(cast: Cast) -> None:
    sak = avtaler.gjennomfort(cast)
    frist = sak.evalueringer.first().frist
    assert [klokka.folg(naa=kl(frist)), klokka.folg(naa=kl(frist) + DAG), klokka.folg(naa=kl(frist) + 2 * DAG)] == [0, 1, 0]
    assert {e.tilstand for e in sak.evalueringer.all()} == {Evalueringstilstand.UTLOPT}
    assert Innstilling.objects.gjeldende().evaluering_virkedager == 20


def test_bare_tiden_selv_melder_og_avslutter(cast: Cast) -> None:
    sak = avtaler.inngaatt(cast)
    for verb in (gjennomforing.meld_ikke_klar, gjennomforing.avslutt):
        with pytest.raises(Nektet):
            verb(sak.pk, utfort_av=cast.kontakt, versjon=sak.versjon, naa=kl(sak.avtale.til + DAG))
    assert klokka.folg(naa=kl(sak.avtale.fra - DAG)) == 0
