"""The people of research: the fixed cast, with researchers, coordinators, two committees and partners of every kind."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from forskning.models import Innstilling, Partnerprofil, Prosjekt
from forskning.operations import prosjekt as prosjektop
from grunnmur.organisasjon.models import Organ, Organmedlem, RolleType, Tema, Virksomhet, Virksomhetstype
from grunnmur.utvalg.models import Mote
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import utvalg as op
from tests.avtrykk import ett_avtrykk
from tests.rollebesetning import FOR_LENGE_SIDEN, Cast, bygg_cast

R = RolleType
V = Organmedlem.Verv


@dataclass
class ForskningCast(Cast):
    """`forsker` (hospital) owns ideas of the hospital, `kommuneforsker` of Gjøvik; `fou` coordinates and answers for Gjøvik.

    `sykehusfou` answers for the hospital, `hamarsjef` for Hamar (no profile: its leader). The strategic committee `ssu`
    is led by `ssuleder`, with `ssumedlem`; `fagutvalg` by `fagleder`; `utvalgssekretaer` keeps both. `hoyskole`, `firma`
    and `brukerorg` are parties without anybody here.
    """

    ssu: Organ | None = None
    fagutvalg: Organ | None = None
    temaer: dict[str, Tema] = field(default_factory=dict)
    parter: dict[str, Virksomhet] = field(default_factory=dict)

    def prosjektfelter(self, **andre: Any) -> dict[str, Any]:
        """A complete idea of the hospital's, with students considered and external money to apply for."""
        return {
            "type": "forskning", "tittel": "Trygg utskriving til kommunen",
            "sammendrag": "Vi prøver ut felles samtaler før utskriving.", "eier": self.sykehus,
            "temaer": [self.temaer["tjenesteutvikling"]], "behovseier": self.gjovik,
            "behov": "Hjemmetjenesten trenger bedre beskjeder.", "brukerinvolvering": "To brukerrepresentanter er med.",
            "studenter": True, "studenter_begrunnelse": "To masterstudenter kan være med.", "finansiering": "ekstern",
            "finansior": "Demofondet", "soknadsfrist": timezone.localdate() + timedelta(days=90),
        } | andre  # fmt: skip

    def ide(self, *, av: str = "forsker", naa: datetime | None = None, **andre: Any) -> Prosjekt:
        prosjekt = prosjektop.registrer(utfort_av=self.folk[av], felter=self.prosjektfelter(**andre), naa=naa)
        return self.nytt(prosjekt)

    def nytt(self, prosjekt: Prosjekt) -> Prosjekt:
        return Prosjekt.objects.get(pk=prosjekt.pk)

    def mote(self, om: int = 30, *, organ: Organ | None = None, frist: int = 14, naa: datetime | None = None) -> Mote:
        """A planned meeting of the strategic committee in `om` days, whose agenda closes `frist` days before."""
        dag = timezone.localdate() + timedelta(days=om)
        start = timezone.make_aware(datetime.combine(dag, time(10)))
        felter = {
            "form": "fysisk", "start": start, "slutt": start + timedelta(hours=2), "sted": "Møterom 1, Hamar", "lenke": "",
            "sakslistefrist": dag - timedelta(days=frist),
        }  # fmt: skip
        organet = organ or self.ssu
        assert organet is not None
        return moteop.planlegg(organet.pk, utfort_av=self.utvalgssekretaer, felter=felter, naa=naa)


TEMAER = ["klinisk_praksis", "tjenesteutvikling", "brukermedvirkning", "demografi", "utviklingskompetanse"]
PARTER = [
    ("hoyskole", "Demohøgskolen", Virksomhetstype.UTDANNINGSINSTITUSJON, "nasjonalt"),
    ("firma", "Demoteknologi AS", Virksomhetstype.NAERINGSLIV, "internasjonalt"),
    ("brukerorg", "Demo brukerorganisasjon", Virksomhetstype.BRUKERORGANISASJON, "regionalt"),
]


def bygg_forskning() -> ForskningCast:
    return bygg_paa(bygg_cast())


def bygg_paa(grunn: Cast) -> ForskningCast:
    """What research needs on top of a cast; the people are added to that cast too."""
    c = ForskningCast(**{navn: getattr(grunn, navn) for navn in Cast.__dataclass_fields__})
    for kode, navn in [
        ("forsker", "Frida Forsker"),
        ("kommuneforsker", "Kai Kommuneforsker"),
        ("fou", "Fouad Fou"),
        ("sykehusfou", "Sigrid Sykehusfou"),
        ("hamarsjef", "Harald Hamarsjef"),
        ("utvalgssekretaer", "Ulrik Utvalg"),
        ("ssuleder", "Silje Ssuleder"),
        ("ssumedlem", "Sverre Ssumedlem"),
        ("fagleder", "Freja Fagleder"),
    ]:
        c.person(kode, navn)
    c.rolle("forsker", R.FORSKER, c.sykehus)
    c.rolle("forsker", R.ANSATT, c.palliativ)
    c.rolle("kommuneforsker", R.ANSATT, c.korttid)
    c.rolle("fou", R.FOU_KOORDINATOR, c.gjovik)
    c.rolle("sykehusfou", R.FOU_KOORDINATOR, c.sykehus)
    c.rolle("hamarsjef", R.LEDER, c.hamar)
    c.rolle("utvalgssekretaer", R.UTVALGSSEKRETAER, c.sykehus)
    for party in (c.gjovik, c.sykehus):
        Partnerprofil.objects.create(virksomhet=party, bekreftes_av=R.FOU_KOORDINATOR, kompetanse="Metode og statistikk.")
    for nummer, kode in enumerate(TEMAER):
        navn = kode.replace("_", " ").capitalize()
        felter = {"navn_nb": navn, "navn_nn": navn, "rekkefolge": nummer}
        c.temaer[kode] = Tema.objects.get_or_create(kode=kode, defaults=felter)[0]  # other areas have themes too
    for kode, navn, type, nivaa in PARTER:
        c.parter[kode] = Virksomhet.objects.create(navn=navn, type=type, nivaa=nivaa)
    alt: dict[str, Any] = {"utfort_av": c.utvalgssekretaer}
    c.ssu = op.opprett(**alt, felter={"type": "ssu", "navn": "Strategisk samarbeidsutvalg", "mandat": "Forankrer."})
    c.fagutvalg = op.opprett(**alt, felter={"type": "fagutvalg", "navn": "Fagutvalget", "mandat": "Formidler."})
    for organ, kode, verv, hos in [
        (c.ssu, "ssuleder", V.LEDER, c.sykehus),
        (c.ssu, "ssumedlem", V.MEDLEM, c.hamar),
        (c.fagutvalg, "fagleder", V.LEDER, c.gjovik),
    ]:
        op.oppnevn(organ.pk, **alt, bruker=c.folk[kode], verv=verv, virksomhet=hos, fra=FOR_LENGE_SIDEN)
    Innstilling.objects.create(helsefellesskap=c.helsefellesskap, strategisk_organ=c.ssu)
    return c


lag_forskning = ett_avtrykk(bygg_forskning)
"""The people of research in the empty database of this test."""
