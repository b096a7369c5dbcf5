"""Where allauth meets the portal: no open sign-up, mail through the outbox, Norwegian sentences, own redirects."""

import base64
import hashlib
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as forespoersel
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.kontekst import portal
from helsefellesskap.konto import post
from helsefellesskap.konto.rules import ANDRE_STEG, trenger_tofaktor
from helsefellesskap.konto.selectors import har_arbeidssted

FOR_MANGE = gettext_lazy("For mange forsøk. Vent noen minutter, og prøv igjen.")
FEIL_KODE = gettext_lazy("Koden er feil eller for gammel. Skriv den nyeste koden.")


class Kontoadapter(DefaultAccountAdapter):
    """Accounts come by import, invitation or OIDC; here they only sign in."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": gettext_lazy("Kontoen er stengt. Ta kontakt med lederen din."),
        "email_password_mismatch": gettext_lazy("E-postadressen eller passordet er feil. Skriv begge på nytt."),
        "enter_current_password": gettext_lazy("Passordet du har nå, er feil. Skriv det på nytt."),
        "incorrect_code": FEIL_KODE,
        "incorrect_password": gettext_lazy("Passordet er feil. Skriv det på nytt."),
        "invalid_or_expired_key": gettext_lazy("Lenken er brukt eller for gammel. Be om en ny."),
        "invalid_login": gettext_lazy("Innloggingen gikk ikke. Prøv igjen."),
        "invalid_password_reset": gettext_lazy("Lenken er brukt eller for gammel. Be om en ny."),
        "too_many_login_attempts": FOR_MANGE,
        "rate_limited": FOR_MANGE,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody lets themselves in."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Whoever has nowhere to work yet is asked where that is."""
        bruker = request.user
        if isinstance(bruker, Bruker) and not har_arbeidssted(bruker):
            return reverse("arbeidssted_mangler")
        return super().get_login_redirect_url(request)

    def is_safe_url(self, url: str) -> bool:
        """After sign-in, only to a page of this portal: paths, never another host."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def reauthenticate(self, user: Bruker, password: str) -> bool:
        """Confirm it is still the same person; counted against the same limit as signing in."""
        funnet = self.authenticate(forespoersel.request, email=user.epost, password=password)
        return funnet is not None and funnet.pk == user.pk

    def send_password_reset_mail(self, user: Bruker, email: str, context: dict[str, Any]) -> None:
        """Order the mail; its token is made when it is sent, so the one in `context` is thrown away."""
        post.bestill(user, post.NYTT_PASSORD)

    def send_notification_mail(
        self, template_prefix: str, user: Bruker, context: dict[str, Any] | None = None, email: str | None = None
    ) -> None:
        """Tell the person that something about how they sign in has changed."""
        post.bestill(user, post.VARSLER[template_prefix.rsplit("/", 1)[-1]])

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing may leave outside the outbox: a mail that is not ordered above is a programming error."""
        raise NotImplementedError(template_prefix)


def _nokkelring() -> MultiFernet:
    """Keys for what must be stored but not read: derived from SECRET_KEY, older ones still open."""
    hemmeligheter = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet(
        Fernet(base64.urlsafe_b64encode(hashlib.sha256(b"konto.tofaktor" + h.encode()).digest())) for h in hemmeligheter
    )


class Tofaktoradapter(DefaultMFAAdapter):
    """Second factor: secrets encrypted at rest, and not to be dropped by those who must have one."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": gettext_lazy(
            "Rollen din krever innlogging i to steg. Legg til en annen måte før du slår av denne."
        ),
        "cannot_generate_recovery_codes": gettext_lazy("Slå på innlogging i to steg før du lager reservekoder."),
        "incorrect_code": FEIL_KODE,
        "rate_limited": FOR_MANGE,
    }

    def encrypt(self, text: str) -> str:
        """The database alone must not be enough to make codes."""
        return _nokkelring().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Counterpart of `encrypt`."""
        return _nokkelring().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last second factor stays with whoever must have one."""
        if not settings.KREV_TOFAKTOR or not trenger_tofaktor(authenticator.user):
            return True
        andre = Authenticator.objects.filter(user=authenticator.user, type__in=ANDRE_STEG).exclude(pk=authenticator.pk)
        return andre.exists()

    def get_totp_issuer(self) -> str:
        """What the code app calls the portal."""
        merke: SimpleLazyObject = portal(forespoersel.request)["helsefellesskap"]
        return str(merke.navn)

    def _get_site_name(self) -> str:
        return self.get_totp_issuer()

    def generate_authenticator_name(self, user: Bruker, type: Authenticator.Type) -> str:
        """A name to tell keys apart by, until the person gives a better one."""
        antall = Authenticator.objects.filter(user=user, type=type).count()
        return _("Passnøkkel {nummer}").format(nummer=antall + 1)
