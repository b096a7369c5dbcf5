"""The official form, filled in, as an archivable PDF."""

from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.dokumenter.svar import dokumentsvar
from grunnmur.organisasjon.innlogget import Innlogget
from grunnmur.saksgang.operations import noter_lesing

from ..rules import ser_private
from ..selectors.skjema import skjemadata
from ..selectors.utfylling import helsefellesskapet
from ..skjema_pdf import filnavn, skjema_som_dokument
from .sak import hent


@never_cache
@require_safe
def skjema(request: Innlogget, pk: UUID) -> HttpResponse:
    """The file, or the page to wait on while it is made. Private fields only for those who may see them.

    It says all that the case page says, so fetching it is noted as opening the case.
    """
    soknad = hent(request, pk)
    noter_lesing(soknad, request.user)
    helsefellesskap = helsefellesskapet()
    funn = skjema_som_dokument(
        soknad,
        skjemadata(soknad, helsefellesskap),
        helsefellesskap=helsefellesskap,
        bestilt_av=request.user,
        sprak=get_language() or "nb",
        vis_privat=ser_private(request.user, soknad),
        adresse=request.path,
    )
    return dokumentsvar(funn, filnavn=filnavn(soknad))
