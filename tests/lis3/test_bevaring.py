"""When retention ends in LIS3: reasons and plans go, what happened stays."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.apps import apps
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.bevaring import TOMT, regler
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.saksgang.operations import sett_bevaringstid, tom_utlopte
from lis.lis3.models import Tjeneste, Tjenestetilstand
from lis.lis3.operations import tjeneste as op
from tests.lis3.folk import LisCast
from tests.lis3.tjenester import tilbudt


def feie(maaneder: int) -> int:
    return tom_utlopte(utfort_av=Bruker.objects.systemet(), naa=timezone.now() + timedelta(days=31 * maaneder))


@pytest.mark.django_db
def test_every_kind_of_case_has_a_rule_that_empties_it_all() -> None:
    saker = {modell for modell in apps.get_models() if issubclass(modell, Sak)}
    assert {regel.modell for regel in regler() if regel.alt} == saker


def test_a_service_that_came_to_nothing_is_emptied_after_its_time(lis: LisCast) -> None:
    sak = tilbudt(lis)
    op.takk_nei(sak.pk, utfort_av=lis.lis3, versjon=sak.versjon, kommentar="Jeg har fått plass nærmere hjemmet.")
    Tjeneste.objects.filter(pk=sak.pk).update(avvik_aarsak="Fullt på ønsket avdeling.")
    assert feie(60) == 0  # nobody has decided how long
    sett_bevaringstid("lis3.tjeneste", maaneder=24, utfort_av=Bruker.objects.systemet())
    assert (feie(20), feie(26), feie(26)) == (0, 1, 0)
    sak.refresh_from_db()
    assert (sak.tilstand, sak.avvik_aarsak, sak.veiledningsplan) == (Tjenestetilstand.TAKKET_NEI, TOMT, "")
    assert {h.kommentar for h in Hendelse.objects.for_sak(sak)} == {""}
    assert "takk_nei" in {h.navn for h in Hendelse.objects.for_sak(sak)}
    assert "avvik_aarsak" not in {felt.name for felt in Tjeneste.pgh_event_model._meta.fields}  # type: ignore[attr-defined]
