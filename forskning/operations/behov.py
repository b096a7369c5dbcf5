"""Services say what they need to know, and projects take it up (S1-F01, S1-A02)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Saksteller
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import rules
from ..models import Behov, Behovskobling, Behovstilstand, Prosjekt, Prosjekttilstand
from .folger import si_fra

FELTER = ("tittel", "beskrivelse", "virksomhet", "enhet")
AAPNE = (Behovstilstand.MELDT, Behovstilstand.I_PROSJEKT)


@operasjon
def meld(*, utfort_av: Bruker, felter: dict[str, Any], naa: datetime | None = None) -> Behov:
    """Say what a service needs to know. Raises `Nektet` to somebody who does not belong to the party."""
    naa = naa or timezone.now()
    behov = Behov(
        meldt_av=utfort_av, tilstand=Behovstilstand.MELDT, opprettet=naa, endret=naa,
        **{navn: felter[navn] for navn in FELTER if navn in felter},
    )  # fmt: skip
    if not rules.melder_behov(utfort_av, behov):
        raise Nektet
    _kontroller(behov, felter.get("temaer", []))
    behov.saksnummer = Saksteller.neste(Behov.PREFIKS, naa)
    behov.save(force_insert=True)
    behov.temaer.set(felter["temaer"])
    flytt(behov, o.MELD_BEHOV, utfort_av=utfort_av, naa=naa)
    return behov


@operasjon
def endre(pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None) -> Behov:
    """Change what a need says. The party it belongs to stays: another party's need is another need."""
    behov = Behov.objects.laas(pk, versjon)
    ny = {n: felter[n] for n in FELTER if n in felter and n != "virksomhet" and felter[n] != getattr(behov, n)}
    temaer, foer = felter.get("temaer"), set(behov.temaer.all())
    nye_temaer = temaer is not None and set(temaer) != foer
    if not ny and not nye_temaer:
        return behov
    endringer = [{"felt": n, "fra": str(getattr(behov, n) or ""), "til": str(verdi or "")} for n, verdi in ny.items()]
    if nye_temaer:
        til = ", ".join(sorted(map(str, temaer or [])))
        endringer.append({"felt": "temaer", "fra": ", ".join(sorted(map(str, foer))), "til": til})
    for navn, verdi in ny.items():
        setattr(behov, navn, verdi)
    _kontroller(behov, foer if temaer is None else temaer)
    flytt(behov, o.ENDRE_BEHOV, utfort_av=utfort_av, felter=ny, data={"endringer": endringer}, naa=naa)
    if nye_temaer:
        behov.temaer.set(temaer or [])
    return behov


def _kontroller(behov: Behov, temaer: Any) -> None:
    feil: dict[str, str] = {}
    if not behov.tittel.strip():
        feil["tittel"] = _("Skriv hva dere trenger å vite.")
    if not behov.beskrivelse.strip():
        feil["beskrivelse"] = _("Skriv hvorfor dere trenger det, og hva det skal brukes til.")
    if not temaer:
        feil["temaer"] = _("Velg minst ett tema. Da finner prosjekter som passer, behovet.")
    if behov.enhet and behov.enhet.virksomhet_id != behov.virksomhet_id:
        feil["enhet"] = _("Velg en enhet i virksomheten.")
    if feil:
        raise ValidationError(feil)


# --- taken up in a project --------------------------------------------------------------------------------------------


@operasjon
def koble(prosjekt_pk: UUID, *, utfort_av: Bruker, versjon: int, behov: UUID, naa: datetime | None = None) -> Behovskobling:
    """The project takes up a need; `versjon` is the project's. Whoever reported the need is told, unless the project is
    restricted: then nothing about it shows on the need until it is shared (`rett_opp`)."""
    naa = naa or timezone.now()
    prosjekt = Prosjekt.objects.laas(prosjekt_pk, versjon)
    behovet = Behov.objects.select_for_update(of=("self",)).get(pk=behov)
    if rules.styrer(utfort_av, prosjekt) and behovet.tilstand not in AAPNE:
        raise ValidationError({"behov": _("Behovet er besvart eller lukket. Velg et annet.")})
    if behovet.koblinger.filter(prosjekt=prosjekt).exists():
        raise ValidationError({"behov": _("Behovet er allerede koblet til prosjektet.")})
    flytt(prosjekt, o.KOBLE_BEHOV, utfort_av=utfort_av, data={"behov": behovet.saksnummer}, naa=naa)
    kobling = Behovskobling.objects.create(behov=behovet, prosjekt=prosjekt, koblet_av=utfort_av, tidspunkt=naa)
    if viser_seg(prosjekt):
        _ta_opp(behovet, prosjekt, utfort_av=utfort_av, naa=naa)
    return kobling


@operasjon
def losne(prosjekt_pk: UUID, *, utfort_av: Bruker, versjon: int, behov: UUID, naa: datetime | None = None) -> Prosjekt:
    """The project no longer answers the need, which is free again when no other project does."""
    naa = naa or timezone.now()
    prosjekt = Prosjekt.objects.laas(prosjekt_pk, versjon)
    behovet = Behov.objects.select_for_update(of=("self",)).get(pk=behov)
    kobling = behovet.koblinger.filter(prosjekt=prosjekt).first()
    if rules.styrer(utfort_av, prosjekt) and kobling is None:
        raise ValidationError({"behov": _("Behovet er ikke koblet til prosjektet.")})
    flytt(prosjekt, o.LOSNE_BEHOV, utfort_av=utfort_av, data={"behov": behovet.saksnummer}, naa=naa)
    if kobling:
        kobling.delete()
    _legg_tilbake(behovet, utfort_av=utfort_av, naa=naa)
    return prosjekt


def rett_opp(prosjekt: Prosjekt, *, utfort_av: Bruker, naa: datetime | None = None) -> None:
    """The needs of a project that was shared, restricted, stopped or taken up again say what everybody may know of it.

    Call inside the operation that holds the project locked, after it has moved.
    """
    naa = naa or timezone.now()
    behovene = Behov.objects.select_for_update(of=("self",)).filter(koblinger__prosjekt=prosjekt).order_by("pk")
    for behov in behovene:
        if viser_seg(prosjekt) and behov.tilstand == Behovstilstand.MELDT:
            _ta_opp(behov, prosjekt, utfort_av=utfort_av, naa=naa)
        elif not viser_seg(prosjekt):
            _legg_tilbake(behov, utfort_av=utfort_av, naa=naa)


def viser_seg(prosjekt: Prosjekt) -> bool:
    """Whether a need may say that this project has taken it up."""
    return not prosjekt.er_begrenset and prosjekt.tilstand != Prosjekttilstand.IKKE_VIDEREFORT


def _ta_opp(behov: Behov, prosjekt: Prosjekt, *, utfort_av: Bruker, naa: datetime) -> None:
    forst = behov.tilstand == Behovstilstand.MELDT
    overgang = o.TA_BEHOV_I_PROSJEKT if forst else o.TA_BEHOV_I_FLERE
    hendelse = flytt(behov, overgang, utfort_av=utfort_av, data={"prosjekt": prosjekt.saksnummer}, naa=naa)
    si_fra(behov, hendelse, "behov_tatt_opp", [behov.meldt_av], prosjekt=prosjekt.saksnummer or "")


def _legg_tilbake(behov: Behov, *, utfort_av: Bruker, naa: datetime) -> None:
    """To «meldt» when no project that shows itself answers it any more."""
    andre = behov.koblinger.filter(prosjekt__begrensning="").exclude(prosjekt__tilstand=Prosjekttilstand.IKKE_VIDEREFORT)
    if behov.tilstand != Behovstilstand.I_PROSJEKT or andre.exists():
        return
    hendelse = flytt(behov, o.LEGG_BEHOV_TILBAKE, utfort_av=utfort_av, naa=naa)
    si_fra(behov, hendelse, "behov_lagt_tilbake", [behov.meldt_av])


# --- how it ends ------------------------------------------------------------------------------------------------------


@operasjon
def besvar(pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str = "", naa: datetime | None = None) -> Behov:
    """Those who have the need say that it is answered, and where. The leaders of its projects are told."""
    behov = Behov.objects.laas(pk, versjon)
    if rules.steller_behov(utfort_av, behov) and not kommentar.strip():
        raise ValidationError({"kommentar": _("Skriv hva som besvarte behovet, for eksempel et prosjekt eller en rapport.")})
    hendelse = flytt(behov, o.BESVAR_BEHOV, utfort_av=utfort_av, kommentar=kommentar, naa=naa)
    _si_fra_til_prosjektene(behov, hendelse, "behov_besvart")
    return behov


@operasjon
def lukk(pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str = "", naa: datetime | None = None) -> Behov:
    """The need is no longer there. The leaders of its projects are told."""
    behov = Behov.objects.laas(pk, versjon)
    hendelse = flytt(behov, o.LUKK_BEHOV, utfort_av=utfort_av, kommentar=kommentar, naa=naa)
    _si_fra_til_prosjektene(behov, hendelse, "behov_lukket")
    return behov


@operasjon
def gjenaapne(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Behov:
    """The need is there after all; it is in a project again where one still answers it."""
    naa = naa or timezone.now()
    behov = Behov.objects.laas(pk, versjon)
    flytt(behov, o.GJENAAPNE_BEHOV, utfort_av=utfort_av, naa=naa)
    for kobling in behov.koblinger.select_related("prosjekt"):
        if viser_seg(kobling.prosjekt) and behov.tilstand == Behovstilstand.MELDT:
            _ta_opp(behov, kobling.prosjekt, utfort_av=utfort_av, naa=naa)
    return behov


def _si_fra_til_prosjektene(behov: Behov, hendelse: Any, mal: str) -> None:
    """Also those of restricted projects: they read a need that everybody reads."""
    koblinger = behov.koblinger.select_related("prosjekt__leder")
    si_fra(behov, hendelse, mal, [kobling.prosjekt.leder for kobling in koblinger if kobling.prosjekt.leder.is_active])
