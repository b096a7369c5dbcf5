"""The ranked wishes, in a draft and in a change: up to five rows, the first is the first priority (S1-I06)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple, cast

from django import forms
from django.db.models import Q
from django.forms.boundfield import BoundField
from django.utils import timezone
from django.utils.text import format_lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.portal.felt import FritekstSkjemafelt
from grunnmur.portal.skjema import Datofelt, Radiovalg
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Avdeling, Deling, Innmelding, Innstilling
from ..onsker import FLEST, MEST_SLAKK, Onskelinje, onskelinjer

FELTER: dict[str, Any] = {
    "start": gettext_lazy("Ønsket start"),
    "avdeling": gettext_lazy("Avdeling og sted"),
    "foer": gettext_lazy("Måneder tidligere"),
    "etter": gettext_lazy("Måneder senere"),
}


class Rad(NamedTuple):
    """One wish in the form."""

    nummer: int
    start: BoundField
    avdeling: BoundField
    foer: BoundField
    etter: BoundField


def avdelingsvalg(sak: Innmelding) -> list[tuple[str, list[tuple[str, str]]]]:
    """Departments that take LIS3, by site; one that is wished already stays though it has closed."""
    onsket = Q(pk__in=sak.onsker.values("avdeling"))
    avdelinger = Avdeling.objects.filter(Q(aktiv=True, enhet__nedlagt__isnull=True) | onsket).select_related("enhet")
    steder: dict[str, list[tuple[str, str]]] = {}
    for avdeling in avdelinger.order_by("enhet__sted", "enhet__sortering"):
        steder.setdefault(avdeling.sted or _("Annet sted"), []).append((str(avdeling.pk), avdeling.enhet.visningsnavn))
    return (
        [("", [("", _("Velg avdeling"))]), *steder.items()]
        if steder
        else [("", [("", _("Ingen avdelinger er registrert"))])]
    )


class Onskeskjema(Handlingsskjema):
    """The wishes and the length. Rows that are left empty are no wishes."""

    field_order = [f"{navn}_{nr}" for nr in range(1, FLEST + 1) for navn in ("start", "avdeling", "foer", "etter")]

    deling = forms.ChoiceField(label=gettext_lazy("Lengde"), widget=Radiovalg)
    deling_begrunnelse = FritekstSkjemafelt(
        label=gettext_lazy("Begrunnelse for delt tjeneste"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Fylles ut når tjenesten deles. Skriv ikke om helse eller familieforhold."),
    )

    @classmethod
    def forslag(cls, sak: Innmelding) -> dict[str, Any]:
        verdier: dict[str, Any] = {"deling": sak.deling, "deling_begrunnelse": sak.deling_begrunnelse}
        for nr, onske in enumerate(onskelinjer(sak), start=1):
            verdier |= {
                f"start_{nr}": onske.start,
                f"avdeling_{nr}": onske.avdeling.pk,
                f"foer_{nr}": onske.slakk_foer or None,
                f"etter_{nr}": onske.slakk_etter or None,
            }
        return verdier

    def forbered(self, sak: Innmelding) -> None:
        regler = Innstilling.objects.gjeldende()
        lengder = {"hele": regler.lengde_maaneder, "del": regler.delperiode_maaneder}
        deling = cast(forms.ChoiceField, self.fields["deling"])
        deling.choices = [
            (Deling.SAMLET, _("%(hele)d måneder sammenhengende ved én avdeling") % lengder),
            (Deling.DELT, _("2 × %(del)d måneder, etter individuell vurdering i sykehuset") % lengder),
        ]
        valg = avdelingsvalg(sak)
        for nr in range(1, FLEST + 1):
            cast("forms.ModelChoiceField[Avdeling]", self.fields[f"avdeling_{nr}"]).choices = valg
            for navn, etikett in FELTER.items():
                felt = self.fields[f"{navn}_{nr}"]
                felt.label, felt.uten_merke = etikett, True  # type: ignore[attr-defined]

    @property
    def rader(self) -> Iterator[Rad]:
        for nr in range(1, FLEST + 1):
            yield Rad(nr, self[f"start_{nr}"], self[f"avdeling_{nr}"], self[f"foer_{nr}"], self[f"etter_{nr}"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        linjer = [linje for nr in range(1, FLEST + 1) if (linje := self._linje(data, nr))]
        if data.get("deling") == Deling.DELT and not data.get("deling_begrunnelse"):
            self._mangler_begrunnelse()
        return data | {"onsker": linjer}

    def _mangler_begrunnelse(self) -> None:
        """A draft may wait with the reason; a change may not, and overrides this."""

    def _linje(self, data: dict[str, Any], nr: int) -> Onskelinje | None:
        start, avdeling = data.get(f"start_{nr}"), data.get(f"avdeling_{nr}")
        if any(f"{navn}_{nr}" in self.errors for navn in FELTER):
            return None
        if start and avdeling:
            return Onskelinje(start, data.get(f"foer_{nr}") or 0, data.get(f"etter_{nr}") or 0, avdeling)
        if avdeling:
            self.add_error(f"start_{nr}", _("Oppgi ønsket start i %(nr)d. ønske.") % {"nr": nr})
        elif start or data.get(f"foer_{nr}") or data.get(f"etter_{nr}"):
            self.add_error(f"avdeling_{nr}", _("Velg avdeling i %(nr)d. ønske.") % {"nr": nr})
        return None


def _felter_i_rad(nr: int) -> dict[str, forms.Field]:
    """The labels name the wish while messages are made of them; the row shows the short ones."""

    def etikett(navn: str) -> Any:
        return format_lazy(gettext_lazy("{felt} ({nr}. ønske)"), felt=FELTER[navn], nr=nr)

    def maaneder(navn: str) -> forms.Field:
        felt = forms.IntegerField(label=etikett(navn), required=False, min_value=0, max_value=MEST_SLAKK)
        felt.widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        return felt

    return {
        f"start_{nr}": Datofelt(label=etikett("start"), required=False),
        f"avdeling_{nr}": forms.ModelChoiceField(Avdeling.objects.all(), label=etikett("avdeling"), required=False),
        f"foer_{nr}": maaneder("foer"),
        f"etter_{nr}": maaneder("etter"),
    }


for _nr in range(1, FLEST + 1):
    Onskeskjema.base_fields |= _felter_i_rad(_nr)


class Endringsskjema(Onskeskjema):
    """«Meld endring»: the wishes as they shall be, and when the change became known (S1-I07, C2)."""

    endret_dato = Datofelt(
        label=gettext_lazy("Når ble endringen kjent?"),
        help_text=gettext_lazy("Endringer skal meldes med en gang. LIS-koordinator får beskjed når du sender."),
    )

    @classmethod
    def forslag(cls, sak: Innmelding) -> dict[str, Any]:
        return super().forslag(sak) | {"endret_dato": timezone.localdate()}

    def _mangler_begrunnelse(self) -> None:
        self.add_error("deling_begrunnelse", _("Skriv hvorfor tjenesten bør deles i to perioder."))
