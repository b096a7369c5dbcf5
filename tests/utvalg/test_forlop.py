"""Meetings in thousands of orders: whoever does whatever, what the rules promise holds after every step."""

from __future__ import annotations

import contextlib
from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grunnmur.organisasjon.selectors.organ import DELTAR
from grunnmur.saksgang.feil import UlovligOvergang, Utdatert
from grunnmur.utvalg.models import Mote
from grunnmur.utvalg.operations import mote as moteop
from grunnmur.utvalg.operations import protokoll as op
from grunnmur.utvalg.operations import saksliste
from tests.utvalg.folk import UtvalgCast

FOLK = ("utvalgsleder", "medlem", "overlege", "vara", "organsekretaer", "utvalgssekretaer", "utenfor")
OFTE = (*FOLK, *["utvalgssekretaer"] * 8, *["utvalgsleder"] * 4)
"""Most verbs are the secretary's and the chair's: they are drawn more often, so that the meetings get somewhere."""
NEI = (PermissionDenied, ValidationError, UlovligOvergang, Utdatert)

skritt = st.tuples(
    st.sampled_from(("send", "hold", "rett", "vedtak", "trekk", "lever", "tilbake", "godkjenn", "avlys")),
    st.sampled_from(OFTE),
    st.lists(st.sampled_from(("utvalgsleder", "medlem", "overlege", "organsekretaer")), unique=True, min_size=1),
    st.sampled_from(OFTE),
    st.sampled_from(("leder", "alle")),
    st.integers(1, 2),
)


def gjor(utv: UtvalgCast, mote: Mote, hva: str, hvem: str, deltar: list[str], andre: str, maate: str, nr: int) -> None:
    felles: dict[str, Any] = {"utfort_av": utv.folk[hvem], "versjon": mote.versjon}
    oppmote = {"oppmote": utv.oppmote(*deltar), "moteleder": utv.folk[andre].pk, "godkjenning": maate}
    if hva == "send":
        moteop.send_saksliste(mote.pk, **felles, naa=timezone.now() - timedelta(days=20))
    elif hva == "hold":
        op.hold(mote.pk, **felles, **oppmote)
    elif hva == "rett":
        op.rett_oppmote(mote.pk, **felles, **oppmote)
    elif hva == "vedtak":
        ute = {o.pk: "part" for o in mote.oppmoter.filter(bruker=utv.folk[andre].pk)}
        op.skriv_vedtak(mote.pk, **felles, nummer=nr, utfall="vedtatt", inhabile=ute)
    elif hva == "trekk":
        saksliste.trekk_sak(mote.pk, **felles, nummer=nr)
    elif hva == "lever":
        op.til_godkjenning(mote.pk, **felles)
    elif hva == "tilbake":
        op.gi_tilbake(mote.pk, **felles, kommentar="Rett dette.")
    elif hva == "godkjenn":
        op.godkjenn(mote.pk, **felles)
    else:
        moteop.avlys(mote.pk, **felles)


def lovet(mote: Mote) -> None:
    """What docs/utvalg.md promises of minutes, asked without the code that keeps it."""
    plasser = list(mote.oppmoter.select_related("medlem"))
    assert len({p.bruker_id for p in plasser}) == len(plasser)
    if mote.tilstand in ("planlagt", "saksliste_sendt", "avlyst"):
        assert not plasser
        assert not mote.saker.exclude(utfall="").exists()
    if mote.tilstand not in ("protokollert", "godkjent"):
        assert not any(p.godkjent for p in plasser)
        return
    stemmer = {p.bruker_id for p in plasser if p.medlem.verv in DELTAR}
    assert mote.moteleder_id in stemmer
    for sak in mote.saker.filter(trukket=None):
        gikk = set(sak.inhabile.values_list("bruker_id", flat=True))
        assert sak.utfall
        assert stemmer - gikk
        assert mote.godkjenning == "alle" or mote.moteleder_id not in gikk
    if mote.tilstand == "godkjent":
        godkjente = {p.bruker_id for p in plasser if p.godkjent}
        assert mote.moteleder_id in godkjente
        assert mote.godkjenning == "leder" or len(godkjente) == len(plasser)


@pytest.mark.django_db
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(fra=st.sampled_from(("sendt", "holdt", "protokollert")), forlop=st.lists(skritt, min_size=5, max_size=25))
def test_whatever_is_done_the_promises_hold(utv: UtvalgCast, fra: str, forlop: list[Any]) -> None:
    with transaction.atomic():
        felter = (utv.motefelter(om=-1),) if fra == "sendt" else ()
        siden = {"naa": timezone.now() - timedelta(days=30)} if fra == "sendt" else {}
        mote = getattr(utv, fra)(*felter, **siden, saker=2)
        for steg in forlop:  # what is refused leaves everything as it was
            with contextlib.suppress(*NEI):
                gjor(utv, utv.ny(mote), *steg)
            lovet(utv.ny(mote))
        transaction.set_rollback(True)


def test_the_short_way_through_keeps_them_too(utv: UtvalgCast) -> None:
    for tilstand in ("sendt", "holdt", "protokollert", "godkjent"):
        lovet(getattr(utv, tilstand)())
