"""Everything stored about one person, found by asking every table that points at people.

What a new table stores is therefore shown from its first day; rows beside the person's own cases are named by their
area. Rows that are *about* the person come whole; of rows where the person acted on something else, only when and on
what: the rest belongs to others.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db import models
from django.db.models.fields.reverse_related import ManyToOneRel
from django.utils.text import capfirst

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal import dato
from grunnmur.saksgang.innsyn import rader_om
from grunnmur.saksgang.models import Avvisning, Hendelse, Lesing, Sak

# A field of one of these names says whose row it is; every other field that points at a person says who acted.
OM_PERSONEN = frozenset({"bruker", "user", "soker", "mottaker", "person", "pgh_obj"})
# What opens a door, or what is a machine's and tells nobody anything.
HEMMELIG = frozenset({"password", "sha256", "hemmelighet_sha256", "session_key", "token", "secret", "sokeord", "sortering"})
HEMMELIG_I = {"mfa.Authenticator": {"data"}, "usersessions.UserSession": {"data"}}
VIS_HOYST = 50


@dataclass(frozen=True)
class Del:
    """One kind of row about the person: heading, how many, and the newest of them as label–value pairs."""

    tittel: str
    antall: int
    rader: list[list[tuple[str, str]]]
    handlet: bool


@dataclass(frozen=True)
class Innsyn:
    """The page: the person's own row, what is about them, what they did, and who has looked at their cases."""

    profil: list[tuple[str, str]]
    deler: list[Del]
    handlinger: list[Del]
    lesinger: list[Lesing] = field(default_factory=list)
    avvisninger: list[Avvisning] = field(default_factory=list)


def _pekere() -> Iterator[tuple[type[models.Model], str]]:
    """Every (table, field) that points at a person, hidden relations too; once each."""
    sett = set()
    for relasjon in Bruker._meta.get_fields(include_hidden=True):
        if not isinstance(relasjon, ManyToOneRel):
            continue
        modell, felt = relasjon.related_model, relasjon.field.name
        if modell._meta.auto_created or modell._meta.proxy or not modell._meta.managed or (modell, felt) in sett:
            continue
        sett.add((modell, felt))
        yield modell, felt


def mine_saker(bruker: Bruker) -> Iterator[tuple[type[Sak], list[UUID]]]:
    """The ids of the person's own cases, area by area."""
    mine: dict[str, Any] = {"soker": bruker}
    for modell in apps.get_models():
        if issubclass(modell, Sak) and any(f.name == "soker" for f in modell._meta.fields):
            yield modell, list(modell._default_manager.filter(**mine).values_list("pk", flat=True))


def innsyn_for(bruker: Bruker) -> Innsyn:
    """What the page shows: the newest rows of each kind, and the total."""
    deler: list[Del] = []
    handlinger: list[Del] = []
    for modell, felt in sorted(_pekere(), key=lambda par: (par[0]._meta.app_label, par[0].__name__, par[1])):
        rader = _rader(modell, felt, bruker)
        if not (antall := rader.count()):
            continue
        om = felt in OM_PERSONEN
        tittel = capfirst(str(modell._meta.verbose_name_plural))
        utsnitt = [_par(rad, om) for rad in rader[:VIS_HOYST]]
        (deler if om else handlinger).append(Del(tittel, antall, utsnitt, not om))
    for annen, egne in rader_om(bruker):
        if antall := egne.count():
            utsnitt = [_par(rad, True) for rad in egne[:VIS_HOYST]]
            deler.append(Del(capfirst(str(annen._meta.verbose_name_plural)), antall, utsnitt, False))
    saker = [pk for _modell, ider in mine_saker(bruker) for pk in ider]
    return Innsyn(
        profil=_par(bruker, True),
        deler=deler,
        handlinger=handlinger,
        lesinger=list(Lesing.objects.filter(sak_id__in=saker).select_related("bruker").order_by("-siste")[:VIS_HOYST]),
        avvisninger=list(Avvisning.objects.filter(sak_id__in=saker).select_related("bruker")[:VIS_HOYST]),
    )


def alt_om(bruker: Bruker) -> dict[str, Any]:
    """All of it as plain values, for the file."""
    tabeller: dict[str, list[dict[str, Any]]] = {}
    for modell, felt in _pekere():
        # The names behind the keys are for the page alone. No server-side cursor: it is planned and closed for each table.
        rader = [_verdier(rad, felt in OM_PERSONEN) for rad in _rader(modell, felt, bruker).select_related(None)]
        if rader:
            tabeller[f"{modell._meta.label}.{felt}"] = rader
    for annen, egne in rader_om(bruker):
        if rader := [_verdier(rad, True) for rad in egne]:
            tabeller[annen._meta.label] = rader
    saker = [pk for _modell, ider in mine_saker(bruker) for pk in ider]
    for modell in (Hendelse, Lesing, Avvisning):
        rader = [_verdier(rad, True) for rad in modell._default_manager.filter(sak_id__in=saker)]
        if rader:
            tabeller[f"{modell._meta.label} i mine saker"] = rader
    return {"person": _verdier(bruker, True), "tabeller": tabeller}


def _rader(modell: type[models.Model], felt: str, bruker: Bruker) -> models.QuerySet[models.Model]:
    fremmede = [f.name for f in modell._meta.fields if f.is_relation and f.name in {"virksomhet", "enhet", "rolle"}]
    return modell._default_manager.filter(**{felt: bruker}).select_related(*fremmede).order_by("-pk")


def _felter(rad: models.Model, om: bool) -> Iterator[models.Field[Any, Any]]:
    skjult = HEMMELIG | HEMMELIG_I.get(rad._meta.label, set())
    for felt in rad._meta.concrete_fields:
        if felt.name in skjult:
            continue
        if om or felt.primary_key or isinstance(felt, models.DateTimeField | models.DateField) or felt.name == "sak_id":
            yield felt


def _par(rad: models.Model, om: bool) -> list[tuple[str, str]]:
    """Label and value as people read them, without what is empty and without keys of machines."""
    par = []
    for felt in _felter(rad, om):
        if felt.primary_key or isinstance(felt, models.UUIDField):
            continue
        if isinstance(felt, models.ForeignKey):
            verdi = str(getattr(rad, felt.name)) if felt.is_cached(rad) else ""
        elif felt.choices:
            verdi = str(getattr(rad, f"get_{felt.name}_display")())
        else:
            verdi = _lesbar(getattr(rad, felt.attname))
        if verdi:
            par.append((capfirst(str(felt.verbose_name)), verdi))
    return par


def _verdier(rad: models.Model, om: bool) -> dict[str, Any]:
    return {felt.name: _enkel(getattr(rad, felt.attname)) for felt in _felter(rad, om)}


def _lesbar(verdi: Any) -> str:
    if isinstance(verdi, datetime):
        return dato.tidspunkt(verdi)
    if isinstance(verdi, date):
        return dato.dato(verdi)
    return "" if verdi in (None, "", {}, [], False) else str(verdi)


def _enkel(verdi: Any) -> Any:
    if isinstance(verdi, str | int | float | bool | None | dict | list):
        return verdi
    return verdi.isoformat() if isinstance(verdi, date) else str(verdi)
