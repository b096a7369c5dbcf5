from __future__ import annotations

from django.contrib import admin

from grunnmur.organisasjon.admin.grunnlag import Innsyn, MedVersjon

from ..models import Innstilling, Partnerprofil


@admin.register(Innstilling)
class InnstillingAdmin(MedVersjon):
    """What the network has agreed. The procedure itself gives no days."""

    list_display = (
        "helsefellesskap",
        "strategisk_organ",
        "partnersvar_virkedager",
        "skriftlig_virkedager",
        "stille_maaneder",
    )
    list_select_related = ("helsefellesskap", "strategisk_organ")
    laast_etter_opprettelse = ("helsefellesskap",)


@admin.register(Partnerprofil)
class PartnerprofilAdmin(Innsyn):
    """Which role answers for a party. The party says so on its own page."""

    list_display = ("virksomhet", "bekreftes_av", "miljo", "versjon")
    list_filter = ("bekreftes_av", "miljo")
    list_select_related = ("virksomhet",)
    search_fields = ("virksomhet__navn",)
