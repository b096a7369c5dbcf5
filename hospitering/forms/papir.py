"""The official form, as intake enters it from a paper that somebody signed."""

from __future__ import annotations

from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.skjema import Datofelt

from ..models import Soknad
from .soknad import Soknadsskjema


class Papirskjema(Soknadsskjema):
    """Adds the date beside the signature, and the key that lets the same page be sent twice without harm."""

    papir_dato = Datofelt(
        label=_("Dato ved underskriften"), help_text=_("Datoen som står ved søkerens underskrift på papiret.")
    )
    nokkel = forms.UUIDField(
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid": _("Siden er utdatert. Last den inn på nytt og prøv en gang til.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        start = kwargs.get("initial") or {}
        kwargs["initial"] = start | {"nokkel": start.get("nokkel") or uuid4()}
        super().__init__(*args, **kwargs)

    @property
    def underskrevet(self) -> Any:
        return self.cleaned_data.get("papir_dato") or None

    @property
    def nokkel_lest(self) -> UUID | None:
        return self.cleaned_data.get("nokkel") or None

    def utfylt(self) -> Soknad:
        ny = super().utfylt()
        ny.papir_dato = self.underskrevet
        return ny
