"""What came of it, coded by either side."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import FritekstSkjemafelt
from grunnmur.portal.skjema import Radiovalg
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Besvart, Foresporsel, LedetTil

NYTTE = [(1, _("1, ikke nyttig")), (2, "2"), (3, "3"), (4, "4"), (5, _("5, svært nyttig"))]
VELG_NYTTE = _("Velg hvor nyttig det var, fra 1 til 5.")


class Utfallskjema(Handlingsskjema):
    """Codes only about one patient; otherwise a comment too."""

    besvart = forms.ChoiceField(
        label=_("Ble spørsmålet besvart?"),
        choices=[(b.value, b.label) for b in (Besvart.JA, Besvart.DELVIS, Besvart.NEI)],
        widget=Radiovalg(attrs={"class": "choices--rad"}),
        error_messages={"required": _("Velg om spørsmålet ble besvart.")},
    )
    nytte = forms.TypedChoiceField(
        label=_("Hvor nyttig var veiledningen?"),
        choices=NYTTE,
        coerce=int,
        widget=Radiovalg(attrs={"class": "choices--rad"}),
        error_messages={"required": VELG_NYTTE},
    )
    ledet_til = forms.MultipleChoiceField(
        label=_("Hva førte det til?"),
        help_text=_("Velg alt som passer."),
        choices=LedetTil.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    kommentar = FritekstSkjemafelt(
        label=_("Kommentar"),
        help_text=_(
            "Den andre leser dette, og det kan stå uten navn i tilbakemeldingen til enheten. Skriv ingenting om pasienter."
        ),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )

    def forbered(self, sak: Foresporsel) -> None:
        if sak.om_enkeltpasient:
            del self.fields["kommentar"]

    def clean_ledet_til(self) -> list[str]:
        valgt: list[str] = self.cleaned_data["ledet_til"]
        if LedetTil.INGENTING in valgt and len(valgt) > 1:
            raise forms.ValidationError(_("«Ingen endring» kan ikke velges sammen med noe annet."))
        return valgt
