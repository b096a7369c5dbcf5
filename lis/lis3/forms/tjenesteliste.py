"""The filter above the list of services."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.skjema import Filterskjema

from ..models import Avdeling
from ..selectors.tjenesteliste import GRUPPER, NAA


class Tjenestefilter(Filterskjema):
    vis = forms.CharField(required=False, widget=forms.HiddenInput)
    q = forms.CharField(required=False, label=_("Søk etter lege eller kommune"), max_length=80)
    avdeling = forms.ModelChoiceField(
        Avdeling.objects.none(), required=False, label=_("Avdeling"), empty_label=_("Alle avdelinger")
    )

    def __init__(self, *args: Any, bruker: Bruker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = cast("forms.ModelChoiceField[Avdeling]", self.fields["avdeling"])
        felt.queryset = Avdeling.objects.synlig_for(bruker).select_related("enhet__virksomhet")

    def valg(self) -> dict[str, Any]:
        """What to show; a filter that makes no sense filters nothing."""
        data = self.cleaned_data if self.is_bound and self.is_valid() else {}
        vis = data.get("vis") or NAA
        return {"vis": vis if vis in GRUPPER else NAA, "sok": data.get("q", ""), "avdeling": data.get("avdeling")}

    @property
    def filtrert(self) -> bool:
        valg = self.valg()
        return bool(valg["sok"] or valg["avdeling"])
