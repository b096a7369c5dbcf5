"""The outbox for administrators: what could not be sent, what is doubtful, and sending again by choice."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from . import operations
from .models import Varsel


@admin.register(Varsel)
class VarselAdmin(admin.ModelAdmin):
    """Read only: rows are written by operations and moved by the sender. What a notice says is not shown."""

    list_display = ["mal", "mottaker", "opprettet", "epost", "forsok", "sendt", "feil"]
    list_filter = ["epost", "mal", "opprettet"]
    list_select_related = ["mottaker"]
    search_fields = ["mottaker__epost", "mottaker__navn", "til_epost", "id"]
    date_hierarchy = "opprettet"
    show_full_result_count = False
    actions = ["send_paa_nytt"]
    fields = [
        *("id", "mal", "mottaker", "til_epost", "opprettet", "lest"),
        *("epost", "forsok", "neste_forsok", "tatt", "sendt", "feil"),
    ]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Varsel | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Varsel | None = None) -> bool:
        return False

    def has_send_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm("varsling.change_varsel")

    @admin.action(description=gettext_lazy("Send på nytt (det som feilet eller er usikkert)"), permissions=["send"])
    def send_paa_nytt(self, request: HttpRequest, queryset: QuerySet[Varsel]) -> None:
        """Send again, and write in the log of the admin who chose it."""
        kan = list(queryset.filter(epost__in=Varsel.KAN_SENDES_PAA_NYTT))
        antall = operations.send_paa_nytt(varsel.pk for varsel in kan)
        if antall:
            LogEntry.objects.log_actions(
                str(request.user.pk),
                kan,
                CHANGE,
                change_message=_("Sendt på nytt etter eget valg."),
            )
            tekst = ngettext("%(antall)d varsel sendes på nytt.", "%(antall)d varsler sendes på nytt.", antall)
            self.message_user(request, tekst % {"antall": antall}, messages.SUCCESS)
        else:
            self.message_user(
                request, _("Ingen av de valgte kan sendes på nytt: de er sendt, eller de venter."), messages.WARNING
            )
