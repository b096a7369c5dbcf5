"""Two questions from the outside: does the process live, may it have traffic?"""

from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from psycopg_pool import PoolTimeout

from helsefellesskap.helse import selectors


@login_not_required
@never_cache
@require_safe
def lever(request: HttpRequest) -> HttpResponse:
    """The process answers. Touches no database, so that a lost database does not restart the web server."""
    return HttpResponse("lever\n", content_type="text/plain; charset=utf-8")


@login_not_required
@never_cache
@require_safe
def klar(request: HttpRequest) -> JsonResponse:
    """503 only without database or with a migration waiting; `degradert` names what is silent behind the pages."""
    try:
        if selectors.mangler_migrering():
            return JsonResponse({"status": "ikke klar", "grunn": "migreringer"}, status=503)
        degradert = selectors.degradert(timezone.now())
    except (DatabaseError, PoolTimeout):
        return JsonResponse({"status": "ikke klar", "grunn": "database"}, status=503)
    return JsonResponse({"status": "degradert" if degradert else "klar", "degradert": degradert})
