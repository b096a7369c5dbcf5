"""The cast of the sign-in tests: one municipality with a unit, its people, and a party outside."""

from dataclasses import dataclass

from django.contrib.auth.hashers import PBKDF2PasswordHasher

from grunnmur.organisasjon.models import (
    Bruker,
    Deltakelse,
    Enhet,
    Helsefellesskap,
    Rolle,
    RolleType,
    Virksomhet,
)
from tests.avtrykk import ett_avtrykk


class Hasher(PBKDF2PasswordHasher):
    """The hasher of production, which counts how many rounds it has done."""

    iterations = 1000
    regnet = 0

    def encode(self, password: str, salt: str, iterations: int | None = None) -> str:
        Hasher.regnet += iterations or self.iterations
        return super().encode(password, salt, iterations)


PASSORD = "et-langt-passord-2026"


def ny_bruker(lokal: str, navn: str, **felter: object) -> Bruker:
    return Bruker.objects.create_user(f"{lokal}@kommune.example", PASSORD, navn=navn, **felter)


def rolle(bruker: Bruker, type_: str, virksomhet: Virksomhet, enhet: Enhet | None = None) -> Rolle:
    return Rolle.objects.create(bruker=bruker, type=type_, virksomhet=virksomhet, enhet=enhet)


@dataclass
class Rollebesetning:
    kommune: Virksomhet
    foretak: Virksomhet
    utenfor_kommune: Virksomhet
    enhet: Enhet
    annen_enhet: Enhet
    vertsenhet: Enhet
    soker: Bruker
    leder: Bruker
    kontakt: Bruker
    foretakskontakt: Bruker
    utenfor: Bruker
    admin: Bruker


@ett_avtrykk
def bygg() -> Rollebesetning:
    kommune = Virksomhet.objects.create(navn="Lilleby", type="kommune", epostdomene="lilleby.example")
    foretak = Virksomhet.objects.create(navn="Storsykehuset", type="helseforetak")
    fremmed = Virksomhet.objects.create(navn="Langtvekk", type="kommune")
    fellesskap = Helsefellesskap.objects.create(navn="Helsefellesskapet", helseforetak=foretak)
    for virksomhet in (kommune, foretak):
        Deltakelse.objects.create(helsefellesskap=fellesskap, virksomhet=virksomhet)
    enhet = Enhet.objects.create(virksomhet=kommune, navn="Hjemmetjenesten", sted="Lilleby")
    annen = Enhet.objects.create(virksomhet=kommune, navn="Legevakten", sted="Lilleby")
    vert = Enhet.objects.create(virksomhet=foretak, navn="Palliativt senter", sted="Storby")
    fremmed_enhet = Enhet.objects.create(virksomhet=fremmed, navn="Helsehuset", sted="Langtvekk")
    b = Rollebesetning(
        kommune,
        foretak,
        fremmed,
        enhet,
        annen,
        vert,
        ny_bruker("soker", "Synne Søker"),
        ny_bruker("leder", "Leif Leder"),
        ny_bruker("kontakt", "Anders Administrativ"),
        ny_bruker("foretakskontakt", "Fia Foretakskontakt"),
        ny_bruker("utenfor", "Ulla Utenfor"),
        ny_bruker("admin", "Adam Administrator", is_staff=True, is_superuser=True),
    )
    rolle(b.soker, RolleType.ANSATT, kommune, enhet)
    rolle(b.leder, RolleType.ANSATT, kommune, enhet)
    rolle(b.leder, RolleType.LEDER, kommune, enhet)
    rolle(b.kontakt, RolleType.KONTAKT_ADM, kommune)
    rolle(b.foretakskontakt, RolleType.KONTAKT_ADM, foretak)
    rolle(b.utenfor, RolleType.ANSATT, fremmed, fremmed_enhet)
    rolle(b.utenfor, RolleType.KONTAKT_ADM, fremmed)
    return b
