"""Text fields that refuse what must never be stored: national identity numbers and control characters.

Running text, one line of it, web addresses and phone numbers.

The guard sits in three places on purpose: in the form field (so that people get an explanation), in the
model's own validation (admin, import), and where the value is bound to INSERT or UPDATE (operations and
bulk writes, which skip validation). Raw SQL is the only way around it.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, RegexValidator, URLValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.personnummer import adresse_inneholder_personnummer, inneholder_personnummer

MAKS_FRITEKST = 4000

PERSONNUMMER_FUNNET = _(
    "Teksten inneholder noe som ligner et personnummer eller kontonummer. Ta det bort: "
    "portalen skal ikke inneholde opplysninger om pasienter."
)
ADRESSE_MED_PERSONNUMMER = _(
    "Adressen inneholder noe som ligner et personnummer. Bruk en annen adresse: "
    "portalen skal ikke inneholde opplysninger om pasienter."
)
TELEFONNUMMER = r"^([2-9][0-9]{7}|\+[1-9][0-9]{7,14})$"
"""A phone of one's own: eight digits, or E.164. As `normaliser_telefon` writes it, switchboard numbers aside."""

_STYRETEGN = {kode: None for kode in (*range(0x20), *range(0x7F, 0xA0)) if chr(kode) not in "\n\t"}


def uten_styretegn(tekst: str) -> str:
    """Drop control characters but keep line breaks and tabs; line breaks become one kind."""
    return tekst.replace("\r\n", "\n").replace("\r", "\n").translate(_STYRETEGN)


def paa_en_linje(tekst: str) -> str:
    """As uten_styretegn, with every stretch of white space as one space."""
    return " ".join(uten_styretegn(tekst).split())


def valider_uten_personnummer(tekst: str) -> None:
    """Raise ValidationError when the text may hold a national identity number. The number is not repeated."""
    if inneholder_personnummer(tekst):
        raise ValidationError(PERSONNUMMER_FUNNET, code="personnummer")


def valider_adresse_uten_personnummer(adresse: str) -> None:
    """As `valider_uten_personnummer`, for a web address."""
    if adresse_inneholder_personnummer(adresse):
        raise ValidationError(ADRESSE_MED_PERSONNUMMER, code="personnummer")


class FritekstSkjemafelt(forms.CharField):
    """Form field of Fritekst: several lines, cleaned, without national identity numbers."""

    widget = forms.Textarea
    default_validators = [valider_uten_personnummer]

    def __init__(self, *, max_length: int | None = MAKS_FRITEKST, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)

    def to_python(self, value: Any) -> Any:
        return super().to_python(uten_styretegn(value) if isinstance(value, str) else value)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        """No maxlength attribute: a browser would cut a pasted text without saying so."""
        attrs = super().widget_attrs(widget)
        if isinstance(widget, forms.Textarea):
            if "maxlength" in attrs:
                attrs["data-maks"] = attrs.pop("maxlength")
            if widget.attrs.get("rows") == "10":  # Django's own choice, nobody's
                attrs["rows"] = "6"
        return attrs


class KortekstSkjemafelt(forms.CharField):
    """Form field of Kortekst: one line, cleaned, without national identity numbers."""

    default_validators = [valider_uten_personnummer]

    def to_python(self, value: Any) -> Any:
        return super().to_python(paa_en_linje(value) if isinstance(value, str) else value)


class NettadresseSkjemafelt(forms.URLField):
    """Form field of Nettadresse: a web address without national identity numbers."""

    default_validators = [URLValidator(), valider_adresse_uten_personnummer]

    def __init__(self, *, assume_scheme: str | None = "https", **kwargs: Any) -> None:
        super().__init__(assume_scheme=assume_scheme, **kwargs)


class _Vern:
    """What the model fields share: clean, validate and guard the way into the database."""

    rens = staticmethod(uten_styretegn)

    def to_python(self, value: Any) -> Any:
        verdi = super().to_python(value)  # type: ignore[misc]
        return self.rens(verdi) if isinstance(verdi, str) else verdi

    def get_db_prep_save(self, value: Any, connection: Any) -> Any:
        if isinstance(value, str):
            value = self.rens(value)
            self.run_validators(value)  # type: ignore[attr-defined]
        return super().get_db_prep_save(value, connection)  # type: ignore[misc]


class Fritekst(_Vern, models.TextField):
    """Free text of at most 4 000 characters that can hold no national identity number."""

    default_validators = [valider_uten_personnummer]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", MAKS_FRITEKST)
        super().__init__(*args, **kwargs)
        self.validators.append(MaxLengthValidator(self.max_length))

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": FritekstSkjemafelt, **kwargs})


class Kortekst(_Vern, models.CharField):
    """One line of text that can hold no national identity number."""

    default_validators = [valider_uten_personnummer]
    rens = staticmethod(paa_en_linje)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": KortekstSkjemafelt, **kwargs})


class Nettadresse(_Vern, models.URLField):
    """A web address that can hold no national identity number."""

    default_validators = [URLValidator(), valider_adresse_uten_personnummer]
    rens = staticmethod(paa_en_linje)

    def formfield(self, **kwargs: Any) -> Any:
        return super().formfield(**{"form_class": NettadresseSkjemafelt, **kwargs})


class Telefonnummer(_Vern, models.CharField):
    """A number to ring, in one way of writing it. Eleven bare digits are no phone number."""

    default_validators = [
        RegexValidator(TELEFONNUMMER, _("Skriv et nummer med minst 8 siffer, som går rett til deg."), code="for_kort"),
        valider_uten_personnummer,
    ]
    rens = staticmethod(paa_en_linje)
