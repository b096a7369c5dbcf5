"""The page a person waits on, and the file they waited for."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from grunnmur.jobb.models import Jobb
from grunnmur.jobb.selectors import kan_hentes, slettes

RASKT, SENERE, LENGE = 2, 10, 30


@never_cache
@require_safe
def vis(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Waiting, finished or failed. Reloads itself while it waits, with and without JavaScript."""
    jobb = get_object_or_404(Jobb.objects.synlig_for(request.user).defer("resultat", "radnokler", "inndata"), pk=pk)
    droyer = (timezone.now() - jobb.opprettet).total_seconds() > LENGE
    kontekst = {"jobb": jobb, "droyer": droyer, "oppdater": SENERE if droyer else RASKT, "slettes": slettes(jobb)}
    return render(request, "jobb/vis.html", kontekst)


@never_cache
@require_safe
def fil(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The finished file, for the one who ordered it, as long as they may still see what is in it."""
    jobb = get_object_or_404(Jobb.objects.synlig_for(request.user).select_related("bestilt_av"), pk=pk)
    if jobb.resultat is None:
        raise Http404
    if not kan_hentes(jobb, jobb.bestilt_av):
        return render(request, "jobb/vis.html", {"jobb": jobb, "mistet_tilgang": True}, status=403)
    svar = HttpResponse(bytes(jobb.resultat), content_type=jobb.resultat_mime)
    svar["Content-Disposition"] = content_disposition_header(True, jobb.resultat_filnavn)
    return svar
