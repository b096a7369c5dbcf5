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
from tests.tilgang.omraader import ALLE_ROLLER, OMRAADER, Rad


def navn_i_portalen() -> list[str]:
    """The names of all addresses but Django admin's, in order; an address without a name fails here."""
    varianter = {navn: v for omraade in OMRAADER.values() for navn, v in omraade.varianter.items()}
    navn_i_ruter = sorted(set(_navn(get_resolver().url_patterns, "")))
    return [ett for navn in navn_i_ruter for ett in ([f"{navn}#{v}" for v in varianter.get(navn, ())] or [navn])]


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
    """What the paths point at, all belonging to the cast; the cases of each area; and a session for each role."""

    cast: Cast
    adresser: dict[str, str]
    saker: dict[str, tuple[Any, ...]]
    okter: dict[str, str]

    def adresse(self, navn: str) -> str:
        assert navn in self.adresser, f"nothing to put in the path of {navn}: see tests/tilgang/omraader/__init__.py"
        return self.adresser[navn]

    def sakens(self, omraade: str) -> dict[str, str]:
        """The addresses with a case of this area in their path → the page of that case."""
        sider = {str(sak.pk): sak.get_absolute_url() for sak in self.saker.get(omraade, ())}
        navn_paa = {adresse: navn for navn, adresse in self.adresser.items()}
        funnet = {}
        for navn, adresse in self.adresser.items():
            if i_stien := [pk for pk in sider if pk in adresse]:
                funnet[navn] = navn_paa[sider[min(i_stien, key=adresse.index)]]
        return funnet

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
                adresser[navn] = reverse(navn.partition("#")[0], kwargs=mulige)
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
    for rolle in ALLE_ROLLER:
        if rolle not in cast.folk:
            continue  # nobody, and the people of areas that are not built
        klient = Client()
        klient.force_login(cast.folk[rolle])
        okter[rolle] = klient.cookies[settings.SESSION_COOKIE_NAME].value
    saker = {navn: omraade.saker for navn, omraade in ting.items()}
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
        rader = omraade.ventet(omraade.tilstander[0])
        assert not rader.keys() & alle.keys(), f"in two files: {rader.keys() & alle.keys()}"
        alle |= rader
    return alle
