"""Away or on leave: from and to, and never why (S1-L14, G-18)."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.operations import flytt, operasjon
from lis.lis1.operations.folger import koordinatorer

from .. import overganger as o
from ..models import Fravaer, Tildeling
from .folger import kommunens_folk
from .tildeling import si_fra_om


@operasjon
def meld_fravaer(
    pk: UUID, *, utfort_av: Bruker, versjon: int, fra: date, til: date | None = None, naa: datetime | None = None
) -> Tildeling:
    """The doctor is away in a period, perhaps without a known end. Doctor, municipality and trust are told.

    Moves no day by itself: whether the doctor is later for it, the parties report when they know.
    """
    naa = naa or timezone.now()
    sak = Tildeling.objects.laas(pk, versjon)
    if til and til < fra:
        raise ValidationError({"til": _("Til-dato kan ikke være før fra-dato.")})
    if fra > sak.slutt:
        raise ValidationError({"fra": _("Kommunedelen er over da. Oppgi en dag i sykehusdelen eller kommunedelen.")})
    hendelse = flytt(sak, o.MELD_FRAVAER, utfort_av=utfort_av, naa=naa)
    Fravaer.objects.create(tildeling=sak, fra=fra, til=til, meldt_av=utfort_av, meldt=naa)
    mal, data = ("fravaer", {"siste": til.isoformat()}) if til else ("fravaer_uten_slutt", {})
    parter = [sak.lege.bruker, *kommunens_folk(sak.kommune), *koordinatorer()]
    si_fra_om(sak, hendelse, mal, parter, fra=fra.isoformat(), **data)
    return sak
