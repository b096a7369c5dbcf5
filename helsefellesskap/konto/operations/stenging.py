"""When somebody leaves: everything that opened by their account closes at once."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Kalenderlenke
from grunnmur.organisasjon.models import Bruker, Invitasjon, Rolle, Stedfortreder
from grunnmur.organisasjon.operations import avslutt_rolle, avslutt_stedfortreder, sporbar
from helsefellesskap.konto import sesjon
from helsefellesskap.konto.rules import kan_stenge


@sporbar
def deaktiver(bruker: Bruker, *, utfort_av: Bruker, naa: datetime | None = None) -> Bruker:
    """Close an account: sessions, calendar feeds, roles, standing in for others, and unused invitations sent.

    What the person answered for has no owner afterwards, and shows as a gap to the administrative contact.
    """
    naa = naa or timezone.now()
    laast = Bruker.objects.select_for_update().get(pk=bruker.pk)
    if not kan_stenge(utfort_av, laast, timezone.localdate(naa)):
        raise PermissionDenied
    if not laast.is_active:
        raise ValidationError(_("Kontoen er allerede stengt."))
    dag = timezone.localdate(naa)
    for vikariat in Stedfortreder.objects.filter(bruker=laast, gyldig_til__gte=dag):
        avslutt_stedfortreder(vikariat, utfort_av=utfort_av, naa=naa)
    for rolle in Rolle.objects.filter(Q(gyldig_til=None) | Q(gyldig_til__gte=dag), bruker=laast):
        avslutt_rolle(rolle, utfort_av=utfort_av, naa=naa)
    Invitasjon.objects.filter(invitert_av=laast, brukt=None, trukket=None).update(trukket=naa, hemmelighet_sha256=None)
    laast.is_active = False
    laast.save(update_fields=["is_active"])
    sesjon.avslutt_alle(laast)
    Kalenderlenke.objects.filter(bruker=laast, trukket=None).update(trukket=naa)
    return laast


@sporbar
def aktiver(bruker: Bruker, *, utfort_av: Bruker) -> Bruker:
    """Open a closed account again. It comes back without roles, and without the old password."""
    laast = Bruker.objects.select_for_update().get(pk=bruker.pk)
    if not (utfort_av.is_active and utfort_av.is_staff) or laast.er_system:
        raise PermissionDenied
    laast.is_active = True
    laast.set_unusable_password()
    laast.save(update_fields=["is_active", "password"])
    return laast
