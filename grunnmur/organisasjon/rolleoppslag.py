"""The two questions that every page and every operation asks about roles, each as one written-out statement.

Making such a statement anew through the ORM costs ten times what it takes to run it.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Model

from .models import Bruker, Enhet, Rolle, Virksomhet

# The union keeps either half on its own index, where an OR would read every role.
ROLLER_I_BRUK = """
SELECT {kolonner}
FROM (
    SELECT id FROM organisasjon_rolle WHERE bruker_id = %(bruker)s
    UNION
    SELECT rolle_id FROM organisasjon_stedfortreder
    WHERE bruker_id = %(bruker)s AND gyldig_fra <= %(dag)s AND (gyldig_til IS NULL OR gyldig_til >= %(dag)s)
) i
JOIN organisasjon_rolle rolle ON rolle.id = i.id
JOIN organisasjon_bruker bruker ON bruker.id = rolle.bruker_id AND bruker.is_active
JOIN organisasjon_virksomhet virksomhet ON virksomhet.id = rolle.virksomhet_id
LEFT JOIN organisasjon_enhet enhet ON enhet.id = rolle.enhet_id
WHERE rolle.gyldig_fra <= %(dag)s AND (rolle.gyldig_til IS NULL OR rolle.gyldig_til >= %(dag)s)
ORDER BY rolle.gyldig_fra DESC
"""

# Who answers is the walk of migration 0002; here come the people, and on the same row whoever stands in.
ANSVARLIGE = """
SELECT {kolonner}
FROM organisasjon_ansvarlige(
    %(rolletype)s::text, %(enhet)s::uuid, %(virksomhet)s::uuid, %(unntatt)s::uuid[], %(dag)s::date
) a(id)
JOIN organisasjon_rolle rolle ON rolle.id = a.id
JOIN organisasjon_bruker bruker ON bruker.id = rolle.bruker_id
LEFT JOIN (
    organisasjon_stedfortreder s JOIN organisasjon_bruker vikar ON vikar.id = s.bruker_id AND vikar.is_active
) ON s.rolle_id = rolle.id AND s.gyldig_fra <= %(dag)s AND (s.gyldig_til IS NULL OR s.gyldig_til >= %(dag)s)
    AND s.bruker_id <> ALL(%(unntatt)s::uuid[])
ORDER BY rolle.gyldig_fra DESC, rolle.id, s.gyldig_fra
"""

Deler = tuple[tuple[str, type[Model]], ...]


def gjeldende_roller(bruker_id: UUID, dag: date) -> list[Rolle]:
    """The person's own roles and those they stand in for, with holder, virksomhet and unit, newest first."""
    deler: Deler = (("rolle", Rolle), ("bruker", Bruker), ("virksomhet", Virksomhet), ("enhet", Enhet))
    roller = []
    for rolle, bruker, virksomhet, enhet in _les(ROLLER_I_BRUK, deler, {"bruker": bruker_id, "dag": dag}):
        rolle.bruker, rolle.virksomhet, rolle.enhet = bruker, virksomhet, enhet
        if enhet:
            enhet.virksomhet = virksomhet  # a trigger keeps a role's unit within its virksomhet
        roller.append(rolle)
    return roller


def ansvarlige_med_vikarer(
    rolletype: str, *, virksomhet: UUID, enhet: UUID | None, unntatt: list[UUID], dag: date
) -> tuple[list[Rolle], list[tuple[Rolle, Bruker]]]:
    """The roles that answer, with their holders, and every stand-in for one of them who is not excepted."""
    deler: Deler = (("rolle", Rolle), ("bruker", Bruker), ("vikar", Bruker))
    params = {"rolletype": rolletype, "virksomhet": virksomhet, "enhet": enhet, "unntatt": unntatt, "dag": dag}
    roller: dict[UUID, Rolle] = {}
    vikarer = []
    for rad, bruker, vikar in _les(ANSVARLIGE, deler, params):
        rolle = roller.setdefault(rad.id, rad)
        if rolle is rad:
            rolle.bruker = bruker
        if vikar:
            vikarer.append((rolle, vikar))
    return list(roller.values()), vikarer


def _les(sql: str, deler: Deler, params: dict[str, Any]) -> Iterator[list[Any]]:
    """Run the statement with the columns of the models in place; an outer join that found nothing gives None."""
    kolonner = ", ".join(f"{alias}.{felt.column}" for alias, modell in deler for felt in modell._meta.concrete_fields)
    with connection.cursor() as peker:
        peker.execute(sql.format(kolonner=kolonner), params)
        rader = peker.fetchall()
    for rad in rader:
        verdier = iter(rad)
        yield [_som_modell(modell, verdier) for _alias, modell in deler]


def _som_modell(modell: type[Model], verdier: Iterator[Any]) -> Model | None:
    felter = modell._meta.concrete_fields
    navn = [felt.attname for felt in felter]
    objekt = modell.from_db(connection.alias, navn, list(islice(verdier, len(navn))))
    return None if objekt.pk is None else objekt
