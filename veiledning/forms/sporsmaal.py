"""Asking: what it is about, whom it goes to, and what is needed."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Any

from django import forms
from django.core.validators import RegexValidator
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.oppgaver.virkedager import er_virkedag
from grunnmur.organisasjon.forms.enhetsvalg import INGENTING_VALGT, Enhetsvalg, sokefelt
from grunnmur.organisasjon.models import Enhet, Virksomhet
from grunnmur.portal.dato import dato, ukedag
from grunnmur.portal.felt import KortekstSkjemafelt, valider_uten_personnummer
from grunnmur.portal.skjema import Datofelt, Radiovalg, Skjema, Telefonfelt
from grunnmur.saksgang.forms import Utkastskjema

from .. import innhold
from ..frister import STENGER
from ..models import Fagfelt, Fagomraade, Foresporsel, Form, Hastegrad, Omfang, Ytelse
from ..selectors import skjema as utvalg

ORGANISATORISK = "organisatorisk"
"""An answer to the first question that is stored nowhere: it stops before anything is sent (S1-V10)."""
DAGER_FRAM = 6
FORSTE_TIME, SISTE_TIME = 7, 21


class Startskjema(Skjema):
    """What is it about? The answer decides everything that follows (S0-K03–K05, S1-V09, S1-V10)."""

    merking = False

    omfang = forms.ChoiceField(
        label=_("Hva gjelder spørsmålet?"),
        choices=[
            (Omfang.ENKELTPASIENT.value, _("En bestemt pasient")),
            (Omfang.PASIENTGRUPPE.value, _("En gruppe av pasienter")),
            (Omfang.KUNNSKAP.value, _("Ny kunnskap, metode eller prosedyre")),
            (Omfang.GENERELL.value, _("Generell veiledning om noe annet")),
            (ORGANISATORISK, _("Organisatoriske eller administrative endringer")),
        ],
        widget=Radiovalg(
            hjelp={
                Omfang.ENKELTPASIENT.value: _("Du skriver ingenting om pasienten. Vi ringer deg tilbake."),
                Omfang.PASIENTGRUPPE.value: _("For eksempel pasienter med samme sykdom eller behov."),
                Omfang.KUNNSKAP.value: _("Dere skal ta i bruk noe nytt, og trenger å lære det."),
                Omfang.GENERELL.value: _("Helsefaglige råd som ikke handler om noen av de andre."),
                ORGANISATORISK: _("For eksempel ansvar, avtaler, bemanning eller systemer."),
            }
        ),
        error_messages={"required": _("Velg hva spørsmålet gjelder.")},
    )
    fra_enhet = forms.TypedChoiceField(
        label=_("Hvor spør du fra?"),
        widget=Radiovalg(attrs={"class": "choices--col"}),
        error_messages={"required": _("Velg arbeidsstedet du spør fra.")},
    )
    til = forms.UUIDField(required=False, widget=forms.HiddenInput)
    overskrift = KortekstSkjemafelt(required=False, max_length=120, widget=forms.HiddenInput)

    def __init__(self, *args: Any, enheter: Iterable[Enhet], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        egne = {str(e.pk): e for e in enheter}
        felt: Any = self.fields["fra_enhet"]
        if len(egne) == 1:
            self.eneste = next(iter(egne.values()))
            del self.fields["fra_enhet"]
            return
        felt.choices = [(nokkel, f"{e.visningsnavn}, {e.virksomhet.fullt_navn}") for nokkel, e in egne.items()]
        felt.coerce = egne.__getitem__

    def full_clean(self) -> None:
        """What came along in the address is a help, never something to correct."""
        super().full_clean()
        for navn in ("til", "overskrift"):
            if navn in self.errors:
                del self.errors[navn]
                self.cleaned_data[navn] = None if navn == "til" else ""

    @property
    def fra(self) -> Enhet:
        """The workplace the question comes from. Call when valid."""
        return self.cleaned_data["fra_enhet"] if "fra_enhet" in self.fields else self.eneste


class Sporsmaalsskjema(Utkastskjema):
    """Whom the question goes to: a unit, or a party and the field it is about."""

    sak: Foresporsel
    TOMME_ER_NULL = frozenset(
        {"til_virksomhet", "til_enhet", "fagomraade", "onsket_innen", "ring_dag", "ring_fra", "ring_til"}
    )

    enhet_sok = sokefelt(label=_("Enheten du vil spørre"))
    til_enhet = Enhetsvalg(
        required=False,
        label=_("Enheter i registeret"),
        tom_etikett=_("Ingen bestemt enhet. Den som svarer for fagområdet, tar spørsmålet."),
        error_messages={"invalid_choice": _("Enheten kan ikke velges. Søk og velg en annen enhet.")},
    )
    til_virksomhet = forms.ModelChoiceField(
        Virksomhet.objects.none(),
        required=False,
        label=_("Virksomhet"),
        help_text=_("Velges av seg selv når du velger en enhet."),
        empty_label=_("Velg virksomhet"),
    )
    fagomraade = forms.ModelChoiceField(
        Fagomraade.objects.none(),
        required=False,
        label=_("Fagområde"),
        help_text=_("Når du ikke vet hvilken enhet det er."),
        empty_label=_("Velg fagområde"),
    )
    fagfelt = forms.ChoiceField(label=_("Fagfelt"), choices=Fagfelt, widget=Radiovalg(attrs={"class": "choices--rad"}))

    def __init__(self, *args: Any, sak: Foresporsel, **kwargs: Any) -> None:
        kwargs["initial"] = self.som_start(sak) | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.sak = sak
        self.mottakere = {v.pk: v for v in utvalg.mottakere(sak.fra_virksomhet)}
        self._fyll_mottakere()
        self._fyll_fagomraader()
        for navn in ("til_virksomhet", "til_enhet", "fagomraade"):
            self.fields[navn].uten_merke = True  # type: ignore[attr-defined]  # one of them is enough: the help says so

    @classmethod
    def som_start(cls, sak: Foresporsel) -> dict[str, Any]:
        """The question as the fields of the form."""
        start = {felt: getattr(sak, felt) for felt in innhold.FELTER if felt in cls.base_fields}
        return start | {"versjon": sak.versjon, "til_enhet": str(sak.til_enhet_id or INGENTING_VALGT)}

    def _verdi(self, navn: str) -> Any:
        return self.data.get(navn) if self.is_bound else self.get_initial_for_field(self.fields[navn], navn)

    def _fyll_mottakere(self) -> None:
        felt: Any = self.fields["til_enhet"]
        enheter = Enhet.objects.aktive().filter(virksomhet__in=self.mottakere)
        valgt = self._verdi("til_enhet")
        felt.vis_treff(
            enheter, sok=str(self._verdi("enhet_sok") or "")[:80], valgt=None if valgt == INGENTING_VALGT else valgt,
            med_virksomhet=len(self.mottakere) > 1,
        )  # fmt: skip
        valg = [v for v in felt.widget.choices if v[0]]
        # «None in particular» comes last, and only where there is something to choose between.
        felt.widget.choices = [*valg, ("", felt.tom_etikett)] if valg else []
        virksomhet: Any = self.fields["til_virksomhet"]
        virksomhet.queryset = utvalg.mottakere(self.sak.fra_virksomhet)
        virksomhet.label_from_instance = lambda v: v.fullt_navn
        if len(self.mottakere) == 1:
            virksomhet.widget = virksomhet.hidden_widget()

    def _fyll_fagomraader(self) -> None:
        felt: Any = self.fields["fagomraade"]
        felt.queryset = utvalg.fagomraader()
        alle = sorted(felt.queryset, key=lambda f: (Fagfelt.values.index(f.fagfelt), f.navn))
        grupper = [(Fagfelt(k).label, [(f.pk, f.navn) for f in g]) for k, g in groupby(alle, key=lambda f: f.fagfelt)]
        felt.choices = [("", felt.empty_label), *grupper]

    def sokt(self) -> dict[str, Any]:
        """Initial values that show what was typed, unjudged, with the hits of the search."""
        typed = {navn: self.data.get(navn, "") for navn in self.fields}
        # No hit is chosen on the person's behalf.
        return typed | {"til_enhet": self.data.get("til_enhet") or INGENTING_VALGT}

    def felter(self) -> dict[str, Any]:
        data = self.cleaned_data
        felter = {navn: data[navn] for navn in innhold.FELTER if navn in data}
        if enhet := felter.get("til_enhet"):
            felter["til_virksomhet"] = self.mottakere[enhet.virksomhet_id]
        elif len(self.mottakere) == 1:
            felter["til_virksomhet"] = next(iter(self.mottakere.values()))
        if (omraade := felter.get("fagomraade")) and not felter.get("fagfelt"):
            felter["fagfelt"] = omraade.fagfelt
        return felter

    def kontroller_utfylt(self, sak: Foresporsel) -> bool:
        """Whether it may be sent as it is now stored; what is missing or wrong is put at its field."""
        if self.cleaned_data.get("enhet_sok") and not self.cleaned_data.get("til_enhet") and not self.data.get("til_enhet"):
            ubesvart = self.fields["til_enhet"].widget.choices and "til_enhet" not in self.data
            if ubesvart or not sak.fagomraade_id:
                self.add_error("enhet_sok", _("Søk, og velg enheten i listen."))
        for navn, tekst in innhold.mangler(sak, dag=timezone.localdate()).items():
            plass = {"til_enhet": "enhet_sok", "fra_enhet": None}.get(navn, navn)
            if plass in self.fields and self.fields[plass].widget.is_hidden:
                plass = None
            if navn not in self.errors and plass not in self.errors:
                self.add_error(plass if plass in self.fields else None, tekst)
        return not self.errors


class Behovsskjema(Sporsmaalsskjema):
    """A general need, in words that are about no patient (S1-V04)."""

    omfang = forms.ChoiceField(
        label=_("Hva gjelder det?"),
        choices=[c for c in Omfang.choices if c[0] != Omfang.ENKELTPASIENT],
        widget=Radiovalg(attrs={"class": "choices--col"}),
    )
    overskrift: Any = Foresporsel._meta.get_field("overskrift").formfield(
        label=_("Hva handler det om?"), help_text=_("Med få ord, for eksempel «Smertelindring i hjemmet»."), required=True
    )
    behov: Any = Foresporsel._meta.get_field("behov").formfield(
        label=_("Hva trenger dere å vite?"),
        help_text=_("Skriv hva dere har prøvd, og hva dere vil bruke svaret til. Skriv aldri om en bestemt pasient."),
        required=True,
    )
    ytelse = forms.ChoiceField(
        label=_("Hva trenger dere?"), choices=Ytelse, widget=Radiovalg(attrs={"class": "choices--rad"})
    )
    form = forms.ChoiceField(label=_("Hvordan vil dere helst ha svaret?"), choices=Form, widget=Radiovalg)
    hastegrad = forms.ChoiceField(label=_("Hvor mye haster det?"), choices=Hastegrad, widget=Radiovalg)
    onsket_innen = Datofelt(
        label=_("Ønsket innen"),
        required=False,
        help_text=_("Hvis dere trenger det til en bestemt dag. Fristen er den samme."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        haster: Any = self.fields["hastegrad"]
        haster.widget = Radiovalg(hjelp=utvalg.hastefrister(), choices=haster.choices, attrs={"class": "choices--col"})

    def felter(self) -> dict[str, Any]:
        """The scope was chosen before the form was opened: it is changed, never emptied."""
        felter = super().felter()
        return felter if felter.get("omfang") else {navn: v for navn, v in felter.items() if navn != "omfang"}


class Tilbakeringsskjema(Sporsmaalsskjema):
    """About one patient: whom to ring, where and when. There is nothing to write in (S1-V09, S1-V13)."""

    ring_tlf = Telefonfelt(
        label=_("Nummer vi kan ringe"),
        help_text=_("Telefonen på arbeidsstedet eller jobbtelefonen din."),
        validators=[
            RegexValidator(r"^\+?\d{8,}$", _("Skriv et nummer med minst 8 siffer, som går rett til deg."), code="for_kort"),
            valider_uten_personnummer,
        ],
    )
    ring_dag = forms.TypedChoiceField(
        label=_("Dag vi kan ringe"), widget=Radiovalg, coerce=date.fromisoformat, empty_value=None
    )
    ring_fra = forms.TypedChoiceField(label=_("Fra klokken"), coerce=time.fromisoformat, empty_value=None)
    ring_til = forms.TypedChoiceField(label=_("Til klokken"), coerce=time.fromisoformat, empty_value=None)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        felt: Any = self.fields
        felt["ring_dag"].choices = [(f"{d:%Y-%m-%d}", f"{ukedag(d).capitalize()} {dato(d)}") for d in ringedager()]
        for navn, tom in (("ring_fra", _("Velg fra")), ("ring_til", _("Velg til"))):
            tider = {*klokkeslett(), *([verdi] if (verdi := getattr(self.sak, navn)) else [])}
            felt[navn].choices = [("", tom), *((f"{t:%H:%M}", f"{t:%H.%M}") for t in sorted(tider))]

    @classmethod
    def som_start(cls, sak: Foresporsel) -> dict[str, Any]:
        """Days and clock times as the values of their choices."""
        tider = {navn: f"{verdi:%H:%M}" if (verdi := getattr(sak, navn)) else "" for navn in ("ring_fra", "ring_til")}
        return super().som_start(sak) | tider | {"ring_dag": f"{sak.ring_dag:%Y-%m-%d}" if sak.ring_dag else ""}


def ringedager(naa: datetime | None = None) -> list[date]:
    """The next working days to choose between; today while there is working time left."""
    lokal = timezone.localtime(naa)
    dager = (lokal.date() + timedelta(days=nr) for nr in range(0 if lokal.time() < STENGER else 1, 30))
    return [dag for dag in dager if er_virkedag(dag)][:DAGER_FRAM]


def klokkeslett() -> list[time]:
    return [time(t, m) for t in range(FORSTE_TIME, SISTE_TIME) for m in (0, 30)] + [time(SISTE_TIME)]
