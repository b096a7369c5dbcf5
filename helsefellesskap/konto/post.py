"""Mail about accounts. Ordered by recipient and kind; everything secret is made when the mail is written."""

from collections.abc import Callable

from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from grunnmur.organisasjon.models import Bruker

NYTT_PASSORD = "konto/nytt_passord"
ENDRET = "konto/endret"
VARSLER = {
    "password_changed": "konto/passord_endret",
    "password_reset": "konto/passord_endret",
    "password_set": "konto/passord_endret",
    "totp_activated": "konto/tofaktor_endret",
    "totp_deactivated": "konto/tofaktor_endret",
    "webauthn_added": "konto/tofaktor_endret",
    "webauthn_removed": "konto/tofaktor_endret",
    "recovery_codes_generated": "konto/tofaktor_endret",
    "account_connected": "konto/tofaktor_endret",
    "account_disconnected": "konto/tofaktor_endret",
}


def lenke_nytt_passord(bruker: Bruker) -> str:
    """A link that works for PASSWORD_RESET_TIMEOUT and until the password changes; never stored."""
    nokkel = default_token_generator.make_token(bruker)
    sti = reverse("account_reset_password_from_key", kwargs={"uidb36": user_pk_to_url_str(bruker), "key": nokkel})
    return settings.BASE_URL + sti


HEMMELIGHETER: dict[str, Callable[[Bruker], str]] = {NYTT_PASSORD: lenke_nytt_passord}


def bestill(mottaker: Bruker, mal: str) -> None:
    """Send the mail `mal` to `mottaker` once the transaction has been committed."""
    transaction.on_commit(lambda: _send(mottaker, mal))


def _send(mottaker: Bruker, mal: str) -> None:
    with translation.override(mottaker.malform):
        kontekst = {"mottaker": mottaker, "portal_url": settings.BASE_URL}
        if mal in HEMMELIGHETER:
            kontekst["lenke"] = HEMMELIGHETER[mal](mottaker)
        emne, _skille, tekst = render_to_string(f"{mal}.txt", kontekst).strip().partition("\n")
    send_mail(emne, tekst.strip(), settings.DEFAULT_FROM_EMAIL, [mottaker.epost])
