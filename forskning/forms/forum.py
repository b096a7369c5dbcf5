"""Which party is taken into a forum."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Organ, Virksomhet
from grunnmur.portal.skjema import Datofelt, Skjema

from ..selectors.fora import mulige_parter


class Partsskjema(Skjema):
    virksomhet = forms.ModelChoiceField(
        Virksomhet.objects.none(), label=_("Virksomhet"), empty_label=_("Velg virksomhet"),
        help_text=_("Står den ikke her, registrerer du den først i aktørregisteret."),
    )  # fmt: skip
    fra = Datofelt(label=_("Med fra"), required=False, help_text=_("La feltet stå tomt når det er fra i dag."))

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = cast("forms.ModelChoiceField[Virksomhet]", self.fields["virksomhet"])
        felt.queryset = mulige_parter(organ)
        felt.label_from_instance = lambda obj: f"{obj.fullt_navn} ({obj.get_type_display()})"  # type: ignore[method-assign]
