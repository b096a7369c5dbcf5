from __future__ import annotations

from typing import Any, cast

from crispy_forms.layout import Layout
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.skjema import Datofelt, Datopar, Kort, Radiovalg, Skjema

from ..models import Bruker, Enhet, RolleType, Virksomhet
from ..rules import kan_gi_rolle
from ..selectors import finn_personer


class Personskjema(Skjema):
    """Point out one person by e-mail or name; when several fit, the page comes back with those to choose from."""

    person = forms.CharField(
        label=_("Person"),
        max_length=254,
        help_text=_("Skriv e-postadressen, eller navnet til en som allerede er registrert i virksomheten."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    valgt = forms.ChoiceField(label=_("Flere passer. Hvem mener du?"), required=False, widget=Radiovalg)

    def __init__(self, *args: Any, virksomhet: Virksomhet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.virksomhet = virksomhet
        sok = str(self.data.get(self.add_prefix("person")) or "") if self.is_bound else ""
        self.treff = {str(p.id): p for p in finn_personer(sok, virksomhet)} if sok else {}
        if len(self.treff) > 1:
            self._by_paa_valg()
        else:
            del self.fields["valgt"]

    def _by_paa_valg(self) -> None:
        felt = cast(forms.ChoiceField, self.fields["valgt"])
        felt.choices = [(nokkel, person.navn) for nokkel, person in self.treff.items()]
        cast(Radiovalg, felt.widget).hjelp = {
            nokkel: f"{p.epost} · {p.tittellinje}".rstrip(" ·") for nokkel, p in self.treff.items()
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if "person" not in data:
            return data
        if not self.treff:
            self.add_error("person", _("Vi fant ingen med dette navnet eller denne adressen. Skriv hele e-postadressen."))
        elif len(self.treff) == 1:
            data["bruker"] = next(iter(self.treff.values()))
        elif valgt := data.get("valgt"):
            data["bruker"] = self.treff[valgt]
        elif "valgt" not in self.errors:
            self.add_error("valgt", ValidationError(_("Velg hvem du mener.")))
        return data


class Rolleskjema(Personskjema):
    """Give somebody a role at the party or at one of its units."""

    type = forms.ChoiceField(label=_("Rolle"))
    enhet = forms.ModelChoiceField(
        label=_("Enhet"),
        queryset=Enhet.objects.none(),
        required=False,
        empty_label=_("Hele virksomheten"),
    )
    fra = Datofelt(label=_("Første dag"))
    til = Datofelt(label=_("Siste dag"), required=False)

    def __init__(self, *args: Any, virksomhet: Virksomhet, utfort_av: Bruker, **kwargs: Any) -> None:
        super().__init__(*args, virksomhet=virksomhet, **kwargs)
        valg = cast(forms.ChoiceField, self.fields["type"])
        enheter = cast(forms.ModelChoiceField, self.fields["enhet"])
        valg.choices = [
            ("", _("Velg rolle")),
            *((t.value, t.label) for t in RolleType if kan_gi_rolle(utfort_av, t, virksomhet)),
        ]
        enheter.queryset = Enhet.objects.aktive().filter(virksomhet=virksomhet)

    def oppsett(self) -> Any:
        hvem = ["person", "valgt"] if "valgt" in self.fields else ["person"]
        return Layout(
            Kort(_("Hvem"), *hvem),
            Kort(
                _("Hvilken rolle"),
                "type",
                "enhet",
                Datopar(_("Periode"), "fra", "til", hjelp=_("La siste dag stå tom når rollen ikke har noen sluttdato.")),
            ),
        )


class Stedfortrederskjema(Personskjema):
    """Let somebody act for the holder of a role, from–to."""

    fra = Datofelt(label=_("Første dag"))
    til = Datofelt(label=_("Siste dag"))

    def oppsett(self) -> Any:
        hvem = ["person", "valgt"] if "valgt" in self.fields else ["person"]
        return Layout(Kort(_("Stedfortreder"), *hvem, Datopar(_("Periode"), "fra", "til")))


class Avsluttskjema(Skjema):
    """When a role or a stand-in ends: at once, or after a day."""

    STRAKS, ETTER = "straks", "etter"
    naar = forms.ChoiceField(
        label=_("Når skal den slutte?"),
        choices=[(STRAKS, _("Nå")), (ETTER, _("Etter en bestemt dag"))],
        widget=Radiovalg(hjelp={STRAKS: _("Personen mister tilgangen med en gang.")}),
    )
    siste_dag = Datofelt(label=_("Siste dag"), required=False, help_text=_("Fylles ut når du velger en bestemt dag."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if data.get("naar") == self.STRAKS:
            data["siste_dag"] = None
        elif data.get("naar") == self.ETTER and not data.get("siste_dag") and "siste_dag" not in self.errors:
            self.add_error("siste_dag", _("Skriv den siste dagen, for eksempel 31.12.2026."))
        return data
