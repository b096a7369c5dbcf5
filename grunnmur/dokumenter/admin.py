"""Issued documents as an administrator sees them: which, when, replaced by what. Never the file."""

from django.contrib import admin
from django.http import HttpRequest

from grunnmur.dokumenter.models import Dokument


@admin.register(Dokument)
class DokumentAdmin(admin.ModelAdmin[Dokument]):
    """Read-only: documents are made by jobs and never changed."""

    list_display = ("tittel", "saksnummer", "sprak", "variant", "skjemaversjon", "opprettet")
    list_filter = ("mal", "sprak")
    search_fields = ("saksnummer", "pdf_sha256")
    date_hierarchy = "opprettet"
    exclude = ("pdf", "kode")
    raw_id_fields = ("erstatter",)
    show_full_result_count = False

    def get_queryset(self, request: HttpRequest):  # type: ignore[no-untyped-def]
        return super().get_queryset(request).defer("pdf")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Dokument | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Dokument | None = None) -> bool:
        return False
