"""A municipality's plan and learning arenas, as its LIS contact fills them in."""

from __future__ import annotations

from typing import Any, cast

from crispy_forms.layout import Layout
from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Deltakelse, Enhet, Virksomhet
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt, NettadresseSkjemafelt
from grunnmur.portal.skjema import Datofelt, Kort, Skjema, Versjonsfelt
from lis.lege.models import Laeringsarena, Laeringsmaal, Utdanningsvirksomhet


class Planskjema(Skjema):
    """Registered since, and where the plan is published."""

    versjon = Versjonsfelt()
    registrert = Datofelt(
        label=_("Registrert som utdanningsvirksomhet"),
        required=False,
        help_text=_("Datoen kommunen ble registrert i Helsedirektoratets register. La stå tomt hvis den ikke er det."),
    )
    plan_url = NettadresseSkjemafelt(
        label=_("Lenke til utdanningsplanen i allmennmedisin"), required=False,
        help_text=_("Planen skal være offentlig."),
    )  # fmt: skip
    plan_gjelder_fra = Datofelt(label=_("Planen gjelder fra"), required=False)
    om_planen = FritekstSkjemafelt(label=_("Om planen"), required=False)

    def __init__(self, *args: Any, utdanning: Utdanningsvirksomhet, **kwargs: Any) -> None:
        felter = ("registrert", "plan_url", "plan_gjelder_fra", "om_planen", "versjon")
        super().__init__(*args, initial={n: getattr(utdanning, n) for n in felter} | kwargs.pop("initial", {}), **kwargs)

    def oppsett(self) -> Any:
        return Layout(Kort(_("Utdanningsplanen"), "registrert", "plan_url", "plan_gjelder_fra", "om_planen"))


class Arenaskjema(Skjema):
    """Where learning objectives may be reached: in the municipality, or at a unit of any party (S1-I02)."""

    versjon = Versjonsfelt()
    navn = KortekstSkjemafelt(
        label=_("Læringsarena"), max_length=120, help_text=_("For eksempel «Legevakt» eller «Sykehjem».")
    )
    enhet = forms.ModelChoiceField(
        Enhet.objects.none(),
        label=_("Enhet hos en annen part"),
        required=False,
        empty_label=_("Ingen, arenaen er i kommunen"),
        help_text=_("Fylles ut når arenaen er en enhet i sykehuset eller hos en annen part."),
    )
    beskrivelse = FritekstSkjemafelt(
        label=_("Hvordan læringsmålene kan nås"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    laeringsmaal = forms.ModelMultipleChoiceField(
        Laeringsmaal.objects.none(), label=_("Læringsmål"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(
        self, *args: Any, utdanning: Utdanningsvirksomhet, arena: Laeringsarena | None = None, **kwargs: Any
    ) -> None:
        initial: dict[str, Any] = {"versjon": utdanning.versjon}
        if arena:
            initial |= {"navn": arena.navn, "enhet": arena.enhet_id, "beskrivelse": arena.beskrivelse}
            initial["laeringsmaal"] = list(arena.laeringsmaal.all())
        super().__init__(*args, initial=initial | kwargs.pop("initial", {}), **kwargs)
        deltar = Deltakelse.objects.gjeldende().values("virksomhet")
        enhet = cast("forms.ModelChoiceField[Enhet]", self.fields["enhet"])
        enhet.queryset = (
            Enhet.objects.aktive()
            .filter(virksomhet__in=Virksomhet.objects.filter(pk__in=deltar))
            .exclude(virksomhet=utdanning.pk)
            .select_related("virksomhet")
            .order_by("virksomhet__sortering", "sortering")
        )
        enhet.label_from_instance = lambda obj: f"{obj.virksomhet.fullt_navn}: {obj.visningsnavn}"  # type: ignore[method-assign]
        maal = cast("forms.ModelMultipleChoiceField[Laeringsmaal]", self.fields["laeringsmaal"])
        maal.queryset = Laeringsmaal.objects.all()

    def oppsett(self) -> Any:
        return Layout(Kort(_("Læringsarenaen"), "navn", "enhet", "beskrivelse", "laeringsmaal"))


class Versjonsskjema(Skjema):
    """A button: only the version that the page was made from."""

    versjon = Versjonsfelt()
