"""Every address the portal answers, read from the resolver, with something real to put in its path."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import transaction
from django.test import Client
from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from grunnmur.organisasjon.models import Bruker, Rolle, RolleType
from tests.avtrykk import Avtrykk
from tests.rollebesetning import Cast, bygg_cast
from tests.tilgang.omraader import OMRAADER, Rad

ROLLER = [
    "anonym", "soker", "leder", "stedfortreder", "overleder", "kontakt_adm", "kommunemottak", "mottak", "vertsleder",
    "divisjonsleder", "kontakt", "hamarleder", "hamarmottak", "sekretariat", "utenfor", "admin",
]  # fmt: skip


def navn_i_portalen() -> list[str]:
    """The names of all addresses but Django admin's, in order; an address without a name fails here."""
    return sorted(set(_navn(get_resolver().url_patterns, "")))


def _navn(monstre: list[Any], rom: str) -> Iterator[str]:
    for monster in monstre:
        if isinstance(monster, URLResolver):
            if monster.namespace == "admin":
                continue
            yield from _navn(monster.url_patterns, f"{rom}{monster.namespace}:" if monster.namespace else rom)
        elif isinstance(monster, URLPattern):
            assert monster.name, f"an address without a name: {monster.pattern}"
            yield rom + monster.name


@dataclass
class Sted:
    """What the paths point at, all belonging to the cast; the case of each area; and a session for each role."""

    cast: Cast
    adresser: dict[str, str]
    saker: dict[str, Any]
    okter: dict[str, str]

    def adresse(self, navn: str) -> str:
        assert navn in self.adresser, f"nothing to put in the path of {navn}: see tests/tilgang/omraader/__init__.py"
        return self.adresser[navn]

    def sakens(self, omraade: str) -> list[str]:
        """The names of the addresses with the case of this area in their path."""
        return [navn for navn, adresse in self.adresser.items() if str(self.saker[omraade].pk) in adresse]

    def klient(self, rolle: str) -> Client:
        """A browser where this role is signed in."""
        klient = Client(raise_request_exception=False)
        if rolle != "anonym":
            klient.cookies[settings.SESSION_COOKIE_NAME] = self.okter[rolle]
        return klient


def svar(klient: Client, metode: str, adresse: str) -> int:
    """The status of one request whose effect is undone. Asks the handler itself: a fraction of the client's cost."""
    with transaction.atomic():
        svar = klient.handler(klient._base_environ(PATH_INFO=adresse, REQUEST_METHOD=metode, HTTP_HOST="localhost"))
        transaction.set_rollback(True)
    return svar.status_code


def _adresser(argumenter: dict[str, dict[str, Any]]) -> dict[str, str]:
    """The address of every name that has what its path needs."""
    adresser = {}
    for navn in navn_i_portalen():
        rom = navn.rpartition(":")[0]
        for mulige in ({}, argumenter.get(navn), argumenter.get(f"{rom}:*") if rom else None):
            try:
                adresser[navn] = reverse(navn, kwargs=mulige)
                break
            except NoReverseMatch:
                continue
    return adresser


def _bygg(tilstander: dict[str, str]) -> Sted:
    """These areas, each with its case in the state given."""
    cast = bygg_cast()
    cast.person("admin", "Adam Administrator")
    Bruker.objects.filter(pk=cast.admin.pk).update(is_staff=True, is_superuser=True)
    cast.stedfortreder_for("stedfortreder", Rolle.objects.get(bruker=cast.leder, type=RolleType.LEDER))
    ting = {navn: OMRAADER[navn].lag(cast, tilstand) for navn, tilstand in tilstander.items()}
    argumenter: dict[str, dict[str, Any]] = {}
    for omraade in ting.values():
        argumenter |= omraade.argumenter
    okter = {}
    for rolle in ROLLER[1:]:
        klient = Client()
        klient.force_login(cast.folk[rolle])
        okter[rolle] = klient.cookies[settings.SESSION_COOKIE_NAME].value
    saker = {navn: omraade.sak for navn, omraade in ting.items() if omraade.sak is not None}
    return Sted(cast, _adresser(argumenter), saker, okter)


_HELE = Avtrykk(lambda: _bygg({navn: omraade.tilstander[0] for navn, omraade in OMRAADER.items()}))


def lag_sted() -> Sted:
    """Every area in its first state: something at the end of every address."""
    return _HELE.legg()


def lag_sak(omraade: str, tilstand: str) -> Sted:
    """One area alone, with its case in this state."""
    return _bygg({omraade: tilstand})


def ventet() -> dict[Rad, dict[str, int]]:
    """(address, method) → role → status: what the files of all areas say of their first states."""
    alle: dict[Rad, dict[str, int]] = {}
    for omraade in OMRAADER.values():
        for rad, statuser in omraade.rader[omraade.tilstander[0]].items():
            assert rad not in alle, f"{rad} stands in two files"
            alle[rad] = dict(zip(ROLLER, statuser, strict=True))
    return alle
