"""What is filled in when a question is not answered, and when a leader looks again."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Innstilling
from .kapasitet import Pliktskjema

HOL_4_1 = "https://lovdata.no/lov/2011-06-24-30/§4-1"
SKRIV = {"required": _("Skriv vurderingen.")}


def _vurdering(label: Any, help_text: Any = "") -> FritekstSkjemafelt:
    return FritekstSkjemafelt(
        label=label, help_text=help_text, widget=forms.Textarea(attrs={"rows": 5}), max_length=2000, error_messages=SKRIV
    )


class Avgrensskjema(Pliktskjema):
    """Not necessary guidance: the assessment, and that it is sound (S1-V07, S1-V08)."""

    TEKSTER = ("vurdering",)

    vurdering = _vurdering(
        _("Hvorfor er veiledningen ikke nødvendig?"),
        _("Den som spurte, leser dette. Skriv det faglige, uten opplysninger om pasienter."),
    )
    forsvarlig = forms.BooleanField(
        label=_("Jeg har vurdert dette opp mot kravet til forsvarlighet"),
        help_text=format_html(
            '<a class="ds-link" href="{}">{}</a>', HOL_4_1, _("Helse- og omsorgstjenesteloven § 4-1 hos Lovdata")
        ),
        error_messages={"required": _("Bekreft at du har vurdert om det er forsvarlig.")},
    )


class Utenforskjema(Pliktskjema):
    """Organisational or administrative change: what makes it so, and where to go instead (S1-V10)."""

    TEKSTER = ("vurdering", "henvist_til")

    vurdering = _vurdering(_("Hvorfor gjelder spørsmålet organisatoriske eller administrative endringer?"))
    henvist_til = KortekstSkjemafelt(
        label=_("Hvor kan spørsmålet tas opp?"),
        max_length=160,
        error_messages={"required": _("Skriv hvor spørsmålet kan tas opp.")},
    )

    @classmethod
    def forslag(cls, sak: Any) -> dict[str, Any]:
        return {"henvist_til": Innstilling.objects.gjeldende().organisatorisk_navn}


class NyVurderingskjema(Handlingsskjema):
    """The asker says why, or does not."""

    kommentar = FritekstSkjemafelt(
        label=_("Hvorfor trenger dere veiledningen?"),
        help_text=_("Skriv uten opplysninger om pasienter."),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )


class Opprettholdskjema(Pliktskjema):
    """The leader comes to the same."""

    TEKSTER = ("vurdering",)

    vurdering = _vurdering(_("Hvorfor opprettholder du vurderingen?"))


class Omgjorskjema(Handlingsskjema):
    """The leader decides that it shall be answered."""

    vurdering = _vurdering(_("Hva er grunnen til at spørsmålet skal besvares?"))
