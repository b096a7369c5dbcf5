"""Hospital positions: what people are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.varsling.maler import datoer, serie
from grunnmur.varsling.maler import registrer as registrer_maler

_mal = serie("lis1.", _("Åpne stillingen"), forbered=datoer("fra"))

registrer_maler(
    _mal("stilling_hos_dere", _("Sykehuset har registrert LIS1-stillinger med kommunepraksis hos dere"),
         _("Antall stillinger: %(antall)s. Kommunedelen begynner %(fra)s. Se balansen for om dere har foreslått nok "
           "plasser.")),
    _mal("stilling_endret", _("LIS1-stillingen er endret (%(saksnummer)s)"),
         _("LIS-koordinator har endret stillingen. Kommunedelen begynner %(fra)s.")),
    _mal("stilling_ikke_hos_dere", _("LIS1-stillingen har ikke lenger kommunepraksis hos dere (%(saksnummer)s)"),
         _("LIS-koordinator har endret eller trukket stillingen.")),
    _mal("stilling_besatt", _("Det er registrert hvem som er ansatt i LIS1-stillingen (%(saksnummer)s)"),
         _("Stillingen har kommunepraksis hos dere fra %(fra)s.")),
    _mal("stilling_lege", _("Du er registrert som ansatt i en LIS1-stilling (%(saksnummer)s)"),
         _("Her ser du når sykehusdelen og kommunedelen begynner.")),
    _mal("stilling_losnet", _("LIS1-stillingen er igjen uten ansatt (%(saksnummer)s)"),
         _("Ansettelsen ble ikke noe av. Stillingen har fortsatt kommunepraksis hos dere fra %(fra)s.")),
    _mal("stilling_losnet_lege", _("Du er ikke lenger registrert i LIS1-stillingen (%(saksnummer)s)"),
         _("LIS-koordinator har registrert at ansettelsen ikke ble noe av. Stemmer det ikke, ta kontakt med "
           "LIS-koordinator."), knapp=_("Åpne portalen")),
)  # fmt: skip
