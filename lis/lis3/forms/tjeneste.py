"""What people fill in on a service. The forms explain; the operations decide."""

from __future__ import annotations

from datetime import date
from typing import Any, cast

from django import forms
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Rolle, RolleType
from grunnmur.organisasjon.selectors import underliggende
from grunnmur.portal.felt import FritekstSkjemafelt
from grunnmur.portal.skjema import Datofelt, Datopar
from grunnmur.saksgang.forms import Handlingsskjema
from lis.lege.models import Laeringsmaal, Spesialistgodkjenning

from .. import rules
from ..models import Tjeneste
from ..selectors.tjeneste import samsvar_for


def _tekst(etikett: Any, hjelp: Any = "", *, required: bool = False, rader: int = 3) -> FritekstSkjemafelt:
    felt = FritekstSkjemafelt(
        label=etikett, help_text=hjelp, required=required, widget=forms.Textarea(attrs={"rows": rader})
    )
    return cast(FritekstSkjemafelt, felt)


class Tilbudsskjema(Handlingsskjema):
    avvik_aarsak = _tekst(
        _("Årsak til avvik fra ønsket"), _("Legen og kommunen ser det du skriver. Skriv ikke om andre leger.")
    )

    def forbered(self, sak: Tjeneste) -> None:
        if not samsvar_for(sak).avvik:
            del self.fields["avvik_aarsak"]


class JaEllerNei(Handlingsskjema):
    """Two buttons decide; `nei` is the name of the one that declines."""

    nei = forms.BooleanField(required=False, widget=forms.HiddenInput)


class Svarskjema(JaEllerNei):
    kommentar = _tekst(_("Kommentar"), _("Sykehuset og kommunen ser det du skriver."))


class Frigivelsesskjema(JaEllerNei):
    kommentar = _tekst(_("Kommentar"), _("Må fylles ut når legen ikke kan frigis. Legen og sykehuset ser det."))


class Datoskjema(Handlingsskjema):
    """One day that something happened; today unless told."""

    dato = Datofelt(label=_("Dato"))

    @classmethod
    def forslag(cls, sak: Tjeneste) -> dict[str, Any]:
        return {"dato": timezone.localdate()}


class Soktskjema(Datoskjema):
    dato = Datofelt(label=_("Når søkte du stillingen?"))


class Startskjema(Datoskjema):
    dato = Datofelt(label=_("Første dag i tjenesten"))

    @classmethod
    def forslag(cls, sak: Tjeneste) -> dict[str, Any]:
        return {"dato": sak.deler.order_by("nummer").values_list("fra", flat=True).first()}


class Veilederskjema(Handlingsskjema):
    """Those employed at the department; who is not a checked specialist is marked, and refused with a sentence."""

    veileder = forms.ModelChoiceField(Bruker.objects.none(), label=_("Veileder i sykehuset"), empty_label=_("Velg"))
    veiledningsplan = _tekst(
        _("Plan for veiledning og supervisjon"),
        _("Hvor ofte, hvordan, og hvem som superviserer på vakt. Skriv aldri opplysninger om pasienter."),
        required=True,
        rader=5,
    )

    @classmethod
    def forslag(cls, sak: Tjeneste) -> dict[str, Any]:
        return {"veileder": sak.veileder_id, "veiledningsplan": sak.veiledningsplan}

    def forbered(self, sak: Tjeneste) -> None:
        avdelinger = rules.avdelinger_for(sak)
        felt = cast("forms.ModelChoiceField[Bruker]", self.fields["veileder"])
        fag = {a.spesialitet_id for a in avdelinger}
        godkjente = Spesialistgodkjenning.objects.filter(spesialitet__in=fag)
        ansatte = ansatte_ved([a.enhet_id for a in avdelinger]).exclude(lege__innmeldinger=sak.innmelding_id)
        # Those who may be chosen first.
        felt.queryset = ansatte.order_by(Exists(godkjente.filter(bruker=OuterRef("pk"))).desc(), "navn")
        spesialister = set(godkjente.values_list("bruker", flat=True))
        felt.label_from_instance = lambda obj: (  # type: ignore[method-assign]
            obj.navn if obj.pk in spesialister else f"{obj.navn} ({_('ikke kontrollert spesialist')})"
        )


def ansatte_ved(enheter: list[Any], dag: date | None = None) -> QuerySet[Bruker]:
    """Active people employed at these units or below them."""
    roller = Rolle.objects.gjeldende(dag).filter(type=RolleType.ANSATT, enhet__in=underliggende(enheter))
    return Bruker.objects.filter(pk__in=roller.values("bruker"), is_active=True).order_by("navn")


class Avbruddsskjema(Handlingsskjema):
    fra = Datofelt(label=_("Fra og med"))
    til = Datofelt(label=_("Til og med"))

    def oppsett(self) -> Any:
        return Datopar(_("Når var avbruddet?"), "fra", "til", hjelp=_("Bare datoer. Skriv aldri årsaken."))


class Maalskjema(Datoskjema):
    """Objectives of the service that are still open."""

    maal = forms.ModelMultipleChoiceField(
        Laeringsmaal.objects.none(),
        label=_("Læringsmål som er nådd"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--col"}),
    )

    def forbered(self, sak: Tjeneste) -> None:
        cast("forms.ModelMultipleChoiceField[Laeringsmaal]", self.fields["maal"]).queryset = sak.aapne_maal()


class Sluttskjema(Maalskjema):
    """Completed, or ended early: the last day, and the objectives that were reached."""

    dato = Datofelt(label=_("Siste dag i tjenesten"))
    maal = forms.ModelMultipleChoiceField(
        Laeringsmaal.objects.none(),
        label=_("Læringsmål som er nådd"),
        help_text=_("Vurderingen gjøres i Kompetanseportalen. Her melder dere bare hva som er nådd."),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices--col"}),
        required=False,
    )

    @classmethod
    def forslag(cls, sak: Tjeneste) -> dict[str, Any]:
        siste = sak.deler.order_by("-nummer").values_list("til", flat=True).first()
        return {"dato": min(filter(None, [siste, timezone.localdate()]))}

    def forbered(self, sak: Tjeneste) -> None:
        super().forbered(sak)
        if not sak.aapne_maal().exists():
            del self.fields["maal"]


class Beholdskjema(Handlingsskjema):
    begrunnelse = _tekst(_("Begrunnelse"), _("Legen og kommunen ser det du skriver."), required=True)


class Trekkskjema(Handlingsskjema):
    begrunnelse = _tekst(_("Begrunnelse"), _("Legen og kommunen ser det du skriver."))

    def forbered(self, sak: Tjeneste) -> None:
        if sak.tilbudt_tid is None:
            self.fields["begrunnelse"].help_text = _("Plassen er ikke tilbudt, så ingen andre får beskjed.")
