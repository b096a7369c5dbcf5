"""The whole demo: as large as promised, over eighteen months."""

import pytest
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from hospitering.models import Soknad
from tests.demo.fasit import sjekk_demoen


@pytest.mark.django_db
def test_hele_demoen(settings: object) -> None:
    settings.DEMO = True  # type: ignore[attr-defined]
    sjekk_demoen()
    assert 250 <= Bruker.objects.count() <= 500
    assert 180 <= Soknad.objects.count() <= 230
    spredning = Soknad.objects.exclude(innsendt_tid=None).order_by("innsendt_tid")
    forste, siste = spredning.first(), spredning.last()
    assert forste and siste and forste.innsendt_tid and siste.innsendt_tid
    assert (timezone.now() - forste.innsendt_tid).days >= 530
    assert (timezone.now() - siste.innsendt_tid).days <= 7
