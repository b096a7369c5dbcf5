"""A committee: its mandate, its fixed seats, and who sits there."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Helsefellesskap, Organ, Organmedlem, Representasjon, Virksomhet
from grunnmur.organisasjon.operations.sporbar import forklart
from grunnmur.organisasjon.selectors.organ import fyller, roller_til
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.operations import operasjon

from .. import rules

FELTER = ("type", "navn", "mandat", "overordnet", "nedlagt")


def _krev(bruker: Bruker) -> None:
    if not rules.steller_utvalg(bruker):
        raise Nektet


@operasjon
def opprett(*, utfort_av: Bruker, felter: dict[str, Any]) -> Organ:
    """A new committee of the network."""
    _krev(utfort_av)
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    if helsefellesskap is None:
        raise ValidationError(_("Portalen har ikke noe helsefellesskap ennå."))
    return Organ.objects.create(helsefellesskap=helsefellesskap, **{n: felter[n] for n in FELTER if n in felter})


@operasjon
def endre(organ: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any]) -> Organ:
    """Change name, mandate, what it lies under, or that it is closed. What kind it is stays.

    Raises `Utdatert` when somebody changed the committee after `versjon`.
    """
    _krev(utfort_av)
    organet = Organ.objects.select_for_update(of=("self",)).get(pk=organ)
    if organet.versjon != versjon:
        raise Utdatert
    nye = {navn: felter[navn] for navn in FELTER[1:] if navn in felter}
    over = nye.get("overordnet")
    while over is not None:
        if over.pk == organet.pk:
            raise ValidationError({"overordnet": [_("Et utvalg kan ikke ligge under seg selv.")]})
        over = over.overordnet
    for navn, verdi in nye.items():
        setattr(organet, navn, verdi)
    organet.save(update_fields=list(nye))
    organet.refresh_from_db(fields=["versjon"])
    return organet


@operasjon
def fest_plass(
    organ: UUID,
    *,
    utfort_av: Bruker,
    navn: str,
    rolletype: str = "",
    virksomhetstype: str = "",
    antall: int = 1,
    fra: date | None = None,
) -> Representasjon:
    """The mandate demands that somebody is represented."""
    _krev(utfort_av)
    if not rolletype and not virksomhetstype:
        raise ValidationError({"rolletype": [_("Velg en rolle, en type virksomhet, eller begge.")]})
    with forklart():
        return Representasjon.objects.create(
            organ=Organ.objects.get(pk=organ), navn=navn, rolletype=rolletype, virksomhetstype=virksomhetstype,
            antall=antall, gyldig_fra=fra or timezone.localdate(),
        )  # fmt: skip


@operasjon
def avslutt_plass(plass: UUID, *, utfort_av: Bruker, siste_dag: date) -> Representasjon:
    """The mandate demands it no longer, after this day."""
    _krev(utfort_av)
    fast = Representasjon.objects.select_for_update(of=("self",)).get(pk=plass)
    _kan_ende(fast.gyldig_fra, siste_dag)
    fast.gyldig_til = siste_dag
    fast.save(update_fields=["gyldig_til"])
    return fast


@operasjon
def oppnevn(
    organ: UUID,
    *,
    utfort_av: Bruker,
    bruker: Bruker,
    verv: str = Organmedlem.Verv.MEDLEM,
    virksomhet: Virksomhet | None = None,
    plass: Representasjon | None = None,
    vara_for: Organmedlem | None = None,
    fra: date | None = None,
    til: date | None = None,
    naa: datetime | None = None,
) -> Organmedlem:
    """Let somebody sit in the committee from–to. Who fills a fixed seat meets what the seat demands on the first day."""
    _krev(utfort_av)
    fra = fra or timezone.localdate(naa)
    medlem = Organmedlem(
        organ=Organ.objects.get(pk=organ), bruker=bruker, verv=verv, virksomhet=virksomhet, representasjon=plass,
        vara_for=vara_for, gyldig_fra=fra, gyldig_til=til,
    )  # fmt: skip
    feil = {}
    if til is not None and til < fra:
        feil["til"] = _("Til-dato kan ikke være før fra-dato.")
    if vara_for is not None and verv != Organmedlem.Verv.VARA:
        feil["vara_for"] = _("Bare en vara kan være vara for noen.")
    if plass is not None and verv in (Organmedlem.Verv.SEKRETAER, Organmedlem.Verv.OBSERVATOR):
        feil["plass"] = _("En sekretær eller observatør fyller ingen fast plass.")
    elif plass is not None and not fyller(plass, medlem, roller_til({bruker.pk}, {plass.rolletype}, fra)):
        feil["plass"] = _("%(navn)s har ikke rollen, eller representerer ikke den typen virksomhet, som plassen krever.") % {
            "navn": bruker.navn
        }
    if feil:
        raise ValidationError({navn: [tekst] for navn, tekst in feil.items()})
    with forklart():
        medlem.save(force_insert=True)
    return medlem


@operasjon
def avslutt_verv(verv: UUID, *, utfort_av: Bruker, siste_dag: date) -> Organmedlem:
    """End a capacity after a day. Rights are looked up on every request, so it takes effect by itself."""
    _krev(utfort_av)
    medlem = Organmedlem.objects.select_for_update(of=("self",)).get(pk=verv)
    _kan_ende(medlem.gyldig_fra, siste_dag)
    medlem.gyldig_til = siste_dag
    with forklart():
        medlem.save(update_fields=["gyldig_til"])
    return medlem


def _kan_ende(fra: date, siste_dag: date) -> None:
    if siste_dag < fra:
        raise ValidationError({"siste_dag": [_("Til-dato kan ikke være før fra-dato.")]})
