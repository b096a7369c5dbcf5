"""The pages of a round ask as many questions for forty candidates as for three, and each rule once."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from grunnmur.saksgang.operations import flytt
from lis.lege.models import Lege
from lis.tildeling import overganger as o
from lis.tildeling import rules
from lis.tildeling.models import Habilitet, Kandidat, Onske, Runde
from tests.klient import som

from .tilstander import aapen, beregnet, ny, system, til_behandling

pytestmark = pytest.mark.django_db
LISTEN = "/lis/lis1/runder/"


def fyll(lis: Any, runde: Runde, antall: int) -> None:
    """So many candidates more, from another trust, with wishes."""
    nye = Lege.objects.bulk_create(Lege(navn=f"Kandidat {n:02}", epost=f"k{n}@lege.example") for n in range(antall))
    rader = Kandidat.objects.bulk_create(
        Kandidat(runde=runde, lege=lege, hf=lis.sykehus, unntak_begrunnelse="Avtale om bytte.") for lege in nye
    )
    Onske.objects.bulk_create(
        Onske(kandidat=rad, kommune=sted, rang=rang) for rad in rader for rang, sted in enumerate((lis.gjovik, lis.hamar), 1)
    )
    Kandidat.objects.filter(runde=runde).update(onsker_levert=timezone.now())


def antall(bruker: Any, adresse: str) -> int:
    klient = som(bruker)
    klient.get(adresse)  # what is noted once a day is noted
    with CaptureQueriesContext(connection) as spurt:
        assert klient.get(adresse).status_code == 200
    return len(spurt)


@pytest.mark.parametrize(
    ("kode", "side", "mest"),
    [("koordinator", "", 48), ("kommuneoverlege", "", 48), ("lis1lege", "", 30), ("koordinator", LISTEN, 14)],
)
@pytest.mark.parametrize("behandles", [False, True], ids=["aapen", "behandles"])
def test_sidene_spor_like_mye_om_forti_som_om_tre(lis: Any, kode: str, side: str, mest: int, behandles: bool) -> None:
    for sted in (lis.gjovik, lis.gjovik, lis.hamar):
        lis.plass(sted)
    sak = aapen(lis, onsker={"lis1lege": [lis.gjovik], "kandidat2": [lis.hamar], "kandidat3": [lis.gjovik]})
    adresse = side or sak.get_absolute_url()
    if not behandles:
        faa = antall(lis.folk[kode], adresse)
        fyll(lis, sak, 37)
    else:
        fyll(lis, sak, 37)
        flytt(ny(sak), o.LUKK, utfort_av=system())
        beregnet(lis, ny(sak))
        faa = mest
    mange = antall(lis.folk[kode], adresse)
    assert mange <= faa + 2, "a page of the list of candidates is counted when there is more than one"
    assert mange <= mest


def test_det_som_er_spurt_en_gang_huskes_ikke_etterpaa(lis: Any) -> None:
    """A rule that is asked again after the page was drawn, or by somebody else, is asked of the rows."""
    sak = til_behandling(lis, "lis1lege")
    with rules.spurt_en_gang():
        assert rules.behandler(lis.kommuneoverlege, sak)
        Habilitet.objects.create(
            runde=sak, bruker=lis.kommuneoverlege, grunn="naerstaaende", meldt=timezone.now(), utfall="inhabil",
            avgjort_av=lis.statsforvalter, avgjort=timezone.now(),
        )  # fmt: skip
        assert rules.behandler(lis.statsforvalter, sak)
        assert rules.behandler(lis.utenfor, sak) in (None, False)
    assert rules.behandler(lis.kommuneoverlege, sak) is None
    with rules.spurt_en_gang():
        assert rules.behandler(lis.kommuneoverlege, sak) is None
