"""Is the seal of this file whole, does it cover the file, and is it ours? Reads strangers' files in a fenced process."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

from grunnmur.dokumenter.seglfunn import Segl, Seglnavn, Segltilstand
from grunnmur.dokumenter.seglnokkel import DEMOSEGL, kjente_nokler

logger = logging.getLogger(__name__)

LESER = Path(__file__).with_name("seglleser.py")
TIDSGRENSE = 20
"""Seconds by the clock. The process itself ends after half of that at work."""

SAMTIDIG = BoundedSemaphore(2)
"""Files read at once in one web process; the third visitor waits, so that nobody can take the machine with uploads."""

VENTETID = 10
MERKE = b"/ByteRange"
"""Stands in the clear in every sealed file: a file without it need not be opened."""


def kontroller_segl(pdf: bytes | None) -> Segl:
    """Look at the seal of an uploaded file; None stands for one too large to be kept. Never raises on what a file holds."""
    if pdf is None:
        return Segl(Segltilstand.FOR_STOR)
    if MERKE not in pdf:
        return Segl(Segltilstand.INGEN)
    if not SAMTIDIG.acquire(timeout=VENTETID):
        return Segl(Segltilstand.OPPTATT)
    try:
        lest = _les(pdf)
    finally:
        SAMTIDIG.release()
    if lest is None:
        return Segl(Segltilstand.ULESELIG)
    if not lest:
        return Segl(Segltilstand.FJERNET)
    return _dom(lest)


def _les(pdf: bytes) -> list[dict[str, Any]] | None:
    """The seals as the fenced process reads them, or None when it did not come through."""
    try:
        # -I: nothing of the environment, the home directory or the current one has a say in what is loaded.
        svar = subprocess.run([sys.executable, "-I", LESER], input=pdf, capture_output=True, timeout=TIDSGRENSE, env={})
    except subprocess.TimeoutExpired:
        logger.warning("Segllesingen ble avbrutt: filen tok for lang tid")
        return None
    if svar.returncode != 0:
        logger.info("Segllesingen ga opp med kode %s", svar.returncode)
        return None
    funn: list[dict[str, Any]] = json.loads(svar.stdout)
    return funn


def _dom(lest: list[dict[str, Any]]) -> Segl:
    """One verdict: that on the portal's own seal when it is among them, however many others stand beside it."""
    kjente = kjente_nokler()
    vart = next((ett for ett in lest if ett["avtrykk"] in kjente), lest[-1])
    navn = kjente.get(vart["avtrykk"], Seglnavn.DEMO if vart["navn"] == DEMOSEGL else Seglnavn.UKJENT)
    if not vart["hel"]:
        return Segl(Segltilstand.BRUTT, navn)
    return Segl(Segltilstand.HELT if vart["dekker"] else Segltilstand.TILFOYD, navn)
