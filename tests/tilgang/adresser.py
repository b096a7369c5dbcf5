"""Every address the portal answers, read from the resolver, with something real to put in its path."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils import timezone

from grunnmur.jobb.models import Jobb
from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Arbeidsstedsmelding, Bruker, Rolle, RolleType, Stedfortreder
from grunnmur.varsling.models import Varsel
from hospitering.models import Soknad
from tests.rollebesetning import Cast

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
    """What the paths point at: one application and what hangs on it, all belonging to the cast."""

    cast: Cast
    sak: Soknad

    def adresse(self, navn: str) -> str:
        for argumenter in self._mulige(navn):
            try:
                return reverse(navn, kwargs=argumenter)
            except Exception:  # noqa: S112  the next kind of argument may fit
                continue
        raise AssertionError(f"nothing to put in the path of {navn}")

    def _mulige(self, navn: str) -> list[dict[str, Any]]:
        rolle = Rolle.objects.filter(bruker=self.cast.leder, type=RolleType.LEDER).first()
        spesielle: dict[str, dict[str, Any]] = {
            "organisasjon:enhet": {"pk": self.cast.korttid.pk},
            "organisasjon:endre_enhet": {"pk": self.cast.korttid.pk},
            "organisasjon:legg_ned_enhet": {"pk": self.cast.korttid.pk},
            "organisasjon:gjenaapne_enhet": {"pk": self.cast.korttid.pk},
            "organisasjon:avslutt_rolle": {"pk": rolle.pk if rolle else None},
            "organisasjon:sett_stedfortreder": {"pk": rolle.pk if rolle else None},
            "organisasjon:avslutt_stedfortreder": {"pk": Stedfortreder.objects.get().pk},
            "organisasjon:importmal": {"innhold": "enheter", "filtype": "csv"},
            "hospitering:papir_registrer": {"person": self.cast.soker.pk},
            "hospitering:slett_filter": {"pk": uuid.uuid4()},
            "jobb:vis": {"pk": Jobb.objects.get(type="prove").pk},
            "jobb:fil": {"pk": Jobb.objects.get(type="prove").pk},
            "arbeidssted": {"melding_id": Arbeidsstedsmelding.objects.get().pk},
            "steng_konto": {"bruker_id": self.cast.soker.pk},
            "varsel": {"id": Varsel.objects.filter(mottaker=self.cast.soker).first().pk},
            "varsel_lest": {"id": Varsel.objects.filter(mottaker=self.cast.soker).first().pk},
            "oppgaver:oppgave": {"id": self.sak.oppgave_id},  # type: ignore[attr-defined]
        }
        if navn in spesielle:
            return [spesielle[navn]]
        if navn.startswith("organisasjon:"):
            return [{}, {"pk": self.cast.gjovik.pk}]
        return [
            {},
            {"pk": self.sak.pk},
            {"pk": 1},
            {"kode": "finnes-ikke"},
            {"token": "x" * 43},
            {"hemmelighet": "finnes-ikke"},
            {"uidb36": "1", "key": "x-y"},
            {"provider_id": "oidc"},
            {"invitasjon_id": self.sak.pk},
            {"id": self.sak.pk},
        ]


def klient(cast: Cast, rolle: str) -> Client:
    klient = Client(raise_request_exception=False)
    if rolle != "anonym":
        klient.force_login(cast.folk[rolle])
    return klient


def lag_sted(cast: Cast) -> Sted:
    """One application in state «mottatt», and something at the end of every address."""
    cast.person("admin", "Adam Administrator")
    Bruker.objects.filter(pk=cast.admin.pk).update(is_staff=True, is_superuser=True)
    cast.stedfortreder_for("stedfortreder", Rolle.objects.get(bruker=cast.leder, type=RolleType.LEDER))
    sak = cast.mottatt()
    Arbeidsstedsmelding.objects.create(type="bytte", bruker=cast.soker, virksomhet=cast.gjovik, beskrivelse="Legevakten")
    Jobb.objects.create(type="prove", bestilt_av=cast.soker, inndata={}, inndata_sha256="0" * 64, opprettet=timezone.now())
    sak.oppgave_id = Oppgave.objects.for_sak(sak).aapne().get().pk
    return Sted(cast, sak)
