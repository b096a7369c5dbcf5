"""The obligations of LIS1 and what people are told. No text repeats what a case says."""

from . import plass, stilling

__all__ = ["plass", "stilling"]
