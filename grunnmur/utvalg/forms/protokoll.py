"""Minutes: who took part, what was decided, what must be mended; and answers in writing."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import FritekstSkjemafelt
from grunnmur.portal.skjema import Radiovalg
from grunnmur.saksgang.forms import Handlingsskjema

from ..models import Godkjenningsmaate, Habilitetsgrunn, Mote, Sakutfall, Svarvalg
from ..selectors.mote import ledere_for, plassvalg
from ..selectors.protokoll import deltakere


class Oppmoteskjema(Handlingsskjema):
    """Who sat in each seat, who led, and who approves the minutes."""

    moteleder = forms.TypedChoiceField(label=_("Møteleder"), coerce=UUID, empty_value=None)
    godkjenning = forms.ChoiceField(
        label=_("Hvem godkjenner protokollen?"), choices=Godkjenningsmaate.choices, widget=Radiovalg
    )

    @classmethod
    def forslag(cls, sak: Mote) -> dict[str, Any]:
        i_plassen = {o.medlem_id: o.bruker_id for o in sak.oppmoter.all()}
        leder = next((p.medlem.bruker_id for p in plassvalg(sak) if p.medlem.verv == "leder"), None)
        valgt = {"moteleder": sak.moteleder_id or leder, "godkjenning": sak.godkjenning}
        return valgt | {f"plass_{medlem}": str(bruker) for medlem, bruker in i_plassen.items()}

    def forbered(self, sak: Mote) -> None:
        self.plassfelter: dict[str, UUID] = {}
        for plass in [] if sak.er_skriftlig else plassvalg(sak):
            navn = f"plass_{plass.medlem.pk}"
            valg = [("", _("Ikke til stede")), *((str(b.pk), b.navn) for b in plass.mulige)]
            felt = forms.TypedChoiceField(
                label=f"{plass.medlem.bruker.navn}, {plass.medlem.get_verv_display()}",
                choices=valg, coerce=UUID, empty_value=None, required=False,
            )  # fmt: skip
            if not sak.moteleder_id and navn not in self.initial:
                felt.initial = plass.ventet
            self.fields[navn] = felt
            self.plassfelter[navn] = plass.medlem.pk
        cast("forms.TypedChoiceField", self.fields["moteleder"]).choices = [
            ("", _("Velg møteleder")), *((str(pk), navn) for pk, navn in ledere_for(sak)),
        ]  # fmt: skip
        self.order_fields([*self.plassfelter, "moteleder", "godkjenning"])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["oppmote"] = {medlem: data[navn] for navn, medlem in self.plassfelter.items() if data.get(navn)}
        return data


class Lukkskjema(Handlingsskjema):
    """A written procedure is closed: who answered took part."""

    godkjenning = forms.ChoiceField(
        label=_("Hvem godkjenner protokollen?"), choices=Godkjenningsmaate.choices, widget=Radiovalg
    )

    @classmethod
    def forslag(cls, sak: Mote) -> dict[str, Any]:
        return {"godkjenning": sak.godkjenning}


class Vedtaksskjema(Handlingsskjema):
    """What was decided in `sak.valgt`, and who left the room for it."""

    utfall = forms.ChoiceField(label=_("Hva skjedde med saken?"), choices=Sakutfall.choices, widget=Radiovalg)
    vedtak = FritekstSkjemafelt(
        label=_("Vedtak"),
        required=False,
        help_text=_("La stå tomt når innstillingen ble vedtatt som den er. Skriv aldri noe om noens helse."),
    )

    @classmethod
    def forslag(cls, sak: Any) -> dict[str, Any]:
        inhabile = {f"inhabil_{i.oppmote_id}": i.grunn for i in sak.valgt.inhabile.all()}
        return {"utfall": sak.valgt.utfall, "vedtak": sak.valgt.vedtak, **inhabile}

    def forbered(self, sak: Mote) -> None:
        self.habilitetsfelter: dict[str, UUID] = {}
        for oppmote in deltakere(sak):
            navn = f"inhabil_{oppmote.pk}"
            self.fields[navn] = forms.ChoiceField(
                label=oppmote.bruker.navn, required=False, choices=[("", _("Var med på saken")), *Habilitetsgrunn.choices]
            )
            self.habilitetsfelter[navn] = oppmote.pk

    @property
    def om_habilitet(self) -> list[forms.BoundField]:
        return [self[navn] for navn in self.habilitetsfelter]

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["inhabile"] = {pk: data[navn] for navn, pk in self.habilitetsfelter.items() if data.get(navn)}
        return data


class Tilbakeskjema(Handlingsskjema):
    kommentar = FritekstSkjemafelt(
        label=_("Hva må rettes?"), help_text=_("Sekretæren og utvalget leser det i historikken."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )  # fmt: skip


class Svarskjema(Handlingsskjema):
    """One answer to each item, with a remark."""

    def forbered(self, sak: Mote) -> None:
        self.nummer = []
        for en in sak.saker.aktive():
            self.fields[f"svar_{en.nummer}"] = forms.ChoiceField(
                label=f"{en.nummer}. {en.tittel}", choices=Svarvalg.choices, widget=Radiovalg, help_text=en.innstilling
            )
            self.fields[f"merknad_{en.nummer}"] = FritekstSkjemafelt(
                label=_("Merknad til sak %(nr)s") % {"nr": en.nummer}, required=False,
                help_text=_("Alle i utvalget leser merknaden. Skriv aldri noe om noens helse."),
                widget=forms.Textarea(attrs={"rows": 2}),
            )  # fmt: skip
            self.nummer.append(en.nummer)

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        data["svarene"] = {
            nr: (data[f"svar_{nr}"], data.get(f"merknad_{nr}", "")) for nr in self.nummer if data.get(f"svar_{nr}")
        }
        return data
