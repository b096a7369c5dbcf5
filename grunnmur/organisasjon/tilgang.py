"""Who may, on whose behalf, today.

Lies below `rules` and `selectors`, which both ask it. Everybody else imports it from `selectors`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.utils import timezone

from .models import Bruker, Deltakelse, Enhet, Rolle, RolleType, Virksomhet
from .rolleoppslag import ansvarlige_med_vikarer, gjeldende_roller


@dataclass(frozen=True)
class Fullmakt:
    """Somebody may act in a role: as its holder, or as the holder's stand-in (`paa_vegne_av`)."""

    bruker: Bruker
    rolle: Rolle
    paa_vegne_av: Bruker | None = None


@dataclass(frozen=True)
class Tilgang:
    """All a person may act as on one day, own roles and those they stand in for."""

    bruker_id: UUID
    dag: date
    fullmakter: tuple[Fullmakt, ...] = field(default=())

    def har(self, *typer: str) -> bool:
        return any(f.rolle.type in typer for f in self.fullmakter)

    @property
    def rolle_ider(self) -> list[UUID]:
        return [f.rolle.id for f in self.fullmakter]

    def virksomheter(self, *typer: str) -> set[UUID]:
        """Where the person holds one of these roles for the whole virksomhet."""
        return {f.rolle.virksomhet_id for f in self.fullmakter if f.rolle.type in typer and f.rolle.enhet_id is None}

    def enheter(self, *typer: str) -> list[UUID]:
        """The units where the person holds one of these roles."""
        return [f.rolle.enhet_id for f in self.fullmakter if f.rolle.type in typer and f.rolle.enhet_id is not None]

    @cached_property
    def parter(self) -> set[UUID]:
        """The parties that take part in the network that day where the person holds any role. One query."""
        steder = {f.rolle.virksomhet_id for f in self.fullmakter}
        deltar = Deltakelse.objects.gjeldende(self.dag).filter(virksomhet__in=steder)
        return set(deltar.values_list("virksomhet_id", flat=True)) if steder else set()

    @property
    def egne_enheter(self) -> list[Enhet]:
        """Own unit = a unit where the person is employed today, never one they stand in for."""
        return [
            f.rolle.enhet
            for f in self.fullmakter
            if f.rolle.type == RolleType.ANSATT and f.paa_vegne_av is None and f.rolle.enhet
        ]


def tilgang_for(bruker: Bruker, dag: date | None = None) -> Tilgang:
    """What `bruker` may act as on `dag` (today unless told), read from the database.

    Without `dag`, one answer lives as long as one request: `TilgangMiddleware` marks `request.user`, which
    the next request makes anew. Operations tell the day and so always read. An inactive person may nothing.
    """
    if dag is not None or not bruker.husk_tilgang:
        return _les_tilgang(bruker, dag or timezone.localdate())
    husket = getattr(bruker, "_tilgang", None)
    if not isinstance(husket, Tilgang):
        husket = bruker._tilgang = _les_tilgang(bruker, timezone.localdate())
    return husket


def _les_tilgang(bruker: Bruker, dag: date) -> Tilgang:
    if not bruker.is_active:
        return Tilgang(bruker.id, dag)
    egne, andres = [], []
    for rolle in gjeldende_roller(bruker.id, dag):
        if rolle.bruker_id == bruker.id:
            rolle.bruker = bruker
            egne.append(rolle)
        else:
            andres.append(rolle)
    if dag == timezone.localdate():
        bruker.gjeldende_roller = egne
    return Tilgang(
        bruker.id,
        dag,
        (*(Fullmakt(bruker, r) for r in egne), *(Fullmakt(bruker, r, r.bruker) for r in andres)),
    )


def _parametre(
    rolletype: str, virksomhet: Virksomhet | UUID, enhet: Enhet | UUID | None, unntatt: Iterable[UUID], dag: date | None
) -> list[Any]:
    return [
        rolletype,
        enhet.id if isinstance(enhet, Enhet) else enhet,
        virksomhet.id if isinstance(virksomhet, Virksomhet) else virksomhet,
        list(unntatt),
        dag or timezone.localdate(),
    ]


def ansvarlige_roller(
    rolletype: str,
    *,
    virksomhet: Virksomhet | UUID,
    enhet: Enhet | UUID | None = None,
    unntatt: Iterable[UUID] = (),
    dag: date | None = None,
) -> list[UUID]:
    """Ids of the roles that answer for a question, nearest level first (see migration 0002)."""
    with connection.cursor() as peker:
        peker.execute(
            "SELECT organisasjon_ansvarlige(%s::text, %s::uuid, %s::uuid, %s::uuid[], %s::date)",
            _parametre(rolletype, virksomhet, enhet, unntatt, dag),
        )
        return [rad[0] for rad in peker.fetchall()]


def ansvarlige(
    rolletype: str,
    *,
    virksomhet: Virksomhet | UUID,
    enhet: Enhet | UUID | None = None,
    unntatt: Iterable[UUID] = (),
    dag: date | None = None,
) -> list[Fullmakt]:
    """The people who may answer today: role holders first, then their stand-ins.

    Whoever is in `unntatt` (the applicant, or who took the other step) is passed over, as holder and as
    stand-in, and so is everybody who would act on behalf of them; the question then climbs one level.
    An empty list means that the virksomhet has a gap.
    """
    rolletype, enhet_id, virksomhet_id, utelatt, dag = _parametre(rolletype, virksomhet, enhet, unntatt, dag)
    roller, vikarer = ansvarlige_med_vikarer(rolletype, virksomhet=virksomhet_id, enhet=enhet_id, unntatt=utelatt, dag=dag)
    return [
        *(Fullmakt(rolle.bruker, rolle) for rolle in roller),
        *(Fullmakt(vikar, rolle, rolle.bruker) for rolle, vikar in vikarer),
    ]


def fullmakt_til(
    bruker: Bruker,
    rolletype: str,
    *,
    virksomhet: Virksomhet | UUID,
    enhet: Enhet | UUID | None = None,
    unntatt: Iterable[UUID] = (),
    dag: date | None = None,
) -> Fullmakt | None:
    """How `bruker` may answer the question, or None. Acting in one's own role goes before standing in."""
    mulige = ansvarlige(rolletype, virksomhet=virksomhet, enhet=enhet, unntatt=unntatt, dag=dag)
    return next((f for f in mulige if f.bruker.id == bruker.id), None)


def underliggende(enheter: Iterable[UUID]) -> list[UUID]:
    """The units and every unit below them."""
    with connection.cursor() as peker:
        peker.execute("SELECT organisasjon_underliggende(%s::uuid[])", [list(enheter)])
        return [rad[0] for rad in peker.fetchall()]
