"""Master data of LIS1, and cases to look at: a case moves by its own pages only."""

from . import plass, profil, stilling

__all__ = ["plass", "profil", "stilling"]
