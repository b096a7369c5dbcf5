"""What people are told of open invitations."""

from django.utils.translation import gettext_lazy as _

from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

_mal = serie("hospitering.", _("Åpne invitasjonen"))

registrer_maler(
    _mal("invitasjon_aapnet", _("Åpen invitasjon til hospitering (%(saksnummer)s)"),
         _("%(enhet)s inviterer hospitanter. Si fra til ansatte som det kan passe for.")),
    _mal("invitasjon_endret", _("Invitasjonen du svarer på, er endret (%(saksnummer)s)"),
         _("%(enhet)s har endret tidsrom, frist eller antall plasser. Se om søknaden din fortsatt passer.")),
    _mal("invitasjon_trukket", _("Invitasjonen du svarer på, er trukket (%(saksnummer)s)"),
         _("%(enhet)s har trukket invitasjonen. Søknaden din er ikke trukket, og behandles som en vanlig søknad.")),
)  # fmt: skip
