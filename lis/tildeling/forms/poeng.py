"""Points to one candidate by each criterion, everywhere or by municipality."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Kandidat
from ..selectors.poeng import Nokkel, kriterier_i, steder_for


class Poengskjema(Handlingsskjema):
    """A number for each criterion; empty is no points given. `sak` is the candidate."""

    sak: Kandidat

    @classmethod
    def forslag(cls, sak: Kandidat) -> dict[str, Any]:
        return {_navn((p.kriterium_id, p.kommune_id)): p.poeng for p in sak.poeng.all()}

    def forbered(self, sak: Kandidat) -> None:
        self.nokler: dict[str, Nokkel] = {}
        steder = steder_for(sak.runde, sak)
        for kriterium in kriterier_i(sak.runde):
            for kommune, navn in steder if kriterium.per_kommune else [(None, "")]:
                nokkel = (kriterium.pk, kommune)
                self.nokler[_navn(nokkel)] = nokkel
                etikett = f"{kriterium.navn}, {navn}" if navn else kriterium.navn
                ugyldig = _("Skriv et helt tall fra 0 til %(hoyest)s.") % {"hoyest": kriterium.hoyest}
                felt = forms.IntegerField(
                    label=etikett,
                    required=False,
                    min_value=0,
                    max_value=kriterium.hoyest,
                    help_text=_("Fra 0 til %(hoyest)s poeng. %(forklaring)s")
                    % {"hoyest": kriterium.hoyest, "forklaring": kriterium.forklaring},
                    error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), ugyldig),
                    widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
                )
                felt.uten_merke = True  # type: ignore[attr-defined]  # what is left empty is given later
                self.fields[_navn(nokkel)] = felt

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        return data | {"poeng": {nokkel: data.get(navn) for navn, nokkel in self.nokler.items()}}


def _navn(nokkel: Nokkel) -> str:
    return "_".join(["p", *(str(del_) for del_ in nokkel if del_)])
