"""A small party: a municipality with a tree of units, its people, and somebody who must always fail."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Enhet, Rolle, RolleType, Stedfortreder, Virksomhet, Virksomhetstype
from grunnmur.portal.personnummer import er_personnummer
from tests.avtrykk import ett_avtrykk


@dataclass
class Rollebesetning:
    """One person per role. `utenfor` is employed by another party."""

    kommune: Virksomhet
    sykehus: Virksomhet
    helse: Enhet
    hjemme: Enhet
    natt: Enhet
    annen_enhet: Enhet
    leder: Bruker
    toppleder: Bruker
    ansatt: Bruker
    kontakt: Bruker
    mottak: Bruker
    utenfor: Bruker
    kontakt_annen: Bruker
    admin: Bruker


def ny_bruker(lokal: str, navn: str, **felter: object) -> Bruker:
    return Bruker.objects.create_user(f"{lokal}@kommune.example", None, navn=navn, **felter)


def ny_rolle(
    bruker: Bruker,
    type: str,
    sted: Virksomhet | Enhet,
    fra: date | None = None,
    til: date | None = None,
) -> Rolle:
    """A role made directly, past the operations: what the database itself must carry."""
    enhet = sted if isinstance(sted, Enhet) else None
    virksomhet = sted.virksomhet if isinstance(sted, Enhet) else sted
    return Rolle.objects.create(
        bruker=bruker,
        type=type,
        virksomhet=virksomhet,
        enhet=enhet,
        gyldig_fra=fra or timezone.localdate() - timedelta(days=400),
        gyldig_til=til,
    )


def ny_stedfortreder(rolle: Rolle, bruker: Bruker, fra: date | None = None, til: date | None = None) -> Stedfortreder:
    idag = timezone.localdate()
    return Stedfortreder.objects.create(
        rolle=rolle, bruker=bruker, gyldig_fra=fra or idag, gyldig_til=til or idag + timedelta(days=14)
    )


def syntetisk_nummer() -> str:
    """An eleven-digit number of the synthetic series (month + 80), found by trying: nobody has it."""
    fast = [0, 1, 8, 1, 9, 0]
    for resten in range(100_000):
        siffer = [*fast, *(int(s) for s in f"{resten:05}")]
        if er_personnummer(siffer):
            return "".join(map(str, siffer))
    raise AssertionError("no such number")


@ett_avtrykk
def bygg() -> Rollebesetning:
    """The party in the database of this test."""
    kommune = Virksomhet.objects.create(navn="Gjøvik", type=Virksomhetstype.KOMMUNE, orgnr="940155223")
    sykehus = Virksomhet.objects.create(navn="Sykehuset Innlandet HF", type=Virksomhetstype.HELSEFORETAK, orgnr="983971709")
    helse = Enhet.objects.create(virksomhet=kommune, navn="Helse og omsorg")
    hjemme = Enhet.objects.create(virksomhet=kommune, navn="Hjemmetjenesten", sted="Gjøvik", overordnet=helse)
    natt = Enhet.objects.create(virksomhet=kommune, navn="Nattpatruljen", sted="Gjøvik", overordnet=hjemme)
    annen = Enhet.objects.create(virksomhet=sykehus, navn="Palliativt senter", sted="Gjøvik")
    folk = {
        "leder": ny_bruker("leder", "Leif Leder"),
        "toppleder": ny_bruker("toppleder", "Tora Toppleder"),
        "ansatt": ny_bruker("ansatt", "Anne Ansatt", stillingstittel="Sykepleier"),
        "kontakt": ny_bruker("kontakt", "Kari Kontakt"),
        "mottak": ny_bruker("mottak", "Mona Mottak"),
        "utenfor": ny_bruker("utenfor", "Ulf Utenfor"),
        "kontakt_annen": ny_bruker("kontakt.annen", "Knut Kontakt"),
        "admin": ny_bruker("admin", "Ada Administrator", is_staff=True),
    }
    ny_rolle(folk["leder"], RolleType.LEDER, hjemme)
    ny_rolle(folk["toppleder"], RolleType.LEDER, helse)
    ny_rolle(folk["ansatt"], RolleType.ANSATT, hjemme)
    ny_rolle(folk["kontakt"], RolleType.KONTAKT_ADM, kommune)
    ny_rolle(folk["mottak"], RolleType.MOTTAKSANSVARLIG, kommune)
    ny_rolle(folk["utenfor"], RolleType.ANSATT, annen)
    ny_rolle(folk["kontakt_annen"], RolleType.KONTAKT_ADM, sykehus)
    return Rollebesetning(kommune, sykehus, helse, hjemme, natt, annen, **folk)
