"""The network's own parameters of LIS3 (S1-L03)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Helsefellesskap
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.operations import operasjon

from .. import rules
from ..models import Innstilling, Spesialisering
from ..selectors.regler import FELTER


@operasjon
def endre_regler(
    *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], bekreftet: bool = False, naa: datetime | None = None
) -> Innstilling:
    """Change the rules. A new way of counting seniority moves ranks, so it must be confirmed.

    What was decided among those with the same seniority was decided under the old rule, and falls away with it.
    """
    if not rules.koordinator(utfort_av):
        raise Nektet
    helsefellesskap = Helsefellesskap.objects.gjeldende()
    if helsefellesskap is None:
        raise ValidationError(_("Registrer helsefellesskapet før du endrer reglene."))
    Innstilling.objects.get_or_create(helsefellesskap=helsefellesskap)
    regler = Innstilling.objects.select_for_update().get(helsefellesskap=helsefellesskap)
    if regler.versjon != versjon:
        raise Utdatert
    nye = {navn: felter[navn] for navn in FELTER if navn in felter}
    ny_regel = nye.get("ansiennitetsregel", regler.ansiennitetsregel) != regler.ansiennitetsregel
    if ny_regel and not bekreftet:
        raise ValidationError(
            {"bekreftet": _("Ansiennitetsregelen endrer rangeringen av alle i køen. Kryss av for at dere vil det.")}
        )
    for navn, verdi in nye.items():
        setattr(regler, navn, verdi)
    regler.versjon += 1
    regler.full_clean(exclude=["helsefellesskap"])
    regler.save()
    if ny_regel:
        Spesialisering.objects.exclude(lik_rekkefolge=0).update(lik_rekkefolge=0)
    return regler
