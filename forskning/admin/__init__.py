"""The rules of research, and cases to look at: a case moves by its own pages only."""

from . import prosjekt, stamdata

__all__ = ["prosjekt", "stamdata"]
