"""The allocation to look at: everything in it moves by its own pages only."""

from . import kriterier, runde, tildeling

__all__ = ["kriterier", "runde", "tildeling"]
