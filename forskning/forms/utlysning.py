"""What is filled in about calls, and the file they can be fetched from."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any, cast

from django import forms
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Tema
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt, NettadresseSkjemafelt
from grunnmur.portal.skjema import Datofelt, Klokkefelt, Skjema
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Utlysning

SLUTTEN_AV_DAGEN = time(23, 59)


def temafelt(*, required: bool = True, hjelp: Any = "") -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        Tema.objects.none(), label=gettext_lazy("Temaer"), required=required, help_text=hjelp,
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--col"}),
    )  # fmt: skip


def fyll_temaer(skjema: forms.Form, egne: Iterable[Any] = ()) -> None:
    """The themes of today, and those that the case is marked with already."""
    felt = cast("forms.ModelMultipleChoiceField[Tema]", skjema.fields["temaer"])
    i_dag = Tema.objects.gjeldende().values("pk")
    felt.queryset = Tema.objects.filter(Q(pk__in=i_dag) | Q(pk__in=list(egne)))


def lenkefelt(etikett: Any) -> NettadresseSkjemafelt:
    return NettadresseSkjemafelt(
        label=etikett, max_length=200, widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        help_text=gettext_lazy("Adressen begynner med https://."),
    )  # fmt: skip


class Medfrist(Skjema):
    """A day, and perhaps an hour, become one deadline in Norwegian time."""

    frist = Datofelt(label=gettext_lazy("Søknadsfrist"), help_text=gettext_lazy("For eksempel 18.01.2027."))
    klokkeslett = Klokkefelt(
        label=gettext_lazy("Klokken"),
        required=False,
        help_text=gettext_lazy("For eksempel 13.00. Står feltet tomt, er fristen slutten av dagen."),
        error_messages={"invalid": gettext_lazy("Skriv klokkeslettet med timer og minutter, for eksempel 13.00.")},
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("frist") and "klokkeslett" in data:
            klokken = data.pop("klokkeslett") or SLUTTEN_AV_DAGEN
            data["frist"] = timezone.make_aware(datetime.combine(data["frist"], klokken))
        return data

    @staticmethod
    def delt(frist: datetime) -> dict[str, Any]:
        """A deadline as the two fields show it."""
        lokal = timezone.localtime(frist)
        klokken = lokal.time().replace(second=0, microsecond=0)
        return {"frist": lokal.date(), "klokkeslett": None if klokken == SLUTTEN_AV_DAGEN else klokken}


class Utlysningsfelter(Medfrist):
    tittel = KortekstSkjemafelt(label=gettext_lazy("Hva utlysningen heter"), max_length=160)
    finansior = KortekstSkjemafelt(label=gettext_lazy("Finansiør"), max_length=120)
    lenke = lenkefelt(gettext_lazy("Lenke til utlysningen"))
    beskrivelse = FritekstSkjemafelt(
        label=gettext_lazy("Hva det kan søkes om"), required=False, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Kort om hvem som kan søke, og om beløp. Skriv aldri noe om pasienter."),
    )  # fmt: skip
    temaer = temafelt(required=False, hjelp=gettext_lazy("Temaene viser utlysningen til prosjekter og behov som passer."))
    field_order = ("tittel", "finansior", "frist", "klokkeslett", "lenke", "beskrivelse", "temaer")


class NyUtlysning(Utlysningsfelter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fyll_temaer(self)


class Utlysningsskjema(Handlingsskjema, Utlysningsfelter):
    """A call that is changed."""

    @classmethod
    def forslag(cls, sak: Utlysning) -> dict[str, Any]:
        felter = {navn: getattr(sak, navn) for navn in ("tittel", "finansior", "lenke", "beskrivelse")}
        return felter | cls.delt(sak.frist) | {"temaer": list(sak.temaer.values_list("pk", flat=True))}

    def forbered(self, sak: Utlysning) -> None:
        fyll_temaer(self, sak.temaer.values_list("pk", flat=True))


class Forlengskjema(Handlingsskjema, Medfrist):
    """A new deadline for one that has passed."""
