"""The official form as data: what is written on each line, for one who may or may not see private fields."""

from __future__ import annotations

from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Helsefellesskap
from grunnmur.portal.dato import dato, telefon
from grunnmur.saksgang.models import Hendelse, Signatur, Signaturform, Vedtak

from .. import overganger as o
from ..models import SokesI, Soknad, Steg, Tilstand
from ..skjema_pdf import Skjemadata, papirsignatur, signaturtekst
from .historikk import signert_av
from .sak import mottakernavn

SIGNERT_AV_SOKER = tuple(v.navn for v in (o.SEND_INN, o.ENDRE, o.ENDRE_TIL_EGEN, o.ENDRE_TIL_VERT))


def skjemadata(sak: Soknad, helsefellesskap: Helsefellesskap) -> Skjemadata:
    """Every line of the form, in the language that is active (S1-S01–S45).

    Holds the private fields; `skjema_som_dokument` leaves them out for who may not see them. What a decision
    says is there only as long as the decision stands.
    """
    signaturer = _signaturer(sak)
    vedtak = {v.steg: v for v in Vedtak.objects.for_sak(sak).gjeldende().select_related("av", "paa_vegne_av", "hendelse")}
    return Skjemadata(
        sykehus=helsefellesskap.helseforetak_kortnavn,
        **_soker(sak, signaturer),
        **_egen(sak, vedtak.get(Steg.EGEN), signaturer),
        **_vert(sak, vedtak.get(Steg.VERT), signaturer),
        **_vertsdel(sak, signaturer),
        merknad=_merknad(sak),
    )


def _signaturer(sak: Soknad) -> dict[str, Hendelse]:
    """The last signed event of each kind."""
    signerte = Hendelse.objects.for_sak(sak).filter(signatur__isnull=False)
    return {h.navn: h for h in signerte.select_related("utfort_av", "paa_vegne_av", "signatur").order_by("id")}


def _signert(hendelse: Hendelse | None) -> str | None:
    if hendelse is None:
        return None
    signatur: Signatur = hendelse.signatur
    if signatur.form == Signaturform.PAPIR:
        return papirsignatur(registrert_av=hendelse.utfort_av.navn, tid=hendelse.tidspunkt)
    annen = hendelse.paa_vegne_av.navn if hendelse.paa_vegne_av else None
    return signaturtekst(navn=hendelse.utfort_av.navn, tid=hendelse.tidspunkt, sha256=signatur.sha256, paa_vegne_av=annen)


def _soker(sak: Soknad, signaturer: dict[str, Hendelse]) -> dict[str, str | None]:
    av_soker = [signaturer[n] for n in SIGNERT_AV_SOKER if n in signaturer]
    signert = max(av_soker, key=lambda h: h.pk, default=None)
    vert = sak.vertsvirksomhet.fullt_navn if sak.vertsvirksomhet else None
    return {
        "sokes_i": sak.sokes_i or None,
        "kommune": vert if sak.sokes_i == SokesI.KOMMUNE else None,
        "annen_vert": vert if sak.sokes_i == SokesI.ANNEN else None,
        "soker_navn": sak.soker_navn,
        "hjemmeadresse": sak.hjemmeadresse,
        "tlf_privat": telefon(sak.tlf_privat),
        "arbeidssted": sak.arbeidssted,
        "arbeidssted_adresse": sak.arbeidssted_adresse,
        "tlf_arbeid": telefon(sak.tlf_arbeid),
        "onsket_enhet": sak.onsket_enhet.visningsnavn if sak.onsket_enhet else sak.onsket_enhet_tekst,
        "periode_fra": dato(sak.periode_fra) if sak.periode_fra else None,
        "periode_til": dato(sak.periode_til) if sak.periode_til else None,
        "begrunnelse": sak.begrunnelse,
        "tema_og_maal": sak.tema_og_maal,
        "bidrag": sak.bidrag,
        "faggruppe": sak.faggruppe_tekst,
        "soker_dato": _soker_dato(sak, signert),
        "soker_signatur": _signert(signert),
    }


def _soker_dato(sak: Soknad, signert: Hendelse | None) -> str | None:
    """When it was signed: on paper that is the date written there, not the day it was registered (S1-S17)."""
    if signert is None:
        return None
    paa_papir = signert.signatur.form == Signaturform.PAPIR and sak.papir_dato
    return dato(paa_papir or signert.tidspunkt)


def _egen(sak: Soknad, vedtak: Vedtak | None, signaturer: dict[str, Hendelse]) -> dict[str, str | None]:
    if vedtak is None:
        return {}
    return {
        "egen_leder": signert_av(vedtak.av, vedtak.paa_vegne_av),
        "egen_utfall": vedtak.utfall,
        "egen_dato": dato(vedtak.tidspunkt),
        "egen_signatur": _signert(signaturer.get(vedtak.hendelse.navn)),
        "egen_kommentar": vedtak.kommentar,
        "mottaker": _mottaker(sak) if sak.sendt_tid else None,
        "sendt_dato": dato(sak.sendt_tid) if sak.sendt_tid else None,
        "mottatt_dato": dato(sak.mottatt_tid) if sak.mottatt_tid else None,
    }


def _mottaker(sak: Soknad) -> str:
    """The unit and party it was sent to; the people there only until one of them has confirmed."""
    sted = f"{sak.vertsnavn}, {sak.vertsvirksomhet.fullt_navn}" if sak.vertsvirksomhet else sak.vertsnavn
    folk = "" if sak.mottatt_tid else mottakernavn(sak)
    return f"{sted} ({folk})" if folk else sted


def _vert(sak: Soknad, vedtak: Vedtak | None, signaturer: dict[str, Hendelse]) -> dict[str, str | None]:
    if vedtak is None:
        return {}
    return {
        "vert_leder": signert_av(vedtak.av, vedtak.paa_vegne_av),
        "vert_utfall": vedtak.utfall,
        "vert_dato": dato(vedtak.tidspunkt),
        "vert_signatur": _signert(signaturer.get(vedtak.hendelse.navn)),
        "vert_kommentar": vedtak.kommentar,
    }


def _vertsdel(sak: Soknad, signaturer: dict[str, Hendelse]) -> dict[str, str | None]:
    """The host's part and the reply, once the reply is sent; before that it is a draft of the host's."""
    if sak.tilbakemelding_tid is None:
        return {}
    return {
        "vert_enhet": sak.hospiteringsenhet.visningsnavn if sak.hospiteringsenhet else None,
        "kontaktperson": sak.kontakt_navn,
        "kontakt_epost": sak.kontakt_epost,
        "kontakt_tlf": telefon(sak.kontakt_tlf),
        "tilbake_utfall": sak.tilbakemelding_utfall,
        "tilbake_dato": dato(sak.tilbakemelding_tid),
        "tilbake_signatur": _signert(signaturer.get(o.TILBAKEMELDING.navn) or signaturer.get(o.AVSLAA_VERT.navn)),
    }


def _merknad(sak: Soknad) -> str | None:
    if sak.tilstand == Tilstand.UTKAST:
        return _("Utkast, ikke sendt")
    if sak.tilstand == Tilstand.TRUKKET:
        return _("Trukket %(dato)s") % {"dato": dato(sak.endret)}
    return None
