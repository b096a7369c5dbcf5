"""The fixed cast: one person per role in a small network, and `utenfor`, who must always fail."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from grunnmur.organisasjon.models import (
    Bruker,
    Deltakelse,
    Enhet,
    Helsefellesskap,
    Rolle,
    RolleType,
    Stedfortreder,
    Virksomhet,
    Virksomhetstype,
)
from hospitering import operations
from hospitering.models import Soknad
from tests.avtrykk import ett_avtrykk

PASSORD = "prove-passord-2026"
FOR_LENGE_SIDEN = date(2020, 1, 1)


@dataclass
class Cast:
    """People by role; `sykehus`, `gjovik` and `hamar` take part, `annen` does not."""

    helsefellesskap: Helsefellesskap
    sykehus: Virksomhet
    gjovik: Virksomhet
    hamar: Virksomhet
    annen: Virksomhet
    enheter: dict[str, Enhet] = field(default_factory=dict)
    folk: dict[str, Bruker] = field(default_factory=dict)

    def __getattr__(self, navn: str) -> Any:
        for skuff in (self.__dict__.get("folk", {}), self.__dict__.get("enheter", {})):
            if navn in skuff:
                return skuff[navn]
        raise AttributeError(navn)

    def person(self, kode: str, navn: str) -> Bruker:
        bruker = Bruker(
            epost=f"{kode}@prove.example",
            navn=navn,
            faggruppe="sykepleier",
            hjemmeadresse="Hjemvegen 1, 2815 Gjøvik",
            tlf_privat="+4790000001",
            tlf_arbeid="+4761000001",
        )
        bruker.password = _hash()
        bruker.save()
        self.folk[kode] = bruker
        return bruker

    def rolle(
        self, kode: str, type: RolleType, sted: Enhet | Virksomhet, *, fra: date = FOR_LENGE_SIDEN, til: date | None = None
    ) -> Rolle:
        enhet = sted if isinstance(sted, Enhet) else None
        virksomhet = enhet.virksomhet if enhet else sted
        return Rolle.objects.create(
            bruker=self.folk[kode], type=type, virksomhet=virksomhet, enhet=enhet, gyldig_fra=fra, gyldig_til=til
        )

    def stedfortreder_for(self, kode: str, rolle: Rolle, *, dager: int = 30) -> Stedfortreder:
        idag = timezone.localdate()
        return Stedfortreder.objects.create(
            rolle=rolle, bruker=self.folk[kode], gyldig_fra=idag, gyldig_til=idag + timedelta(days=dager)
        )

    def felter(self, **andre: Any) -> dict[str, Any]:
        """A complete application from the applicant's unit to the palliative centre at the hospital."""
        start = timezone.localdate() + timedelta(days=60)
        return {
            "sokes_i": "hf",
            "vertsvirksomhet": self.sykehus,
            "soker_navn": "Synne Søker",
            "hjemmeadresse": "Hjemvegen 1, 2815 Gjøvik",
            "tlf_privat": "+4790000001",
            "egen_enhet": self.korttid,
            "arbeidssted_adresse": "Haugvegen 2, 2821 Gjøvik",
            "tlf_arbeid": "+4761000001",
            "onsket_enhet": self.palliativ,
            "periode_fra": start,
            "periode_til": start + timedelta(days=11),
            "begrunnelse": "Avdelingen trenger mer kunnskap om lindring.",
            "tema_og_maal": "Kartlegging av symptomer.",
            "bidrag": "Erfaring fra korttidsavdelingen.",
            "faggruppe": "sykepleier",
        } | andre

    def utkast(self, **andre: Any) -> Soknad:
        return operations.opprett_utkast(utfort_av=self.soker, felter=self.felter(**andre))

    def innsendt(self, **andre: Any) -> Soknad:
        utkast = self.utkast(**andre)
        return operations.send_inn(utkast.pk, utfort_av=self.soker, versjon=utkast.versjon)

    def oversendt(self, **andre: Any) -> Soknad:
        sak = self.innsendt(**andre)
        return operations.innvilg_egen(sak.pk, utfort_av=self.leder, versjon=sak.versjon, tariff_bekreftet=True)

    def mottatt(self, **andre: Any) -> Soknad:
        sak = self.oversendt(**andre)
        return operations.bekreft_mottatt(sak.pk, utfort_av=self.mottak, versjon=sak.versjon)

    def innvilget(self, **andre: Any) -> Soknad:
        sak = self.mottatt(**andre)
        return operations.innvilg_vert(sak.pk, utfort_av=self.vertsleder, versjon=sak.versjon)

    def vertsdel(self, **andre: Any) -> Soknad:
        sak = self.innvilget(**andre)
        return operations.fyll_vertsdel(
            sak.pk,
            utfort_av=self.vertsleder,
            versjon=sak.versjon,
            hospiteringsenhet=self.palliativ,
            kontakt_navn="Kristin Kontakt",
            kontakt_epost=self.kontakt.epost,
            kontakt_tlf="+4762000001",
        )

    def besvart(self, **andre: Any) -> Soknad:
        sak = self.vertsdel(**andre)
        return operations.gi_tilbakemelding(sak.pk, utfort_av=self.vertsleder, versjon=sak.versjon)


_HASH: list[str] = []


def _hash() -> str:
    """One password hash for all: hashing is slow on purpose, and not what these tests are about."""
    if not _HASH:
        from django.contrib.auth.hashers import make_password

        _HASH.append(make_password(PASSORD))
    return _HASH[0]


FOLK = [
    ("soker", "Synne Søker"),
    ("leder", "Leif Leder"),
    ("stedfortreder", "Stine Stedfortreder"),
    ("overleder", "Olav Overleder"),
    ("kontakt_adm", "Karin Kontaktadm"),
    ("kommunemottak", "Kåre Kommunemottak"),
    ("mottak", "Mona Mottak"),
    ("vertsleder", "Vera Vertsleder"),
    ("divisjonsleder", "Dag Divisjonsleder"),
    ("kontakt", "Kristin Kontakt"),
    ("hamarleder", "Hanne Hamarleder"),
    ("hamarmottak", "Heidi Hamarmottak"),
    ("sekretariat", "Sara Sekretariat"),
    ("utenfor", "Ulf Utenfor"),
]


def bygg_cast() -> Cast:
    """The network, row by row."""
    sykehus = Virksomhet.objects.create(navn="Sykehuset Innlandet HF", orgnr="983971709", type=Virksomhetstype.HELSEFORETAK)
    gjovik, hamar, annen = (
        Virksomhet.objects.create(navn=navn, orgnr=nr, type=Virksomhetstype.KOMMUNE, kommunenummer=knr)
        for navn, nr, knr in [
            ("Gjøvik", "940155223", "3407"),
            ("Hamar", "970540008", "3403"),
            ("Kongsvinger", "944117784", "3401"),
        ]
    )
    helsefellesskap = Helsefellesskap.objects.create(
        navn="Helsefellesskap Innlandet",
        helseforetak=sykehus,
        helseforetak_kortnavn="Sykehuset Innlandet",
        purrefrist_virkedager=5,
    )
    for deltaker in (sykehus, gjovik, hamar):
        Deltakelse.objects.create(helsefellesskap=helsefellesskap, virksomhet=deltaker, gyldig_fra=FOR_LENGE_SIDEN)
    c = Cast(helsefellesskap, sykehus, gjovik, hamar, annen)
    for kode, virksomhet, over, navn, sted in [
        ("helse", gjovik, None, "Helse og omsorg", "Gjøvik"),
        ("korttid", gjovik, "helse", "Korttidsavdelingen", "Gjøvik"),
        ("divisjon", sykehus, None, "Divisjon Gjøvik", "Gjøvik"),
        ("palliativ", sykehus, "divisjon", "Palliativt senter", "Gjøvik"),
        ("akutt", sykehus, "divisjon", "Akuttmottaket", "Lillehammer"),
        ("hamarhelse", hamar, None, "Hjemmetjenesten", "Hamar"),
        ("utenforenhet", annen, None, "Legevakten", "Kongsvinger"),
    ]:
        c.enheter[kode] = Enhet.objects.create(
            virksomhet=virksomhet,
            overordnet=c.enheter[over] if over else None,
            navn=navn,
            sted=sted,
            adresse="Haugvegen 2, 2821 Gjøvik",
            telefon="+4761000001",
        )
    for kode, navn in FOLK:
        c.person(kode, navn)
    R = RolleType
    for kode, type_, sted in [
        ("soker", R.ANSATT, c.korttid), ("leder", R.ANSATT, c.korttid), ("leder", R.LEDER, c.korttid),
        ("stedfortreder", R.ANSATT, c.korttid), ("overleder", R.LEDER, c.helse), ("kontakt_adm", R.KONTAKT_ADM, gjovik),
        ("kommunemottak", R.MOTTAKSANSVARLIG, gjovik), ("mottak", R.MOTTAKSANSVARLIG, sykehus),
        ("vertsleder", R.LEDER, c.palliativ), ("vertsleder", R.ANSATT, c.palliativ),
        ("divisjonsleder", R.LEDER, c.divisjon), ("kontakt", R.ANSATT, c.palliativ),
        ("hamarleder", R.LEDER, c.hamarhelse), ("hamarmottak", R.MOTTAKSANSVARLIG, hamar),
        ("sekretariat", R.SEKRETARIAT, sykehus), ("utenfor", R.ANSATT, c.utenforenhet),
    ]:  # fmt: skip
        c.rolle(kode, type_, sted)
    return c


lag_cast = ett_avtrykk(bygg_cast)
"""The network in the empty database of this test."""
