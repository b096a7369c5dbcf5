"""Settings that every situation shares. Values come from the environment (`.env.example` lists them)."""

from pathlib import Path

import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from helsefellesskap.database import Markor
from helsefellesskap.settings.miljo import env

django_stubs_ext.monkeypatch()  # lets `ModelAdmin[Soknad]` and other generics of the stubs stand in code

BASE_DIR = Path(__file__).resolve().parents[2]

DEBUG = env.bool("DEBUG", default=False)
DEMO = False
SECRET_KEY = env("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
BASE_URL = env("BASE_URL", default="http://localhost:8000")
"""Where people reach the portal: links in mail and documents start with it."""

INSTALLED_APPS = [
    # Top floor first: its templates win over those of the floors below.
    "helsefellesskap.demo",
    "helsefellesskap.oversikt",
    "helsefellesskap.konto",
    "helsefellesskap.helse",
    "hospitering",
    "veiledning",
    "forskning",
    "lis.lis1",
    "lis.tildeling",
    "lis.lis3",
    "lis.lege",
    "grunnmur.utvalg",
    "grunnmur.arrangement",
    "grunnmur.varsling",
    "grunnmur.dokumenter",
    "grunnmur.jobb",
    "grunnmur.oppgaver",
    "grunnmur.saksgang",
    "grunnmur.organisasjon",
    "grunnmur.portal",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "django_filters",
    "pgtrigger",
    "pghistory",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "helsefellesskap.hoder.HodeMiddleware",
    "grunnmur.portal.middleware.UgyldigeTegnMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "grunnmur.organisasjon.middleware.TilgangMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "helsefellesskap.konto.middleware.SesjonstidMiddleware",
    "helsefellesskap.konto.middleware.MaalformMiddleware",
    "helsefellesskap.konto.middleware.TofaktorMiddleware",
]

ROOT_URLCONF = "helsefellesskap.urls"
WSGI_APPLICATION = "helsefellesskap.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "grunnmur.portal.kontekst.portal",
            ],
        },
    },
]
CRISPY_TEMPLATE_PACK = "designsystemet"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["designsystemet"]
CRISPY_FAIL_SILENTLY = False

# --- Database, sessions, cache: PostgreSQL is the only thing that must be right -------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default="postgresql:///helsefellesskap")}
DATABASES["default"].setdefault("OPTIONS", {}).update(
    {
        "pool": {
            "min_size": 1,
            "max_size": env.int("DATABASE_POOL", default=4),
            "timeout": 5,
        },
        # Planning a list query costs seven times what running it does; a generic prepared plan is planned once.
        "server_side_binding": True,
        "cursor_factory": Markor,
        "prepare_threshold": 5,
        "options": "-c plan_cache_mode=force_generic_plan",
    }
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "django.views.csrf.csrf_failure"
CACHES = {
    # Rate limits live here, so that signing in works with Redis down.
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "mellomlager"},
    "lokal": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "lokal"},
}

# --- Language and time -----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", _("Bokmål")), ("nn", _("Nynorsk"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
LANGUAGE_COOKIE_NAME = "sprak"
LANGUAGE_COOKIE_AGE = 365 * 24 * 60 * 60
LANGUAGE_COOKIE_SAMESITE = "Lax"
TIME_ZONE = CELERY_TIMEZONE = "Europe/Oslo"
USE_I18N = True
USE_TZ = True

# --- Static files ----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles"))
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- What the browser is told ----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        # Browsers apply form-action to redirects too; `konto.oidc` adds its provider on the page that needs it.
        "form-action": [SELF, *env.list("CSP_FORM_ACTION", default=[])],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- Mail ------------------------------------------------------------------------------------------------------------
_epost = env.email_url("EMAIL_URL", default="smtp://localhost:1025")
EMAIL_BACKEND = _epost["EMAIL_BACKEND"]
EMAIL_HOST = _epost["EMAIL_HOST"]
EMAIL_PORT = _epost["EMAIL_PORT"]
EMAIL_HOST_USER = _epost["EMAIL_HOST_USER"] or ""
EMAIL_HOST_PASSWORD = _epost["EMAIL_HOST_PASSWORD"] or ""
EMAIL_USE_TLS = _epost.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _epost.get("EMAIL_USE_SSL", False)
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="ikke-svar@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
VARSLER_PER_KJORING = env.int("VARSLER_PER_KJORING", default=500)
"""Most mails one pass of the sender lets go."""
VARSLER_PER_DOEGN = env.int("VARSLER_PER_DOEGN", default=20_000)
"""The breaker: with this many sent in 24 hours something is wrong, and the sender stops until a person has looked."""
VARSLING_LEIE = env.int("VARSLING_LEIE", default=240)
"""Seconds a mail may be under way before it is shown as doubtful."""

# --- Logging: JSON lines without personal data ------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "helsefellesskap.logg.JsonLinje"}},
    "handlers": {"konsoll": {"class": "logging.StreamHandler", "formatter": "json"}},
    "root": {"handlers": ["konsoll"], "level": env("LOG_LEVEL", default="INFO")},
    "loggers": {
        # Replaces Django's own handlers; mail to admins would carry form values.
        "django": {"handlers": [], "level": "INFO", "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}

from helsefellesskap.settings.jobber import *  # noqa: E402,F403
from helsefellesskap.settings.konto import *  # noqa: E402,F403
from helsefellesskap.settings.segl import *  # noqa: E402,F403
