"""The list: whose questions, in which order, and the rows as plain values."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import DateField, Q, QuerySet, Value
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.sider import velg_sortering
from grunnmur.portal.visning import Visning

from ..models import AVSLUTTET, UBESVART, Fagfelt, Foresporsel, Omfang, Tilstand
from .visning import visning

T = Tilstand
FANER = ("venter", "mine", "enheten", "alle")
SORTERINGER = {"meldt": "naar", "frist": "innen"}
SORTERINGER_SENDT = {"meldt": "meldt_tid", "frist": "svarfrist"}
"""Sent questions have both; the plain columns are what the indexes are on."""
STANDARD = "-meldt"
HOS = frozenset({T.MELDT, T.MOTTATT, T.SPURT, T.AVTALT, T.NY_VURDERING})
"""Somebody has the question in their hands."""
SISTE_DAG = date(9999, 12, 31)
INGEN = UUID(int=0)
SVARER = (RolleType.VEILEDNINGSANSVARLIG, RolleType.LEDER, RolleType.AVTALESPESIALIST)

Oppgaver = dict[UUID, date | None]
"""What waits for one person: by which case, until when."""

KOLONNER = (
    "pk", "saksnummer", "tilstand", "omfang", "overskrift", "fagfelt", "fagomraade__navn", "meldt_tid", "svarfrist",
    "melder", "melder__navn", "ansvarlig__navn", "vakt__navn", "fra_enhet__navn", "fra_enhet__sted", "fra_virksomhet__navn",
    "fra_virksomhet__type", "til_enhet__navn", "til_enhet__sted", "til_virksomhet__navn", "til_virksomhet__type",
)  # fmt: skip
"""What a row shows. No need in full and no number to ring, for anybody."""


@dataclass(frozen=True, slots=True)
class Rad:
    """One row, finished for the template."""

    url: str
    saksnummer: str
    tittel: str
    fag: str
    melder: str
    fra: str
    fra_part: str
    til: str
    til_part: str
    hos: str
    """Who owes the next move, by name where somebody has it; afterwards who answered."""
    har_turen: bool
    meldt: datetime | None
    svarfrist: date | None
    """The deadline while an answer is owed."""
    over_frist: bool
    tilstand: str
    visning: Visning

    @property
    def hos_tekst(self) -> str:
        """Beside the state: nothing where it is the reader's turn, the name alone where it is nobody's."""
        if self.visning == Visning.VENTER_PAA_DEG:
            return ""
        return _("Hos %(navn)s") % {"navn": self.hos} if self.hos and self.har_turen else self.hos


def mine_oppgaver(bruker: Bruker) -> Oppgaver:
    """One query: every question where somebody waits for this person, and by when."""
    aapne = Oppgave.objects.venter_paa(bruker).filter(sak_type=ContentType.objects.get_for_model(Foresporsel))
    return dict(aapne.values_list("sak_id", "frist")[:1000])


def egne_aapne(bruker: Bruker, antall: int) -> list[Foresporsel]:
    """The person's own questions that are not over, the one that moved last first."""
    aapne = Foresporsel.objects.filter(melder=bruker).exclude(tilstand__in=AVSLUTTET)
    return list(aapne.defer("behov", "sokevektor").order_by("-endret")[:antall])


def bare_egne(bruker: Bruker) -> bool:
    """Whether the person can see no other questions than those they ask or answer themselves."""
    return not tilgang_for(bruker).har(*SVARER, RolleType.VEILEDNINGSKOORDINATOR, RolleType.SEKRETARIAT)


def har_enhet(bruker: Bruker) -> bool:
    """Whether questions are addressed to somewhere this person answers or leads."""
    return tilgang_for(bruker).har(*SVARER)


def i_fane(sporring: QuerySet[Foresporsel], fane: str, bruker: Bruker, oppgaver: Oppgaver) -> QuerySet[Foresporsel]:
    """The questions of one tab, with the keys they may be sorted by. Drafts stand only among one's own."""
    innen = Coalesce("svarfrist", Value(SISTE_DAG, output_field=DateField()))
    if fane == "mine":
        egne = Q(melder=bruker) | Q(ansvarlig_melder=bruker)
        return sporring.filter(egne).annotate(naar=Coalesce("meldt_tid", "opprettet"), innen=innen)
    sendte = sporring.filter(meldt_tid__isnull=False)
    if fane == "venter":
        return sendte.filter(pk__in=oppgaver)
    if fane == "enheten":
        tilgang = tilgang_for(bruker)
        return sendte.filter(Q(til_enhet__in=tilgang.enheter(*SVARER)) | Q(til_virksomhet__in=tilgang.virksomheter(*SVARER)))
    return sendte


def sortering(fane: str, valgt: str) -> tuple[str, str]:
    """The sort as chosen (the default when unknown), and the key it means in this tab."""
    return velg_sortering(valgt, SORTERINGER if fane == "mine" else SORTERINGER_SENDT, STANDARD)


def som_verdier(sporring: QuerySet[Foresporsel], nokkel: str) -> QuerySet[Any, Any]:
    """The columns of a row and the sort key, without making objects of them."""
    return sporring.values_list(*dict.fromkeys((*KOLONNER, nokkel.removeprefix("-"))), named=True)


def rader(verdier: Iterable[Any], oppgaver: Oppgaver) -> Iterator[Rad]:
    """Rows in the order given, one at a time. What many rows share is worked out once."""
    sak, utkast = (reverse(f"veiledning:{navn}", args=[INGEN]).split(str(INGEN)) for navn in ("sak", "utkast"))
    part = cache(_part)
    tilstander = {t.value: str(t.label) for t in T}
    fagfelt = {f.value: str(f.label) for f in Fagfelt}
    om_pasient, uten_emne = _("Ring meg om en pasient"), _("Nytt spørsmål")
    idag = timezone.localdate()
    for v in verdier:
        foran, bak = utkast if v.tilstand == T.UTKAST else sak
        skyldes = v.tilstand in UBESVART
        yield Rad(
            url=f"{foran}{v.pk}{bak}",
            saksnummer=v.saksnummer or "",
            tittel=om_pasient if v.omfang == Omfang.ENKELTPASIENT else v.overskrift or uten_emne,
            fag=v.fagomraade__navn or fagfelt.get(v.fagfelt, ""),
            melder=v.melder__navn,
            fra=_enhet(v.fra_enhet__navn, v.fra_enhet__sted),
            fra_part=part(v.fra_virksomhet__navn, v.fra_virksomhet__type),
            til=_enhet(v.til_enhet__navn, v.til_enhet__sted),
            til_part=part(v.til_virksomhet__navn, v.til_virksomhet__type),
            hos=_hos(v, part(v.til_virksomhet__navn, v.til_virksomhet__type)),
            har_turen=v.tilstand in HOS,
            meldt=v.meldt_tid,
            svarfrist=v.svarfrist if skyldes else None,
            over_frist=bool(skyldes and v.svarfrist and v.svarfrist < idag),
            tilstand=tilstander[v.tilstand],
            visning=visning(v.tilstand, venter_paa_meg=v.pk in oppgaver),
        )


def _part(navn: str | None, type_: str | None) -> str:
    return Virksomhet(navn=navn, type=type_ or "").fullt_navn if navn else ""


def _enhet(navn: str | None, sted: str | None) -> str:
    """As `Enhet.visningsnavn`, from the row's values."""
    if not navn:
        return ""
    return f"{navn}, {sted}" if sted and sted not in navn else navn


def _hos(v: Any, part: str) -> str:
    if v.tilstand == T.MELDT:
        return v.vakt__navn or _uten_vakt(v, part)
    if v.tilstand == T.SPURT:
        return str(v.melder__navn)
    if v.tilstand == T.NY_VURDERING:
        return _("lederen")
    return v.ansvarlig__navn or ""


def _uten_vakt(v: Any, part: str) -> str:
    """Whoever answers alone has no rota."""
    return _("vaktlisten") if v.til_enhet__navn else part
