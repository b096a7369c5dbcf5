"""Doctors who have a place, in the states a test needs, made by the verbs."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker, Virksomhet
from grunnmur.varsling.models import Varsel
from lis.lis1.models import Kommuneplass
from lis.tildeling.models import Kanal, Tildeling
from lis.tildeling.operations import frafall as frafallop
from lis.tildeling.operations import tildeling as op
from tests.tildeling.folk import OPPSTART, TildelingsCast

SLUTT = date(2029, 8, 31)
I_TJENESTE = datetime(2029, 4, 1, 12, tzinfo=timezone.get_default_timezone())
"""A day in the middle of the half-year of these tests."""


def tildelt(
    lis: TildelingsCast, lege: str = "lis1lege", plass: Kommuneplass | None = None, kommune: Virksomhet | None = None
) -> Tildeling:
    """A doctor of ours has a place in Gjøvik, unless told whom and where."""
    stilling = lis.stilling(lege)
    return op.tildel(
        utfort_av=Bruker.objects.systemet(), lege=stilling.lege, plass=plass or lis.plass(kommune), hf=lis.sykehus,
        kanal=Kanal.DIREKTE, stilling=stilling,
    )  # fmt: skip


def fra_annet_hf(lis: TildelingsCast, kommune: Virksomhet | None = None, grunn: str = "Avtale om bytte.") -> Tildeling:
    """A doctor from another trust, without a position here: an exception with a reason (S1-L06)."""
    from lis.lege.models import Lege

    annet = Virksomhet.objects.get_or_create(navn="Annet sykehus HF", type="helseforetak")[0]
    lege = Lege.objects.create(navn="Frida Fraen", epost=f"frida{Lege.objects.count()}@lege.example")
    return op.tildel(
        utfort_av=Bruker.objects.systemet(), lege=lege, plass=lis.plass(kommune), hf=annet, kanal=Kanal.DIREKTE,
        unntak_begrunnelse=grunn,
    )  # fmt: skip


def gjor(verb: Any, sak: Tildeling, av: Bruker, **andre: Any) -> Tildeling:
    return verb(sak.pk, utfort_av=av, versjon=Tildeling.objects.get(pk=sak.pk).versjon, **andre)


def kontakten(lis: TildelingsCast, sak: Tildeling) -> Bruker:
    return lis.kommunekontakt if sak.kommune == lis.gjovik else lis.hamarkontakt


def ansatt(lis: TildelingsCast, *args: Any, **andre: Any) -> Tildeling:
    sak = tildelt(lis, *args, **andre)
    return gjor(op.ansett, sak, kontakten(lis, sak), dato=timezone.localdate())


def i_kommune(lis: TildelingsCast, *args: Any, **andre: Any) -> Tildeling:
    sak = ansatt(lis, *args, **andre)
    return gjor(op.begynn, sak, Bruker.objects.systemet(), naa=I_TJENESTE)


def fullfort(lis: TildelingsCast, *args: Any, **andre: Any) -> Tildeling:
    sak = i_kommune(lis, *args, **andre)
    return gjor(op.fullfor, sak, Bruker.objects.systemet(), naa=I_TJENESTE + timedelta(days=200))


def frafalt(lis: TildelingsCast, *args: Any, dato: date = OPPSTART, **andre: Any) -> Tildeling:
    sak = tildelt(lis, *args, **andre)
    return gjor(frafallop.meld_frafall, sak, kontakten(lis, sak), dato=dato)


def fortalt(sak: Tildeling, mal: str) -> list[str]:
    varsler = Varsel.objects.filter(sak_id=sak.pk, mal=f"tildeling.{mal}")
    return sorted(varsler.values_list("mottaker__navn", flat=True))


def aapne(sak: Tildeling) -> list[tuple[str, str]]:
    oppgaver = Oppgave.objects.for_sak(sak).aapne()
    return sorted((o.type, str(o.virksomhet)) for o in oppgaver.select_related("virksomhet"))
