from typing import TYPE_CHECKING

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from .models import Bruker


class OrganisasjonConfig(AppConfig):
    name = "grunnmur.organisasjon"
    label = "organisasjon"
    verbose_name = _("Organisasjon")

    def ready(self) -> None:
        from grunnmur.portal import kontekst, navigasjon

        navigasjon.registrer(_("Virksomheten"), "organisasjon:start", synlig=_har_ansvar, rekkefolge=80)
        kontekst.registrer_helsefellesskap(_merkevare)


def _har_ansvar(bruker: "Bruker") -> bool:
    """Keeps a party, or holds a role that somebody may stand in for."""
    from .rules import har_forvalteransvar

    return har_forvalteransvar(bruker)


def _merkevare(request: object) -> object:
    """The name and the mark in the header are data."""
    from django.urls import reverse

    from grunnmur.portal.kontekst import Merkevare

    from .selectors import merkevaren

    navn, logo = merkevaren()
    return Merkevare(navn=navn, logo_url=reverse("organisasjon:logo", args=[logo]) if logo else "") if navn else None
