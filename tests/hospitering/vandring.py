"""Some cases on the way: what anybody may try, in whatever order, while time goes by and people change roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Rolle, RolleType, Stedfortreder
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Hendelse
from hospitering import operations as op
from hospitering.innhold import FELTER
from hospitering.models import Aarsak, Enhetsprofil, Evaluering, Forberedelsespunkt, Soknad
from hospitering.operations import (
    avklaring,
    avtale,
    avtaleskjema,
    evaluering,
    gjennomforing,
    klargjoring,
    klokka,
    kontakt,
    periode,
)

from . import avtaler, lovnader

NEI = (Nektet, UlovligOvergang, Utdatert, ValidationError, LookupError, ObjectDoesNotExist)
"""The last where there is no agreement yet: the pages of one answer 404."""
HVEM_SOM_HELST = (
    "soker", "leder", "stedfortreder", "overleder", "mottak", "vertsleder", "divisjonsleder", "kontakt", "hamarleder",
    "sekretariat", "utenfor",
)  # fmt: skip
DAG = timedelta(days=1)
SVAR = avtaler.SVAR | {"form": "telefon"}

Verb = Callable[["Vandrer", Soknad, Bruker], Any]


def byen(cast: Any) -> list[Soknad]:
    """Where a walk begins: a draft, one that is answered, one that is agreed, one that is ready; three hospitants a week."""
    avtaler.tekst()
    Enhetsprofil.objects.create(enhet=cast.palliativ, kapasitet=3)
    ferdig = avtaler.klar(cast)
    for tekst, side in (("Bestill adgangskort", "vert"), ("Les om lindring", "hospitant")):
        Forberedelsespunkt.objects.create(enhet=cast.palliativ, tekst=tekst, ansvarlig=side)
    return [cast.utkast(), cast.besvart(), avtaler.inngaatt(cast), ferdig]


@dataclass
class Vandrer:
    """`velg` decides everything. `gjort` counts the verbs that went through, `naadd` the states that were reached."""

    cast: Any
    saker: list[Soknad]
    velg: Callable[[list[Any]], Any]
    gjort: Counter[str] = field(default_factory=Counter)
    naadd: set[str] = field(default_factory=set)
    nei: int = 0
    naa: datetime = field(default_factory=timezone.now)
    tatt: dict[tuple[Any, Any], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.tatt = lovnader.kapasiteten({})

    def steg(self) -> None:
        """Time goes by, or somebody tries something. What is refused changes nothing."""
        hva = self.velg(["oppgave"] * 5 + ["vanlig"] * 9 + ["hva som helst"] * 2 + ["tiden"] * 3 + ["folk"])
        nr = self.velg([0, 0, 1, 1, 2, 2, 3, 3])
        if hva == "tiden":
            self.la_tiden_gaa(self.saker[nr])
        elif hva == "folk":
            self.velg(FOLK)(self)
        elif hva == "oppgave":
            self.gjor_det_du_skylder(nr)
        else:
            verb = self.velg(VANLIGST[self.saker[nr].tilstand] if hva == "vanlig" else ALLE)
            self.prov(nr, verb, self.rett(self.saker[nr], verb) if hva == "vanlig" else self.en())

    def en(self) -> Bruker:
        return self.cast.folk[self.velg(list(HVEM_SOM_HELST))]

    def rett(self, sak: Soknad, verb: Verb) -> Bruker:
        """Mostly somebody who does such things."""
        return self.cast.folk[self.velg(HVEM[verb])]

    def prov(self, nr: int, verb: Verb, hvem: Bruker) -> bool:
        sak = self.saker[nr]
        foer = self.avtrykk(sak)
        try:
            verb(self, sak, hvem)
        except NEI:
            assert self.avtrykk(sak) == foer, f"{verb.__name__} was refused and left something"
            self.nei += 1
            return False
        klokka.folg(naa=self.naa)
        self.kontroller(nr)
        return True

    def gjor_det_du_skylder(self, nr: int) -> None:
        """Whoever the portal asks may answer: the right is never refused."""
        sak = self.saker[nr]
        aapne = [
            rad for rad in Oppgave.objects.for_sak(sak).aapne().order_by("type", "person__navn") if _kort(rad) in SVARER
        ]
        if not aapne:
            return
        oppgave = self.velg(aapne)
        mulige = [self.cast.folk[kode] for kode in SPURTE]
        hvem = [oppgave.person] if oppgave.person else [b for b in mulige if _venter_paa(oppgave, b)]
        if not hvem:
            return
        bruker, verb = self.velg(hvem), SVARER[_kort(oppgave)]
        try:
            verb(self, sak, bruker)
        except Nektet as feil:
            raise AssertionError(f"{bruker.navn} is asked for {oppgave.type}, and refused") from feil
        except NEI:
            self.nei += 1
            return
        klokka.folg(naa=self.naa)
        self.kontroller(nr)

    def la_tiden_gaa(self, sak: Soknad) -> None:
        """A day, a week, or until the next date of a case: the clock follows, and leaves nothing for a second round."""
        self.naa = max(self.naa, self.velg([self.naa + DAG, self.naa + 7 * DAG, *self.datoer(sak)]))
        klokka.folg(naa=self.naa)
        lovnader.tiden(self.naa)
        naa = dict(Soknad.objects.filter(pk__in=[s.pk for s in self.saker]).values_list("pk", "versjon"))
        for nr, saken in enumerate(self.saker):
            if naa[saken.pk] != saken.versjon:
                self.kontroller(nr)

    def datoer(self, sak: Soknad) -> list[datetime]:
        """The first day of a case, the day after its last, and the day after an evaluation is due."""
        rad = avtaler.naa_er(sak)
        med = getattr(rad, "avtale", None)
        if med is None or med.fra is None:
            return []
        frister = list(Evaluering.objects.filter(soknad=sak).order_by("side").values_list("frist", flat=True))
        dager = [med.fra, med.fra, med.fra - DAG, med.til + DAG, med.til + DAG, *(frist + DAG for frist in frister)]
        return [avtaler.kl(dag, 7) for dag in dager]

    def avtrykk(self, sak: Soknad) -> list[Any]:
        return [Soknad.objects.filter(pk=sak.pk).values().first(), Hendelse.objects.for_sak(sak).count()]

    def kontroller(self, nr: int) -> None:
        sak = self.saker[nr] = avtaler.naa_er(self.saker[nr])
        self.naadd.add(sak.tilstand)
        self.tatt = lovnader.kapasiteten(self.tatt)
        lovnader.alle(self.cast, sak)

    def regnskap(self) -> Counter[str]:
        return Counter(Hendelse.objects.filter(sak_id__in=[s.pk for s in self.saker]).values_list("navn", flat=True))

    def som(self, sak: Soknad, hvem: Bruker) -> dict[str, Any]:
        return {"utfort_av": hvem, "versjon": sak.versjon, "naa": self.naa}

    @property
    def idag(self) -> date:
        return lokal_dato(self.naa)


SPURTE = ("leder", "overleder", "stedfortreder", "vertsleder", "divisjonsleder", "mottak", "kontakt_adm")
"""Who a role may come to."""


def _venter_paa(oppgave: Oppgave, bruker: Bruker) -> bool:
    return Oppgave.objects.venter_paa(bruker).filter(pk=oppgave.pk).exists()


def _kort(oppgave: Oppgave) -> str:
    return oppgave.type.removeprefix("hospitering.")


# --- until the reply ---------------------------------------------------------------------------------------------------


def send_inn(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.send_inn(s.pk, **v.som(s, hvem))


def innvilg_egen(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.innvilg_egen(s.pk, **v.som(s, hvem), tariff_bekreftet=v.velg([True, True, True, False]))


def avslaa_egen(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.avslaa_egen(s.pk, **v.som(s, hvem), kommentar="Ikke nå.")


def spor(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.spor_soker(s.pk, **v.som(s, hvem), sporsmaal="Når passer det?")


def svar(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.svar(s.pk, **v.som(s, hvem), svar="Når som helst.")


def bekreft_mottatt(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.bekreft_mottatt(s.pk, **v.som(s, hvem))


def videresend(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.videresend(s.pk, **v.som(s, hvem), vertsenhet=v.velg([v.cast.palliativ, v.cast.akutt]))


def returner(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.returner(s.pk, **v.som(s, hvem), kommentar="Feil sted.")


def send_paa_nytt(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.send_paa_nytt(s.pk, **v.som(s, hvem), vertsvirksomhet=v.cast.sykehus, vertsenhet=v.cast.palliativ)


def innvilg_vert(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.innvilg_vert(s.pk, **v.som(s, hvem))


def avslaa_vert(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.avslaa_vert(s.pk, **v.som(s, hvem), kommentar="Ikke plass.")


def gi_tilbakemelding(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    """The host's part, and the reply."""
    s = op.fyll_vertsdel(s.pk, **v.som(s, hvem), hospiteringsenhet=v.cast.palliativ, **_kontakt(v, v.velg(KONTAKTER)))
    op.gi_tilbakemelding(s.pk, **v.som(s, hvem))


def ny_vurdering(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.be_om_ny_vurdering(s.pk, **v.som(s, hvem), begrunnelse="Se på det igjen.")


def trekk(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    op.trekk(s.pk, **v.som(s, hvem), aarsak=v.velg(["", *Aarsak.values]))


def endre(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    assert s.periode_til
    til = s.periode_til + v.velg([0, 7]) * DAG
    nytt = v.velg([{"tlf_privat": "+4790000002"}, {"begrunnelse": f"Vi trenger det. {v.naa}"}, {"periode_til": til}])
    op.endre(s.pk, **v.som(s, hvem), felter={navn: getattr(s, navn) for navn in FELTER} | nytt)


# --- the agreement -----------------------------------------------------------------------------------------------------

KONTAKTER = ["kontakt", "kontakt", "vertsleder", "ukjent", "soker"]


def _kontakt(v: Vandrer, kode: str) -> dict[str, Any]:
    epost = v.cast.folk[kode].epost if kode in v.cast.folk else f"{kode}@prove.example"
    return {"kontakt_navn": "Kristin Kontakt", "kontakt_epost": epost, "kontakt_tlf": "+4762000001"}


def _perioden(v: Vandrer, s: Soknad) -> dict[str, Any]:
    """Near what was wished for, mostly; sometimes past it, or not a period at all."""
    assert s.periode_fra and s.periode_til
    forst = max(s.periode_fra, v.idag) + v.velg([0, 0, 0, 1, 3, 9, -1]) * DAG
    til = forst + v.velg([0, 4, 4, 10, 18, -2]) * DAG
    return {"fra": forst, "til": til, "evaluering_tidspunkt": avtaler.kl(til + v.velg([0, 1, 1, 5, -1]) * DAG, 14)}


def _punktene(v: Vandrer, s: Soknad) -> dict[str, Any]:
    assert s.periode_fra
    forst = max(s.periode_fra, v.idag)
    form = v.velg(["elektronisk", "elektronisk", "papir"])
    naar = v.velg([v.idag, forst, forst + 30 * DAG])
    return {"ansvar": True, "taushet_form": form, "taushet_naar": naar, "instruks_naar": v.idag}


def avklar(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    avklaring.avklar(s.pk, **v.som(s, hvem), **_punktene(v, s))


def avklar_og_foresla(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    avtaleskjema.avklar_og_foresla(s.pk, **v.som(s, hvem), **_punktene(v, s), **_perioden(v, s))


def foresla(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    periode.foresla_periode(s.pk, **v.som(s, hvem), **_perioden(v, s))


def bekreft(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    periode.bekreft_periode(s.pk, **v.som(s, hvem))


def avslaa_periode(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    periode.avslaa_periode(s.pk, **v.som(s, hvem))


def avgjor_periode(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    periode.avgjor_periode(s.pk, **v.som(s, hvem), godkjent=v.velg([True, True, False]))


def trekk_forslag(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    periode.trekk_forslag(s.pk, **v.som(s, hvem))


def foresla_reise(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    avtale.foresla_reise(s.pk, **v.som(s, hvem), dekning=v.velg(["dekkes", "delvis"]), merknad=lovnader.HEMMELIG)


def bekreft_reise(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    avtale.bekreft_reise(s.pk, **v.som(s, hvem))


def inngaa(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    avtale.inngaa_avtale(s.pk, **v.som(s, hvem))


def bytt_kontakt(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    kontakt.bytt_kontakt(s.pk, **v.som(s, hvem), **_kontakt(v, v.velg(KONTAKTER)))


# --- the ready gate ----------------------------------------------------------------------------------------------------


def signer(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    klargjoring.signer_taushet(s.pk, **v.som(s, hvem))


def motta_papir(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    klargjoring.motta_taushet(s.pk, **v.som(s, hvem), underskrevet=v.idag + v.velg([0, 0, 1]) * DAG)


def les(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    klargjoring.les_instruks(s.pk, **v.som(s, hvem))


def forbered(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    rader = list(s.forberedelser.filter(gjort=None) if v.velg([True, True, False]) else s.forberedelser.all())
    egne = [r for r in rader if (r.ansvarlig == "hospitant") == (hvem.pk == s.soker_id)] or rader
    if not egne:
        raise LookupError
    klargjoring.forbered(s.pk, **v.som(s, hvem), forberedelse=v.velg(egne).pk)


# --- running and change ------------------------------------------------------------------------------------------------


def utsett(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    periode.foresla_periode(s.pk, **v.som(s, hvem), **_perioden(v, s), art="utsatt", aarsak="tidspunkt")


def kort_ned(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    med = getattr(s, "avtale", None)
    if med is None or med.fra is None:
        raise LookupError
    til = med.til - v.velg([0, 1, 3]) * DAG
    fra = med.fra + v.velg([0, 0, 1]) * DAG
    naar = {"fra": fra, "til": til, "evaluering_tidspunkt": avtaler.kl(til + DAG)}
    periode.foresla_periode(s.pk, **v.som(s, hvem), **naar, art="kortet", aarsak="bemanning")


def avlys(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    gjennomforing.avlys(s.pk, **v.som(s, hvem), aarsak=v.velg(["kapasitet", "annet", ""]))


def kvitter(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    gjennomforing.kvitter(s.pk, **v.som(s, hvem))


def start_selv(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    gjennomforing.start(s.pk, **v.som(s, hvem))


def lever(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    evaluering.lever_evaluering(s.pk, **v.som(s, hvem), svar=SVAR, frigi_ord=v.velg([True, False]))


def frafall(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    side = v.velg(["hospitant", "vert"])
    evaluering.frafall(s.pk, **v.som(s, hvem), side=side, grunn=v.velg(["sluttet", "annet"]), merknad=v.velg(["", "Ferie."]))


def frigi(v: Vandrer, s: Soknad, hvem: Bruker) -> None:
    evaluering.frigi(s.pk, **v.som(s, hvem), side=v.velg(["hospitant", "vert"]), ja=v.velg([True, False]))


# --- people and places -------------------------------------------------------------------------------------------------


def _slutter(kode: str) -> Callable[[Vandrer], None]:
    def slutter(v: Vandrer) -> None:
        """The leader is no longer one; whoever leads above answers."""
        igaar = timezone.localdate() - DAG
        for rolle in Rolle.objects.filter(bruker=v.cast.folk[kode], type=RolleType.LEDER, gyldig_til=None):
            rolle.gyldig_til = igaar
            rolle.save()

    return slutter


def _begynner_igjen(v: Vandrer) -> None:
    for rolle in Rolle.objects.filter(type=RolleType.LEDER).exclude(gyldig_til=None):
        rolle.gyldig_til = None
        rolle.save()


def _stedfortreder(v: Vandrer) -> None:
    """Stine stands in for a leader, on one side or the other."""
    hos = v.velg(["leder", "vertsleder"])
    rolle = Rolle.objects.filter(bruker=v.cast.folk[hos], type=RolleType.LEDER, gyldig_til=None).first()
    if rolle and not Stedfortreder.objects.filter(rolle=rolle).exists():
        v.cast.stedfortreder_for("stedfortreder", rolle)


def _annen_kapasitet(v: Vandrer) -> None:
    Enhetsprofil.objects.update(kapasitet=v.velg([0, 1, 2, 3, None]))


FOLK: list[Callable[[Vandrer], None]] = [
    _slutter("leder"), _slutter("vertsleder"), _begynner_igjen, _stedfortreder, _stedfortreder, _annen_kapasitet,
    _annen_kapasitet,
]  # fmt: skip

EGEN, MOTTAK, VERTEN = ["leder", "leder", "overleder", "stedfortreder"], ["mottak"], ["vertsleder", "divisjonsleder"]
VERT = ["kontakt", "kontakt", "kontakt", "vertsleder", "stedfortreder"]
SOKER = ["soker"]
BEGGE = [*SOKER, *SOKER, "kontakt", "kontakt", "vertsleder"]
HVEM: dict[Verb, list[str]] = {
    verb: hvem
    for hvem, verbene in [
        (SOKER, (send_inn, svar, trekk, endre, ny_vurdering, signer)),
        (EGEN, (innvilg_egen, avslaa_egen, send_paa_nytt, avgjor_periode)),
        (MOTTAK, (bekreft_mottatt, videresend, returner)),
        (VERTEN, (innvilg_vert, avslaa_vert, gi_tilbakemelding)),
        ([*EGEN, *VERTEN], (spor,)),
        (VERT, (avklar, avklar_og_foresla, inngaa, bytt_kontakt, motta_papir)),
        ([*SOKER, "leder"], (foresla_reise, bekreft_reise)),
        ([*VERT, "leder"], (avlys,)),
        (BEGGE, (foresla, bekreft, avslaa_periode, trekk_forslag, les, forbered, utsett, kort_ned, kvitter, start_selv)),
        (BEGGE, (lever, frigi)),
        ([*SOKER, "kontakt", "leder"], (frafall,)),
    ]
    for verb in verbene
}
ALLE: list[Verb] = list(HVEM)
PERIODENE: list[Verb] = [bekreft, bekreft, avslaa_periode, avgjor_periode, avgjor_periode, trekk_forslag]
VANLIGST: dict[str, list[Verb]] = {
    "utkast": [send_inn],
    "innsendt": [innvilg_egen, innvilg_egen, innvilg_egen, avslaa_egen, spor, endre],
    "mangler_svar": [svar, svar, endre],
    "avslaatt_egen": [ny_vurdering],
    "oversendt": [bekreft_mottatt, bekreft_mottatt, videresend, returner, endre],
    "returnert": [send_paa_nytt, send_paa_nytt, endre],
    "mottatt": [innvilg_vert, innvilg_vert, avslaa_vert, avslaa_vert, spor, returner, videresend],
    "avslaatt_vert": [ny_vurdering],
    "innvilget_vert": [gi_tilbakemelding, gi_tilbakemelding, endre],
    "avtale_under_arbeid": [
        avklar, avklar_og_foresla, avklar_og_foresla, foresla, *PERIODENE, foresla_reise, bekreft_reise, bekreft_reise,
        inngaa, inngaa, inngaa, bytt_kontakt, endre, avlys, trekk,
    ],
    "avtale_inngaatt": [
        signer, signer, motta_papir, les, les, les, forbered, forbered, forbered, bytt_kontakt, utsett, kort_ned,
        *PERIODENE, avlys, trekk,
    ],
    "klar": [utsett, kort_ned, bytt_kontakt, *PERIODENE, start_selv, trekk, avlys],
    "paagaar": [kort_ned, bekreft, bekreft, avgjor_periode, avlys, bytt_kontakt],
    "gjennomfort": [lever, lever, lever, frafall, frafall, frigi, bytt_kontakt],
    "evaluert": [frigi],
    "avlyst": [kvitter],
    "trukket": [kvitter],
}  # fmt: skip
SVARER: dict[str, Verb] = {
    "leder_egen": innvilg_egen, "svar": svar, "mottak": bekreft_mottatt, "returnert": send_paa_nytt,
    "leder_vert": innvilg_vert, "vertsdel": gi_tilbakemelding, "avtale_forslag": avklar_og_foresla, "periode_svar": bekreft,
    "periode_leder": avgjor_periode, "reise": foresla_reise, "reise_svar": bekreft_reise, "inngaa_avtale": inngaa,
    "taushet": signer, "taushet_papir": motta_papir, "instruks": les, "forbered": forbered, "ikke_startet": utsett,
    "kvitter": kvitter, "evaluer": lever, "evaluering_utlopt": lever,
}  # fmt: skip
