"""What the form starts with, whom it can be sent to, and what the asker reads before and after sending."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, Virksomhet, Virksomhetstype
from grunnmur.organisasjon.selectors import egne_enheter
from grunnmur.portal.dato import dato, telefon, ukedag
from grunnmur.portal.skjema import normaliser_telefon
from grunnmur.saksgang.selectors import Del, Linje, Mangel

from .. import frister, rules
from ..innhold import mangler
from ..models import SPESIALIST, Fagomraade, Foresporsel, Hastegrad, Hjemmel, Innstilling, Omfang
from .lignende import Lignende, lignende


def egne(bruker: Bruker) -> list[Enhet]:
    """The workplaces a question can come from: those of the parties that owe each other guidance."""
    return [e for e in egne_enheter(bruker) if e.virksomhet.er_kommune or e.virksomhet.type in SPESIALIST]


def mottakere(fra: Virksomhet) -> QuerySet[Virksomhet]:
    """The parties that owe this one guidance: the other level, among those that take part today (S0-V01–V04)."""
    typer: tuple[str, ...] = ()
    if fra.er_kommune:
        typer = SPESIALIST
    elif fra.type in SPESIALIST:
        typer = (Virksomhetstype.KOMMUNE,)
    deltar = Deltakelse.objects.gjeldende().values("virksomhet")
    return Virksomhet.objects.filter(type__in=typer, pk__in=deltar).order_by("sortering")


def plikten(fra: Virksomhet) -> Hjemmel:
    """The law that obliges whoever is asked: the direction decides it, before anybody is chosen (S1-V02)."""
    return Hjemmel.SPHL_6_3 if fra.er_kommune else Hjemmel.HOL_5_11


def fagomraader() -> QuerySet[Fagomraade]:
    return Fagomraade.objects.filter(aktivt=True).order_by("navn")


def forhandsutfylt(bruker: Bruker, fra: Enhet, *, omfang: str, til: UUID | None, overskrift: str) -> dict[str, Any]:
    """The fields that are known before the form is opened. Nothing is guessed where there is a choice."""
    mulige = mottakere(fra.virksomhet)
    felter: dict[str, Any] = {"omfang": omfang}
    if til and (enhet := Enhet.objects.aktive().filter(pk=til, virksomhet__in=mulige.values("pk")).first()):
        felter |= {"til_enhet": enhet, "til_virksomhet": enhet.virksomhet}
    elif len(mulige[:2]) == 1:
        felter["til_virksomhet"] = mulige[0]
    if omfang == Omfang.ENKELTPASIENT:
        return felter | {"ring_tlf": _arbeidsnummer(bruker, fra)}
    return felter | {"overskrift": overskrift}


def _arbeidsnummer(bruker: Bruker, fra: Enhet) -> str:
    for nummer in (bruker.tlf_arbeid, fra.telefon):
        try:
            svar = normaliser_telefon(nummer)
        except ValueError:
            continue
        if len(svar.removeprefix("+")) >= 8:
            return svar
    return ""


# --- before sending ---------------------------------------------------------------------------------------------------


def oppsummering(sak: Foresporsel) -> list[Del]:
    """The whole question in the order of the form, dates in words."""
    hvem = [
        Linje(_("Fra"), f"{sak.fra_enhet.visningsnavn}, {sak.fra_virksomhet.fullt_navn}"),
        Linje(_("Til"), til_tekst(sak) or "–"),
        Linje(_("Fagfelt"), sak.get_fagfelt_display() or "–"),
    ]
    if sak.fagomraade:
        hvem.append(Linje(_("Fagområde"), sak.fagomraade.navn))
    hvem.append(Linje(_("Lovgrunnlag"), str(plikten(sak.fra_virksomhet).label)))
    return [Del(_("Hvem du spør"), "del-hvem", hvem), _tilbakering(sak) if sak.om_enkeltpasient else _behovet(sak)]


def _tilbakering(sak: Foresporsel) -> Del:
    return Del(
        _("Når vi kan ringe deg"),
        "del-ring",
        [
            Linje(_("Telefon"), telefon(sak.ring_tlf) or "–"),
            Linje(_("Når"), naar_ring(sak) or "–"),
        ],
    )


def naar_ring(sak: Foresporsel) -> str:
    """«mandag 23. november 2026, kl. 09.00–11.00»."""
    if not (sak.ring_dag and sak.ring_fra and sak.ring_til):
        return ""
    return _("%(ukedag)s %(dag)s, kl. %(fra)s–%(til)s") % {
        "ukedag": ukedag(sak.ring_dag),
        "dag": dato(sak.ring_dag),
        "fra": f"{sak.ring_fra:%H.%M}",
        "til": f"{sak.ring_til:%H.%M}",
    }


def _behovet(sak: Foresporsel) -> Del:
    linjer = [
        Linje(_("Det gjelder"), sak.get_omfang_display() or "–"),
        Linje(_("Hva det handler om"), sak.overskrift or "–"),
        Linje(_("Behov"), sak.behov or "–", lang=True),
        Linje(_("Hva dere trenger"), sak.get_ytelse_display() or "–"),
        Linje(_("Ønsket form"), sak.get_form_display() or "–"),
        Linje(_("Hvor mye det haster"), _hast(sak.hastegrad)),
    ]
    if sak.onsket_innen:
        linjer.append(Linje(_("Ønsket innen"), dato(sak.onsket_innen)))
    return Del(_("Spørsmålet"), "del-sporsmal", linjer)


def _hast(hastegrad: str) -> str:
    return f"{Hastegrad(hastegrad).label}: {fristtekst(hastegrad)}" if hastegrad in Hastegrad.values else "–"


def til_tekst(sak: Foresporsel) -> str:
    """«Palliativt senter, Gjøvik, Sykehuset Innlandet HF»."""
    navn = [sak.til_enhet.visningsnavn if sak.til_enhet else "", sak.til_virksomhet.fullt_navn if sak.til_virksomhet else ""]
    return ", ".join(n for n in navn if n)


def fristtekst(hastegrad: str, regler: Innstilling | None = None) -> str:
    """«svar innen 3 virkedager, senest 26. november 2026»."""
    antall = (regler or Innstilling.objects.gjeldende()).frist_virkedager(hastegrad)
    dag = dato(pluss_virkedager(timezone.localdate(), antall))
    return ngettext(
        "svar innen %(antall)d virkedag, senest %(dag)s", "svar innen %(antall)d virkedager, senest %(dag)s", antall
    ) % {"antall": antall, "dag": dag}


def hastefrister() -> dict[str, str]:
    """What each degree of urgency means, for the form."""
    regler = Innstilling.objects.gjeldende()
    return {verdi: fristtekst(verdi, regler).capitalize() + "." for verdi in Hastegrad.values}


def kontrollside(sak: Foresporsel) -> dict[str, Any]:
    """The check page: the sections, and what must be put right before sending, each with the field it is at."""
    feil = mangler(sak, dag=timezone.localdate())
    return {
        "deler": oppsummering(sak),
        "mangler": [Mangel(_anker(felt), tekst) for felt, tekst in feil.items()],
        "frist": frister.svarfrist(sak, timezone.now()) if not feil else None,
    }


def _anker(felt: str) -> str:
    """Where in the form a field is filled in."""
    if felt in ("omfang", "fagfelt", "ytelse", "form", "hastegrad", "ring_dag"):
        return f"id_{felt}_0"
    return {"fra_enhet": "del-hvem", "til_enhet": "id_enhet_sok", "til_virksomhet": "del-hvem"}.get(felt, f"id_{felt}")


# --- while it is written ----------------------------------------------------------------------------------------------

OPPDATER_SEKUNDER = 6
SKRIVES_FORTSATT = timedelta(minutes=15)
"""A page that is left alone stops asking, so that it does not keep a session alive that nobody uses."""


def mens_det_skrives(bruker: Bruker, sak: Foresporsel) -> dict[str, Any]:
    """What is already answered or planned about the same, by the draft as it is saved. About one patient, nothing."""
    if sak.om_enkeltpasient:
        return {"lignende": Lignende(), "oppdater": 0}
    funn = lignende(bruker, f"{sak.overskrift} {sak.behov}", fagfelt=sak.fagfelt, fagomraade=sak.fagomraade_id)
    skrives = timezone.now() - sak.endret < SKRIVES_FORTSATT
    return {"lignende": funn, "oppdater": OPPDATER_SEKUNDER if skrives else 0}


# --- after sending ----------------------------------------------------------------------------------------------------


def hvem_har_vakt(sak: Foresporsel) -> list[str]:
    """The names of those whose turn it is now; empty when there is a gap, which the portal has reported."""
    if sak.ansvarlig:
        return [sak.ansvarlig.navn]
    linje = rules.vaktlinje(sak)
    if not linje:
        return []
    return list(dict.fromkeys(f.bruker.navn for f in linje[min(sak.trinn, len(linje) - 1)].folk))
