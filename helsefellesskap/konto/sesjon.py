"""How long a session lasts: eight hours from sign-in, half an hour without a page, and never past the account."""

from datetime import datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker

INNLOGGET = "innlogget"
SIST_SETT = "sist_sett"
# Seen times are written once a minute, so that a page costs no write.
OPPLOSNING = 60


@receiver(user_logged_in, dispatch_uid="konto.start_klokken")
def start_klokken(sender: object, request: HttpRequest, **_kwargs: Any) -> None:
    """Note when the person signed in; both limits count from here."""
    naa = int(timezone.now().timestamp())
    request.session[INNLOGGET] = naa
    request.session[SIST_SETT] = naa


def er_utlopt(request: HttpRequest, *, naa: datetime | None = None) -> bool:
    """Whether the signed-in session has lasted too long, or has been left alone too long."""
    sekund = int((naa or timezone.now()).timestamp())
    innlogget = request.session.get(INNLOGGET)
    if innlogget is None:
        return False
    for_lenge = sekund - innlogget >= settings.SESJON_LENGST
    return for_lenge or sekund - request.session.get(SIST_SETT, innlogget) >= settings.SESJON_UVIRKSOM


def merk_sett(request: HttpRequest, *, naa: datetime | None = None) -> None:
    """Keep the session alive, and show in the list of sessions when it was last used."""
    naa = naa or timezone.now()
    sekund = int(naa.timestamp())
    if INNLOGGET not in request.session or sekund - request.session.get(SIST_SETT, 0) < OPPLOSNING:
        return
    request.session[SIST_SETT] = sekund
    UserSession.objects.filter(session_key=request.session.session_key).update(last_seen_at=naa)


def avslutt_alle(bruker: Bruker) -> int:
    """End every session of the person at once, and return how many there were."""
    sesjoner = list(UserSession.objects.filter(user=bruker))
    for sesjon in sesjoner:
        sesjon.end()
    return len(sesjoner)


def avslutt(bruker: Bruker, pk: int) -> bool:
    """End one of the person's own sessions. False when it is not theirs."""
    funnet = UserSession.objects.filter(pk=pk, user=bruker).first()
    if funnet is None:
        return False
    funnet.end()
    return True
