"""A committee, its fixed seats, and who sits there."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Organ, Organmedlem, Representasjon, RolleType, Virksomhet, Virksomhetstype
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Datofelt, Skjema, Versjonsfelt

from ..selectors.utvalg import varabare

INGEN = _("Ingen")


class Organskjema(Skjema):
    """Name, mandate and place of a committee, and which version of them was read."""

    versjon = Versjonsfelt()
    navn = KortekstSkjemafelt(label=_("Navn"), max_length=120)
    type = forms.ChoiceField(label=_("Type"), choices=[("", _("Velg type")), *Organ.Type.choices])
    mandat = FritekstSkjemafelt(
        label=_("Mandat"), required=False, help_text=_("Hva utvalget skal gjøre, og hvem som har bestemt det.")
    )
    overordnet = forms.ModelChoiceField(
        Organ.objects.none(), label=_("Ligger under"), required=False, empty_label=_("Ikke under noe annet utvalg")
    )
    nedlagt = Datofelt(label=_("Nedlagt"), required=False, help_text=_("La stå tomt så lenge utvalget er i arbeid."))

    def __init__(self, *args: Any, organ: Organ | None = None, **kwargs: Any) -> None:
        felter = ("versjon", "navn", "type", "mandat", "overordnet", "nedlagt")
        initial = {navn: getattr(organ, navn) for navn in felter} if organ else {}
        super().__init__(*args, initial=initial, **kwargs)
        self.organ = organ
        andre = Organ.objects.exclude(pk=organ.pk) if organ else Organ.objects.all()
        cast("forms.ModelChoiceField[Organ]", self.fields["overordnet"]).queryset = andre.order_by("navn")
        if organ:
            del self.fields["type"]
        else:
            del self.fields["nedlagt"], self.fields["versjon"]

    def noen_var_foer(self) -> None:
        """Somebody else saved first: what was typed stays, and is saved over theirs when it is sent again."""
        if self.organ:
            self.organ.refresh_from_db()
            self.data = {**{navn: self.data[navn] for navn in self.data}, "versjon": str(self.organ.versjon)}
        self.add_error(
            None,
            _("Noen andre har lagret siden du åpnet siden. Gå tilbake og les det som står, eller lagre på nytt hvis ditt "
              "skal gjelde."),
        )  # fmt: skip


class Plasskjema(Skjema):
    """A seat that the mandate fixes."""

    navn = KortekstSkjemafelt(
        label=_("Hvem skal være representert?"), max_length=80, help_text=_("For eksempel «Kommuneoverlege».")
    )
    rolletype = forms.ChoiceField(label=_("Rollen medlemmet skal ha"), required=False)
    virksomhetstype = forms.ChoiceField(label=_("Typen virksomhet medlemmet skal representere"), required=False)
    antall = forms.IntegerField(
        label=_("Antall"), min_value=1, max_value=50, initial=1, widget=forms.TextInput(attrs={"inputmode": "numeric"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ChoiceField", self.fields["rolletype"]).choices = [("", INGEN), *RolleType.choices]
        cast("forms.ChoiceField", self.fields["virksomhetstype"]).choices = [("", INGEN), *Virksomhetstype.choices]


class Medlemsskjema(Skjema):
    """Let somebody sit in the committee."""

    epost = forms.EmailField(
        label=_("E-postadresse"),
        help_text=_("Adressen personen logger inn med."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )
    verv = forms.ChoiceField(label=_("Verv"), choices=Organmedlem.Verv.choices, initial=Organmedlem.Verv.MEDLEM)
    virksomhet = forms.ModelChoiceField(
        Virksomhet.objects.none(), label=_("Representerer"), required=False, empty_label=_("Ingen bestemt virksomhet")
    )
    plass = forms.ModelChoiceField(
        Representasjon.objects.none(), label=_("Fyller den faste plassen"), required=False, empty_label=INGEN
    )
    vara_for = forms.ModelChoiceField(
        Organmedlem.objects.none(), label=_("Vara for"), required=False, empty_label=_("Alle, eller den faste plassen"),
        help_text=_("Bare når vervet er vara."),
    )  # fmt: skip
    fra = Datofelt(label=_("Første dag"))
    til = Datofelt(label=_("Siste dag"), required=False, help_text=_("La stå tomt når vervet ikke har noen slutt ennå."))

    def __init__(self, *args: Any, organ: Organ, **kwargs: Any) -> None:
        super().__init__(*args, initial={"fra": timezone.localdate(), **kwargs.pop("initial", {})}, **kwargs)
        virksomhet = cast("forms.ModelChoiceField[Virksomhet]", self.fields["virksomhet"])
        virksomhet.queryset = Virksomhet.objects.order_by("sortering")
        virksomhet.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]
        plass = cast("forms.ModelChoiceField[Representasjon]", self.fields["plass"])
        plass.queryset = Representasjon.objects.gjeldende().filter(organ=organ).order_by("navn")
        vara_for = cast("forms.ModelChoiceField[Organmedlem]", self.fields["vara_for"])
        vara_for.queryset = varabare(organ)
        vara_for.label_from_instance = lambda obj: obj.bruker.navn  # type: ignore[method-assign]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if epost := data.get("epost"):
            data["bruker"] = Bruker.objects.virkelige().filter(epost__iexact=epost).first()
            if data["bruker"] is None:
                self.add_error(
                    "epost", _("Ingen i portalen har denne adressen. Inviter personen først, eller sjekk adressen.")
                )
        return data


class Sluttskjema(Skjema):
    """The last day of a capacity or of a fixed seat."""

    siste_dag = Datofelt(label=_("Siste dag"), help_text=_("Gjelder til og med denne dagen."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, initial={"siste_dag": timezone.localdate()}, **kwargs)
