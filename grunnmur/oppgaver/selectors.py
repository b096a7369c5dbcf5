"""What waits for whom, as screens and the sweep read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Protocol
from uuid import UUID

from django.db import connection
from django.db.models import DateField, Value
from django.db.models.functions import Coalesce
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.norsk import sorteringsnokkel
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.portal.dato import dato_kort, relativ
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.models import Sak

from .models import Kalenderlenke, Oppgave, OppgaveQuerySet
from .typer import UTPEK, Oppgavetype, oppgavetype

UTEN_FRIST = date(9999, 12, 31)
REKKEFOLGE: tuple[str, ...] = ("sorteringsfrist", "venter_siden", "pk")
HASTER_DAGER = 7
HULL_PER_KJORING = 500


class Oppgavevalg(Protocol):
    """Something that narrows the list, such as the filter of the page."""

    def filtrer(self, oppgaver: OppgaveQuerySet, dag: date) -> OppgaveQuerySet: ...


@dataclass(frozen=True)
class Oppgaverad:
    """One row of *Venter på deg*. `hast` is a colour: danger when overdue, warning within a week, else empty."""

    id: UUID
    tittel: str
    undertekst: str
    url: str
    ikon: str
    frist: date | None
    relativ: str
    hast: str
    ventet_dager: int
    ventet: str

    @property
    def forfalt(self) -> bool:
        return self.hast == "danger"


@dataclass(frozen=True)
class Fristrad:
    """One line of *Frister og datoer*."""

    dag: date
    tekst: str
    url: str
    hast: str


def venter_paa_deg(bruker: Bruker, *, antall: int | None = None, dag: date | None = None) -> list[Oppgaverad]:
    """What this person can answer now, the most pressing first; at most `antall` rows."""
    oppgaver = ventende(bruker).order_by(*REKKEFOLGE)
    return rader(list(oppgaver[:antall] if antall else oppgaver), dag=dag)


def ventende(bruker: Bruker) -> OppgaveQuerySet:
    """Open tasks of this person, with a sort key that puts those without a deadline last."""
    return (
        Oppgave.objects.venter_paa(bruker)
        .annotate(sorteringsfrist=Coalesce("frist", Value(UTEN_FRIST, DateField())))
        .prefetch_related("sak")
    )


def frister(bruker: Bruker, *, antall: int | None = None, dag: date | None = None) -> list[Fristrad]:
    """The deadlines of what waits for this person, nearest first."""
    dag = dag or timezone.localdate()
    oppgaver = ventende(bruker).filter(frist__isnull=False).order_by(*REKKEFOLGE)
    return [
        Fristrad(o.frist, str(oppgavetype(o.type).kort), adresse_til(o), hast(o.frist, dag))
        for o in (oppgaver[:antall] if antall else oppgaver)
        if o.frist
    ]


def rader(oppgaver: list[Oppgave], *, dag: date | None = None) -> list[Oppgaverad]:
    """Tasks as rows to draw. Their cases should be prefetched."""
    dag = dag or timezone.localdate()
    return [_rad(oppgave, oppgavetype(oppgave.type), dag) for oppgave in oppgaver]


def _rad(oppgave: Oppgave, type_: Oppgavetype, dag: date) -> Oppgaverad:
    dager = oppgave.ventet_dager(dag)
    return Oppgaverad(
        id=oppgave.pk,
        tittel=str(type_.tittel) % {"emne": oppgave.emne},
        undertekst=oppgave.undertekst,
        url=adresse_til(oppgave),
        ikon=type_.ikon,
        frist=oppgave.frist,
        relativ=relativ(oppgave.frist, dag) if oppgave.frist else "",
        hast=hast(oppgave.frist, dag),
        ventet_dager=dager,
        ventet=ventet_tekst(oppgave, dager),
    )


def hast(frist: date | None, dag: date) -> str:
    """How loud a deadline is drawn."""
    if frist is None or frist > dag + timedelta(days=HASTER_DAGER):
        return ""
    return "danger" if frist < dag else "warning"


def ventet_tekst(oppgave: Oppgave, dager: int) -> str:
    """«Ventet i 4 dager»; over two months it says since when instead."""
    if dager < 1:
        return _("Kom i dag")
    if dager > 60:
        return _("Ventet siden %(dag)s") % {"dag": dato_kort(oppgave.venter_siden)}
    return ngettext("Ventet i %(antall)d dag", "Ventet i %(antall)d dager", dager) % {"antall": dager}


def adresse_til(oppgave: Oppgave) -> str:
    """Where the task is answered: the page its type names, else the case."""
    type_ = oppgavetype(oppgave.type)
    if type_.saksside:
        return reverse(type_.saksside, args=[oppgave.sak_id])
    if type_.adresse:
        for argumenter in ([oppgave.virksomhet_id], []):
            try:
                return reverse(type_.adresse, args=argumenter)
            except NoReverseMatch:
                continue
    finn = getattr(oppgave.sak, "get_absolute_url", None)
    return finn() if finn else reverse("oppgaver:oppgave", args=[oppgave.pk])


def fortalt_eller_min(bruker: Bruker, id: UUID) -> tuple[Oppgave | None, bool]:
    """A task this person may look at, and whether it is theirs to answer.

    Others than those who answer may look when they have been told of it: whoever is above, or was asked before.
    """
    egen = ventende(bruker).filter(pk=id).select_related("virksomhet", "enhet").first()
    if egen:
        return egen, True
    # `varsler` comes from the floor above; only its existence is asked.
    fortalt = Oppgave.objects.filter(pk=id, varsler__mottaker=bruker).select_related("virksomhet", "enhet")
    return fortalt.first(), False


@dataclass(frozen=True)
class Oppgavestatus:
    """Who something waits for, told to somebody who does not answer it."""

    hva: str
    sted: str
    venter_siden: date
    frist: date | None
    lukket: bool
    svarer: list[str]
    url: str


def status(oppgave: Oppgave, bruker: Bruker) -> Oppgavestatus:
    """What whoever is above may know: the kind of task and who could answer, not whom the case is about."""
    svarer: list[str] = []
    if oppgave.virksomhet and not oppgave.lukket:
        fullmakter = ansvarlige(
            oppgave.rolletype, virksomhet=oppgave.virksomhet, enhet=oppgave.enhet, unntatt=oppgave.unntatt
        )
        svarer = sorted({f.bruker.navn for f in fullmakter}, key=sorteringsnokkel)
    elif oppgave.person and oppgave.enhet and not oppgave.lukket:
        svarer = [oppgave.person.navn]  # who acts for the unit
    steder = oppgave.enhet.visningsnavn if oppgave.enhet else ""
    return Oppgavestatus(
        hva=str(oppgavetype(oppgave.type).kort),
        sted=steder or (oppgave.virksomhet.fullt_navn if oppgave.virksomhet else ""),
        venter_siden=timezone.localdate(oppgave.venter_siden),
        frist=oppgave.frist,
        lukket=oppgave.lukket is not None,
        svarer=svarer,
        url=_synlig_adresse(oppgave, bruker),
    )


def _synlig_adresse(oppgave: Oppgave, bruker: Bruker) -> str:
    modell = oppgave.sak_type.model_class()
    if modell is None or not issubclass(modell, Sak):
        return ""
    sak: Any = modell._default_manager.synlig_for(bruker).filter(pk=oppgave.sak_id).first()
    return sak.get_absolute_url() if sak else ""


@dataclass(frozen=True)
class Oppgaveside:
    """One page of the list, drawn, with what pagination needs."""

    rader: list[Oppgaverad]
    forrige: str | None
    neste: str | None


def oppgaveside(bruker: Bruker, valg: Oppgavevalg, markor: str | None = None, *, dag: date | None = None) -> Oppgaveside:
    """A page of what waits for this person."""
    dag = dag or timezone.localdate()
    side = Nokkelside(valg.filtrer(ventende(bruker), dag), sortering="sorteringsfrist", markor=markor)
    return Oppgaveside(rader(side.rader, dag=dag), side.forrige, side.neste)


def kalenderlenke(bruker: Bruker) -> Kalenderlenke | None:
    """The person's calendar address, if one is open. Never the address itself: it is not kept."""
    return Kalenderlenke.objects.gjeldende(timezone.now()).filter(bruker=bruker).first()


# --- Gaps: questions nobody can answer ---

_GJELDER = """
    r.gyldig_fra <= %(dag)s::date AND (r.gyldig_til IS NULL OR r.gyldig_til >= %(dag)s::date)
"""

NYE_HULL = f"""
WITH meldt AS MATERIALIZED (
    SELECT u.sak_id FROM oppgaver_oppgave u WHERE u.lukket IS NULL AND u.type = '{UTPEK}'
), mulige AS MATERIALIZED (
    -- Most tasks have somebody at their own unit or for the whole virksomhet: one look in an index settles them.
    SELECT o.id, o.rolletype, o.enhet_id, o.virksomhet_id, o.unntatt
    FROM oppgaver_oppgave o
    WHERE o.lukket IS NULL AND o.person_id IS NULL AND o.type <> '{UTPEK}'
      AND NOT EXISTS (SELECT 1 FROM organisasjon_rolle r
                      JOIN organisasjon_bruker b ON b.id = r.bruker_id AND b.is_active
                      WHERE r.virksomhet_id = o.virksomhet_id AND r.type = o.rolletype
                        AND (r.enhet_id IS NULL OR r.enhet_id = o.enhet_id)
                        AND {_GJELDER} AND NOT (r.bruker_id = ANY (o.unntatt)))
      AND NOT EXISTS (SELECT 1 FROM meldt WHERE meldt.sak_id = o.sak_id)
)
SELECT m.id FROM mulige m
WHERE NOT EXISTS (SELECT 1 FROM organisasjon_ansvarlige(
                      m.rolletype::text, m.enhet_id, m.virksomhet_id, m.unntatt, %(dag)s::date))
LIMIT {HULL_PER_KJORING}
"""  # noqa: S608  (constants)

FYLTE_HULL = f"""
SELECT u.id FROM oppgaver_oppgave u
WHERE u.lukket IS NULL AND u.type = '{UTPEK}'
  AND NOT EXISTS (
      SELECT 1 FROM oppgaver_oppgave o
      WHERE o.sak_id = u.sak_id AND o.lukket IS NULL AND o.person_id IS NULL AND o.type <> '{UTPEK}'
        AND o.virksomhet_id = u.virksomhet_id
        AND NOT EXISTS (SELECT 1 FROM organisasjon_ansvarlige(
                            o.rolletype::text, o.enhet_id, o.virksomhet_id, o.unntatt, %(dag)s::date)))
"""  # noqa: S608  (constants)


def nye_hull(dag: date) -> list[UUID]:
    """Open tasks that nobody can answer on `dag`, and that nobody has been asked to mend."""
    return _ider(NYE_HULL, dag)


def fylte_hull(dag: date) -> list[UUID]:
    """Open requests to appoint somebody that have been met, or that nothing waits for any more."""
    return _ider(FYLTE_HULL, dag)


def _ider(sql: str, dag: date) -> list[UUID]:
    with connection.cursor() as peker:
        peker.execute(sql, {"dag": dag})
        return [rad[0] for rad in peker.fetchall()]
