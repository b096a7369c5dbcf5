"""The obligations of the allocation and what people are told. No text repeats what a case says."""

from . import forslag, kriterier, restplass, runde, tildeling, vedtak

__all__ = ["forslag", "kriterier", "restplass", "runde", "tildeling", "vedtak"]
