"""The three ways an operation on a case says no. They are never confused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

if TYPE_CHECKING:
    from .models import Hendelse


class Nektet(PermissionDenied):
    """This person may not do this to this case."""


class UlovligOvergang(Exception):
    """The person may, but the case is no longer in a state where it can be done."""

    def __init__(self, melding: str = "") -> None:
        super().__init__(melding or _("Dette kan ikke gjøres nå, fordi saken har gått videre. Last siden på nytt."))


class Utdatert(Exception):
    """The case has changed since the page was read. `siste` tells who changed what, and when."""

    def __init__(self, siste: Hendelse | None = None) -> None:
        self.siste = siste
        super().__init__(_("Saken er endret siden du åpnet den. Les den på nytt før du går videre."))
