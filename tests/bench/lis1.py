"""The LIS1 proposal against the bare algorithm that only says who sits where: from values to fingerprints, and the whole
job from rows in the database to the stored answer.
"""

from __future__ import annotations

import hashlib
from heapq import heappush, heappushpop
from random import Random
from uuid import UUID, uuid4

from django.db import connection, transaction
from django.utils import timezone

from grunnmur.organisasjon.models import Virksomhet
from lis.lege.models import Lege
from lis.lis1.models import Kommuneplass
from lis.tildeling.fordeling import Egne, Felles, Inndata, fordel, kontroller
from lis.tildeling.models import Kandidat, Kriterium, Onske, Poeng, Runde
from lis.tildeling.operations import forslag as op
from lis.tildeling.selectors.forslag_inndata import lag_inndata
from tests.avtrykk import tom
from tests.tildeling.folk import OPPSTART, TildelingsCast, lag_tildeling
from tests.tildeling.forekomster import tilfeldig
from tests.tildeling.tilstander import gjeldende, til_behandling, utkast

from .maaling import linje, ms, side_om_side

STORRELSER = ((60, 40, 60), (2000, 350, 12))
"""Candidates, municipalities, rounds of measuring."""


def maal_lis1() -> None:
    """Freeze, hash, solve, explain and hash again; without reserves, which the bare algorithm does not know."""
    for kandidater, kommuner, runder in STORRELSER:
        for egne in (False, True):
            inndata = tilfeldig(
                Random(kandidater), kandidater=kandidater, kommuner=kommuner, egne=egne, reservert=False, onsker=5
            )
            inndata = bare_onskede(inndata)
            resultat = fordel(inndata)
            assert bart(inndata) == {p.kandidat: p.kommune for p in resultat.plasseringer if p.kommune}
            assert kontroller(inndata.som_json(), resultat.som_json()) == []
            tid = side_om_side({"hele": lambda i=inndata: hele(i), "bart": lambda i=inndata: bart(i)}, runder=runder)
            linje(
                f"LIS1-forslag, {kandidater} kandidater, {'egne rekkefølger' if egne else 'felles rekkefølge'}",
                tid["hele"].cpu / tid["bart"].cpu,
                "≤ 12" if egne else "≤ 30",
                f"hele {ms(tid['hele'].cpu)}, bare algoritmen {ms(tid['bart'].cpu)}",
                f"{resultat.nokkeltall.med_plass} får plass, {sum(len(p.grunner) for p in resultat.plasseringer)} grunner",
            )


def bare_onskede(inndata: Inndata) -> Inndata:
    """Points only where somebody wishes to go, as a municipality gives them."""
    if isinstance(inndata.rekkefolge, Felles):
        return inndata
    poeng: dict[str, dict[str, int]] = {}
    for kandidat in inndata.kandidater:
        for sted in kandidat.onsker:
            poeng.setdefault(sted, {})[kandidat.id] = inndata.rekkefolge.poeng[sted][kandidat.id]
    return Inndata(inndata.fro, Egne(poeng), inndata.kandidater, inndata.kommuner)


def hele(inndata: Inndata) -> tuple[str, str]:
    frosset = Inndata(inndata.fro, inndata.rekkefolge, inndata.kandidater, inndata.kommuner)
    return frosset.avtrykk, fordel(frosset).avtrykk


def bart(inndata: Inndata) -> dict[str, str]:
    """Lots, order and placements, and nothing else."""

    def lodd(tekst: str) -> str:
        return hashlib.sha256(tekst.encode()).hexdigest()

    fro, plasser = inndata.fro, {k.id: k.plasser for k in inndata.kommuner}
    fikk: dict[str, str] = {}
    if isinstance(inndata.rekkefolge, Felles):
        poeng = inndata.rekkefolge.poeng
        for kandidat in sorted(inndata.kandidater, key=lambda k: (-poeng[k.id], lodd(fro + k.id))):
            for sted in kandidat.onsker:
                if plasser[sted]:
                    plasser[sted] -= 1
                    fikk[kandidat.id] = sted
                    break
        return fikk
    nokler = {
        (sted, id_): (poeng, -int(lodd(fro + sted + id_), 16), id_)
        for sted, rader in inndata.rekkefolge.poeng.items()
        for id_, poeng in rader.items()
    }
    sitter: dict[str, list[tuple[int, int, str]]] = {sted: [] for sted in plasser}
    igjen = {k.id: iter(k.onsker) for k in inndata.kandidater}
    for forst in igjen:
        hvem: str | None = forst
        while hvem is not None and (sted := next(igjen[hvem], None)) is not None:
            if len(sitter[sted]) < plasser[sted]:
                heappush(sitter[sted], nokler[sted, hvem])
                hvem = None
            elif plasser[sted]:
                hvem = heappushpop(sitter[sted], nokler[sted, hvem])[2]
    return {id_: sted for sted, der in sitter.items() for _poeng, _lodd, id_ in der}


# --- the whole job ----------------------------------------------------------------------------------------------------


def maal_lis1_jobben() -> None:
    """Read the rows, freeze, store, compute, explain and store again; the events, the job and the hashes with it.

    The divisor is the pure part (freeze, solve, explain, hash) of the same round, and the bare algorithm stands beside it.
    """
    for kandidater, kommuner, runder in STORRELSER:
        for egne in (False, True):
            tom()
            lis = lag_tildeling()
            runde = lag_runde(lis, kandidater, kommuner, egne=egne)
            inndata = lag_inndata(runde)
            tid = side_om_side(
                {
                    "jobben": lambda c=lis, r=runde: jobben(c, r),
                    "ren": lambda i=inndata: hele(i),
                    "bart": lambda i=inndata: bart(i),
                },
                runder=min(runder, 20),
                oppvarming=2,
            )
            linje(
                f"LIS1-jobben, {kandidater} kandidater, {'egne rekkefølger' if egne else 'felles rekkefølge'}",
                tid["jobben"].cpu / tid["ren"].cpu,
                "≤ 20" if kandidater < 1000 else "≤ 6",
                f"jobben {ms(tid['jobben'].vegg)}, ren {ms(tid['ren'].cpu)}, bare algoritmen {ms(tid['bart'].cpu)}",
            )


def jobben(lis: TildelingsCast, runde: Runde) -> None:
    sak = op.bestill(runde.pk, utfort_av=lis.koordinator, navn="Bench")
    op.beregn(sak.pk)
    assert sak.inndata_sha256


def lag_runde(lis: TildelingsCast, kandidater: int, kommuner: int, *, egne: bool) -> Runde:
    """A random round as rows, closed for wishes; the rows are set-based and past the triggers."""
    kriterier = utkast(lis, rekkefolge="egne" if egne else "felles")
    kriterium = Kriterium.objects.create(kriterier=kriterier, nummer=1, navn="Erfaring", hoyest=1000, per_kommune=egne)
    runde = til_behandling(lis, "lis1lege", kriterier=gjeldende(lis, kriterier))
    inndata = bare_onskede(
        tilfeldig(Random(kandidater), kandidater=kandidater, kommuner=kommuner, egne=egne, reservert=False, onsker=5)
    )
    with transaction.atomic():
        with connection.cursor() as peker:
            peker.execute("SET LOCAL session_replication_role = replica")
        Kandidat.objects.filter(runde=runde).update(trukket=timezone.now())
        _fyll(lis, runde, kriterium, inndata)
    with connection.cursor() as peker:
        peker.execute("ANALYZE")
    return runde


def _fyll(lis: TildelingsCast, runde: Runde, kriterium: Kriterium, inndata: Inndata) -> None:
    naa = timezone.now()
    sted: dict[str, UUID] = {k.id: uuid4() for k in inndata.kommuner}
    hvem: dict[str, UUID] = {k.id: uuid4() for k in inndata.kandidater}
    Virksomhet.objects.bulk_create(Virksomhet(pk=pk, type="kommune", navn=id_, sortering=id_) for id_, pk in sted.items())
    plasser = [k.id for k in inndata.kommuner for _nr in range(k.plasser)]
    Kommuneplass.objects.bulk_create(
        Kommuneplass(kommune_id=sted[id_], oppstart=OPPSTART, tilstand="godkjent", saksnummer=f"KP-B-{nr}")
        for nr, id_ in enumerate(plasser)
    )
    leger = {id_: Lege(navn=id_, epost=f"{id_}@bench.example", sortering=id_) for id_ in hvem}
    Lege.objects.bulk_create(leger.values())
    Kandidat.objects.bulk_create(
        Kandidat(pk=pk, runde=runde, lege=leger[id_], hf=lis.sykehus, unntak_begrunnelse="Bench.", onsker_levert=naa)
        for id_, pk in hvem.items()
    )
    Onske.objects.bulk_create(
        Onske(kandidat_id=hvem[k.id], kommune_id=sted[id_], rang=rang)
        for k in inndata.kandidater
        for rang, id_ in enumerate(k.onsker, 1)
    )
    Poeng.objects.bulk_create(
        Poeng(kandidat_id=hvem[id_], kriterium=kriterium, kommune_id=pk and sted[pk], poeng=poeng, satt_av=lis.koordinator)
        for pk, id_, poeng in _poeng(inndata)
    )


def _poeng(inndata: Inndata) -> list[tuple[str | None, str, int]]:
    regel = inndata.rekkefolge
    if isinstance(regel, Felles):
        return [(None, id_, poeng) for id_, poeng in regel.poeng.items()]
    return [(sted, id_, poeng) for sted, rader in regel.poeng.items() for id_, poeng in rader.items()]
