"""The evaluation: each side gives its own, is let off with a reason, or is too late (S1-H20–H22).

Neither side is told what the other says before it has given its own, is let off or is too late: a notice names the case
and nothing more. What is given after the deadline says so (`etter_frist`).
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import TRAPP, lukk_oppgaver
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..models import Avtale, Evaluering, Evalueringstilstand, Form, Frafallsgrunn, Innstilling, Side, Soknad
from ..models.evaluering import Maalnaaelse, Utbytte
from ..rules import ledere_egen
from ..rules.avtale import er_evaluert, kan_frafalle, ser_evaluering, side_til
from ..tekster import avtale as tekster
from .folger import folk_paa, si_fra, spor_side

E = Evalueringstilstand
ORD = ("laerte", "verdt", "bedre")
SVARFELTER = ("form", "maalnaaelse", "utbytte", "igjen", *ORD)


def spor_evaluering(soknad: Soknad, hendelse: Hendelse) -> None:
    """Both sides owe one, from the time that was agreed (S1-H21)."""
    avtale: Avtale = soknad.avtale
    dager = Innstilling.objects.gjeldende().evaluering_virkedager
    # From the agreed time, but never less than the days set: whoever is asked late has as long as others.
    avtalt = max(avtale.evaluering_tidspunkt or hendelse.tidspunkt, hendelse.tidspunkt)
    frist = pluss_virkedager(lokal_dato(avtalt), dager)
    trapp = _trapp(lokal_dato(avtalt), frist)
    for side in Side:
        rad = Evaluering.objects.create(soknad=soknad, side=side, frist=frist)
        spor_side(
            soknad, side, tekster.EVALUER, hendelse,
            mal="til_evaluering", frist=frist, del_id=rad.pk, paaminnelser=trapp,
        )  # fmt: skip


def _trapp(avtalt: date, frist: date) -> set[date]:
    """Reminded of the working day before the time that was agreed (S1-H21), and then of the deadline."""
    return {pluss_virkedager(avtalt, -1), *(pluss_virkedager(frist, n) for n in TRAPP)}


@operasjon
def lever_evaluering(
    soknad_id: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    svar: dict[str, Any],
    frigi_ord: bool = False,
    naa: datetime | None = None,
) -> Soknad:
    """One side gives its evaluation, held digitally, by phone or in a meeting. `svar` are `SVARFELTER`.

    `frigi_ord` is this side's yes to others reading what was worth it; the other side must say yes too.
    """
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "hospiteringsenhet__virksomhet").laas(soknad_id, versjon)
    hendelse = flytt(soknad, o.EVALUER, utfort_av=utfort_av, naa=naa)
    rad = _laast(soknad, side_til(utfort_av, soknad))
    if rad.tilstand not in (E.VENTER, E.UTLOPT):
        raise ValidationError(_("Evalueringen fra deres side er allerede levert eller frafalt."))
    _kontroller(svar)
    for felt in SVARFELTER:
        setattr(rad, felt, svar.get(felt) or ("" if felt in ORD else svar[felt]))
    rad.etter_frist = rad.tilstand == E.UTLOPT
    rad.tilstand, rad.levert_av, rad.levert = E.LEVERT, utfort_av, naa
    if frigi_ord and rad.verdt:
        setattr(rad, _frigitt(Side(rad.side)), naa)
    rad.save()
    _ferdig(soknad, rad, hendelse, utfort_av, naa)
    if not er_evaluert(soknad):
        si_fra(soknad, hendelse, "evaluering_levert", folk_paa(soknad, _andre(rad.side)))
    return soknad


def _kontroller(svar: dict[str, Any]) -> None:
    """What every evaluation says; the words are up to each."""
    feil = {}
    if svar.get("form") not in Form.values:
        feil["form"] = _("Velg hvordan evalueringen ble holdt.")
    if svar.get("maalnaaelse") not in Maalnaaelse.values:
        feil["maalnaaelse"] = _("Velg i hvilken grad målene ble nådd.")
    if svar.get("utbytte") not in Utbytte.values:
        feil["utbytte"] = _("Velg hvor stort utbyttet var.")
    if svar.get("igjen") not in (True, False):
        feil["igjen"] = _("Velg ja eller nei.")
    if feil:
        raise ValidationError(feil)


@operasjon
def frafall(
    soknad_id: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    side: str,
    grunn: str,
    merknad: str = "",
    naa: datetime | None = None,
) -> Soknad:
    """An evaluation is waived, with a reason: the host's by the host, the hospitant's by hospitant or own leader."""
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "hospiteringsenhet__virksomhet").laas(soknad_id, versjon)
    hendelse = flytt(soknad, o.FRAFALL, utfort_av=utfort_av, data={"side": side, "grunn": grunn}, naa=naa)
    if grunn not in Frafallsgrunn.values:
        raise ValidationError({"grunn": _("Velg en grunn.")})
    if grunn == Frafallsgrunn.ANNET and not merknad.strip():
        raise ValidationError({"merknad": _("Skriv hvorfor evalueringen frafalles.")})
    if side not in Side.values or kan_frafalle(utfort_av, soknad) != side:
        raise ValidationError(_("Hver side frafaller sin egen evaluering."))
    rad = _laast(soknad, side)
    if rad.tilstand not in (E.VENTER, E.UTLOPT):
        raise ValidationError(_("Evalueringen er allerede levert eller frafalt."))
    rad.tilstand, rad.frafalt_grunn, rad.frafalt_merknad, rad.frafalt_av = E.FRAFALT, grunn, merknad.strip(), utfort_av
    rad.save()
    _ferdig(soknad, rad, hendelse, utfort_av, naa)
    if not er_evaluert(soknad):
        si_fra(soknad, hendelse, "evaluering_frafalt", [*folk_paa(soknad, Side.HOSPITANT), *folk_paa(soknad, Side.VERT)])
    return soknad


@operasjon
def utlop(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """The deadline has passed: this side may read what the other has given, and may still answer, late, or be let off."""
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "hospiteringsenhet__virksomhet").laas(soknad_id, versjon)
    hendelse = flytt(soknad, o.UTLOP, utfort_av=utfort_av, naa=naa)
    utlopte = list(soknad.evalueringer.select_for_update().filter(tilstand=E.VENTER, frist__lt=lokal_dato(naa)))
    if not utlopte:
        raise ValidationError(_("Fristen for evalueringen er ikke ute."))
    for rad in utlopte:
        rad.tilstand = E.UTLOPT
        rad.save()
        lukk_oppgaver(soknad, hendelse, tekster.EVALUER, del_id=rad.pk)
        spor_side(
            soknad, Side(rad.side), tekster.EVALUERING_UTLOPT, hendelse, mal="evaluering_utlopt", del_id=rad.pk
        )  # fmt: skip
    return soknad


@operasjon
def frigi(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, side: str, ja: bool, naa: datetime | None = None) -> Soknad:
    """One side lets others read what `side` says was worth it, or takes that back; both must have said yes."""
    naa = naa or timezone.now()
    soknad = Soknad.objects.select_related("avtale", "hospiteringsenhet__virksomhet").laas(soknad_id, versjon)
    hendelse = flytt(soknad, o.FRIGI, utfort_av=utfort_av, data={"side": side, "ja": ja}, naa=naa)
    rad = _laast(soknad, side)
    if rad.tilstand != E.LEVERT or not ser_evaluering(utfort_av, rad):
        raise ValidationError(_("Gi deres egen evaluering først. Da ser dere den andre sidens."))
    if ja and not rad.verdt:
        raise ValidationError(_("Det står ingenting om hva som var verdt det, så det er ingenting å la andre lese."))
    min_side = side_til(utfort_av, soknad) or Side.VERT
    setattr(rad, _frigitt(min_side), naa if ja else None)
    rad.save(update_fields=[_frigitt(min_side)])
    if ja and not rad.er_frigitt:
        si_fra(soknad, hendelse, "evaluering_frigi", folk_paa(soknad, _andre(min_side)))
    return soknad


def _laast(soknad: Soknad, side: str | None) -> Evaluering:
    """The evaluation of one side, locked. Raises `ValidationError` where that side is none."""
    rad = soknad.evalueringer.select_for_update().filter(side=side or "").first()
    if rad is None:
        raise ValidationError(_("Det er ingen evaluering fra denne siden."))
    return rad


def _andre(side: str) -> Side:
    return Side.HOSPITANT if side == Side.VERT else Side.VERT


def _frigitt(side: Side) -> str:
    return "frigitt_hospitant" if side == Side.HOSPITANT else "frigitt_vert"


def _ferdig(soknad: Soknad, rad: Evaluering, hendelse: Hendelse, utfort_av: Bruker, naa: datetime) -> None:
    """This side owes nothing more; when neither does, the case is complete and all who had a part in it are told."""
    lukk_oppgaver(soknad, hendelse, tekster.EVALUER, tekster.EVALUERING_UTLOPT, del_id=rad.pk)
    if not er_evaluert(soknad):
        return
    siste = flytt(soknad, o.FULLFOR, utfort_av=utfort_av, naa=naa)
    Avtale.objects.filter(pk=soknad.pk).update(fullfort_tid=naa)
    lukk_oppgaver(soknad, siste)
    sidene = [*folk_paa(soknad, Side.HOSPITANT), *folk_paa(soknad, Side.VERT)]
    si_fra(soknad, siste, "fullfort", sidene)
    si_fra(soknad, siste, "fullfort_leder", {f.bruker for f in ledere_egen(soknad)} - set(sidene))
