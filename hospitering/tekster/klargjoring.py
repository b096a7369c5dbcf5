"""What people are asked and told about the ready gate, beside what the agreement itself sets going."""

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

TAUSHET_PAPIR = "hospitering.taushet_papir"

registrer_oppgaver(
    Oppgavetype(TAUSHET_PAPIR, _("Registrer taushetserklæringen på papir: %(emne)s"),
                _("Registrer taushetserklæringen"), "clipboard"),
)  # fmt: skip

_mal = serie("hospitering.", _("Åpne saken"))

registrer_maler(
    _mal("klar_for_sent", _("Alt er klart, men startdagen er passert (%(saksnummer)s)"),
         _("Hospiteringen starter ikke av seg selv. Foreslå en ny periode, eller avlys den, i portalen.")),
    _mal("ikke_klar_likevel", _("Noe gjenstår likevel før oppstart (%(saksnummer)s)"),
         _("En forberedelse som var meldt gjort, er ikke gjort likevel. Hospiteringen starter ikke før alt er klart.")),
    _mal("taushet_mottatt", _("Taushetserklæringen din er registrert (%(saksnummer)s)"),
         _("Vertsenheten har registrert at du har underskrevet taushetserklæringen på papir.")),
)  # fmt: skip
