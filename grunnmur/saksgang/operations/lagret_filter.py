"""Keep and throw away saved filters."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker

from ..models import Lagretfilter
from .sak import operasjon

MAKS_FILTRE = 20
"""Of one list, for one person."""


@operasjon
def lagre_filter(liste: str, *, utfort_av: Bruker, navn: str, sporring: str) -> Lagretfilter:
    """Keep a filter of a list under a name of one's own; the same name again replaces it."""
    egne = Lagretfilter.objects.synlig_for(utfort_av).filter(liste=liste)
    if egne.exclude(navn=navn).count() >= MAKS_FILTRE:
        raise ValidationError(_("Du har så mange lagrede filtre som det er plass til. Slett ett først."))
    lagret, _ny = Lagretfilter.objects.update_or_create(
        bruker=utfort_av, liste=liste, navn=navn, defaults={"sporring": sporring}
    )
    return lagret


@operasjon
def slett_filter(liste: str, pk: UUID, *, utfort_av: Bruker) -> None:
    """Throw one's own filter away. Somebody else's is left alone."""
    Lagretfilter.objects.synlig_for(utfort_av).filter(liste=liste, pk=pk).delete()
