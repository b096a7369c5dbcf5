"""The small forms on the page of a department; each says by `KODE` which it is."""

from __future__ import annotations

from typing import Any, ClassVar, cast

from django import forms
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Enhet, Virksomhetstype
from grunnmur.portal.felt import KortekstSkjemafelt, NettadresseSkjemafelt
from grunnmur.portal.skjema import Datofelt, Skjema, Versjonsfelt
from lis.lege.models import Laeringsmaal, Spesialitet

from ..models import Avdeling, Plass
from ..selectors.avdeling import veiledere_ved


class Avdelingsdel(Skjema):
    """One form on the page of a department. The fields are prefixed, for there are several on the page."""

    KODE: ClassVar[str]

    def __init__(self, *args: Any, avdeling: Avdeling, **kwargs: Any) -> None:
        super().__init__(*args, prefix=self.KODE, **kwargs)
        self.avdeling = avdeling
        self.forbered(avdeling)

    def forbered(self, avdeling: Avdeling) -> None:
        """Make the fields fit the department."""


class Stamdataskjema(Avdelingsdel):
    KODE = "stamdata"

    versjon = Versjonsfelt()
    laeringsmaal = forms.ModelMultipleChoiceField(
        Laeringsmaal.objects.filter(i_sykehus=True),
        label=_("Læringsmål avdelingen kan gi"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--col"}),
        required=False,
    )
    godkjent = Datofelt(
        label=_("Godkjent utdanningsvirksomhet fra"),
        help_text=_("Må være satt for at avdelingen kan gi tjeneste i tremånedersperioder."),
        required=False,
    )
    internundervisning_url = NettadresseSkjemafelt(label=_("Lenke til internundervisning"), required=False)
    aktiv = forms.BooleanField(label=_("Avdelingen tar imot LIS3"), required=False)

    def forbered(self, avdeling: Avdeling) -> None:
        self.fields["aktiv"].uten_merke = True  # type: ignore[attr-defined]
        self.initial = {
            "laeringsmaal": list(avdeling.laeringsmaal.values_list("pk", flat=True)),
            "godkjent": avdeling.godkjent,
            "internundervisning_url": avdeling.internundervisning_url,
            "aktiv": avdeling.aktiv,
            "versjon": avdeling.versjon,
        }

    def utdatert(self, avdeling: Avdeling) -> None:
        """Somebody else saved first: what was typed stays, and the next try is made from what stands now."""
        data = cast("QueryDict", self.data).copy()
        data[self.add_prefix("versjon")] = str(avdeling.versjon)
        self.data = data
        self.add_error(
            None,
            _("En annen har lagret opplysninger om avdelingen mens du skrev. Se over feltene, og lagre på nytt."),
        )


class NyPlasskjema(Avdelingsdel):
    KODE = "plass"

    antall = forms.IntegerField(label=_("Antall nye plasser"), min_value=1, max_value=20, initial=1)
    fra = Datofelt(label=_("Fra og med"))


class _MedPlass(Avdelingsdel):
    plass = forms.ModelChoiceField(Plass.objects.none(), label=_("Plass"), empty_label=None)

    def forbered(self, avdeling: Avdeling) -> None:
        felt = cast("forms.ModelChoiceField[Plass]", self.fields["plass"])
        felt.queryset = avdeling.plasser.all()
        felt.label_from_instance = lambda obj: f"{_('Plass')} {obj.nummer}"  # type: ignore[method-assign]


class AvsluttPlasskjema(_MedPlass):
    KODE = "avslutt"

    til = Datofelt(label=_("Siste dag plassen finnes"))


class Stengskjema(_MedPlass):
    KODE = "steng"

    fra = Datofelt(label=_("Fra og med"))
    til = Datofelt(label=_("Til og med"))
    grunn = KortekstSkjemafelt(
        label=_("Grunn"),
        max_length=80,
        required=False,
        help_text=_("Kort, om avdelingen: «ombygging». Skriv aldri om personer."),
    )


class Spesialistskjema(Avdelingsdel):
    KODE = "spesialist"

    bruker = forms.ModelChoiceField(Bruker.objects.none(), label=_("Ansatt"), empty_label=_("Velg"))
    dato = Datofelt(label=_("Kontrollert"))

    def forbered(self, avdeling: Avdeling) -> None:
        uten = [v.bruker.pk for v in veiledere_ved(avdeling, timezone.localdate()) if v.godkjenning is None]
        felt = cast("forms.ModelChoiceField[Bruker]", self.fields["bruker"])
        felt.queryset = Bruker.objects.filter(pk__in=uten).order_by("navn")
        self.initial = {"dato": timezone.localdate()}


class NyAvdelingsskjema(Skjema):
    """Take a hospital unit into the board."""

    enhet = forms.ModelChoiceField(Enhet.objects.none(), label=_("Avdeling"), empty_label=_("Velg"))
    spesialitet = forms.ModelChoiceField(Spesialitet.objects.all(), label=_("Spesialitet"), empty_label=_("Velg"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = cast("forms.ModelChoiceField[Enhet]", self.fields["enhet"])
        felt.queryset = (
            Enhet.objects.aktive()
            .filter(virksomhet__type=Virksomhetstype.HELSEFORETAK, lis3_avdeling__isnull=True)
            .order_by("sted", "sortering")
        )
