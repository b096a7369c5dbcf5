"""The people of committees: the fixed cast, and a committee with a leader, members, deputies and a secretary."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.utils import timezone

from grunnmur.organisasjon.models import Organ, Organmedlem, RolleType
from grunnmur.utvalg.models import Mote, Motetilstand
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import protokoll, saksliste
from grunnmur.utvalg.operations import utvalg as op
from tests.avtrykk import ett_avtrykk
from tests.rollebesetning import FOR_LENGE_SIDEN, Cast, bygg_cast

V = Organmedlem.Verv


@dataclass
class UtvalgCast(Cast):
    """`utvalgsleder` leads LIS1-utvalget, `medlem` and `overlege` sit there, `vara` is deputy for `medlem`.

    `organsekretaer` is its own secretary, `utvalgssekretaer` keeps every committee, `annetmedlem` sits in another one.
    """

    organ: Organ | None = None
    annet: Organ | None = None

    def verv(self, kode: str, organ: Organ | None = None) -> Organmedlem:
        return Organmedlem.objects.gjeldende().get(bruker=self.folk[kode], organ=organ or self.organ)

    def motefelter(self, om: int = 30, **andre: Any) -> dict[str, Any]:
        dag = timezone.localdate() + timedelta(days=om)
        start = timezone.make_aware(datetime.combine(dag, time(10)))
        return {
            "form": "fysisk", "start": start, "slutt": start + timedelta(hours=2), "sted": "Møterom 1, Hamar", "lenke": "",
            "sakslistefrist": dag - timedelta(days=14),
        } | andre  # fmt: skip

    def skriftligfelter(self, om: int = 10) -> dict[str, Any]:
        dag = timezone.localdate() + timedelta(days=om)
        return {"form": "skriftlig", "slutt": timezone.make_aware(datetime.combine(dag, time(23, 59)))}

    def planlagt(self, felter: dict[str, Any] | None = None, *, naa: datetime | None = None, saker: int = 1) -> Mote:
        sekretaer = self.utvalgssekretaer
        mote = moteop.planlegg(self.organ.pk, utfort_av=sekretaer, felter=felter or self.motefelter(), naa=naa)  # type: ignore[union-attr]
        for nr in range(saker):
            ny = saksliste.sett_opp(
                mote.pk, utfort_av=sekretaer, versjon=self.ny(mote).versjon, tittel=f"Fordeling av plasser {nr + 1}",
                innstilling="Plassene fordeles som foreslått.", naa=naa,
            )  # fmt: skip
            assert ny.nummer == nr + 1
        return self.ny(mote)

    def ny(self, mote: Mote) -> Mote:
        return Mote.objects.select_related("organ__helsefellesskap", "moteleder").get(pk=mote.pk)

    def sendt(self, felter: dict[str, Any] | None = None, *, naa: datetime | None = None, saker: int = 1) -> Mote:
        mote = self.planlagt(felter, naa=naa, saker=saker)
        moteop.send_saksliste(mote.pk, utfort_av=self.utvalgssekretaer, versjon=mote.versjon, naa=naa)
        return self.ny(mote)

    def oppmote(self, *koder: str, vara: bool = False) -> dict[Any, Any]:
        plasser = {self.verv(kode).pk: self.folk[kode].pk for kode in koder or ("utvalgsleder", "medlem", "overlege")}
        return plasser | ({self.verv("medlem").pk: self.vara.pk} if vara else {})

    def holdt(self, *, vara: bool = False, godkjenning: str = "leder", saker: int = 1) -> Mote:
        """Held yesterday; called together a month ago."""
        for_en_maaned_siden = timezone.now() - timedelta(days=30)
        mote = self.sendt(self.motefelter(om=-1), naa=for_en_maaned_siden, saker=saker)
        protokoll.hold(
            mote.pk, utfort_av=self.utvalgssekretaer, versjon=mote.versjon, oppmote=self.oppmote(vara=vara),
            moteleder=self.utvalgsleder.pk, godkjenning=godkjenning,
        )  # fmt: skip
        return self.ny(mote)

    def protokollert(self, **valg: Any) -> Mote:
        mote = self.holdt(**valg)
        for sak in mote.saker.aktive():
            protokoll.skriv_vedtak(
                mote.pk, utfort_av=self.utvalgssekretaer, versjon=self.ny(mote).versjon, nummer=sak.nummer, utfall="vedtatt"
            )
        mote = self.ny(mote)
        protokoll.til_godkjenning(mote.pk, utfort_av=self.utvalgssekretaer, versjon=mote.versjon)
        return self.ny(mote)

    def godkjent(self, **valg: Any) -> Mote:
        mote = self.protokollert(**valg)
        protokoll.godkjenn(mote.pk, utfort_av=self.utvalgsleder, versjon=mote.versjon)
        mote = self.ny(mote)
        assert mote.tilstand == Motetilstand.GODKJENT
        return mote


FOLK = [
    ("utvalgsleder", "Laila Leder"),
    ("medlem", "Magnus Medlem"),
    ("overlege", "Oda Overlege"),
    ("vara", "Vilde Vara"),
    ("organsekretaer", "Siri Sekretær"),
    ("utvalgssekretaer", "Ulrik Utvalgssekretær"),
    ("annetmedlem", "Anders Annetmedlem"),
]


def bygg_utvalg() -> UtvalgCast:
    return bygg_paa(bygg_cast())


def bygg_paa(grunn: Cast) -> UtvalgCast:
    """What committees need on top of a cast; the people are added to that cast too."""
    c = UtvalgCast(**{navn: getattr(grunn, navn) for navn in Cast.__dataclass_fields__})
    for kode, navn in FOLK:
        if kode not in c.folk:
            c.person(kode, navn)
    if not c.utvalgssekretaer.roller.filter(type=RolleType.UTVALGSSEKRETAER).exists():
        c.rolle("utvalgssekretaer", RolleType.UTVALGSSEKRETAER, c.sykehus)
    c.rolle("overlege", RolleType.KOMMUNEOVERLEGE, c.gjovik)
    alt = {"utfort_av": c.utvalgssekretaer}
    c.organ = op.opprett(**alt, felter={"type": "lis1_utvalg", "navn": "LIS1-utvalget", "mandat": "Fordeler plasser."})
    c.annet = op.opprett(**alt, felter={"type": "fagutvalg", "navn": "Fagutvalg for rus"})
    plass = op.fest_plass(
        c.organ.pk, **alt, navn="Kommuneoverlege", rolletype=RolleType.KOMMUNEOVERLEGE, fra=FOR_LENGE_SIDEN
    )
    op.fest_plass(c.organ.pk, **alt, navn="Statsforvalteren", rolletype=RolleType.STATSFORVALTER, fra=FOR_LENGE_SIDEN)
    for kode, verv in [("utvalgsleder", V.LEDER), ("medlem", V.MEDLEM), ("organsekretaer", V.SEKRETAER)]:
        op.oppnevn(c.organ.pk, **alt, bruker=c.folk[kode], verv=verv, virksomhet=c.sykehus, fra=FOR_LENGE_SIDEN)
    op.oppnevn(c.organ.pk, **alt, bruker=c.overlege, virksomhet=c.gjovik, plass=plass, fra=FOR_LENGE_SIDEN)
    op.oppnevn(c.organ.pk, **alt, bruker=c.vara, verv=V.VARA, vara_for=c.verv("medlem"), fra=FOR_LENGE_SIDEN)
    op.oppnevn(c.annet.pk, **alt, bruker=c.annetmedlem, fra=FOR_LENGE_SIDEN)
    return c


lag_utvalg = ett_avtrykk(bygg_utvalg)
"""The people of committees in the empty database of this test."""
