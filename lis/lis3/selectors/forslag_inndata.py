"""Freeze the queue and the capacity as the input of a proposal: all that decides, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet

from grunnmur.jobb.operations import kanonisk
from lis.lege.models import Laeringsmaal, Maalstatus

from .. import rules
from ..fordeling.inndata import VERSJON
from ..frister import maaned_nr, maaned_slutt, maaned_start
from ..models import (
    Avdeling,
    Deling,
    Delingsvurdering,
    Gruppe,
    Innmelding,
    Innmeldingstilstand,
    Innstilling,
    Onske,
    Tjeneste,
)
from .ledighet import Plassledighet, ledighet

Valg = dict[str, Any]
"""`uten_rang`, `slakk_er_likt`: bool; `ekstra`: places per department; `uten`: enrolments left out."""

STANDARDVALG: Valg = {"uten_rang": False, "slakk_er_likt": False, "ekstra": {}, "uten": []}


def er_hypotetisk(valg: Valg) -> bool:
    """A what-if: with places that are not there, or without somebody who is. It can be read, never used."""
    return bool(valg["ekstra"] or valg["uten"])


def avtrykk(verdi: dict[str, Any]) -> str:
    """SHA-256 of the canonical JSON."""
    return hashlib.sha256(kanonisk(verdi)).hexdigest()


def lag_inndata(fra: date, til: date, valg: Valg) -> dict[str, Any]:
    """What a proposal for starts from the month of `fra` through the month of `til` is made from, as it is now."""
    regler = Innstilling.objects.gjeldende()
    koen = list(i_rekkefolge(Innmelding.objects.i_koen()))
    har_plass = set(Tjeneste.objects.gjeldende().values_list("innmelding_id", flat=True))
    utelatt = {str(sak.pk): grunn for sak in koen if (grunn := _utelatt(sak, valg, har_plass))}
    med = [sak for sak in koen if str(sak.pk) not in utelatt]
    fra_nr, til_nr = maaned_nr(fra), maaned_nr(til)
    siste = til_nr + max(regler.lengde_maaneder, 2 * regler.delperiode_maaneder) - 1
    return {
        "versjon": VERSJON,
        "fra": fra_nr,
        "til": til_nr,
        "lengde": regler.lengde_maaneder,
        "del_lengde": regler.delperiode_maaneder,
        "slakk_er_likt": bool(valg["slakk_er_likt"]),
        "regel": regler.ansiennitetsregel,
        "avdelinger": list(_avdelinger(fra_nr, siste, valg)),
        "leger": list(_leger(med)),
        "utelatt": [{"id": id_, "grunn": grunn} for id_, grunn in sorted(utelatt.items())],
        "valg": valg,
    }


def i_rekkefolge(sporring: QuerySet[Innmelding]) -> QuerySet[Innmelding]:
    """The ranked by rank; then the others as they were enrolled."""
    felter = sporring.select_related("koplass", "lege__spesialisering").prefetch_related("onsker")
    return felter.order_by("koplass__plassering", "innmeldt_tid", "pk")


def _utelatt(sak: Innmelding, valg: Valg, har_plass: set[Any]) -> str:
    """Why somebody in the queue takes no part; empty for those who do."""
    if str(sak.pk) in valg["uten"]:
        return "valgt_bort"
    if sak.pk in har_plass:
        return "har_plass"
    if sak.tilstand == Innmeldingstilstand.PAA_VENT:
        return "paa_vent"
    if sak.deling == Deling.DELT and sak.delingsvurdering == Delingsvurdering.VENTER:
        return "deling_venter"
    if sak.koplass.rang is None and not valg["uten_rang"]:
        return "uten_rang"
    return ""


def _leger(saker: Iterable[Innmelding]) -> Iterator[dict[str, Any]]:
    maal = list(Laeringsmaal.objects.filter(i_sykehus=True).values_list("kode", flat=True))
    naadd = set(Maalstatus.objects.values_list("lege_id", "maal_id"))
    for sak in saker:
        allmenn = sak.lege.spesialisering.gruppe == Gruppe.ALLMENNMEDISIN
        yield {
            "id": str(sak.pk),
            "saksnummer": sak.saksnummer,
            "rang": sak.koplass.rang,
            "delt": sak.deling == Deling.DELT and rules.kan_deles(sak),
            "maal": [kode for kode in maal if allmenn and (sak.lege_id, kode) not in naadd],
            "onsker": [_onske(onske) for onske in sorted(sak.onsker.all(), key=lambda o: o.prioritet)],
        }


def _onske(onske: Onske) -> dict[str, Any]:
    return {
        "start": maaned_nr(onske.start),
        "foer": onske.slakk_foer,
        "etter": onske.slakk_etter,
        "avdeling": str(onske.avdeling_id),
    }


def _avdelinger(fra: int, siste: int, valg: Valg) -> Iterator[dict[str, Any]]:
    plasser: dict[Any, list[Plassledighet]] = {}
    for ledig in ledighet(maaned_start(fra), maaned_slutt(siste)).values():
        plasser.setdefault(ledig.plass.avdeling_id, []).append(ledig)
    oppdiktet = 0
    for avdeling in Avdeling.objects.aktive().prefetch_related("laeringsmaal").order_by("pk"):
        rader = [
            {"id": p.plass.pk, "nummer": p.plass.nummer, "ledig": strekk(p.ledige)} for p in plasser.get(avdeling.pk, [])
        ]
        for nr in range(valg["ekstra"].get(str(avdeling.pk), 0)):
            oppdiktet -= 1
            rader.append({"id": oppdiktet, "nummer": 1001 + nr, "ledig": [[fra, siste]]})
        yield {
            "id": str(avdeling.pk),
            "maal": sorted(maal.kode for maal in avdeling.laeringsmaal.all()),
            "godkjent": avdeling.godkjent is not None and avdeling.godkjent <= maaned_start(fra),
            "plasser": rader,
        }


def strekk(maaneder: Iterable[int]) -> list[list[int]]:
    """Months as stretches, both ends included."""
    svar: list[list[int]] = []
    for nr in sorted(maaneder):
        if svar and svar[-1][1] == nr - 1:
            svar[-1][1] = nr
        else:
            svar.append([nr, nr])
    return svar
