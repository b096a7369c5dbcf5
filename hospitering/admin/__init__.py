"""Inspection of cases, which move by operations only, and the master data of hospitering."""

from . import frister, klargjoring, soknad, vertsenhet

__all__ = ["frister", "klargjoring", "soknad", "vertsenhet"]
