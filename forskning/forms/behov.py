"""What a service fills in about what it needs to know."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, Virksomhet
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Skjema
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Behov
from ..selectors.behov import egne_enheter, egne_virksomheter
from .utlysning import fyll_temaer, temafelt


class Behovsfelter(Skjema):
    tittel = KortekstSkjemafelt(
        label=_("Hva trenger dere å vite?"), max_length=160,
        help_text=_("Skriv det som et spørsmål, for eksempel «Hva virker mot fall hos hjemmeboende eldre?»."),
    )  # fmt: skip
    beskrivelse = FritekstSkjemafelt(
        label=_("Hvorfor, og hva skal det brukes til?"), widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Skriv aldri noe som kan vise hvem en pasient er."),
    )  # fmt: skip
    temaer = temafelt(hjelp=_("Temaene viser behovet til prosjekter og utlysninger som passer."))


class NyttBehov(Behovsfelter):
    virksomhet = forms.ModelChoiceField(Virksomhet.objects.none(), label=_("Virksomhet"), empty_label=_("Velg virksomhet"))
    enhet = forms.ModelChoiceField(
        Enhet.objects.none(), label=_("Enhet"), required=False, empty_label=_("Hele virksomheten")
    )

    def __init__(self, *args: Any, bruker: Bruker, **kwargs: Any) -> None:
        virksomheter = egne_virksomheter(bruker)
        kwargs["initial"] = {"virksomhet": virksomheter.first()} | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        fyll_temaer(self)
        virksomhet = cast("forms.ModelChoiceField[Virksomhet]", self.fields["virksomhet"])
        virksomhet.queryset = virksomheter
        virksomhet.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]
        enhet = cast("forms.ModelChoiceField[Enhet]", self.fields["enhet"])
        enhet.queryset = egne_enheter(bruker)


class Behovsskjema(Handlingsskjema, Behovsfelter):
    """A need that is changed."""

    @classmethod
    def forslag(cls, sak: Behov) -> dict[str, Any]:
        temaer = list(sak.temaer.values_list("pk", flat=True))
        return {"tittel": sak.tittel, "beskrivelse": sak.beskrivelse, "temaer": temaer}

    def forbered(self, sak: Behov) -> None:
        fyll_temaer(self, sak.temaer.values_list("pk", flat=True))


class Besvarskjema(Handlingsskjema):
    kommentar = FritekstSkjemafelt(
        label=_("Hva besvarte behovet?"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("For eksempel et prosjekt eller en rapport. Skriv aldri noe om pasienter."),
    )  # fmt: skip


class Lukkskjema(Handlingsskjema):
    kommentar = FritekstSkjemafelt(
        label=_("Hvorfor er det ikke lenger aktuelt?"), max_length=1000, required=False,
        widget=forms.Textarea(attrs={"rows": 3}), help_text=_("Skriv aldri noe om pasienter."),
    )  # fmt: skip
