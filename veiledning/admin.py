"""Master data of guidance, and cases to look at: a case moves by its own pages only."""

from __future__ import annotations

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.admin.grunnlag import KanSlettes, MedVersjon, Stamdata, Stamdataskjema
from grunnmur.organisasjon.models import Rolle, RolleType
from grunnmur.saksgang.admin import Saksinnsyn

from .models import Aktivitet, Banksvar, Fagomraade, Foresporsel, Innstilling, Svarvakt


@admin.register(Fagomraade)
class FagomraadeAdmin(Stamdata):
    list_display = ("navn", "fagfelt", "aktivt")
    list_filter = ("fagfelt", "aktivt")
    search_fields = ("navn",)


@admin.register(Innstilling)
class InnstillingAdmin(MedVersjon):
    """What the network has agreed. The agreements themselves give no days."""

    list_display = ("helsefellesskap", "frist_haster", "frist_snart", "frist_vanlig")
    list_select_related = ("helsefellesskap",)
    laast_etter_opprettelse = ("helsefellesskap",)


class Vaktskjema(Stamdataskjema):
    """Only a role that answers guidance can be on a rota."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "rolle" in self.fields:
            svarer = Rolle.objects.filter(type=RolleType.VEILEDNINGSANSVARLIG, enhet__isnull=False)
            self.fields["rolle"].queryset = svarer.select_related("bruker", "enhet", "virksomhet")  # type: ignore[attr-defined]


@admin.register(Svarvakt)
class SvarvaktAdmin(KanSlettes, MedVersjon):
    form = Vaktskjema
    list_display = ("rolle", "enhet", "fagomraade", "rekkefolge", "gyldig_fra", "gyldig_til")
    list_filter = ("fagomraade", "rolle__virksomhet")
    list_select_related = ("rolle__bruker", "rolle__enhet", "rolle__virksomhet", "fagomraade")
    search_fields = ("rolle__bruker__sortering", "rolle__enhet__navn")
    laast_etter_opprettelse = ("rolle",)

    @admin.display(description=_("enhet"))
    def enhet(self, obj: Svarvakt) -> str:
        return str(obj.rolle.enhet)


@admin.register(Foresporsel)
class ForesporselAdmin(Saksinnsyn):
    skjult = frozenset({"overskrift", "ring_tlf", "sokevektor"})
    list_display = ("saksnummer", "fra_virksomhet", "til_virksomhet", "tilstand", "omfang", "svarfrist", "ansvarlig")
    list_filter = ("tilstand", "omfang", "fagfelt", "hastegrad")
    list_select_related = ("fra_virksomhet", "til_virksomhet", "ansvarlig")


@admin.register(Aktivitet)
class AktivitetAdmin(Saksinnsyn):
    list_display = ("saksnummer", "tittel", "virksomhet", "tilstand", "start")
    list_select_related = ("virksomhet",)
    search_fields = ("saksnummer", "tittel")


@admin.register(Banksvar)
class BanksvarAdmin(Saksinnsyn):
    skjult = frozenset({"sporsmaal", "sokevektor"})
    list_display = ("saksnummer", "forfatter", "tilstand", "publisert_tid", "gjennomgaas")
    list_filter = ("tilstand", "fagfelt")
    list_select_related = ("forfatter",)
