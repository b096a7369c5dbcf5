"""The parties of a project as people see them: who is in, who answered how, and whom it waits for (S1-F03, S4-B03)."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Rolle, RolleType, Virksomhet
from grunnmur.portal.dato import dato
from grunnmur.portal.visning import Visning

from .. import overganger as o
from .. import rules
from ..models import LEVER, Bekreftelsesmaate, Partner, Partnerprofil, Partnersvar, Prosjekt
from ..models.adgang import BEKREFTER
from ..tekster.partner import HENT_SVAR, PARTNERSVAR

PS = Partnersvar
VISNINGER = {
    PS.INVITERT: Visning.VENTER_PAA_SVAR,
    PS.BEKREFTET: Visning.DELTAR,
    PS.AVSLAATT: Visning.DELTAR_IKKE,
    PS.TRUKKET: Visning.TATT_UT,
}


@dataclass(frozen=True)
class Partnerrad:
    """One party and its answer, as one person sees it."""

    partner: Partner
    navn: str
    adresse: str
    er_eier: bool
    visning: Visning
    svartekst: str
    """Who answered, when and how; empty while it waits."""
    svarerolle: str
    """The role that answers for it, in words."""
    svarere: list[str]
    """Who holds that role today; empty where nobody here does."""
    frist: date | None
    kan: frozenset[str]
    """bekreft, avslaa, trekk_seg, svar, ta_ut."""


def partnere(bruker: Bruker, prosjekt: Prosjekt) -> list[Partnerrad]:
    """Every party that is or was asked, the owner first. The number of queries is the same for one and for twenty."""
    alle = list(
        prosjekt.partnere.select_related("virksomhet", "besvart_av", "paa_vegne_av").order_by(
            "invitert", "virksomhet__sortering"
        )
    )
    venter = [p.virksomhet_id for p in alle if p.svar in (PS.INVITERT, PS.BEKREFTET)]
    roller = dict(Partnerprofil.objects.filter(pk__in=venter).values_list("pk", "bekreftes_av"))
    folk = _rolleholdere(venter)
    frister = dict(
        Oppgave.objects.for_sak(prosjekt).aapne().filter(type__in=[PARTNERSVAR, HENT_SVAR]).values_list("del_id", "frist")
    )
    styrer = prosjekt.tilstand in LEVER and bool(rules.styrer(bruker, prosjekt))
    return sorted(
        (
            _rad(bruker, prosjekt, p, roller.get(p.virksomhet_id, RolleType.LEDER), folk, frister.get(p.pk), styrer=styrer)
            for p in alle
        ),
        key=lambda rad: (not rad.er_eier, rad.partner.svar == PS.TRUKKET),
    )


def _rolleholdere(virksomheter: list[UUID]) -> dict[tuple[UUID, str], list[str]]:
    """Who holds each role that may answer for each of these parties today."""
    roller = Rolle.objects.gjeldende().filter(virksomhet__in=virksomheter, enhet=None, type__in=BEKREFTER)
    folk: dict[tuple[UUID, str], list[str]] = defaultdict(list)
    for rolle in roller.filter(bruker__is_active=True).select_related("bruker").order_by("gyldig_fra"):
        folk[rolle.virksomhet_id, rolle.type].append(rolle.bruker.navn)
    return folk


def _rad(
    bruker: Bruker,
    prosjekt: Prosjekt,
    p: Partner,
    rolle: str,
    folk: dict[tuple[UUID, str], list[str]],
    frist: date | None,
    *,
    styrer: bool,
) -> Partnerrad:
    svarere = folk.get((p.virksomhet_id, rolle), [])
    svarer = prosjekt.tilstand in LEVER and rules.for_virksomheten(bruker, p.virksomhet_id, rolle)
    er_eier = p.virksomhet_id == prosjekt.eier_id
    kan: set[str] = set()
    if svarer and p.svar == PS.INVITERT:
        kan |= {"bekreft", "avslaa"}
    if svarer and p.svar == PS.BEKREFTET:
        kan.add("trekk_seg")
    if styrer and p.svar in (PS.INVITERT, PS.BEKREFTET):
        kan |= set() if er_eier else {"ta_ut"}
        kan |= set() if svarere else {"svar"}
    return Partnerrad(
        partner=p,
        navn=p.virksomhet.fullt_navn,
        adresse=reverse("forskning:aktor", args=[p.virksomhet_id]),
        er_eier=er_eier,
        visning=Visning.VENTER_PAA_DEG if "bekreft" in kan else VISNINGER[PS(p.svar)],
        svartekst=svartekst(p),
        svarerolle=str(RolleType(rolle).label),
        svarere=svarere,
        frist=frist,
        kan=frozenset(kan),
    )


def svartekst(p: Partner) -> str:
    """«Fouad Fou, på vegne av Leif Leder, i portalen 22. november 2026», or who answered on paper and who noted it."""
    if p.svar not in (PS.BEKREFTET, PS.AVSLAATT) or p.besvart_av is None or p.svardato is None:
        return ""
    dag = dato(p.svardato)
    if p.maate != Bekreftelsesmaate.PORTALEN:
        tekst = _("%(navn)s på papir %(dag)s. Registrert av %(av)s")
        if p.maate == Bekreftelsesmaate.EPOST:
            tekst = _("%(navn)s på e-post %(dag)s. Registrert av %(av)s")
        return tekst % {"navn": p.bekreftet_navn, "dag": dag, "av": p.besvart_av.navn}
    if p.paa_vegne_av:
        tekst = _("%(navn)s på vegne av %(annen)s, i portalen %(dag)s")
        return tekst % {"navn": p.besvart_av.navn, "annen": p.paa_vegne_av.navn, "dag": dag}
    return _("%(navn)s i portalen %(dag)s") % {"navn": p.besvart_av.navn, "dag": dag}


def finn(prosjekt: Prosjekt, pk: UUID) -> Partner | None:
    return prosjekt.partnere.select_related("virksomhet").filter(pk=pk).first()


@dataclass(frozen=True)
class Partnerpanel:
    """The parties in short, for the page of the project."""

    rader: list[Partnerrad]
    mine: list[Partnerrad]
    """Those that wait for an answer from this person."""

    @property
    def deltar(self) -> list[Partnerrad]:
        return [r for r in self.rader if r.partner.svar == PS.BEKREFTET]

    @property
    def venter(self) -> list[Partnerrad]:
        return [r for r in self.rader if r.partner.svar == PS.INVITERT]

    @property
    def deltar_ikke(self) -> list[Partnerrad]:
        return [r for r in self.rader if r.partner.svar == PS.AVSLAATT]


def panel(bruker: Bruker, prosjekt: Prosjekt) -> Partnerpanel:
    rader = partnere(bruker, prosjekt)
    return Partnerpanel(rader, [r for r in rader if "bekreft" in r.kan])


def kan_invitere(bruker: Bruker, prosjekt: Prosjekt) -> bool:
    return prosjekt.tilstand in o.INVITER_PARTNER.fra and bool(rules.styrer(bruker, prosjekt))


def mulige_partnere(prosjekt: Prosjekt) -> QuerySet[Virksomhet]:
    """Every party that is not in the project, or asked to be."""
    return Virksomhet.objects.exclude(pk__in=prosjekt.partnere.med().values("virksomhet")).order_by("sortering")
