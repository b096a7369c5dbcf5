"""Master data in Django's admin: for the system administrator, with nothing of the workflow."""

from . import innsyn, stamdata

__all__ = ["innsyn", "stamdata"]
