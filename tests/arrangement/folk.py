"""The people of events: the fixed cast, those who arrange at each party, and parties with nobody in the portal."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from grunnmur.arrangement.models import Arrangement, Deltaker, Gjest, Medarrangor
from grunnmur.arrangement.operations import arrangement as op
from grunnmur.arrangement.operations import deltaker, medarrangor
from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, RolleType, Tema, Virksomhet, Virksomhetstype
from grunnmur.varsling.models import Varsel
from tests.avtrykk import ett_avtrykk
from tests.rollebesetning import Cast, bygg_cast


def om(dager: int, time_: int = 10) -> datetime:
    """That many days from today, at the hour, Norwegian time."""
    return timezone.make_aware(datetime.combine(timezone.localdate() + timedelta(days=dager), time(time_)))


@dataclass
class ArrCast(Cast):
    """`arrangoren` coordinates research in Gjøvik, `sykehussvarer` at the hospital, `kursforsker` works there.

    `hamarsvarer` answers for Hamar.

    `frivillig` and `firma` are parties with nobody in the portal.
    """

    frivillig: Virksomhet | None = None
    firma: Virksomhet | None = None

    def felter(self, **andre: Any) -> dict[str, Any]:
        return {
            "type": "kurs", "tittel": "Prosjektledelse i praksis", "beskrivelse": "Et prosjekt fra idé til drift.",
            "program": "Kl. 10: Start", "temaer": [self.tema("utviklingskompetanse")], "form": "fysisk", "start": om(30),
            "slutt": om(30, 15), "sted": "Møterom 1, Gjøvik", "lenke": "", "plasser": None, "paameldingsfrist": None,
            "hvem": "alle",
        } | andre  # fmt: skip

    def tema(self, kode: str) -> Tema:
        tema, _ny = Tema.objects.get_or_create(
            kode=kode, defaults={"navn_nb": kode.capitalize(), "navn_nn": kode.capitalize()}
        )
        return tema

    def planlagt(
        self, *, av: str = "arrangoren", hos: str = "gjovik", naa: datetime | None = None, gjelder: Any = None, **felter: Any
    ) -> Arrangement:
        return op.planlegg(
            utfort_av=self.folk[av], arrangor=getattr(self, hos), felter=self.felter(**felter), gjelder=gjelder, naa=naa
        )

    def kunngjort(self, *, naa: datetime | None = None, **felter: Any) -> Arrangement:
        sak = self.planlagt(naa=naa, **felter)
        return op.kunngjor(sak.pk, utfort_av=sak.laget_av, versjon=sak.versjon, naa=naa)

    def fagdag(self, *, bekreftet: bool = True, **felter: Any) -> Arrangement:
        """Planned by Gjøvik, with the hospital and Hamar asked; both say yes unless told otherwise."""
        slik = {"type": "fagdag", "tittel": "Felles fagdag om forskning", "temaer": [self.tema("fou")]}
        sak = self.planlagt(**{**slik, **felter})
        self.be(sak, self.sykehus, self.hamar)
        if bekreftet:
            self.svar(sak, "sykehussvarer", self.sykehus)
            self.svar(sak, "hamarsvarer", self.hamar)
        return self.ny(sak)

    def be(self, sak: Arrangement, *virksomheter: Any) -> list[Medarrangor]:
        ny = self.ny(sak)
        return medarrangor.be_med(sak.pk, utfort_av=ny.laget_av, versjon=ny.versjon, virksomheter=virksomheter)

    def svar(self, sak: Arrangement, av: str, virksomhet: Any, *, bekreft: bool = True) -> Medarrangor:
        return medarrangor.svar(
            sak.pk, utfort_av=self.folk[av], versjon=self.ny(sak).versjon, virksomhet=virksomhet.pk, bekreft=bekreft
        )

    def inviter(self, sak: Arrangement, *gjester: Gjest) -> list[Deltaker]:
        ny = self.ny(sak)
        gjester = gjester or (Gjest("gro@frivillig.example", "Gro Gjest", "Frivilligsentralen"),)
        return deltaker.inviter(sak.pk, utfort_av=ny.laget_av, versjon=ny.versjon, gjester=gjester)

    def holdt(self, *, paameldt: tuple[str, ...] = ("soker",)) -> Arrangement:
        """Held yesterday; announced a month ago, these came."""
        sak = self.kunngjort(naa=timezone.now() - timedelta(days=30), start=om(-1), slutt=om(-1, 15))
        naa = timezone.now() - timedelta(days=20)
        med = [deltaker.meld_paa(sak.pk, utfort_av=self.folk[kode], naa=naa).pk for kode in paameldt]
        ny = self.ny(sak)
        return op.hold(sak.pk, utfort_av=self.arrangoren, versjon=ny.versjon, var_med=med)

    def ny(self, sak: Arrangement) -> Arrangement:
        return Arrangement.objects.select_related("arrangor", "laget_av").get(pk=sak.pk)


FOLK = [
    ("arrangoren", "Arne Arrangør"),
    ("sykehussvarer", "Sindre Sykehussvarer"),
    ("kursforsker", "Kari Kursforsker"),
    ("hamarsvarer", "Henrik Hamarsvarer"),
]


def bygg_arrangement() -> ArrCast:
    return bygg_paa(bygg_cast())


def bygg_paa(grunn: Cast) -> ArrCast:
    """What events need on top of a cast; the people are added to that cast too."""
    c = ArrCast(**{navn: getattr(grunn, navn) for navn in Cast.__dataclass_fields__})
    for kode, navn in FOLK:
        if kode not in c.folk:
            c.person(kode, navn)
    for kode, type_, sted in [
        ("arrangoren", RolleType.FOU_KOORDINATOR, c.gjovik), ("sykehussvarer", RolleType.FOU_KOORDINATOR, c.sykehus),
        ("kursforsker", RolleType.FORSKER, c.sykehus), ("hamarsvarer", RolleType.KONTAKT_ADM, c.hamar),
    ]:  # fmt: skip
        if not Bruker.objects.get(pk=c.folk[kode].pk).roller.filter(type=type_, virksomhet=sted).exists():
            c.rolle(kode, type_, sted)
    c.frivillig = Virksomhet.objects.create(navn="Frivilligsentralen", type=Virksomhetstype.FRIVILLIG)
    c.firma = Virksomhet.objects.create(navn="Velferdsteknologi AS", type=Virksomhetstype.NAERINGSLIV)
    for kode in ("fou", "utviklingskompetanse", "forebygging"):
        c.tema(kode)
    return c


lag_arrangement = ett_avtrykk(bygg_arrangement)


def fortalt(sak: Arrangement, mal: str) -> set[str]:
    return set(Varsel.objects.filter(sak_id=sak.pk, mal=f"arrangement.{mal}").values_list("mottaker__navn", flat=True))


def aapne(sak: Arrangement) -> list[tuple[str, str, str]]:
    rader = (
        Oppgave.objects.aapne().filter(sak_id=sak.pk).select_related("person", "virksomhet").order_by("type", "virksomhet")
    )
    return sorted(
        (o.type, o.person.navn if o.person else o.rolletype, o.virksomhet.navn if o.virksomhet else "") for o in rader
    )
