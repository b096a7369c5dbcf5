"""Import of units, people and roles: tried, shown, confirmed, carried out as a whole.

The trial runs the very operations that the confirmation runs, and takes everything back. What people are
shown is therefore what would have happened.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from ..models import Bruker, Enhet, Importkjoring, Rolle, RolleType, Virksomhet
from ..rules import kan_forvalte
from .enheter import endre_enhet, flytt_enhet, opprett_enhet
from .roller import gi_rolle
from .sporbar import dag_for, krev, sporbar
from .virksomheter import registrer_person

Tilstand = Importkjoring.Tilstand
Innhold = Importkjoring.Innhold
NY, ENDRET, UENDRET, FEIL = "ny", "endret", "uendret", "feil"


@dataclass(frozen=True)
class Importrad:
    """One row that its form has found no fault with, or the faults it found."""

    nummer: int
    data: dict[str, str]
    feil: tuple[str, ...] = ()


@dataclass(frozen=True)
class Radutfall:
    nummer: int
    utfall: str
    tekst: str


@sporbar
def prov_import(
    virksomhet: Virksomhet, *, innhold: str, filnavn: str, rader: Sequence[Importrad], utfort_av: Bruker
) -> Importkjoring:
    """Try a file and keep what came of it. Changes nothing but the list of imports.

    Rows are kept only when all of them are sound: a file with errors is corrected and uploaded again.
    """
    krev(kan_forvalte(utfort_av, virksomhet, dag_for(None)))
    with transaction.atomic():
        utfall = _kjor(virksomhet, innhold, rader, utfort_av)
        transaction.set_rollback(True)
    sunn = not any(u.utfall == FEIL for u in utfall)
    lagrede = [[rad.nummer, rad.data] for rad in rader] if sunn else []
    return Importkjoring.objects.create(
        virksomhet=virksomhet,
        innhold=innhold,
        filnavn=filnavn,
        rader=lagrede,
        utfall=[asdict(u) for u in utfall],
        sha256=_avtrykk(virksomhet, innhold, lagrede),
        tilstand=Tilstand.KLAR if sunn else Tilstand.FEIL,
        lastet_opp_av=utfort_av,
    )


@sporbar
def utfor_import(kjoring: Importkjoring, *, utfort_av: Bruker) -> Importkjoring:
    """Carry out what was shown, all of it or nothing. Doing it twice changes nothing the second time.

    When the world has changed since, and a row no longer fits, nothing is written but the new outcome.
    """
    laast = Importkjoring.objects.select_for_update(of=("self",)).select_related("virksomhet").get(pk=kjoring.pk)
    krev(kan_forvalte(utfort_av, laast.virksomhet_id, dag_for(None)))
    if laast.tilstand == Tilstand.UTFORT:
        return laast
    if laast.tilstand != Tilstand.KLAR or laast.sha256 != _avtrykk(laast.virksomhet, laast.innhold, laast.rader):
        raise ValidationError(_("Importen kan ikke utføres. Last opp filen på nytt."))
    rader = [Importrad(nummer, data) for nummer, data in laast.rader]
    with transaction.atomic():
        utfall = _kjor(laast.virksomhet, laast.innhold, rader, utfort_av)
        feilet = any(u.utfall == FEIL for u in utfall)
        transaction.set_rollback(feilet)
    laast.utfall = [asdict(u) for u in utfall]
    laast.rader = []
    laast.tilstand = Tilstand.FEIL if feilet else Tilstand.UTFORT
    laast.utfort = None if feilet else timezone.now()
    laast.save(update_fields=["utfall", "rader", "tilstand", "utfort"])
    return laast


@sporbar
def forkast_import(kjoring: Importkjoring, *, utfort_av: Bruker) -> Importkjoring:
    """Let go of a file that was tried, and of the rows in it."""
    laast = Importkjoring.objects.select_for_update(of=("self",)).get(pk=kjoring.pk)
    krev(kan_forvalte(utfort_av, laast.virksomhet_id, dag_for(None)))
    if laast.tilstand == Tilstand.KLAR:
        laast.tilstand, laast.rader = Tilstand.FORKASTET, []
        laast.save(update_fields=["tilstand", "rader"])
    return laast


def _avtrykk(virksomhet: Virksomhet, innhold: str, rader: Sequence[Any]) -> str:
    kanonisk = json.dumps([str(virksomhet.id), innhold, rader], ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(kanonisk.encode()).hexdigest()


def _kjor(virksomhet: Virksomhet, innhold: str, rader: Sequence[Importrad], utfort_av: Bruker) -> list[Radutfall]:
    utfall = []
    for rad in rader:
        if rad.feil:
            utfall.append(Radutfall(rad.nummer, FEIL, " ".join(rad.feil)))
            continue
        try:
            with transaction.atomic():
                hva, tekst = _RADER[innhold](virksomhet, rad.data, utfort_av)
        except ValidationError as feil:
            hva, tekst = FEIL, " ".join(feil.messages)
        except PermissionDenied:
            hva, tekst = FEIL, _("Du kan ikke gi denne rollen. Spør systemadministratoren.")
        utfall.append(Radutfall(rad.nummer, hva, tekst))
    return utfall


def _enhetsrad(virksomhet: Virksomhet, data: dict[str, str], utfort_av: Bruker) -> tuple[str, str]:
    overordnet = _finn_enhet(virksomhet, data["overordnet"]) if data["overordnet"] else None
    like = Enhet.objects.aktive().filter(virksomhet=virksomhet, navn__iexact=data["navn"], sted__iexact=data["sted"])
    treff = list(like)
    if len(treff) > 1:
        treff = [enhet for enhet in treff if enhet.overordnet_id == (overordnet.id if overordnet else None)]
    beskrivelse: Any = {felt: data[felt] for felt in ("adresse", "telefon", "fagomraade", "profil") if data[felt]}
    if not treff:
        enhet = opprett_enhet(
            virksomhet, navn=data["navn"], sted=data["sted"], overordnet=overordnet, utfort_av=utfort_av, **beskrivelse
        )
        return NY, enhet.visningsnavn
    enhet = treff[0]
    endres = any(getattr(enhet, felt) != verdi for felt, verdi in beskrivelse.items())
    flyttes = overordnet is not None and enhet.overordnet_id != overordnet.id
    if endres:
        endre_enhet(enhet, utfort_av=utfort_av, **beskrivelse)
    if flyttes:
        flytt_enhet(enhet, til=overordnet, utfort_av=utfort_av)
    return (ENDRET if endres or flyttes else UENDRET), enhet.visningsnavn


def _personrad(virksomhet: Virksomhet, data: dict[str, str], utfort_av: Bruker) -> tuple[str, str]:
    enhet = _finn_enhet(virksomhet, data["enhet"])
    fra, til = _dato(data["gyldig_fra"]), _dato(data["gyldig_til"])
    kjent = Bruker.objects.filter(epost=data["epost"].lower()).first()
    if kjent and _har_rollen(kjent, RolleType.ANSATT, virksomhet, enhet, fra, til):
        return UENDRET, kjent.navn
    profil: Any = {felt: data[felt] for felt in ("faggruppe", "stillingstittel", "hpr_nummer") if data[felt]}
    if data["telefon"]:
        profil["tlf_arbeid"] = data["telefon"]
    bruker, ny = registrer_person(
        navn=data["navn"], epost=data["epost"], enhet=enhet, fra=fra, til=til, utfort_av=utfort_av, **profil
    )
    return (NY if ny else ENDRET), f"{bruker.navn}, {enhet.visningsnavn}"


def _rollerad(virksomhet: Virksomhet, data: dict[str, str], utfort_av: Bruker) -> tuple[str, str]:
    bruker = Bruker.objects.filter(epost=data["epost"].lower()).first()
    if bruker is None:
        raise ValidationError(_("Ingen bruker har denne e-postadressen. Importer personen først."))
    enhet = _finn_enhet(virksomhet, data["enhet"]) if data["enhet"] else None
    fra, til = _dato(data["gyldig_fra"]), _dato(data["gyldig_til"])
    if _har_rollen(bruker, data["rolle"], virksomhet, enhet, fra, til):
        return UENDRET, bruker.navn
    rolle = gi_rolle(bruker, data["rolle"], virksomhet=virksomhet, enhet=enhet, fra=fra, til=til, utfort_av=utfort_av)
    return NY, f"{bruker.navn}: {rolle}"


_RADER: dict[str, Callable[[Virksomhet, dict[str, str], Bruker], tuple[str, str]]] = {
    Innhold.ENHETER: _enhetsrad,
    Innhold.PERSONER: _personrad,
    Innhold.ROLLER: _rollerad,
}


def _finn_enhet(virksomhet: Virksomhet, tekst: str) -> Enhet:
    """By its name, or by «name, site» when several share the name."""
    navn = Q(navn__iexact=tekst)
    deler = tekst.split(",")
    for i in range(1, len(deler)):
        navn |= Q(navn__iexact=",".join(deler[:i]).strip(), sted__iexact=",".join(deler[i:]).strip())
    treff = list(Enhet.objects.aktive().filter(navn, virksomhet=virksomhet)[:2])
    if not treff:
        raise ValidationError(_("Fant ikke enheten «%(navn)s». Skriv navnet slik det står i oversikten.") % {"navn": tekst})
    if len(treff) > 1:
        raise ValidationError(_("Flere enheter heter «%(navn)s». Skriv navn og sted med komma mellom.") % {"navn": tekst})
    return treff[0]


def _har_rollen(
    bruker: Bruker, type: str, virksomhet: Virksomhet, enhet: Enhet | None, fra: date | None, til: date | None
) -> bool:
    """Whether a role of this kind already covers some of the period: then the row asks for nothing new."""
    roller = Rolle.objects.filter(
        Q(gyldig_til__isnull=True) | Q(gyldig_til__gte=fra or timezone.localdate()),
        bruker=bruker,
        type=type,
        virksomhet=virksomhet,
        enhet=enhet,
    )
    return (roller.filter(gyldig_fra__lte=til) if til else roller).exists()


def _dato(tekst: str) -> date | None:
    return date.fromisoformat(tekst) if tekst else None
