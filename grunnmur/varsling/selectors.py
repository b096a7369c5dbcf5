"""The inbox, as its page and the header read it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.http import HttpRequest
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.sider import Nokkelside
from grunnmur.saksgang.models import Sak

from .maler import Varseltekst, bare_epost, skriv
from .models import Varsel, VarselQuerySet

MANGE = 100


def innboks(bruker: Bruker) -> VarselQuerySet:
    """What this person has been told in the portal. What came by mail only (a new password) is not kept there."""
    return Varsel.objects.til(bruker).exclude(mal__in=bare_epost())


def kan_aapnes(varsel: Varsel) -> bool:
    """Whether the recipient may open what the notice leads to now, when that is the page of its case.

    Somebody may have left the case since it was told: the old municipality, a former leader. A page that is not the
    case's own decides for itself.
    """
    if varsel.sak_type_id is None or varsel.sak_id is None or varsel.mottaker is None:
        return True
    modell: Any = ContentType.objects.get_for_id(varsel.sak_type_id).model_class()
    if not issubclass(modell, Sak) or not varsel.adresse.startswith(modell(pk=varsel.sak_id).get_absolute_url()):
        return True
    return modell.objects.synlig_for(varsel.mottaker).filter(pk=varsel.sak_id).exists()


# Written out because the header of every page asks it: `innboks(bruker).uleste()`, counted no further than the header shows.
ULESTE = """
SELECT count(*) FROM (
    SELECT 1 FROM varsling_varsel WHERE mottaker_id = %s AND lest IS NULL AND mal <> ALL(%s::varchar[]) LIMIT %s
) uleste
"""


def antall_uleste(request: HttpRequest) -> int:
    """Unread notices of the signed-in person, counted no further than `MANGE`: an index scan of a few rows."""
    with connection.cursor() as peker:
        peker.execute(ULESTE, [request.user.pk, bare_epost(), MANGE])
        return int(peker.fetchone()[0])


@dataclass(frozen=True)
class Varselrad:
    """One line of the inbox, in the reader's language."""

    id: UUID
    tekst: Varseltekst
    opprettet: datetime
    lest: bool


@dataclass(frozen=True)
class Innboksside:
    """One page of the inbox, with what pagination needs."""

    rader: list[Varselrad]
    forrige: str | None
    neste: str | None


def innboksside(bruker: Bruker, markor: str | None = None) -> Innboksside:
    """A page of what this person has been told, newest first."""
    side = Nokkelside(innboks(bruker), sortering="-opprettet", markor=markor)
    return Innboksside([_rad(varsel) for varsel in side.rader], side.forrige, side.neste)


def _rad(varsel: Varsel) -> Varselrad:
    try:
        tekst = skriv(varsel)
    except KeyError:
        # A text that a newer version no longer has must not take the whole inbox with it.
        tekst = Varseltekst(_("Varsel fra portalen"), "", _("Åpne"))
    return Varselrad(varsel.pk, tekst, varsel.opprettet, varsel.lest is not None)
