"""What the committee fills in: interests, who decides, why it goes back, when it is published."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.dato import dato
from grunnmur.portal.felt import FritekstSkjemafelt
from grunnmur.portal.skjema import Datofelt, Klokkefelt, Radiovalg
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.utvalg.models import Habilitetsgrunn
from grunnmur.utvalg.selectors.kalender import aapne_moter

from ..models import Forslag, Forslagstilstand, Habilitetsutfall, Runde
from ..ord import valider_noytral
from ..selectors.seter import forventet, seter


class Meldeskjema(Handlingsskjema):
    """An own interest: about whom, and a code."""

    kandidat = forms.TypedChoiceField(label=_("Hvem gjelder det?"), coerce=UUID, empty_value=None, required=False)
    grunn = forms.ChoiceField(
        label=_("Hvorfor kan det ha noe å si?"), choices=Habilitetsgrunn.choices, widget=Radiovalg,
        help_text=_("Velg det som passer best. Du skal ikke skrive noe om personen eller forholdet."),
    )  # fmt: skip

    def forbered(self, sak: Runde) -> None:
        rader = sak.kandidater.filter(trukket=None).order_by("lege__sortering").values_list("pk", "lege__navn")
        felt = cast("forms.TypedChoiceField", self.fields["kandidat"])
        felt.choices = [("", _("Hele runden")), *((str(pk), navn) for pk, navn in rader)]
        felt.uten_merke = True  # type: ignore[attr-defined]  # the first choice is an answer


class Avgjorelse(Handlingsskjema):
    """What the committee decided about `sak.valgt_habilitet`."""

    utfall = forms.ChoiceField(label=_("Hva har utvalget avgjort?"), choices=Habilitetsutfall.choices, widget=Radiovalg)


class Underskriftskjema(Handlingsskjema):
    """Which proposal, and who sits in each seat."""

    valgt = forms.ModelChoiceField(
        Forslag.objects.none(), label=_("Forslaget som vedtas"), empty_label=_("Velg forslag"),
        help_text=_("Bare forslag som er beregnet, og som ikke er prøveberegninger, kan vedtas."),
    )  # fmt: skip

    def forbered(self, sak: Runde) -> None:
        kan_velges = sak.forslag.filter(tilstand=Forslagstilstand.BEREGNET, hypotetisk=False).defer("inndata", "resultat")
        felt = cast("forms.ModelChoiceField[Forslag]", self.fields["valgt"])
        felt.queryset = kan_velges
        felt.label_from_instance = lambda obj: f"{obj.navn} ({obj.saksnummer})"  # type: ignore[method-assign]
        self.setefelter: dict[str, UUID] = {}
        alle = seter(sak, timezone.localdate())
        ventet = forventet(alle)
        for sete in alle:
            navn = f"plass_{sete.medlem.pk}"
            hva = sete.medlem.representasjon or sete.medlem.virksomhet or sete.medlem.get_verv_display()
            inhabil = sete.medlem.bruker in sete.utelukket
            self.fields[navn] = forms.TypedChoiceField(
                label=f"{sete.medlem.bruker.navn}, {hva}", coerce=UUID, empty_value=None, required=False,
                initial=ventet.get(sete.medlem.pk),
                choices=[("", _("Deltar ikke")), *((str(b.pk), b.navn) for b in sete.mulige)],
                help_text=_("Er inhabil. Velg en vara.") if inhabil else "",
            )  # fmt: skip
            self.fields[navn].uten_merke = True  # type: ignore[attr-defined]
            self.setefelter[navn] = sete.medlem.pk

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["deltakere"] = {pk: data[navn] for navn, pk in self.setefelter.items() if data.get(navn)}
        return data


class Tilbakeskjema(Handlingsskjema):
    kommentar = FritekstSkjemafelt(
        label=_("Hva må utvalget se på igjen?"),
        help_text=_("Utvalget leser det i historikken, og det blir stående. Skriv aldri noe om helse eller familie."),
        validators=[valider_noytral], widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class Tidsskjema(Handlingsskjema):
    """When it is published by itself. Without a day, somebody publishes it."""

    dag = Datofelt(label=_("Dag"), required=False, help_text=_("La stå tom når dere vil publisere selv."))
    klokken = Klokkefelt(label=_("Klokken"), help_text=_("For eksempel 12.00."), required=False, initial=time(12))

    @classmethod
    def forslag(cls, sak: Runde) -> dict[str, Any]:
        tid = timezone.localtime(sak.publiseres) if sak.publiseres else None
        return {"dag": tid.date(), "klokken": tid.time()} if tid else {}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        dag = data.get("dag")
        data["publiseres"] = timezone.make_aware(datetime.combine(dag, data.get("klokken") or time(12))) if dag else None
        return data


class Saksliste(Handlingsskjema):
    """Which of the committee's meetings to come."""

    mote = forms.TypedChoiceField(label=_("Møte"), coerce=UUID, widget=Radiovalg)

    def forbered(self, sak: Runde) -> None:
        valg = [
            (str(m.pk), _("%(dag)s, frist for saker %(frist)s") % {"dag": dato(m.start), "frist": dato(m.sakslistefrist)})
            for m in aapne_moter(sak.organ, timezone.localdate())
        ]
        felt = cast("forms.TypedChoiceField", self.fields["mote"])
        felt.choices = valg
        if not valg:
            felt.help_text = _("Ingen møter tar imot saker nå. Be sekretæren for utvalget planlegge et møte.")
