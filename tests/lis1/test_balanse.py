"""The balance: by half-year, against a count in plain Python over random data; shortage early; two queries (S1-L07)."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import count
from random import Random
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Deltakelse, Virksomhet
from lis.lis1.models import Kommuneplass, Kull, Stilling
from lis.lis1.operations import stilling as op
from lis.lis1.selectors import balanse as utvalg
from lis.lis1.selectors.kommuner import halvaar_fram
from lis.lis1.selectors.kull import kullrader
from tests.lis1.folk import Lis1Cast
from tests.lis1.stillinger import besatt, felter, planlagt, utlyst

NUMMER = count(1)


def plass(kommune: Virksomhet, oppstart: date, tilstand: str = "godkjent") -> Kommuneplass:
    """A municipal place as a row, moved to its state past the operations, which are somebody else's tests."""
    rad = Kommuneplass.objects.create(
        kommune=kommune, oppstart=oppstart, tilstand="foreslaatt", saksnummer=f"KP-prove-{next(NUMMER)}"
    )
    if tilstand != "foreslaatt":
        svar: dict[str, Any] = {"svar_kommentar": "Mangler veileder."} if tilstand == "ikke_godkjent" else {}
        if tilstand != "trukket":
            svar["svart_av"] = Bruker.objects.get(navn="Stig Statsforvalter")
        Kommuneplass.objects.filter(pk=rad.pk).update(tilstand=tilstand, versjon=2, **svar)
    return rad


def ett(start: date) -> utvalg.Halvaar:
    return utvalg.balanse([start])[0]


# --- one half-year ----------------------------------------------------------------------------------------------------


@pytest.mark.krav("S1-L07")
def test_behov_mot_godkjente_plasser_og_forslag_for_seg(lis: Lis1Cast) -> None:
    kull, start = lis.kull(2028), date(2029, 3, 1)
    besatt(lis, kull=kull)
    utlyst(lis, kull)
    planlagt(lis, kull)
    trukket = utlyst(lis, kull)
    op.trekk(trukket.pk, utfort_av=lis.koordinator, versjon=trukket.versjon)
    plass(lis.gjovik, start)
    for tilstand in ("foreslaatt", "ikke_godkjent", "trukket"):
        plass(lis.hamar, start, tilstand)
    plass(lis.gjovik, date(2029, 9, 1))
    h = ett(start)
    assert (h.ansatte, h.ledige, h.behov, h.tildeles) == (1, 2, 3, 3)
    assert (h.godkjente, h.foreslaatte, h.mangler, h.mangler_med_forslag) == (1, 1, 2, 1)


@pytest.mark.krav("S1-L07", "S1-L15")
def test_en_plass_for_mye_et_sted_veier_ikke_opp_for_en_navngitt_kommune(lis: Lis1Cast) -> None:
    kull, start = lis.kull(2028), date(2029, 3, 1)
    planlagt(lis, kull, kommunepraksis="navngitt", kommune=lis.hamar)
    planlagt(lis, kull)
    for _nummer in range(3):
        plass(lis.gjovik, start)
    h = ett(start)
    assert (h.behov, h.godkjente, h.mangler) == (2, 3, 1)
    assert [(k.navn, k.behov, k.godkjente, k.mangler) for k in h.kommuner] == [("Hamar", 1, 0, 1)]
    assert [k.navn for k in h.mangler_i] == ["Hamar"]


@pytest.mark.parametrize(
    ("dag", "start"),
    [
        (date(2028, 2, 29), date(2027, 9, 1)), (date(2028, 3, 1), date(2028, 3, 1)), (date(2028, 8, 31), date(2028, 3, 1)),
        (date(2028, 9, 1), date(2028, 9, 1)), (date(2028, 12, 31), date(2028, 9, 1)), (date(2029, 1, 1), date(2028, 9, 1)),
    ],
)  # fmt: skip
def test_halvaaret_begynner_i_mars_og_september(dag: date, start: date) -> None:
    assert utvalg.halvaar_for(dag) == start


# --- against a count in plain Python ----------------------------------------------------------------------------------


@pytest.mark.krav("S1-L07")
@pytest.mark.parametrize("fro", range(4))
def test_balansen_er_det_samme_som_aa_telle_for_haand(lis: Lis1Cast, fro: int) -> None:
    tilfeldig = Random(fro)
    Deltakelse.objects.create(helsefellesskap=lis.helsefellesskap, virksomhet=lis.annen, gyldig_fra=date(2020, 1, 1))
    kommuner = [lis.gjovik, lis.hamar, lis.annen]
    kull = [lis.kull(aar, sesong) for aar in (2027, 2028) for sesong in ("vaar", "host")]
    mal = planlagt(lis, kull[0])
    Stilling.objects.filter(pk=mal.pk).update(tilstand="trukket", versjon=mal.versjon + 1)
    fakta: list[tuple[date, str | None]] = []
    nye = []
    for nummer in range(60):
        ett_kull, maaneder = tilfeldig.choice(kull), tilfeldig.choice([12, 12, 12, 9, 15])
        kommune = tilfeldig.choice([None, None, *kommuner])
        nye.append(
            Stilling(
                kull=ett_kull, enhet=lis.medisin, sykehus_maaneder=maaneder, kommune_maaneder=6, avviker=maaneder != 12,
                avvik_begrunnelse="x", avvik_url="https://x.example", kommune=kommune, tilstand="planlagt",
                kommunepraksis="navngitt" if kommune else "tildeles", saksnummer=f"L1-{fro}-{nummer}",
                kommune_fra=ett_kull.start,
            )
        )  # fmt: skip
        maaned = ett_kull.start.month - 1 + maaneder
        dag = date(ett_kull.start.year + maaned // 12, maaned % 12 + 1, 1)
        fakta.append((dag, kommune.navn if kommune else None))
    Stilling.objects.bulk_create(nye)
    starter = [date(aar, maaned, 1) for aar in (2027, 2028, 2029, 2030) for maaned in (3, 9)]
    plassene = []
    for _nummer in range(60):
        kommune, start = tilfeldig.choice(kommuner), tilfeldig.choice(starter)
        tilstand = tilfeldig.choice(["godkjent", "godkjent", "foreslaatt", "ikke_godkjent", "trukket"])
        plass(kommune, start, tilstand)
        plassene.append((start, kommune.navn, tilstand))

    for h in utvalg.balanse(starter):
        slutt = date(h.start.year, 9, 1) if h.start.month == 3 else date(h.start.year + 1, 3, 1)
        her = [kommune for dag, kommune in fakta if h.start <= dag < slutt]
        godkjent = [kommune for start, kommune, tilstand in plassene if start == h.start and tilstand == "godkjent"]
        foreslaatt = [kommune for start, kommune, tilstand in plassene if start == h.start and tilstand == "foreslaatt"]

        def mangler(plasser: list[str], her: list[Any] = her) -> int:
            ledige, uten = list(plasser), 0
            # The named first, then the rest: one by one, each takes a place off the list.
            for kommune in [k for k in her if k]:
                if kommune in ledige:
                    ledige.remove(kommune)
                else:
                    uten += 1
            for _kommune in [k for k in her if k is None]:
                if ledige:
                    ledige.pop()
                else:
                    uten += 1
            return uten

        assert h.behov == len(her), h.start
        assert (h.godkjente, h.foreslaatte) == (len(godkjent), len(foreslaatt)), h.start
        assert h.tildeles == her.count(None), h.start
        assert (h.mangler, h.mangler_med_forslag) == (mangler(godkjent), mangler(godkjent + foreslaatt)), h.start


# --- how it is asked for, and shown -----------------------------------------------------------------------------------


def antall_sporringer(gjor: Any) -> int:
    with CaptureQueriesContext(connection) as sporringer:
        gjor()
    return len(sporringer)


@pytest.mark.krav("S1-L07")
def test_to_sporringer_hva_enn_antallet_og_kullisten_tre_og_reglene(lis: Lis1Cast) -> None:
    starter = halvaar_fram(date(2028, 1, 1), 5)
    kull = lis.kull(2028)
    planlagt(lis, kull)
    plass(lis.gjovik, starter[0])
    idag = timezone.localdate()
    liste = antall_sporringer(lambda: kullrader(lis.koordinator, idag))
    assert antall_sporringer(lambda: utvalg.balanse(starter)) == 2
    op.registrer_stillinger(utfort_av=lis.koordinator, kull=lis.kull(2028, "host"), antall=2, felter=felter(lis))
    plass(lis.hamar, starter[0])
    plass(lis.hamar, starter[1])
    Kull.objects.bulk_create(
        Kull(aar=aar, sesong=sesong, start=date(aar, maaned, 1))
        for aar in range(2030, 2080)
        for sesong, maaned in (("vaar", 3), ("host", 9))
    )
    assert antall_sporringer(lambda: utvalg.balanse(starter)) == 2
    assert len(kullrader(lis.koordinator, idag)) == 102
    assert antall_sporringer(lambda: kullrader(lis.koordinator, idag)) == liste == 4


@pytest.mark.krav("S1-L07")
def test_mangelen_vises_paa_kullisten_balansen_og_min_side(lis: Lis1Cast) -> None:
    start = halvaar_fram()[2]
    kull = Kull.objects.create(
        aar=start.year - 1, sesong="vaar" if start.month == 3 else "host", start=date(start.year - 1, start.month, 1)
    )
    adresser = [reverse("lis1:kull_liste"), reverse("lis1:balanse"), reverse("forside")]
    klient = Client()
    klient.force_login(lis.koordinator)
    for adresse in adresser:
        assert "Det mangler" not in klient.get(adresse).content.decode(), adresse
    planlagt(lis, kull)
    planlagt(lis, kull, kommunepraksis="navngitt", kommune=lis.hamar)
    for adresse in adresser:
        innhold = klient.get(adresse).content.decode()
        assert "Det mangler 2 kommuneplasser fra 1." in innhold, adresse
        assert "1 av dem i Hamar." in innhold, adresse
    for kode in ("statsforvalter", "rhf", "kommunekontakt"):
        klient.force_login(lis.folk[kode])
        assert "Det mangler 2" in klient.get(adresser[0]).content.decode(), kode
        assert "Det mangler" not in klient.get(adresser[2]).content.decode(), kode


@pytest.mark.krav("S1-L07")
def test_balansen_staar_som_bilde_og_tabell(lis: Lis1Cast) -> None:
    klient = Client()
    klient.force_login(lis.statsforvalter)
    assert "Her kommer stillinger og kommuneplasser" in klient.get(reverse("lis1:balanse")).content.decode()
    start = halvaar_fram()[0]
    plass(lis.gjovik, start)
    innhold = klient.get(reverse("lis1:balanse")).content.decode()
    assert innhold.count('role="img"') == 1
    assert "0 trenger plass, 1 godkjente plasser." in innhold
    assert innhold.count("<table") == 1
    assert "style=" not in innhold.split("<figure")[1].split("</figure>")[0]


def test_den_som_har_startet_er_ikke_framover(lis: Lis1Cast) -> None:
    idag = timezone.localdate()
    assert all(h.start > idag for h in utvalg.framover())
    assert len(utvalg.framover()) == 6
    assert utvalg.framover(idag + timedelta(days=3650))[0].start.year >= idag.year + 9


@pytest.mark.krav("S1-L07")
def test_en_kommune_som_gaar_ut_av_helsefellesskapet_teller_ikke(lis: Lis1Cast) -> None:
    oppstart = plass(lis.gjovik, halvaar_fram(timezone.localdate())[1]).oppstart
    Deltakelse.objects.filter(virksomhet=lis.gjovik).update(gyldig_til=oppstart)
    assert [h.godkjente for h in utvalg.balanse([oppstart])] == [1]
    Deltakelse.objects.filter(virksomhet=lis.gjovik).update(gyldig_til=oppstart - timedelta(days=1))
    assert [h.godkjente for h in utvalg.balanse([oppstart])] == [0]
