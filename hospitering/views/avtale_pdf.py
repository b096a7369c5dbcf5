"""The agreement as an archivable PDF."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.dokumenter.svar import dokumentsvar
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.operations import noter_lesing

from ..avtale_pdf import filnavn, som_dokument
from ..rules.avtale import ser_reise
from ..selectors.utfylling import helsefellesskapet
from .sak import hent_med_avtale


@never_cache
@require_safe
def avtale(request: Innlogget, pk: UUID) -> HttpResponse:
    """The file, or the page to wait on while it is made. What is agreed about travel only for those two (S1-H12)."""
    sak = hent_med_avtale(request, pk)
    noter_lesing(sak, request.user)
    funn = som_dokument(
        sak,
        helsefellesskapet(),
        med_reise=ser_reise(request.user, sak),
        bestilt_av=request.user,
        sprak=get_language() or "nb",
        adresse=request.path,
    )
    return dokumentsvar(funn, filnavn=filnavn(sak))
