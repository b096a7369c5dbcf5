"""The municipalities a candidate wishes for, by number. No reason is asked, and there is nowhere to write one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.forms.boundfield import BoundField
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Kandidat
from ..selectors.plasser import Kommuneplasser, kommuner_aa_onske

MAKS = 999
UGYLDIG = gettext_lazy("Skriv et helt tall, for eksempel 1 for det du helst vil.")


@dataclass(frozen=True)
class Onskerad:
    """One municipality on the page, with its number where it has one."""

    sted: Kommuneplasser
    felt: BoundField
    nr: int | None
    er_forst: bool = False
    er_sist: bool = False


class Onskeskjema(Handlingsskjema):
    """A number for each municipality that is wished for; the rest are left empty. `sak` is the candidate."""

    sak: Kandidat
    steder: list[Kommuneplasser]

    @classmethod
    def forslag(cls, sak: Kandidat) -> dict[str, Any]:
        return {f"nr_{onske.kommune_id}": onske.rang for onske in sak.onsker.all()}

    def forbered(self, sak: Kandidat) -> None:
        self.steder = kommuner_aa_onske(sak.runde)
        for sted in self.steder:
            felt = forms.IntegerField(
                label=_("Ønske nummer for %(navn)s") % {"navn": sted.kommune.navn},
                required=False,
                min_value=1,
                max_value=MAKS,
                error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), UGYLDIG),
                widget=forms.TextInput(
                    attrs={"inputmode": "numeric", "autocomplete": "off", "size": "3", "class": "ds-input"}
                ),
            )
            self.fields[f"nr_{sted.kommune.pk}"] = felt

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        valgt: dict[int, UUID] = {}
        for sted in self.steder:
            nr = data.get(f"nr_{sted.kommune.pk}")
            if nr is None:
                continue
            if nr in valgt:
                self.add_error(
                    f"nr_{sted.kommune.pk}", _("To kommuner har nummer %(nr)s. Gi den ene et annet.") % {"nr": nr}
                )
            valgt[nr] = sted.kommune.pk
        return data | {"kommuner": [valgt[nr] for nr in sorted(valgt)]}

    @property
    def rader(self) -> list[Onskerad]:
        """Those with a number first, in their order; the rest by name."""
        nummer = {s.kommune.pk: _tall(self[f"nr_{s.kommune.pk}"].value()) for s in self.steder}
        med = sorted((s for s in self.steder if nummer[s.kommune.pk] is not None), key=lambda s: nummer[s.kommune.pk] or 0)
        uten = [s for s in self.steder if nummer[s.kommune.pk] is None]
        siste = len(med) - 1
        return [
            *(Onskerad(s, self._felt(s), nummer[s.kommune.pk], nr == 0, nr == siste) for nr, s in enumerate(med)),
            *(Onskerad(s, self._felt(s), None) for s in uten),
        ]

    def _felt(self, sted: Kommuneplasser) -> BoundField:
        return self[f"nr_{sted.kommune.pk}"]

    def omordnet(self, knapp: str, data: Mapping[str, Any]) -> dict[str, Any]:
        """The numbers after a button on the page: `opp`, `ned`, `inn`, `ut` with a municipality, or just put in order."""
        verb, _skille, hva = knapp.partition(":")
        steder = {str(s.kommune.pk): _tall(data.get(f"nr_{s.kommune.pk}")) for s in self.steder}
        rekke = sorted((pk for pk, nr in steder.items() if nr is not None), key=lambda pk: steder[pk] or 0)
        if hva in rekke:
            fra = rekke.index(hva)
            rekke.remove(hva)
            if verb in ("opp", "ned"):
                rekke.insert(max(0, fra + (-1 if verb == "opp" else 1)), hva)
        elif hva in steder and verb == "inn":
            rekke.append(hva)
        return {f"nr_{pk}": rekke.index(pk) + 1 if pk in rekke else None for pk in steder}


class OnskeskjemaForAndre(Onskeskjema):
    """Wishes written in for somebody without an account: what was written before is not shown to whoever writes."""

    @classmethod
    def forslag(cls, sak: Kandidat) -> dict[str, Any]:
        return {}


def _tall(verdi: Any) -> int | None:
    tekst = str(verdi if verdi is not None else "").strip()
    return int(tekst) if tekst.isascii() and tekst.isdigit() and len(tekst) < 4 else None
