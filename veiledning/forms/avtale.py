"""The proposal of an agreement: what, who, when, how."""

from __future__ import annotations

from datetime import datetime
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt, NettadresseSkjemafelt
from grunnmur.portal.skjema import Datofelt, Klokkefelt, Radiovalg
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import AVTALEFORMER, VARIGHETER, Foresporsel, Form, Veiledningsavtale
from ..rules.avtale import foreslaatt_avtale, mulige_hos_melder, mulige_hos_svarer, siste_avtale
from .frist import DATOEKSEMPEL, KLOKKEEKSEMPEL
from .traad import INGEN_PASIENT, kun_https

AVTALEFELT = ("innhold", "form", "start", "varighet", "sted", "lenke", "ansvarlig_melder", "ansvarlig_svarer")


def varighet_tekst(minutter: int) -> str:
    """«30 minutter», «1 time», «1 time og 30 minutter»."""
    timer, rest = divmod(minutter, 60)
    minuttene = ngettext("%(antall)d minutt", "%(antall)d minutter", rest) % {"antall": rest}
    if not timer:
        return minuttene
    timene = ngettext("%(antall)d time", "%(antall)d timer", timer) % {"antall": timer}
    return gettext("%(timer)s og %(minutter)s") % {"timer": timene, "minutter": minuttene} if rest else timene


class Avtaleskjema(Handlingsskjema):
    """What stood in the last proposal stands in the fields; only the time must be chosen anew."""

    innhold = FritekstSkjemafelt(
        label=_("Hva skal dere gjøre?"), help_text=INGEN_PASIENT, widget=forms.Textarea(attrs={"rows": 3})
    )
    form = forms.ChoiceField(label=_("Form"), choices=[(f.value, f.label) for f in AVTALEFORMER], widget=Radiovalg)
    dag = Datofelt(label=_("Dag"), help_text=DATOEKSEMPEL)
    klokken = Klokkefelt(label=_("Klokken"), help_text=KLOKKEEKSEMPEL)
    varighet = forms.TypedChoiceField(label=_("Varighet"), coerce=int)
    sted = KortekstSkjemafelt(label=_("Sted"), max_length=160, required=False, help_text=_("Må fylles ut når dere møtes."))
    lenke = NettadresseSkjemafelt(
        label=_("Lenke til videomøtet"),
        max_length=500,
        required=False,
        validators=[kun_https],
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
    )
    ansvarlig_melder = forms.ModelChoiceField(Bruker.objects.none(), empty_label=None)
    ansvarlig_svarer = forms.ModelChoiceField(Bruker.objects.none(), empty_label=None)

    @classmethod
    def forslag(cls, sak: Foresporsel) -> dict[str, Any]:
        forrige = siste_avtale(sak)
        if forrige is None:
            form = sak.form if sak.form in AVTALEFORMER else Form.VIDEO
            return {
                "innhold": sak.overskrift, "form": form, "varighet": 30,
                "ansvarlig_melder": sak.melder_id, "ansvarlig_svarer": sak.ansvarlig_id,
            }  # fmt: skip
        navn = ("innhold", "form", "varighet", "sted", "lenke", "ansvarlig_melder_id", "ansvarlig_svarer_id")
        return {n.removesuffix("_id"): getattr(forrige, n) for n in navn}

    def forbered(self, sak: Foresporsel) -> None:
        cast("forms.TypedChoiceField", self.fields["varighet"]).choices = [(m, varighet_tekst(m)) for m in VARIGHETER]
        for navn, folk, sted in (
            ("ansvarlig_melder", mulige_hos_melder(sak), sak.fra_enhet.visningsnavn),
            ("ansvarlig_svarer", mulige_hos_svarer(sak), sak.til_navn),
        ):
            felt = cast("forms.ModelChoiceField[Bruker]", self.fields[navn])
            felt.label = gettext("Ansvarlig ved %(sted)s") % {"sted": sted}
            felt.queryset = Bruker.objects.filter(pk__in=[b.pk for b in folk]).order_by("navn")

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("dag") and data.get("klokken"):
            data["start"] = timezone.make_aware(datetime.combine(data["dag"], data["klokken"]))
            if data["start"] <= timezone.now():
                self.add_error("dag", _("Velg et tidspunkt som ikke er passert."))
        return data


class Bekreftskjema(Handlingsskjema):
    """A button beside the whole proposal."""

    @property
    def avtale(self) -> Veiledningsavtale | None:
        return foreslaatt_avtale(self.sak)
