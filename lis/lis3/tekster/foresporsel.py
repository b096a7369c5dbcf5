"""The six-month question: who owes what, and what people are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

SEND = "lis3.foresporsel_send"
SVAR = "lis3.foresporsel_svar"
MELD_ENDRING = "lis3.foresporsel_endring"
FOLG_OPP_NEI = "lis3.foresporsel_nei"

registrer_oppgaver(
    Oppgavetype(SEND, _("Send seksmånedersforespørselen for %(emne)s"), _("Send forespørsel for %(emne)s"), "send"),
    Oppgavetype(SVAR, _("Svar på om %(emne)s kan gjennomføre sykehustjenesten"), _("Svar på forespørsel for %(emne)s")),
    Oppgavetype(MELD_ENDRING, _("Meld hva som endres for %(emne)s"), _("Meld endring for %(emne)s"), "swap"),
    Oppgavetype(FOLG_OPP_NEI, _("Avklar sykehustjenesten for %(emne)s"), _("Kommunen svarte nei for %(emne)s"), "warning"),
)

_mal = serie("lis3.foresporsel_", _("Åpne forespørselen"))

registrer_maler(
    _mal("sendt", _("Kan sykehustjenesten gjennomføres som planlagt? (%(saksnummer)s)"),
         _("LIS-koordinator spør om %(lege)s kan gjennomføre tjenesten etter planen. Svar ja, nei eller endring.")),
    _mal("ja", _("Kommunen har bekreftet tjenesten (%(saksnummer)s)"),
         _("Kommunen svarer at %(lege)s kan gjennomføre sykehustjenesten etter planen.")),
    _mal("nei", _("Tjenesten kan ikke gjennomføres (%(saksnummer)s)"),
         _("Kommunen svarer at %(lege)s ikke kan gjennomføre sykehustjenesten. Kommentaren står i portalen.")),
    _mal("endring", _("Tjenesten må endres (%(saksnummer)s)"),
         _("Kommunen svarer at sykehustjenesten for %(lege)s må endres, og melder inn hva som er nytt.")),
)  # fmt: skip
