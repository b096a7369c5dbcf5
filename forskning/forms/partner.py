"""Who is invited, what a party answers, what is said in the dialogue. The operations decide; these parse and explain."""

from __future__ import annotations

from typing import Any, Self, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Virksomhet
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Datofelt, Radiovalg, Skjema
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Bekreftelsesmaate, Innlegg, Partner, Prosjekt
from ..selectors.partner import mulige_partnere

INGEN_PASIENT = _("Skriv aldri opplysninger som kan identifisere en pasient.")


class Invitasjon(Handlingsskjema):
    """Which party is asked, and what it is asked to bring."""

    virksomhet = forms.ModelChoiceField(
        Virksomhet.objects.none(), label=_("Virksomhet"), empty_label=_("Velg virksomhet"),
        error_messages={"required": _("Velg hvem du vil invitere.")},
    )  # fmt: skip
    bidrag = FritekstSkjemafelt(
        label=_("Hva skal de bidra med?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Virksomheten leser dette før den svarer. Skriv aldri opplysninger som kan identifisere en pasient."),
    )

    def forbered(self, sak: Prosjekt) -> None:
        felt = cast("forms.ModelChoiceField[Virksomhet]", self.fields["virksomhet"])
        felt.queryset = mulige_partnere(sak)
        felt.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]


class Partnerskjema(Handlingsskjema):
    """A form on one party of the project, with the version of that party's row."""

    def __init__(self, *args: Any, sak: Prosjekt, partner: Partner, **kwargs: Any) -> None:
        self.partner = partner
        super().__init__(*args, sak=sak, **kwargs)
        self.initial["versjon"] = partner.versjon

    def paa_nytt(self, sak: Prosjekt) -> Self:
        self.partner.refresh_from_db()
        skrevet = {navn: self[navn].value() for navn in self.fields if navn != "versjon"}
        return type(self)(sak=sak, partner=self.partner, initial=skrevet)


class Nei(Partnerskjema):
    kommentar = FritekstSkjemafelt(
        label=_("Vil du si hvorfor?"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Alle som ser prosjektet, kan lese dette. Skriv aldri opplysninger som kan identifisere en pasient."),
    )


class Registrert(Partnerskjema):
    """What a party answered on paper or by e-mail."""

    ja = forms.TypedChoiceField(
        label=_("Hva svarte de?"),
        choices=[("ja", _("De deltar")), ("nei", _("De deltar ikke"))],
        coerce=lambda verdi: verdi == "ja",
        widget=Radiovalg,
    )
    maate = forms.ChoiceField(
        label=_("Hvordan svarte de?"),
        choices=[(m.value, m.label) for m in (Bekreftelsesmaate.EPOST, Bekreftelsesmaate.PAPIR)],
        widget=Radiovalg,
    )
    navn = KortekstSkjemafelt(
        label=_("Hvem svarte?"), max_length=120, help_text=_("Navnet på den som kan svare for virksomheten.")
    )
    dato = Datofelt(label=_("Når svarte de?"), help_text=_("For eksempel 18.01.2027."))


class Innleggsskjema(Skjema):
    """Something said in the dialogue, or an answer. Many write side by side, so it carries no version."""

    svar_til = forms.ModelChoiceField(Innlegg.objects.none(), required=False, widget=forms.HiddenInput)
    tekst = FritekstSkjemafelt(
        label=_("Skriv et innlegg"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Skriv noe før du sender.")},
    )

    def __init__(self, *args: Any, prosjekt: Prosjekt, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("forms.ModelChoiceField[Innlegg]", self.fields["svar_til"]).queryset = prosjekt.innlegg.all()


class Interesseskjema(Skjema):
    """Which of one's own parties is interested."""

    virksomhet = forms.ModelChoiceField(Virksomhet.objects.none(), label=_("Virksomhet"), empty_label=_("Velg virksomhet"))

    def __init__(self, *args: Any, virksomheter: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = cast("forms.ModelChoiceField[Virksomhet]", self.fields["virksomhet"])
        felt.queryset = virksomheter
        felt.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]
        if len(virksomheter) == 1:
            felt.initial, felt.empty_label = virksomheter[0], None
