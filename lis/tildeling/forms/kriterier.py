"""What is filled in about criteria: the scheme, one criterion, one group, and the meeting they are put forward to."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.dato import dato
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Radiovalg
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.utvalg.models import Mote

from ..models import Kriteriegruppe, Kriterier, Kriterium, Rekkefolge
from ..ord import valider_noytral
from ..selectors.kriterier import mulige_moter

ALDRI = _("Skriv aldri noe om helse eller familie.")


class Ordningsskjema(Handlingsskjema):
    tekst = FritekstSkjemafelt(
        label=_("Ordningen i ord"),
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("Slik kommunene og legene leser den. Ett avsnitt for hvert punkt."),
        error_messages={"required": _("Skriv ordningen i ord.")},
    )
    rekkefolge = forms.ChoiceField(label=_("Hvem går foran hvem?"), choices=Rekkefolge.choices, widget=Radiovalg)
    beslutningsdyktig = forms.IntegerField(
        label=_("Hvor mange må delta for at utvalget kan vedta?"), min_value=1, max_value=20
    )

    @classmethod
    def forslag(cls, sak: Kriterier) -> dict[str, Any]:
        return {"tekst": sak.tekst, "rekkefolge": sak.rekkefolge, "beslutningsdyktig": sak.beslutningsdyktig}


class Kriteriumskjema(Handlingsskjema):
    """One criterion, new or changed."""

    navn = KortekstSkjemafelt(
        label=_("Kriterium"), max_length=80, validators=[valider_noytral], help_text=_("For eksempel «Praksis i kommunen».")
    )
    hoyest = forms.IntegerField(
        label=_("Høyeste poeng"), min_value=1, max_value=1000,
        help_text=_("Poengene fra alle kriteriene legges sammen. Den som har flest, velger først."),
    )  # fmt: skip
    forklaring = FritekstSkjemafelt(
        label=_("Slik gis poeng"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        validators=[valider_noytral], help_text=ALDRI,
    )  # fmt: skip
    per_kommune = forms.TypedChoiceField(
        label=_("Er poengene de samme i alle kommuner?"),
        choices=[("nei", _("Ja, de samme overalt")), ("ja", _("Nei, egne poeng for hver kommune"))],
        coerce=lambda verdi: verdi == "ja",
        initial="nei",
        widget=Radiovalg,
    )

    def __init__(self, *args: Any, sak: Kriterier, rad: Kriterium | None = None, **kwargs: Any) -> None:
        self.rad = rad
        naa = {} if rad is None else {"navn": rad.navn, "hoyest": rad.hoyest, "forklaring": rad.forklaring}
        if rad is not None:
            naa["per_kommune"] = "ja" if rad.per_kommune else "nei"
        super().__init__(*args, sak=sak, initial=naa | (kwargs.pop("initial", None) or {}), **kwargs)

    def forbered(self, sak: Kriterier) -> None:
        """Points by municipality are asked about only where each has an order of its own."""
        self.fields["per_kommune"].uten_merke = True  # type: ignore[attr-defined]  # one of the two is always chosen
        if sak.rekkefolge != Rekkefolge.EGNE:
            del self.fields["per_kommune"]

    def paa_nytt(self, sak: Any) -> Kriteriumskjema:
        skrevet = {navn: self[navn].value() for navn in self.fields if navn != "versjon"}
        return type(self)(sak=sak, rad=self.rad, initial=skrevet)


class Gruppeskjema(Handlingsskjema):
    """One group that places may be reserved for, new or changed."""

    navn = KortekstSkjemafelt(
        label=_("Gruppe"), max_length=80, validators=[valider_noytral],
        help_text=_("For eksempel «Ansatt i distriktsstilling»."),
    )  # fmt: skip
    forklaring = FritekstSkjemafelt(
        label=_("Hvem som er med"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        validators=[valider_noytral],
        help_text=_("Noe som kan bekreftes, for eksempel i utlysningen. Skriv aldri noe om helse eller familie."),
    )  # fmt: skip

    def __init__(self, *args: Any, sak: Kriterier, rad: Kriteriegruppe | None = None, **kwargs: Any) -> None:
        self.rad = rad
        naa = {} if rad is None else {"navn": rad.navn, "forklaring": rad.forklaring}
        super().__init__(*args, sak=sak, initial=naa | (kwargs.pop("initial", None) or {}), **kwargs)

    def paa_nytt(self, sak: Any) -> Gruppeskjema:
        skrevet = {navn: self[navn].value() for navn in self.fields if navn != "versjon"}
        return type(self)(sak=sak, rad=self.rad, initial=skrevet)


class Framleggingsskjema(Handlingsskjema):
    mote = forms.ModelChoiceField(
        Mote.objects.none(),
        label=_("Møte"),
        empty_label=None,
        error_messages={"invalid_choice": _("Møtet tar ikke imot flere saker. Velg et annet.")},
    )

    def forbered(self, sak: Kriterier) -> None:
        felt = cast("forms.ModelChoiceField[Mote]", self.fields["mote"])
        felt.queryset = mulige_moter(sak)
        felt.label_from_instance = lambda obj: _("%(mote)s, frist for saker %(frist)s") % {  # type: ignore[method-assign]
            "mote": obj.navn, "frist": dato(obj.sakslistefrist),
        }  # fmt: skip
