"""Practice in a municipality: the list, one case as somebody sees it, and what may be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Enhet, Rolle, RolleType, Virksomhet
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.portal.dato import dato, periode
from grunnmur.portal.steg import Steg, Stegtilstand
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.selectors import Historikklinje, Innsynslinje, hendelser_i, innsyn_i

from .. import overganger as o
from .. import rules
from ..models import Kommunepraksis, Kommunepraksistilstand
from .historikk import historikk

K = Kommunepraksistilstand

VISNINGER = {
    K.UTKAST: Visning.UTKAST,
    K.SENDT: Visning.VENTER_PAA_SVAR,
    K.IKKE_MULIG: Visning.UNDER_BEHANDLING,
    K.TILBUDT: Visning.TILBUDT,
    K.BEKREFTET: Visning.BEKREFTET,
    K.PAAGAAR: Visning.PAAGAAR,
    K.GJENNOMFORT: Visning.FULLFORT,
    K.AVBRUTT: Visning.AVSLUTTET,
    K.TRUKKET: Visning.TRUKKET,
}
VEILEDERROLLER = (RolleType.ANSATT, RolleType.LEDER, RolleType.LIS_VEILEDER, RolleType.KOMMUNEOVERLEGE)


def mulige_kommuner() -> QuerySet[Virksomhet]:
    """The municipalities that take part today."""
    return Virksomhet.objects.filter(pk__in=rules.opptakskommuner()).order_by("sortering")


def mulige_enheter(sak: Kommunepraksis) -> QuerySet[Enhet]:
    return Enhet.objects.aktive().filter(virksomhet=sak.kommune_id).order_by("sortering")


def mulige_veiledere(sak: Kommunepraksis) -> QuerySet[Bruker]:
    """People who work in the municipality today, but never the doctor."""
    folk = Bruker.objects.filter(is_active=True, er_system=False).exclude(lege=sak.lege_id)
    her = Rolle.objects.gjeldende().filter(virksomhet=sak.kommune_id, type__in=VEILEDERROLLER)
    return folk.filter(pk__in=her.values("bruker")).order_by("sortering")


@dataclass(frozen=True)
class Praksisrad:
    """One row of the list."""

    lege: str
    url: str
    avdeling: str
    kommune: str
    saksnummer: str
    fra: date
    til: date
    visning: Visning


def liste(bruker: Bruker) -> QuerySet[Kommunepraksis]:
    """What this person sees, for a page by key."""
    return Kommunepraksis.objects.synlig_for(bruker).select_related("lege", "avdeling", "kommune")


def rad(sak: Kommunepraksis, *, venter: bool) -> Praksisrad:
    return Praksisrad(
        lege=sak.lege.navn,
        url=sak.get_absolute_url(),
        avdeling=str(sak.avdeling),
        kommune=sak.kommune.fullt_navn,
        saksnummer=sak.saksnummer or "",
        fra=sak.fra,
        til=sak.til,
        visning=Visning.VENTER_PAA_DEG if venter else VISNINGER[K(sak.tilstand)],
    )


def venter_paa(bruker: Bruker) -> set[object]:
    """Ids of the cases in which this person owes an answer."""
    return set(Oppgave.objects.venter_paa(bruker).values_list("sak_id", flat=True))


@dataclass(frozen=True)
class Praksisside:
    """One case as one person sees it today."""

    sak: Kommunepraksis
    gruppe: str
    maal: list[str]
    visning: Visning
    fullmakter: dict[str, Fullmakt | bool]
    steg: list[Steg]
    historikk: list[Historikklinje]
    innsyn: list[Innsynslinje] | None
    frist: date | None

    def kan(self, navn: str) -> bool:
        return navn in self.fullmakter


def praksisside(sak: Kommunepraksis, bruker: Bruker) -> Praksisside:
    """Everything the page shows. A municipality reads nothing of what another one was asked before it."""
    oppgave = Oppgave.objects.venter_paa(bruker).for_sak(sak).order_by("frist").first()
    fullmakter = {overgang.navn: f for overgang, f in o.KOMMUNEPRAKSIS.fullmakter(bruker, sak).items()}
    hendelser = hendelser_i(sak)
    er_lege, er_koordinator = rules.praksisens_lege(bruker, sak), rules.er_koordinator(bruker, sak)
    spesialisering = getattr(sak.lege, "spesialisering", None)
    return Praksisside(
        sak=sak,
        gruppe=spesialisering.get_gruppe_display() if spesialisering else "",
        maal=[str(maal) for maal in sak.laeringsmaal.all()],
        visning=Visning.VENTER_PAA_DEG if oppgave else VISNINGER[K(sak.tilstand)],
        fullmakter=fullmakter,
        steg=stegliste(sak),
        historikk=historikk(sak, hendelser if er_lege or er_koordinator else siden_sist_spurt(hendelser)),
        innsyn=innsyn_i(sak) if er_lege else None,
        frist=oppgave.frist if oppgave else None,
    )


def siden_sist_spurt(hendelser: list[Hendelse]) -> list[Hendelse]:
    """From the last time a municipality was asked."""
    spurt = [nr for nr, h in enumerate(hendelser) if h.navn == o.SPOR_KOMMUNE.navn]
    return hendelser[spurt[-1] :] if spurt else hendelser


REKKE = (K.SENDT, K.TILBUDT, K.BEKREFTET, K.PAAGAAR, K.GJENNOMFORT)
"""The way of a practice. What stopped it stands at the step it had come to."""
STANSET = {K.UTKAST: 0, K.IKKE_MULIG: 0, K.AVBRUTT: 3}


def stegliste(sak: Kommunepraksis) -> list[Steg]:
    """Where the case is, as the numbered list of the page."""
    tilstand = K(sak.tilstand)
    her = REKKE.index(tilstand) if tilstand in REKKE else STANSET.get(tilstand, 0)
    navn = [_("Svar fra kommunen"), _("Bekreftelse fra LIS-koordinator"), _("Oppstart"), _("Praksis"), _("Gjennomført")]
    under = [
        sak.kommune.fullt_navn,
        ", ".join(filter(None, [str(sak.enhet or ""), sak.veileder.navn if sak.veileder else ""])),
        dato(sak.fra),
        periode(sak.fra, sak.til),
        "",
    ]
    stanset = tilstand in (K.IKKE_MULIG, K.AVBRUTT, K.TRUKKET)
    return [
        Steg(navn[nr], _stegtilstand(nr, her, stanset=stanset, ferdig=tilstand == K.GJENNOMFORT), undertekst=under[nr])
        for nr in range(len(REKKE))
    ]


def _stegtilstand(nr: int, her: int, *, stanset: bool, ferdig: bool) -> Stegtilstand:
    if ferdig or nr < her:
        return "ferdig"
    if nr == her:
        return "stoppet" if stanset else "naa"
    return "venter"
