"""Projects in the states that tests begin from; past the rules where the way there is another room's."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from forskning.models import Partner, Partnersvar, Prosjekt
from forskning.operations import prosjekt as op


def eier_svart(forsk: Any, prosjekt: Prosjekt) -> Prosjekt:
    """The FoU coordinator of the hospital says yes for the party that owns the project."""
    Partner.objects.filter(prosjekt=prosjekt, virksomhet=forsk.sykehus).update(
        svar=Partnersvar.BEKREFTET, maate="portalen", svardato=timezone.localdate(), besvart_av=forsk.sykehusfou
    )
    return forsk.nytt(prosjekt)


def i_gang(forsk: Any, **felter: Any) -> Prosjekt:
    """Without external money, and begun."""
    egen = {"finansiering": "egen", "finansior": "", "soknadsfrist": None}
    prosjekt = eier_svart(forsk, forsk.ide(**(egen | felter)))
    return forsk.nytt(op.start(prosjekt.pk, utfort_av=forsk.forsker, versjon=prosjekt.versjon))


def fullfort(forsk: Any, **felter: Any) -> Prosjekt:
    prosjekt = i_gang(forsk, **felter)
    return forsk.nytt(op.fullfor(prosjekt.pk, utfort_av=forsk.forsker, versjon=prosjekt.versjon))


def stanset(forsk: Any, **felter: Any) -> Prosjekt:
    prosjekt = forsk.ide(**felter)
    return forsk.nytt(op.stans(prosjekt.pk, utfort_av=forsk.forsker, versjon=prosjekt.versjon, grunn="ikke_tid"))
