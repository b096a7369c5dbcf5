"""One project on the way: what anybody may try, in whatever order, while time goes by and committees meet."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from forskning.models import Forankring, Partner, Prosjekt, Soknad
from forskning.operations import forankring, forankringsfolger, partner, publisering, soknad
from forskning.operations import prosjekt as op
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from grunnmur.utvalg.models import Mote
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import protokoll, saksliste

from . import lovnader

EIERS = ("forsker", "sykehusfou")
ANDRE = ("fou", "hamarsjef", "kommuneforsker", "utvalgssekretaer", "ssuleder", "soker", "utenfor")
NEI = (Nektet, UlovligOvergang, Utdatert, ValidationError, LookupError)

Verb = Callable[["Vandrer", Bruker], None]


@dataclass
class Vandrer:
    """`gjort` counts the events, `naadd` the states that were reached."""

    forsk: Any
    sak: Prosjekt
    tilfeldig: random.Random
    gjort: Counter[str] = field(default_factory=Counter)
    naadd: set[str] = field(default_factory=set)
    naa: datetime = field(default_factory=timezone.now)

    def en(self, verb: Callable[..., Any], hvem: Bruker, **felter: Any) -> Any:
        return verb(self.sak.pk, utfort_av=hvem, versjon=self.sak.versjon, naa=self.naa, **felter)

    def velg(self, rekke: Any) -> Any:
        valg = list(rekke)
        if not valg:
            raise LookupError
        return self.tilfeldig.choice(valg)

    def steg(self) -> None:
        """Time goes by, and somebody tries something. What is refused changes nothing."""
        self.naa += timedelta(days=self.tilfeldig.choice([0, 0, 1, 2, 5]))
        forankringsfolger.folg_forankringer(naa=self.naa)
        self.sak = self.forsk.nytt(self.sak)
        foer = self.avtrykk()
        vanlig = self.tilfeldig.random() < 0.85
        verb = self.tilfeldig.choice(VANLIGST[self.sak.tilstand] if vanlig else ALLE)
        hvem = self.forsk.folk[self.tilfeldig.choice(EIERS if vanlig else (*EIERS, *ANDRE))]
        try:
            with transaction.atomic():
                verb(self, hvem)
        except NEI:
            assert self.avtrykk() == foer
        else:
            forankringsfolger.folg_forankringer(naa=self.naa)  # what fell off an agenda just now
            self.sak = self.forsk.nytt(self.sak)
            self.kontroller()

    def avtrykk(self) -> list[Any]:
        rad = Prosjekt.objects.defer("sokevektor").filter(pk=self.sak.pk).values().get()
        rader = (Hendelse, Forankring, Soknad, Mote)
        svar = list(Partner.objects.filter(prosjekt=self.sak).order_by("pk").values_list("pk", "svar", "versjon"))
        return [rad, svar, *(modell.objects.count() for modell in rader)]

    def kontroller(self) -> None:
        self.gjort = Counter(Hendelse.objects.for_sak(self.sak).values_list("navn", flat=True))
        self.naadd.add(self.sak.tilstand)
        lovnader.alle(self.forsk, self.sak)


# --- the parties -------------------------------------------------------------------------------------------------------


def _inviter(v: Vandrer, hvem: Bruker) -> None:
    hos = v.velg([v.forsk.gjovik, v.forsk.hamar, *v.forsk.parter.values()])
    v.en(partner.inviter, hvem, virksomhet=hos)


def _svar(v: Vandrer, hvem: Bruker) -> None:
    """Mostly by whoever answers for the party, sometimes by whoever tries."""
    rad = v.velg(v.sak.partnere.filter(svar__in=["invitert", "bekreftet"]).select_related("virksomhet"))
    rett = {v.forsk.sykehus.pk: "sykehusfou", v.forsk.gjovik.pk: "fou", v.forsk.hamar.pk: "hamarsjef"}
    svarer = v.forsk.folk[rett[rad.virksomhet_id]] if rad.virksomhet_id in rett else hvem
    alt = {"utfort_av": svarer if v.tilfeldig.random() < 0.9 else hvem, "versjon": rad.versjon, "naa": v.naa}
    ja = v.tilfeldig.random() < 0.85
    if rad.virksomhet_id in rett:
        (partner.bekreft if ja else partner.avslaa)(rad.pk, **alt)
    else:
        partner.registrer_svar(rad.pk, **alt, ja=ja, maate="papir", navn="Demo Daglig leder", dato=lokal_dato(v.naa))


def _ta_ut(v: Vandrer, hvem: Bruker) -> None:
    rad = v.velg(v.sak.partnere.med())
    partner.ta_ut(rad.pk, utfort_av=hvem, versjon=rad.versjon, naa=v.naa)


# --- the project -------------------------------------------------------------------------------------------------------


def _endre(v: Vandrer, hvem: Bruker) -> None:
    mulige = [
        {"finansiering": "egen", "finansior": "", "soknadsfrist": None, "utlysning": None},
        {"finansiering": "ekstern", "finansior": "Demofondet", "soknadsfrist": lokal_dato(v.naa) + timedelta(days=60)},
        {"studenter": False, "studenter_begrunnelse": "Ingen studenter har tid."},
        {"tittel": "Trygg utskriving, ny tittel"},
    ]
    nytt = {navn: getattr(v.sak, navn) for navn in op.FELTER} | v.velg(mulige)
    v.en(op.endre, hvem, felter=nytt | {"eier": v.sak.eier, "temaer": list(v.sak.temaer.all())})


def _begrens(v: Vandrer, hvem: Bruker) -> None:
    v.en(op.begrens, hvem, kode="konkurranse")


def _del(v: Vandrer, hvem: Bruker) -> None:
    v.en(op.del_, hvem)


def _vis(v: Vandrer, hvem: Bruker) -> None:
    v.en(publisering.skjul if v.sak.publisert else publisering.vis_aapent, hvem)


def _start(v: Vandrer, hvem: Bruker) -> None:
    v.en(op.start, hvem)


def _fullfor(v: Vandrer, hvem: Bruker) -> None:
    v.en(op.fullfor, hvem)


def _gjenaapne(v: Vandrer, hvem: Bruker) -> None:
    v.en(op.gjenaapne, hvem)


def _stans(v: Vandrer, hvem: Bruker) -> None:
    v.en(op.stans, hvem, grunn="ikke_tid")


def _ta_opp(v: Vandrer, hvem: Bruker) -> None:
    v.en(op.ta_opp_igjen, hvem)


# --- the committee and the funder --------------------------------------------------------------------------------------


def _mote(v: Vandrer, _hvem: Bruker) -> None:
    """The secretary plans a meeting in two to six weeks."""
    if Mote.objects.filter(tilstand="planlagt").count() > 2:
        raise LookupError
    start = v.naa + timedelta(days=v.tilfeldig.choice([14, 25, 40]))
    felter = {
        "form": "digital", "start": start, "slutt": start + timedelta(hours=1), "sted": "", "lenke": "",
        "sakslistefrist": lokal_dato(start) - timedelta(days=7),
    }  # fmt: skip
    moteop.planlegg(v.forsk.ssu.pk, utfort_av=v.forsk.utvalgssekretaer, felter=felter, naa=v.naa)


def _send(v: Vandrer, hvem: Bruker) -> None:
    v.en(forankring.send, hvem)


def _trekk(v: Vandrer, hvem: Bruker) -> None:
    v.en(forankring.trekk, hvem)


def _los(v: Vandrer, hvem: Bruker) -> None:
    v.en(forankring.los_forankring, hvem)


def _skriftlig(v: Vandrer, _hvem: Bruker) -> None:
    frist = lokal_dato(v.naa) + timedelta(days=v.tilfeldig.choice([5, 10, 80]))
    v.en(forankring.sett_opp_skriftlig, v.forsk.utvalgssekretaer, svarfrist=frist)


def _behandle(v: Vandrer, _hvem: Bruker) -> None:
    """The committee meets, in a room or in writing, and its minutes are approved; or the meeting comes to nothing."""
    rad = v.sak.forankringer.filter(avsluttet__isnull=True, motesak__isnull=False).first()
    if rad is None:
        raise LookupError
    mote, forsk = rad.motesak.mote, v.forsk
    alt = {"utfort_av": forsk.utvalgssekretaer}

    def som() -> dict[str, Any]:
        return {**alt, "versjon": Mote.objects.get(pk=mote.pk).versjon, "naa": v.naa}

    hva = v.tilfeldig.random()
    if hva < 0.12:
        moteop.avlys(mote.pk, **som())
        return
    if hva < 0.24:
        saksliste.trekk_sak(mote.pk, **som(), nummer=rad.motesak.nummer)
        return
    if mote.tilstand == "planlagt":
        moteop.send_saksliste(mote.pk, **som())
    v.naa = max(v.naa, mote.slutt + timedelta(minutes=5))
    plasser = {m.pk: m.bruker_id for m in forsk.ssu.medlemmer.filter(verv__in=["leder", "medlem"])}
    protokoll.hold(mote.pk, **som(), oppmote=plasser, moteleder=forsk.ssuleder.pk)
    for motesak in mote.saker.aktive():
        utfall = v.tilfeldig.choice(["vedtatt", "vedtatt", "vedtatt_endret", "ikke_vedtatt", "utsatt"])
        protokoll.skriv_vedtak(mote.pk, **som(), nummer=motesak.nummer, utfall=utfall, vedtak="Slik ble det.", inhabile={})
    protokoll.til_godkjenning(mote.pk, **som())
    protokoll.godkjenn(mote.pk, **{**som(), "utfort_av": forsk.ssuleder})


def _sok(v: Vandrer, hvem: Bruker) -> None:
    felter = {"sendt": lokal_dato(v.naa), "finansior": "Demofondet", "belop": 100_000, "med_logo": True}
    v.en(soknad.send_soknad, hvem, felter=felter)


def _sok_uforankret(v: Vandrer, hvem: Bruker) -> None:
    grunn = {"uforankret_grunn": v.velg(["kort_frist", ""]), "uforankret_tekst": v.velg(["Fristen var i går.", ""])}
    felter = {"sendt": lokal_dato(v.naa), "finansior": "Demofondet", "belop": None, "med_logo": False}
    v.en(soknad.send_uforankret, hvem, felter=felter | grunn)


def _midler(v: Vandrer, hvem: Bruker) -> None:
    v.en(soknad.faa_midler, hvem, dag=lokal_dato(v.naa))


def _avslag(v: Vandrer, hvem: Bruker) -> None:
    v.en(soknad.faa_avslag, hvem, dag=lokal_dato(v.naa))


ALLE: tuple[Verb, ...] = (
    _inviter, _svar, _ta_ut, _endre, _begrens, _del, _vis, _start, _fullfor, _gjenaapne, _stans, _ta_opp, _mote, _send,
    _trekk, _los, _skriftlig, _behandle, _sok, _sok_uforankret, _midler, _avslag,
)  # fmt: skip
VANLIGST: dict[str, tuple[Verb, ...]] = {
    "ide": (_inviter, _svar, _endre, _begrens, _mote, _inviter),
    "tidligfase": (
        _inviter,
        _svar,
        _svar,
        _svar,
        _send,
        _send,
        _send,
        _mote,
        _start,
        _endre,
        _sok_uforankret,
        _del,
        _begrens,
    ),
    "til_forankring": (_svar, _svar, _behandle, _behandle, _behandle, _skriftlig, _trekk, _mote, _ta_ut),
    "forankret": (_sok, _sok, _sok, _los, _svar, _vis, _inviter),
    "soknad_sendt": (_midler, _avslag, _vis, _svar),
    "paagaar": (_fullfor, _vis, _svar, _begrens, _stans),
    "fullfort": (_gjenaapne, _vis),
    "ikke_viderefort": (_ta_opp,),
}
