"""What is wrong in the queue today, and what to do about it first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from grunnmur.portal.dato import dato
from lis.lege.models import ALLMENNMEDISIN, Spesialistgodkjenning

from ..models import Deling, Delingsvurdering, Gruppe, Innmelding, Innmeldingstilstand
from .foresporsel import FANER
from .foresporsel import vilkaar as sjekkvilkaar

AVVIK: dict[str, Promise] = {
    "maa_sendes": gettext_lazy("Forespørsel må sendes"),
    "ikke_besvart": gettext_lazy("Kommunen har ikke svart"),
    "nei_endring": gettext_lazy("Kommunen svarte nei eller endring"),
    "uavgjort": gettext_lazy("Lik ansiennitet er ikke avgjort"),
    "deling": gettext_lazy("3 + 3 måneder venter på vurdering"),
    "veileder": gettext_lazy("Mangler godkjent veileder"),
    "sen": gettext_lazy("Sen innmelding"),
}
VARSLES = ("maa_sendes", "ikke_besvart", "nei_endring", "uavgjort", "deling", "veileder")
"""What the banner speaks of, the most urgent first. A late enrolment is shown, but nobody has to do anything."""
MAKS_NAVN = 3


def vilkaar(kode: str, dag: date) -> Q:
    """As a condition on the rows of the queue."""
    if kode in FANER:
        return _paa("koplass__foresporsel", sjekkvilkaar(kode, dag)) & Q(tilstand=Innmeldingstilstand.INNMELDT)
    if kode == "uavgjort":
        return Q(koplass__uavgjort=True)
    if kode == "deling":
        return Q(deling=Deling.DELT, delingsvurdering=Delingsvurdering.VENTER)
    if kode == "sen":
        return Q(koplass__foresporsel__sen_innmelding=True)
    godkjent = Spesialistgodkjenning.objects.filter(
        bruker=OuterRef("lege__spesialisering__veileder"), spesialitet=ALLMENNMEDISIN
    )
    allmenn = Q(lege__spesialisering__gruppe=Gruppe.ALLMENNMEDISIN)
    return Q(lege__spesialisering__veileder__isnull=True) | allmenn & ~Q(Exists(godkjent))


def _paa(relasjon: str, vilkaaret: Q) -> Q:
    """The same condition, asked through a relation."""
    ny = Q(_connector=vilkaaret.connector, _negated=vilkaaret.negated)
    for barn in vilkaaret.children:
        if isinstance(barn, Q):
            ny.children.append(_paa(relasjon, barn))
        elif isinstance(barn, tuple):
            ny.children.append((f"{relasjon}__{barn[0]}", barn[1]))
    return ny


@dataclass(frozen=True)
class Melding:
    """One thing that is wrong, with where it is put right."""

    tekst: str
    utdyping: str
    adresse: str
    knapp: str


def dagens(koen: QuerySet[Innmelding], dag: date) -> list[Melding]:
    """What is wrong today, the most urgent first; the first one gets the page's one button."""
    antall = koen.aggregate(**{f"n_{kode}": Count("pk", filter=vilkaar(kode, dag)) for kode in VARSLES})
    return [_melding(kode, antall[f"n_{kode}"], koen, dag) for kode in VARSLES if antall[f"n_{kode}"]]


def _melding(kode: str, n: int, koen: QuerySet[Innmelding], dag: date) -> Melding:
    koadresse, sjekk = f"{reverse('lis3:ko')}?avvik={kode}", f"{reverse('lis3:seksmnd')}?vis={kode}"
    utdyping, adresse, knapp = "", koadresse, _("Se hvem")
    if kode == "maa_sendes":
        tekst, utdyping = _maa_sendes(n, koen, dag)
        adresse, knapp = sjekk, _("Se og send")
    elif kode == "ikke_besvart":
        tekst = ngettext(
            "%(n)s forespørsel er ikke besvart innen fristen.", "%(n)s forespørsler er ikke besvart innen fristen.", n
        )
        adresse = sjekk
    elif kode == "nei_endring":
        tekst = ngettext(
            "%(n)s forespørsel er besvart med nei eller endring.",
            "%(n)s forespørsler er besvart med nei eller endring.",
            n,
        )
        adresse = sjekk
    elif kode == "uavgjort":
        tekst = ngettext(
            "%(n)s lege har lik ansiennitet som en annen.", "%(n)s leger deler plass i køen med lik ansiennitet.", n
        )
        knapp = _("Avgjør rekkefølgen")
    elif kode == "deling":
        tekst = ngettext(
            "%(n)s ønske om 3 + 3 måneder venter på vurdering.", "%(n)s ønsker om 3 + 3 måneder venter på vurdering.", n
        )
        knapp = _("Vurder")
    else:
        tekst = ngettext("%(n)s lege mangler godkjent veileder.", "%(n)s leger mangler godkjent veileder.", n)
    return Melding(tekst % {"n": n}, utdyping, adresse, knapp)


def _maa_sendes(n: int, koen: QuerySet[Innmelding], dag: date) -> tuple[str, str]:
    """By when, and for whom: those with the first deadline."""
    rader = list(
        koen.filter(vilkaar("maa_sendes", dag))
        .order_by("koplass__foresporsel__frist", "koplass__plassering")
        .values_list("koplass__foresporsel__frist", "lege__navn", "lege__kommune__navn")[:MAKS_NAVN]
    )
    frist = rader[0][0]
    navn = ", ".join(f"{lege} ({kommune})" for _frist, lege, kommune in rader)
    if n > len(rader):
        navn = _("%(navn)s og %(antall)s til") % {"navn": navn, "antall": n - len(rader)}
    if frist < dag:
        tekst = ngettext(
            "%(n)s seksmånedersforespørsel må sendes nå, for fristen var %(dag)s.",
            "%(n)s seksmånedersforespørsler må sendes nå, for fristen var %(dag)s.",
            n,
        )
    else:
        tekst = ngettext(
            "%(n)s seksmånedersforespørsel må sendes innen %(dag)s.",
            "%(n)s seksmånedersforespørsler må sendes, den første innen %(dag)s.",
            n,
        )
    return tekst % {"n": n, "dag": dato(frist)}, f"{navn}."
