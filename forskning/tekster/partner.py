"""Partners, dialogue and interest: who owes an answer, and what people are told. No text repeats the title."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.typer import Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_oppgaver
from grunnmur.varsling.maler import registrer as registrer_maler
from grunnmur.varsling.maler import serie

PARTNERSVAR = "forskning.partnersvar"
"""The one role that answers for a party (S4-B03)."""
HENT_SVAR = "forskning.hent_svar"
"""The project's leader, where the party has nobody in the portal."""

registrer_oppgaver(
    Oppgavetype(
        PARTNERSVAR, _("Svar om %(emne)s deltar i et prosjekt"), _("Svar om %(emne)s deltar i et prosjekt"), "group"
    ),
    Oppgavetype(HENT_SVAR, _("Hent inn svaret fra %(emne)s, og registrer det"), _("Registrer svaret fra %(emne)s"), "group"),
)

_mal = serie("forskning.", _("Åpne prosjektet"))

registrer_maler(
    _mal("partner_invitert", _("%(virksomhet)s er invitert til et prosjekt (%(saksnummer)s)"),
         _("%(av)s ber %(virksomhet)s om å delta. Les om prosjektet, og svar for virksomheten.")),
    _mal("partner_deltar", _("%(virksomhet)s deltar i prosjektet (%(saksnummer)s)"),
         _("%(av)s har bekreftet at %(virksomhet)s deltar.")),
    _mal("partner_deltar_ikke", _("%(virksomhet)s deltar ikke i prosjektet (%(saksnummer)s)"),
         _("%(av)s har svart nei. Prosjektet kan gå videre med de andre partnerne.")),
    _mal("partner_trakk_seg", _("%(virksomhet)s har trukket seg fra prosjektet (%(saksnummer)s)"),
         _("%(virksomhet)s hadde bekreftet, men deltar ikke lenger. Vurder hva det betyr for prosjektet.")),
    _mal("partner_endret", _("Prosjektet dere deltar i, er endret (%(saksnummer)s)"),
         _("%(virksomhet)s har bekreftet at dere deltar. Se hva som er endret. Passer det ikke lenger, kan dere "
           "trekke dere.")),
    _mal("partner_eier_nei", _("Prosjekteieren deltar ikke (%(saksnummer)s)"),
         _("%(virksomhet)s eier prosjektet, men har svart nei. Prosjektet kan ikke forankres uten eieren. Snakk med "
           "virksomheten, og inviter den på nytt eller stans prosjektet.")),
    _mal("partner_tatt_ut", _("%(virksomhet)s er tatt ut av et prosjekt (%(saksnummer)s)"),
         _("%(av)s har tatt %(virksomhet)s ut av prosjektet. Dere trenger ikke å svare."), knapp=_("Åpne portalen")),
    _mal("dialog_nytt", _("Nytt innlegg i dialogen (%(saksnummer)s)"),
         _("%(av)s har skrevet i dialogen om prosjektet. Les innlegget, og svar hvis du har noe å legge til."),
         knapp=_("Åpne dialogen")),
    _mal("dialog_svar", _("Nytt svar i dialogen (%(saksnummer)s)"),
         _("%(av)s har svart i dialogen om prosjektet."), knapp=_("Åpne dialogen")),
    _mal("interesse_meldt", _("%(virksomhet)s er interessert i prosjektet (%(saksnummer)s)"),
         _("%(av)s har meldt interesse for %(virksomhet)s. Ta kontakt, eller inviter virksomheten som partner.")),
    _mal("interesse_utlysning", _("%(virksomhet)s vil søke sammen med andre (%(saksnummer)s)"),
         _("%(av)s har meldt interesse for utlysningen. Ta kontakt hvis dere vil arbeide mot den sammen."),
         knapp=_("Åpne utlysningen")),
)  # fmt: skip
