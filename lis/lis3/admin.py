"""Master data of LIS3, and cases to look at: a case moves by its own pages only."""

from __future__ import annotations

from django.contrib import admin
from django.db import IntegrityError, ProgrammingError
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.admin.grunnlag import KanSlettes, Linjer, MedVersjon, Stamdata, Stamdataskjema
from grunnmur.saksgang.admin import Saksinnsyn

from .models import (
    Avdeling,
    Forslag,
    Innmelding,
    Innstilling,
    Kommunepraksis,
    Plass,
    Seksmndforesporsel,
    Stenging,
    Tjeneste,
    Vikariat,
)

FORKLARINGER = {
    "stenging_over_tjeneste": _("En lege har plassen i denne perioden. Flytt tjenesten før du stenger plassen."),
}
"""What triggers refuse, said to people."""


class Lis3stamdata(Stamdataskjema):
    """As all master data, with the sentences of this area."""

    def _post_clean(self) -> None:
        try:
            super()._post_clean()
        except (IntegrityError, ProgrammingError) as feil:
            tekst = next((melding for navn, melding in FORKLARINGER.items() if navn in str(feil)), None)
            if tekst is None:
                raise
            self.add_error(None, tekst)


class Plasslinjer(Linjer):
    model = Plass
    form = Lis3stamdata


@admin.register(Avdeling)
class AvdelingAdmin(Stamdata):
    list_display = ("enhet", "spesialitet", "godkjent", "aktiv")
    list_filter = ("aktiv", "spesialitet", "enhet__sted")
    list_select_related = ("enhet", "spesialitet")
    search_fields = ("enhet__navn", "enhet__sted")
    autocomplete_fields = ("enhet",)
    filter_horizontal = ("laeringsmaal",)
    laast_etter_opprettelse = ("enhet",)
    inlines = (Plasslinjer,)


@admin.register(Plass)
class PlassAdmin(Stamdata):
    list_display = ("avdeling", "nummer", "fra", "til")
    list_filter = ("avdeling__spesialitet", "avdeling__enhet__sted")
    list_select_related = ("avdeling__enhet",)
    search_fields = ("avdeling__enhet__navn", "avdeling__enhet__sted")
    laast_etter_opprettelse = ("avdeling",)


@admin.register(Stenging)
class StengingAdmin(KanSlettes, Stamdata):
    form = Lis3stamdata
    list_display = ("plass", "fra", "til", "grunn")
    list_filter = ("plass__avdeling__enhet__sted",)
    list_select_related = ("plass__avdeling__enhet",)
    search_fields = ("plass__avdeling__enhet__navn", "grunn")
    date_hierarchy = "fra"


@admin.register(Innstilling)
class InnstillingAdmin(MedVersjon):
    """The length of the service is changed here. How seniority is counted is changed on the coordinator's page, which asks
    first and undoes what falls with the old rule."""

    list_display = ("helsefellesskap", "ansiennitetsregel", "lengde_maaneder", "delperiode_maaneder")
    list_select_related = ("helsefellesskap",)
    laast_etter_opprettelse = ("helsefellesskap", "ansiennitetsregel")


@admin.register(Innmelding)
class InnmeldingAdmin(Saksinnsyn):
    list_display = ("saksnummer", "lege", "kommune", "tilstand", "planlagt_start", "innmeldt_tid")
    list_filter = ("tilstand", "vikar", "deling", "lege__kommune")
    list_select_related = ("lege__kommune",)
    search_fields = ("saksnummer", "lege__navn")

    @admin.display(description=_("kommune"))
    def kommune(self, obj: Innmelding) -> str:
        return str(obj.lege.kommune or "")


@admin.register(Seksmndforesporsel)
class SeksmndforesporselAdmin(Saksinnsyn):
    list_display = ("saksnummer", "innmelding", "tilstand", "planlagt_start", "frist", "sendt_tid")
    list_filter = ("tilstand", "sen_innmelding")
    list_select_related = ("innmelding",)
    search_fields = ("saksnummer", "innmelding__saksnummer", "innmelding__lege__navn")


@admin.register(Tjeneste)
class TjenesteAdmin(Saksinnsyn):
    list_display = ("saksnummer", "innmelding", "tilstand", "svarfrist", "startet", "avsluttet")
    list_select_related = ("innmelding",)
    search_fields = ("saksnummer", "innmelding__saksnummer", "innmelding__lege__navn")


@admin.register(Vikariat)
class VikariatAdmin(Saksinnsyn):
    list_display = ("saksnummer", "tittel", "avdeling", "tilstand", "soknadsfrist", "besatt_med")
    list_filter = ("tilstand", "besatt_med", "avdeling__spesialitet")
    list_select_related = ("avdeling__enhet",)
    search_fields = ("saksnummer", "tittel")


@admin.register(Kommunepraksis)
class KommunepraksisAdmin(Saksinnsyn):
    list_display = ("saksnummer", "lege", "kommune", "tilstand", "fra", "til")
    list_filter = ("tilstand", "kommune")
    list_select_related = ("lege", "kommune")
    search_fields = ("saksnummer", "lege__navn")


@admin.register(Forslag)
class ForslagAdmin(Saksinnsyn):
    list_display = ("saksnummer", "navn", "tilstand", "horisont_fra", "horisont_til", "varighet_ms")
