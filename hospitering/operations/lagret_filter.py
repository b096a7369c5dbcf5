"""Keep and throw away saved filters."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.operations import operasjon

from ..models import Lagretfilter

MAKS_PER_PERSON = 20


@operasjon
def lagre_filter(*, utfort_av: Bruker, navn: str, sporring: str) -> Lagretfilter:
    """Keep a filter under a name of one's own; the same name again replaces it."""
    egne = Lagretfilter.objects.synlig_for(utfort_av)
    if egne.exclude(navn=navn).count() >= MAKS_PER_PERSON:
        raise ValidationError(_("Du har så mange lagrede filtre som det er plass til. Slett ett først."))
    lagret, _ny = Lagretfilter.objects.update_or_create(bruker=utfort_av, navn=navn, defaults={"sporring": sporring})
    return lagret


@operasjon
def slett_filter(filter_id: UUID, *, utfort_av: Bruker) -> None:
    """Throw one's own filter away. Somebody else's is left alone."""
    Lagretfilter.objects.synlig_for(utfort_av).filter(pk=filter_id).delete()
