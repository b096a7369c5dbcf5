"""How the register says no beside `ValidationError` and `PermissionDenied`."""

from django.utils.translation import gettext as _


class Utdatert(Exception):
    """The row has changed since the page was read. Nothing is saved."""

    def __init__(self) -> None:
        super().__init__(_("Dette er endret siden du åpnet siden. Les det på nytt før du lagrer."))
