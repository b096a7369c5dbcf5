"""What is filled in about milestones and results."""

from __future__ import annotations

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt, NettadresseSkjemafelt
from grunnmur.portal.skjema import Datofelt, Radiovalg
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Milepaelart, Resultatart
from ..models.framdrift import kontroller_doi

DOI_FORAN = re.compile(r"^(?:doi:\s*|https?://(?:dx\.)?doi\.org/)", re.IGNORECASE)
"""What people copy along with a DOI."""


class Milepaelskjema(Handlingsskjema):
    art = forms.ChoiceField(
        label=gettext_lazy("Hva slags milepæl er det?"),
        choices=Milepaelart.choices,
        widget=Radiovalg(
            hjelp={
                Milepaelart.MILEPAEL: gettext_lazy("Noe prosjektet skal ha gjort."),
                Milepaelart.RAPPORT: gettext_lazy("Noe finansiøren venter på."),
                Milepaelart.FORMIDLING: gettext_lazy("Noe dere skal fortelle andre."),
            }
        ),
    )
    tittel = KortekstSkjemafelt(
        label=gettext_lazy("Hva skal være gjort?"), max_length=120, help_text=gettext_lazy("Skriv ingenting om pasienter.")
    )
    frist = Datofelt(
        label=gettext_lazy("Frist"), help_text=gettext_lazy("For eksempel 18.01.2027. Prosjektlederen blir minnet på den.")
    )

    @classmethod
    def forslag(cls, sak: Any) -> dict[str, Any]:
        """`sak` is the project; where a milestone is changed, it carries which one."""
        milepael = getattr(sak, "milepael", None)
        if milepael is None:
            return {"art": Milepaelart.MILEPAEL}
        return {"art": milepael.art, "tittel": milepael.tittel, "frist": milepael.frist}


class Gjortskjema(Handlingsskjema):
    dag = Datofelt(label=gettext_lazy("Når ble det gjort?"), help_text=gettext_lazy("For eksempel 18.01.2027."))

    @classmethod
    def forslag(cls, sak: Any) -> dict[str, Any]:
        return {"dag": timezone.localdate()}


class Doifelt(forms.CharField):
    """A DOI, also as people copy it: with «doi:» or as an address at doi.org."""

    default_validators = [kontroller_doi]

    def to_python(self, value: Any) -> str:
        return DOI_FORAN.sub("", (super().to_python(value) or "").strip())


class Resultatskjema(Handlingsskjema):
    art = forms.ChoiceField(label=gettext_lazy("Hva slags resultat er det?"), choices=Resultatart.choices, widget=Radiovalg)
    tittel = KortekstSkjemafelt(label=gettext_lazy("Tittel"), max_length=240)
    sammendrag = FritekstSkjemafelt(
        label=gettext_lazy("Hva kan andre bruke?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Skriv kort og allment. Skriv ingenting om pasienter. Teksten kan bli vist åpent."),
    )
    dato = Datofelt(label=gettext_lazy("Dato"), help_text=gettext_lazy("Når det kom ut eller ble tatt i bruk."))
    doi = Doifelt(
        label=gettext_lazy("DOI"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For eksempel 10.1000/182. En publikasjon må ha DOI eller lenke."),
    )
    lenke = NettadresseSkjemafelt(
        label=gettext_lazy("Lenke"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("Der andre finner resultatet. Begynn med https://."),
    )

    def clean_lenke(self) -> str:
        lenke: str = self.cleaned_data["lenke"]
        if lenke and not lenke.startswith("https://"):
            raise ValidationError(_("Lenken må begynne med https://."))
        return lenke


class Viderebrukskjema(Handlingsskjema):
    beskrivelse = KortekstSkjemafelt(
        label=gettext_lazy("Hvordan er resultatet brukt?"),
        max_length=240,
        help_text=gettext_lazy("For eksempel «Innført i hjemmetjenesten i Gjøvik». Skriv ingenting om pasienter."),
    )
    nummer = KortekstSkjemafelt(
        label=gettext_lazy("Prosjekt eller arrangement"),
        required=False,
        max_length=24,
        help_text=gettext_lazy("Nummeret, som FP-2026-0012 eller A-2026-0003. Brukt et annet sted? La feltet stå tomt."),
    )


class Formidletskjema(Handlingsskjema):
    kommentar = FritekstSkjemafelt(
        label=gettext_lazy("Hvordan er det formidlet?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Kort, til historikken. Skriv ingenting om pasienter."),
    )
