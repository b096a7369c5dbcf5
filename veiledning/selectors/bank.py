"""Read models of the answer bank: the search, one answer, and what a question shows of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.contrib.postgres.search import SearchHeadline, SearchRank
from django.db.models import F, IntegerField, Value
from django.db.models.functions import Cast, Round
from django.utils.html import escape
from django.utils.safestring import SafeString

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.sider import Nokkelside
from grunnmur.portal.sok import SPRAK, planlagt_for_ordene, som_sporring
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.overgang import Overgang
from grunnmur.saksgang.selectors import Historikklinje, historikk

from .. import overganger as o
from .. import rules
from ..models import Banksvar, Banktilstand, Bankversjon, Foresporsel, Utdatertmelding
from ..models.bank import BanksvarQuerySet

KANDIDATER = 500
"""At most so many of the newest answers that match are weighed against each other. A word that every answer holds would
otherwise have a hundred thousand ranked to show twenty-five (docs/adr/0007)."""

B = Banktilstand
# No text of ours holds a control character, so these mark what was found until the rest is escaped.
START, SLUTT = "\x02", "\x03"


@dataclass(frozen=True, slots=True)
class Treff:
    """One answer in the list, with what was found in it marked."""

    svar: Banksvar
    tittel: str
    utdrag: str


def avgrenset(bruker: Bruker, valgt: Mapping[str, str]) -> BanksvarQuerySet:
    """The published answers this person may read, of the field and the party that were chosen."""
    sporring = Banksvar.objects.synlig_for(bruker).publiserte()
    return sporring.filter(**{navn: valgt[navn] for navn in ("fagfelt", "fagomraade", "virksomhet") if navn in valgt})


def sokeside(sporring: BanksvarQuerySet, tekst: str, markor: str | None) -> Nokkelside:
    """One page of the answers that match, best first; of all of them, newest first, where nothing is asked for."""
    if not tekst.strip():
        utdrag = sporring.med_navn().defer("sokevektor")
        return Nokkelside(utdrag, sortering="-publisert_tid", markor=markor)
    sok = som_sporring(tekst)
    kandidater = sporring.filter(sokevektor=sok).order_by("-publisert_tid", "-id").values("pk")[:KANDIDATER]
    # A whole number, so that the cursor of the next page says exactly where this one ended.
    rang = Cast(Round(SearchRank(F("sokevektor"), sok, normalization=Value(1)) * 1_000_000), IntegerField())
    treff = (
        Banksvar.objects.filter(pk__in=kandidater)
        .med_navn()
        .defer("sokevektor")
        .annotate(
            rang=rang,
            tittel_funnet=SearchHeadline(
                "sporsmaal", sok, config=SPRAK, start_sel=START, stop_sel=SLUTT, highlight_all=True
            ),
            svar_funnet=SearchHeadline(
                "svar",
                sok,
                config=SPRAK,
                start_sel=START,
                stop_sel=SLUTT,
                max_words=35,
                min_words=15,
                max_fragments=2,
                fragment_delimiter=" … ",
            ),
        )
    )
    with planlagt_for_ordene():
        side = Nokkelside(treff, sortering="-rang", markor=markor)
        _ = side.treff  # counted here, where it is planned for the words
    return side


def treff(side: Nokkelside) -> Iterator[Treff]:
    """The rows of a page, safe to draw."""
    for svar in side:
        tittel = getattr(svar, "tittel_funnet", svar.sporsmaal)
        utdrag = getattr(svar, "svar_funnet", "")
        yield Treff(svar, merket(tittel), merket(_med_prikker(utdrag, svar.svar) if utdrag else _begynnelsen(svar.svar)))


def _med_prikker(utdrag: str, tekst: str) -> str:
    """Say that there is more, unless the excerpt reaches the end."""
    slutten = utdrag.replace(START, "").replace(SLUTT, "")[-20:]
    return utdrag if tekst.endswith(slutten) else f"{utdrag} …"


def _begynnelsen(tekst: str, tegn: int = 220) -> str:
    if len(tekst) <= tegn:
        return tekst
    return tekst[:tegn].rsplit(" ", 1)[0] + " …"


def merket(tekst: str) -> SafeString:
    """Everything is escaped; only our own marks become elements."""
    return SafeString(escape(tekst).replace(START, "<mark>").replace(SLUTT, "</mark>"))


# --- one answer -------------------------------------------------------------------------------------------------------

UTEN_SIDE = (o.FORESLAA_PUBLISERING.navn,)


@dataclass(frozen=True)
class Svarside:
    """One answer as this person sees it."""

    svar: Banksvar
    visning: Visning | None
    verb: list[Overgang]
    sist: list[Historikklinje]
    """When it was last edited and last renewed, and by whom."""
    er_side: bool
    er_forvalter: bool
    ser_sporsmaalet: bool
    meldinger: list[Utdatertmelding]
    tidligere: list[Bankversjon]
    historikk: list[Historikklinje]
    """Newest first."""

    @property
    def skal_gjore_noe(self) -> bool:
        """Whether this is more than something to read."""
        return self.er_forvalter or o.SAMTYKK in self.verb


def svarside(svar: Banksvar, bruker: Bruker) -> Svarside:
    fullmakter = o.BANKSVAR.fullmakter(bruker, svar)
    verb = [v for v in fullmakter if v.navn not in UTEN_SIDE]
    forvalter = o.REDIGER in fullmakter
    er_side = rules.er_side_i_svaret(bruker, svar)
    linjer = historikk(svar)
    innenfor = er_side or forvalter
    return Svarside(
        svar=svar,
        visning=visning(svar, bruker),
        verb=verb,
        sist=[linje for linje in (_siste(linjer, o.REDIGER), _siste(linjer, o.FORNY)) if linje],
        er_side=er_side,
        er_forvalter=forvalter,
        ser_sporsmaalet=Foresporsel.objects.synlig_for(bruker).filter(pk=svar.foresporsel_id).exists(),
        meldinger=list(svar.meldinger.filter(behandlet__isnull=True).select_related("meldt_av")) if forvalter else [],
        tidligere=list(svar.versjoner.all()),
        historikk=linjer if innenfor else [],
    )


def visning(svar: Banksvar, bruker: Bruker) -> Visning | None:
    """How the state looks; nothing where it is as a reader expects."""
    if svar.tilstand == B.FORESLAATT:
        return Visning.VENTER_PAA_DEG if rules.samtykker(bruker, svar) else Visning.VENTER_PAA_SVAR
    return {B.UTLOPT: Visning.UTLOPT, B.AVSLAATT: Visning.SVARTE_NEI, B.TRUKKET: Visning.TRUKKET}.get(B(svar.tilstand))


def _siste(linjer: list[Historikklinje], overgang: Overgang) -> Historikklinje | None:
    return next((linje for linje in linjer if linje.navn == overgang.navn), None)


# --- what a question shows --------------------------------------------------------------------------------------------


def panel(sak: Foresporsel, bruker: Bruker) -> Banksvar | None:
    """The answer that came of this question, where this person may see it: for `veiledning/sak/bank.html`."""
    if sak.om_enkeltpasient:
        return None
    return Banksvar.objects.synlig_for(bruker).filter(foresporsel=sak).order_by("-opprettet").first()
