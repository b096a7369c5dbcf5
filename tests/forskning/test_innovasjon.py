"""Innovation with those who are in the municipality: firms, volunteers and users are partners like others."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from forskning.operations import partner as op
from tests.klient import som

pytestmark = pytest.mark.django_db


@pytest.mark.krav("S4-D15", "S0-F02")
def test_et_innovasjonsprosjekt_har_en_kommune_et_firma_og_brukerne_som_partnere(forsk: Any) -> None:
    p = forsk.ide(av="kommuneforsker", eier=forsk.gjovik, type="innovasjon", tittel="Stille alarm i sykehjem")
    forsk.ide(tittel="Noe helt annet")
    for part in (forsk.parter["firma"], forsk.parter["brukerorg"]):
        op.inviter(p.pk, utfort_av=forsk.kommuneforsker, versjon=forsk.nytt(p).versjon, virksomhet=part)
    liste = som(forsk.hamarsjef).get(reverse("forskning:liste"), {"type": "innovasjon"}).content.decode()
    assert ("Stille alarm i sykehjem" in liste, "Noe helt annet" in liste) == (True, False)
    side = som(forsk.hamarsjef).get(reverse("forskning:partnere", args=[p.pk])).content.decode()
    for navn in ("Gjøvik kommune", "Demoteknologi AS", "Demo brukerorganisasjon"):
        assert navn in side
