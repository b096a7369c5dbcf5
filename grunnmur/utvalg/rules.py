"""Who may do what with committees and their meetings: one predicate per sentence."""

from __future__ import annotations

from django.db.models import QuerySet
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker, Organ, Organmedlem
from grunnmur.organisasjon.selectors import Fullmakt, tilgang_for
from grunnmur.organisasjon.selectors.organ import DELTAR, varaer_for, verv_i

from .models import STELLER_UTVALG, Godkjenningsmaate, Mote, Motesvar


def plassen_til(bruker: Bruker, mote: Mote) -> Organmedlem | None:
    """The member's own seat at this meeting, for somebody who sits there today too."""
    alle = verv_i(mote.organ, mote.dag)
    egne = (m for m in alle if m.verv in DELTAR and m.bruker_id == bruker.pk and m.gjelder(timezone.localdate()))
    return next(egne, None) if bruker.is_active else None


def kan_melde_forfall(bruker: Bruker, mote: Mote) -> bool:
    """A member with a seat, for that seat; nobody says it for them."""
    plass = plassen_til(bruker, mote)
    return plass is not None and not mote.forfall.gjeldende().filter(medlem=plass).exists()


def kan_trekke_forfall(bruker: Bruker, mote: Mote) -> bool:
    """The member who said it."""
    plass = plassen_til(bruker, mote)
    return plass is not None and mote.forfall.gjeldende().filter(medlem=plass).exists()


def har_ikke_begynt(mote: Mote) -> bool:
    """One meets on a day to come; in writing nobody has to come."""
    return not mote.er_skriftlig and timezone.now() < mote.start


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


def sitter_fortsatt(mote: Mote) -> QuerySet[Bruker]:
    """Who has a capacity in the committee today, as a deputy too: nobody approves for it after that."""
    i_dag = Organmedlem.objects.gjeldende(timezone.localdate()).filter(organ=mote.organ_id)
    return Bruker.objects.filter(pk__in=i_dag.values("bruker"), is_active=True)


def er_moteleder(bruker: Bruker, mote: Mote) -> bool:
    """Whoever led the meeting approves its minutes, while they sit in the committee."""
    return bruker.pk == mote.moteleder_id and sitter_fortsatt(mote).filter(pk=bruker.pk).exists()


def skal_godkjenne(bruker: Bruker, mote: Mote) -> bool:
    """Whoever the minutes wait for."""
    if mote.godkjenning == Godkjenningsmaate.LEDER:
        return er_moteleder(bruker, mote)
    return mangler_godkjenning(mote).filter(pk=bruker.pk).exists()


def mangler_godkjenning(mote: Mote) -> QuerySet[Bruker]:
    """Those who took part, sit there still and have not approved."""
    return sitter_fortsatt(mote).filter(pk__in=mote.oppmoter.filter(godkjent__isnull=True).values("bruker"))


def kan_gi_tilbake(bruker: Bruker, mote: Mote) -> Fullmakt | bool | None:
    """Whoever the minutes wait for; and the secretary, for those who should approve may have left."""
    return skal_godkjenne(bruker, mote) or er_sekretaer(bruker, mote)


def plasser_for(bruker: Bruker, mote: Mote) -> list[Organmedlem]:
    """The seats this person answers for in a written procedure.

    The own seat; else those they are deputy for. A seat answers once to each item: whoever comes first. Who sits there
    on the last day decides, like at a meeting.
    """
    if not bruker.is_active:
        return []
    alle = verv_i(mote.organ, mote.dag)
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
    noen = mote.oppmoter.filter(godkjent__isnull=False).exists()
    return alle_godkjenner(mote) and noen and not mangler_godkjenning(mote).exists()


def protokollen_er_hel(mote: Mote) -> bool:
    """Every item has an outcome, and who led took part."""
    return not mote.saker.aktive().filter(utfall="").exists() and mote.oppmoter.filter(bruker=mote.moteleder_id).exists()
