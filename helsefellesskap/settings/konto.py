"""Sign-in: e-mail and password, second factor, sessions, OIDC. Imported by `base`."""

from helsefellesskap.settings.miljo import env

AUTH_USER_MODEL = "organisasjon.Bruker"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("epost", "navn")},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"

# --- Sessions: shared computers are the rule on a ward -------------------------------------------------------------
SESJON_LENGST = 8 * 60 * 60
"""Seconds a session lasts, however busy it is."""
SESJON_UVIRKSOM = env.int("SESJON_UVIRKSOM", default=30 * 60)
"""Seconds without a page before the session ends."""
SESSION_COOKIE_AGE = SESJON_LENGST
SESSION_EXPIRE_AT_BROWSER_CLOSE = True

# --- Second factor --------------------------------------------------------------------------------------------------
KREV_TOFAKTOR = env.bool("KREV_TOFAKTOR", default=False)
"""Whether everybody who may act for others must have a second factor. Production turns it on."""

# --- allauth: accounts come by import, invitation or OIDC; nobody signs up ---------------------------------------------
ACCOUNT_ADAPTER = "helsefellesskap.konto.adapter.Kontoadapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_MODEL_EMAIL_FIELD = "epost"
ACCOUNT_USER_DISPLAY = str
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
# A whole hospital leaves through one address, so the limits per address are wide; those per account are what stops guessing.
ACCOUNT_RATE_LIMITS = {
    "login": "300/m/ip",
    "login_failed": "100/m/ip,5/300s/key",
    "reset_password": "60/m/ip,5/m/key",
    "reset_password_from_key": "60/m/ip",
}
ACCOUNT_FORMS = {
    "login": "helsefellesskap.konto.forms.Innlogging",
    "reset_password": "helsefellesskap.konto.forms.GlemtPassord",
    "reset_password_from_key": "helsefellesskap.konto.forms.NyttPassord",
    "change_password": "helsefellesskap.konto.forms.EndrePassord",
    "set_password": "helsefellesskap.konto.forms.SettPassord",
    "reauthenticate": "helsefellesskap.konto.forms.BekreftPassord",
}

MFA_ADAPTER = "helsefellesskap.konto.adapter.Tofaktoradapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_TOLERANCE = 1
MFA_RATE_LIMITS = {"webauthn_login": "300/m/ip"}
MFA_FORMS = {
    "authenticate": "helsefellesskap.konto.forms.Kode",
    "reauthenticate": "helsefellesskap.konto.forms.BekreftKode",
    "activate_totp": "helsefellesskap.konto.forms.SlaaPaaApp",
    "add_webauthn": "helsefellesskap.konto.forms.NyNokkel",
    "edit_webauthn": "helsefellesskap.konto.forms.Nokkelnavn",
}

# --- OIDC: on when all four are set; the button carries OIDC_NAVN --------------------------------------------------------
OIDC_NAVN = env("OIDC_NAVN", default="")
OIDC_SERVER = env("OIDC_SERVER", default="")
OIDC_KLIENT_ID = env("OIDC_KLIENT_ID", default="")
OIDC_HEMMELIGHET = env("OIDC_HEMMELIGHET", default="")
OIDC_PROVIDER_ID = "jobbkonto"
SOCIALACCOUNT_ADAPTER = "helsefellesskap.konto.oidc.Oidcadapter"
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 10


def oidc_apper(*, navn: str, server: str, klient_id: str, hemmelighet: str) -> dict[str, object]:
    """The provider settings allauth reads; no provider unless all four values are given."""
    if not all((navn, server, klient_id, hemmelighet)):
        return {}
    app = {
        "provider_id": OIDC_PROVIDER_ID,
        "name": navn,
        "client_id": klient_id,
        "secret": hemmelighet,
        "settings": {"server_url": server, "oauth_pkce_enabled": True, "fetch_userinfo": True},
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


SOCIALACCOUNT_PROVIDERS = oidc_apper(
    navn=OIDC_NAVN, server=OIDC_SERVER, klient_id=OIDC_KLIENT_ID, hemmelighet=OIDC_HEMMELIGHET
)
