"""Allocations: who owes what, and what people are told. A date, never a cause (S1-L09, L14, G-18)."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.organisasjon.models import RolleType
from grunnmur.portal.dato import dato
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

ANSETT = "tildeling.ansett"
KVITTER = {
    RolleType.LIS_KOORDINATOR: "tildeling.kvitter_sykehus",
    RolleType.STATSFORVALTER: "tildeling.kvitter_statsforvalter",
}
_KVITTER = (_("Bekreft at du har fått vite om frafallet i %(emne)s"), _("Bekreft frafall i %(emne)s"), "check")

registrer_oppgaver(
    Oppgavetype(
        ANSETT, _("Ansett LIS1-legen i %(emne)s, og registrer det"), _("Ansettelse av LIS1 i %(emne)s"), "person-plus"
    ),
    *(Oppgavetype(kode, *_KVITTER) for kode in KVITTER.values()),
)

DATOER = ("start", "slutt", "dato", "fra", "siste")


def _dato(data: dict[str, Any]) -> dict[str, Any]:
    """Dates are stored as ISO and written as people write them."""
    return data | {navn: dato(date.fromisoformat(data[navn])) for navn in DATOER if data.get(navn)}


_mal = serie("tildeling.", _("Åpne tildelingen"), forbered=_dato)

registrer_maler(
    _mal("ansatt", _("%(kommune)s har ansatt LIS1-legen (%(saksnummer)s)"),
         _("Kommunedelen begynner %(start)s og slutter %(slutt)s.")),
    _mal("ansatt_lege", _("%(kommune)s har registrert at du er ansatt (%(saksnummer)s)"),
         _("Kommunedelen din begynner %(start)s og slutter %(slutt)s.")),
    _mal("forsinket", _("Nye datoer for LIS1 i %(kommune)s (%(saksnummer)s)"),
         _("En forsinkelse er meldt. Kommunedelen er nå fra %(start)s til %(slutt)s.")),
    _mal("fravaer", _("Fravær eller permisjon er registrert for LIS1 i %(kommune)s (%(saksnummer)s)"),
         _("Fra %(fra)s til %(siste)s. Datoene for delene er ikke endret. Blir legen forsinket, meldes det for seg.")),
    _mal("fravaer_uten_slutt", _("Fravær eller permisjon er registrert for LIS1 i %(kommune)s (%(saksnummer)s)"),
         _("Fra %(fra)s, uten sluttdato ennå. Datoene for delene er ikke endret. Blir legen forsinket, meldes det for "
           "seg.")),
    _mal("frafall", _("En LIS1-lege faller fra i %(kommune)s (%(saksnummer)s)"),
         _("Legen faller fra %(dato)s, og plassen er en restplass. Bekreft at du har fått meldingen.")),
    _mal("frafall_kommune", _("LIS1-legen i %(kommune)s faller fra (%(saksnummer)s)"),
         _("LIS-koordinator har meldt at legen faller fra %(dato)s. Plassen er en restplass.")),
    _mal("frafall_lege", _("Du er meldt som frafalt fra LIS1-plassen i %(kommune)s (%(saksnummer)s)"),
         _("Det gjelder fra %(dato)s. Stemmer det ikke, ta kontakt med LIS-koordinator.")),
    _mal("frafall_kvittert", _("Meldingen om frafall i %(kommune)s er bekreftet (%(saksnummer)s)"),
         _("Alle som skal vite om frafallet, ser i portalen hvem som har bekreftet, og når.")),
)  # fmt: skip
