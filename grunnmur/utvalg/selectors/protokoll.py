"""The agenda and the minutes as content: what is shown, signed and printed."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato, klokke
from grunnmur.saksgang.models import Sak

from ..models import Inhabilitet, Mote, Motesak, Motesvar, Motetilstand, Oppmote


@dataclass(frozen=True)
class Sakslinje:
    """One item with who left the room for it, and in a written procedure what was answered."""

    sak: Motesak
    inhabile: list[Inhabilitet]
    svar: list[Motesvar]
    url: str = ""
    """Of the area's own case, for a reader who sees it (`med_lenker`)."""


def sakslinjer(mote: Mote, *, med_trukne: bool = True) -> list[Sakslinje]:
    """The agenda in order, in three queries however long."""
    saker = list((mote.saker.all() if med_trukne else mote.saker.aktive()).select_related("meldt_av"))
    for sak in saker:
        sak.mote = mote
    inhabile: dict[Any, list[Inhabilitet]] = {}
    for en in Inhabilitet.objects.filter(motesak__mote=mote).select_related("oppmote__bruker"):
        inhabile.setdefault(en.motesak_id, []).append(en)
    svar: dict[Any, list[Motesvar]] = {}
    if mote.er_skriftlig:
        for ett in Motesvar.objects.filter(mote=mote).select_related("bruker", "medlem__bruker"):
            svar.setdefault(ett.motesak_id, []).append(ett)
    return [Sakslinje(sak, inhabile.get(sak.pk, []), svar.get(sak.pk, [])) for sak in saker]


def med_lenker(linjer: list[Sakslinje], bruker: Bruker) -> list[Sakslinje]:
    """The same lines, each with the way to the case it is about. One query for each kind of case."""
    typer: dict[int, set[Any]] = {}
    for linje in linjer:
        if linje.sak.sak_type_id and linje.sak.trukket is None:
            typer.setdefault(linje.sak.sak_type_id, set()).add(linje.sak.sak_id)
    adresser: dict[Any, str] = {}
    for type_, saker in typer.items():
        modell: Any = ContentType.objects.get_for_id(type_).model_class()
        adresser |= {sak.pk: sak.get_absolute_url() for sak in modell.objects.synlig_for(bruker).filter(pk__in=saker)}
    return [replace(linje, url=adresser.get(linje.sak.sak_id, "")) for linje in linjer]


def deltakere(mote: Mote) -> list[Oppmote]:
    """Who took part, by name, with the seats they sat in."""
    rader = mote.oppmoter.select_related("bruker", "medlem__bruker", "medlem__virksomhet", "medlem__representasjon")
    return sorted(rader, key=lambda o: (o.bruker_id != mote.moteleder_id, o.bruker.sortering))


def protokollinnhold(mote: Mote) -> dict[str, Any]:
    """The minutes as plain values: what is signed."""
    return {
        "mote": mote.saksnummer,
        "organ": mote.organ.navn,
        "dag": mote.dag.isoformat(),
        "moteleder": mote.moteleder.navn if mote.moteleder else "",
        "deltok": [[o.bruker.navn, o.medlem.bruker.navn if o.er_vara else ""] for o in deltakere(mote)],
        "saker": [
            {
                "saksnummer": linje.sak.saksnummer,
                "tittel": linje.sak.tittel,
                "utfall": linje.sak.utfall,
                "vedtak": linje.sak.vedtak,
                "inhabile": sorted([i.oppmote.bruker.navn, i.grunn] for i in linje.inhabile),
            }
            for linje in sakslinjer(mote, med_trukne=False)
        ],
    }


def mote_linjer(mote: Mote) -> list[list[str]]:
    """When and where, as label and value."""
    if mote.er_skriftlig:
        return [[_("Form"), str(mote.get_form_display())], [_("Svarfrist"), dato(mote.dag)]]
    rader = [
        [_("Når"), f"{dato(mote.start)} {klokke(mote.start)}–{klokke(mote.slutt).removeprefix('kl.').strip()}"],
        [_("Form"), str(mote.get_form_display())],
    ]
    return [*rader, [_("Sted"), mote.sted]] if mote.sted else rader


@dataclass(frozen=True)
class Vedtaksopplysning:
    """What a committee decided in one case of an area: number, day and outcome. Final once `godkjent`."""

    saksnummer: str
    organ: str
    dag: date
    utfall: str
    utfall_tekst: str
    vedtak: str
    godkjent: bool
    mote: Mote


def vedtak_i(sak: Sak) -> list[Vedtaksopplysning]:
    """Every decision of a committee about this case, the newest first. For an area, which says who may see it."""
    saker = Motesak.objects.om(sak).aktive().exclude(utfall="").select_related("mote__organ").order_by("-mote__slutt")
    return [
        Vedtaksopplysning(
            s.saksnummer, s.mote.organ.navn, s.mote.dag, s.utfall, s.get_utfall_display(), s.vedtak,
            s.mote.tilstand == Motetilstand.GODKJENT, s.mote,
        )
        for s in saker
    ]  # fmt: skip


def paa_saksliste(sak: Sak) -> list[Motesak]:
    """Where this case stands on an agenda and nothing is decided yet, the nearest first."""
    aapne = Motesak.objects.om(sak).aktive().filter(utfall="").exclude(mote__tilstand=Motetilstand.AVLYST)
    return list(aapne.select_related("mote__organ").order_by("mote__start"))
