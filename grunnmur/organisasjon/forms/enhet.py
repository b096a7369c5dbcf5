from __future__ import annotations

from typing import Any, cast

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.skjema import Kort, Merknad, Modellskjema, Par, Telefonfelt, Versjonsfelt

from ..models import Beskrivelse, Enhet, Virksomhet
from ..selectors import mulige_overordnede


class Profilskjema(Modellskjema):
    """What a unit's own leader may change (S0-R05)."""

    versjon = Versjonsfelt()
    telefon = Telefonfelt(label=_("Telefon"), required=False)

    class Meta:
        model = Enhet
        fields = ["adresse", "telefon", "fagomraade", "profil"]
        labels = {"adresse": _("Adresse"), "fagomraade": _("Fagområde"), "profil": _("Profil")}
        help_texts = {
            "fagomraade": _("For eksempel «Palliasjon» eller «Rehabilitering»."),
            "profil": _("Hva enheten gjør, hvilken kompetanse dere har, og hva en hospitant kan lære hos dere."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance._state.adding:
            del self.fields["versjon"]
        else:
            self.initial["versjon"] = self.instance.versjon

    def oppsett(self) -> Any:
        return Layout(_profilkort())

    def sett_versjon(self, versjon: int) -> None:
        """Let the next post carry the version that this person has now been told about."""
        self.data = {**{navn: self.data[navn] for navn in self.data}, "versjon": str(versjon)}

    @property
    def beskrivelse(self) -> Beskrivelse:
        """The cleaned fields that describe the unit, as the operations take them."""
        return {navn: verdi for navn, verdi in self.cleaned_data.items() if navn not in ("overordnet", "versjon")}  # type: ignore[return-value]


class Enhetsskjema(Profilskjema):
    """A whole unit: name, site, place in the tree, and what it says about itself."""

    overordnet = forms.ModelChoiceField(
        label=_("Overordnet enhet"),
        queryset=Enhet.objects.none(),
        required=False,
        empty_label=_("Ingen – øverst i virksomheten"),
        help_text=_("Spørsmål som ikke kan besvares i enheten, går til lederen for denne."),
    )

    class Meta(Profilskjema.Meta):
        fields = ["navn", "sted", "overordnet", *Profilskjema.Meta.fields]
        labels = {**Profilskjema.Meta.labels, "navn": _("Navn"), "sted": _("Sted")}
        help_texts = {**Profilskjema.Meta.help_texts, "sted": _("Byen eller tettstedet der enheten holder til.")}

    def __init__(self, *args: Any, virksomhet: Virksomhet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        finnes = not self.instance._state.adding
        valg = cast(forms.ModelChoiceField, self.fields["overordnet"])
        valg.queryset = mulige_overordnede(virksomhet, under=self.instance.id if finnes else None)

    def oppsett(self) -> Any:
        return Layout(Kort(_("Enheten"), Par("navn", "sted"), "overordnet"), _profilkort())


def _profilkort() -> Kort:
    return Kort(
        _("Slik møter andre enheten"),
        Par("adresse", "telefon"),
        "fagomraade",
        "profil",
        Merknad(_("Skriv aldri opplysninger som kan identifisere en pasient.")),
    )
