"""The secret by which a guest answers: made when a mail is written, kept as its hash alone."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import timezone

from grunnmur.organisasjon.models import Bruker
from grunnmur.varsling.maler import SendesIkke

from .models import Deltaker, Svarlenke

if TYPE_CHECKING:
    from grunnmur.varsling.models import Varsel


def avtrykk(hemmelighet: str) -> str:
    return hashlib.sha256(hemmelighet.encode("utf-8", "replace")).hexdigest()


def lenke_til_svar(varsel: Varsel) -> dict[str, Any]:
    """A new secret for each mail. Raises `SendesIkke` when the guest has been erased meanwhile."""
    gjest = Deltaker.objects.gjester().filter(pk=varsel.data["deltaker"]).first()
    if gjest is None:
        raise SendesIkke
    hemmelighet = secrets.token_urlsafe(32)
    Svarlenke.objects.create(deltaker=gjest, sha256=avtrykk(hemmelighet))
    return {"adresse": reverse("arrangement:svar", args=[hemmelighet])}


def gjest_med(hemmelighet: str, *, naa: datetime | None = None) -> Deltaker | None:
    """Whom the secret belongs to, with the event; None when it opens nothing."""
    lenker = Svarlenke.objects.gjeldende(naa or timezone.now()).filter(sha256=avtrykk(hemmelighet))
    lenke = lenker.select_related("deltaker__arrangement__arrangor").first()
    return lenke.deltaker if lenke else None


def portalen() -> Bruker:
    """Who acts for a guest: there is no user, only a secret that the portal has checked."""
    return Bruker.objects.systemet()
