"""Who is asked, in which order: the rota, then everybody who answers there, then the leader."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from django.utils import timezone

from grunnmur.oppgaver.virkedager import er_virkedag, pluss_virkedager
from grunnmur.organisasjon.models import Bruker, Enhet, RolleType
from grunnmur.organisasjon.selectors import Fullmakt, ansvarlige, tilgang_for

from ..models import SVARER_SELV, Fagomraade, Foresporsel, Svarvakt

R = RolleType
SVARER = (R.VEILEDNINGSANSVARLIG, R.LEDER, R.AVTALESPESIALIST)
"""The roles in which somebody answers for a unit, or for a party without units."""


@dataclass(frozen=True)
class Trinn:
    """One step of the line. `rolle` is set where a whole role is asked, not somebody on duty."""

    folk: tuple[Fullmakt, ...]
    rolle: str = ""


def vaktlinje(sak: Foresporsel, *, dag: date | None = None) -> list[Trinn]:
    """The steps a question falls through, each with the people who answer on that day; a step without people is left out.

    The rota of the unit (or of the nearest unit above that has a line for this field and weekday); whoever else answers
    guidance there; the leader. At a party without units, the people there themselves, then whoever leads it.
    The asker is passed over everywhere. An empty list is a gap.
    """
    til = sak.til_virksomhet
    if til is None:
        return []
    dag = dag or timezone.localdate()
    trinn = [Trinn(tuple(tur)) for tur in _paa_vakt(sak, dag)]
    roller = [R.VEILEDNINGSANSVARLIG, R.LEDER]
    if til.type in SVARER_SELV:
        roller = [R.AVTALESPESIALIST, *roller]
    for rolle in roller:
        folk = ansvarlige(rolle, virksomhet=til, enhet=sak.til_enhet_id, unntatt={sak.melder_id}, dag=dag)
        trinn.append(Trinn(tuple(folk), rolle))
    return _uten_gjentakelser(trinn)


def _paa_vakt(sak: Foresporsel, dag: date) -> list[list[Fullmakt]]:
    """The people of the rota, by turn: lines for this very field before lines for all."""
    vakter = vakter_for(sak.til_enhet_id, sak.fagomraade_id, vaktdag(dag))
    if not vakter:
        return []
    # The role answers as the walk says it does: stand-ins beside it, nobody who is excepted.
    svarer = ansvarlige(
        R.VEILEDNINGSANSVARLIG,
        virksomhet=vakter[0].rolle.virksomhet_id,
        enhet=vakter[0].rolle.enhet_id,
        unntatt={sak.melder_id},
        dag=dag,
    )
    turer = [{v.rolle_id for v in tur} for _nr, tur in groupby(vakter, key=lambda v: v.rekkefolge)]
    return [[f for f in svarer if f.rolle.pk in tur] for tur in turer]


def svarer_her(bruker: Bruker, sak: Foresporsel, *typer: str) -> Fullmakt | None:
    """How somebody answers where the question lies, whatever weekday it is: at the unit, above it, or for the whole party.

    Whoever took a question on their day of the rota still has it the day after. Nobody answers on behalf of the asker.
    """
    if bruker.pk == sak.melder_id:
        return None
    mulige = (
        f
        for f in tilgang_for(bruker).fullmakter
        if f.rolle.type in (typer or SVARER)
        and f.rolle.virksomhet_id == sak.til_virksomhet_id
        and (f.rolle.enhet_id is None or f.rolle.enhet_id in _oppover(sak.til_enhet_id))
        and (f.paa_vegne_av is None or f.paa_vegne_av.pk != sak.melder_id)
    )
    return next(mulige, None)


def _oppover(enhet: UUID | None) -> Iterator[UUID]:
    """The unit and every unit above it, read as far as the caller goes: most find what they look for in the unit itself."""
    while enhet is not None:
        yield enhet
        enhet = Enhet.objects.values_list("overordnet", flat=True).get(pk=enhet)


def enhet_for_fag(virksomhet: UUID, fagomraade: Fagomraade | None, dag: date) -> Enhet | None:
    """The unit of a party that has somebody on its rota for this field: whom a question by field alone goes to."""
    if fagomraade is None:
        return None
    vakt = (
        Svarvakt.objects.i_kraft(dag)
        .filter(rolle__virksomhet=virksomhet, fagomraade=fagomraade, rolle__enhet__isnull=False)
        .select_related("rolle__enhet")
        .order_by("rekkefolge", "gyldig_fra", "id")
        .first()
    )
    return vakt.rolle.enhet if vakt else None


def vaktdag(dag: date) -> date:
    """The day whose rota answers: on a day off, that of the next working day."""
    return dag if er_virkedag(dag) else pluss_virkedager(dag, 1)


def vakter_for(enhet: UUID | None, fagomraade: UUID | None, dag: date) -> list[Svarvakt]:
    """The lines of the rota in force for a question to this unit, in turn: the unit's own, else the nearest above."""
    for nivaa in _oppover(enhet):
        linjer = list(
            Svarvakt.objects.gjelder(dag)
            .filter(rolle__enhet=nivaa)
            .select_related("rolle__bruker", "fagomraade")
            .order_by("rekkefolge", "rolle__gyldig_fra", "id")
        )
        passer = [v for v in linjer if v.fagomraade_id == fagomraade] if fagomraade else []
        if treff := passer or [v for v in linjer if v.fagomraade_id is None]:
            return treff
    return []


def _uten_gjentakelser(trinn: list[Trinn]) -> list[Trinn]:
    """Nobody is asked again further down; a step where everybody has been asked is left out."""
    sett: set[UUID] = set()
    ut = []
    for ett in trinn:
        folk = tuple(f for f in ett.folk if f.bruker.pk not in sett)
        sett |= {f.bruker.pk for f in folk}
        if folk:
            ut.append(Trinn(folk, ett.rolle))
    return ut
