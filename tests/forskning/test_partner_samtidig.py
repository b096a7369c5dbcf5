"""Parties answer at the same moment: every answer counts, the project is anchored once, and nobody waits for anybody."""

from __future__ import annotations

from typing import Any

import pytest

from forskning.operations import partner as op
from grunnmur.saksgang.models import Hendelse
from tests.forskning.folk import lag_forskning
from tests.forskning.forankringer import avgjor, sendt
from tests.forskning.forankringer import rad as forankring
from tests.forskning.test_partner import inviter, rad
from tests.lis1.test_plass_samtidighet import kappes


@pytest.mark.krav("S4-B03", "S1-F04")
def test_the_last_two_answers_at_once_anchor_the_project_once(transactional_db: None) -> None:
    forsk = lag_forskning()
    p = sendt(forsk)
    avgjor(forsk, forankring(p).motesak.mote)  # type: ignore[union-attr]
    assert forsk.nytt(p).tilstand == "til_forankring"
    eier, gjovik = rad(p, forsk.sykehus), rad(p, forsk.gjovik)
    svar = kappes(
        [
            lambda: op.bekreft(eier.pk, utfort_av=forsk.sykehusfou, versjon=eier.versjon),
            lambda: op.bekreft(gjovik.pk, utfort_av=forsk.fou, versjon=gjovik.versjon),
        ]
    )
    assert svar == ["gjort", "gjort"]
    assert (forsk.nytt(p).tilstand, Hendelse.objects.for_sak(p).filter(navn="forankre").count()) == ("forankret", 1)


@pytest.mark.krav("S4-B03")
def test_confirmed_and_taken_out_at_once_comes_to_one_of_them(transactional_db: None) -> None:
    forsk: Any = lag_forskning()
    p = forsk.ide()
    partner = inviter(forsk, p, forsk.gjovik)
    svar = kappes(
        [
            lambda: op.bekreft(partner.pk, utfort_av=forsk.fou, versjon=partner.versjon),
            lambda: op.ta_ut(partner.pk, utfort_av=forsk.forsker, versjon=partner.versjon),
        ]
    )
    partner.refresh_from_db()
    assert sorted(svar) == ["for sen", "gjort"]
    assert partner.svar == ("bekreftet" if svar[0] == "gjort" else "trukket")
