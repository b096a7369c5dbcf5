"""The list: whose cases, in which order, and the rows as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.db.models import DateField, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Faggruppe, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.dato import periode
from grunnmur.portal.sider import velg_sortering
from grunnmur.portal.visning import Visning

from .. import tekster
from ..models import Soknad, Tilstand
from .steg import visning

FANER = ("venter", "mine", "alle")
SORTERINGER = {"innsendt": "naar", "periode": "start", "soker": "soker__sortering"}
SORTERINGER_SENDT = {**SORTERINGER, "innsendt": "innsendt_tid", "periode": "periode_fra"}
"""Sent cases have both; the plain columns are what the indexes are on."""
STANDARD = "-innsendt"
SISTE_DAG = date(9999, 12, 31)
INGEN = UUID(int=0)

KOLONNER = (
    "pk", "saksnummer", "versjon", "tilstand", "soker_navn", "arbeidssted", "periode_fra", "periode_til",
    "avtale__fra", "avtale__til", "innsendt_tid", "faggruppe", "faggruppe_annen", "onsket_enhet_tekst",
    "vertsvirksomhet__navn", "vertsvirksomhet__type", "vertsenhet__navn", "vertsenhet__sted", "onsket_enhet__navn",
    "onsket_enhet__sted",
)  # fmt: skip
"""What a row shows. No address and no phone, for anybody."""


@dataclass(frozen=True, slots=True)
class Rad:
    """One row, finished for the template."""

    id: UUID
    url: str
    saksnummer: str
    versjon: int
    soker: str
    arbeidssted: str
    hvor: str
    virksomhet: str
    fra: date | None
    til: date | None
    faggruppe: str
    sendt: datetime | None
    tilstand: str
    visning: Visning
    frist: date | None
    kan_velges: bool

    @property
    def tittel(self) -> str:
        return self.soker or self.saksnummer

    @property
    def periode(self) -> str:
        return periode(self.fra, self.til, kort=True) if self.fra else ""


@dataclass(frozen=True)
class Oppgaver:
    """What waits for one person, by case."""

    frister: dict[UUID, date | None]
    kan_innvilges: frozenset[UUID]

    def __len__(self) -> int:
        return len(self.frister)


def mine_oppgaver(bruker: Bruker) -> Oppgaver:
    """One query: every case of hospitering where somebody waits for this person."""
    aapne = Oppgave.objects.venter_paa(bruker).filter(type__startswith="hospitering.")
    rader = list(aapne.values_list("sak_id", "type", "frist")[:1000])
    return Oppgaver(
        {sak: frist for sak, _type, frist in rader},
        frozenset(sak for sak, type_, _frist in rader if type_ == tekster.LEDER_EGEN),
    )


def tar_imot(bruker: Bruker) -> bool:
    """Whether this person receives applications, and so may enter forms that came on paper (S1-S18)."""
    return tilgang_for(bruker).har(RolleType.MOTTAKSANSVARLIG)


def bare_egne(bruker: Bruker) -> bool:
    """Whether the person can see no other applications than those of their own."""
    ser_andres = (RolleType.LEDER, RolleType.MOTTAKSANSVARLIG, RolleType.KONTAKT_ADM, RolleType.SEKRETARIAT)
    if tilgang_for(bruker).har(*ser_andres):
        return False
    return not Soknad.objects.filter(kontakt_bruker=bruker).exists()


def i_fane(sporring: QuerySet[Soknad], fane: str, bruker: Bruker, oppgaver: Oppgaver) -> QuerySet[Soknad]:
    """The cases of one tab, with the keys they may be sorted by. Drafts stand only among one's own."""
    if fane == "mine":
        start = Coalesce("periode_fra", Value(SISTE_DAG, output_field=DateField()))
        return sporring.filter(soker=bruker).annotate(naar=Coalesce("innsendt_tid", "opprettet"), start=start)
    sendte = sporring.filter(innsendt_tid__isnull=False)
    return sendte.filter(pk__in=oppgaver.frister) if fane == "venter" else sendte


def sortering(fane: str, valgt: str) -> tuple[str, str]:
    """The sort as chosen (the default when unknown), and the key it means in this tab."""
    return velg_sortering(valgt, SORTERINGER if fane == "mine" else SORTERINGER_SENDT, STANDARD)


def som_verdier(sporring: QuerySet[Soknad], nokkel: str) -> QuerySet[Any, Any]:
    """The columns of a row and the sort key, without making objects of them."""
    felt = nokkel.removeprefix("-")
    return sporring.values_list(*dict.fromkeys((*KOLONNER, felt)), named=True)


def rader(verdier: Iterable[Any], oppgaver: Oppgaver) -> Iterator[Rad]:
    """Rows in the order given, one at a time. What many rows share is worked out once."""
    sak, utkast = (reverse(f"hospitering:{navn}", args=[INGEN]).split(str(INGEN)) for navn in ("sak", "utkast"))
    virksomheter = cache(_virksomhetsnavn)
    tilstander = {t.value: str(t.label) for t in Tilstand}
    faggrupper = {f.value: str(f.label) for f in Faggruppe}
    for v in verdier:
        foran, bak = utkast if v.tilstand == Tilstand.UTKAST else sak
        yield Rad(
            id=v.pk,
            url=f"{foran}{v.pk}{bak}",
            saksnummer=v.saksnummer or "",
            versjon=v.versjon,
            soker=v.soker_navn,
            arbeidssted=v.arbeidssted,
            hvor=_hvor(v),
            virksomhet=virksomheter(v.vertsvirksomhet__navn, v.vertsvirksomhet__type),
            fra=v.avtale__fra or v.periode_fra,  # the period that was agreed, else the one that was wished for
            til=v.avtale__til or v.periode_til,
            faggruppe=v.faggruppe_annen or faggrupper.get(v.faggruppe, ""),
            sendt=v.innsendt_tid,
            tilstand=tilstander[v.tilstand],
            visning=visning(v.tilstand, venter_paa_meg=v.pk in oppgaver.frister),
            frist=oppgaver.frister.get(v.pk),
            kan_velges=v.pk in oppgaver.kan_innvilges,
        )


def _virksomhetsnavn(navn: str | None, type_: str | None) -> str:
    return Virksomhet(navn=navn, type=type_ or "").fullt_navn if navn else ""


def _hvor(v: Any) -> str:
    """As `Soknad.vertsnavn`, from the row's values."""
    for navn, sted in ((v.vertsenhet__navn, v.vertsenhet__sted), (v.onsket_enhet__navn, v.onsket_enhet__sted)):
        if navn:
            return f"{navn}, {sted}" if sted and sted not in navn else navn
    return v.onsket_enhet_tekst or ""
