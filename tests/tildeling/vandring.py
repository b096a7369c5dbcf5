"""A walk through rounds by the real operations: which verb, who and on what is drawn, and time goes on."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from lis.lege.opplysninger import Legeopplysninger
from lis.lis1.models import Kommuneplass
from lis.tildeling.models import Forslag, Kandidat, Onske, Runde, Tildeling
from lis.tildeling.operations import forslag, habilitet, kandidat, onsker, poeng, publisering, runde, vedtak
from lis.tildeling.selectors.seter import forventet, seter
from tests.tildeling.folk import OPPSTART

from .vandring_etter import Etterpaa
from .vandring_felles import ALLE, TEKSTER, UTVALGET

STEG = {
    "": ("planlegg",),
    "planlagt": ("hent",) * 3 + ("legg_til", "ta_ut", "meld", "avgjor", "endre", "avlys", "ny_plass") + ("aapne",) * 4,
    "aapen": ("lever",) * 3 + ("onsk_for",) * 4 + ("poeng", "poeng", "ta_ut", "ta_inn", "hent", "legg_til", "meld", "avgjor")
    + ("lukk",) * 3 + ("lukk_tidlig", "lukk_tidlig", "avlys"),
    "behandles": ("poeng", "poeng", "forkast", "ta_ut", "trekk_plass", "ny_plass", "meld", "meld")
    + ("bestill",) * 4 + ("endre_forslag",) * 3 + ("avgjor",) * 3 + ("send",) * 6,
    "underskrift": ("signer",) * 8 + ("send_tilbake", "trekk_plass", "poeng"),
    "vedtatt": ("publiser",) * 4 + ("sett_tid", "klokken", "klokken", "ta_opp", "trekk_plass"),
}  # fmt: skip
"""What is natural now; anything at all is tried now and then."""
ETTER = (
    ("ansett",) * 3 + ("forsinkelse", "forsinkelse", "fravaer", "tid", "fordel", "lys_ut", "avtal", "lukk_rest")
    + ("trekk_plass",) + ("frafall",) * 3 + ("kvitter",) * 2 + ("besett",) * 3 + ("planlegg",)
)  # fmt: skip


class Vandring(Etterpaa):
    """Steps of rounds, and what the walk remembers by itself."""

    def gaa(self, valg: int, vilt: bool, i: int, j: int) -> str:
        """One step; its name. Raises what the operation raises, or LookupError when there is nothing to do it on."""
        self.vilt, self.i, self.j = vilt, i, j
        self.naa += timedelta(minutes=1)
        sak = self.sak
        mulige = STEG.get(sak.tilstand if sak else "", ETTER)
        if vilt and i % 3 == 0:
            mulige = (*sum(STEG.values(), ()), *ETTER)
        navn = mulige[valg % len(mulige)]
        getattr(self, f"_{navn}")()
        return navn

    def gjor(self, navn: str, i: int = 0, j: int = 0) -> None:
        """The named step, by somebody who may."""
        self.vilt, self.i, self.j = False, i, j
        self.naa += timedelta(minutes=1)
        getattr(self, f"_{navn}")()

    def _runden(self, verb: Any, *args: Any, av: Bruker | None = None, **andre: Any) -> Any:
        sak = self.sak
        if sak is None:
            raise LookupError
        return verb(sak.pk, *args, utfort_av=av or self.ordner, versjon=sak.versjon, naa=self.naa, **andre)

    def _planlegg(self) -> None:
        runde.planlegg(utfort_av=self.ordner, oppstart=OPPSTART, frist=self.naa + timedelta(days=14), naa=self.naa)

    def _endre(self) -> None:
        self._runden(runde.endre, felter={"frist": self.naa + timedelta(days=1 + self.i % 9)})

    def _hent(self) -> None:
        self._runden(kandidat.hent_kandidater)

    def _legg_til(self) -> None:
        kjent = Legeopplysninger("Frida Fraen", f"frida{self.i % 2}@lege.example")
        self._runden(kandidat.legg_til, kjent=kjent, hf=self.annet, unntak_begrunnelse=TEKSTER[self.j % 4])

    def _ta_ut(self) -> None:
        self._runden(kandidat.ta_ut, self.velg(self.sak.kandidater.order_by("lege__epost")).pk)

    def _ta_inn(self) -> None:
        self._runden(kandidat.ta_inn_igjen, self.velg(self.sak.kandidater.exclude(trukket=None).order_by("lege__epost")).pk)

    def _aapne(self) -> None:
        self._runden(runde.aapne)

    def _lister(self) -> list[Any]:
        g, h = self.lis.gjovik.pk, self.lis.hamar.pk
        return [[g, h], [h, g], [g], [h], []][self.i % 5]

    def _lever(self) -> None:
        hvem = self.person("lis1lege", "vara")
        rad = Kandidat.objects.filter(runde=self.sak, lege__bruker=hvem).first()
        onsker.lever(self.sak.pk, utfort_av=hvem, versjon=rad.versjon if rad else 1, kommuner=self._lister(), naa=self.naa)

    def _onsk_for(self) -> None:
        rad = self.velg(self.sak.kandidater.order_by("-lege__bruker", "lege__epost"))
        onsker.onsk_for(
            self.sak.pk, rad.pk, utfort_av=self.ordner, versjon=rad.versjon, kommuner=self._lister(), naa=self.naa
        )

    def _poeng(self) -> None:
        rad = self.velg(self.sak.kandidater.order_by("lege__epost"))
        poeng.sett_poeng(
            self.sak.pk, rad.pk, utfort_av=self.person(*UTVALGET), versjon=rad.versjon,
            poeng={(self.kriterium.pk, None): self.j % 5}, naa=self.naa,
        )  # fmt: skip

    def _lukk(self) -> None:
        self.naa = max(self.naa, self.sak.frist)
        runde.lukk_forfalte(naa=self.naa)

    def _lukk_tidlig(self) -> None:
        self._runden(runde.lukk_tidlig)

    def _avlys(self) -> None:
        if self.i % 4:
            raise LookupError  # seldom
        self._runden(runde.avlys)

    # --- the committee ----------------------------------------------------------------------------------------------------

    def _meld(self) -> None:
        hvem = self.person("kommuneoverlege", "hamarkontakt", "koordinator", "statsforvalter", "vara")
        self._runden(habilitet.meld, av=hvem, grunn="naerstaaende")

    def _avgjor(self) -> None:
        rad = self.velg(self.sak.habilitet.order_by("utfall", "meldt"))
        hvem = self.person("statsforvalter", "koordinator", "kommuneoverlege")
        self._runden(habilitet.avgjor, av=hvem, habilitet=rad.pk, utfall=("inhabil", "inhabil", "habil")[self.i % 3])

    def _bestill(self) -> None:
        ny = forslag.bestill(self.sak.pk, utfort_av=self.person(*UTVALGET), navn=f"Forslag {self.i % 9}", naa=self.naa)
        forslag.beregn(ny.pk, naa=self.naa)

    def _endre_forslag(self) -> None:
        gammelt = self.velg(self.sak.forslag.order_by("-opprettet"))
        hvem = self.velg(self.sak.kandidater.order_by("lege__epost"))
        ny = forslag.endre(
            gammelt.pk, utfort_av=self.person(*UTVALGET), versjon=gammelt.versjon, kandidat=hvem.pk, grunn="avtale",
            kommune=(self.lis.hamar, self.lis.gjovik, None)[self.j % 3], begrunnelse=TEKSTER[self.i % 4], naa=self.naa,
        )  # fmt: skip
        forslag.beregn(ny.pk, naa=self.naa)

    def _forkast(self) -> None:
        gammelt = self.velg(self.sak.forslag.order_by("opprettet"))
        forslag.forkast(gammelt.pk, utfort_av=self.person(*UTVALGET), versjon=gammelt.versjon, naa=self.naa)

    def _send(self) -> None:
        valgt = self.velg(self.sak.forslag.order_by("-opprettet"))
        deltar = forventet(seter(self.sak, timezone.localdate()))
        if self.vilt:  # everybody in the own seat, whatever was ruled; or too few
            deltar = {self.lis.verv(k).pk: self.lis.folk[k].pk for k in UTVALGET[: 1 + self.i % 3]}
        self._runden(vedtak.til_underskrift, forslag=valgt.pk, deltakere=deltar)

    def _signer(self) -> None:
        skal = (
            self.sak.deltakere.filter(tilbakekalt=None, signert=None).select_related("bruker").order_by("bruker__sortering")
        )
        hvem = self.person(*ALLE) if self.vilt else self.velg(skal).bruker
        self._runden(vedtak.signer, av=hvem)

    def _send_tilbake(self) -> None:
        self._runden(vedtak.send_tilbake, av=self.person(*UTVALGET), kommentar=TEKSTER[self.i % 4])

    def _ta_opp(self) -> None:
        self._runden(vedtak.ta_opp_igjen, kommentar=TEKSTER[self.i % 4])

    def _sett_tid(self) -> None:
        self._runden(publisering.sett_tid, publiseres=self.naa + timedelta(hours=2) if self.i % 3 else None)

    def _publiser(self) -> None:
        self._runden(publisering.publiser)

    def _klokken(self) -> None:
        self.naa += timedelta(hours=3)
        publisering.publiser_forfalte(self.naa)

    # --- what the walk remembers by itself -------------------------------------------------------------------------------

    def merk(self) -> None:
        """Remember what must stand from now on."""
        for sak in Runde.objects.exclude(tilstand__in=("planlagt", "aapen", "avlyst")):
            self.onsker.setdefault(sak.pk, onsker_i(sak))
            if sak.tilstand != "publisert":
                fri = Kommuneplass.objects.filter(oppstart=sak.oppstart, tilstand="godkjent")
                har = Tildeling.objects.exclude(tilstand="frafalt").values("plass")
                self.ved_publisering[sak.pk] = set(fri.exclude(pk__in=har).values_list("pk", flat=True))


def onsker_i(sak: Runde) -> list[tuple[Any, ...]]:
    return sorted(Onske.objects.filter(kandidat__runde=sak).values_list("kandidat", "rang", "kommune"))


def utelukkede(sak: Runde | Forslag) -> set[Any]:
    """Ruled out, or a candidate, asked of the rows alone."""
    ut = set(sak.habilitet.filter(utfall="inhabil").values_list("bruker", flat=True))  # type: ignore[union-attr]
    return ut | set(sak.kandidater.exclude(lege__bruker=None).values_list("lege__bruker", flat=True))  # type: ignore[union-attr]
