"""What the letters of LIS3 say, as plain text in the language that is active: offer, confirmation, six-month question."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from grunnmur.portal.dato import dato, periode
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.saksgang.overgang import Overgang
from grunnmur.saksgang.selectors import hvem

from .. import overganger as o
from ..models import BESVART, BORTFALT, FORAN, Innstilling, Seksmndforesporsel, Spesialisering, Tjeneste, Tjenestetilstand
from ..models import Foresporseltilstand as F
from .tjeneste import deler_av, samsvar_for

T = Tjenestetilstand
BEKREFTET = (T.BEKREFTET, T.KLAR, T.PAAGAAR, T.GJENNOMFORT, T.AVBRUTT)
"""From the municipality's confirmation on there is a confirmation to print."""


@dataclass(frozen=True)
class Del:
    """A heading with its lines (label, value), and what is said below them."""

    overskrift: str
    rader: list[tuple[str, str]] = field(default_factory=list)
    avsnitt: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Brev:
    tittel: str
    mottaker: str
    deler: list[Del]
    merknad: str = ""


Skriv = Callable[[], Brev]
"""Writes a letter in the language that is active then."""


def har_tilbud(sak: Tjeneste) -> bool:
    return sak.tilstand != T.PLANLAGT and sak.tilbudt_tid is not None


def har_bekreftelse(sak: Tjeneste) -> bool:
    return sak.tilstand in BEKREFTET


def tilbudsbrev(sak: Tjeneste) -> Brev:
    """The offer: where, when, how it agrees with the wishes, and how to answer (S1-I15, S1-I16, S1-I25)."""
    deler, innmelding = deler_av(sak), sak.innmelding
    merker = samsvar_for(sak, deler)
    passer = [(_("Tidsrom"), merker.tid), (_("Avdeling"), merker.avdeling), (_("Sted"), merker.sted)]
    rader = [*_legen(sak), *_plassene(sak), (_("Svarfrist"), dato(sak.svarfrist) if sak.svarfrist else "")]
    svar = {True: _("som ønsket"), False: _("avviker fra ønsket")}
    rader.append((_("Mot ønsket"), "\n".join(f"{navn}: {svar[ja]}" for navn, ja in passer)))
    if sak.avvik_aarsak:
        rader.append((_("Årsak til avviket"), sak.avvik_aarsak))
    rader.append((_("Tilbudt av"), _utfort(sak, o.TILBY)))
    lenke = Innstilling.objects.gjeldende().stillinger_url
    videre = [
        _("Legen svarer på tilbudet i portalen innen svarfristen. Deretter bekrefter kommunen at legen frigis."),
        _("Vikar for praksis må være avklart før kommunen bekrefter (ASA 4310 punkt 13.2)."),
        _("Et akseptert tilbud er ikke en ansettelse. Legen må selv søke i helseforetakets rekrutteringsløsning."),
        _("Den som takker nei, går tilbake i køen med uendret ansiennitet."),
    ]
    if lenke:
        videre[2] += f" {lenke}"
    return Brev(
        tittel=_("Tilbud om sykehustjeneste"),
        mottaker=_mottaker(innmelding.lege.navn, innmelding.lege.kommune),
        deler=[Del(_("Tilbudet"), rader), Del(_("Slik går det videre"), avsnitt=videre)],
        merknad=str(T(sak.tilstand).label) if sak.tilstand in BORTFALT else "",
    )


def bekreftelsesbrev(sak: Tjeneste) -> Brev:
    """What has been agreed: place, period, supervisors and plan (S1-I17–I21)."""
    spesialisering = Spesialisering.objects.select_related("veileder").filter(lege=sak.innmelding.lege_id).first()
    lokal = spesialisering.veileder.navn if spesialisering and spesialisering.veileder else ""
    veiledning = [
        (_("Veileder i sykehuset"), sak.veileder.navn if sak.veileder else _("Ikke tildelt ennå")),
        (_("Veiledning og supervisjon"), sak.veiledningsplan or _("Ingen plan ennå")),
        (_("Veileder i kommunen"), lokal or _("Ikke registrert")),
    ]
    veiledning += [
        (_("Internundervisning"), d.plass.avdeling.internundervisning_url)
        for d in deler_av(sak)
        if d.plass.avdeling.internundervisning_url
    ]
    status = [
        (_("Legen tok imot tilbudet"), _utfort(sak, o.AKSEPTER)),
        (_("Kommunen bekreftet frigivelsen"), _utfort(sak, o.BEKREFT)),
        (_("Stillingen er søkt"), dato(sak.sokt) if sak.sokt else _("Ikke registrert")),
    ]
    foran = sak.tilstand in FORAN
    huskelapp = [_("Tjenesten kan ikke starte før avdelingen har tildelt veileder.")] if foran and not sak.veileder else []
    return Brev(
        tittel=_("Bekreftelse på sykehustjeneste"),
        mottaker=_mottaker(sak.innmelding.lege.navn, sak.innmelding.lege.kommune),
        deler=[
            Del(_("Tjenesten"), [*_legen(sak), *_plassene(sak)]),
            Del(_("Veiledning og undervisning"), veiledning, huskelapp),
            Del(_("Avtalt"), status),
        ],
    )


def foresporselsbrev(sak: Seksmndforesporsel) -> Brev:
    """The question to the municipality, and its answer once there is one (S1-I22)."""
    lege = sak.innmelding.lege
    rader = [
        (_("Lege"), lege.navn),
        (_("Planlagt start"), dato(sak.planlagt_start)),
        (_("Skal sendes seinest"), dato(sak.frist)),
        (_("Sendt"), dato(sak.sendt_tid) if sak.sendt_tid else ""),
        (_("Svarfrist"), dato(sak.svarfrist) if sak.svarfrist else ""),
    ]
    sporsmaal = [
        _("Kan sykehustjenesten gjennomføres etter planen? Svar ja, nei eller endring i portalen innen svarfristen."),
        _("Kommunen skal spørres seinest seks måneder før planlagt tjeneste (Samarbeidsprosedyre 2, pkt. 2.2)."),
    ]
    if sak.sen_innmelding:
        sporsmaal.append(
            _("Legen ble meldt inn mindre enn seks måneder før planlagt start. Derfor er forespørselen sendt straks.")
        )
    deler = [Del(_("Forespørselen"), rader, sporsmaal)]
    if sak.tilstand in BESVART:
        svar = [(_("Svar"), str(F(sak.tilstand).label)), (_("Besvart"), dato(sak.svar_tid) if sak.svar_tid else "")]
        if sak.svar_kommentar:
            svar.append((_("Kommentar"), sak.svar_kommentar))
        deler.append(Del(_("Svar fra kommunen"), svar))
    return Brev(
        tittel=_("Seksmånedersforespørsel om sykehustjeneste"),
        mottaker=_mottaker("", lege.kommune),
        deler=deler,
        merknad=_("Forespørselen er erstattet og gjelder ikke lenger.") if sak.tilstand == F.ERSTATTET else "",
    )


def _mottaker(navn: str, kommune: object) -> str:
    return ", ".join(filter(None, [navn, kommune.fullt_navn if kommune else ""]))  # type: ignore[attr-defined]


def _legen(sak: Tjeneste) -> list[tuple[str, str]]:
    lege = sak.innmelding.lege
    rader = [(_("Lege"), lege.navn)]
    if lege.hpr_nummer:
        rader.append((_("HPR-nummer"), lege.hpr_nummer))
    return [*rader, (_("Kommune"), lege.kommune.fullt_navn if lege.kommune else "")]


def _plassene(sak: Tjeneste) -> list[tuple[str, str]]:
    deler = deler_av(sak)
    rader = []
    for del_ in deler:
        foran = _("Periode %(nummer)s: ") % {"nummer": del_.nummer} if len(deler) > 1 else ""
        rader.append((_("Avdeling"), f"{foran}{del_.plass.avdeling}"))
        rader.append((_("Når"), periode(del_.fra, del_.til)))
    maal = ", ".join(m.kortkode for m in sak.laeringsmaal.all())
    return [*rader, (_("Læringsmål"), maal)] if maal else rader


def _utfort(sak: Sak, verb: Overgang) -> str:
    """«Karl Koordinator, 3. mars 2027»: who did it last."""
    hendelser = Hendelse.objects.for_sak(sak).filter(navn=verb.navn).select_related("utfort_av", "paa_vegne_av")
    siste = hendelser.order_by("-id").first()
    return f"{hvem(siste.utfort_av, siste.paa_vegne_av).rstrip(',')}, {dato(siste.tidspunkt)}" if siste else ""
