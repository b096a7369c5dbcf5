"""Open obligations for administrators: inspection only, they open and close with the events of a case."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from .models import Oppgave


class AapenFilter(admin.SimpleListFilter):
    """Open or closed; open unless told."""

    title = _("tilstand")
    parameter_name = "tilstand"

    def lookups(self, request, model_admin):
        return [("lukket", _("Lukket"))]

    def choices(self, changelist):
        yield {
            "selected": self.value() is None,
            "query_string": changelist.get_query_string(remove=[self.parameter_name]),
            "display": _("Åpen"),
        }
        yield {
            "selected": self.value() == "lukket",
            "query_string": changelist.get_query_string({self.parameter_name: "lukket"}),
            "display": _("Lukket"),
        }

    def queryset(self, request, queryset):
        return queryset.filter(lukket__isnull=self.value() != "lukket")


@admin.register(Oppgave)
class OppgaveAdmin(admin.ModelAdmin):
    list_display = ["type", "rolletype", "virksomhet", "enhet", "venter_siden", "frist", "trinn"]
    list_filter = [AapenFilter, "type", "rolletype", ("virksomhet", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["virksomhet", "enhet"]
    search_fields = ["id", "sak_id"]
    show_full_result_count = False
    fields = [
        *("id", "type", "rolletype", "virksomhet", "enhet", "person", "venter_siden", "frist"),
        *("paaminnelser", "trinn", "neste_paaminnelse", "lukket"),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Oppgave | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Oppgave | None = None) -> bool:
        return False
