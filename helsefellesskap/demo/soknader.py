"""The demo's applications: some two hundred over eighteen months, every one made by the verbs people use."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Enhet, Virksomhetstype
from hospitering import operations as op
from hospitering.models import Soknad
from hospitering.rules import ledere_egen, ledere_vert, mottakere

from .nett import Nett
from .virkelighet import AVSLAG_EGEN, AVSLAG_VERT, BIDRAG, KOMMENTAR, RETUR, SPORSMAAL, SVAR, TEMAER

ANTALL = 180
FAA = 24
"""Enough for every course, where the demo is wanted small."""
MAANEDER = 18

FORLOP = [
    # (weight, verbs after sending); time stops each of them where today is
    (46, ("innvilg_egen", "bekreft", "innvilg_vert", "vertsdel", "tilbakemelding")),
    (10, ("spor", "svar", "innvilg_egen", "bekreft", "innvilg_vert", "vertsdel", "tilbakemelding")),
    (10, ("avslaa_egen",)),
    (8, ("innvilg_egen", "bekreft", "avslaa_vert")),
    (6, ("innvilg_egen", "bekreft", "spor", "svar", "innvilg_vert", "vertsdel", "tilbakemelding")),
    (5, ("innvilg_egen", "returner", "send_paa_nytt", "bekreft", "innvilg_vert", "vertsdel", "tilbakemelding")),
    (5, ("innvilg_egen", "bekreft", "trekk")),
    (4, ("innvilg_egen", "videresend", "bekreft", "innvilg_vert", "vertsdel", "tilbakemelding")),
    (3, ("innvilg_egen", "bekreft", "innvilg_vert", "endre", "innvilg_egen", "bekreft", "innvilg_vert",
         "vertsdel", "tilbakemelding")),
    (3, ("avslaa_egen", "ny_vurdering", "innvilg_egen", "bekreft", "innvilg_vert", "vertsdel", "tilbakemelding")),
]  # fmt: skip


class Soknadsbygger:
    """Sends applications and answers them, in the past, as the people whose turn it is."""

    def __init__(self, nett: Nett, *, antall: int = ANTALL) -> None:
        self.nett = nett
        self.antall = antall
        self.tilfeldig = Random(147)  # noqa: S311
        self.naa = timezone.now()

    def bygg(self) -> None:
        for nummer in range(self.antall):
            dager = round((self.antall - nummer) / self.antall * MAANEDER * 30.4)
            sendt = self._kontortid(self.naa - timedelta(days=dager))
            soker, enhet = self.tilfeldig.choice(self.nett.ansatte)
            # Each course once, in the oldest applications, so that it reaches its end; then by weight.
            forlop = self.tilfeldig.choices([f for _v, f in FORLOP], [v for v, _f in FORLOP])[0]
            if nummer < len(FORLOP):
                forlop = FORLOP[nummer][1]
            self.lag(soker, enhet, self._vertsenhet(enhet), sendt, forlop)
        self._kontoenes()

    def _vertsenhet(self, enhet: Enhet) -> Enhet:
        """Somewhere else: municipalities go to the hospital mostly, the hospital to a municipality."""
        hos_sykehuset = enhet.virksomhet_id == self.nett.sykehus.pk
        mulige = [
            e
            for e in self.nett.enheter.values()
            if (e.virksomhet_id == self.nett.sykehus.pk) != hos_sykehuset
            and e.overordnet_id
            and e.virksomhet.navn != "Kongsvinger"
        ]
        if not hos_sykehuset and self.tilfeldig.random() < 0.12:
            mulige = [
                e
                for e in self.nett.enheter.values()
                if e.virksomhet.er_kommune and e.virksomhet_id != enhet.virksomhet_id and e.virksomhet.navn != "Kongsvinger"
            ]
        return self.tilfeldig.choice(mulige)

    def _kontortid(self, tid: datetime) -> datetime:
        lokal = timezone.localtime(tid).replace(hour=self.tilfeldig.randint(7, 15), minute=self.tilfeldig.randint(0, 59))
        return min(lokal, self.naa - timedelta(minutes=30))

    def lag(self, soker: Bruker, egen: Enhet, vert: Enhet, sendt: datetime, forlop: tuple[str, ...], **andre: Any) -> Soknad:
        """One application from draft on; verbs whose time has not come are left undone."""
        tema, maal, begrunnelse = self.tilfeldig.choice(TEMAER)
        start = timezone.localdate(sendt) + timedelta(days=self.tilfeldig.randint(30, 120))
        felter: dict[str, Any] = {
            "sokes_i": "hf" if vert.virksomhet.type == Virksomhetstype.HELSEFORETAK else "kommune",
            "vertsvirksomhet": vert.virksomhet,
            "soker_navn": soker.navn,
            "hjemmeadresse": soker.hjemmeadresse,
            "tlf_privat": soker.tlf_privat,
            "egen_enhet": egen,
            "arbeidssted_adresse": egen.adresse,
            "tlf_arbeid": egen.telefon,
            "onsket_enhet": vert,
            "periode_fra": start,
            "periode_til": start + timedelta(days=self.tilfeldig.choice([1, 2, 4, 4, 11])),
            "begrunnelse": begrunnelse,
            "tema_og_maal": f"{tema}. {maal}",
            "bidrag": self.tilfeldig.choice(BIDRAG),
            "faggruppe": soker.faggruppe or "sykepleier",
        } | andre
        utkast = op.opprett_utkast(utfort_av=soker, felter=felter, naa=sendt - timedelta(hours=3))
        if forlop == ("utkast",):
            return utkast
        sak = op.send_inn(utkast.pk, utfort_av=soker, versjon=utkast.versjon, naa=sendt)
        return self._gaa(sak, sendt, forlop)

    def _gaa(self, sak: Soknad, tid: datetime, forlop: tuple[str, ...]) -> Soknad:
        for verb in forlop:
            tid += timedelta(days=self.tilfeldig.choice([1, 1, 2, 3, 5, 8]), minutes=self.tilfeldig.randint(-200, 200))
            if tid > self.naa - timedelta(hours=1):
                break
            utfor: Callable[[Soknad, datetime], Soknad] = getattr(self, f"_{verb}")
            sak = utfor(sak, tid)
        return sak

    # --- the verbs, each by somebody who may -----------------------------------------------------------------------------

    def _innvilg_egen(self, sak: Soknad, tid: datetime) -> Soknad:
        return op.innvilg_egen(
            sak.pk,
            utfort_av=ledere_egen(sak)[0].bruker,
            versjon=sak.versjon,
            tariff_bekreftet=True,
            kommentar=self.tilfeldig.choice(KOMMENTAR),
            naa=tid,
        )

    def _avslaa_egen(self, sak: Soknad, tid: datetime) -> Soknad:
        kommentar = self.tilfeldig.choice(AVSLAG_EGEN)
        leder = ledere_egen(sak)[0].bruker
        return op.avslaa_egen(sak.pk, utfort_av=leder, versjon=sak.versjon, kommentar=kommentar, naa=tid)

    def _bekreft(self, sak: Soknad, tid: datetime) -> Soknad:
        return op.bekreft_mottatt(
            sak.pk,
            utfort_av=mottakere(sak)[0].bruker,
            versjon=sak.versjon,
            vertsenhet=sak.vertsenhet or self._nabo(sak),
            naa=tid,
        )

    def _videresend(self, sak: Soknad, tid: datetime) -> Soknad:
        hvem = mottakere(sak)[0].bruker
        return op.videresend(sak.pk, utfort_av=hvem, versjon=sak.versjon, vertsenhet=self._nabo(sak), naa=tid)

    def _nabo(self, sak: Soknad) -> Enhet:
        samme = [e for e in self.nett.enheter.values() if e.virksomhet_id == sak.vertsvirksomhet_id and e != sak.vertsenhet]
        return self.tilfeldig.choice([e for e in samme if e.overordnet_id] or samme)

    def _returner(self, sak: Soknad, tid: datetime) -> Soknad:
        hvem = mottakere(sak)[0].bruker
        return op.returner(sak.pk, utfort_av=hvem, versjon=sak.versjon, kommentar=RETUR[0], naa=tid)

    def _send_paa_nytt(self, sak: Soknad, tid: datetime) -> Soknad:
        return op.send_paa_nytt(
            sak.pk,
            utfort_av=ledere_egen(sak)[0].bruker,
            versjon=sak.versjon,
            vertsvirksomhet=self._nabo(sak).virksomhet,
            vertsenhet=self._nabo(sak),
            naa=tid,
        )

    def _spor(self, sak: Soknad, tid: datetime) -> Soknad:
        hvem = (ledere_vert if sak.tilstand == "mottatt" else ledere_egen)(sak)[0].bruker
        return op.spor_soker(sak.pk, utfort_av=hvem, versjon=sak.versjon, sporsmaal=SPORSMAAL[0], naa=tid)

    def _svar(self, sak: Soknad, tid: datetime) -> Soknad:
        return op.svar(sak.pk, utfort_av=sak.soker, versjon=sak.versjon, svar=SVAR[0], naa=tid)

    def _innvilg_vert(self, sak: Soknad, tid: datetime) -> Soknad:
        leder = ledere_vert(sak)[0].bruker
        kommentar = self.tilfeldig.choice(KOMMENTAR)
        return op.innvilg_vert(sak.pk, utfort_av=leder, versjon=sak.versjon, kommentar=kommentar, naa=tid)

    def _avslaa_vert(self, sak: Soknad, tid: datetime) -> Soknad:
        leder = ledere_vert(sak)[0].bruker
        kommentar = self.tilfeldig.choice(AVSLAG_VERT)
        return op.avslaa_vert(sak.pk, utfort_av=leder, versjon=sak.versjon, kommentar=kommentar, naa=tid)

    def _vertsdel(self, sak: Soknad, tid: datetime) -> Soknad:
        leder = ledere_vert(sak)[0].bruker
        enhet = sak.vertsenhet or self._nabo(sak)
        kontakt = self.nett.kontoer["kontakt"] if enhet.navn == "Palliativt senter" else leder
        return op.fyll_vertsdel(
            sak.pk,
            utfort_av=leder,
            versjon=sak.versjon,
            hospiteringsenhet=enhet,
            kontakt_navn=kontakt.navn,
            kontakt_epost=kontakt.epost,
            kontakt_tlf=kontakt.tlf_arbeid or enhet.telefon,
            naa=tid,
        )

    def _tilbakemelding(self, sak: Soknad, tid: datetime) -> Soknad:
        leder = ledere_vert(sak)[0].bruker
        return op.gi_tilbakemelding(sak.pk, utfort_av=leder, versjon=sak.versjon, naa=tid)

    def _trekk(self, sak: Soknad, tid: datetime) -> Soknad:
        return op.trekk(sak.pk, utfort_av=sak.soker, versjon=sak.versjon, naa=tid)

    def _endre(self, sak: Soknad, tid: datetime) -> Soknad:
        felter = {"periode_til": (sak.periode_til or timezone.localdate(tid)) + timedelta(days=2)}
        return op.endre(sak.pk, utfort_av=sak.soker, versjon=sak.versjon, felter=felter, naa=tid)

    def _ny_vurdering(self, sak: Soknad, tid: datetime) -> Soknad:
        begrunnelse = "Vi har fått vikar, så nå går det opp."
        return op.be_om_ny_vurdering(sak.pk, utfort_av=sak.soker, versjon=sak.versjon, begrunnelse=begrunnelse, naa=tid)

    # --- what each account finds when it signs in ------------------------------------------------------------------------

    def _kontoenes(self) -> None:
        konto, hf = self.nett.kontoer, self.nett.sykehus
        gjovik = next(k for k in self.nett.kommuner if k.navn == "Gjøvik")
        hamar = next(k for k in self.nett.kommuner if k.navn == "Hamar")
        korttid = self.nett.enhet(gjovik, "Korttidsavdelingen", "Gjøvik")
        palliativ = self.nett.enhet(hf, "Palliativt senter", "Gjøvik")
        akutt = self.nett.enhet(hf, "Akuttmottaket", "Lillehammer")
        geriatri = self.nett.enhet(hf, "Geriatrisk sengepost", "Hamar")
        hjemme = self.nett.enhet(hamar, "Hjemmetjenesten", "Hamar")
        soker, kolleger = konto["soker"], [(b, e) for b, e in self.nett.ansatte if e == korttid]
        kollega = kolleger[0][0]

        def for_(dager: int) -> datetime:
            return self._kontortid(self.naa - timedelta(days=dager))

        self.lag(soker, korttid, palliativ, for_(200), FORLOP[0][1])
        self.lag(soker, korttid, geriatri, for_(90), ("avslaa_egen",))
        self.lag(soker, korttid, akutt, for_(16), ("innvilg_egen", "bekreft"))
        self.lag(soker, korttid, hjemme, for_(9), ("spor",))
        self.lag(soker, korttid, palliativ, for_(4), ())
        self.lag(soker, korttid, geriatri, for_(1), ("utkast",), begrunnelse="", tema_og_maal="", periode_til=None)
        lang = " ".join(f"{tema}. {maal} {begrunnelse}" for tema, maal, begrunnelse in TEMAER)
        self.lag(kollega, korttid, palliativ, for_(11), (), tema_og_maal=lang * 3, begrunnelse=lang * 2, bidrag=lang)
        self.lag(konto["leder"], korttid, palliativ, for_(6), ())
        for dager, vert in ((14, palliativ), (12, palliativ), (7, akutt)):
            self.lag(kollega, korttid, vert, for_(dager), ("innvilg_egen", "bekreft"))
        self.lag(kollega, korttid, palliativ, for_(20), ("innvilg_egen", "bekreft", "innvilg_vert"))
        self.lag(kollega, korttid, akutt, for_(10), ("innvilg_egen",))
        skrevet = {"onsket_enhet": None, "onsket_enhet_tekst": "Et team for smertelindring"}
        self.lag(kollega, korttid, palliativ, for_(8), ("innvilg_egen",), **skrevet)
        self.lag(kollega, korttid, geriatri, for_(25), ("innvilg_egen", "returner"))
        self.lag(konto["kontakt"], palliativ, korttid, for_(5), ("innvilg_egen",))
        self.lag(konto["kontakt"], palliativ, korttid, for_(18), ("innvilg_egen", "bekreft"))
        for nabo, enhet in [(b, e) for b, e in self.nett.ansatte if e == hjemme]:
            self.lag(nabo, enhet, korttid, for_(13), ("innvilg_egen",))
