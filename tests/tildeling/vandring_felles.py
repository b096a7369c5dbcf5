"""Who and what there is to choose among on a walk through rounds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Virksomhet
from lis.lis1.models import Sesong
from lis.tildeling.models import Runde
from lis.tildeling.operations import kriterier as kriterieop
from tests.lis1.stillinger import besatt
from tests.tildeling import tilstander
from tests.tildeling.folk import TildelingsCast

UTVALGET = ("statsforvalter", "kommuneoverlege", "koordinator", "hamarkontakt", "vara", "organsekretaer")
ALLE = (*UTVALGET, "kommunekontakt", "lis1lege", "rhf", "utenfor")
TEKSTER = ("Avtalt før utlysningen.", "Kommunen kan ikke ta imot.", "En av dem er gravid.", "")
FORLATT = ("publisert", "avlyst")


class Felles:
    """Three places, three doctors with positions, one of them a deputy of the committee."""

    vilt = False
    i = j = 0

    def __init__(self, lis: TildelingsCast) -> None:
        self.lis, self.naa = lis, timezone.now()
        utkast = tilstander.utkast(lis, beslutningsdyktig=2)
        self.kriterium = kriterieop.sett_kriterium(
            utkast.pk, utfort_av=lis.koordinator, versjon=utkast.versjon, navn="Praksis", hoyest=3
        )
        tilstander.gjeldende(lis, utkast)
        self.annet = Virksomhet.objects.get_or_create(navn="Annet sykehus HF", type="helseforetak")[0]
        self.plasser = [lis.plass(sted) for sted in (lis.gjovik, lis.gjovik, lis.hamar)]
        for kode in ("lis1lege", "kandidat2"):
            lis.stilling(kode)
        besatt(lis, lis.vara.epost, lis.kull(2028, Sesong.VAAR))
        self.onsker: dict[Any, list[tuple[Any, ...]]] = {}
        self.ved_publisering: dict[Any, set[Any]] = {}
        """What stood when wishes closed, and which places there were to give: kept here, not by the code that is tested."""

    # --- what there is to choose among ----------------------------------------------------------------------------------

    @property
    def sak(self) -> Runde:
        """The round that is going on, else the last one."""
        alle = Runde.objects.order_by("opprettet", "saksnummer")
        return alle.exclude(tilstand__in=FORLATT).first() or alle.last()  # type: ignore[return-value]

    def velg(self, rekke: Iterable[Any]) -> Any:
        valg = list(rekke)
        if not valg:
            raise LookupError
        return valg[self.i % len(valg)]

    def person(self, *rette: str) -> Bruker:
        """Mostly somebody who may; now and then anybody."""
        return self.lis.folk[ALLE[self.j % len(ALLE)] if self.vilt else rette[self.j % len(rette)]]

    @property
    def ordner(self) -> Bruker:
        return self.person("koordinator", "statsforvalter", "organsekretaer")

    def kontakt(self, kommune: Virksomhet) -> Bruker:
        return self.person("kommunekontakt" if kommune == self.lis.gjovik else "hamarkontakt")
