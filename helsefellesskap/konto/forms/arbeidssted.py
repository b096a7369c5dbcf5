"""Telling a party where one works, and the party's answer."""

from typing import Any, cast

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, Rolle, Virksomhet
from grunnmur.portal.felt import Fritekst
from grunnmur.portal.skjema import Handlinger, Knapp, Kort, Radiovalg, Skjema
from helsefellesskap.konto import selectors

GODTA, AVVIS = "godta", "avvis"


class Mangler(Skjema):
    """Which party, and where in it, in the person's own words."""

    virksomhet = forms.ModelChoiceField(
        label=_("Virksomhet"), queryset=Virksomhet.objects.none(), empty_label=_("Velg virksomhet")
    )
    beskrivelse = Fritekst(_("arbeidssted")).formfield(
        label=_("Enhet og sted"),
        help_text=_("For eksempel «Hjemmetjenesten, Biri». Nevn gjerne hvem som er lederen din."),
        max_length=400,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["virksomhet"]).queryset = selectors.deltakende_virksomheter()
        self.fields["beskrivelse"].widget.attrs["rows"] = 3

    def oppsett(self) -> Layout:
        return Layout(Kort(_("Hvor arbeider du?"), "virksomhet", "beskrivelse"), Handlinger(Knapp(_("Send melding"))))


class Bytte(Mangler):
    """Also which employment is left."""

    slutter = forms.ModelChoiceField(
        label=_("Arbeidssted du har sluttet ved"),
        queryset=Rolle.objects.none(),
        widget=Radiovalg,
        empty_label=None,
        help_text=_("Avsluttes når den nye virksomheten har svart ja."),
    )

    def __init__(self, *args: Any, bruker: Bruker, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = cast(forms.ModelChoiceField, self.fields["slutter"])
        felt.queryset = selectors.egne_ansettelser(bruker)
        felt.label_from_instance = lambda rolle: f"{rolle.sted}, {rolle.virksomhet.fullt_navn}"  # type: ignore[method-assign, assignment]

    def oppsett(self) -> Layout:
        return Layout(
            Kort(_("Hvor har du sluttet?"), "slutter"),
            Kort(_("Hvor arbeider du nå?"), "virksomhet", "beskrivelse"),
            Handlinger(Knapp(_("Send melding"))),
        )


class Svar(Skjema):
    """Yes with a unit, or no with a reason."""

    utfall = forms.ChoiceField(
        label=_("Arbeider personen hos dere?"),
        choices=[(GODTA, _("Ja, registrer arbeidsstedet")), (AVVIS, _("Nei, ikke registrer"))],
        widget=Radiovalg(
            hjelp={
                GODTA: _("Velg enheten under. Personen får rollen ansatt med en gang."),
                AVVIS: _("Skriv hvorfor. Personen får begrunnelsen."),
            }
        ),
    )
    enhet = forms.ModelChoiceField(
        label=_("Enhet"), queryset=Enhet.objects.none(), required=False, empty_label=_("Velg enhet")
    )
    svar = Fritekst(_("svar"), blank=True).formfield(label=_("Begrunnelse eller hilsen"), required=False)

    def __init__(self, *args: Any, virksomhet: Virksomhet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["enhet"]).queryset = selectors.enheter_i(virksomhet)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("utfall") == GODTA and not data.get("enhet") and "enhet" not in self.errors:
            self.add_error("enhet", _("Velg enheten personen arbeider i."))
        if data.get("utfall") == AVVIS and not data.get("svar") and "svar" not in self.errors:
            self.add_error("svar", _("Skriv en begrunnelse når du ikke godtar."))
        return data

    @property
    def svaret(self) -> dict[str, Any]:
        """What the operation takes: a unit only when the answer was yes."""
        ja = self.cleaned_data["utfall"] == GODTA
        return {"enhet": self.cleaned_data["enhet"] if ja else None, "svar": self.cleaned_data["svar"]}

    def oppsett(self) -> Layout:
        return Layout(Kort(_("Svar"), "utfall", "enhet", "svar"), Handlinger(Knapp(_("Send svar"))))
