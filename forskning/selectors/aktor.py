"""The register of parties: public, private and voluntary, near and far (S1-A04, S1-F07, S1-F08)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import reduce
from operator import or_
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Deltakelse, RolleType, Virksomhet, Virksomhetstype
from grunnmur.organisasjon.models.virksomhet import FRIVILLIGE, PRIVATE, Sektor
from grunnmur.organisasjon.norsk import sorteringsnokkel
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.portal.visning import Visning

from .. import rules
from ..models import Partner, Partnerprofil, Prosjekt
from ..models.adgang import i_nettverket
from .visning import prosjektvisning

VT = Virksomhetstype
EKSTERNE = (
    VT.UTDANNINGSINSTITUSJON, VT.FORSKNINGSINSTITUSJON, VT.FRIVILLIG, VT.BRUKERORGANISASJON, VT.NAERINGSLIV,
    VT.INSTITUSJON, VT.OFFENTLIG,
)  # fmt: skip
"""The kinds of parties that anybody may add: none of these decides anything in the network."""
SORTERINGER = {"navn": "sortering", "type": "type", "nivaa": "nivaa"}
STANDARD = "navn"
FLEST_LIGNENDE = 5
LIGNER = 0.8
UTEN_MENING = frozenset({"as", "asa", "sa", "hf", "i", "og", "for", "kommune", "stiftelsen", "avdeling"})


def i_registeret(bruker: Bruker) -> QuerySet[Virksomhet]:
    """Every party, to everybody of the network."""
    alle = Virksomhet.objects.all() if i_nettverket(bruker) else Virksomhet.objects.none()
    return alle.annotate(deltar=_deltar())


def _deltar() -> Exists:
    return Exists(Deltakelse.objects.gjeldende(timezone.localdate()).filter(virksomhet=OuterRef("pk")))


def i_nettet(aktorer: QuerySet[Virksomhet], *, med: bool) -> QuerySet[Virksomhet]:
    """Those that take part in the network today, or those that do not."""
    return aktorer.filter(_deltar() if med else ~_deltar())


def i_sektoren(aktorer: QuerySet[Virksomhet], sektor: str) -> QuerySet[Virksomhet]:
    """Sector follows from type, as `Virksomhet.sektor` says."""
    if sektor == Sektor.OFFENTLIG:
        return aktorer.exclude(type__in=PRIVATE | FRIVILLIGE)
    return aktorer.filter(type__in=FRIVILLIGE if sektor == Sektor.FRIVILLIG else PRIVATE)


def sok(aktorer: QuerySet[Virksomhet], tekst: str) -> QuerySet[Virksomhet]:
    """Every word must begin a word of the name."""
    for ord_ in sorteringsnokkel(tekst).split()[:6]:
        aktorer = aktorer.filter(Q(sortering__startswith=ord_) | Q(sortering__contains=f" {ord_}") | Q(orgnr=ord_))
    return aktorer


class Aktorrad(NamedTuple):
    """One row of the register."""

    id: UUID
    adresse: str
    navn: str
    type: str
    sektor: str
    nivaa: str
    deltar: bool
    prosjekter: int
    """Those that the reader sees."""


def rader(bruker: Bruker, aktorer: Iterable[Virksomhet]) -> Iterator[Aktorrad]:
    """One query for the counts, whatever the number of rows."""
    alle = list(aktorer)
    antall = antall_prosjekter(bruker, [a.pk for a in alle])
    for a in alle:
        yield Aktorrad(
            a.pk, reverse("forskning:aktor", args=[a.pk]), a.fullt_navn, a.get_type_display(), str(a.sektor.label),
            a.get_nivaa_display(), bool(getattr(a, "deltar", False)), antall.get(a.pk, 0),
        )  # fmt: skip


def antall_prosjekter(bruker: Bruker, aktorer: list[UUID]) -> dict[UUID, int]:
    """How many of the projects that this person sees each party is in, or is asked to be in."""
    synlige = Prosjekt.objects.synlig_for(bruker).order_by()
    partnere = Partner.objects.med().filter(prosjekt__in=synlige.values("pk"), virksomhet__in=aktorer)
    return dict(partnere.order_by().values_list("virksomhet").annotate(antall=Count("pk")))


# --- is it there already? ---------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Funn:
    """A party that may be the one somebody is about to register; `samme` when it surely is."""

    virksomhet: Virksomhet
    samme: bool


def _ord(navn: str) -> list[str]:
    rensket = "".join(t if t.isalnum() or t in "{|}" else " " for t in sorteringsnokkel(navn))
    alle = rensket.split()
    return [o for o in alle if o not in UTEN_MENING] or alle


def lignende(navn: str, orgnr: str = "") -> list[Funn]:
    """Parties with the same number, the same name in other letters, or one much like it; the surest first."""
    ord_ = _ord(navn)
    if not ord_ and not orgnr:
        return []
    vilkaar = [Q(sortering__contains=o[:5]) for o in ord_ if len(o) > 2] or [Q(sortering__startswith=o) for o in ord_]
    mulige = Virksomhet.objects.filter(reduce(or_, vilkaar, Q(orgnr=orgnr) if orgnr else Q(pk=None)))
    vektet = [(_likhet(ord_, _ord(v.navn)), v) for v in mulige.order_by("sortering")[:500]]
    funn = [
        (vekt, Funn(v, samme=vekt == 1.0 or bool(orgnr and v.orgnr == orgnr)))
        for vekt, v in vektet
        if vekt >= LIGNER or (orgnr and v.orgnr == orgnr)
    ]
    return [f for _vekt, f in sorted(funn, key=lambda par: (not par[1].samme, -par[0]))][:FLEST_LIGNENDE]


def _likhet(a: list[str], b: list[str]) -> float:
    """1.0 is the same words in any order; a name that is the beginning of another is like it."""
    if sorted(a) == sorted(b):
        return 1.0
    if a and b and (set(a) <= set(b) or set(b) <= set(a)):
        return 0.9
    return min(0.99, SequenceMatcher(None, " ".join(a), " ".join(b)).ratio())


# --- one party --------------------------------------------------------------------------------------------------------

FLEST_PROSJEKTER = 50


class Avsnitt(NamedTuple):
    tittel: str
    tekst: str


@dataclass(frozen=True)
class Aktorside:
    """A party as one person sees it: what it says of itself, who answers for it, and the projects it is in."""

    virksomhet: Virksomhet
    profil: Partnerprofil | None
    avsnitt: list[Avsnitt]
    svarerolle: str
    svarere: list[str]
    deltar: bool
    prosjekter: list[tuple[Prosjekt, Visning]]
    kan_endre: bool


def finn(bruker: Bruker, pk: UUID) -> Virksomhet | None:
    return i_registeret(bruker).filter(pk=pk).first()


def aktorside(bruker: Bruker, virksomhet: Virksomhet) -> Aktorside:
    """Of its projects only those that the reader sees; a restricted one is neither shown nor counted for others."""
    profil = Partnerprofil.objects.filter(pk=virksomhet.pk).first()
    rolle = rules.svarrollen(virksomhet)
    med = Partner.objects.med().filter(virksomhet=virksomhet).values("prosjekt")
    prosjekter = Prosjekt.objects.synlig_for(bruker).filter(pk__in=med).select_related("eier").order_by("-endret")
    return Aktorside(
        virksomhet=virksomhet,
        profil=profil,
        avsnitt=_avsnitt(profil) if profil else [],
        svarerolle=str(RolleType(rolle).label),
        svarere=list(dict.fromkeys(f.bruker.navn for f in ansvarlige(rolle, virksomhet=virksomhet))),
        deltar=bool(getattr(virksomhet, "deltar", False)),
        prosjekter=[(p, prosjektvisning(p.tilstand)) for p in prosjekter[:FLEST_PROSJEKTER]],
        kan_endre=rules.endrer_profil(bruker, virksomhet) is not None,
    )


def _avsnitt(profil: Partnerprofil) -> list[Avsnitt]:
    """What the party has written; what is blank is left out."""
    alle = [
        Avsnitt(_("Rollen i samarbeidet"), profil.rolle),
        Avsnitt(_("Kompetanse"), profil.kompetanse),
        Avsnitt(_("Kan bidra med"), profil.bidrag),
        Avsnitt(_("Strategiske mål"), profil.strategiske_maal),
    ]
    return [ett for ett in alle if ett.tekst]


def profil_til_redigering(virksomhet: Virksomhet) -> Partnerprofil:
    """The profile, or a blank one where none is begun."""
    return Partnerprofil.objects.filter(pk=virksomhet.pk).first() or Partnerprofil(virksomhet=virksomhet)
