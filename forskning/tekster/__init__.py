"""The obligations of research and what people are told. No text repeats what a case says."""

from . import forankring, framdrift, partner, prosjekt, temaforslag, utlysning

__all__ = ["forankring", "framdrift", "partner", "prosjekt", "temaforslag", "utlysning"]
