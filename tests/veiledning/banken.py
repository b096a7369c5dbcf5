"""Answers on their way into the bank, for the tests of it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.varsling.models import Varsel
from veiledning.models import Banksvar, Foresporsel
from veiledning.operations import bank, traad

from .folk import VeilCast

SVAR = "Smertepumpen settes opp av palliativt senter. Hjemmetjenesten følger med på dosen hver morgen."


def besvart(veil: VeilCast, **andre: Any) -> Foresporsel:
    """A general question with a written answer and one link."""
    sak = veil.tatt(veil.behov(**andre))
    return traad.svar(
        sak.pk, utfort_av=veil.svarer, versjon=sak.versjon, tekst=SVAR,
        lenker=[("Smertelindring i hjemmet", "https://prosedyrer.example/smertepumpe")],
    )  # fmt: skip


def foreslaatt(veil: VeilCast, *, av: str = "svarer", naa: datetime | None = None, **tekst: Any) -> Banksvar:
    sak = besvart(veil)
    felter = {"sporsmaal": "Hvordan brukes smertepumpe i hjemmet?", "svar": SVAR} | tekst
    return bank.foreslaa_publisering(sak.pk, utfort_av=veil.folk[av], versjon=sak.versjon, naa=naa, **felter)


def publisert(veil: VeilCast, *, naa: datetime | None = None, **tekst: Any) -> Banksvar:
    svar = foreslaatt(veil, naa=naa, **tekst)
    return bank.samtykk(svar.pk, utfort_av=veil.soker, versjon=svar.versjon, naa=naa)


def om_dager(dager: int) -> datetime:
    return timezone.now() + timedelta(days=dager)


def aapne(svar: Banksvar) -> list[Any]:
    """The open tasks: type, owner, deadline."""
    return [(o.type, o.person or o.rolletype, o.frist) for o in Oppgave.objects.for_sak(svar).aapne().order_by("type")]


def fortalt(svar: Banksvar, mal: str) -> list[str]:
    """The names of those who were told."""
    return sorted(v.mottaker.navn for v in Varsel.objects.filter(sak_id=svar.pk, mal=f"veiledning.bank_{mal}"))
