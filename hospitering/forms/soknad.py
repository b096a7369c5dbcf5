"""The official form on the screen: what can be kept of it as typed, and what is missing before it is signed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.forms.enhetsvalg import INGENTING_VALGT
from grunnmur.organisasjon.models import Enhet, Faggruppe, Helsefellesskap, Virksomhet
from grunnmur.portal.skjema import normaliser_telefon

from .. import innhold, ledetekster
from ..innhold import FELTER, ledetekst
from ..models import SokesI, Soknad
from ..selectors.utfylling import deltakende_kommuner, fra_enheten
from ..selectors.verter import andre_verter
from .soknadsfelter import Soknadsfelter

RETT_FRAM = (
    "sokes_i", "soker_navn", "hjemmeadresse", "tlf_privat", "egen_enhet", "arbeidssted_adresse", "tlf_arbeid",
    "periode_fra", "periode_til", "begrunnelse", "tema_og_maal", "bidrag", "faggruppe",
)  # fmt: skip
"""The fields that go into their column as they are."""


class Soknadsskjema(Soknadsfelter):
    """The applicant's part of the form.

    Says only what cannot be kept (a date that does not exist, a national identity number). What is missing is
    asked for by `kontroller_utfylt`, so that half a form can be saved. The applicant's workplaces come in as
    `enheter`.
    """

    TOMME_ER_NULL = frozenset({"egen_enhet", "periode_fra", "periode_til"})

    def __init__(
        self,
        *args: Any,
        soknad: Soknad,
        enheter: Iterable[Enhet],
        verter: Iterable[Virksomhet] | None = None,
        **kwargs: Any,
    ) -> None:
        """`verter` narrows where the form may be addressed: intake registers only what came to them."""
        kwargs["initial"] = _som_start(soknad) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.sak, self.soknad = soknad, soknad
        self.helsefellesskap = Helsefellesskap.objects.gjeldende()
        self.enheter = {str(e.pk): e for e in [*enheter, *([soknad.egen_enhet] if soknad.egen_enhet else [])]}
        self._fyll_valg(None if verter is None else {v.pk for v in verter})
        self._fyll_enheter()

    # --- choices ---

    def _fyll_valg(self, verter: set[UUID] | None) -> None:
        felt: Any = self.fields
        sykehus = self.helsefellesskap.helseforetak if self.helsefellesskap else None
        kommuner = deltakende_kommuner()
        felt["kommune"].queryset = kommuner if verter is None else kommuner.filter(pk__in=verter)
        andre = andre_verter() if verter is None else andre_verter().filter(pk__in=verter)
        felt["annen_vert"].queryset = andre
        felt["annen_vert"].label_from_instance = lambda virksomhet: virksomhet.fullt_navn
        hf = str(self.helsefellesskap.helseforetak_kortnavn) if self.helsefellesskap else SokesI.HF.label
        valg = [(SokesI.HF.value, hf), (SokesI.KOMMUNE.value, ledetekster.KOMMUNE)]
        if andre.exists():
            valg.append((SokesI.ANNEN.value, SokesI.ANNEN.label))
        else:
            del felt["annen_vert"]
        if verter is not None:
            tar_imot = {
                SokesI.HF.value: sykehus and sykehus.pk in verter,
                SokesI.KOMMUNE.value: felt["kommune"].queryset.exists(),
                SokesI.ANNEN.value: True,
            }
            valg = [v for v in valg if tar_imot[v[0]]]
            for navn in ("begrunnelse", "tema_og_maal"):
                felt[navn].help_text = ""  # said to the one who writes, not to the one who copies
        felt["sokes_i"].choices = valg
        felt["faggruppe"].choices = [("", _("Velg faggruppe")), *Faggruppe.choices]
        egne = [(nokkel, f"{e.visningsnavn}, {e.virksomhet.fullt_navn}") for nokkel, e in self.enheter.items()]
        felt["egen_enhet"].choices = [("", _("Velg arbeidssted")), *egne] if len(egne) != 1 else egne
        felt["egen_enhet"].coerce = self.enheter.__getitem__
        felt["faggruppe_annen"].label = _("Navn på faggruppen")
        # Marked once above both dates; for the others another answer decides, and the help text says when.
        for navn in ("kommune", "annen_vert", "faggruppe_annen", "onsket_enhet", "periode_fra", "periode_til"):
            if navn in felt:
                felt[navn].uten_merke = True

    def _verdi(self, navn: str) -> Any:
        return self.data.get(navn) if self.is_bound else self.get_initial_for_field(self.fields[navn], navn)

    def vert(self) -> Virksomhet | None:
        """Where the form is addressed as it stands now, whether or not the rest is right."""
        if self._verdi("sokes_i") == SokesI.HF and self.helsefellesskap:
            return self.helsefellesskap.helseforetak
        navn = {SokesI.KOMMUNE.value: "kommune", SokesI.ANNEN.value: "annen_vert"}.get(str(self._verdi("sokes_i") or ""))
        if navn not in self.fields:
            return None
        try:
            return self.fields[navn].clean(self._verdi(navn))
        except ValidationError:
            return None

    def _fyll_enheter(self) -> None:
        vert, sok = self.vert(), str(self._verdi("enhet_sokt") or "")[:200]
        enheter = Enhet.objects.aktive().filter(virksomhet=vert) if vert else Enhet.objects.none()
        felt: Any = self.fields["onsket_enhet"]
        felt.vis_treff(enheter, sok=sok, valgt=self._verdi("onsket_enhet"))
        if sok and vert is None:
            felt.sokemelding = _("Velg først hvor du søker om hospitering, øverst i skjemaet. Søk deretter på nytt.")
        valg = [v for v in felt.widget.choices if v[0]]
        # «None of these» comes last, and only where there is something to choose between.
        felt.widget.choices = [*valg, ("", felt.tom_etikett)] if valg else []

    @classmethod
    def sokt(cls, data: Mapping[str, Any]) -> dict[str, Any]:
        """Initial values that show what was typed, unjudged, with the hits for the unit's name."""
        typed = {navn: data.get(navn, "") for navn in cls.base_fields}
        # No hit is chosen on the person's behalf, «none of these» neither.
        valgt = data.get("onsket_enhet") or INGENTING_VALGT
        return typed | {"enhet_sokt": typed["onsket_enhet_tekst"], "onsket_enhet": valgt}

    # --- what was typed ---

    def full_clean(self) -> None:
        super().full_clean()
        if "onsket_enhet" in self.errors and self.vert() is None:
            # Until it is known where to, no unit can be wrong; what was written of it is kept.
            del self.errors["onsket_enhet"]
            self.cleaned_data["onsket_enhet"] = None

    def clean(self) -> dict[str, Any]:
        """A name that is exactly one unit's is that unit; a chosen unit falls when another name is written."""
        data = super().clean() or self.cleaned_data
        tekst, valgt = data.get("onsket_enhet_tekst", ""), data.get("onsket_enhet")
        if "onsket_enhet" not in data or not tekst:
            return data
        if valgt and not self._samme(tekst, valgt):
            data["onsket_enhet"] = None
        elif not valgt:
            funn = self.fields["onsket_enhet"].queryset.sok(tekst)[:20]  # type: ignore[attr-defined]
            like = [enhet for enhet in funn if enhet.visningsnavn.casefold() == tekst.casefold()]
            data["onsket_enhet"] = like[0] if len(like) == 1 else None
        return data

    def _samme(self, tekst: str, enhet: Enhet) -> bool:
        return tekst in (self.cleaned_data.get("enhet_sokt"), enhet.visningsnavn)

    def er_lagret(self) -> bool:
        """Whether what was typed is already what is stored."""
        return all(getattr(self.soknad, felt) == verdi for felt, verdi in innhold.utfylt(self.felter()).items())

    def felter(self) -> dict[str, Any]:
        """What can be kept, as columns of the application. Call after validation."""
        data = self.cleaned_data
        felter = {navn: data[navn] for navn in RETT_FRAM if navn in data}
        if "sokes_i" in data and "kommune" in data:
            felter["vertsvirksomhet"] = self.vert()
        if "onsket_enhet" in data and "onsket_enhet_tekst" in data:
            enhet = data["onsket_enhet"]
            felter |= {"onsket_enhet": enhet, "onsket_enhet_tekst": "" if enhet else data["onsket_enhet_tekst"]}
        if "faggruppe" in data and "faggruppe_annen" in data:
            felter["faggruppe_annen"] = data["faggruppe_annen"] if data["faggruppe"] == Faggruppe.ANNEN else ""
        for navn in ("tlf_privat", "tlf_arbeid"):
            # The same number written another way is no change, and must revoke nothing.
            if felter.get(navn) and felter[navn] == _nummer(getattr(self.soknad, navn)):
                felter[navn] = getattr(self.soknad, navn)
        return felter | self._fra_nytt_arbeidssted(felter)

    def _fra_nytt_arbeidssted(self, felter: dict[str, Any]) -> dict[str, Any]:
        """Address and phone follow the workplace when nobody has written others."""
        ny, gammel = felter.get("egen_enhet"), self.soknad.egen_enhet
        if ny is None or ny == gammel:
            return {}
        fra_gammel = fra_enheten(gammel) if gammel else {}
        return {
            felt: verdi for felt, verdi in fra_enheten(ny).items()
            if verdi and felter.get(felt) in ("", fra_gammel.get(felt))
        }  # fmt: skip

    def utfylt(self) -> Soknad:
        """The application as it would be with what was typed. Nothing is saved."""
        ny = copy(self.soknad)
        for felt, verdi in innhold.utfylt(self.felter()).items():
            setattr(ny, felt, verdi)
        return ny

    def kontroller_utfylt(self, *, for_endring: Soknad | None = None) -> bool:
        """Whether it may be signed today; what is missing or wrong is put at its field."""
        self._kontroller_enhetsvalget()
        try:
            innhold.kontroller(self.utfylt(), dag=timezone.localdate(), for_endring=for_endring)
        except ValidationError as feil:
            self.ta_imot(feil)
        return not self.errors

    def _kontroller_enhetsvalget(self) -> None:
        """A search is followed by a choice, and a choice by no other name."""
        tekst, posted = self.cleaned_data.get("onsket_enhet_tekst"), self.data.get("onsket_enhet")
        if not tekst or self.cleaned_data.get("onsket_enhet") or "onsket_enhet" in self.errors or self.vert() is None:
            return
        if posted:
            self.add_error(
                "onsket_enhet_tekst", _("Teksten er en annen enn enheten du har valgt. Søk på nytt, og velg enheten.")
            )
        elif posted is None and self.fields["onsket_enhet"].widget.choices and tekst == self.cleaned_data.get("enhet_sokt"):
            self.add_error("onsket_enhet", _("Velg enheten i listen, eller velg «Ingen av disse»."))

    def ta_imot(self, feil: ValidationError) -> None:
        """Put an operation's errors at the fields of this form."""
        if not hasattr(feil, "error_dict"):
            return self.add_error(None, feil)
        hvor = {SokesI.KOMMUNE.value: "kommune", SokesI.ANNEN.value: "annen_vert"}
        plass = {"vertsvirksomhet": hvor.get(self.cleaned_data.get("sokes_i", ""), "sokes_i"), "arbeidssted": "egen_enhet"}
        plass["onsket_enhet"] = "onsket_enhet_tekst"
        for felt, meldinger in feil.error_dict.items():
            navn = plass.get(felt, felt)
            if navn not in self.errors and felt not in self.errors:
                self.add_error(navn if navn in self.fields else None, meldinger)
        return None

    def skrevet(self) -> list[tuple[str, str]]:
        """Everything as it was typed, for a page that asks before it is signed."""
        return [(navn, self.data[navn]) for navn in self.fields if navn in self.data]

    def ledetekst(self, navn: str) -> str:
        return ledetekst(navn) if navn in FELTER else super().ledetekst(navn)


def _nummer(tekst: str) -> str:
    try:
        return normaliser_telefon(tekst)
    except ValueError:
        return tekst


def _som_start(soknad: Soknad) -> dict[str, Any]:
    """An application as the fields of the form."""
    start = {felt: getattr(soknad, felt) for felt in FELTER if felt in Soknadsskjema.base_fields}
    enhet = soknad.onsket_enhet
    return start | {
        "versjon": soknad.versjon,
        "kommune": soknad.vertsvirksomhet_id if soknad.sokes_i == SokesI.KOMMUNE else None,
        "annen_vert": soknad.vertsvirksomhet_id if soknad.sokes_i == SokesI.ANNEN else None,
        "egen_enhet": str(soknad.egen_enhet_id or ""),
        "onsket_enhet": str(enhet.pk) if enhet else "",
        "onsket_enhet_tekst": enhet.visningsnavn if enhet else soknad.onsket_enhet_tekst,
    }
