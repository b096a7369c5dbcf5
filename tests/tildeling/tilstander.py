"""Criteria, rounds and proposals in the states a test needs.

Each step writes the rows and does the transition; the operations have tests of their own.
"""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Saksteller
from grunnmur.saksgang.operations import flytt
from grunnmur.utvalg.models import Mote
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import protokoll
from lis.tildeling import overganger as o
from lis.tildeling.fordeling import forpliktelse
from lis.tildeling.models import Kandidat, Kriterier, Onske, Runde
from lis.tildeling.operations import kriterier as kriterieop
from tests.tildeling.folk import OPPSTART, TildelingsCast


def system() -> Bruker:
    return Bruker.objects.systemet()


def ny(sak: Any) -> Any:
    return type(sak)._default_manager.get(pk=sak.pk)


def utkast(lis: TildelingsCast, **andre: Any) -> Kriterier:
    """Draft criteria without points: the lots decide. A new version starts from the one that applies."""
    sak = kriterieop.skriv(utfort_av=lis.koordinator, organ=lis.organ)  # type: ignore[arg-type]
    felter = {
        "tekst": sak.tekst or "Plassene fordeles etter ønskene. Står flere likt, trekkes det lodd.",
        "rekkefolge": sak.rekkefolge, "beslutningsdyktig": sak.beslutningsdyktig,
    }  # fmt: skip
    return kriterieop.endre(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, **(felter | andre))


FOR_LENGE_SIDEN = timedelta(days=30)


def mote_om_kriterier(lis: TildelingsCast) -> Mote:
    """A meeting of the committee held yesterday, planned a month ago."""
    start = timezone.now().replace(hour=8, minute=0, second=0, microsecond=0) - timedelta(days=1)
    felter = {
        "form": "digital", "start": start, "slutt": start + timedelta(hours=1), "sted": "",
        "lenke": "https://mote.example/lis1", "sakslistefrist": timezone.localdate(start) - timedelta(days=14),
    }  # fmt: skip
    naa = timezone.now() - FOR_LENGE_SIDEN
    return moteop.planlegg(lis.organ.pk, utfort_av=lis.utvalgssekretaer, felter=felter, naa=naa)  # type: ignore[union-attr]


def lagt_fram(lis: TildelingsCast, kriterier: Kriterier | None = None, mote: Mote | None = None) -> Kriterier:
    """Waits for the committee."""
    sak = ny(kriterier or utkast(lis))
    mote, naa = mote or mote_om_kriterier(lis), timezone.now() - FOR_LENGE_SIDEN
    return kriterieop.legg_fram(sak.pk, utfort_av=lis.koordinator, versjon=sak.versjon, mote=mote.pk, naa=naa)


def behandlet(lis: TildelingsCast, kriterier: Kriterier, utfall: str = "vedtatt") -> Kriterier:
    """The committee has met over criteria that were put forward, and its minutes are approved."""
    mote, sekretaer = kriterier.motesak.mote, lis.utvalgssekretaer  # type: ignore[union-attr]
    naa = timezone.now() - FOR_LENGE_SIDEN
    moteop.send_saksliste(mote.pk, utfort_av=sekretaer, versjon=ny(mote).versjon, naa=naa)
    oppmote = {lis.verv(k).pk: lis.folk[k].pk for k in ("statsforvalter", "kommuneoverlege", "koordinator")}
    protokoll.hold(
        mote.pk, utfort_av=sekretaer, versjon=ny(mote).versjon, oppmote=oppmote, moteleder=lis.statsforvalter.pk,
        godkjenning="leder",
    )  # fmt: skip
    protokoll.skriv_vedtak(
        mote.pk, utfort_av=sekretaer, versjon=ny(mote).versjon, nummer=1, utfall=utfall,
        vedtak="" if utfall == "vedtatt" else "Punkt 2 skrives om.",
    )  # fmt: skip
    protokoll.til_godkjenning(mote.pk, utfort_av=sekretaer, versjon=ny(mote).versjon)
    protokoll.godkjenn(mote.pk, utfort_av=lis.statsforvalter, versjon=ny(mote).versjon)
    return ny(kriterier)


def gjeldende(lis: TildelingsCast, kriterier: Kriterier | None = None, **andre: Any) -> Kriterier:
    """Adopted by the committee in a meeting held yesterday."""
    return behandlet(lis, lagt_fram(lis, kriterier or utkast(lis, **andre)))


def planlagt(lis: TildelingsCast, *leger: str, kriterier: Kriterier | None = None) -> Runde:
    """A round for `OPPSTART` with a filled position for each of these doctors («lis1lege» has an account)."""
    fro = secrets.token_hex(32)
    sak = Runde.objects.create(
        oppstart=OPPSTART, organ=lis.organ, kriterier=kriterier or gjeldende(lis), frist=timezone.now() + timedelta(days=14),
        fro=fro, forpliktelse=forpliktelse(fro), tilstand="planlagt", saksnummer=Saksteller.neste("R1", timezone.now()),
    )  # fmt: skip
    flytt(sak, o.PLANLEGG, utfort_av=lis.koordinator)
    for kode in leger or ("lis1lege", "kandidat2", "kandidat3"):
        stilling = lis.stilling(kode)
        Kandidat.objects.create(
            runde=sak, lege=stilling.lege, stilling=stilling, hf=lis.sykehus, fast_kommune=stilling.kommune
        )
    return sak


def aapen(lis: TildelingsCast, *leger: str, onsker: dict[str, list[Any]] | None = None, **andre: Any) -> Runde:
    """Open for wishes; `onsker` are municipalities by doctor, best first."""
    sak = planlagt(lis, *leger, **andre)
    flytt(sak, o.AAPNE, utfort_av=lis.koordinator)
    for kode, steder in (onsker or {}).items():
        kandidat = sak.kandidater.get(lege=lis.lege(kode))
        for rang, sted in enumerate(steder, start=1):
            Onske.objects.create(kandidat=kandidat, kommune=sted, rang=rang)
        Kandidat.objects.filter(pk=kandidat.pk).update(onsker_levert=timezone.now())
    return sak


def til_behandling(lis: TildelingsCast, *leger: str, naa: datetime | None = None, **andre: Any) -> Runde:
    """Wishes are closed."""
    sak = aapen(lis, *leger, **andre)
    flytt(sak, o.LUKK, utfort_av=system(), naa=naa)
    return sak


def vedtatt(lis: TildelingsCast, runde: Runde, forslag: Any, *koder: str) -> Runde:
    """Signed by these people, each in an own seat (everybody, unless told)."""
    from lis.tildeling.operations import vedtak

    folk = koder or ("statsforvalter", "kommuneoverlege", "koordinator")
    plasser = {lis.verv(kode).pk: lis.folk[kode].pk for kode in folk}
    vedtak.til_underskrift(
        runde.pk, utfort_av=lis.koordinator, versjon=ny(runde).versjon, forslag=forslag.pk, deltakere=plasser
    )
    for kode in folk:
        vedtak.signer(runde.pk, utfort_av=lis.folk[kode], versjon=ny(runde).versjon)
    return ny(runde)


def beregnet(lis: TildelingsCast, runde: Runde, *, navn: str = "Første", av: str = "koordinator", valg: Any = None) -> Any:
    """A computed proposal of the round as it is."""
    from lis.tildeling.operations import forslag as op

    sak = op.bestill(runde.pk, utfort_av=lis.folk[av], navn=navn, valg=valg)
    op.beregn(sak.pk)
    return ny(sak)


def publisert(lis: TildelingsCast, onsker: dict[str, list[Any]] | None = None) -> Runde:
    """Published: by default the doctor with an account has got a place in Gjøvik."""
    from lis.tildeling.operations import publisering

    onsker = onsker or {"lis1lege": [lis.gjovik]}
    for steder in onsker.values():
        for sted in steder:
            lis.plass(sted)
    runde = til_behandling(lis, *onsker, onsker=onsker)
    sak = vedtatt(lis, runde, beregnet(lis, runde))
    publisering.publiser(sak.pk, utfort_av=lis.koordinator, versjon=ny(sak).versjon)
    return ny(sak)
