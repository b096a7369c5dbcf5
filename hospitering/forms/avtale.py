"""What the two sides, and the employer, fill in about the agreement. The forms explain; the operations decide."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import FritekstSkjemafelt, KortekstSkjemafelt
from grunnmur.portal.skjema import Datofelt, Klokkefelt, Radiovalg, Telefonfelt
from grunnmur.saksgang.forms import Handlingsskjema
from grunnmur.saksgang.models import Signaturform

from .. import ledetekster as l
from ..models import Form, Periodeforslag, Periodetilstand, Punkt, Reiseavtale, Reisedekning, Soknad

EVALUERES_KL = time(14)


class Periodeskjema(Handlingsskjema):
    """When it is held, and when and how it is evaluated (S1-H09, S1-H21, S1-H22)."""

    fra = Datofelt(label=_("Fra"), help_text=_("For eksempel 18.01.2027."))
    til = Datofelt(label=_("Til"), help_text=_("For eksempel 29.01.2027."))
    evaluering_tidspunkt = Datofelt(label=_("Dag for evaluering"), help_text=_("Ikke før hospiteringen er over."))
    evaluering_kl = Klokkefelt(label=_("Klokken"), help_text=_("For eksempel 14.00."))
    evaluering_form = forms.ChoiceField(label=_("Hvordan evaluerer dere?"), choices=Form.choices, widget=Radiovalg)

    @classmethod
    def forslag(cls, sak: Any) -> dict[str, Any]:
        aapne = [Periodetilstand.FORESLATT, Periodetilstand.HOS_LEDER]
        aapent = Periodeforslag.objects.filter(avtale=sak.pk, tilstand__in=aapne).first()
        gjelder = aapent or (sak.avtale if sak.avtale.fra else None)
        if gjelder is None:
            dagen_etter = sak.periode_til + timedelta(days=1) if sak.periode_til else None
            return {
                "fra": sak.periode_fra,
                "til": sak.periode_til,
                "evaluering_tidspunkt": dagen_etter,
                "evaluering_kl": EVALUERES_KL,
                "evaluering_form": Form.DIGITAL,
            }
        evalueres = timezone.localtime(gjelder.evaluering_tidspunkt)
        return {
            "fra": gjelder.fra,
            "til": gjelder.til,
            "evaluering_tidspunkt": evalueres.date(),
            "evaluering_kl": evalueres.time(),
            "evaluering_form": gjelder.evaluering_form,
        }

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        dag, kl = data.get("evaluering_tidspunkt"), data.pop("evaluering_kl", None)
        if dag and kl:
            data["evaluering_tidspunkt"] = timezone.make_aware(datetime.combine(dag, kl))
        return data


class Vertsskjema(Periodeskjema):
    """The host's one form: the period, and the points that the host answers for (S1-H13–H22)."""

    ansvar = forms.BooleanField(
        label=_("Hospitanten er underlagt det juridiske ansvaret hos oss"),
        error_messages={"required": _("Bekreft at hospitanten er underlagt det juridiske ansvaret hos dere.")},
    )
    taushet_form = forms.ChoiceField(
        label=_("Hvordan underskrives taushetserklæringen?"),
        choices=[(Signaturform.ELEKTRONISK, _("Elektronisk i portalen")), (Signaturform.PAPIR, _("På papir hos oss"))],
        widget=Radiovalg,
    )
    taushet_naar = Datofelt(label=_("Underskrevet innen"), help_text=_("Senest den dagen hospiteringen starter."))
    instruks_naar = Datofelt(
        label=_("Instruksen lest innen"), help_text=_("Begge sider leser pasientinstruksen i portalen.")
    )

    @classmethod
    def forslag(cls, sak: Any) -> dict[str, Any]:
        rader = {rad.punkt: rad for rad in sak.avklaringer.filter(punkt__in=[Punkt.TAUSHET, Punkt.SAMTYKKE])}
        taushet, instruks = rader.get(Punkt.TAUSHET), rader.get(Punkt.SAMTYKKE)
        felles = super().forslag(sak)
        return felles | {
            "ansvar": taushet is not None,
            "taushet_form": taushet.hvordan if taushet else Signaturform.ELEKTRONISK,
            "taushet_naar": taushet.naar if taushet else felles["fra"],
            "instruks_naar": instruks.naar if instruks else felles["fra"],
        }

    def forbered(self, sak: Any) -> None:
        vert = sak.vertsvirksomhet
        self.fields["ansvar"].help_text = _("%(navn)s, organisasjonsnummer %(orgnr)s") % {
            "navn": vert.fullt_navn,
            "orgnr": vert.orgnr,
        }


class Reiseskjema(Handlingsskjema):
    """Travel and stay: between employer and hospitant, and read by those two only (S1-H12)."""

    dekning = forms.ChoiceField(
        label=_("Dekker arbeidsgiver reise og opphold?"), choices=Reisedekning.choices, widget=Radiovalg
    )
    merknad = FritekstSkjemafelt(
        label=_("Hva dere er enige om"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("For eksempel hvilke utgifter, og hvordan de føres. Skriv aldri opplysninger som kan identifisere en "
                    "pasient."),
    )  # fmt: skip

    @classmethod
    def forslag(cls, sak: Any) -> dict[str, Any]:
        reise = Reiseavtale.objects.filter(pk=sak.pk).first()
        return {"dekning": reise.dekning, "merknad": reise.merknad} if reise else {}


class Kontaktskjema(Handlingsskjema):
    """Another contact person (S1-S37–S39)."""

    kontakt_navn = KortekstSkjemafelt(label=l.KONTAKTPERSON, max_length=120)
    kontakt_epost = forms.EmailField(label=l.EPOST, help_text=_("Har personen ikke konto, sender vi en invitasjon hit."))
    kontakt_tlf = Telefonfelt(label=l.TLF)

    FELTER = ("kontakt_navn", "kontakt_epost", "kontakt_tlf")

    @classmethod
    def forslag(cls, sak: Any) -> dict[str, Any]:
        soknad = cast(Soknad, sak)
        return {navn: getattr(soknad, navn) for navn in cls.FELTER}
