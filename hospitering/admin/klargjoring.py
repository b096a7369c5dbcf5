"""Declaration texts and what units want prepared are kept here too; what was signed, read and done is only looked at."""

from __future__ import annotations

from django.contrib import admin

from grunnmur.organisasjon.admin.grunnlag import Innsyn, Stamdata

from ..models import Forberedelse, Forberedelsespunkt, Instrukslesing, Taushetserklaering, Taushetstekst


@admin.register(Taushetstekst)
class TaushetstekstAdmin(Stamdata):
    """A text is never changed: a new one is a new version, as somebody may have signed the old one."""

    list_display = ("__str__", "virksomhet", "versjon", "gjelder_fra")
    list_select_related = ("virksomhet",)
    autocomplete_fields = ("virksomhet",)
    laast_etter_opprettelse = ("virksomhet", "versjon", "tekst_nb", "tekst_nn", "gjelder_fra")


@admin.register(Forberedelsespunkt)
class ForberedelsespunktAdmin(Stamdata):
    list_display = ("tekst", "enhet", "ansvarlig", "aktiv")
    list_filter = ("aktiv", "ansvarlig")
    list_select_related = ("enhet__virksomhet",)
    search_fields = ("tekst", "enhet__navn")
    autocomplete_fields = ("enhet",)


@admin.register(Taushetserklaering)
class TaushetserklaeringAdmin(Innsyn):
    list_display = ("soknad", "tekst", "form", "underskrevet", "mottatt_av")
    list_filter = ("form",)
    list_select_related = ("soknad", "tekst__virksomhet", "mottatt_av")
    search_fields = ("soknad__saksnummer",)


@admin.register(Instrukslesing)
class InstrukslesingAdmin(Innsyn):
    list_display = ("soknad", "side", "bruker", "tidspunkt", "versjon")
    list_filter = ("side",)
    list_select_related = ("soknad", "bruker")
    search_fields = ("soknad__saksnummer",)


@admin.register(Forberedelse)
class ForberedelseAdmin(Innsyn):
    list_display = ("soknad", "tekst", "ansvarlig", "gjort", "gjort_av")
    list_filter = ("ansvarlig",)
    list_select_related = ("soknad", "gjort_av")
    search_fields = ("soknad__saksnummer", "tekst")
