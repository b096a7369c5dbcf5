"""The statement that goes with an application: who anchored the project, when, and what each party answered (S1-F04)."""

from __future__ import annotations

from typing import Any, cast

from django.utils import translation
from django.utils.translation import gettext as _

from grunnmur.dokumenter.models import Dokument
from grunnmur.dokumenter.operations import hent_eller_bestill
from grunnmur.jobb.models import Jobb
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato

from .models import Forankring, Partner, Partnersvar, Prosjekt
from .selectors.forankring import forankringene
from .selectors.partner import svartekst

MAL = "forskning_uttalelse"
UTGAVE = "1.0"
"""Raise it when the layout changes, and every document is made anew."""


def som_dokument(prosjekt: Prosjekt, *, bestilt_av: Bruker, sprak: str, adresse: str) -> Dokument | Jobb:
    """The document, or the job that makes it. The caller has decided that the person sees an anchored project."""
    with translation.override(sprak):
        return hent_eller_bestill(
            prosjekt, MAL, kontekst(prosjekt), bestilt_av=bestilt_av, sprak=sprak, variant="uttalelse",
            skjemaversjon=UTGAVE, tittel=_("Uttalelse om forankring"), adresse=adresse, filnavn=filnavn(prosjekt),
        )  # fmt: skip


def filnavn(prosjekt: Prosjekt) -> str:
    """«uttalelse-FP-2026-0001.pdf»."""
    return f"uttalelse-{prosjekt.saksnummer}.pdf"


def kontekst(prosjekt: Prosjekt) -> dict[str, Any]:
    """What the template takes, as JSON, in the active language."""
    vedtak = cast("Forankring", next((f for f in forankringene(prosjekt) if f.ankrer), None))
    helsefellesskap = vedtak.organ.helsefellesskap
    rader = prosjekt.partnere.filter(svar=Partnersvar.BEKREFTET)
    partnere = rader.select_related("virksomhet", "besvart_av", "paa_vegne_av").order_by("virksomhet__sortering")
    return {
        "nettverk": helsefellesskap.navn,
        "prosjekt": prosjekt.tittel,
        "om": _om(prosjekt),
        "vedtak": _vedtaket(vedtak),
        "forankret": dato(prosjekt.forankret) if prosjekt.forankret else "",
        "partnere": [_partner(p, prosjekt) for p in sorted(partnere, key=lambda p: p.virksomhet_id != prosjekt.eier_id)],
        "studenter": _("Studenter skal være med.") if prosjekt.studenter else _("Studenter skal ikke være med."),
        "studenter_begrunnelse": prosjekt.studenter_begrunnelse,
        "avsender": helsefellesskap.navn,
        "styrende": "",
        "logo": helsefellesskap.logo_sha256,
    }


def _om(prosjekt: Prosjekt) -> list[list[str]]:
    rader = [
        [_("Prosjekt"), prosjekt.tittel],
        [_("Saksnummer"), prosjekt.saksnummer or ""],
        [_("Type"), str(prosjekt.get_type_display())],
        [_("Prosjekteier"), prosjekt.eier.fullt_navn],
        [_("Prosjektleder"), prosjekt.leder.navn],
    ]
    finansior = prosjekt.utlysning.finansior if prosjekt.utlysning else prosjekt.finansior
    if finansior:
        rader.append([_("Søker midler hos"), finansior])
    if prosjekt.utlysning:
        rader.append([_("Utlysning"), prosjekt.utlysning.tittel])
    return rader


def _vedtaket(vedtak: Forankring) -> list[list[str]]:
    rader = [
        [_("Utvalg"), vedtak.organ.navn],
        [_("Sak"), vedtak.saksnummer],
        [_("Vedtatt"), dato(vedtak.vedtatt) if vedtak.vedtatt else ""],
        [_("Utfall"), str(vedtak.get_utfall_display())],
    ]
    return [*rader, [_("Vedtak"), vedtak.vedtak]] if vedtak.vedtak else rader


def _partner(partner: Partner, prosjekt: Prosjekt) -> list[str]:
    """The party, and who said yes for it, when and how."""
    navn = partner.virksomhet.fullt_navn
    if partner.virksomhet_id == prosjekt.eier_id:
        navn = _("%(navn)s (prosjekteier)") % {"navn": navn}
    return [navn, _("Bekreftet av %(svar)s") % {"svar": svartekst(partner)}]
