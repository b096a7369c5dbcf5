"""Base classes of every form in the portal: look, marking of required fields, messages that name the field."""

from typing import Any

from crispy_forms.helper import FormHelper
from django import forms
from django.forms.forms import BaseForm

from grunnmur.portal.skjema.felter import Datofelt
from grunnmur.portal.skjema.meldinger import meldinger_for
from grunnmur.portal.skjema.renderer import Portalrenderer


class Skjemagrunn(BaseForm):
    """What all our forms share. As a mixin placed first it dresses other people's forms too (allauth's)."""

    # «Må fylles ut» or «Valgfritt» at every field. Off where it would be noise: sign-in, filters.
    merking = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.renderer = Portalrenderer()
        self.label_suffix = ""
        self.use_required_attribute = False
        for navn, felt in self.fields.items():
            if type(felt) is forms.DateField:
                felt = self.fields[navn] = _som_datofelt(felt)
            etikett = felt.label if felt.label is not None else navn.replace("_", " ").capitalize()
            felt.error_messages = {**felt.error_messages, **meldinger_for(felt, etikett)}

    @property
    def helper(self) -> FormHelper:
        """crispy's helper: layout only. The page writes the form element, its token and its address."""
        hjelper = FormHelper()
        hjelper.form_tag = False
        hjelper.disable_csrf = True
        hjelper.layout = self.oppsett()
        return hjelper

    def oppsett(self) -> Any:
        """Override with a crispy Layout of Kort, Par and Handlinger; without it the fields stand in order."""
        return None


class Skjema(Skjemagrunn, forms.Form):
    """A form in the portal's look."""


class Modellskjema(Skjemagrunn, forms.ModelForm):
    """A model form in the portal's look. It parses and explains; operations do the saving."""


class Filterskjema(Skjemagrunn, forms.Form):
    """A GET form above a list."""

    merking = False


def _som_datofelt(felt: forms.DateField) -> Datofelt:
    """A model's DateField comes as Django's form field, which refuses «1.2.27»."""
    return Datofelt(
        required=felt.required,
        label=felt.label,
        initial=felt.initial,
        help_text=felt.help_text,
        disabled=felt.disabled,
        validators=felt.validators,
    )
