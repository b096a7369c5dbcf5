"""The landing list: the municipality its doctors, the doctor their own, the ALIS office those it has reported."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, FilteredRelation, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, RolleType, Virksomhet, Virksomhetstype
from grunnmur.organisasjon.selectors import tilgang_for
from grunnmur.portal.visning import Visning
from lis.lege.models import ALLMENNMEDISIN, Lege, Spesialistgodkjenning

from ..models import Avdeling, Foresporseltilstand, Gruppe, Innmelding, Innmeldingstilstand, Onske
from .foresporsel import Status, status
from .innmeldingsvei import visning

IT = Innmeldingstilstand
KOLONNER = (
    "pk", "tilstand", "saksnummer", "planlagt_start", "lege__navn", "lege__sortering", "lege__kommune__navn",
    "lege__kommune__type", "lege__spesialisering__plan_tildelt", "koplass__rang", "koplass__deler_rang",
    "koplass__tjeneste", "koplass__tjeneste__tilstand", "spurt__pk", "mangler_veileder",
    "mangler_onsker", "spurt__tilstand", "spurt__frist", "spurt__sendes", "spurt__svarfrist", "spurt__svar_tid",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Rad:
    """One doctor in the list, finished for the template."""

    url: str
    lege: str
    kommune: str
    saksnummer: str
    visning: Visning
    planlagt_start: date | None
    rang: str
    spurt: Status | None
    mangler: str


def utvalg(bruker: Bruker, *, avsluttet: bool, sok: str) -> QuerySet[Any, Any]:
    """What this person sees of enrolments, as plain values, in the order of names."""
    godkjent = Spesialistgodkjenning.objects.filter(
        bruker=OuterRef("lege__spesialisering__veileder"), spesialitet=ALLMENNMEDISIN
    )
    innmeldinger = Innmelding.objects.synlig_for(bruker)
    innmeldinger = innmeldinger.avsluttede() if avsluttet else innmeldinger.aapne()
    if sok:
        innmeldinger = innmeldinger.filter(lege__in=Lege.objects.sok(sok))
    return innmeldinger.annotate(
        spurt=FilteredRelation("foresporsler", condition=~Q(foresporsler__tilstand=Foresporseltilstand.ERSTATTET)),
        mangler_veileder=Q(lege__spesialisering__veileder__isnull=True)
        | (Q(lege__spesialisering__gruppe=Gruppe.ALLMENNMEDISIN) & ~Exists(godkjent)),
        mangler_onsker=~Exists(Onske.objects.filter(innmelding=OuterRef("pk"))),
    ).values_list(*KOLONNER, named=True)


def rader(verdier: Any, venter: set[UUID], dag: date, *, ser_rang: bool) -> Iterator[Rad]:
    """Rows of one page; `venter` are the cases that wait for the reader."""
    for v in verdier:
        navn, type_ = v.lege__kommune__navn, v.lege__kommune__type
        aapen = v.tilstand in (IT.UTKAST, IT.INNMELDT, IT.PAA_VENT)
        yield Rad(
            url=reverse("lis3:sak", args=[v.pk]),
            lege=v.lege__navn,
            kommune=Virksomhet(navn=navn, type=type_).fullt_navn if navn else "",
            saksnummer=v.saksnummer or "",
            visning=visning(v.tilstand, venter_paa_meg=_venter(v, venter), plass=v.koplass__tjeneste__tilstand),
            planlagt_start=v.planlagt_start,
            rang=_rang(v) if ser_rang and v.tilstand in (IT.INNMELDT, IT.PAA_VENT) else "",
            spurt=status(
                v.spurt__tilstand,
                frist=v.spurt__frist,
                sendes=v.spurt__sendes,
                svarfrist=v.spurt__svarfrist,
                svar_tid=v.spurt__svar_tid,
                dag=dag,
            ),
            mangler=_mangler(v) if aapen else "",
        )


def _venter(v: Any, venter: set[UUID]) -> bool:
    """Whether the enrolment, its question or its service waits for the reader."""
    return not venter.isdisjoint({v.pk, v.spurt__pk, v.koplass__tjeneste})


def _rang(v: Any) -> str:
    if not v.koplass__rang:
        return _("uten rang")
    return _("%(nr)d, delt") % {"nr": v.koplass__rang} if v.koplass__deler_rang > 1 else str(v.koplass__rang)


def _mangler(v: Any) -> str:
    """«Mangler plan, veileder», empty when nothing is missing (S1-I03, S1-I04)."""
    ting = []
    if v.lege__spesialisering__plan_tildelt is None:
        ting.append(_("utdanningsplan"))
    if v.mangler_veileder:
        ting.append(_("godkjent veileder"))
    if v.mangler_onsker:
        ting.append(_("ønsker"))
    return _("Mangler %(ting)s") % {"ting": ", ".join(ting)} if ting else ""


# --- where somebody lands, and what they may begin --------------------------------------------------------------------


def landing(bruker: Bruker) -> str:
    """The url name of the page that LIS-tjeneste opens: the queue, the department's services, or the list of doctors."""
    tilgang = tilgang_for(bruker)
    if tilgang.har(RolleType.LIS_KOORDINATOR):
        return "lis3:ko"
    har_leger = tilgang.har(RolleType.KOMMUNE_LIS_KONTAKT, RolleType.ALIS_KONTOR, RolleType.LIS3)
    if not har_leger and not Lege.objects.filter(bruker=bruker).exists() and er_avdelingsleder(bruker):
        return "lis3:tjenester"
    return "lis3:liste"


def er_avdelingsleder(bruker: Bruker) -> bool:
    return tilgang_for(bruker).har(RolleType.LEDER) and Avdeling.objects.ledet_av(bruker).exists()


def kan_melde_inn_for(bruker: Bruker) -> QuerySet[Virksomhet]:
    """Municipalities for which this person may register a doctor to enrol: the own, any for the coordinator."""
    return _kommuner_for(bruker, alle_for=RolleType.LIS_KOORDINATOR)


def kan_melde_klar_for(bruker: Bruker) -> QuerySet[Virksomhet]:
    """Municipalities for which this person may report somebody else ready: the ALIS office any, a contact the own."""
    return _kommuner_for(bruker, alle_for=RolleType.ALIS_KONTOR)


def _kommuner_for(bruker: Bruker, *, alle_for: RolleType) -> QuerySet[Virksomhet]:
    tilgang = tilgang_for(bruker)
    if tilgang.har(alle_for):
        return _kommuner()
    return _kommuner().filter(pk__in=tilgang.virksomheter(RolleType.KOMMUNE_LIS_KONTAKT))


def _kommuner() -> QuerySet[Virksomhet]:
    return Virksomhet.objects.filter(type=Virksomhetstype.KOMMUNE).order_by("sortering")


def egne_kommuner(bruker: Bruker) -> QuerySet[Virksomhet]:
    """Where somebody who is a doctor in specialisation works: they may report themselves ready there."""
    tilgang = tilgang_for(bruker)
    ider = {f.rolle.virksomhet_id for f in tilgang.fullmakter if f.rolle.type == RolleType.LIS3 and not f.paa_vegne_av}
    ider |= set(Lege.objects.filter(bruker=bruker, kommune__isnull=False).values_list("kommune", flat=True))
    return _kommuner().filter(pk__in=ider)


def egen_person(bruker: Bruker) -> dict[str, Any]:
    """Name and e-mail of the doctor who is signed in, as registered, else those of the account."""
    lege = Lege.objects.filter(bruker=bruker).first()
    return {"navn": lege.navn, "epost": lege.epost} if lege else {"navn": bruker.navn, "epost": bruker.epost}


def egen_aapen(bruker: Bruker) -> Innmelding | None:
    """The doctor's own enrolment, if one is open."""
    return Innmelding.objects.aapne().filter(lege__bruker=bruker).first()
