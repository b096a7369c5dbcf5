"""Who may enter forms signed on paper, and for whom."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Q

from grunnmur.organisasjon.models import Bruker, Rolle, RolleType, Virksomhet
from grunnmur.organisasjon.norsk import sorteringsnokkel
from grunnmur.organisasjon.selectors import fullmakt_til, tilgang_for
from grunnmur.saksgang.models import Signaturform

from ..models import Soknad
from .utfylling import forhandsutfylt

FLEST_TREFF = 10


def verter_for(bruker: Bruker) -> list[Virksomhet]:
    """The parties for which this person receives applications, also where it falls to the administrative contact."""
    roller = [f.rolle for f in tilgang_for(bruker).fullmakter]
    kandidater = {
        r.virksomhet_id: r.virksomhet for r in roller if r.type in (RolleType.MOTTAKSANSVARLIG, RolleType.KONTAKT_ADM)
    }
    return [v for v in kandidater.values() if fullmakt_til(bruker, RolleType.MOTTAKSANSVARLIG, virksomhet=v)]


def finn_ansatte(sok: str, *, utenom: Bruker) -> list[Bruker]:
    """Employees by their whole e-mail address, or by first and last name as written on the form.

    One word is not enough: then anybody could leaf through the staff of every party.
    """
    ord_ = sorteringsnokkel(sok).split()[:6]
    if "@" in sok:
        treff = Q(epost__iexact=sok)
    elif len(ord_) >= 2:
        treff = Q(sortering__startswith=ord_[0])
        for del_ in ord_[1:]:
            treff &= Q(sortering__contains=f" {del_}")
    else:
        return []
    folk = _ansatte().filter(treff).exclude(pk=utenom.pk)
    return list(folk.med_roller()[:FLEST_TREFF])


def ansatt(person: UUID) -> Bruker | None:
    return _ansatte().filter(pk=person).first()


def _ansatte() -> Any:
    ansatte = Rolle.objects.gjeldende().filter(type=RolleType.ANSATT).values("bruker")
    return Bruker.objects.virkelige().filter(pk__in=ansatte)


def tomt_skjema(soker: Bruker) -> Soknad:
    """An application that is not stored, with what profile and register know about the person."""
    felter = forhandsutfylt(soker)
    # What stands on the paper is what counts: home address and private phone are never shown to others first.
    private = dict.fromkeys(Soknad.PRIVATE, "")
    return Soknad(soker=soker, innsendingsform=Signaturform.PAPIR, **(felter | private))
