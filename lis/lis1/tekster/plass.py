"""Municipal places: who owes what, and what people are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.organisasjon.models import RolleType
from grunnmur.varsling.maler import datoer, serie
from grunnmur.varsling.maler import registrer as registrer_maler

SVAR = "lis1.plass_svar"
SVARER = RolleType.STATSFORVALTER

registrer_oppgaver(
    Oppgavetype(SVAR, _("Godkjenn LIS1-plass fra %(emne)s, eller svar nei"), _("Svar om LIS1-plass fra %(emne)s"), "check"),
)


_mal = serie("lis1.", _("Åpne plassen"), forbered=datoer("oppstart"))

registrer_maler(
    _mal("plass_foreslaatt", _("%(kommune)s foreslår en LIS1-plass (%(saksnummer)s)"),
         _("%(kommune)s har foreslått en plass for LIS1 med oppstart %(oppstart)s. Godkjenn den, eller svar at den ikke "
           "kan godkjennes.")),
    _mal("plasser_foreslaatt", _("%(kommune)s foreslår %(antall)s LIS1-plasser"),
         _("%(kommune)s har foreslått %(antall)s like plasser for LIS1 med oppstart %(oppstart)s. Du kan godkjenne flere "
           "samtidig i listen over kommuneplasser.")),
    _mal("plass_paa_nytt", _("%(kommune)s foreslår en LIS1-plass på nytt (%(saksnummer)s)"),
         _("%(kommune)s har rettet forslaget om en plass for LIS1 med oppstart %(oppstart)s. Godkjenn den, eller svar at "
           "den ikke kan godkjennes.")),
    _mal("plass_godkjent", _("LIS1-plassen er godkjent (%(saksnummer)s)"),
         _("Statsforvalteren har godkjent plassen for LIS1 i %(kommune)s med oppstart %(oppstart)s.")),
    _mal("plass_ikke_godkjent", _("LIS1-plassen er ikke godkjent (%(saksnummer)s)"),
         _("Statsforvalteren har ikke godkjent plassen for LIS1 i %(kommune)s med oppstart %(oppstart)s. Kommentaren står "
           "i portalen. Dere kan foreslå plassen på nytt.")),
    _mal("plass_trukket", _("%(kommune)s har trukket en godkjent LIS1-plass (%(saksnummer)s)"),
         _("Plassen for LIS1 i %(kommune)s med oppstart %(oppstart)s er trukket, og telles ikke lenger i balansen.")),
    _mal("plass_forslag_trukket", _("%(kommune)s har trukket forslaget om en LIS1-plass (%(saksnummer)s)"),
         _("Forslaget om en plass for LIS1 med oppstart %(oppstart)s er trukket. Du trenger ikke å svare.")),
)  # fmt: skip
