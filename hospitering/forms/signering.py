"""The small questions around the form: is it about one patient, and do you sign?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import FritekstSkjemafelt
from grunnmur.portal.skjema import Radiovalg, Skjema, Versjonsfelt


class Avklaring(Skjema):
    """«Opplæring knyttet til enkeltpasienter omfattes ikke» (S1-H02)."""

    merking = False

    enkeltpasient = forms.ChoiceField(
        label=_("Gjelder det en enkeltpasient?"),
        choices=[("nei", _("Nei")), ("ja", _("Ja"))],
        widget=Radiovalg(
            hjelp={
                "nei": _("Jeg vil hospitere for å lære i et avtalt tidsrom."),
                "ja": _("Jeg trenger råd eller opplæring om en bestemt pasient."),
            }
        ),
        error_messages={"required": _("Svar ja eller nei på om det gjelder en enkeltpasient.")},
    )
    enhet = forms.UUIDField(required=False, widget=forms.HiddenInput)
    """The unit somebody came here to learn from, where another page knew it."""
    invitasjon = forms.UUIDField(required=False, widget=forms.HiddenInput)
    """The open invitation that it answers."""

    def full_clean(self) -> None:
        """What came along in the address is a help, never something to correct."""
        super().full_clean()
        for navn in ("enhet", "invitasjon"):
            if navn in self.errors:
                del self.errors[navn]
                self.cleaned_data[navn] = None


class Signering(Skjema):
    """The confirmation that stands for the signature on paper (S1-S18)."""

    merking = False

    versjon = Versjonsfelt()
    bekreft = forms.BooleanField(
        label=_("Jeg bekrefter at opplysningene er riktige, og at de ikke handler om en pasient."),
        error_messages={"required": _("Kryss av for at opplysningene er riktige, før du sender.")},
    )


class Kunversjon(Skjema):
    versjon = Versjonsfelt()


def versjon_i(data: Mapping[str, Any]) -> int:
    """The version that a confirm page carried; -1, which is no version, when it was mangled."""
    skjema = Kunversjon(data)
    return int(skjema.cleaned_data["versjon"]) if skjema.is_valid() else -1


class Tekstsvar(Skjema):
    """One text that the applicant must write: an answer, or why a decision should be looked at again."""

    merking = False

    versjon = Versjonsfelt()
    kommentar = FritekstSkjemafelt(label=_("Svaret ditt"), widget=forms.Textarea(attrs={"rows": 6}))

    def __init__(self, *args: Any, etikett: Any, mangler: Any, hjelp: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["kommentar"]
        felt.label, felt.help_text = etikett, hjelp
        felt.error_messages = felt.error_messages | {"required": mangler}
