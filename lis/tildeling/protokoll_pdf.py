"""The protocol of a round as PDF: enough to know who decided what by which rules, and to compute it again."""

from __future__ import annotations

from typing import Any, cast

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.dokumenter.models import Dokument
from grunnmur.dokumenter.operations import hent_eller_bestill
from grunnmur.jobb.models import Jobb
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato, tidspunkt

from .models import Deltaker, Forslag, Kriterier, Runde, Rundetilstand
from .selectors.forslag_visning import Forslagsinnhold, Kommunerad, kandidater_i
from .selectors.vedtak import gjeldende_deltakere, mangler_blant

MAL = "lis1_tildeling"
UTGAVE = "1.0"
"""Raise it when the layout changes, and every document is made anew."""


def som_dokument(runde: Runde, *, bestilt_av: Bruker, sprak: str, adresse: str) -> Dokument | Jobb:
    """The document, or the job that makes it. The caller has decided that the person may see the protocol."""
    with translation.override(sprak):
        return hent_eller_bestill(
            runde, MAL, kontekst(runde), bestilt_av=bestilt_av, sprak=sprak, variant="protokoll", skjemaversjon=UTGAVE,
            tittel=_("Protokoll for tildeling av LIS1-plasser"), adresse=adresse, filnavn=filnavn(runde),
        )  # fmt: skip


def filnavn(runde: Runde) -> str:
    """«protokoll-R1-2026-0001.pdf»."""
    return f"protokoll-{runde.saksnummer}.pdf"


def kontekst(runde: Runde) -> dict[str, Any]:
    """What the template takes, as JSON, in the active language. Wishes are not in it."""
    innhold = Forslagsinnhold(cast("Forslag", runde.valgt))
    deltakere = gjeldende_deltakere(runde)
    helsefellesskap = runde.organ.helsefellesskap
    return {
        "organ": runde.organ.navn,
        "om": _om(runde, innhold),
        "deltok": [_deltaker(d) for d in deltakere],
        "mangler": mangler_blant(runde, deltakere),
        "habilitet": _habilitet(runde),
        "tall": _tall(innhold),
        "endringer": [_endring(e) for e in innhold.endringer],
        "tildelinger": [
            [rad.navn, rad.sted or _("Ingen plass"), rad.gruppe]
            for rad in innhold.rader(kandidater_i(innhold.sak).order_by("lege__sortering", "pk"))
        ],
        "kommuner": [[k.navn, _plasser(k)] for k in innhold.kommuner if k.plasser],
        "etterproving": _etterproving(runde, innhold.sak),
        "underskrifter": [
            [d.bruker.navn, tidspunkt(d.signert), d.signatur.sha256] for d in deltakere if d.signatur and d.signert
        ],
        "avsender": helsefellesskap.navn,
        "styrende": "",
        "logo": helsefellesskap.logo_sha256,
    }


def _om(runde: Runde, innhold: Forslagsinnhold) -> list[list[str]]:
    kriterier = cast("Kriterier", runde.kriterier)
    vedtatt = _("Versjon %(nr)s (%(sak)s), vedtatt %(dag)s") % {
        "nr": kriterier.nummer, "sak": kriterier.saksnummer, "dag": dato(kriterier.vedtatt) if kriterier.vedtatt else "",
    }  # fmt: skip
    if kriterier.motesak:
        vedtatt = f"{vedtatt}, {_('sak')} {kriterier.motesak.saksnummer}"
    kanal = str(runde.get_kanal_display())
    return [
        [_("Runde"), runde.saksnummer or ""],
        [_("Oppstart i kommunen"), dato(runde.oppstart)],
        [_("Frist for ønsker"), tidspunkt(runde.frist)],
        [_("Samarbeid om fordelingen"), f"{kanal}, {runde.arbeidsutvalg.navn}" if runde.arbeidsutvalg else kanal],
        [_("Kriterier"), vedtatt],
        [_("Så mange må delta"), str(kriterier.beslutningsdyktig)],
        [_("Metode"), metode(innhold)],
        [_("Vedtatt forslag"), f"{innhold.sak.navn} ({innhold.sak.saksnummer})"],
        [_("Publisert"), tidspunkt(runde.publisert) if runde.publisert else _("Ikke publisert")],
    ]


def metode(innhold: Forslagsinnhold) -> str:
    """How the order became places, in two sentences."""
    if innhold.felles:
        return _(
            "Én felles rekkefølge: Den som står først, får sitt første ønske. Den neste får det beste som er igjen, og så "
            "videre. Står flere likt, avgjør loddet."
        )
    return _(
        "Egen rekkefølge for hver kommune: Kandidatene spør der de helst vil være, og kommunen beholder dem som står først "
        "hos den. Ingen blir forbigått av noen som står bak dem. Står flere likt, avgjør loddet."
    )


def _deltaker(d: Deltaker) -> list[str]:
    plass = str(d.medlem.representasjon or d.medlem.virksomhet or d.medlem.get_verv_display())
    hvem = _("%(navn)s, vara for %(medlem)s") % {"navn": d.bruker.navn, "medlem": d.medlem.bruker.navn}
    return [hvem if d.er_vara else d.bruker.navn, plass]


def _habilitet(runde: Runde) -> list[list[str]]:
    """The name, and what was decided by whom. Not which candidate: the ties of a member are no candidate's business."""
    rader = []
    for rad in runde.habilitet.select_related("bruker", "avgjort_av"):
        om = _("én kandidat") if rad.kandidat_id else _("hele runden")
        avgjort = _("%(utfall)s. Ført av %(av)s %(dag)s") % {
            "utfall": rad.get_utfall_display(), "av": rad.avgjort_av.navn if rad.avgjort_av else "",
            "dag": dato(rad.avgjort) if rad.avgjort else "",
        }  # fmt: skip
        rader.append([rad.bruker.navn, f"{rad.get_grunn_display()} ({om}). {avgjort}"])
    return rader


def _plasser(rad: Kommunerad) -> str:
    tekst = ngettext(
        "%(plasser)s plass, %(besatt)s tildelt, %(ledige)s ledig",
        "%(plasser)s plasser, %(besatt)s tildelt, %(ledige)s ledige",
        rad.plasser,
    )
    return tekst % {"plasser": rad.plasser, "besatt": rad.besatt, "ledige": rad.ledige}


def _tall(innhold: Forslagsinnhold) -> list[list[str]]:
    tall = innhold.tall
    return [
        [_("Kandidater"), str(tall.kandidater)],
        [_("Fikk plass"), str(tall.med_plass)],
        [_("Uten plass"), str(tall.uten_plass)],
        [_("Fikk sitt første ønske"), _("%(prosent)s prosent av dem som ønsket") % {"prosent": innhold.forste_prosent}],
        [_("Dårligste ønske noen fikk"), str(tall.verste_onske) if tall.verste_onske else _("Ingen fikk etter ønske")],
        [_("Ledige plasser"), str(tall.ledige)],
    ]


def _endring(endring: Any) -> list[str]:
    sted = endring.kommune.fullt_navn if endring.kommune else _("Ingen plass")
    hvorfor = f"{endring.get_grunn_display()}. {endring.begrunnelse}"
    hvem = _("Ført av %(navn)s %(dag)s.") % {"navn": endring.av.navn, "dag": dato(endring.tidspunkt)}
    return [endring.kandidat.lege.navn, f"{sted}. {hvorfor} {hvem}"]


def _etterproving(runde: Runde, forslag: Forslag) -> list[list[str]]:
    fro = runde.fro if runde.tilstand == Rundetilstand.PUBLISERT else _("Vises når tildelingen er publisert")
    return [
        [_("Lovet frø (SHA-256)"), runde.forpliktelse],
        [_("Frø"), fro],
        [_("Grunnlag (SHA-256)"), forslag.inndata_sha256],
        [_("Svar (SHA-256)"), forslag.resultat_sha256],
        [_("I portalen"), _("Åpne forslag %(nr)s, og velg «Regn ut på nytt nå»") % {"nr": forslag.saksnummer}],
        [_("På kommandolinjen"), f"manage.py etterprov_tildeling {forslag.saksnummer}"],
    ]
