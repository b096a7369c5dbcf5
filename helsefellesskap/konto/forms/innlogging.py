"""allauth's forms in the portal's look and words."""

from collections.abc import Mapping
from typing import Any, ClassVar

from allauth.account import forms as konto
from allauth.mfa.base import forms as tofaktor
from allauth.mfa.totp import forms as app
from allauth.mfa.webauthn import forms as nokler
from django.core.exceptions import ValidationError
from django.forms.forms import BaseForm
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.skjema import Skjemagrunn

PASSORDRAAD = _("Minst 12 tegn. Bruk gjerne noen ord som du husker, men som ingen kan gjette.")
ULIKE = _("De to passordene er ulike. Skriv det samme passordet i begge feltene.")


class _Ord(BaseForm):
    """Gives fields that allauth has made our labels and hints, before the portal's form base reads them.

    allauth puts the label in as a placeholder too, and lists the password rules as HTML: both go.
    """

    etiketter: ClassVar[Mapping[str, Any]] = {}
    hjelp: ClassVar[Mapping[str, Any]] = {}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for navn, felt in self.fields.items():
            felt.label = self.etiketter.get(navn, felt.label)
            felt.help_text = self.hjelp.get(navn, "")
            felt.widget.attrs.pop("placeholder", None)


class _NyttPassord(_Ord):
    """Twice the same new password, with a sentence that says so when it is not."""

    etiketter = {
        "oldpassword": _("Passordet du har nå"),
        "password1": _("Nytt passord"),
        "password2": _("Gjenta det nye passordet"),
    }
    hjelp = {"password1": PASSORDRAAD}

    def add_error(self, field: str | None, error: Any) -> None:
        # allauth gives its sentence as bare text; what the password rules say comes as a ValidationError.
        egen = field == "password2" and not isinstance(error, ValidationError)
        super().add_error(field, ULIKE if egen else error)


class Innlogging(Skjemagrunn, _Ord, konto.LoginForm):
    """E-mail and password."""

    merking = False
    etiketter = {"login": _("E-postadresse"), "password": _("Passord")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].widget.attrs["autocomplete"] = "username"


class GlemtPassord(Skjemagrunn, _Ord, konto.ResetPasswordForm):
    """Which account; the answer is the same whether it exists or not."""

    merking = False
    etiketter = {"email": _("E-postadresse")}


class NyttPassord(Skjemagrunn, _NyttPassord, konto.ResetPasswordKeyForm):
    """From the link in the mail."""

    merking = False


class EndrePassord(Skjemagrunn, _NyttPassord, konto.ChangePasswordForm):
    """Own password, knowing the old one."""

    merking = False


class SettPassord(Skjemagrunn, _NyttPassord, konto.SetPasswordForm):
    """For whoever came in by OIDC and has no password yet."""

    merking = False


class BekreftPassord(Skjemagrunn, _Ord, konto.ReauthenticateForm):
    """Before changing how one signs in."""

    merking = False
    etiketter = {"password": _("Passord")}


class _Engangskode(_Ord):
    """A code of digits: shown with a digit keyboard, and spaces inside it do not matter."""

    merking = False
    etiketter = {"code": _("Engangskode")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs["inputmode"] = "numeric"

    def clean_code(self) -> str:
        self.cleaned_data["code"] = self.cleaned_data["code"].replace(" ", "")
        return super().clean_code()  # type: ignore[misc]


class Kode(Skjemagrunn, _Engangskode, tofaktor.AuthenticateForm):
    """The second step of signing in."""

    merking = False
    hjelp = {"code": _("Seks sifre fra kodeappen, eller en av reservekodene dine.")}


class BekreftKode(Skjemagrunn, _Engangskode, tofaktor.ReauthenticateForm):
    """Before changing how one signs in."""

    merking = False
    hjelp = {"code": _("Seks sifre fra kodeappen, eller en av reservekodene dine.")}


class SlaaPaaApp(Skjemagrunn, _Engangskode, app.ActivateTOTPForm):
    """Shows that the code app has got the secret."""

    merking = False
    hjelp = {"code": _("Seks sifre som kodeappen viser nå.")}


class NyNokkel(Skjemagrunn, _Ord, nokler.AddWebAuthnForm):
    """A new passkey or security key."""

    merking = False
    etiketter = {"name": _("Navn på nøkkelen"), "passwordless": _("Bruk den til å logge inn uten passord")}
    hjelp = {
        "name": _("Så du kjenner den igjen, for eksempel «Jobbtelefonen»."),
        "passwordless": _("Krever at enheten har PIN-kode, fingeravtrykk eller ansiktsgjenkjenning."),
    }


class Nokkelnavn(Skjemagrunn, _Ord, nokler.EditWebAuthnForm):
    """Another name for a key."""

    merking = False
    etiketter = {"name": _("Navn på nøkkelen")}
