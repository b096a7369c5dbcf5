"""What a party writes about itself, and what the list of open pages is searched by."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import KortekstSkjemafelt
from grunnmur.portal.skjema import Filterskjema, Modellskjema, Telefonfelt, Versjonsfelt

from ..models import Profil

HJELP = {
    "praksis": _("Hva legen gjør hos dere: legekontor, sykehjem, helsestasjon, avdelinger. Må skrives før publisering."),
    "vakt": _("Ordning, hyppighet, reisevei og bakvakt."),
    "veiledning": _("Hvem som veileder, og hvordan."),
    "bolig": _("Om dere kan hjelpe med bolig, barnehage og flytting."),
    "kontakt_navn": _("Alle kan lese siden. Oppgi en person eller funksjon som vil bli kontaktet av kandidater."),
    "kontakt_epost": _("Bruk en jobbadresse. Oppgi e-post, telefon eller begge."),
}


class Profilskjema(Modellskjema):
    versjon = Versjonsfelt()
    kontakt_telefon = Telefonfelt(label=_("Telefon"), required=False)

    class Meta:
        model = Profil
        fields = (
            "praksis", "vakt", "veiledning", "bolig", "kontakt_navn", "kontakt_epost", "kontakt_telefon", "nettside",
        )  # fmt: skip
        labels = {
            "praksis": _("Praksis"), "vakt": _("Vakt"), "veiledning": _("Veiledning"), "bolig": _("Bolig"),
            "kontakt_navn": _("Kontakt"), "kontakt_epost": _("E-post"), "nettside": _("Nettside"),
        }  # fmt: skip
        help_texts = HJELP

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial.setdefault("versjon", self.instance.versjon)

    def validate_constraints(self) -> None:
        """What a published page needs is asked for by the operation, field by field."""


class Versjon(forms.Form):
    """A button on the page: nothing but the version that was seen."""

    versjon = Versjonsfelt()


class Stedsok(Filterskjema):
    """Search by name, narrowed by region."""

    q = KortekstSkjemafelt(
        label=_("Søk"),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs={"type": "search", "placeholder": _("Kommune eller sykehus")}),
    )
    region = forms.ChoiceField(label=_("Region"), required=False)

    def __init__(self, *args: Any, regioner: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["region"]
        felt.choices = [("", _("Alle")), *((r, r) for r in regioner)]  # type: ignore[attr-defined]
