"""Where an application is on its way, and how its state looks to the one who reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.portal.dato import dato, dato_uten_aar, periode
from grunnmur.portal.steg import Steg as Stegvisning
from grunnmur.portal.steg import Stegtilstand
from grunnmur.portal.visning import Visning
from grunnmur.saksgang.models import Hendelse, Utfall, Vedtak

from .. import rules
from ..models import Avtale, Soknad, Steg, Tilstand
from .historikk import signert_av

T = Tilstand

VISNING = {
    T.UTKAST: Visning.UTKAST,
    T.INNSENDT: Visning.HOS_EGEN_LEDER,
    T.MANGLER_SVAR: Visning.MANGLER_SVAR,
    T.AVSLAATT_EGEN: Visning.IKKE_INNVILGET,
    T.OVERSENDT: Visning.HOS_MOTTAK,
    T.RETURNERT: Visning.RETURNERT,
    T.MOTTATT: Visning.HOS_VERTSENHET,
    T.AVSLAATT_VERT: Visning.IKKE_INNVILGET,
    T.INNVILGET_VERT: Visning.INNVILGET,
    T.AVTALE_UNDER_ARBEID: Visning.AVTALE_LAGES,
    T.AVTALE_INNGAATT: Visning.AVTALT,
    T.KLAR: Visning.KLAR_TIL_OPPSTART,
    T.PAAGAAR: Visning.PAAGAAR,
    T.GJENNOMFORT: Visning.TIL_EVALUERING,
    T.EVALUERT: Visning.FULLFORT,
    T.AVLYST: Visning.AVLYST,
    T.TRUKKET: Visning.TRUKKET,
}


def visning(tilstand: str, *, venter_paa_meg: bool) -> Visning:
    """The state as this reader sees it: «Venter på deg» for whoever must act."""
    return Visning.VENTER_PAA_DEG if venter_paa_meg else VISNING[T(tilstand)]


@dataclass(frozen=True)
class Grunnlag:
    """What the steps are drawn from."""

    sak: Soknad
    vedtak: dict[str, Vedtak]
    hendelser: list[Hendelse]
    oppgave: Oppgave | None
    venter_paa_meg: bool

    def siste(self, *navn: str) -> Hendelse | None:
        return next((h for h in reversed(self.hendelser) if h.navn in navn), None)


def stegliste(g: Grunnlag) -> list[Stegvisning]:
    """The way of an application with names and dates, in the order of the form."""
    fram_til_svar = [_sendt(g), _egen(g), _mottak(g), _vert(g), _tilbakemelding(g)]
    if not g.sak.har_avtale:
        return [*fram_til_svar, Stegvisning(_("Avtale og gjennomføring"), "venter")]
    return [*fram_til_svar, *_etter_svar(g.sak)]


def _sendt(g: Grunnlag) -> Stegvisning:
    return Stegvisning(_("Søknaden er sendt"), "ferdig", undertekst=_naar(g.sak.soker_navn, g.sak.innsendt_tid))


def _egen(g: Grunnlag) -> Stegvisning:
    navn, sak = str(Steg.EGEN.label), g.sak
    if vedtak := g.vedtak.get(Steg.EGEN):
        return _avgjort(navn, vedtak)
    if sak.tilstand == T.INNSENDT:
        return _her(g, navn, rules.ledere_egen(sak))
    if rules.spurt_av_egen(sak):
        return Stegvisning(navn, "naa", _("Venter på svar fra søkeren"))
    return Stegvisning(navn, "venter")


def _mottak(g: Grunnlag) -> Stegvisning:
    navn, sak = _("Mottak hos vertsvirksomheten"), g.sak
    if sak.tilstand == T.RETURNERT:
        hvem = _navn(rules.ledere_egen(sak))
        tekst = _("Returnert. %(hvem)s velger ny mottaker") % {"hvem": hvem} if hvem else _("Returnert")
        return Stegvisning(navn, "naa", _venter(g), tekst)
    if sak.mottatt_tid:
        hendelse = g.siste("bekreft_mottatt")
        hvem = signert_av(hendelse.utfort_av, hendelse.paa_vegne_av) if hendelse else ""
        return Stegvisning(navn, "ferdig", undertekst=_naar(hvem, sak.mottatt_tid))
    if sak.tilstand == T.OVERSENDT and sak.sendt_tid:
        return _her(g, navn, rules.mottakere(sak), foran=_("Sendt %(dato)s. ") % {"dato": dato(sak.sendt_tid)})
    return Stegvisning(navn, "venter", undertekst=str(sak.vertsvirksomhet.fullt_navn) if sak.vertsvirksomhet else "")


def _vert(g: Grunnlag) -> Stegvisning:
    navn, sak = str(Steg.VERT.label), g.sak
    if vedtak := g.vedtak.get(Steg.VERT):
        return _avgjort(navn, vedtak)
    if sak.tilstand == T.MOTTATT:
        return _her(g, navn, rules.ledere_vert(sak))
    if rules.spurt_av_vert(sak):
        return Stegvisning(navn, "naa", _("Venter på svar fra søkeren"))
    return Stegvisning(navn, "venter", undertekst=sak.vertsnavn)


def _tilbakemelding(g: Grunnlag) -> Stegvisning:
    navn, sak = _("Kontaktperson og tilbakemelding"), g.sak
    if sak.tilbakemelding_tid:
        hendelse = g.siste("gi_tilbakemelding", "avslaa_vert")
        hvem = signert_av(hendelse.utfort_av, hendelse.paa_vegne_av) if hendelse else ""
        return Stegvisning(navn, "ferdig", undertekst=_naar(hvem, sak.tilbakemelding_tid))
    if sak.tilstand == T.INNVILGET_VERT:
        return _her(g, navn, rules.ledere_vert(sak))
    return Stegvisning(navn, "venter")


def _etter_svar(sak: Soknad) -> list[Stegvisning]:
    """Agreement, ready gate, the stay itself, evaluation: when each was done, and where it stands or stopped."""
    avtale: Avtale | None = getattr(sak, "avtale", None)
    if avtale is None:
        return []
    fra_til = periode(avtale.fra, avtale.til) if avtale.fra and avtale.til else ""
    rader = [
        (_("Avtale"), avtale.inngaatt_tid, sak.kontakt_navn),
        (_("Klargjøring"), avtale.klar_tid, ""),
        (_("Gjennomføring"), avtale.gjennomfort_tid, fra_til),
        (_("Evaluering"), avtale.fullfort_tid, dato(avtale.evaluering_tidspunkt) if avtale.evaluering_tidspunkt else ""),
    ]
    naa = next((nr for nr, (_navn_, tid, _tekst) in enumerate(rader) if tid is None), len(rader))
    stoppet = sak.tilstand in (T.TRUKKET, T.AVLYST)
    steg = []
    for nr, (navn, tid, tekst) in enumerate(rader):
        if tid is not None:
            steg.append(Stegvisning(navn, "ferdig", undertekst=dato(tid)))
        elif nr == naa:
            steg.append(Stegvisning(navn, "stoppet" if stoppet else "naa", _status(sak) if stoppet else "", tekst))
        else:
            steg.append(Stegvisning(navn, "venter", undertekst="" if stoppet else tekst))
    return steg


def _status(sak: Soknad) -> str:
    return VISNING[T(sak.tilstand)].etikett


def _avgjort(navn: str, vedtak: Vedtak) -> Stegvisning:
    innvilget = vedtak.utfall == Utfall.INNVILGET
    tilstand: Stegtilstand = "ferdig" if innvilget else "stoppet"
    hvem = _naar(signert_av(vedtak.av, vedtak.paa_vegne_av), vedtak.tidspunkt)
    return Stegvisning(navn, tilstand, str(vedtak.get_utfall_display()), hvem)


def _her(g: Grunnlag, navn: str, ansvarlige: Iterable[Fullmakt], *, foran: str = "") -> Stegvisning:
    hvem = _navn(ansvarlige) or _("Ingen er registrert. Administrativ kontakt er bedt om å utpeke noen")
    if g.oppgave and g.oppgave.frist:
        hvem = _("%(hvem)s. Frist %(dato)s") % {"hvem": hvem, "dato": dato(g.oppgave.frist)}
    return Stegvisning(navn, "naa", _venter(g), foran + hvem)


def _venter(g: Grunnlag) -> str:
    if g.venter_paa_meg:
        return _("Venter på deg")
    if g.oppgave is None:
        return ""
    dager = g.oppgave.ventet_dager()
    if not dager:
        return _("Venter siden i dag")
    return ngettext("Har ventet i %(antall)d dag", "Har ventet i %(antall)d dager", dager) % {"antall": dager}


def _navn(ansvarlige: Iterable[Fullmakt]) -> str:
    """The holders by name; stand-ins only where no holder is left."""
    alle = list(ansvarlige)
    selv = [f.bruker.navn for f in alle if f.paa_vegne_av is None]
    return ", ".join(dict.fromkeys(selv or [signert_av(f.bruker, f.paa_vegne_av) for f in alle]))


def _naar(hvem: str, naar: object) -> str:
    return ", ".join(del_ for del_ in (hvem, dato(naar) if naar else "") if del_)  # type: ignore[arg-type]


NAA_I_KORTSTEG = {
    T.INNSENDT: 1,
    T.AVSLAATT_EGEN: 1,
    T.OVERSENDT: 2,
    T.RETURNERT: 2,
    T.MOTTATT: 3,
    T.AVSLAATT_VERT: 3,
    T.INNVILGET_VERT: 4,
}


NAA_ETTER_SVAR = {
    T.AVTALE_UNDER_ARBEID: 1,
    T.AVTALE_INNGAATT: 2,
    T.KLAR: 3,
    T.PAAGAAR: 3,
    T.GJENNOMFORT: 4,
    T.EVALUERT: 5,
}


def kortsteg(sak: Soknad) -> list[Stegvisning]:
    """The five steps of a card, from the row alone: no query. From the reply on they are those that are left."""
    stoppet = sak.tilstand in (T.AVSLAATT_EGEN, T.AVSLAATT_VERT, T.TRUKKET, T.AVLYST)
    if sak.har_avtale:
        naa = 1 if stoppet else NAA_ETTER_SVAR[T(sak.tilstand)]
        alle = [
            (_("Innvilget"), sak.tilbakemelding_tid),
            (_("Avtale"), None),
            (_("Klargjøring"), None),
            (_("Gjennomføring"), None),
            (_("Evaluering"), None),
        ]
    else:
        naa = _naa(sak)
        alle = [
            (_("Sendt"), sak.innsendt_tid),
            (_("Egen leder"), sak.sendt_tid),
            (_("Mottak"), sak.mottatt_tid),
            (_("Vertsenhet"), None),
            (_("Avtale"), None),
        ]
    steg = []
    for nr, (navn, tid) in enumerate(alle):
        tilstand: Stegtilstand = "ferdig" if nr < naa else "venter"
        if nr == naa:
            tilstand = "stoppet" if stoppet else "naa"
        steg.append(Stegvisning(navn, tilstand, dato_uten_aar(tid) if tid and nr < naa else ""))
    return steg


def _naa(sak: Soknad) -> int:
    """The step it stands at; a withdrawn case where it stood when it was withdrawn."""
    if sak.tilstand == T.TRUKKET:
        return 3 if sak.mottatt_tid else 2 if sak.sendt_tid else 1
    return NAA_I_KORTSTEG.get(T(sak.spurt_i or sak.tilstand), 1)
