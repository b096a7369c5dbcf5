"""The line of duty and the deadline: what people are told."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.varsling.maler import registrer, serie

from .foresporsel import AAPNE

_mal = serie("veiledning.", AAPNE)

registrer(
    _mal("mange_ganger", _("Spørsmålet er sendt videre mange ganger (%(saksnummer)s)"),
         _("Spørsmålet fra %(fra)s er sendt videre flere ganger, sist til %(til)s. Sørg for at noen svarer.")),
    _mal("frist_satt", _("Du får svar innen %(frist)s (%(saksnummer)s)"),
         _("%(av)s ved %(til)s svarer deg innen %(frist)s.")),
    _mal("frist_foreslaatt", _("Nytt tidspunkt er foreslått (%(saksnummer)s)"),
         _("%(av)s ved %(til)s foreslår %(ny_frist)s. Godta det, eller hold på fristen %(frist)s.")),
    _mal("frist_godtatt", _("Det nye tidspunktet er godtatt (%(saksnummer)s)"),
         _("%(av)s har godtatt det nye tidspunktet. Fristen er nå %(frist)s.")),
    _mal("frist_avslaatt", _("Fristen står fast (%(saksnummer)s)"),
         _("%(av)s trenger svar innen fristen. Den er fortsatt %(frist)s.")),
)  # fmt: skip
