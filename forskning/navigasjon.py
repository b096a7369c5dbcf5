"""The entry of research in the main menu."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from grunnmur.portal import navigasjon

from .models.adgang import i_nettverket


def registrer() -> None:
    navigasjon.registrer(
        _("Forskning"),
        "forskning:liste",
        synlig=lambda bruker: navigasjon.husket("forskning", bruker, i_nettverket),
        rekkefolge=50,
    )
