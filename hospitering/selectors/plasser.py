"""The places of an open invitation: who has one."""

from __future__ import annotations

from django.db.models import QuerySet

from ..models import MED_AVTALE, AapenInvitasjon, Soknad, Tilstand

MED_PLASS = (Tilstand.INNVILGET_VERT, *MED_AVTALE)
"""Granted by the host, and not called off since: as the database counts them."""


def innvilgede(invitasjon: AapenInvitasjon) -> QuerySet[Soknad]:
    return Soknad.objects.filter(invitasjon=invitasjon.pk, tilstand__in=MED_PLASS)
