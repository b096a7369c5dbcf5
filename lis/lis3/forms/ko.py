"""What is posted from the queue: the order among those with the same seniority."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.portal.felt import FritekstSkjemafelt
from grunnmur.portal.skjema import Skjema

from ..models import Innmelding


class Rekkefolgeskjema(Skjema):
    """A number for each doctor of the tie, and one reason for them all."""

    begrunnelse = FritekstSkjemafelt(
        label=gettext_lazy("Begrunnelse"),
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Legene og kommunene deres kan lese begrunnelsen. Skriv ikke navn på andre leger."),
    )

    def __init__(self, *args: Any, saker: Sequence[Innmelding], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.saker = list(saker)
        valg = [("", _("Velg")), *((str(n), str(n)) for n in range(1, len(self.saker) + 1))]
        for sak in self.saker:
            navn = self.navn(sak)
            self.fields[navn] = forms.TypedChoiceField(
                label=_("Nummer for %(lege)s") % {"lege": sak.lege.navn},
                choices=valg,
                coerce=int,
                error_messages={"required": _("Velg nummer for %(lege)s.") % {"lege": sak.lege.navn}},
            )
            self.fields[f"v{navn}"] = forms.IntegerField(
                widget=forms.HiddenInput, initial=sak.versjon, min_value=1, max_value=2**31 - 1, required=False
            )
        self.order_fields([*map(self.navn, self.saker), "begrunnelse"])

    @staticmethod
    def navn(sak: Innmelding) -> str:
        return f"nr-{sak.pk}"

    def valgfelter(self) -> list[Any]:
        return [self[self.navn(sak)] for sak in self.saker]

    def versjonsfelter(self) -> list[Any]:
        return [self[f"v{self.navn(sak)}"] for sak in self.saker]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        numre = [data.get(self.navn(sak)) for sak in self.saker]
        if None not in numre and len(set(numre)) != len(numre):
            self.add_error(None, _("To leger kan ikke ha samme nummer. Gi hver lege sitt eget."))
        return data

    def rekkefolge(self) -> list[tuple[UUID, int]]:
        """Every enrolment with the version that was seen, first one first."""
        data = self.cleaned_data
        i_orden = sorted(self.saker, key=lambda sak: data[self.navn(sak)])
        return [(sak.pk, data.get(f"v{self.navn(sak)}") or 0) for sak in i_orden]
