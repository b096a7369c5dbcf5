"""Another day for the answer. One form: whether it holds at once or must be accepted follows from the day."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.skjema import Datofelt, Klokkefelt
from grunnmur.saksgang.forms import Handlingsskjema

DATOEKSEMPEL = _("For eksempel 18.01.2027.")
KLOKKEEKSEMPEL = _("For eksempel 14.00.")


def _klokkefelt(etikett: Any) -> Klokkefelt:
    tall = forms.TimeInput(format="%H.%M", attrs={"autocomplete": "off", "inputmode": "numeric"})
    return Klokkefelt(label=etikett, help_text=KLOKKEEKSEMPEL, widget=tall)


class Fristskjema(Handlingsskjema):
    """A day; about one patient also from when to when somebody will ring."""

    frist = Datofelt(label=_("Dag"), help_text=DATOEKSEMPEL)
    fra = _klokkefelt(_("Fra klokken"))
    til = _klokkefelt(_("Til klokken"))

    @classmethod
    def forslag(cls, sak: Any) -> dict[str, Any]:
        return {"frist": sak.svarfrist, "fra": sak.ring_fra, "til": sak.ring_til}

    def forbered(self, sak: Any) -> None:
        if not sak.om_enkeltpasient:
            del self.fields["fra"], self.fields["til"]
