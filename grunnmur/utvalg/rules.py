"""Who may do what with committees and their meetings: one predicate per sentence."""

from __future__ import annotations

from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Organ, Organmedlem
from grunnmur.organisasjon.selectors import Fullmakt, tilgang_for
from grunnmur.organisasjon.selectors.organ import DELTAR, varaer_for, verv_i

from .models import STELLER_UTVALG, Godkjenningsmaate, Mote, Motesvar


def er_systemet(bruker: Bruker, mote: object) -> bool:
    """Time itself, or an area of the portal, acts through its own transitions."""
    return bruker.er_system


def steller_utvalg(bruker: Bruker, _hva: object = None) -> Fullmakt | None:
    """The secretariat and the secretaries of committees keep every committee: mandate, seats and members."""
    return next((f for f in tilgang_for(bruker).fullmakter if f.rolle.type in STELLER_UTVALG), None)


def er_sekretaer(bruker: Bruker, mote: Mote) -> Fullmakt | bool | None:
    """Who keeps the meetings of this committee: those who keep all, and its own secretary."""
    return steller_utvalg(bruker) or er_organets_sekretaer(bruker, mote.organ)


def er_organets_sekretaer(bruker: Bruker, organ: Organ) -> bool:
    verv = Organmedlem.objects.gjeldende(timezone.localdate()).filter(bruker=bruker.pk, verv=Organmedlem.Verv.SEKRETAER)
    return bruker.is_active and verv.filter(organ=organ.pk).exists()


def er_moteleder(bruker: Bruker, mote: Mote) -> bool:
    """Whoever led the meeting approves its minutes."""
    return bruker.is_active and bruker.pk == mote.moteleder_id


def er_deltaker(bruker: Bruker, mote: Mote) -> bool:
    """Whoever took part, in an own seat or as a deputy."""
    return bruker.is_active and mote.oppmoter.filter(bruker=bruker.pk).exists()


def skal_godkjenne(bruker: Bruker, mote: Mote) -> bool:
    """Whoever the minutes wait for."""
    if mote.godkjenning == Godkjenningsmaate.LEDER:
        return er_moteleder(bruker, mote)
    return bruker.is_active and mote.oppmoter.filter(bruker=bruker.pk, godkjent__isnull=True).exists()


def plasser_for(bruker: Bruker, mote: Mote) -> list[Organmedlem]:
    """The seats this person answers for in a written procedure.

    The own seat; else those they are deputy for. A seat answers once to each item: whoever comes first.
    """
    if not bruker.is_active:
        return []
    alle = verv_i(mote.organ, min(timezone.localdate(), mote.dag))
    deltar = [m for m in alle if m.verv in DELTAR]
    egen = [m for m in deltar if m.bruker_id == bruker.pk]
    if egen:
        return egen
    mulige = [m for m in deltar if any(v.bruker_id == bruker.pk for v in varaer_for(m, alle))]
    andres = set(Motesvar.objects.filter(mote=mote.pk).exclude(bruker=bruker.pk).values_list("medlem_id", flat=True))
    mulige = [m for m in mulige if m.pk not in andres]
    # One seat for each deputy: a deputy of several sits in the first that is free, and keeps the one begun.
    begynt = set(Motesvar.objects.filter(mote=mote.pk, bruker=bruker.pk).values_list("medlem_id", flat=True))
    return ([m for m in mulige if m.pk in begynt] or mulige)[:1]


def kan_svare(bruker: Bruker, mote: Mote) -> bool:
    """Those with a seat, and their deputies."""
    return bool(plasser_for(bruker, mote))


# --- what a meeting is ready for --------------------------------------------------------------------------------------


def er_skriftlig(mote: Mote) -> bool:
    return mote.er_skriftlig


def har_saker(mote: Mote) -> bool:
    return mote.saker.aktive().exists()


def kan_faa_flere_saker(mote: Mote) -> bool:
    """An agenda grows until the meeting; a written procedure that is sent is what was sent."""
    return not (mote.er_skriftlig and mote.tilstand != "planlagt")


def leder_godkjenner(mote: Mote) -> bool:
    return mote.godkjenning == Godkjenningsmaate.LEDER


def alle_godkjenner(mote: Mote) -> bool:
    return mote.godkjenning == Godkjenningsmaate.ALLE


def alle_har_godkjent(mote: Mote) -> bool:
    return alle_godkjenner(mote) and not mote.oppmoter.filter(godkjent__isnull=True).exists()


def protokollen_er_hel(mote: Mote) -> bool:
    """Every item has an outcome, and who led took part."""
    return not mote.saker.aktive().filter(utfall="").exists() and mote.oppmoter.filter(bruker=mote.moteleder_id).exists()
