"""What the admin pages of this app share."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

import pghistory
from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import OuterRef, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ..models import Bruker, Deltakelse, Organmedlem, Representasjon, Rolle
from ..operations.sporbar import forklart


class Stamdataskjema(forms.ModelForm):
    """Ask the database before saying yes: its constraints and triggers become sentences in the form."""

    def _post_clean(self) -> None:
        super()._post_clean()  # type: ignore[misc]
        if self.errors:
            return
        try:
            with transaction.atomic():
                with forklart():
                    copy.copy(self.instance).save(force_insert=self.instance._state.adding)
                transaction.set_rollback(True)
        except ValidationError as feil:
            self.add_error(None, feil)


class _Tilgang:
    """Open to the system administrator, to nobody else, whatever Django's own permissions say."""

    def _er_admin(self, request: HttpRequest) -> bool:
        return bool(request.user.is_active and getattr(request.user, "is_staff", False))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._er_admin(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._er_admin(request)

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._er_admin(request)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Stamdata(_Tilgang, admin.ModelAdmin):
    """What all master data shares: who changed it is kept, nothing is deleted, and the history is one click away."""

    form = Stamdataskjema
    list_per_page = 50
    show_full_result_count = False
    laast_etter_opprettelse: Sequence[str] = ()

    def __init__(self, model: type[models.Model], admin_site: admin.AdminSite) -> None:
        super().__init__(model, admin_site)
        historikk = getattr(model, "pgh_event_model", None)
        if historikk is not None and not admin_site.is_registered(historikk):
            admin_site.register(historikk, Historikk)  # what `historikk` links to

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> list[str]:
        faste = [*super().get_readonly_fields(request, obj)]
        if obj is not None:
            faste += self.laast_etter_opprettelse
            if hasattr(self.model, "pgh_event_model"):
                faste.append("historikk")
        return faste

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._er_admin(request)

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with pghistory.context(operasjon="admin", utfort_av=str(request.user.pk)):
            return super().changeform_view(request, *args, **kwargs)

    def delete_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        with pghistory.context(operasjon="admin", utfort_av=str(request.user.pk)):
            return super().delete_view(request, *args, **kwargs)

    @admin.display(description=_("historikk"))
    def historikk(self, obj: models.Model) -> SafeString:
        modell = self.model.pgh_event_model._meta
        liste = reverse(f"admin:{modell.app_label}_{modell.model_name}_changelist")
        return format_html('<a href="{}?pgh_obj_id={}">{}</a>', liste, obj.pk, _("Se alle endringer"))


class MedVersjon(Stamdata):
    """A change here is a new version too: whoever has its page open is told."""

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        obj.versjon += 1 if change else 0
        super().save_model(request, obj, form, change)


class KanSlettes:
    """For what may be a slip of the pen; the history keeps it."""

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self._er_admin(request)  # type: ignore[attr-defined]


class Linjer(_Tilgang, admin.TabularInline):
    extra = 0
    show_change_link = True


class Rollelinjer(Linjer):
    """Read-only: a role is given and ended by its own page, which explains what it refuses."""

    model = Rolle
    fields = readonly_fields = ("bruker", "type", "virksomhet", "enhet", "gyldig_fra", "gyldig_til")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).select_related("bruker", "virksomhet", "enhet")


class Deltakelseslinjer(Linjer):
    model = Deltakelse
    form = Stamdataskjema
    autocomplete_fields = ("virksomhet",)


class Medlemslinjer(Linjer):
    """Read-only: who sat where must stay true, so a capacity is given and ended on its own page."""

    model = Organmedlem
    fk_name = "organ"
    fields = readonly_fields = ("bruker", "verv", "virksomhet", "representasjon", "vara_for", "gyldig_fra", "gyldig_til")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        return super().get_queryset(request).select_related("bruker", "virksomhet", "representasjon", "vara_for__bruker")


class Representasjonslinjer(Linjer):
    model = Representasjon
    form = Stamdataskjema


class Innsyn(_Tilgang, admin.ModelAdmin):
    """Looked at here, changed by its own pages."""

    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self._er_admin(request)

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class Historikk(Innsyn):
    """Every version of the rows of one table: what, when, by which operation and whom. Reached from the row itself."""

    list_display = ("pgh_created_at", "hendelse", "pgh_obj_id", "operasjon", "hvem")
    list_filter = ("pgh_label",)
    list_select_related = ("pgh_context",)
    ordering = ("-pgh_id",)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        return lookup == "pgh_obj_id" or super().lookup_allowed(lookup, value, request)

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        bruker_id = Cast(KeyTextTransform("utfort_av", OuterRef("pgh_context__metadata")), models.UUIDField())
        navn = Bruker.objects.filter(pk=bruker_id).values("navn")[:1]
        return super().get_queryset(request).annotate(_hvem=Subquery(navn))

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": _("Historikk"), **(extra_context or {})})

    @admin.display(description=_("hendelse"))
    def hendelse(self, obj: Any) -> str:
        return {"insert": _("opprettet"), "update": _("endret"), "delete": _("slettet")}.get(obj.pgh_label, obj.pgh_label)

    @admin.display(description=_("operasjon"))
    def operasjon(self, obj: Any) -> str:
        return obj.pgh_context.metadata.get("operasjon", "") if obj.pgh_context else ""

    @admin.display(description=_("utført av"))
    def hvem(self, obj: Any) -> str:
        return obj._hvem or ""
