"""A member cannot come, and a deputy is called in; or the member can come after all."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Organmedlem
from grunnmur.organisasjon.selectors.organ import varaer_for, verv_i
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import rules
from ..models import Forfall, Mote
from .folger import sekretaerene, si_fra


@operasjon
def meld_forfall(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Mote:
    """The member cannot come. The first deputy for the seat who is free is called in, and the secretary is told.

    Why is never asked. What the agenda says, the deputy hears now if it is sent, else with everybody else.
    """
    naa = naa or timezone.now()
    mote = Mote.objects.laas(pk, versjon)
    plass = rules.plassen_til(utfort_av, mote)
    hendelse = flytt(mote, o.MELD_FORFALL, utfort_av=utfort_av, naa=naa)
    if plass is None or naa >= mote.start:
        raise ValidationError(_("Møtet har begynt. Ta kontakt med sekretæren."))
    vara = _ledig_vara(mote, plass)
    Forfall.objects.create(mote=mote, medlem=plass, bruker=utfort_av, vara=vara, meldt=naa)
    if vara:
        si_fra(mote, hendelse, "innkalt_som_vara", [vara])
    mal = "forfall" if vara else "forfall_uten_vara"
    si_fra(mote, hendelse, mal, sekretaerene(mote.organ, lokal_dato(naa)))
    return mote


@operasjon
def trekk_forfall(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Mote:
    """The member can come after all, and the deputy need not."""
    naa = naa or timezone.now()
    mote = Mote.objects.laas(pk, versjon)
    forfall = mote.forfall.gjeldende().select_related("vara").filter(medlem=rules.plassen_til(utfort_av, mote)).first()
    hendelse = flytt(mote, o.TREKK_FORFALL, utfort_av=utfort_av, naa=naa)
    if forfall is None or naa >= mote.start:
        raise ValidationError(_("Møtet har begynt. Ta kontakt med sekretæren."))
    forfall.trukket = naa
    forfall.save(update_fields=["trukket"])
    if forfall.vara:
        si_fra(mote, hendelse, "vara_trengs_ikke", [forfall.vara])
    si_fra(mote, hendelse, "forfall_trukket", sekretaerene(mote.organ, lokal_dato(naa)))
    return mote


def _ledig_vara(mote: Mote, plass: Organmedlem) -> Bruker | None:
    """The member's own deputy before that of the seat before that of any; nobody is called to two seats."""
    opptatt = set(mote.forfall.gjeldende().exclude(vara=None).values_list("vara_id", flat=True))
    alle = [m for m in verv_i(mote.organ, mote.dag) if m.gjelder() or m.verv != Organmedlem.Verv.VARA]
    mulige = [v.bruker for v in varaer_for(plass, alle) if v.bruker_id not in opptatt and v.bruker.is_active]
    return mulige[0] if mulige else None
