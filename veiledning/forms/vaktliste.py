"""A line of the rota."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Enhet, Rolle
from grunnmur.portal.skjema import Datofelt, Skjema, Versjonsfelt

from ..models import Fagomraade, Svarvakt, Ukedag
from ..models.vakt import alle_ukedager
from ..selectors.vaktliste import svarroller
from .frist import DATOEKSEMPEL


class Vaktskjema(Skjema):
    """Who, for what, on which days, in which turn."""

    rolle = forms.ModelChoiceField(Rolle.objects.none(), label=_("Hvem"), empty_label=_("Velg"))
    fagomraade = forms.ModelChoiceField(
        Fagomraade.objects.filter(aktivt=True), label=_("Fagområde"), required=False, empty_label=_("Alle fagområder")
    )
    ukedager = forms.TypedMultipleChoiceField(
        label=_("Ukedager"),
        coerce=int,
        choices=Ukedag.choices,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--rad"}),
        error_messages={"required": _("Velg minst én ukedag.")},
    )
    rekkefolge = forms.IntegerField(
        label=_("Rekkefølge"),
        min_value=1,
        max_value=9,
        help_text=_("1 blir spurt først. De som har samme tall, blir spurt samtidig."),
    )
    gyldig_fra = Datofelt(label=_("Fra og med"), help_text=DATOEKSEMPEL)
    gyldig_til = Datofelt(label=_("Til og med"), required=False, help_text=_("La stå tomt når ingen sluttdato er bestemt."))

    def __init__(self, *args: Any, enhet: Enhet | None, **kwargs: Any) -> None:
        ny = {"ukedager": alle_ukedager(), "rekkefolge": 1, "gyldig_fra": timezone.localdate()}
        super().__init__(*args, initial={**ny, **kwargs.pop("initial", {})}, **kwargs)
        if enhet and "rolle" in self.fields:
            felt = cast("forms.ModelChoiceField[Rolle]", self.fields["rolle"])
            felt.queryset = svarroller(enhet)
            felt.label_from_instance = lambda obj: obj.bruker.navn  # type: ignore[method-assign]


class Endreskjema(Vaktskjema):
    """A line that is there: the person stays, the rest may change."""

    rolle = None  # type: ignore[assignment]
    versjon = Versjonsfelt()

    def __init__(self, *args: Any, vakt: Svarvakt, **kwargs: Any) -> None:
        felter = ("fagomraade", "ukedager", "rekkefolge", "gyldig_fra", "gyldig_til", "versjon")
        super().__init__(*args, enhet=vakt.rolle.enhet, initial={n: getattr(vakt, n) for n in felter}, **kwargs)

    def utdatert(self, vakt: Svarvakt) -> None:
        """Somebody saved first: what was typed stays, and the next try is made from what stands now."""
        data = cast("QueryDict", self.data).copy()
        data["versjon"] = str(vakt.versjon)
        self.data = data
        self.add_error(None, _("En annen har endret linjen mens du skrev. Se over feltene, og lagre på nytt."))
