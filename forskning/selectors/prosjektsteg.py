"""How far a project has come, and what is the next thing to do with it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.portal.dato import dato_kort
from grunnmur.portal.steg import Steg, Stegtilstand
from grunnmur.saksgang.valg import Neste, Valgrad, neste_for

from .. import overganger as o
from ..models import Finansiering, Prosjekt, Prosjekttilstand

PT = Prosjekttilstand

VEIEN: tuple[tuple[PT, Promise], ...] = (
    (PT.IDE, gettext_lazy("Idé")),
    (PT.TIDLIGFASE, gettext_lazy("Tidligfase")),
    (PT.TIL_FORANKRING, gettext_lazy("Forankring")),
    (PT.SOKNAD_SENDT, gettext_lazy("Søknad")),
    (PT.PAAGAAR, gettext_lazy("Gjennomføring")),
    (PT.FULLFORT, gettext_lazy("Resultater")),
)
BARE_MED_SOKNAD = (PT.TIL_FORANKRING, PT.SOKNAD_SENDT)
"""A project without external money goes past these (chapter F, F04)."""


def steg(prosjekt: Prosjekt) -> list[Steg]:
    """The whole way on one line. Anchored, it waits at the application; one that is not pursued stopped somewhere unsaid."""
    egen = prosjekt.finansiering == Finansiering.EGEN
    veien = [(tilstand, navn) for tilstand, navn in VEIEN if not (egen and tilstand in BARE_MED_SOKNAD)]
    her = PT.SOKNAD_SENDT if prosjekt.tilstand == PT.FORANKRET else PT(prosjekt.tilstand)
    if egen and her == PT.SOKNAD_SENDT:
        her = PT.PAAGAAR
    plass = next((nr for nr, (tilstand, _navn) in enumerate(veien) if tilstand == her), -1)

    def hvordan(nr: int) -> Stegtilstand:
        if nr < plass or prosjekt.tilstand == PT.FULLFORT:
            return "ferdig"
        return "naa" if nr == plass else "venter"

    return [Steg(str(navn), hvordan(nr), _dagen(prosjekt, tilstand)) for nr, (tilstand, navn) in enumerate(veien)]


def _dagen(prosjekt: Prosjekt, tilstand: PT) -> str:
    dag = {
        PT.TIL_FORANKRING: prosjekt.forankret, PT.PAAGAAR: prosjekt.oppstart, PT.FULLFORT: prosjekt.avslutning,
        PT.SOKNAD_SENDT: prosjekt.frist,
    }.get(tilstand)  # fmt: skip
    if dag is None:
        return ""
    return _("Frist %(dag)s") % {"dag": dato_kort(dag)} if tilstand == PT.SOKNAD_SENDT else dato_kort(dag)


# --- what can be done -------------------------------------------------------------------------------------------------


VALG = (
    Valgrad(o.ENDRE, gettext_lazy("Rediger prosjektet"), "forskning:rediger", "pencil"),
    Valgrad(o.INVITER_PARTNER, gettext_lazy("Inviter en partner"), "forskning:partner_inviter", "group"),
    Valgrad(o.LEGG_TIL_PERSON, gettext_lazy("Legg til en person"), "forskning:person_ny", "person-plus"),
    Valgrad(o.START, gettext_lazy("Start prosjektet"), "forskning:prosjekt_start", "check"),
    Valgrad(o.BYTT_LEDER, gettext_lazy("Bytt prosjektleder"), "forskning:prosjekt_leder", "swap"),
    Valgrad(o.BEGRENS, gettext_lazy("Begrens hvem som ser det"), "forskning:prosjekt_begrens", "lock"),
    Valgrad(o.DEL, gettext_lazy("Del med alle partene"), "forskning:prosjekt_del", "globe"),
    Valgrad(o.VIS_AAPENT, gettext_lazy("Vis på de åpne sidene"), "forskning:vis_aapent", "globe"),
    Valgrad(o.SKJUL, gettext_lazy("Ta bort fra de åpne sidene"), "forskning:skjul", "eye"),
    Valgrad(o.FULLFOR, gettext_lazy("Fullfør prosjektet"), "forskning:prosjekt_fullfor", "check-circle"),
    Valgrad(o.GJENAAPNE, gettext_lazy("Åpne prosjektet igjen"), "forskning:prosjekt_gjenaapne", "undo", post=True),
    Valgrad(o.STANS, gettext_lazy("Ikke gå videre"), "forskning:prosjekt_stans", "minus-circle"),
)


def neste_steg(prosjekt: Prosjekt, kan: set[str], *, alene: bool) -> Neste | None:
    """For whoever runs the project; `alene` while no other party is asked. None where it waits for others."""
    if o.DET_LEVER.navn not in kan and o.TA_OPP_IGJEN.navn not in kan and o.GJENAAPNE.navn not in kan:
        return None

    p, til = prosjekt, partial(neste_for, prosjekt)
    if o.TA_OPP_IGJEN.navn in kan:
        return til(
            o.TA_OPP_IGJEN, _("Er det aktuelt igjen?"),
            _("Prosjektet går tilbake til tidligfasedialogen. De som ikke har svart, blir spurt på nytt."),
            _("Ta opp igjen"), "forskning:prosjekt_ta_opp", "refresh", True,
        )  # fmt: skip
    if alene and o.SEND_TIL_FORANKRING.navn in kan:
        return til(
            o.INVITER_PARTNER, _("Hvem bør være med?"),
            _("Inviter partnere, så begynner tidligfasedialogen. Hver virksomhet svarer for seg selv."),
            _("Inviter en partner"), "forskning:partner_inviter", "group",
        )  # fmt: skip
    if o.START_DIALOG.navn in kan:
        return til(
            o.START_DIALOG, _("Klar for dialog?"), _("Partnerne blir spurt om de vil delta."),
            _("Start tidligfasedialogen"), "forskning:prosjekt_dialog", "chat", True,
        )  # fmt: skip
    if o.SEND_TIL_FORANKRING.navn in kan and p.studenter is None:
        return til(
            o.ENDRE, _("Kan studenter være med?"),
            _("Alle felles prosjekter skal vurdere det. Svaret må stå her før prosjektet går videre."),
            _("Vurder studenter"), "forskning:rediger", "pencil",
        )  # fmt: skip
    if o.SEND_TIL_FORANKRING.navn in kan and p.finansiering == Finansiering.UAVKLART:
        return til(
            o.ENDRE, _("Hvordan skal det finansieres?"),
            _("Skal dere søke penger, forankres prosjektet først. Uten ekstern finansiering kan dere starte."),
            _("Si hvordan"), "forskning:rediger", "pencil",
        )  # fmt: skip
    return _om_midlene(p, kan, til)


def _om_midlene(p: Prosjekt, kan: set[str], til: Callable[..., Neste]) -> Neste | None:
    if o.START.navn in kan:
        return til(
            o.START, _("Klar til å starte?"),
            _("Prosjektet trenger ingen søknad. Alle partnerne må ha svart, og eieren må ha bekreftet."),
            _("Start prosjektet"), "forskning:prosjekt_start", "check",
        )  # fmt: skip
    if o.SEND_TIL_FORANKRING.navn in kan:
        return til(
            o.SEND_TIL_FORANKRING, _("Klar for forankring?"),
            _("Utvalget behandler saken før dere søker, og partnerne svarer samtidig. Se dagene det må skje innen."),
            _("Se veien til forankring"), "forskning:forankring", "check-circle",
        )  # fmt: skip
    if o.SEND_SOKNAD.navn in kan:
        return til(
            o.SEND_SOKNAD, _("Er søknaden sendt?"),
            _("Prosjektet er forankret. Legg ved uttalelsen, og registrer søknaden når den er sendt."),
            _("Registrer søknaden"), "forskning:soknad_send", "send",
        )  # fmt: skip
    if o.FAA_MIDLER.navn in kan:
        return til(
            o.FAA_MIDLER, _("Er svaret kommet?"), _("Registrer om dere fikk midler, så alle partnerne vet det."),
            _("Registrer svaret"), "forskning:forankring", "check",
        )  # fmt: skip
    if p.tilstand in (PT.PAAGAAR, PT.FULLFORT):
        return til(
            None, _("Del det dere finner ut"),
            _("Før opp milepæler og resultater etter hvert. Da kan andre bruke dem."),
            _("Åpne framdrift og resultater"), "forskning:framdrift", "timeline",
        )  # fmt: skip
    return None
