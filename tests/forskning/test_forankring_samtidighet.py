"""Two who act on a project at once: one outcome, whoever comes first."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from forskning.models import Partner, Prosjekt, Soknad
from forskning.operations import forankring as op
from forskning.operations import partner as partnerop
from forskning.operations import soknad as soknadop
from grunnmur.organisasjon.models import Organmedlem
from grunnmur.saksgang.models import Hendelse
from grunnmur.utvalg.models import Motesak
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import protokoll
from tests.lis1.test_plass_samtidighet import kappes

from .forankringer import for_dager_siden, invitert, mote_ny, rad, sendt, svar


@pytest.fixture
def forsk(transactional_db: None) -> Any:
    from tests.forskning.folk import lag_forskning

    return lag_forskning()


def til_godkjenning(forsk: Any, p: Prosjekt) -> Any:
    """The committee has said yes, and its leader is to approve the minutes."""
    mote, sekretaer = rad(p).motesak.mote, {"utfort_av": forsk.utvalgssekretaer}  # type: ignore[union-attr]
    moteop.send_saksliste(mote.pk, **sekretaer, versjon=mote.versjon, naa=for_dager_siden(10))
    plasser = {m.pk: m.bruker_id for m in Organmedlem.objects.filter(organ=forsk.ssu)}
    protokoll.hold(mote.pk, **sekretaer, versjon=mote_ny(mote).versjon, oppmote=plasser, moteleder=forsk.ssuleder.pk)
    protokoll.skriv_vedtak(mote.pk, **sekretaer, versjon=mote_ny(mote).versjon, nummer=1, utfall="vedtatt")
    protokoll.til_godkjenning(mote.pk, **sekretaer, versjon=mote_ny(mote).versjon)
    return mote_ny(mote)


@pytest.mark.krav("S1-F04", "S4-B03")
def test_the_last_partner_and_the_minutes_anchor_it_once(forsk: Any) -> None:
    p = svar(forsk, sendt(forsk), "sykehusfou")
    mote = til_godkjenning(forsk, p)
    partner = Partner.objects.get(prosjekt=p, virksomhet=forsk.gjovik)
    svarene = kappes(
        [
            lambda: partnerop.bekreft(partner.pk, utfort_av=forsk.fou, versjon=partner.versjon),
            lambda: protokoll.godkjenn(mote.pk, utfort_av=forsk.ssuleder, versjon=mote.versjon),
        ]
    )
    assert (svarene, forsk.nytt(p).tilstand) == (["gjort", "gjort"], "forankret")
    assert Hendelse.objects.for_sak(p).filter(navn="forankre").count() == 1


def test_taken_back_while_the_meeting_is_called_off(forsk: Any) -> None:
    p = svar(forsk, sendt(forsk))
    mote = rad(p).motesak.mote  # type: ignore[union-attr]
    svarene = kappes(
        [
            lambda: op.trekk(p.pk, utfort_av=forsk.forsker, versjon=p.versjon),
            lambda: moteop.avlys(mote.pk, utfort_av=forsk.utvalgssekretaer, versjon=mote.versjon),
        ]
    )
    assert (svarene, forsk.nytt(p).tilstand) == (["gjort", "gjort"], "tidligfase")


def test_sent_twice_at_once_it_stands_on_one_agenda(forsk: Any) -> None:
    forsk.mote(40)
    p = invitert(forsk)
    svarene = kappes(
        [
            lambda bruker=bruker: op.send(p.pk, utfort_av=bruker, versjon=p.versjon)  # type: ignore[misc]
            for bruker in (forsk.forsker, forsk.sykehusfou)
        ]
    )
    assert sorted(svarene) == ["for sen", "gjort"]
    assert (p.forankringer.count(), Motesak.objects.om(p).count()) == (1, 1)


def test_sent_to_the_committee_or_to_the_funder_and_never_both(forsk: Any) -> None:
    p = invitert(forsk, soknadsfrist=timezone.localdate() + timedelta(days=30))
    felter = {
        "finansior": "Demofondet", "belop": None, "sendt": timezone.localdate(), "med_logo": True,
        "uforankret_grunn": "kort_frist", "uforankret_tekst": "Kom i går.",
    }  # fmt: skip
    svarene = kappes(
        [
            lambda: op.send(p.pk, utfort_av=forsk.forsker, versjon=p.versjon),
            lambda: soknadop.send_uforankret(p.pk, utfort_av=forsk.sykehusfou, versjon=p.versjon, felter=felter),
        ]
    )
    assert sorted(svarene) == ["for sen", "gjort"]
    assert (p.forankringer.count(), Soknad.objects.count()) == ((1, 0) if svarene[0] == "gjort" else (0, 1))
