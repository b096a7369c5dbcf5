"""Open pages about municipalities and hospitals: the list, one page, and who decides what (S1-L04, L10)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Deltakelse, Helsefellesskap, Virksomhet, Virksomhetstype
from grunnmur.organisasjon.selectors import tilgang_for

from .. import rules
from ..models import Innstilling, Profil
from ..models.profil import FOR_PROFILEN

Leser = Bruker | AnonymousUser


def steder(*, q: str = "", region: str = "") -> QuerySet[Profil]:
    """The published pages that match, municipalities and trusts alike, for a page by key."""
    profiler = Profil.objects.publiserte().select_related("virksomhet")
    if region:
        profiler = profiler.filter(virksomhet__helseregion=region)
    for ord_ in q.split():
        profiler = profiler.filter(Q(virksomhet__navn__icontains=ord_) | Q(virksomhet__helseregion__icontains=ord_))
    return profiler


def regioner() -> list[str]:
    """The health regions from which there is something to read."""
    navn = Profil.objects.publiserte().exclude(virksomhet__helseregion="").order_by("virksomhet__helseregion")
    return list(navn.values_list("virksomhet__helseregion", flat=True).distinct())


class Egen(NamedTuple):
    """A virksomhet whose page this person writes, and how far it has come."""

    virksomhet: Virksomhet
    begynt: bool
    publisert: bool


def egne(leser: Leser) -> list[Egen]:
    """The pages that this person writes: of those that take part today."""
    if not isinstance(leser, Bruker) or not tilgang_for(leser).har(*FOR_PROFILEN):
        return []
    mine = tilgang_for(leser).virksomheter(*FOR_PROFILEN)
    deltar = Deltakelse.objects.gjeldende().filter(virksomhet__in=mine).values("virksomhet")
    parter = Virksomhet.objects.filter(pk__in=deltar).select_related("lis1_profil").order_by("sortering")
    profiler = [(v, getattr(v, "lis1_profil", None)) for v in parter if rules.redigerer_profil(leser, v)]
    return [Egen(v, p is not None, bool(p and p.publisert)) for v, p in profiler]


def til_redigering(bruker: Bruker, pk: UUID) -> Profil | None:
    """The page of a virksomhet for whoever writes it, a blank one where none is begun; None for everybody else."""
    virksomhet = next((egen.virksomhet for egen in egne(bruker) if egen.virksomhet.pk == pk), None)
    if virksomhet is None:
        return None
    profil = getattr(virksomhet, "lis1_profil", None) or Profil(virksomhet=virksomhet, versjon=0)
    profil.virksomhet = virksomhet
    return profil


def kan_redigere(leser: Leser, profil: Profil) -> bool:
    return isinstance(leser, Bruker) and rules.eier_profilen(leser, profil) is not None


@dataclass(frozen=True)
class Avsnitt:
    """One heading of a page with its text."""

    tittel: str
    tekst: str


def avsnitt(profil: Profil) -> list[Avsnitt]:
    """What the party has written, in the order candidates ask; what is blank is left out."""
    alle = [
        Avsnitt(_("Praksis"), profil.praksis),
        Avsnitt(_("Vakt"), profil.vakt),
        Avsnitt(_("Veiledning"), profil.veiledning),
        Avsnitt(_("Bolig"), profil.bolig),
    ]
    return [ett for ett in alle if ett.tekst]


def lenker() -> dict[str, str]:
    """Addresses of others: the Directorate's portal, where positions are applied for, and the regulation."""
    innstilling = Innstilling.objects.gjeldende()
    return {"hdir_url": innstilling.hdir_url, "forskrift_url": innstilling.forskrift_url}


class Avgjorelse(NamedTuple):
    """Who decides, and what."""

    hvem: str
    hva: list[str]


def hvem_bestemmer() -> list[Avgjorelse]:
    """The division of roles in LIS1, from the nation to the municipality (S1-L04)."""
    nett = Helsefellesskap.objects.gjeldende()
    foretak = nett.helseforetak if nett else None
    rhf = foretak.eier if foretak and foretak.eier and foretak.eier.type == Virksomhetstype.RHF else None
    return [
        Avgjorelse(
            _("Helsedirektoratet"),
            [
                _("Bestemmer kriteriene for utlysningen og når stillingene lyses ut."),
                _("Driver den nasjonale stillingsportalen. Der søker kandidatene, og bare der."),
            ],
        ),
        Avgjorelse(
            rhf.navn if rhf else _("Det regionale helseforetaket"),
            [_("Har ansvaret for at sykehusene i regionen har LIS1-stillinger, og fordeler dem mellom helseforetakene.")],
        ),
        Avgjorelse(
            _("Statsforvalteren"),
            [
                _("Oppretter, godkjenner og kvalitetssikrer plassene i kommunene."),
                _("Sitter i LIS1-utvalget."),
            ],
        ),
        Avgjorelse(
            _("LIS1-utvalget"),
            [
                _("Statsforvalteren, kommuneoverlege og LIS-koordinator tildeler kommuneplassene etter vedtatte kriterier."),
            ],
        ),
        Avgjorelse(
            foretak.navn if foretak else _("Helseforetaket"),
            [
                _("Lyser ut og ansetter i stillingene, hovedsakelig koblet med en kommune."),
                _("Har ansvaret for tjenesten i sykehus."),
            ],
        ),
        Avgjorelse(
            _("Kommunen"),
            [
                _("Foreslår plasser, og ansetter LIS1 etter utvalgets vedtatte ordning for fordeling."),
                _("Har ansvaret for tjenesten i kommunen."),
            ],
        ),
    ]
