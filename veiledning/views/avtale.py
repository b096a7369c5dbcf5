"""What was agreed, for a calendar program."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.oppgaver.avtale import kalendersvar
from grunnmur.organisasjon.innlogget import Innlogget

from ..kalender import invitasjon
from ..rules.avtale import siste_avtale
from .sporsmaal import hent


@never_cache
@require_safe
def avtale_ics(request: Innlogget, pk: UUID) -> HttpResponse:
    """The invitation; its cancellation once it is called off. 404 before both have confirmed."""
    sak = hent(request, pk)
    avtale = siste_avtale(sak)
    if avtale is None or not avtale.er_bekreftet:
        raise Http404
    return kalendersvar(sak, invitasjon(sak, avtale))
