"""Anchoring as people see it: who has said yes, who is waited for, and the days counted backwards from the deadline."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker, Organ
from grunnmur.portal.steg import Steg
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.valg import Neste, Valg, Valgrad, neste_for, valg_for
from grunnmur.utvalg.models import Mote, Motesak, Motetilstand, Sakutfall

from .. import overganger as o
from .. import rules
from ..models import LEVER, Finansiering, Forankring, Partner, Prosjekt, Prosjekttilstand, Soknad, Soknadsutfall
from . import frister
from .forankringsvei import FOER_UTVALGET
from .forankringsvei import steg as stegene
from .frister import Plan

P = Prosjekttilstand
UTFALL: dict[str, Visning] = {
    Sakutfall.VEDTATT: Visning.VEDTATT,
    Sakutfall.VEDTATT_ENDRET: Visning.VEDTATT,
    Sakutfall.IKKE_VEDTATT: Visning.IKKE_VEDTATT,
    Sakutfall.ORIENTERING: Visning.TATT_TIL_ORIENTERING,
    Sakutfall.UTSATT: Visning.UTSATT,
}
SVAR: dict[str, Visning] = {
    Soknadsutfall.INNVILGET: Visning.INNVILGET,
    Soknadsutfall.AVSLAG: Visning.IKKE_INNVILGET,
    Soknadsutfall.TRUKKET: Visning.TRUKKET,
}
BEHANDLET = (Motetilstand.HOLDT, Motetilstand.PROTOKOLLERT, Motetilstand.GODKJENT)
MED_UTTALELSE = (P.FORANKRET, P.SOKNAD_SENDT, P.PAAGAAR, P.FULLFORT)


@dataclass(frozen=True)
class Behandling:
    """The project in one committee: to be anchored, or told of (S1-F06)."""

    organ: str
    visning: Visning
    mote: str
    url: str
    """Of the meeting; empty for those who may not open it."""
    nummer: str
    dag: date | None
    vedtak: str
    sendt: date


@dataclass(frozen=True)
class Soknadslinje:
    soknad: Soknad
    visning: Visning


@dataclass(frozen=True)
class Forankringsside:
    """The third page of a project, as one person sees it."""

    organ: Organ | None
    plan: Plan | None
    steg: list[Steg]
    behandlinger: list[Behandling]
    orienteringer: list[Behandling]
    soknader: list[Soknadslinje]
    har_uttalelse: bool
    uten_midler: bool
    neste: Neste | None
    gjor: list[Valg]


@dataclass(frozen=True)
class Forankringspanel:
    """What the front page of a project says about anchoring."""

    steg: list[Steg]
    har_uttalelse: bool


def har_uttalelse(prosjekt: Prosjekt) -> bool:
    """Only what is anchored has a statement to put with an application."""
    return prosjekt.forankret is not None and prosjekt.tilstand in MED_UTTALELSE


def forankringene(prosjekt: Prosjekt) -> list[Forankring]:
    """Newest first, each with its committee, item and meeting."""
    return list(prosjekt.forankringer.select_related("organ", "motesak__mote__organ", "sendt_av").order_by("-sendt"))


def partnerne(prosjekt: Prosjekt) -> list[Partner]:
    return list(prosjekt.partnere.med().select_related("virksomhet"))


def panel(bruker: Bruker, prosjekt: Prosjekt) -> Forankringspanel | None:
    """None where there is nothing to anchor, or nothing more to do."""
    if prosjekt.finansiering == Finansiering.EGEN or prosjekt.tilstand not in LEVER:
        return None
    rader = forankringene(prosjekt)
    _organ, plan = _planen(prosjekt, rader)
    siste = rader[0] if rader else None
    return Forankringspanel(stegene(prosjekt, siste, partnerne(prosjekt), plan), har_uttalelse(prosjekt))


def forankringsside(prosjekt: Prosjekt, bruker: Bruker, verb: set[str]) -> Forankringsside:
    """`verb` are the names of what this person may do now (`prosjektside.hode`)."""
    rader = forankringene(prosjekt)
    organ, plan = _planen(prosjekt, rader)
    siste = rader[0] if rader else None
    andre = _andre_saker(prosjekt, rader)
    moter = {r.motesak.mote_id for r in rader if r.motesak} | {s.mote_id for s in andre}
    synlige = set(Mote.objects.synlig_for(bruker).filter(pk__in=moter).values_list("pk", flat=True)) if moter else set()
    uten = prosjekt.finansiering == Finansiering.EGEN
    partnere = partnerne(prosjekt)
    soknader = prosjekt.soknader.select_related("sendt_av").order_by("-sendt", "-pk")
    return Forankringsside(
        organ=organ,
        plan=plan,
        steg=[] if uten and not rader else stegene(prosjekt, siste, partnere, plan),
        behandlinger=[_behandling(r, synlige) for r in rader],
        orienteringer=[_orientering(s, synlige) for s in andre],
        soknader=[Soknadslinje(s, SVAR.get(s.utfall, Visning.VENTER_PAA_SVAR)) for s in soknader],
        har_uttalelse=har_uttalelse(prosjekt),
        uten_midler=uten,
        neste=_neste(prosjekt, siste, partnere, plan, verb),
        gjor=_gjor(prosjekt, siste, verb),
    )


def _planen(prosjekt: Prosjekt, rader: list[Forankring]) -> tuple[Organ | None, Plan | None]:
    """The committee it would go to, and when it can answer: asked for only while nothing lies there."""
    if prosjekt.tilstand not in FOER_UTVALGET:
        return rader[0].organ if rader else None, None
    organ = rules.det_strategiske_utvalget()
    return organ, frister.for_organ(organ, prosjekt.frist, timezone.localdate())


def _behandling(rad: Forankring, synlige: set[UUID]) -> Behandling:
    mote = rad.motesak.mote if rad.motesak else None
    return Behandling(
        organ=rad.organ.navn,
        visning=Visning.TRUKKET if rad.trukket else UTFALL.get(rad.utfall, Visning.UNDER_BEHANDLING),
        mote=mote.navn if mote else "",
        url=mote.get_absolute_url() if mote and mote.pk in synlige else "",
        nummer=rad.saksnummer or (rad.motesak.saksnummer if rad.motesak else ""),
        dag=rad.vedtatt,
        vedtak=rad.vedtak,
        sendt=timezone.localdate(rad.sendt),
    )


def _andre_saker(prosjekt: Prosjekt, rader: list[Forankring]) -> list[Motesak]:
    """Where a committee is told of it: items that nobody asked it to anchor by."""
    mine = {r.motesak_id for r in rader}
    saker = Motesak.objects.om(prosjekt).aktive().exclude(mote__tilstand=Motetilstand.AVLYST)
    return [s for s in saker.select_related("mote__organ").order_by("-mote__start") if s.pk not in mine]


def _orientering(sak: Motesak, synlige: set[UUID]) -> Behandling:
    """What was said stands in approved minutes."""
    mote = sak.mote
    ferdig = mote.tilstand == Motetilstand.GODKJENT and sak.utfall != ""
    return Behandling(
        organ=mote.organ.navn,
        visning=UTFALL[sak.utfall] if ferdig else Visning.PLANLAGT,
        mote=mote.navn,
        url=mote.get_absolute_url() if mote.pk in synlige else "",
        nummer=sak.saksnummer,
        dag=mote.dag if ferdig else None,
        vedtak=sak.vedtak if ferdig else "",
        sendt=timezone.localdate(sak.opprettet),
    )


# --- what this person may do --------------------------------------------------------------------------------------------


VALG = (
    Valgrad(o.FAA_AVSLAG, gettext_lazy("Vi fikk ikke midler"), "forskning:soknad_avslag", "minus-circle"),
    Valgrad(o.TREKK_SOKNAD, gettext_lazy("Trekk søknaden"), "forskning:soknad_trekk", "undo"),
    Valgrad(
        o.SETT_PAA_SAKSLISTEN, gettext_lazy("Ta prosjektet opp i et fagutvalg"), "forskning:forankring_saksliste", "group"
    ),
    Valgrad(o.TREKK_FORANKRING, gettext_lazy("Trekk prosjektet tilbake fra utvalget"), "forskning:forankring_trekk", "undo"),
    Valgrad(
        o.LOS_FORANKRING, gettext_lazy("Noe vesentlig er endret: Forankre på nytt"), "forskning:forankring_los", "refresh"
    ),
    Valgrad(o.SEND_UFORANKRET, gettext_lazy("Registrer søknad uten forankring"), "forskning:soknad_uforankret", "warning"),
)


def _neste(
    prosjekt: Prosjekt, siste: Forankring | None, partnere: list[Partner], plan: Plan | None, verb: set[str]
) -> Neste | None:
    til = partial(neste_for, prosjekt)
    if o.SETT_OPP_SKRIFTLIG.navn in verb and siste and not siste.avsluttet and siste.motesak is None:
        return til(
            o.SETT_OPP_SKRIFTLIG, _("Sett opp skriftlig behandling"),
            _("Utvalget har ikke noe møte som rekker saken. Velg en svarfrist, så får medlemmene saken."),
            _("Behandle skriftlig"), "forskning:forankring_skriftlig", "clipboard",
        )  # fmt: skip
    if o.SEND_TIL_FORANKRING.navn in verb and prosjekt.finansiering != Finansiering.EGEN:
        return _neste_foer_utvalget(prosjekt, partnere, plan)
    if o.SEND_SOKNAD.navn in verb:
        return til(
            o.SEND_SOKNAD, _("Prosjektet er forankret"),
            _("Legg uttalelsen ved søknaden. Registrer søknaden her når den er sendt."),
            _("Registrer at søknaden er sendt"), "forskning:soknad_send", "send",
        )  # fmt: skip
    if o.FAA_MIDLER.navn in verb:
        return til(
            o.FAA_MIDLER, _("Har dere fått svar på søknaden?"), _("Registrer svaret når det kommer. Partnerne får beskjed."),
            _("Vi fikk midler"), "forskning:soknad_midler", "check",
        )  # fmt: skip
    return None


def _neste_foer_utvalget(prosjekt: Prosjekt, partnere: list[Partner], plan: Plan | None) -> Neste:
    til = partial(neste_for, prosjekt)
    if not any(p.virksomhet_id != prosjekt.eier_id for p in partnere):
        return til(
            None, _("Inviter partnere først"), _("Et prosjekt forankres sammen med minst én partner til."),
            _("Gå til partnerne"), "forskning:partnere", "group",
        )  # fmt: skip
    if prosjekt.studenter is None:
        return til(
            o.ENDRE, _("Vurder studenter først"), _("Skriv om studenter kan være med, og hvorfor eller hvorfor ikke."),
            _("Rediger prosjektet"), "forskning:rediger", "pencil",
        )  # fmt: skip
    if plan and plan.for_sent:
        return til(
            o.SEND_UFORANKRET, _("Utvalget rekker ikke å svare"),
            _("Søknadsfristen er for nær. Søknaden kan sendes uten forankring, med en begrunnelse."),
            _("Registrer søknad uten forankring"), "forskning:soknad_uforankret", "warning",
        )  # fmt: skip
    return til(
        o.SEND_TIL_FORANKRING, _("Er prosjektet klart for utvalget?"),
        _("Partnerne svarer samtidig som utvalget behandler saken. Prosjektet er forankret når alle har sagt ja."),
        _("Send til forankring"), "forskning:forankring_send", "send",
    )  # fmt: skip


def _gjor(prosjekt: Prosjekt, siste: Forankring | None, verb: set[str]) -> list[Valg]:
    """The rest, in the order they come."""
    behandlet = siste and siste.motesak and siste.motesak.mote.tilstand in BEHANDLET and not siste.avsluttet
    if behandlet:
        verb = verb - {o.TREKK_FORANKRING.navn}
    if prosjekt.er_begrenset:
        verb = verb - {o.SETT_PAA_SAKSLISTEN.navn}
    return valg_for(prosjekt, VALG, verb)
