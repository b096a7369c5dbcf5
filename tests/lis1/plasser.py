"""Municipal places made by the verbs, for the tests about them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.varsling.models import Varsel
from lis.lis1.models import Kommuneplass
from lis.lis1.operations import plass as op
from lis.lis1.selectors.kommuner import halvaar_fram
from tests.lis1.folk import Lis1Cast


def halvaar(nr: int = 1) -> date:
    """The half-year that begins so many half-years from now; the first one may begin tomorrow."""
    return halvaar_fram(timezone.localdate())[nr]


def foreslaatt(lis: Lis1Cast, antall: int = 1, **andre: Any) -> list[Kommuneplass]:
    felter = {"kommune": lis.gjovik, "oppstart": halvaar(), "enhet": lis.korttid, "merknad": "Legekontor og sykehjem."}
    return op.foreslaa_plasser(utfort_av=andre.pop("utfort_av", lis.kommunekontakt), antall=antall, **(felter | andre))


def gjor(verb: Any, plass: Kommuneplass, av: Bruker, **andre: Any) -> Kommuneplass:
    return verb(plass.pk, utfort_av=av, versjon=Kommuneplass.objects.get(pk=plass.pk).versjon, **andre)


def godkjent(lis: Lis1Cast, **andre: Any) -> Kommuneplass:
    return gjor(op.godkjenn, foreslaatt(lis, **andre)[0], lis.statsforvalter)


def avslaatt(lis: Lis1Cast, kommentar: str = "Veilederen må være spesialist.") -> Kommuneplass:
    return gjor(op.ikke_godkjenn, foreslaatt(lis)[0], lis.statsforvalter, kommentar=kommentar)


def aapne(plass: Kommuneplass) -> list[tuple[str, str]]:
    oppgaver = Oppgave.objects.for_sak(plass).aapne()
    return [(o.type, str(o.virksomhet)) for o in oppgaver.select_related("virksomhet")]


def fortalt(plass: Kommuneplass, mal: str) -> list[str]:
    varsler = Varsel.objects.filter(sak_id=plass.pk, mal=f"lis1.{mal}")
    return sorted(varsler.values_list("mottaker__navn", flat=True))
