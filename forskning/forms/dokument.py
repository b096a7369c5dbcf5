"""What is filled in about a document: its title, one part, a file, and who adopted it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Organ
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Datofelt
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Dokument, Dokumentart, Dokumentdel


class Tittelskjema(Handlingsskjema):
    tittel = KortekstSkjemafelt(label=_("Tittel"), max_length=160)

    @classmethod
    def forslag(cls, sak: Dokument) -> dict[str, Any]:
        return {"tittel": sak.tittel}


class Delskjema(Handlingsskjema):
    """One part, new or changed."""

    tittel = KortekstSkjemafelt(label=_("Overskrift"), max_length=120)
    hvem = KortekstSkjemafelt(label=_("Hvem gjør det?"), max_length=120, required=False)
    tekst = FritekstSkjemafelt(label=_("Tekst"), required=False, widget=forms.Textarea(attrs={"rows": 12}))

    def __init__(self, *args: Any, sak: Dokument, rad: Dokumentdel | None = None, **kwargs: Any) -> None:
        self.rad = rad
        naa = {} if rad is None else {"tittel": rad.tittel, "hvem": rad.hvem, "tekst": rad.tekst}
        super().__init__(*args, sak=sak, initial=naa | (kwargs.pop("initial", None) or {}), **kwargs)

    def forbered(self, sak: Dokument) -> None:
        """The parts of the knowledge base keep their headings; only steps are done by somebody."""
        if sak.art == Dokumentart.KUNNSKAPSGRUNNLAG:
            self.fields["tittel"].disabled = True
        if sak.art != Dokumentart.PROSESS:
            del self.fields["hvem"]

    def paa_nytt(self, sak: Any) -> Delskjema:
        skrevet = {navn: self[navn].value() for navn in self.fields if navn != "versjon"}
        return type(self)(sak=sak, rad=self.rad, initial=skrevet)


class Malskjema(Handlingsskjema):
    navn = KortekstSkjemafelt(
        label=_("Hva filen er"), max_length=120, help_text=_("For eksempel «Søknad med begge logoer».")
    )
    fil = forms.FileField(label=_("Fil"), help_text=_("Docx, pptx, odt, odp eller pdf, høyst 5 MB. Uten makroer."))


class Brukskjema(Handlingsskjema):
    """Who adopted it: all three, or none for what needs no decision (S1-A05)."""

    organ = forms.ModelChoiceField(
        Organ.objects.filter(nedlagt__isnull=True).order_by("navn"),
        label=_("Vedtatt av"),
        required=False,
        empty_label=_("Ikke behandlet i et utvalg"),
    )
    vedtak_saksnummer = KortekstSkjemafelt(label=_("Utvalgets saksnummer"), max_length=40, required=False)
    vedtatt = Datofelt(label=_("Vedtaksdato"), required=False)
