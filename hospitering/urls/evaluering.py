"""The evaluation of a case, and what evaluations say together."""

from django.urls import path

from ..views import evaluering

urlpatterns = [
    path("evalueringer/", evaluering.evalueringer, name="evalueringer"),
    path("<uuid:pk>/evaluering/", evaluering.evaluering, name="evaluering"),
    path("<uuid:pk>/evaluering/gi/", evaluering.evaluer, name="evaluer"),
    path("<uuid:pk>/evaluering/frafall/", evaluering.frafall, name="frafall"),
    path("<uuid:pk>/evaluering/tidspunkt.ics", evaluering.kalender, name="evaluering_ics"),
    path("<uuid:pk>/evaluering/<slug:side>/frigi/", evaluering.frigi, {"ja": True}, name="frigi"),
    path("<uuid:pk>/evaluering/<slug:side>/skjul/", evaluering.frigi, {"ja": False}, name="skjul"),
]
