"""What is filled in to move, shorten or end a hospitering. A reason is a code, and no code is about health."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.skjema import Radiovalg
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Aarsak, Periodeart, Periodeforslag, Periodetilstand, Tilstand
from .avtale import Periodeskjema


class Aarsaksvalg(forms.Form):
    aarsak = forms.ChoiceField(label=_("Grunn"), choices=Aarsak.choices, widget=Radiovalg)


class Endringsskjema(Aarsaksvalg, Periodeskjema):
    """Another period than the one that is agreed. `ART` says which way."""

    ART = Periodeart.UTSATT

    field_order = ("fra", "til", "evaluering_tidspunkt", "evaluering_kl", "evaluering_form", "aarsak")

    @classmethod
    def forslag(cls, sak: Any) -> dict[str, Any]:
        """The open proposal of this kind, so that the other side can answer with another one; else what applies."""
        aapent = Periodeforslag.objects.filter(avtale=sak.pk, art=cls.ART, tilstand=Periodetilstand.FORESLATT).first()
        return super().forslag(sak) | ({"aarsak": aapent.aarsak} if aapent else cls.uten_forslag(sak))

    @classmethod
    def uten_forslag(cls, sak: Any) -> dict[str, Any]:
        return {"fra": sak.avtale.fra, "til": sak.avtale.til}


class Utsettskjema(Endringsskjema):
    """A later first day (S1-H09). The days are chosen anew: what stood is what does not fit."""

    ART = Periodeart.UTSATT

    @classmethod
    def uten_forslag(cls, sak: Any) -> dict[str, Any]:
        return {"fra": None, "til": None, "evaluering_tidspunkt": None}


class Kortskjema(Endringsskjema):
    """Fewer days, within those that are agreed. What has begun keeps its first day."""

    ART = Periodeart.KORTET

    def forbered(self, sak: Any) -> None:
        if sak.tilstand == Tilstand.PAAGAAR:
            del self.fields["fra"]

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        return data if "fra" in self.fields else data | {"fra": self.sak.avtale.fra}


class Sluttskjema(Aarsaksvalg, Handlingsskjema):
    """Why it comes to nothing."""
