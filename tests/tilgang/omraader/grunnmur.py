"""Tasks, notices, jobs and documents. The task and the notice are those of the area with a case (see hospitering)."""

from django.utils import timezone

from grunnmur.jobb.models import Jobb
from tests.rollebesetning import Cast
from tests.tilgang.omraader import Ting


def lag(cast: Cast, tilstand: str) -> Ting:
    jobb = Jobb.objects.create(
        type="prove", bestilt_av=cast.soker, inndata={}, inndata_sha256="0" * 64, opprettet=timezone.now()
    )
    return Ting(
        {
            "jobb:*": {"pk": jobb.pk},
            "dokumenter:*": {"kode": "finnes-ikke"},
            "kalender_ics": {"token": "x" * 43},
        }
    )
