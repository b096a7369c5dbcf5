"""Sign-in with a work account. Opens for known people and known domains only, and only on verified addresses."""

from typing import Any, NoReturn
from urllib.parse import urlsplit

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Virksomhet
from helsefellesskap.konto import operations, post

FEIL_VEI = _("Logg inn fra innloggingssiden.")
STENGT = _("Kontoen er stengt. Ta kontakt med lederen din.")
UBEKREFTET = _("Jobbkontoen din har ingen bekreftet e-postadresse. Be den som drifter jobbkontoen, om å rette det.")
UKJENT = _("Vi kjenner ikke virksomheten din. Be lederen din eller den administrative kontakten om å invitere deg.")


def _avvis(request: HttpRequest, grunn: Promise) -> NoReturn:
    raise ImmediateHttpResponse(render(request, "konto/avvist.html", {"grunn": grunn}, status=403))


def bekreftet_epost(sociallogin: SocialLogin) -> str | None:
    """The address the provider vouches for. `email_verified` must be true itself, not something like it."""
    return next((adresse.email.lower() for adresse in sociallogin.email_addresses if adresse.verified is True), None)


def er_kjent_domene(epost: str) -> bool:
    """Whether a party has said that everybody at this domain is theirs."""
    domene = epost.rpartition("@")[2]
    return bool(domene) and Virksomhet.objects.filter(epostdomene__iexact=domene).exists()


class Oidcadapter(DefaultSocialAccountAdapter):
    """Decides who a work account is, before allauth signs anybody in."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Whoever may enter has been given an account by `pre_social_login`; nobody signs up."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]) -> Bruker:
        """The name is all we take over from the provider, and only for somebody new."""
        sociallogin.user.navn = str(data.get("name") or "")
        return sociallogin.user

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Link to the person with the verified address, make one on a known domain, or refuse."""
        # What the provider tells beyond who it is, is not ours to keep.
        sociallogin.account.extra_data = {}
        if sociallogin.is_existing:
            SocialAccount.objects.filter(pk=sociallogin.account.pk).update(extra_data={})
        if sociallogin.state.get("process") != "login":
            _avvis(request, FEIL_VEI)
        epost = bekreftet_epost(sociallogin)
        if epost is None:
            _avvis(request, UBEKREFTET)
        if sociallogin.is_existing:
            return
        bruker = Bruker.objects.filter(epost__iexact=epost, er_system=False).first()
        if bruker is None:
            if not er_kjent_domene(epost):
                _avvis(request, UKJENT)
            bruker = operations.opprett_fra_jobbkonto(
                epost=epost, navn=sociallogin.user.navn, utfort_av=Bruker.objects.systemet()
            )
        if bruker.is_active:
            sociallogin.connect(request, bruker)
        else:
            _avvis(request, STENGT)

    def send_notification_mail(self, template_prefix: str, user: Bruker, *_args: Any, **_kwargs: Any) -> None:
        """Tell the person that a work account now opens theirs."""
        post.bestill(user, post.VARSLER[template_prefix.rsplit("/", 1)[-1]])

    def get_requests_session(self) -> Any:
        """No redirects to elsewhere when talking to the provider's token and user endpoints."""
        sesjon = super().get_requests_session()
        sesjon.max_redirects = 0
        return sesjon


def slipp_gjennom(svar: HttpResponseBase) -> HttpResponseBase:
    """Let the page's form lead to the provider: browsers apply `form-action` to the redirect too."""
    if settings.OIDC_SERVER:
        deler = urlsplit(settings.OIDC_SERVER)
        svar._csp_update = {"form-action": [f"{deler.scheme}://{deler.netloc}"]}  # type: ignore[attr-defined]
    return svar
