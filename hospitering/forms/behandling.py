"""What leaders, intake and host fill in. The forms explain; the operations decide."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.forms.enhetsvalg import Enhetsfelt, sokefelt
from grunnmur.organisasjon.models import Enhet, Virksomhet
from grunnmur.organisasjon.models.enhet import EnhetQuerySet
from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Skjema, Telefonfelt, Versjonsfelt
from grunnmur.saksgang.models import Utfall

from .. import ledetekster as l
from ..models import Soknad
from ..selectors.verter import verter

VELG_VEDTAK = _("Trykk på knappen for det du har bestemt.")
KREV_KOMMENTAR = _("Skriv en kommentar når du ikke innvilger.")


def _kommentar(**kwargs: Any) -> FritekstSkjemafelt:
    return FritekstSkjemafelt(**{"required": False, "widget": forms.Textarea(attrs={"rows": 3}), **kwargs})


def _vedtak() -> forms.ChoiceField:
    """The decision is the button that is pressed; nothing is chosen beforehand."""
    return forms.ChoiceField(
        choices=[(Utfall.INNVILGET, l.INNVILGET), (Utfall.IKKE_INNVILGET, l.IKKE_INNVILGET)],
        widget=forms.HiddenInput,
        error_messages={"required": VELG_VEDTAK, "invalid_choice": VELG_VEDTAK},
    )


def mulige_mottakere() -> QuerySet[Virksomhet]:
    """Who may host today: the municipalities and the trust, and others where the network has said so (S1-S25, G-13)."""
    return verter().order_by("-type", "sortering")


def _enheter(*, uten: list[UUID | None]) -> EnhetQuerySet:
    """Units that may host: open ones, but never the applicant's own."""
    return Enhet.objects.aktive().exclude(pk__in=[pk for pk in uten if pk])


class Behandlingsskjema(Skjema):
    """A form on one case: carries the version that the page was made from."""

    versjon = Versjonsfelt()

    def __init__(self, *args: Any, sak: Soknad, **kwargs: Any) -> None:
        initial = kwargs.pop("initial", None) or {}
        super().__init__(*args, initial={**self.forslag(sak), **initial, "versjon": sak.versjon}, **kwargs)
        self.sak = sak
        self.forbered(sak)

    @classmethod
    def forslag(cls, sak: Soknad) -> dict[str, Any]:
        """What stands in the fields before anything is typed."""
        return {}

    def forbered(self, sak: Soknad) -> None:
        """Make the fields fit the case."""

    def verdi(self, navn: str) -> Any:
        """What stands in a field now: typed, or suggested."""
        return self[navn].value() or ""


class Enhetsskjema(Behandlingsskjema):
    """Choose a unit of the host; `enheter` says which."""

    def forbered(self, sak: Soknad) -> None:
        felt = cast(Enhetsfelt, self.fields["vertsenhet"])
        felt.vis_treff(self.enheter(sak), sok=self.verdi("enhetssok"), valgt=self.verdi("vertsenhet"))

    def enheter(self, sak: Soknad) -> EnhetQuerySet:
        return _enheter(uten=[sak.egen_enhet_id]).filter(virksomhet=sak.vertsvirksomhet_id)


class Mottakerskjema(Behandlingsskjema):
    """«Sendes mottaker»: the party, and the unit there when it is known (S1-S25)."""

    vertsvirksomhet = forms.ModelChoiceField(Virksomhet.objects.none(), label=_("Virksomhet"), empty_label=None)
    enhetssok = sokefelt()
    vertsenhet = Enhetsfelt(label=_("Enhet"), required=False, tom_etikett=_("La mottaket velge enhet"))

    @classmethod
    def forslag(cls, sak: Soknad) -> dict[str, Any]:
        return {"vertsvirksomhet": sak.vertsvirksomhet_id, "vertsenhet": sak.vertsenhet_id or ""}

    def forbered(self, sak: Soknad) -> None:
        virksomhet = cast("forms.ModelChoiceField[Virksomhet]", self.fields["vertsvirksomhet"])
        virksomhet.queryset = mulige_mottakere()
        virksomhet.label_from_instance = lambda obj: obj.fullt_navn  # type: ignore[method-assign]
        enhet = cast(Enhetsfelt, self.fields["vertsenhet"])
        alle = _enheter(uten=[sak.egen_enhet_id]).filter(virksomhet__in=mulige_mottakere())
        valgt, sok = self.verdi("vertsenhet"), self.verdi("enhetssok")
        enhet.vis_treff(alle, sok=sok, valgt=valgt, med_virksomhet=True)

    def clean(self) -> dict[str, Any]:
        """A unit chosen in the search decides the party: nobody should have to say it twice."""
        data = super().clean() or {}
        if enhet := data.get("vertsenhet"):
            if "vertsvirksomhet" in self.changed_data and data.get("vertsvirksomhet") != enhet.virksomhet:
                data["vertsenhet"] = None if "vertsenhet" not in self.changed_data else enhet
            if data["vertsenhet"]:
                data["vertsvirksomhet"] = enhet.virksomhet
        return data

    @property
    def mottaker_endret(self) -> bool:
        """Keep the choice of recipient open on the page once somebody has used it."""
        return any(
            str(self.verdi(navn)) != str(self.forslag(self.sak).get(navn) or "")
            for navn in ("vertsvirksomhet", "enhetssok", "vertsenhet")
        )


class EgenLederskjema(Mottakerskjema):
    """The decision of the leader of the own unit (S1-S20–S28). Its button says what is confirmed (S1-H11)."""

    vedtak = _vedtak()
    kommentar = _kommentar(label=_("Ev. kommentar"), help_text=_("Må fylles ut når du ikke innvilger."))

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        _krev_kommentar(self, data)
        return data

    @property
    def innvilger(self) -> bool:
        return self.cleaned_data["vedtak"] == Utfall.INNVILGET


class NyMottakerskjema(Mottakerskjema):
    """The grant stands; where shall a returned application go now?"""

    kommentar = _kommentar(label=_("Kommentar til mottakeren"))


class Vertslederskjema(Behandlingsskjema):
    """The decision of the leader of the host unit (S1-S29–S34)."""

    vedtak = _vedtak()
    kommentar = _kommentar(label=_("Eventuelle kommentarer"), help_text=_("Må fylles ut når du ikke innvilger."))

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        _krev_kommentar(self, data)
        return data

    @property
    def innvilger(self) -> bool:
        return self.cleaned_data["vedtak"] == Utfall.INNVILGET


class Mottaksskjema(Enhetsskjema):
    """Intake confirms receipt, and ties a host unit written by hand to a registered one (S1-S27)."""

    enhetssok = sokefelt()
    vertsenhet = Enhetsfelt(label=_("Enheten søknaden gjelder"), required=False)

    @classmethod
    def forslag(cls, sak: Soknad) -> dict[str, Any]:
        return {"vertsenhet": sak.vertsenhet_id or ""}

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not self.sak.vertsenhet_id and not data.get("vertsenhet") and "vertsenhet" not in self.errors:
            self.add_error("vertsenhet", _("Velg hvilken enhet søknaden gjelder, før du bekrefter mottak."))
        return data


class Videresendskjema(Enhetsskjema):
    """Intake forwards to another unit of the host."""

    enhetssok = sokefelt()
    vertsenhet = Enhetsfelt(label=_("Ny enhet"), error_messages={"required": _("Søk fram enheten, og velg den.")})
    kommentar = _kommentar(label=_("Kommentar til enheten"))

    def enheter(self, sak: Soknad) -> EnhetQuerySet:
        return _enheter(uten=[sak.egen_enhet_id, sak.vertsenhet_id]).filter(virksomhet=sak.vertsvirksomhet_id)


class Kommentarskjema(Behandlingsskjema):
    """One text that must be there: why it is sent back, or what the leader wants to know."""

    kommentar = _kommentar(required=True, label=_("Begrunnelse"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, etikett: Any = None, mangler: Any = None, hjelp: Any = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt = self.fields["kommentar"]
        felt.label, felt.help_text = etikett or felt.label, hjelp
        if mangler:
            felt.error_messages["required"] = mangler


class Vertsdelskjema(Enhetsskjema):
    """«Fylles ut av hospiteringsenheten» (S1-S35–S39)."""

    enhetssok = sokefelt()
    vertsenhet = Enhetsfelt(label=l.NAVN_PAA_ENHET)
    kontakt_navn = KortekstSkjemafelt(label=l.KONTAKTPERSON, max_length=120)
    kontakt_epost = forms.EmailField(label=l.EPOST)
    kontakt_tlf = Telefonfelt(label=l.TLF)

    FELTER = ("kontakt_navn", "kontakt_epost", "kontakt_tlf")

    @classmethod
    def forslag(cls, sak: Soknad) -> dict[str, Any]:
        felter = {navn: getattr(sak, navn) for navn in cls.FELTER}
        return felter | {"vertsenhet": sak.hospiteringsenhet_id or sak.vertsenhet_id or ""}

    @property
    def valgt_enhet(self) -> str:
        """The unit that stands there now, by name."""
        valgt = self.verdi("vertsenhet")
        navn = dict(cast(Enhetsfelt, self.fields["vertsenhet"]).widget.choices)
        return navn.get(str(valgt), "")

    @property
    def bytter_enhet(self) -> bool:
        """Keep the search open once somebody has used it."""
        return bool(self.verdi("enhetssok")) or bool(self.errors.get("vertsenhet"))

    @property
    def er_lagret(self) -> bool:
        """Whether what stands here is what the case already holds."""
        data, sak = self.cleaned_data, self.sak
        return data["vertsenhet"].pk == sak.hospiteringsenhet_id and all(
            data[navn].lower() == getattr(sak, navn).lower() for navn in self.FELTER
        )


class Tariffskjema(Skjema):
    """Granting several at once: the tariff conditions are confirmed once for all of them (S1-H11)."""

    tariff_bekreftet = forms.BooleanField(
        label=_("Jeg bekrefter at søkerne beholder alle tariffmessige rettigheter hos oss i hospiteringsperioden"),
        help_text=_("Lønn, ferie, yrkesskadeforsikring og annet."),
        error_messages={"required": _("Bekreft at søkerne beholder lønn, ferie og yrkesskadeforsikring hos dere.")},
    )


def _krev_kommentar(skjema: Skjema, data: dict[str, Any]) -> None:
    if data.get("vedtak") == Utfall.IKKE_INNVILGET and not data.get("kommentar") and "kommentar" not in skjema.errors:
        skjema.add_error("kommentar", KREV_KOMMENTAR)


def uten(data: dict[str, Any], navn: Iterable[str]) -> dict[str, Any]:
    """What was typed, without some fields: a decision is made anew on a case that has changed."""
    return {n: v for n, v in data.items() if n not in set(navn)}
