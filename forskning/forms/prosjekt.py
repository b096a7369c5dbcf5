"""What is said about a project, and the small forms of its verbs. They parse and explain; operations decide."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Tema, Virksomhet
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt, NettadresseSkjemafelt
from grunnmur.portal.skjema import Datofelt, Radiovalg, Skjema
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import (
    Begrensning,
    Etikkstatus,
    Finansiering,
    Prosjekt,
    Prosjektrolle,
    Prosjekttype,
    Stansgrunn,
    Utlysning,
    Utlysningstilstand,
)
from ..selectors.prosjektfelter import FELTER

FORST = ("type", "tittel", "sammendrag", "temaer", "behovseier")
"""What an idea needs; the rest is folded away until it is known."""
JA_NEI = {"ja": True, "nei": False}


def _felt(antall: int, **kwargs: Any) -> FritekstSkjemafelt:
    return FritekstSkjemafelt(required=False, widget=forms.Textarea(attrs={"rows": antall}), **kwargs)


class Prosjektfelter(Skjema):
    """The columns of a project, the light ones first."""

    type = forms.ChoiceField(label=_("Hva slags prosjekt er det?"), choices=Prosjekttype.choices, widget=Radiovalg)
    tittel = KortekstSkjemafelt(label=_("Tittel"), max_length=160)
    sammendrag = FritekstSkjemafelt(
        label=_("Hva går det ut på?"), widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Kort og allment, slik at andre kan se om det passer dem. Teksten kan bli vist åpent."),
    )  # fmt: skip
    temaer = forms.ModelMultipleChoiceField(
        Tema.objects.none(), label=_("Temaer"), widget=forms.CheckboxSelectMultiple,
        help_text=_("Velg ett eller flere. Andre finner prosjektet på temaene."),
    )  # fmt: skip
    behovseier = forms.ModelChoiceField(
        Virksomhet.objects.none(), label=_("Hvem har behovet?"), required=False, empty_label=_("Ikke avklart ennå"),
        help_text=_("Virksomheten som trenger det prosjektet skal finne ut eller lage."),
    )  # fmt: skip
    behov = _felt(4, label=_("Hvilket behov svarer prosjektet på?"))
    brukerinvolvering = _felt(4, label=_("Hvordan er brukere med?"))
    studenter = forms.TypedChoiceField(
        label=_("Skal studenter være med?"), required=False, widget=Radiovalg,
        choices=[("", _("Ikke vurdert ennå")), ("ja", _("Ja")), ("nei", _("Nei"))], coerce=JA_NEI.get, empty_value=None,
        help_text=_("Alle felles prosjekter skal vurdere det. Det må være gjort før prosjektet sendes til forankring."),
    )  # fmt: skip
    studenter_begrunnelse = _felt(3, label=_("Hvordan har dere vurdert studenter?"))
    finansiering = forms.ChoiceField(
        label=_("Hvordan skal det finansieres?"), choices=Finansiering.choices, widget=Radiovalg
    )
    utlysning = forms.ModelChoiceField(
        Utlysning.objects.none(), label=_("Utlysning"), required=False, empty_label=_("Ingen utlysning i listen"),
    )  # fmt: skip
    finansior = KortekstSkjemafelt(label=_("Finansiør"), max_length=120, required=False)
    soknadsfrist = Datofelt(
        label=_("Søknadsfrist"), required=False,
        help_text=_("For eksempel 18.01.2027. Har du valgt en utlysning, gjelder fristen der."),
    )  # fmt: skip
    budsjett = forms.IntegerField(label=_("Budsjett i kroner"), required=False, min_value=0, max_value=10**12)
    oppstart = Datofelt(label=_("Oppstart"), required=False, help_text=_("For eksempel 01.03.2027."))
    avslutning = Datofelt(label=_("Avslutning"), required=False)
    etikk = forms.ChoiceField(label=_("REK"), choices=Etikkstatus.choices)
    etikk_referanse = KortekstSkjemafelt(label=_("REK-nummer"), max_length=40, required=False)
    etikk_url = NettadresseSkjemafelt(label=_("Lenke til vedtaket hos REK"), required=False)
    nva_url = NettadresseSkjemafelt(label=_("Lenke til prosjektet i NVA"), required=False)
    personvernkontakt = KortekstSkjemafelt(label=_("Kontakt for personvern"), max_length=120, required=False)
    personvern_epost = forms.EmailField(label=_("E-post til kontakten for personvern"), required=False)

    def _fyll(self, prosjekt: Prosjekt | None = None) -> None:
        """The choices there are today, and those the project has already."""
        egne = Q(pk__in=prosjekt.temaer.values("pk")) if prosjekt else Q()
        gjeldende = Tema.objects.filter(pk__in=Tema.objects.gjeldende().values("pk"))
        self._valg("temaer", Tema.objects.filter(egne) | gjeldende if prosjekt else gjeldende)
        self._valg("behovseier", Virksomhet.objects.order_by("sortering"))
        valgbare = Q(tilstand=Utlysningstilstand.AAPEN)
        if prosjekt and prosjekt.utlysning_id:
            valgbare |= Q(pk=prosjekt.utlysning_id)
        self._valg("utlysning", Utlysning.objects.filter(valgbare).order_by("frist"))
        felt = cast("forms.ModelChoiceField[Any]", self.fields["behovseier"])
        felt.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]
        utlysning = cast("forms.ModelChoiceField[Any]", self.fields["utlysning"])
        utlysning.label_from_instance = lambda obj: f"{obj.finansior}: {obj.tittel}"  # type: ignore[method-assign]
        self.fields["studenter_begrunnelse"].uten_merke = True  # type: ignore[attr-defined]  # asked for with the answer

    def _valg(self, navn: str, rader: QuerySet[Any]) -> None:
        cast("forms.ModelChoiceField[Any]", self.fields[navn]).queryset = rader

    @property
    def felter(self) -> dict[str, Any]:
        """The columns and the themes. Call after validation."""
        return {navn: self.cleaned_data[navn] for navn in (*FELTER, "temaer")}

    @property
    def utvidet(self) -> bool:
        """Whether something that is folded away must be seen: it is wrong, or said already."""
        resten = [navn for navn in FELTER if navn not in FORST]
        return any(navn in self.errors for navn in resten) or any(self.initial.get(navn) for navn in ("utlysning", "behov"))


class NyttProsjekt(Prosjektfelter):
    """An idea. Who owns it is one of the person's own parties."""

    eier = forms.ModelChoiceField(
        Virksomhet.objects.none(), label=_("Hvem eier prosjektet?"), empty_label=_("Velg virksomhet"),
        help_text=_("Eieren bekrefter selv at den deltar, som de andre partnerne."),
    )  # fmt: skip
    begrensning = forms.ChoiceField(
        label=_("Skal ideen begrenses?"), required=False,
        choices=[("", _("Nei, alle partene kan se den")), *Begrensning.choices],
        help_text=_("Åpent er det vanlige. Begrenser du, ser bare de som er med, prosjektet. De ser også hvorfor."),
    )  # fmt: skip

    def __init__(self, *args: Any, parter: QuerySet[Virksomhet], **kwargs: Any) -> None:
        standard: dict[str, Any] = {"finansiering": Finansiering.UAVKLART, "etikk": Etikkstatus.IKKE_VURDERT}
        if len(egne := list(parter[:2])) == 1:
            standard["eier"] = egne[0].pk
        kwargs["initial"] = standard | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self._fyll()
        self._valg("eier", parter)
        eier = cast("forms.ModelChoiceField[Any]", self.fields["eier"])
        eier.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]

    @property
    def felter(self) -> dict[str, Any]:
        return super().felter | {navn: self.cleaned_data[navn] for navn in ("eier", "begrensning")}


class Prosjektskjema(Handlingsskjema, Prosjektfelter):
    """A project that is changed."""

    @classmethod
    def forslag(cls, sak: Prosjekt) -> dict[str, Any]:
        studenter = {True: "ja", False: "nei", None: ""}[sak.studenter]
        return {navn: sak.serializable_value(navn) for navn in FELTER} | {
            "studenter": studenter, "temaer": [tema.pk for tema in sak.temaer.all()]
        }  # fmt: skip

    def forbered(self, sak: Prosjekt) -> None:
        self._fyll(sak)


# --- verbs ------------------------------------------------------------------------------------------------------------


class Begrensskjema(Handlingsskjema):
    kode = forms.ChoiceField(label=_("Hvorfor skal ideen ikke deles?"), choices=Begrensning.choices, widget=Radiovalg)


class Lederskjema(Handlingsskjema):
    """Somebody who has an account here, by their e-mail."""

    epost = forms.EmailField(
        label=_("E-postadressen til den nye prosjektlederen"), help_text=_("Den personen logger inn med i portalen.")
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if epost := data.get("epost"):
            data["leder"] = _konto(epost)
            if data["leder"] is None:
                self.add_error("epost", _("Ingen i portalen har denne adressen. Se etter skrivefeil."))
        return data


class Stansskjema(Handlingsskjema):
    grunn = forms.ChoiceField(label=_("Hvorfor går det ikke videre?"), choices=Stansgrunn.choices, widget=Radiovalg)
    kommentar = FritekstSkjemafelt(
        label=_("Vil du si mer?"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Står i historikken. Skriv aldri opplysninger som kan identifisere en pasient."),
    )  # fmt: skip


class Personskjema(Handlingsskjema):
    """Somebody with an account, or only a name."""

    rolle = forms.ChoiceField(label=_("Hva gjør personen i prosjektet?"), choices=Prosjektrolle.choices, widget=Radiovalg)
    epost = forms.EmailField(
        label=_("E-postadresse"), required=False,
        help_text=_("For en som har konto i portalen. Personen får se prosjektet, også når det er begrenset."),
    )  # fmt: skip
    navn = KortekstSkjemafelt(
        label=_("Navn"), max_length=120, required=False, help_text=_("For en som ikke har konto. Skriv ikke begge deler.")
    )
    virksomhet = forms.ModelChoiceField(
        Virksomhet.objects.none(), label=_("Fra"), required=False, empty_label=_("Velg virksomhet")
    )

    def forbered(self, sak: Prosjekt) -> None:
        felt = cast("forms.ModelChoiceField[Any]", self.fields["virksomhet"])
        felt.queryset = Virksomhet.objects.order_by("sortering")
        felt.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]
        for navn in ("epost", "navn"):
            self.fields[navn].uten_merke = True  # type: ignore[attr-defined]  # one of the two

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["bruker"] = _konto(data["epost"]) if data.get("epost") else None
        if data.get("epost") and data["bruker"] is None:
            self.add_error("epost", _("Ingen i portalen har denne adressen. Skriv navnet i stedet."))
        elif data.get("epost") and data.get("navn"):
            self.add_error("navn", _("Skriv e-postadressen eller navnet, ikke begge deler."))
        return data


def _konto(epost: str) -> Bruker | None:
    return Bruker.objects.virkelige().filter(epost__iexact=epost).first()
