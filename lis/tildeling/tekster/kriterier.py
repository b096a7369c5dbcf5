"""Criteria: who owes what, and what people are told."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.portal.dato import dato
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

SKRIV_OM = "tildeling.kriterier_skriv_om"

registrer_oppgaver(
    Oppgavetype(
        SKRIV_OM, _("Skriv om kriteriene for fordeling, og legg dem fram på nytt (%(emne)s)"),
        _("Nye kriterier for fordeling (%(emne)s)"), "pencil",
    ),
)  # fmt: skip


def _dag(data: dict[str, Any]) -> dict[str, Any]:
    return {**data, "dag": dato(date.fromisoformat(data["dag"]))}


_mal = serie("tildeling.", _("Åpne kriteriene"), forbered=_dag)

registrer_maler(
    _mal("kriterier_gjelder", _("Nye kriterier for fordeling av kommuneplasser gjelder (%(saksnummer)s)"),
         _("LIS1-utvalget vedtok %(dag)s nye kriterier for hvem som får hvilken kommuneplass. De gjelder for runder som "
           "åpnes fra nå av. Runder som alt er åpnet, følger kriteriene de ble åpnet med.")),
    _mal("kriterier_skriv_om", _("Kriteriene for fordeling må skrives om (%(saksnummer)s)"),
         _("LIS1-utvalget behandlet kriteriene %(dag)s, og vedtok dem ikke som de sto. Les i protokollen hva utvalget "
           "bestemte, skriv det inn, og legg kriteriene fram på nytt. Imens gjelder de gamle.")),
    _mal("kriterier_ikke_vedtatt", _("LIS1-utvalget vedtok ikke kriteriene (%(saksnummer)s)"),
         _("LIS1-utvalget sa %(dag)s nei til kriteriene som var lagt fram. De som gjaldt fra før, gjelder fortsatt.")),
    _mal("kriterier_trukket", _("Kriteriene skal ikke til vedtak nå (%(saksnummer)s)"),
         _("Kriteriene for fordeling av kommuneplasser er trukket tilbake. Trekk saken fra sakslisten til møtet %(dag)s."),
         knapp=_("Åpne møtet")),
)  # fmt: skip
