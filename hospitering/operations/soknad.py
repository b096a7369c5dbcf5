"""What the applicant does: fill in, send, answer, change, withdraw, ask again. And being asked."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.bevaring import TOMT
from grunnmur.saksgang.feil import Nektet, UlovligOvergang, Utdatert
from grunnmur.saksgang.models import Saksteller
from grunnmur.saksgang.operations import flytt, krev, lenk, operasjon, signer, tilbakekall_vedtak

from .. import overganger as o
from .. import tekster
from ..innhold import (
    FELTER,
    TOM_VERTSDEL,
    endringer,
    forste_berorte_steg,
    kontroller,
    signaturinnhold,
    tilbakekalte_steg,
    utfylt,
)
from ..models import MED_AVTALE, AapenInvitasjon, Soknad, Steg, Tilstand
from ..rules import ledere_egen, ledere_vert
from ..rules.invitasjon import kan_sokes, svarer_paa
from .folger import har_behandlet, purring, si_fra, spor_leder_egen, spor_leder_vert
from .gjennomforing import krev_aarsak, slutt, spor_kvittering

T = Tilstand


@operasjon
def opprett_utkast(
    *,
    utfort_av: Bruker,
    felter: dict[str, Any],
    invitasjon: AapenInvitasjon | None = None,
    naa: datetime | None = None,
) -> Soknad:
    """Start a draft. Only the applicant sees it, nobody is told, and it may be deleted."""
    naa = naa or timezone.now()
    kolonner = utfylt(felter) | {"invitasjon": invitasjon}
    return Soknad.objects.create(soker=utfort_av, tilstand=T.UTKAST, opprettet=naa, endret=naa, **kolonner)


@operasjon
def paabegynn(
    *,
    utfort_av: Bruker,
    felter: dict[str, Any],
    invitasjon: AapenInvitasjon | None = None,
    naa: datetime | None = None,
) -> Soknad:
    """Start a draft, or give back one that nobody has written in: pressing twice, also at once, makes one.

    `invitasjon` is the open invitation that it answers.
    """
    Bruker.objects.select_for_update(no_key=True).get(pk=utfort_av.pk)
    egne = Soknad.objects.filter(soker=utfort_av, tilstand=T.UTKAST)
    hvor = {"sokes_i": felter.get("sokes_i", ""), "onsket_enhet": felter.get("onsket_enhet"), "invitasjon": invitasjon}
    urort = egne.filter(versjon=1, begrunnelse="", **hvor).first()
    return urort or opprett_utkast(utfort_av=utfort_av, felter=felter, invitasjon=invitasjon, naa=naa)


@operasjon
def lagre_utkast(
    soknad_id: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None
) -> Soknad:
    """Keep what is typed so far. Raises `Utdatert` when another tab saved after `versjon`."""
    soknad = _laas_utkast(soknad_id, utfort_av, versjon)
    for navn, verdi in utfylt(felter).items():
        setattr(soknad, navn, verdi)
    soknad.versjon += 1
    soknad.endret = naa or timezone.now()
    soknad.save()
    return soknad


@operasjon
def slett_utkast(soknad_id: UUID, *, utfort_av: Bruker, versjon: int) -> None:
    """Throw a draft away. What is sent is never deleted."""
    _laas_utkast(soknad_id, utfort_av, versjon).delete()


def _laas_utkast(soknad_id: UUID, bruker: Bruker, versjon: int) -> Soknad:
    soknad = Soknad.objects.select_for_update(of=("self",)).get(pk=soknad_id)
    if soknad.soker_id != bruker.pk:
        raise Nektet
    if soknad.tilstand != T.UTKAST:
        raise UlovligOvergang(_("Søknaden er allerede sendt."))
    if soknad.versjon != versjon:
        raise Utdatert
    return soknad


@operasjon
def send_inn(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """Sign and send the application to the leader of the own unit (pkt. 1.2; S1-S17, S18).

    Raises `ValidationError` by field when the form is not complete.
    """
    soknad = Soknad.objects.laas(soknad_id, versjon)
    return send(soknad, utfort_av=utfort_av, naa=naa)


def send(soknad: Soknad, *, utfort_av: Bruker, naa: datetime | None) -> Soknad:
    naa = naa or timezone.now()
    kontroller(soknad, dag=timezone.localdate(naa))
    invitasjon = soknad.invitasjon
    if invitasjon and not (svarer_paa(soknad, invitasjon) and kan_sokes(invitasjon, timezone.localdate(naa))):
        invitasjon = None  # what no longer answers it is an application like any other
    nummer = soknad.saksnummer or Saksteller.neste(Soknad.PREFIKS, naa)
    hendelse = flytt(
        soknad,
        o.SEND_INN,
        utfort_av=utfort_av,
        felter={
            "saksnummer": nummer,
            "innsendt_tid": naa,
            "vertsenhet": soknad.onsket_enhet,
            "invitasjon": invitasjon,
        },
        naa=naa,
    )
    signer(hendelse, signaturinnhold(soknad), form=soknad.innsendingsform)
    spor_leder_egen(soknad, hendelse)
    papir = utfort_av.pk != soknad.soker_id
    si_fra(soknad, hendelse, "papir_registrert" if papir else "kvittering", [soknad.soker], ogsaa_selv=True)
    return soknad


@operasjon
def spor_soker(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, sporsmaal: str, naa: datetime | None = None) -> Soknad:
    """A leader asks the applicant for more before deciding; the case waits for the answer."""
    soknad = Soknad.objects.laas(soknad_id, versjon)
    if not sporsmaal.strip():
        raise ValidationError({"kommentar": _("Skriv hva du vil ha svar på.")})
    steg = o.SPOR_VERT if soknad.tilstand == T.MOTTATT else o.SPOR_EGEN
    hendelse = flytt(soknad, steg, utfort_av=utfort_av, kommentar=sporsmaal, felter={"spurt_i": soknad.tilstand}, naa=naa)
    lukk_oppgaver(soknad, hendelse)
    aapne_oppgave(
        soknad,
        tekster.SVAR,
        hendelse,
        emne=soknad.vertsnavn,
        undertekst=soknad.saksnummer or "",
        person=soknad.soker,
        **purring(tekster.SVAR, hendelse),
    )
    si_fra(soknad, hendelse, "sporsmaal", [soknad.soker])
    return soknad


@operasjon
def svar(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, svar: str, naa: datetime | None = None) -> Soknad:
    """The applicant answers, and the case is back where it was asked."""
    soknad = Soknad.objects.laas(soknad_id, versjon)
    if not svar.strip():
        raise ValidationError({"kommentar": _("Skriv svaret før du sender.")})
    til_vert = soknad.spurt_i == T.MOTTATT
    steg = o.SVAR_VERT if til_vert else o.SVAR_EGEN
    hendelse = flytt(soknad, steg, utfort_av=utfort_av, kommentar=svar, felter={"spurt_i": ""}, naa=naa)
    lukk_oppgaver(soknad, hendelse)
    (spor_leder_vert if til_vert else spor_leder_egen)(soknad, hendelse, mal="besvart")
    return soknad


@operasjon
def trekk(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, aarsak: str = "", naa: datetime | None = None) -> Soknad:
    """The applicant withdraws, also what is agreed, until it has begun. Everybody concerned is told.

    From the reply of the host on a reason is given, as a code, and the host says that it has seen it. Raises
    `ValidationError` by field when it is missing.
    """
    soknad = Soknad.objects.select_related("hospiteringsenhet__virksomhet").laas(soknad_id, versjon)
    ventet = [f.bruker for f in (*ledere_egen(soknad), *(ledere_vert(soknad) if soknad.mottatt_tid else []))]
    besvart = soknad.tilstand in MED_AVTALE
    if besvart:
        krev(soknad, o.TREKK, utfort_av=utfort_av)
        krev_aarsak(aarsak)
        slutt(soknad, aarsak)
    data = {"aarsak": aarsak} if besvart else {}
    hendelse = flytt(soknad, o.TREKK, utfort_av=utfort_av, felter={"spurt_i": ""}, data=data, naa=naa)
    if besvart:
        spor_kvittering(soknad, hendelse, utfort_av, mal="trukket_avtale")
    else:
        lukk_oppgaver(soknad, hendelse)
        si_fra(soknad, hendelse, "trukket", [*ventet, *har_behandlet(soknad), soknad.kontakt_bruker])
    return soknad


@operasjon
def be_om_ny_vurdering(
    soknad_id: UUID, *, utfort_av: Bruker, versjon: int, begrunnelse: str, naa: datetime | None = None
) -> Soknad:
    """A refused applicant asks the one who refused to look again. It is a request, not an appeal."""
    soknad = Soknad.objects.laas(soknad_id, versjon)
    if not begrunnelse.strip():
        raise ValidationError({"kommentar": _("Skriv hvorfor du ber om ny vurdering.")})
    hos_vert = soknad.tilstand == T.AVSLAATT_VERT
    hendelse = flytt(
        soknad,
        o.NY_VURD_VERT if hos_vert else o.NY_VURD_EGEN,
        utfort_av=utfort_av,
        kommentar=begrunnelse,
        felter={"tilbakemelding_utfall": "", "tilbakemelding_tid": None},
        naa=naa,
    )
    tilbakekall_vedtak(soknad, hendelse, steg=[Steg.VERT if hos_vert else Steg.EGEN])
    (spor_leder_vert if hos_vert else spor_leder_egen)(soknad, hendelse, mal="ny_vurdering")
    return soknad


@operasjon
def endre(
    soknad_id: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None
) -> Soknad:
    """The applicant changes and signs a sent application.

    A change revokes the decisions it touches, and those who made them are asked again with the difference
    shown; address and private phone revoke nothing. Raises `ValidationError` when the form is no longer
    complete, or when it is agreed and only private fields may still change.
    """
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("egen_enhet__virksomhet").laas(soknad_id, versjon)
    gammel = Soknad.objects.get(pk=soknad.pk)
    nye = utfylt(felter)
    for navn, verdi in nye.items():
        setattr(soknad, navn, verdi)
    kontroller(soknad, dag=timezone.localdate(naa), for_endring=gammel)
    forskjell = endringer(gammel, soknad)
    if not forskjell:
        return gammel
    berort = forste_berorte_steg(gammel, soknad)
    if berort and soknad.tilstand == T.AVTALE_UNDER_ARBEID:
        raise ValidationError(_("Søknaden er avgjort og besvart. Ta kontakt med kontaktpersonen for å endre noe."))
    overgang, steg = _endring(gammel, berort)
    data = {"endringer": forskjell}
    if overgang is o.ENDRE_TIL_EGEN:
        nye |= {"sendt_tid": None, "mottatt_tid": None, "tariff_bekreftet_tid": None, "spurt_i": ""}
    if overgang is not o.ENDRE:
        nye |= TOM_VERTSDEL  # what one host filled in is not left for the next
    if overgang is o.ENDRE_TIL_EGEN or gammel.tariff_bekreftet_tid is None:
        nye |= {"vertsenhet": soknad.onsket_enhet}  # until the own leader has granted, it goes where it is wished
    if gammel.invitasjon and not svarer_paa(soknad, gammel.invitasjon):
        nye |= {"invitasjon": None}
    for navn in nye:
        setattr(soknad, navn, getattr(gammel, navn))
    hendelse = flytt(soknad, overgang, utfort_av=utfort_av, felter=nye, data=data, naa=naa)
    signer(hendelse, signaturinnhold(soknad))
    if not berort:
        return soknad
    revne = tilbakekall_vedtak(soknad, hendelse, steg=steg)
    if overgang is o.ENDRE_TIL_VERT:
        lukk_oppgaver(soknad, hendelse)
        spor_leder_vert(soknad, hendelse, mal="endret")
    elif soknad.tilstand == T.INNSENDT:
        lukk_oppgaver(soknad, hendelse)
        spor_leder_egen(soknad, hendelse, mal="endret")
    mal = "vedtak_tilbakekalt" if revne or overgang is not o.ENDRE else "endret"
    si_fra(soknad, hendelse, mal, har_behandlet(soknad))
    return soknad


def _endring(gammel: Soknad, berort: str | None) -> tuple[o.Overgang, list[str]]:
    """Which transition a change is, and which steps it revokes."""
    avgjort_egen = gammel.tariff_bekreftet_tid is not None
    if berort == Steg.EGEN and avgjort_egen:
        return o.ENDRE_TIL_EGEN, tilbakekalte_steg(berort)
    if berort == Steg.VERT and gammel.tilstand == T.INNVILGET_VERT:
        return o.ENDRE_TIL_VERT, tilbakekalte_steg(berort)
    return o.ENDRE, []


@operasjon
def kopier(soknad_id: UUID, *, utfort_av: Bruker, naa: datetime | None = None) -> Soknad:
    """Start a new draft from an application of one's own, such as one that was refused. What is emptied stays empty."""
    gammel = Soknad.objects.get(pk=soknad_id)
    if gammel.soker_id != utfort_av.pk:
        raise Nektet
    naa = naa or timezone.now()
    kopi = Soknad.objects.create(
        soker=utfort_av,
        tilstand=T.UTKAST,
        opprettet=naa,
        endret=naa,
        **{felt: "" if (verdi := getattr(gammel, felt)) == TOMT else verdi for felt in FELTER},
    )
    lenk(kopi, gammel, art="kopi_av")
    return kopi
