"""The obligations of research and what people are told. No text repeats what a case says."""

from . import forankring, framdrift, prosjekt, utlysning

__all__ = ["forankring", "framdrift", "prosjekt", "utlysning"]
