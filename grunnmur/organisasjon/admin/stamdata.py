"""Parties, units, people, roles and committees."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ..logo import MAKS_BYTE, som_png
from ..models import (
    Bruker,
    Deltakelse,
    Enhet,
    Helsefellesskap,
    Organ,
    Organmedlem,
    Representasjon,
    Rolle,
    Stedfortreder,
    Tema,
    Virksomhet,
)
from ..operations import sett_logo
from .grunnlag import (
    Deltakelseslinjer,
    KanSlettes,
    Medlemslinjer,
    Representasjonslinjer,
    Rollelinjer,
    Stamdata,
    Stamdataskjema,
)


@admin.register(Bruker)
class BrukerAdmin(Stamdata):
    list_display = ("navn", "epost", "is_active", "is_staff", "opprettet")
    list_filter = ("is_active", "is_staff", "faggruppe")
    search_fields = ("navn", "epost")
    readonly_fields = ("opprettet", "last_login")
    inlines = (Rollelinjer,)
    fieldsets = (
        (None, {"fields": ("navn", "epost", "malform", "varselvalg")}),
        (_("Arbeid"), {"fields": ("faggruppe", "stillingstittel", "hpr_nummer", "tlf_arbeid")}),
        (_("Adgang"), {"fields": ("is_active", "is_staff", "is_superuser", "opprettet", "last_login")}),
    )

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Bruker]:
        return super().get_queryset(request).filter(er_system=False)

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        felter = super().get_fieldsets(request, obj)
        return [*felter, (_("Endringer"), {"fields": ("historikk",)})] if obj else felter

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        # An administrator does not make administrators; a superuser does.
        vern = [] if request.user.is_superuser else ["is_staff", "is_superuser"]
        return [*super().get_readonly_fields(request, obj), *vern]

    def save_model(self, request: HttpRequest, obj: Bruker, form: Any, change: bool) -> None:
        if not change:
            obj.set_unusable_password()
        super().save_model(request, obj, form, change)


@admin.register(Virksomhet)
class VirksomhetAdmin(Stamdata):
    list_display = ("navn", "type", "nivaa", "orgnr", "helseregion", "eier")
    list_filter = ("type", "nivaa", "helseregion")
    list_select_related = ("eier",)
    search_fields = ("navn", "orgnr", "kommunenummer")
    autocomplete_fields = ("eier",)
    inlines = (Rollelinjer,)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        return [*super().get_readonly_fields(request, obj), *(["forvaltning"] if obj else [])]

    @admin.display(description=_("enheter, roller og import"))
    def forvaltning(self, obj: Virksomhet) -> SafeString:
        return format_html(
            '<a href="{}">{}</a> · <a href="{}">{}</a>',
            reverse("organisasjon:oversikt", args=[obj.pk]),
            _("Virksomhetens egne sider"),
            reverse("organisasjon:importer", args=[obj.pk]),
            _("Import"),
        )


@admin.register(Tema)
class TemaAdmin(Stamdata):
    list_display = ("__str__", "kode", "kilde", "satsing", "gyldig_fra", "gyldig_til")
    list_filter = ("satsing",)
    search_fields = ("navn_nb", "navn_nn", "kode")


@admin.register(Enhet)
class EnhetAdmin(Stamdata):
    list_display = ("visningsnavn", "virksomhet", "overordnet", "telefon", "nedlagt")
    list_filter = (("nedlagt", admin.EmptyFieldListFilter), "virksomhet__type")
    list_select_related = ("virksomhet", "overordnet")
    search_fields = ("navn", "sted", "fagomraade", "virksomhet__navn")
    autocomplete_fields = ("virksomhet", "overordnet")
    inlines = (Rollelinjer,)
    laast_etter_opprettelse = ("virksomhet",)


@admin.register(Rolle)
class RolleAdmin(Stamdata):
    list_display = ("bruker", "type", "virksomhet", "enhet", "gyldig_fra", "gyldig_til")
    list_filter = ("type", ("gyldig_til", admin.EmptyFieldListFilter), "virksomhet__type")
    list_select_related = ("bruker", "virksomhet", "enhet")
    search_fields = ("bruker__navn", "bruker__epost", "virksomhet__navn", "enhet__navn")
    autocomplete_fields = ("bruker", "virksomhet", "enhet")
    laast_etter_opprettelse = ("bruker", "type", "virksomhet", "enhet")


@admin.register(Stedfortreder)
class StedfortrederAdmin(Stamdata):
    list_display = ("bruker", "rolle", "gyldig_fra", "gyldig_til")
    list_select_related = ("bruker", "rolle__bruker", "rolle__enhet", "rolle__virksomhet")
    search_fields = ("bruker__navn", "rolle__bruker__navn")
    autocomplete_fields = ("bruker", "rolle")
    laast_etter_opprettelse = ("bruker", "rolle")


class Helsefellesskapskjema(Stamdataskjema):
    """With the logo, which is drawn anew and kept beside the row."""

    ny_logo = forms.FileField(
        label=_("Ny logo"),
        required=False,
        widget=forms.ClearableFileInput(attrs={"accept": "image/png,image/webp"}),
        help_text=_(
            "PNG eller WebP, høyst 1 MB. Vises i toppen av alle sider og på dokumenter, og må synes på lys og mørk bunn."
        ),
    )
    fjern_logo = forms.BooleanField(label=_("Bruk portalens eget merke"), required=False)

    def clean_ny_logo(self) -> bytes | None:
        fil = self.cleaned_data.get("ny_logo")
        if not fil:
            return None
        if fil.size > MAKS_BYTE:
            raise ValidationError(_("Bildet er for stort. Velg en fil på høyst 1 MB."))
        innhold = bytes(fil.read())
        som_png(innhold)
        return innhold


@admin.register(Helsefellesskap)
class HelsefellesskapAdmin(Stamdata):
    form = Helsefellesskapskjema
    list_display = ("navn", "helseforetak", "kontakt_epost", "purrefrist_virkedager")
    search_fields = ("navn",)
    autocomplete_fields = ("helseforetak",)
    inlines = (Deltakelseslinjer,)

    def save_model(self, request: HttpRequest, obj: Helsefellesskap, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        bilde, fjern = form.cleaned_data.get("ny_logo"), form.cleaned_data.get("fjern_logo")
        if (bilde or fjern) and isinstance(request.user, Bruker):
            sett_logo(obj, bilde=bilde or None, utfort_av=request.user)


@admin.register(Deltakelse)
class DeltakelseAdmin(KanSlettes, Stamdata):
    list_display = ("virksomhet", "helsefellesskap", "gyldig_fra", "gyldig_til")
    list_filter = ("helsefellesskap", ("gyldig_til", admin.EmptyFieldListFilter))
    list_select_related = ("virksomhet", "helsefellesskap")
    search_fields = ("virksomhet__navn",)
    autocomplete_fields = ("virksomhet", "helsefellesskap")


@admin.register(Organ)
class OrganAdmin(KanSlettes, Stamdata):
    list_display = ("navn", "type", "helsefellesskap", "overordnet", "nedlagt")
    list_filter = ("type", ("nedlagt", admin.EmptyFieldListFilter))
    list_select_related = ("helsefellesskap", "overordnet")
    search_fields = ("navn",)
    autocomplete_fields = ("helsefellesskap", "overordnet")
    inlines = (Representasjonslinjer, Medlemslinjer)


@admin.register(Representasjon)
class RepresentasjonAdmin(KanSlettes, Stamdata):
    list_display = ("navn", "organ", "rolletype", "virksomhetstype", "antall", "gyldig_fra", "gyldig_til")
    list_filter = ("organ__type",)
    list_select_related = ("organ",)
    search_fields = ("navn", "organ__navn")
    autocomplete_fields = ("organ",)
    laast_etter_opprettelse = ("organ",)


@admin.register(Organmedlem)
class OrganmedlemAdmin(KanSlettes, Stamdata):
    list_display = ("bruker", "verv", "organ", "virksomhet", "representasjon", "gyldig_fra", "gyldig_til")
    list_filter = ("organ__type", "verv")
    list_select_related = ("bruker", "organ", "virksomhet", "representasjon")
    search_fields = ("bruker__navn", "organ__navn")
    autocomplete_fields = ("bruker", "organ", "virksomhet", "representasjon", "vara_for")
    laast_etter_opprettelse = ("organ", "bruker", "verv", "vara_for")
