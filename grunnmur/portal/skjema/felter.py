"""Form fields and widgets that people in Norway fill in: dates, phone numbers, choices with a hint under each."""

import datetime as dt
import re
from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.dato import MAANEDSNAVN, telefon

_TALLDATO = re.compile(r"(\d{1,2})[.\-/ ]\s?(\d{1,2})[.\-/ ]\s?(\d{4}|\d{2})", re.ASCII)
_SIFFERDATO = re.compile(r"(\d{2})(\d{2})(\d{4}|\d{2})", re.ASCII)
_ISODATO = re.compile(r"(\d{4})-(\d{2})-(\d{2})", re.ASCII)
_ORDDATO = re.compile(r"(\d{1,2})\.?\s*([a-zæøå]{3,9})\.?\s+(\d{4}|\d{2})", re.IGNORECASE)
_TIDLIGSTE, _SENESTE = dt.date(1900, 1, 1), dt.date(2199, 12, 31)


class _MedEgneOrd:
    """Messages of the field class itself, also where a form of somebody else's holds the field (admin, filters)."""

    feltmeldinger: Mapping[str, Any]
    error_messages: dict[str, Any]
    label: Any

    def _feil(self, kode: str) -> ValidationError:
        melding = self.error_messages.get(kode)
        # Django's own word for the code is one that no form of ours has replaced.
        if melding is None or melding is forms.DateField.default_error_messages.get(kode):
            melding = format_lazy(self.feltmeldinger[kode], felt=self.label or _("feltet"))
        return ValidationError(melding, code=kode)


class Datofelt(_MedEgneOrd, forms.DateField):
    """A date in a text field: «18.01.2027», «1.2.27», «01022027», «2027-02-01», «1. februar 2027».

    Not `type="date"`: browsers draw it in their own language, and 01/11 is dangerous. What was typed stays
    when it is refused.
    """

    feltmeldinger = {
        "invalid": _("Skriv datoen i «{felt}» med dag, måned og år, for eksempel 18.01.2027."),
        "finnes_ikke": _("Datoen i «{felt}» finnes ikke. Sjekk dag og måned."),
        "utenfor": _("Året i «{felt}» kan ikke stemme. Skriv det med fire siffer."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault(
            "widget", forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})
        )
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, dt.datetime):
            return value.date()
        if value in self.empty_values or isinstance(value, dt.date):
            return value or None
        if not (tekst := str(value).replace("\N{NO-BREAK SPACE}", " ").strip()):
            return None
        aar, maaned, dag = self._deler(tekst)
        try:
            verdi = dt.date(aar, maaned, dag)
        except ValueError:
            raise self._feil("finnes_ikke") from None
        if not _TIDLIGSTE <= verdi <= _SENESTE:
            raise self._feil("utenfor")
        return verdi

    def _deler(self, tekst: str) -> tuple[int, int, int]:
        if treff := _ISODATO.fullmatch(tekst):
            aar, maaned, dag = treff.groups()
        elif treff := _TALLDATO.fullmatch(tekst) or _SIFFERDATO.fullmatch(tekst):
            dag, maaned, aar = treff.groups()
        elif (treff := _ORDDATO.fullmatch(tekst)) and (nummer := _maanedsnummer(treff[2])):
            dag, maaned, aar = treff[1], str(nummer), treff[3]
        else:
            raise self._feil("invalid")
        fullt_aar = int(aar) if len(aar) == 4 else 2000 + int(aar)
        return fullt_aar, int(maaned), int(dag)


def _maanedsnummer(ord_: str) -> int | None:
    treff = [nr for nr, navn in enumerate(MAANEDSNAVN, start=1) if navn.startswith(ord_.lower())]
    return treff[0] if len(treff) == 1 else None


def normaliser_telefon(tekst: str) -> str:
    """One way of writing it: eight digits, a five-digit switchboard number, or E.164 for other countries.

    Raises ValueError when it is none of them.
    """
    nummer = re.sub(r"[\s().\-\u2010-\u2015/]", "", tekst)
    if nummer.startswith("00"):
        nummer = "+" + nummer[2:]
    nummer = nummer.removeprefix("+47") if len(nummer) == 11 else nummer
    if re.fullmatch(r"[2-9]\d{7}|0\d{4}|\+[1-9]\d{6,14}", nummer, re.ASCII):
        return nummer
    raise ValueError("not a phone number")


class Klokkefelt(forms.TimeField):
    """A time of day in a text field: «14.00», «14:00», «14»."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("input_formats", ["%H:%M", "%H.%M", "%H"])
        kwargs.setdefault("widget", forms.TimeInput(format="%H.%M", attrs={"autocomplete": "off"}))
        kwargs.setdefault("error_messages", {"invalid": _("Skriv klokkeslettet med timer og minutter, for eksempel 14.00.")})
        super().__init__(**kwargs)


class Telefonfelt(_MedEgneOrd, forms.CharField):
    """A phone number, Norwegian or in E.164. Stored one way, shown grouped."""

    feltmeldinger = {
        "invalid": _("Telefonnummeret i «{felt}» må ha 8 siffer. Utenlandske numre begynner med + og landskode."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("max_length", 30)
        kwargs.setdefault("widget", forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}))
        super().__init__(**kwargs)
        self.widget.input_type = "tel"

    def to_python(self, value: Any) -> str:
        tekst = super().to_python(value) or ""
        if not tekst:
            return tekst
        try:
            return normaliser_telefon(tekst)
        except ValueError:
            raise self._feil("invalid") from None

    def prepare_value(self, value: Any) -> Any:
        return telefon(value) if isinstance(value, str) else value


class Versjonsfelt(forms.IntegerField):
    """The version of the row that the page was made from; the operation refuses an older one.

    A missing or mangled value is answered with what to do, for nobody sees the field itself.
    """

    widget = forms.HiddenInput
    _utdatert = _("Siden er utdatert. Last den inn på nytt og prøv en gang til.")
    feltmeldinger = dict.fromkeys(("required", "invalid", "min_value", "max_value"), _utdatert)

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(min_value=0, max_value=2**31 - 1, label="", **kwargs)


class Radiovalg(forms.RadioSelect):
    """Outlined radio buttons, with an optional sentence under each about what happens next."""

    def __init__(self, *args: Any, hjelp: Mapping[str, Any] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.hjelp = dict(hjelp or {})
        if self.hjelp:
            self.attrs.setdefault("class", "choices--col")

    def create_option(self, name: str, value: Any, *args: Any, **kwargs: Any) -> dict[str, Any]:
        valg = super().create_option(name, value, *args, **kwargs)
        if hjelp := self.hjelp.get(str(value)):
            valg["hjelp"] = hjelp
            if hjelp_id := valg["attrs"].get("id"):
                valg["attrs"]["aria-describedby"] = f"{hjelp_id}_hjelp"
        return valg
