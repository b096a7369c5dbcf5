"""The obligations of research and what people are told. No text repeats what a case says."""

from . import prosjekt, utlysning

__all__ = ["prosjekt", "utlysning"]
