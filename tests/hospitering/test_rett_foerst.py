"""Whoever may not, or comes too late, is told that, whatever else is wrong with what they send."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from grunnmur.saksgang.feil import Nektet, UlovligOvergang
from grunnmur.saksgang.models import Avvisning
from hospitering import operations as op
from hospitering.models import Soknad
from hospitering.operations import avklaring, avtale, gjennomforing, periode
from tests.hospitering import avtaler
from tests.rollebesetning import Cast

UMULIG: dict[str, Any] = {
    "fra": date(2020, 1, 9),
    "til": date(2020, 1, 2),
    "evaluering_tidspunkt": avtaler.kl(date(2020, 1, 1)),
}


def proev(verb: Any, sak: Soknad, av: Any, **andre: Any) -> None:
    verb(sak.pk, utfort_av=av, versjon=sak.versjon, **andre)


@pytest.mark.krav("S1-S40")
def test_retten_sies_foer_det_som_er_galt(cast: Cast) -> None:
    sak = cast.besvart()
    punkter = {"ansvar": False, "taushet_form": "", "taushet_naar": date(2020, 1, 1), "instruks_naar": date(2020, 1, 1)}
    for verb, hvem, andre in (
        (periode.foresla_periode, cast.leder, UMULIG),
        (avklaring.avklar, cast.soker, punkter),
        (gjennomforing.avlys, cast.soker, {"aarsak": ""}),
        (op.trekk, cast.kontakt, {}),
    ):
        with pytest.raises(Nektet):
            proev(verb, sak, hvem, **andre)
    assert Avvisning.objects.filter(sak_id=sak.pk).count() == 4


def test_for_sent_sies_ogsaa_der_det_ikke_finnes_noen_avtale(cast: Cast) -> None:
    sak = cast.mottatt()
    for verb, hvem, andre in ((periode.foresla_periode, cast.soker, UMULIG), (avtale.inngaa_avtale, cast.vertsleder, {})):
        with pytest.raises(UlovligOvergang):
            proev(verb, sak, hvem, **andre)
