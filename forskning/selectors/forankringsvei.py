"""The way from idea to a sent application, counted backwards from its deadline: which step, by when, who it waits for."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.portal.dato import dato
from grunnmur.portal.steg import Steg, Stegtilstand

from ..models import FOER_SOKNAD, Forankring, Partner, Partnersvar, Prosjekt, Prosjekttilstand
from .frister import Plan

P = Prosjekttilstand
FOER_UTVALGET = (P.IDE, P.TIDLIGFASE)


def steg(prosjekt: Prosjekt, siste: Forankring | None, partnere: Iterable[Partner], plan: Plan | None) -> list[Steg]:
    """`siste` lies with the committee or was answered last, with its item and meeting; `plan` while it is not sent."""
    med = list(partnere)
    sendt = prosjekt.tilstand not in FOER_UTVALGET
    return [
        _studenter(prosjekt),
        _partnere(prosjekt, med, _motedagen(siste, plan)),
        _send(prosjekt, siste if sendt else None, plan),
        _utvalget(prosjekt, siste if sendt else None, plan),
        _soknaden(prosjekt),
    ]


def _studenter(prosjekt: Prosjekt) -> Steg:
    vurdert = prosjekt.studenter is not None
    svar = _("Studenter skal være med") if prosjekt.studenter else _("Studenter skal ikke være med")
    return Steg(
        _("Vurder studenter"), "ferdig" if vurdert else "naa",
        undertekst=svar if vurdert else _("Skriv vurderingen under «Rediger»."),
    )  # fmt: skip


def _partnere(prosjekt: Prosjekt, partnere: list[Partner], foer: date | None) -> Steg:
    mangler = [p for p in partnere if p.svar == Partnersvar.INVITERT]
    alene = not any(p.virksomhet_id != prosjekt.eier_id for p in partnere)
    ferdig = not mangler and not alene
    if alene:
        tekst = _("Inviter minst én partner.")
    elif mangler:
        tekst = _("Venter på %(navn)s.") % {"navn": ", ".join(p.virksomhet.fullt_navn for p in mangler)}
    else:
        antall = len(partnere)
        tekst = ngettext("%(antall)s virksomhet deltar", "%(antall)s virksomheter deltar", antall) % {"antall": antall}
    naar = _("Før %(dag)s") % {"dag": dato(foer)} if foer and not ferdig else ""
    return Steg(_("Partnerne svarer for seg selv"), "ferdig" if ferdig else "naa", naar, tekst)


def _send(prosjekt: Prosjekt, sendt: Forankring | None, plan: Plan | None) -> Steg:
    navn = _("Send til forankring")
    if sendt:
        return Steg(navn, "ferdig", undertekst=_("Sendt %(dag)s") % {"dag": dato(sendt.sendt)})
    if plan is None:
        return Steg(navn, "venter" if prosjekt.tilstand in FOER_SOKNAD else "stoppet", undertekst=_("Ikke sendt"))
    siste = plan.siste_til_mote if plan.mote else plan.siste_skriftlig
    naar = _("Senest %(dag)s") % {"dag": dato(siste)} if siste and plan.frist and not plan.kort_tid else ""
    return Steg(navn, "stoppet" if plan.for_sent else "naa", _("Så snart som mulig") if plan.kort_tid else naar)


def _utvalget(prosjekt: Prosjekt, sendt: Forankring | None, plan: Plan | None) -> Steg:
    navn = _("Utvalget sier ja")
    if sendt is None and prosjekt.tilstand not in FOER_SOKNAD:
        return Steg(navn, "stoppet", undertekst=_("Prosjektet gikk videre uten forankring."))
    if sendt is None:
        return Steg(navn, "venter", *_i_planen(plan))
    if sendt.ankrer:
        tekst = _("%(organ)s, sak %(nr)s") % {"organ": sendt.organ.navn, "nr": sendt.saksnummer}
        return Steg(navn, "ferdig", dato(sendt.vedtatt) if sendt.vedtatt else "", tekst)
    if sendt.avsluttet:
        return Steg(navn, "stoppet", undertekst=str(sendt.get_utfall_display() or _("Trukket tilbake")))
    if sendt.motesak is None:
        tekst = _("Venter på at sekretæren i %(organ)s setter opp en skriftlig behandling.")
        return Steg(navn, "naa", undertekst=tekst % {"organ": sendt.organ.navn})
    mote = sendt.motesak.mote
    naar = _("Svar innen %(dag)s") if mote.er_skriftlig else _("Møte %(dag)s")
    return Steg(navn, "naa", naar % {"dag": dato(mote.dag)}, sendt.organ.navn)


def _i_planen(plan: Plan | None) -> tuple[str, str]:
    if plan is None:
        return "", ""
    if plan.mote:
        return _("Møte %(dag)s") % {"dag": dato(plan.mote.dag)}, ""
    if senest := _siste_svar(plan):
        ingen = _("Ingen møter rekker saken, så utvalget svarer skriftlig.")
        return _("Svar innen %(dag)s") % {"dag": dato(senest)}, ingen
    return "", _("Utvalget rekker ikke å svare før søknadsfristen.")


def _siste_svar(plan: Plan) -> date | None:
    """In writing the committee answers by the last working day before the deadline; without one, in the ordinary time."""
    return None if plan.for_sent else plan.siste_svardag or plan.svarfrist


def _soknaden(prosjekt: Prosjekt) -> Steg:
    frist = prosjekt.frist
    tilstand: Stegtilstand = "venter"
    if prosjekt.tilstand == P.FORANKRET:
        tilstand = "naa"
    elif prosjekt.tilstand in (P.SOKNAD_SENDT, P.PAAGAAR, P.FULLFORT):
        tilstand = "ferdig"
    naar = _("Frist %(dag)s") % {"dag": dato(frist)} if frist and tilstand != "ferdig" else ""
    uten = _("Prosjektet har ingen søknadsfrist ennå.") if frist is None and tilstand == "venter" else ""
    return Steg(_("Send søknaden"), tilstand, naar, uten)


def _motedagen(siste: Forankring | None, plan: Plan | None) -> date | None:
    """The partners answer before the committee does."""
    if plan:
        return plan.mote.dag if plan.mote else _siste_svar(plan)
    return siste.motesak.mote.dag if siste and siste.motesak and not siste.avsluttet else None
