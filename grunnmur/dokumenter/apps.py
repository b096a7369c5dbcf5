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
        from grunnmur.dokumenter.operations import JOBBTYPE, tom_for_saker, utsted
        from grunnmur.jobb.typer import registrer_jobbtype
        from grunnmur.saksgang.bevaring import registrer_folger

        registrer_jobbtype(JOBBTYPE, utsted, tidsgrense=60)
        registrer_folger("dokumenter", tom_for_saker)
