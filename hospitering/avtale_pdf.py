"""The agreement as an archivable PDF: one for both sides, and one for hospitant and employer with what they agreed."""

from __future__ import annotations

from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from grunnmur.dokumenter.models import Dokument
from grunnmur.dokumenter.operations import hent_eller_bestill
from grunnmur.jobb.models import Jobb
from grunnmur.organisasjon.models import Bruker, Helsefellesskap
from grunnmur.portal.dato import dato, periode, telefon, tidspunkt

from .models import Avtale, Periodetilstand, Punkt, Reiseavtale, Soknad
from .selectors.avtale import Punktlinje, punktlinjer

MAL = "hospitering_avtale"
UTGAVE = "1.0"
"""Raise it when the layout changes, and every document is made anew."""


def som_dokument(
    sak: Soknad, helsefellesskap: Helsefellesskap, *, med_reise: bool, bestilt_av: Bruker, sprak: str, adresse: str
) -> Dokument | Jobb:
    """The document, or the job that makes it. The caller has decided who sees the case, and `med_reise` who sees travel.

    Without it nothing of what is agreed about travel is read, so neither job nor file holds it (S1-H12).
    """
    with translation.override(sprak):
        return hent_eller_bestill(
            sak, MAL, kontekst(sak, helsefellesskap, med_reise=med_reise), bestilt_av=bestilt_av, sprak=sprak,
            variant="med_reise" if med_reise else "felles", skjemaversjon=UTGAVE, tittel=_("Avtale om hospitering"),
            adresse=adresse, filnavn=filnavn(sak),
        )  # fmt: skip


def filnavn(sak: Soknad) -> str:
    """«avtale-H-2026-0147.pdf»."""
    return f"avtale-{sak.saksnummer}.pdf"


def kontekst(sak: Soknad, helsefellesskap: Helsefellesskap, *, med_reise: bool) -> dict[str, Any]:
    """What the template takes, as JSON, in the active language."""
    rader = {rad.punkt: rad for rad in sak.avklaringer.select_related("av", "paa_vegne_av")}
    linjer = punktlinjer(sak, rader)
    return {
        "merknad": "" if sak.avtale.inngaatt_tid else _("Avtalen er ikke inngått."),
        "om": _om(sak),
        "perioden": _perioden(sak, next((linje for linje in linjer if linje.punkt == Punkt.PERIODE), None)),
        "vilkaar": _vilkaar(sak),
        "reise": _reise(sak) if med_reise else [],
        "punkter": [_punkt(linje) for linje in linjer],
        "avsender": helsefellesskap.navn,
        "styrende": "",
        "logo": helsefellesskap.logo_sha256,
    }


def _om(sak: Soknad) -> list[list[str]]:
    vert = sak.vertsvirksomhet
    return [
        [_("Hospitant"), sak.soker_navn],
        [_("Arbeidssted"), sak.arbeidssted],
        [_("Enhet"), sak.hospiteringsenhet.visningsnavn if sak.hospiteringsenhet else ""],
        [_("Vertsvirksomhet"), f"{vert.fullt_navn}, {_('org.nr.')} {vert.orgnr}" if vert else ""],
        [_("Kontaktperson"), f"{sak.kontakt_navn}, {sak.kontakt_epost}, {telefon(sak.kontakt_tlf)}"],
    ]


def _perioden(sak: Soknad, periodepunkt: Punktlinje | None) -> list[list[str]]:
    avtale: Avtale = sak.avtale
    rader = [[_("Ønsket periode"), periode(sak.periode_fra, sak.periode_til)]]
    if avtale.fra and avtale.evaluering_tidspunkt:
        rader.append([_("Avtalt periode"), periode(avtale.fra, avtale.til)])
        evalueres = f"{tidspunkt(avtale.evaluering_tidspunkt)}, {str(avtale.get_evaluering_form_display()).lower()}"
        rader.append([_("Evaluering"), evalueres])
    gjelder = avtale.perioder.filter(tilstand=Periodetilstand.GJELDER).select_related("foreslatt_av", "besvart_av", "leder")
    for forslag in gjelder:
        hvem = _("Foreslått av %(en)s, bekreftet av %(annen)s") % {
            "en": forslag.foreslatt_av.navn,
            "annen": forslag.besvart_av.navn if forslag.besvart_av else "",
        }
        rader.append([_("Avtalt mellom"), hvem])
        if forslag.leder and periodepunkt:
            # The point is clarified by whoever said yes last: the leader, or «B on behalf of A».
            rader.append([_("Godkjent av leder i egen enhet"), periodepunkt.hvem])
    if avtale.inngaatt_tid:
        rader.append([_("Avtalen er inngått"), dato(avtale.inngaatt_tid)])
    return rader


def _vilkaar(sak: Soknad) -> list[str]:
    vert = sak.vertsvirksomhet
    return [
        _("Hospitanten opprettholder alle tariffmessige rettigheter (lønn, ferie, yrkesskadeforsikring m.m.) hos egen "
          "arbeidsgiver i hospiteringsperioden."),
        _("Hospitanten er underlagt det juridiske ansvaret i virksomheten der hospiteringen skjer: %(vert)s.")
        % {"vert": f"{vert.fullt_navn}, {_('org.nr.')} {vert.orgnr}" if vert else ""},
        _("Hospitanten underskriver taushetserklæring der hospiteringen skjer, og begge sider leser instruksen om samtykke "
          "og reservasjon før oppstart."),
    ]  # fmt: skip


def _reise(sak: Soknad) -> list[list[str]]:
    reise = Reiseavtale.objects.select_related("foreslatt_av", "bekreftet_av").filter(pk=sak.pk).first()
    if reise is None or reise.bekreftet is None or reise.bekreftet_av is None:
        return [[_("Dekning"), _("Ikke avtalt ennå")]]
    return [
        [_("Dekning"), str(reise.get_dekning_display())],
        [_("Enige om"), reise.merknad or "–"],
        [_("Avtalt mellom"), _("%(en)s og %(annen)s, %(dag)s") % {
            "en": reise.foreslatt_av.navn, "annen": reise.bekreftet_av.navn, "dag": dato(reise.bekreftet),
        }],
    ]  # fmt: skip


def _punkt(linje: Punktlinje) -> list[str]:
    avklart = f"{linje.hvem}, {dato(linje.naar)}" if linje.naar else _("Ikke avklart")
    return [str(linje.punkt.label), avklart, " · ".join(tekst for tekst in (linje.innhold, linje.utfores) if tekst)]
