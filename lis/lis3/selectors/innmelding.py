"""The case page of an enrolment: everything one person sees of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.selectors import Oppgaverad
from grunnmur.oppgaver.selectors import rader as oppgaverader
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.portal.steg import Steg
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.selectors import Historikklinje, Innsynslinje, innsyn_i
from lis.lege.models import ALLMENNMEDISIN, Avbrudd, Laeringsmaal, Maalstatus, Spesialistgodkjenning

from .. import overganger as o
from .. import rules
from ..models import (
    Deling,
    Gruppe,
    Innmelding,
    Innmeldingstilstand,
    Innstilling,
    Klarmelding,
    Koplass,
    Onske,
    Seksmndforesporsel,
    Spesialisering,
)
from .foresporsel import Status, gjeldende_for, status_for
from .historikk import historikk
from .innmeldingsvei import Plass, plass_for, stegliste, visning
from .ko import Ansiennitet, ansiennitet_av, rang_for, regelen

IT = Innmeldingstilstand


@dataclass(frozen=True)
class Maal:
    """A learning objective of the hospital service, reached or open."""

    maal: Laeringsmaal
    meldt: date | None


@dataclass(frozen=True)
class Innmeldingsside:
    """One enrolment as one person sees it today."""

    sak: Innmelding
    er_legen: bool
    ser_alt: bool
    """Not for the ALIS office: it sees how far the enrolment has come, not seniority, interruptions or history."""
    ser_planlagt: bool
    fullmakter: dict[str, Fullmakt | bool]
    visning: Visning
    frist: date | None
    neste: Oppgaverad | None
    """What this person owes on the question or the service of this enrolment, and where it is done."""
    mangler: list[str]
    spesialisering: Spesialisering | None
    kontroll: Spesialistgodkjenning | None
    onsker: list[Onske]
    lengde: int
    koplass: Koplass | None
    ansiennitet: Ansiennitet | None
    regel: str
    avbrudd: list[Avbrudd]
    maal: list[Maal]
    klarmeldinger: list[Klarmelding]
    har_meldt_klar: bool
    foresporsel: Seksmndforesporsel | None
    foresporselstatus: Status | None
    plass: Plass | None
    steg: list[Steg]
    linjer: list[Historikklinje]
    innsyn: list[Innsynslinje] | None

    def kan(self, *navn: str) -> bool:
        """Whether this person may do any of these now."""
        return any(n in self.fullmakter for n in navn)

    def paa_vegne_av(self, navn: str) -> str:
        """Whom this person stands in for when doing `navn`; empty for oneself."""
        fullmakt = self.fullmakter.get(navn)
        return fullmakt.paa_vegne_av.navn if isinstance(fullmakt, Fullmakt) and fullmakt.paa_vegne_av else ""

    @property
    def melder_for(self) -> str:
        """Whom a stand-in enrols on behalf of."""
        return self.paa_vegne_av(o.MELD_INN.navn)

    @property
    def kan_melde_inn(self) -> bool:
        return self.kan(o.MELD_INN.navn)

    @property
    def kan_plan(self) -> bool:
        return self.kan(o.TILDEL_PLAN.navn)

    @property
    def kan_vikar(self) -> bool:
        return self.kan(o.AVKLAR_VIKAR.navn)

    @property
    def kan_klar(self) -> bool:
        return self.kan(o.MELD_KLAR.navn) and not self.har_meldt_klar

    @property
    def kan_endre(self) -> bool:
        return self.kan(o.MELD_ENDRING.navn)

    @property
    def kan_vente(self) -> bool:
        return self.kan(o.SETT_PAA_VENT.navn)

    @property
    def kan_korrigere(self) -> bool:
        return self.kan(o.KORRIGER_ANS.navn)

    @property
    def kan_gjenoppta(self) -> bool:
        return self.kan(o.GJENOPPTA.navn)

    @property
    def kan_trekke(self) -> bool:
        return self.kan(o.TREKK.navn)

    @property
    def har_valg(self) -> bool:
        return any((self.kan_plan, self.kan_klar, self.kan_vente, self.kan_korrigere, self.kan_gjenoppta, self.kan_trekke))

    @property
    def er_utkast(self) -> bool:
        return self.sak.tilstand == IT.UTKAST

    @property
    def er_delt(self) -> bool:
        return self.sak.deling == Deling.DELT

    @property
    def vikar_gjenstaar(self) -> bool:
        return self.sak.vikar != "ja" and self.sak.tilstand in (IT.UTKAST, IT.INNMELDT, IT.PAA_VENT)

    @property
    def rang(self) -> str:
        """«Nr. 3», «Nr. 3, delt», or why there is none."""
        plass = self.koplass
        if plass is None or self.sak.tilstand not in (IT.INNMELDT, IT.PAA_VENT):
            return ""
        if plass.rang:
            nr = _("Nr. %(nr)d") % {"nr": plass.rang}
            return _("%(nr)s, delt") % {"nr": nr} if plass.deler_rang > 1 else nr
        return _("Uten rang")

    @property
    def uten_rang(self) -> str:
        """Why somebody in the queue has no rank (G-09, S1-I11)."""
        plass = self.koplass
        if plass is None or plass.rang:
            return ""
        if self.spesialisering and self.spesialisering.gruppe != Gruppe.ALLMENNMEDISIN:
            return _("Bare leger i allmennmedisin rangeres.")
        return "" if plass.i_omraadet else _("Bare kommuner i sykehusområdet har forrang.")


def innmeldingsside(sak: Innmelding, bruker: Bruker) -> Innmeldingsside:
    """Everything the page shows. `sak` comes from `synlig_for(bruker)`, with doctor and municipality."""
    dag = timezone.localdate()
    er_legen, koordinator = rules.er_legen(bruker, sak), rules.er_koordinator(bruker, sak) is not None
    kommunen = rules.er_kommunen(bruker, sak) is not None
    ser_alt = er_legen or koordinator or kommunen
    spesialisering = Spesialisering.objects.select_related("veileder").filter(lege=sak.lege_id).first()
    koplass = rang_for(sak) if ser_alt else None
    foresporsel = gjeldende_for(sak)
    plass = plass_for(sak, ser_planlagt=koordinator)
    sakene = [sak.pk, *(ett.id for ett in (foresporsel, plass) if ett)]
    aapen = Oppgave.objects.venter_paa(bruker).filter(sak_id__in=sakene).order_by("frist", "venter_siden").first()
    klarmeldinger = list(sak.klarmeldinger.select_related("meldt_av", "virksomhet"))
    som, kontor = rules.meldes_som(bruker, sak)
    return Innmeldingsside(
        sak=sak,
        er_legen=er_legen,
        ser_alt=ser_alt,
        ser_planlagt=koordinator,
        fullmakter={overgang.navn: f for overgang, f in o.INNMELDING.fullmakter(bruker, sak).items()},
        visning=visning(sak.tilstand, venter_paa_meg=aapen is not None, plass=plass.tilstand if plass else None),
        frist=aapen.frist if aapen else None,
        neste=oppgaverader([aapen], dag=dag)[0] if aapen and aapen.sak_id != sak.pk else None,
        mangler=rules.mangler(sak) if sak.tilstand in (IT.UTKAST, IT.INNMELDT, IT.PAA_VENT) else [],
        spesialisering=spesialisering,
        kontroll=_kontroll(spesialisering),
        onsker=list(sak.onsker.select_related("avdeling__enhet").order_by("prioritet")),
        lengde=_lengde(sak),
        koplass=koplass,
        ansiennitet=ansiennitet_av(koplass, spesialisering.start, dag) if koplass and spesialisering else None,
        regel=regelen(),
        avbrudd=list(avbrudd_for(sak)) if ser_alt else [],
        maal=_maal(sak),
        klarmeldinger=klarmeldinger,
        har_meldt_klar=any((k.rolle, k.virksomhet) == (som, kontor) for k in klarmeldinger),
        foresporsel=foresporsel,
        foresporselstatus=status_for(foresporsel, dag) if foresporsel else None,
        plass=plass,
        steg=stegliste(sak, spesialisering, foresporsel, plass),
        linjer=historikk(sak) if ser_alt else [],
        innsyn=innsyn_i(sak) if er_legen else None,
    )


def avbrudd_for(sak: Innmelding) -> QuerySet[Avbrudd]:
    """The interruptions of the doctor's specialisation, oldest first."""
    return Avbrudd.objects.filter(lege=sak.lege_id).order_by("fra")


def _lengde(sak: Innmelding) -> int:
    regler = Innstilling.objects.gjeldende()
    return regler.delperiode_maaneder if sak.deling == Deling.DELT else regler.lengde_maaneder


def _kontroll(s: Spesialisering | None) -> Spesialistgodkjenning | None:
    """Who checked that the supervisor is a specialist in general practice, and when (S1-I05)."""
    if s is None or s.veileder_id is None:
        return None
    godkjenninger = Spesialistgodkjenning.objects.select_related("kontrollert_av")
    return godkjenninger.filter(bruker=s.veileder_id, spesialitet=ALLMENNMEDISIN).first()


def _maal(sak: Innmelding) -> list[Maal]:
    naadd = dict(Maalstatus.objects.filter(lege=sak.lege_id).values_list("maal", "meldt"))
    return [Maal(maal, naadd.get(maal.pk)) for maal in Laeringsmaal.objects.filter(i_sykehus=True)]


def meldt_av(rolle: str) -> str:
    """As what somebody reported a doctor ready, in words."""
    return str(_("Legen selv") if rolle == RolleType.LIS3 else RolleType(rolle).label)
