"""The round: who owes what, and what candidates and committee are told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.portal.dato import dato, tidspunkt
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

ONSKER = "tildeling.onsker"
BEHANDLE = "tildeling.behandle"

registrer_oppgaver(
    Oppgavetype(ONSKER, _("Lever ønsker om kommune fra %(emne)s"), _("Ønsker om kommune fra %(emne)s"), "clipboard"),
    Oppgavetype(BEHANDLE, _("Lag forslag til tildeling av LIS1 fra %(emne)s"), _("Tildeling av LIS1 fra %(emne)s"), "table"),
)


def _datoer(data: dict[str, Any]) -> dict[str, Any]:
    """Dates are stored as ISO and written as people write them."""
    ny = dict(data)
    if "oppstart" in ny:
        ny["oppstart"] = dato(date.fromisoformat(ny["oppstart"]))
    if "frist" in ny:
        ny["frist"] = tidspunkt(datetime.fromisoformat(ny["frist"]))
    return ny


_mal = serie("tildeling.", _("Åpne runden"), forbered=_datoer)

registrer_maler(
    _mal("runde_aapen", _("Si hvilke kommuner du ønsker deg (%(saksnummer)s)"),
         _("LIS1-utvalget fordeler kommuneplasser med oppstart %(oppstart)s. Sett opp kommunene du ønsker deg, i "
           "rekkefølge. Fristen er %(frist)s.")),
    _mal("runde_fast", _("Tildelingen av LIS1 er i gang (%(saksnummer)s)"),
         _("Kommunen din sto i utlysningen av stillingen. Du trenger ikke å levere ønsker, og får beskjed når tildelingen "
           "er publisert.")),
    _mal("runde_ny_frist", _("Ny frist for ønsker om kommune (%(saksnummer)s)"),
         _("Fristen er nå %(frist)s. Du kan levere og endre ønsker til da.")),
    _mal("runde_aapen_utvalg", _("Kandidatene kan ønske kommune (%(saksnummer)s)"),
         _("Runden med oppstart %(oppstart)s er åpen til %(frist)s. Se hvem som er kandidater, og meld fra hvis du kan "
           "være inhabil.")),
    _mal("runde_lukket", _("Ønskene er inne (%(saksnummer)s)"),
         _("Fristen for ønsker er ute. Utvalget kan lese ønskene, gi poeng og lage forslag.")),
    _mal("runde_avlyst", _("Tildelingsrunden er avlyst (%(saksnummer)s)"),
         _("Runden med oppstart %(oppstart)s blir ikke noe av. LIS-koordinator sier fra om hva som skjer videre.")),
    _mal("onsker_levert", _("Vi har fått ønskene dine (%(saksnummer)s)"),
         _("Ønskene dine er levert. Du kan se dem i portalen, og endre dem til %(frist)s.")),
    _mal("kandidat_ut", _("Du er ikke lenger kandidat i runden (%(saksnummer)s)"),
         _("LIS-koordinator har registrert at du ikke er med i runden. Stemmer det ikke, ta kontakt med LIS-koordinator."),
         knapp=_("Åpne portalen")),
    _mal("uten_konto", _("Du er kandidat til en kommuneplass for LIS1"),
         _("LIS1-utvalget fordeler kommuneplasser med oppstart %(oppstart)s. Du har ikke konto i portalen. Be "
           "LIS-koordinator om en invitasjon, eller om å skrive inn kommunene du ønsker deg, i rekkefølge. Fristen er "
           "%(frist)s."), knapp=_("Les om kommunene"), bare_epost=True),
)  # fmt: skip
