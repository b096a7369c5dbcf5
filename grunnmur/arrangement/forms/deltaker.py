"""Who is invited, and who is taken out again."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Arrangement, Deltaker, Gjest
from .arrangement import deltakernavn

_l = gettext_lazy


class Inviterskjema(Handlingsskjema):
    """One person, or many from a list."""

    epost = forms.EmailField(
        label=_l("E-postadresse"), required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "inputmode": "email"}),
    )  # fmt: skip
    navn = KortekstSkjemafelt(
        label=_l("Navn"), max_length=120, required=False, help_text=_l("Må fylles ut når personen ikke har konto.")
    )
    organisasjon = KortekstSkjemafelt(label=_l("Organisasjon"), max_length=120, required=False)
    flere = FritekstSkjemafelt(
        label=_l("Flere på en gang"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_l("Én på hver linje: e-postadresse; navn; organisasjon."),
    )  # fmt: skip

    def clean_flere(self) -> list[Gjest]:
        gjester = []
        for nr, linje in enumerate((self.cleaned_data["flere"] or "").splitlines(), start=1):
            if not linje.strip():
                continue
            epost, navn, organisasjon = [*(del_.strip() for del_ in linje.split(";")), "", ""][:3]
            try:
                validate_email(epost)
            except ValidationError:
                raise ValidationError(
                    _("Linje %(nr)d begynner ikke med en e-postadresse. Skriv: e-postadresse; navn; organisasjon.")
                    % {"nr": nr}
                ) from None
            gjester.append(Gjest(epost, navn[:120], organisasjon[:120]))
        return gjester

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        gjester = list(data.get("flere") or [])
        if data.get("epost"):
            gjester.insert(0, Gjest(data["epost"], data.get("navn") or "", data.get("organisasjon") or ""))
        if not gjester and not self.errors:
            self.add_error("epost", _("Skriv minst én e-postadresse."))
        data["gjester"] = gjester
        return data


class Fjernskjema(Handlingsskjema):
    """A guest whose name and address are here."""

    deltaker = forms.ModelChoiceField(
        Deltaker.objects.none(), label=_l("Hvem vil du ta bort?"), empty_label=_l("Velg en gjest")
    )

    def forbered(self, sak: Arrangement) -> None:
        felt = cast("forms.ModelChoiceField[Deltaker]", self.fields["deltaker"])
        felt.queryset = sak.deltakere.gjester().order_by("navn")
        felt.label_from_instance = deltakernavn  # type: ignore[method-assign, assignment]
