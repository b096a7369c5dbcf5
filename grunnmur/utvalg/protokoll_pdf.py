"""The agenda and the minutes as PDF: how to ask for one."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from grunnmur.dokumenter.models import Dokument
from grunnmur.dokumenter.operations import hent_eller_bestill
from grunnmur.jobb.models import Jobb
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato

from .models import Mote, Motesvar
from .selectors.protokoll import Sakslinje, deltakere, mote_linjer, sakslinjer

MAL = "utvalg_mote"
UTGAVE = "1.0"
"""Raise it when the layout changes, and every document is made anew."""
SAKSLISTE, PROTOKOLL = "saksliste", "protokoll"


def som_dokument(mote: Mote, variant: str, *, bestilt_av: Bruker, sprak: str, adresse: str) -> Dokument | Jobb:
    """The document, or the job that makes it. The caller has decided that the person may see the meeting."""
    with translation.override(sprak):
        tittel = _("Protokoll") if variant == PROTOKOLL else _("Saksliste")
        return hent_eller_bestill(
            mote, MAL, kontekst(mote, variant), bestilt_av=bestilt_av, sprak=sprak, variant=variant, tittel=tittel,
            skjemaversjon=UTGAVE, adresse=adresse, filnavn=filnavn(mote, variant),
        )  # fmt: skip


def filnavn(mote: Mote, variant: str) -> str:
    """«protokoll-U-2026-0007.pdf»."""
    return f"{variant}-{mote.saksnummer}.pdf"


def kontekst(mote: Mote, variant: str) -> dict[str, Any]:
    """What the template takes, as JSON, in the active language."""
    med_vedtak = variant == PROTOKOLL
    helsefellesskap = mote.organ.helsefellesskap
    return {
        "organ": mote.organ.navn,
        "mote": mote_linjer(mote),
        "moteleder": mote.moteleder.navn if med_vedtak and mote.moteleder else "",
        "deltok": [_deltaker(o) for o in deltakere(mote)] if med_vedtak else [],
        "saker": [_sak(linje, med_vedtak) for linje in sakslinjer(mote, med_trukne=False)],
        "godkjent": [[o.bruker.navn, dato(o.godkjent)] for o in deltakere(mote) if o.godkjent] if med_vedtak else [],
        "avsender": helsefellesskap.navn,
        "styrende": "",
        "logo": helsefellesskap.logo_sha256,
    }


def _deltaker(o: Any) -> list[str]:
    plass = str(o.medlem.representasjon or o.medlem.virksomhet or o.medlem.get_verv_display())
    hvem = _("%(navn)s, vara for %(medlem)s") % {"navn": o.bruker.navn, "medlem": o.medlem.bruker.navn}
    return [hvem if o.er_vara else o.bruker.navn, plass]


def _sak(linje: Sakslinje, med_vedtak: bool) -> dict[str, Any]:
    sak = linje.sak
    rader = [[_("Innstilling"), sak.innstilling]] if sak.innstilling else []
    if sak.ettermeldt_grunn:
        rader.append([_("Satt opp etter fristen"), sak.ettermeldt_grunn])
    if med_vedtak:
        rader += [[_("Behandling"), str(sak.get_utfall_display())]]
        rader += [[_("Vedtak"), sak.vedtak]] if sak.vedtak else []
        rader += [[_("Svar"), _svarlinje(svar)] for svar in linje.svar]
        rader += [
            [_("Forlot møtet under saken"), f"{i.oppmote.bruker.navn} ({str(i.get_grunn_display()).lower()})"]
            for i in linje.inhabile
        ]
    return {"overskrift": f"{sak.saksnummer} {sak.tittel}", "rader": rader}


def _svarlinje(svar: Motesvar) -> str:
    tekst = f"{svar.bruker.navn}: {svar.get_svar_display()}"
    return f"{tekst}. {svar.merknad}" if svar.merknad else tekst
