"""Documents that leave the portal: archivable PDFs and the page that tells whether one is genuine."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DokumenterConfig(AppConfig):
    """Documents, produced by jobs and verifiable by anyone."""

    name = "grunnmur.dokumenter"
    label = "dokumenter"
    verbose_name = _("Dokumenter")

    def ready(self) -> None:
        """Tell the queue how a document is made."""
        from grunnmur.dokumenter.operations import JOBBTYPE, utsted
        from grunnmur.jobb.typer import registrer_jobbtype

        registrer_jobbtype(JOBBTYPE, utsted, tidsgrense=60)
