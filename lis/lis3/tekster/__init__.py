"""The obligations of LIS3 and what people are told. No text repeats what a case says."""

from . import foresporsel, forslag, innmelding, ko, kommunepraksis, tjeneste, vikariat

__all__ = ["foresporsel", "forslag", "innmelding", "ko", "kommunepraksis", "tjeneste", "vikariat"]
