"""An uploaded file, row by row: each row is a form, and each form says what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt, valider_uten_personnummer
from grunnmur.portal.personnummer import inneholder_personnummer
from grunnmur.portal.skjema import Datofelt, Radiovalg, Skjema, Telefonfelt

from ..importfil import MAKS_BYTE, Rad, les_tabell
from ..models import Faggruppe, Importkjoring, RolleType

Innhold = Importkjoring.Innhold


class Kodefelt(forms.Field):
    """A choice given by its code or by its Norwegian name."""

    def __init__(self, valg: Sequence[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.valg = valg

    def to_python(self, value: Any) -> str:
        tekst = str(value or "").strip().casefold()
        for kode, navn in self.valg:
            if tekst in {kode.casefold(), str(navn).casefold()}:
                return kode
        if tekst:
            raise forms.ValidationError(_("«%(felt)s» har en verdi vi ikke kjenner. Se malen.") % {"felt": self.label})
        return ""


class Enhetsrad(Skjema):
    navn = KortekstSkjemafelt(label=gettext_lazy("Navn"), max_length=120)
    sted = KortekstSkjemafelt(label=gettext_lazy("Sted"), max_length=80, required=False)
    overordnet = KortekstSkjemafelt(label=gettext_lazy("Overordnet"), max_length=205, required=False)
    adresse = KortekstSkjemafelt(label=gettext_lazy("Adresse"), max_length=160, required=False)
    telefon = Telefonfelt(label=gettext_lazy("Telefon"), required=False)
    fagomraade = KortekstSkjemafelt(label=gettext_lazy("Fagområde"), max_length=80, required=False)
    profil = FritekstSkjemafelt(label=gettext_lazy("Profil"), required=False)

    nokkel = ("navn", "sted", "overordnet")


class Periodisert(Skjema):
    gyldig_fra = Datofelt(label=gettext_lazy("Gyldig fra"), required=False)
    gyldig_til = Datofelt(label=gettext_lazy("Gyldig til"), required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        fra, til = data.get("gyldig_fra"), data.get("gyldig_til")
        if fra and til and til < fra:
            self.add_error("gyldig_til", _("Til-dato kan ikke være før fra-dato."))
        return data


class Personrad(Periodisert):
    navn = KortekstSkjemafelt(label=gettext_lazy("Navn"), max_length=120)
    epost = forms.EmailField(label=gettext_lazy("E-post"), max_length=254)
    enhet = KortekstSkjemafelt(label=gettext_lazy("Enhet"), max_length=205)
    faggruppe = Kodefelt(Faggruppe.choices, label=gettext_lazy("Faggruppe"), required=False)
    stillingstittel = KortekstSkjemafelt(label=gettext_lazy("Stillingstittel"), max_length=80, required=False)
    hpr_nummer = forms.CharField(
        label=gettext_lazy("HPR-nummer"),
        required=False,
        validators=[RegexValidator(r"^\d{7,9}\Z", gettext_lazy("HPR-nummeret har sju til ni siffer."))],
    )
    telefon = Telefonfelt(label=gettext_lazy("Telefon"), required=False)

    nokkel = ("epost", "enhet")


class Rollerad(Periodisert):
    epost = forms.EmailField(label=gettext_lazy("E-post"), max_length=254)
    rolle = Kodefelt(RolleType.choices, label=gettext_lazy("Rolle"))
    enhet = KortekstSkjemafelt(label=gettext_lazy("Enhet"), max_length=205, required=False)

    nokkel = ("epost", "rolle", "enhet")


RADSKJEMA: dict[str, type[Any]] = {
    Innhold.ENHETER: Enhetsrad,
    Innhold.PERSONER: Personrad,
    Innhold.ROLLER: Rollerad,
}


@dataclass(frozen=True)
class Tolketrad:
    """A row ready to be tried, or what is wrong with it. A row with errors carries no data on."""

    nummer: int
    data: dict[str, str]
    feil: tuple[str, ...] = ()


def kolonner_for(innhold: str) -> list[str]:
    """The columns of the template, required ones first."""
    felter = RADSKJEMA[innhold].base_fields
    return sorted(felter, key=lambda navn: (not felter[navn].required, list(felter).index(navn)))


def tolk(fil: bytes, innhold: str) -> list[Tolketrad]:
    """Read the file and check every row by its form. Raises ValidationError when the file itself is unusable."""
    skjemaklasse = RADSKJEMA[innhold]
    krevde = [navn for navn, felt in skjemaklasse.base_fields.items() if felt.required]
    sett: dict[tuple[str, ...], int] = {}
    tolkede = []
    for rad in les_tabell(fil, kolonner=list(skjemaklasse.base_fields), krevde=krevde):
        tolket = _tolk_rad(rad, skjemaklasse)
        if not tolket.feil:
            nokkel = tuple(tolket.data[navn].casefold() for navn in skjemaklasse.nokkel)
            if (forste := sett.setdefault(nokkel, rad.nummer)) != rad.nummer:
                likt = _("Raden gjelder det samme som rad %(nr)d. Ta bort den ene.") % {"nr": forste}
                tolket = Tolketrad(rad.nummer, {}, (likt,))
        tolkede.append(tolket)
    return tolkede


def _tolk_rad(rad: Rad, skjemaklasse: Callable[..., Skjema]) -> Tolketrad:
    if rad.feil:
        return Tolketrad(rad.nummer, {}, rad.feil)
    # Every cell, also those whose own field would not have asked.
    if any(inneholder_personnummer(celle) for celle in rad.celler.values()):
        return Tolketrad(rad.nummer, {}, (_("Raden inneholder noe som ligner et personnummer. Ta det bort fra filen."),))
    skjema = skjemaklasse(rad.celler)
    if not skjema.is_valid():
        return Tolketrad(rad.nummer, {}, tuple(dict.fromkeys(str(f) for liste in skjema.errors.values() for f in liste)))
    return Tolketrad(rad.nummer, {navn: _som_tekst(verdi) for navn, verdi in skjema.cleaned_data.items()})


def _som_tekst(verdi: Any) -> str:
    return verdi.isoformat() if isinstance(verdi, date) else str(verdi or "")


class Importskjema(Skjema):
    """Choose what the file holds, and the file."""

    innhold = forms.ChoiceField(label=gettext_lazy("Hva er i filen?"), choices=Innhold.choices, widget=Radiovalg)
    fil = forms.FileField(
        label=gettext_lazy("Fil"),
        max_length=120,
        help_text=gettext_lazy("CSV (UTF-8) eller Excel (xlsx), høyst 2 MB og 1000 rader."),
        widget=forms.FileInput(attrs={"accept": ".csv,.xlsx"}),
    )

    def clean_fil(self) -> UploadedFile:
        fil: UploadedFile = self.cleaned_data["fil"]
        if (fil.size or 0) > MAKS_BYTE:
            raise forms.ValidationError(_("Filen er for stor. Den kan være høyst 2 MB. Del den i flere."))
        valider_uten_personnummer(fil.name or "")
        return fil

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "fil" in data and "innhold" in data:
            try:
                data["rader"] = tolk(data["fil"].read(), data["innhold"])
            except forms.ValidationError as feil:
                self.add_error("fil", feil)
        return data


def forklaringer_for(innhold: str) -> list[tuple[str, str, str]]:
    """Column, whether it must be filled in, and what to write there."""
    felter = RADSKJEMA[innhold].base_fields
    return [
        (navn, str(_("Må fylles ut") if felter[navn].required else _("Valgfritt")), _forklaring(navn, felter[navn]))
        for navn in kolonner_for(innhold)
    ]


def _forklaring(navn: str, felt: forms.Field) -> str:
    if isinstance(felt, Kodefelt):
        return _("En av: %(verdier)s") % {"verdier": ", ".join(kode for kode, _navn in felt.valg)}
    if isinstance(felt, Datofelt):
        return _("Dato, for eksempel 18.01.2027. Tom fra-dato betyr fra i dag, tom til-dato betyr uten slutt.")
    if navn in {"enhet", "overordnet"}:
        return _("Navnet slik det står i oversikten, med sted etter komma når flere har samme navn.")
    return str(felt.label)
