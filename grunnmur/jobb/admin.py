"""The queue as an administrator sees it: what waits, what failed and how often it was tried. Read-only, no contents."""

from django.contrib import admin
from django.http import HttpRequest

from grunnmur.jobb.models import Jobb


@admin.register(Jobb)
class JobbAdmin(admin.ModelAdmin[Jobb]):
    """Shows neither what a job was made from nor what it made."""

    list_display = ("tittel", "type", "tilstand", "forsok", "bestilt_av", "opprettet", "ferdig")
    list_filter = ("tilstand", "type")
    search_fields = ("tittel", "bestilt_av__epost")
    list_select_related = ("bestilt_av",)
    date_hierarchy = "opprettet"
    exclude = ("inndata", "inndata_sha256", "resultat", "radnokler")
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Jobb | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Jobb | None = None) -> bool:
        return False
