"""What a unit wants done before a hospitant comes. It is copied to a case when its agreement is entered, and stays there."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Enhet
from grunnmur.portal.felt import paa_en_linje
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.operations import operasjon

from ..models import Forberedelsespunkt, Side
from ..rules.enhet import steller_enheten

FLEST = 30
"""Points of one unit: a list people read before a visit, not a manual."""


@operasjon
def legg_til_punkt(enhet_id: UUID, *, utfort_av: Bruker, tekst: str, ansvarlig: str) -> Forberedelsespunkt:
    """One point more, last in the unit's list. Raises `ValidationError` by field."""
    enhet = _enhet(enhet_id, utfort_av)
    tekst = paa_en_linje(tekst)
    aktive = Forberedelsespunkt.objects.filter(enhet=enhet, aktiv=True)
    feil = {}
    if not tekst:
        feil["tekst"] = _("Skriv hva som skal være gjort.")
    elif aktive.filter(tekst__iexact=tekst).exists():
        feil["tekst"] = _("Punktet står på listen allerede.")
    elif aktive.count() >= FLEST:
        feil["tekst"] = _("Listen er full. Fjern et punkt først.")
    if ansvarlig not in Side.values:
        feil["ansvarlig"] = _("Velg hvem som gjør det.")
    if feil:
        raise ValidationError(feil)
    sist = aktive.aggregate(nummer=Max("rekkefolge"))["nummer"] or 0
    return Forberedelsespunkt.objects.create(enhet=enhet, tekst=tekst, ansvarlig=ansvarlig, rekkefolge=sist + 1)


@operasjon
def fjern_punkt(enhet_id: UUID, punkt_id: UUID, *, utfort_av: Bruker) -> Forberedelsespunkt | None:
    """Later cases do without it. None when somebody has taken it away already."""
    enhet = _enhet(enhet_id, utfort_av)
    punkt = Forberedelsespunkt.objects.filter(enhet=enhet, aktiv=True, pk=punkt_id).first()
    if punkt:
        punkt.aktiv = False
        punkt.save(update_fields=["aktiv"])
    return punkt


@operasjon
def flytt_opp_punkt(enhet_id: UUID, punkt_id: UUID, *, utfort_av: Bruker) -> None:
    """One place up in the list. The first one stays where it is."""
    enhet = _enhet(enhet_id, utfort_av)
    punkter = list(Forberedelsespunkt.objects.filter(enhet=enhet, aktiv=True))
    her = next((nr for nr, punkt in enumerate(punkter) if punkt.pk == punkt_id), 0)
    if her:
        punkter[her - 1], punkter[her] = punkter[her], punkter[her - 1]
        for nr, punkt in enumerate(punkter, start=1):
            punkt.rekkefolge = nr
        Forberedelsespunkt.objects.bulk_update(punkter, ["rekkefolge"])


def _enhet(enhet_id: UUID, utfort_av: Bruker) -> Enhet:
    """The unit, locked: two who change its list at once do it one after the other."""
    enhet = Enhet.objects.select_for_update(no_key=True).get(pk=enhet_id)
    if not steller_enheten(utfort_av, enhet):
        raise Nektet
    return enhet
