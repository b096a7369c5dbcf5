"""The texts that the ground itself sends: about tasks, whatever area they belong to."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.oppgaver.typer import oppgavetype
from grunnmur.portal.dato import dato

from .maler import Varselmal, registrer

PAAMINNELSE = "oppgave.paaminnelse"
ESKALERT = "oppgave.eskalert"
DITT = "oppgave.ditt"


def om_oppgaven(data: dict[str, Any]) -> dict[str, Any]:
    """The words of a notice about a task, from what the sweep stored."""
    type_ = oppgavetype(data["type"])
    siden = date.fromisoformat(data["venter_siden"])
    frist = date.fromisoformat(data["frist"]) if data.get("frist") else None
    return {
        "tittel": str(type_.tittel) % {"emne": data["emne"]},
        "kort": str(type_.kort),
        "sted": data.get("sted", ""),
        "ventet": _("Dette har ventet siden %(dag)s.") % {"dag": dato(siden)},
        "frist": _om_fristen(frist, date.fromisoformat(data["dag"])),
    }


def _om_fristen(frist: date | None, dag: date) -> str:
    if frist is None:
        return ""
    tekst = _("Fristen er %(dag)s.") if frist >= dag else _("Fristen var %(dag)s.")
    return " " + tekst % {"dag": dato(frist)}


def registrer_tekster() -> None:
    registrer(
        Varselmal(
            PAAMINNELSE,
            emne=gettext_lazy("Påminnelse: %(tittel)s"),
            tekst=gettext_lazy("%(ventet)s%(frist)s"),
            knapp=gettext_lazy("Åpne oppgaven"),
            forbered=om_oppgaven,
        ),
        Varselmal(
            ESKALERT,
            emne=gettext_lazy("Venter fortsatt på svar: %(kort)s, %(sted)s"),
            tekst=gettext_lazy(
                "%(ventet)s%(frist)s Du får vite det fordi du har ansvar over dem som skulle ha svart. "
                "Snakk med dem, eller sørg for at noen andre kan svare."
            ),
            knapp=gettext_lazy("Se hva som venter"),
            forbered=om_oppgaven,
        ),
        Varselmal(
            DITT,
            emne=gettext_lazy("Venter på deg: %(tittel)s"),
            tekst=gettext_lazy("%(ventet)s%(frist)s Ingen andre kunne svare, og nå er det du som kan."),
            knapp=gettext_lazy("Åpne oppgaven"),
            forbered=om_oppgaven,
        ),
    )
