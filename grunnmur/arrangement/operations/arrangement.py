"""An event is planned, changed, announced, held or called off."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Tema, Virksomhet
from grunnmur.portal.dato import dato
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Sak, Saksteller
from grunnmur.saksgang.operations import flytt, lenk, operasjon

from .. import overganger as o
from .. import rules
from ..models import Arrangement, Arrangementstema, Deltaker, Form, Svar, Tilstand, Type
from ..selectors.liste import GJELDER
from .deltaker import rykk_opp, send_invitasjoner
from .folger import si_fra, si_fra_til_deltakere
from .medarrangor import spor_paa_nytt

FELTER = (
    "type", "tittel", "beskrivelse", "program", "temaer", "form", "start", "slutt", "sted", "lenke", "plasser",
    "paameldingsfrist", "hvem",
)  # fmt: skip
"""What somebody says about an event, in the order of the form."""
AVTALT = frozenset({"type", "form", "start", "slutt"})
"""What a party that arranges too has said yes to: when it changes before it is announced, the party says it again."""
NYTT_FOR_DELTAKERE = frozenset({"tittel", "form", "start", "slutt", "sted", "lenke"})
UTEN_ENDRINGSTEKST = frozenset({"beskrivelse", "program", "lenke"})


@operasjon
def planlegg(
    *,
    utfort_av: Bruker,
    arrangor: Virksomhet,
    felter: dict[str, Any],
    gjelder: Sak | None = None,
    naa: datetime | None = None,
) -> Arrangement:
    """Plan an event for a party of the network. `gjelder` is the case it comes of, of any area; the two are linked.

    `felter`: see `FELTER`; `temaer` are `Tema`. Raises `Nektet` to who does not make events for that party.
    """
    naa = naa or timezone.now()
    if not rules.lager_for(utfort_av).filter(pk=arrangor.pk).exists():
        raise Nektet
    verdier, temaer = _felter(felter)
    sak = Arrangement(
        arrangor=arrangor, laget_av=utfort_av, tilstand=Tilstand.PLANLAGT, opprettet=naa, endret=naa, **verdier
    )
    _kontroller(sak, temaer or [], naa, ny_tid=True)
    sak.saksnummer = Saksteller.neste(Arrangement.PREFIKS, naa)
    sak.save(force_insert=True)
    _sett_temaer(sak, temaer or [])
    flytt(sak, o.PLANLEGG, utfort_av=utfort_av, naa=naa)
    if gjelder is not None:
        lenk(sak, gjelder, art=GJELDER)
    return sak


@operasjon
def endre(pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None) -> Arrangement:
    """Change it. Participants are told what they must know, with a calendar entry that replaces the old one.

    Before it is announced, parties that have confirmed another time or form are asked again (S4-B03).
    """
    naa = naa or timezone.now()
    sak = Arrangement.objects.laas(pk, versjon)
    nye, temaer = _felter({"form": sak.form, **felter})
    foer = {navn: getattr(sak, navn) for navn in nye}
    endret = {navn: verdi for navn, verdi in nye.items() if verdi != foer[navn]}
    gamle_temaer = list(sak.temaer.all())
    nytt_om_tema = temaer is not None and {tema.pk for tema in temaer} != {tema.pk for tema in gamle_temaer}
    if not endret and not nytt_om_tema:
        raise ValidationError(_("Du har ikke endret noe. Endre det som skal bli annerledes, eller gå tilbake."))
    if "type" in endret and sak.tilstand != Tilstand.PLANLAGT:
        raise ValidationError({"type": [_("Arrangementet er kunngjort. Avlys det, og lag et nytt av en annen type.")]})
    for navn, verdi in endret.items():
        setattr(sak, navn, verdi)
    _kontroller(sak, gamle_temaer if temaer is None else temaer, naa, ny_tid="start" in endret)
    endringer = [_endring(navn, foer[navn], verdi) for navn, verdi in endret.items() if navn not in UTEN_ENDRINGSTEKST]
    if nytt_om_tema and temaer is not None:
        endringer.append({"felt": "temaer", "fra": _navn(gamle_temaer), "til": _navn(temaer)})
        _sett_temaer(sak, temaer)
    hendelse = flytt(sak, o.ENDRE, utfort_av=utfort_av, felter=endret, data={"endringer": endringer}, naa=naa)
    if sak.tilstand == Tilstand.PLANLAGT:
        if AVTALT & endret.keys():
            spor_paa_nytt(sak, hendelse)
    elif NYTT_FOR_DELTAKERE & endret.keys():
        si_fra_til_deltakere(sak, hendelse, "endret", _ventet(sak))
        parter = [m.virksomhet_id for m in sak.medarrangorer.exclude(tilstand="avslatt")]
        si_fra(sak, hendelse, "medarrangor_endret", [b for part in parter for b in rules.folk_som_svarer(part)])
    if "plasser" in endret:
        rykk_opp(sak, naa=naa)
    return sak


@operasjon
def kunngjor(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Arrangement:
    """Announce it: everybody it is for sees it, and those who are invited are told.

    A fagdag is announced only when parties of both levels have confirmed (S0-F04); else `ValidationError` says who is
    missing.
    """
    naa = naa or timezone.now()
    sak = Arrangement.objects.laas(pk, versjon)
    if sak.tilstand == Tilstand.PLANLAGT and rules.arrangerer(utfort_av, sak) and (grunn := hindring(sak, naa)):
        raise ValidationError(grunn)
    hendelse = flytt(sak, o.KUNNGJOR, utfort_av=utfort_av, felter={"kunngjort_tid": naa}, naa=naa)
    send_invitasjoner(sak, hendelse)
    return sak


def hindring(sak: Arrangement, naa: datetime) -> str:
    """Why it cannot be announced, as a sentence; empty when it can."""
    if sak.start <= naa:
        return _("Arrangementet har begynt. Endre tidspunktet før du kunngjør det.")
    mangler = rules.manglende_nivaaer(sak)
    if not mangler:
        return ""
    hvem = _(" og ").join({"kommune": _("en kommune"), "helseforetak": _("sykehuset")}[nivaa] for nivaa in mangler)
    return _(
        "En fagdag holdes av både sykehus og kommune. %(hvem)s har ikke bekreftet ennå. Be dem med som medarrangør, "
        "eller vent på svaret."
    ) % {"hvem": hvem[:1].upper() + hvem[1:]}


@operasjon
def hold(pk: UUID, *, utfort_av: Bruker, versjon: int, var_med: Iterable[UUID], naa: datetime | None = None) -> Arrangement:
    """It was held, and these participants were there."""
    naa = naa or timezone.now()
    sak = Arrangement.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.HOLD, utfort_av=utfort_av, naa=naa)
    if sak.start > naa:
        raise ValidationError(_("Arrangementet har ikke begynt ennå. Registrer det når det er holdt."))
    lukk_oppgaver(sak, hendelse)
    _noter_oppmote(sak, var_med)
    return sak


@operasjon
def rett_oppmote(
    pk: UUID, *, utfort_av: Bruker, versjon: int, var_med: Iterable[UUID], naa: datetime | None = None
) -> Arrangement:
    """Put right who was there."""
    sak = Arrangement.objects.laas(pk, versjon)
    flytt(sak, o.RETT_OPPMOTE, utfort_av=utfort_av, naa=naa)
    _noter_oppmote(sak, var_med)
    return sak


def _noter_oppmote(sak: Arrangement, var_med: Iterable[UUID]) -> None:
    med = set(var_med)
    sak.deltakere.filter(pk__in=med).update(svar=Svar.VAR_MED)
    sak.deltakere.filter(svar__in=[Svar.JA, Svar.VAR_MED]).exclude(pk__in=med).update(svar=Svar.UTEBLE)


@operasjon
def avlys(pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str = "", naa: datetime | None = None) -> Arrangement:
    """Call it off. Everybody who was told of it is told of that."""
    naa = naa or timezone.now()
    sak = Arrangement.objects.laas(pk, versjon)
    var_kunngjort = sak.tilstand == Tilstand.KUNNGJORT
    hendelse = flytt(sak, o.AVLYS, utfort_av=utfort_av, kommentar=kommentar, naa=naa)
    lukk_oppgaver(sak, hendelse)
    if var_kunngjort:
        si_fra_til_deltakere(sak, hendelse, "avlyst", _ventet(sak))
    parter = [m.virksomhet_id for m in sak.medarrangorer.exclude(tilstand="avslatt")]
    si_fra(sak, hendelse, "avlyst", [b for part in parter for b in rules.folk_som_svarer(part)])
    return sak


def _ventet(sak: Arrangement) -> Iterable[Deltaker]:
    """Those who come, wait for a place, or have not said yet."""
    return sak.deltakere.filter(svar__in=[Svar.JA, Svar.VENTELISTE, Svar.INVITERT]).select_related("bruker")


def _felter(felter: dict[str, Any]) -> tuple[dict[str, Any], list[Tema] | None]:
    """Columns, and the themes where they are given. What the form of the event has no use for is left out."""
    verdier = {navn: felter[navn] for navn in FELTER if navn in felter and navn != "temaer"}
    if verdier.get("form") == Form.DIGITAL:
        verdier["sted"] = ""
    if verdier.get("form") == Form.FYSISK:
        verdier["lenke"] = ""
    return verdier, list(felter["temaer"]) if "temaer" in felter else None


def _sett_temaer(sak: Arrangement, temaer: list[Tema]) -> None:
    """New ones first: an event is never without."""
    for tema in temaer:
        Arrangementstema.objects.get_or_create(arrangement=sak, tema=tema)
    Arrangementstema.objects.filter(arrangement=sak).exclude(tema__in=temaer).delete()


def _kontroller(sak: Arrangement, temaer: list[Tema], naa: datetime, *, ny_tid: bool) -> None:
    """Raises `ValidationError` by field."""
    feil = {}
    if ny_tid and sak.start <= naa:
        feil["start"] = _("Velg et tidspunkt som ikke er passert.")
    if sak.slutt <= sak.start:
        feil["slutt"] = _("Arrangementet må slutte etter at det starter.")
    if sak.form != Form.DIGITAL and not sak.sted:
        feil["sted"] = _("Skriv hvor dere møtes.")
    if sak.form != Form.FYSISK and not sak.lenke:
        feil["lenke"] = _("Skriv lenken til det digitale møtet.")
    if sak.paameldingsfrist and sak.paameldingsfrist > sak.dag:
        feil["paameldingsfrist"] = _("Fristen kan ikke være etter at arrangementet starter, som er %(dag)s.") % {
            "dag": dato(sak.dag)
        }
    if not temaer:
        feil["temaer"] = _("Velg minst ett tema.")
    kommer = sak.deltakere.kommer().count() if sak.saksnummer else 0
    if sak.plasser is not None and sak.plasser < max(kommer, 1):
        feil["plasser"] = _("%(antall)d har fått plass. Sett minst så mange plasser.") % {"antall": kommer}
    if sak.type not in Type.values:
        feil["type"] = _("Velg en type arrangement.")
    if feil:
        raise ValidationError({navn: [tekst] for navn, tekst in feil.items()})


def _endring(felt: str, fra: Any, til: Any) -> dict[str, str]:
    return {"felt": felt, "fra": _ord(felt, fra), "til": _ord(felt, til)}


def _ord(felt: str, verdi: Any) -> str:
    if isinstance(verdi, datetime):
        return timezone.localtime(verdi).strftime("%d.%m.%Y %H:%M")
    if verdi is None or verdi == "":
        return ""
    valg = dict(getattr(Arrangement._meta.get_field(felt), "choices", None) or [])
    return str(valg.get(verdi, verdi))


def _navn(temaer: Iterable[Tema]) -> str:
    return ", ".join(sorted(tema.navn_nb for tema in temaer))
