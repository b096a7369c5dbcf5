"""The obligations of guidance and what people are told. No text repeats what a case says."""

from . import aktivitet, bank, foresporsel, plikt, svar, vakt

__all__ = ["aktivitet", "bank", "foresporsel", "plikt", "svar", "vakt"]
