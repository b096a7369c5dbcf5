"""What is done with places, with doctors who have one, and with places left over."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from lis.lege.opplysninger import Legeopplysninger
from lis.lis1.models import Kommuneplass
from lis.lis1.operations import plass as plassop
from lis.tildeling.models import Restplass, Tildeling
from lis.tildeling.operations import forsinkelse, fravaer, restplass, tildeling
from lis.tildeling.operations import frafall as frafallop
from tests.tildeling.folk import OPPSTART
from tests.tildeling.tildelinger import I_TJENESTE

from .vandring_felles import TEKSTER, Felles


class Etterpaa(Felles):
    """Steps after a round, by hand and by the clock."""

    def _ny_plass(self) -> None:
        if len(self.plasser) > 4:
            raise LookupError
        self.plasser.append(self.lis.plass(self.velg([self.lis.gjovik, self.lis.hamar])))

    def _trekk_plass(self) -> None:
        plass = self.velg(Kommuneplass.objects.order_by("saksnummer"))
        plassop.trekk_plass(plass.pk, utfort_av=self.kontakt(plass.kommune), versjon=plass.versjon, naa=self.naa)

    def _tildelingen(self, verb: Any, *rette: str, **andre: Any) -> None:
        sak = self.velg(Tildeling.objects.exclude(tilstand="frafalt").order_by("saksnummer"))
        hvem = self.person(*rette) if rette else self.kontakt(sak.kommune)
        verb(sak.pk, utfort_av=hvem, versjon=sak.versjon, naa=self.naa, **andre)

    def _ansett(self) -> None:
        self._tildelingen(tildeling.ansett, dato=timezone.localdate(self.naa))

    def _forsinkelse(self) -> None:
        ny_dato = OPPSTART + timedelta(days=self.i % 300)
        self._tildelingen(forsinkelse.meld_forsinkelse, gjelder=("sykehus", "kommune")[self.j % 2], ny_dato=ny_dato)

    def _fravaer(self) -> None:
        fra = OPPSTART + timedelta(days=self.i % 90)
        self._tildelingen(fravaer.meld_fravaer, fra=fra, til=None if self.j % 2 else fra + timedelta(days=9))

    def _frafall(self) -> None:
        rette = ("koordinator",) if self.j % 3 == 0 else ()
        self._tildelingen(frafallop.meld_frafall, *rette, dato=OPPSTART + timedelta(days=self.i % 60 - 20))

    def _kvitter(self) -> None:
        sak = self.velg(Tildeling.objects.filter(tilstand="frafalt").order_by("saksnummer"))
        hvem = self.person("koordinator", "statsforvalter")
        frafallop.kvitter(sak.pk, utfort_av=hvem, versjon=sak.versjon, naa=self.naa)

    def _tid(self) -> None:
        """The half-year comes; then it goes."""
        self.naa = I_TJENESTE if self.naa < I_TJENESTE else self.naa + timedelta(days=200)
        tildeling.folg_datoene(naa=self.naa)

    def _resten(self, verb: Any, *rette: str, **andre: Any) -> None:
        rest = self.velg(Restplass.objects.select_related("plass__kommune").order_by("-opprettet", "saksnummer"))
        hvem = self.person(*rette) if rette else self.kontakt(rest.plass.kommune)
        verb(rest.pk, utfort_av=hvem, versjon=rest.versjon, naa=self.naa, **andre)

    def _fordel(self) -> None:
        hos = self.velg([self.lis.sykehus, self.lis.gjovik, self.lis.hamar])
        self._resten(restplass.fordel_ansvar, ansvarlig=hos, frist=timezone.localdate(self.naa) + timedelta(days=5))

    def _lys_ut(self) -> None:
        self._resten(restplass.lys_ut, utlyst=timezone.localdate(self.naa))

    def _avtal(self) -> None:
        self._resten(restplass.avtal, "koordinator", avtale_hf="Annet sykehus HF", avtale_url="https://avtale.example/1")

    def _besett(self) -> None:
        """By a doctor of ours who perhaps has a place, or by somebody from elsewhere."""
        epost = ("nils@lege.example", self.lis.leger["lis1lege"].epost, "kandidat2@lege.example", self.lis.vara.epost)
        self._resten(
            restplass.besett, lege=Legeopplysninger("Nils Nylig", epost[self.j % 4]), hf=self.lis.sykehus,
            start=max(OPPSTART, timezone.localdate(self.naa)), ansatt_dato=timezone.localdate(self.naa),
            unntak_begrunnelse=TEKSTER[self.i % 4],
        )  # fmt: skip

    def _lukk_rest(self) -> None:
        self._resten(restplass.lukk)
