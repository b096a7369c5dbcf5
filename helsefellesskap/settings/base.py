"""Settings that every situation shares. Values come from the environment (`.env.example` lists them)."""

from pathlib import Path

import django_stubs_ext
from celery.schedules import crontab
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
TIME_ZONE = "Europe/Oslo"
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

# --- Celery: carries wake-ups only, so nothing is kept there that a lost Redis could lose -----------------------------
REDIS_URL = env("REDIS_URL", default="redis://localhost:6379/0")
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://", 1)
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_TIMEZONE = TIME_ZONE
CELERY_TASK_TIME_LIMIT = 300
CELERY_TASK_SOFT_TIME_LIMIT = 240
# A worker process that has grown past this is replaced after the task it holds (KiB; not with `--pool=solo`). One that
# renders documents stands at about 200 MiB; a document that asks for far more must not take the machine with it for good.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = env.int("ARBEIDER_MINNE_MIB", default=400) * 1024
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
# A page that wakes a worker must not wait for a Redis that is gone: one try, one second.
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_TRANSPORT_OPTIONS = {"max_retries": 1, "interval_start": 0, "interval_step": 0, "socket_connect_timeout": 1}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_BEAT_SCHEDULE = {
    "send-klare": {"task": "varsling.send_klare", "schedule": 30, "options": {"expires": 30}},
    "feie-frister": {"task": "varsling.feie_frister", "schedule": crontab(minute="*/15"), "options": {"expires": 900}},
    "daglig-oppsummering": {
        "task": "varsling.daglig_oppsummering",
        "schedule": crontab(hour=7, minute=0, day_of_week="mon-fri"),
        "options": {"expires": 3600},
    },
    "kjor-klare-jobber": {"task": "jobb.kjor_klare", "schedule": 30, "options": {"expires": 30}},
    "rydd-jobber": {"task": "jobb.rydd", "schedule": crontab(hour=3, minute=10), "options": {"expires": 3600}},
    "tom-utlopte-saker": {
        "task": "saksgang.tom_utlopte",
        "schedule": crontab(hour=3, minute=50),
        "options": {"expires": 3600},
    },
    # Five past: a day that has come at midnight is taken at once, and the reminders of the quarter come after.
    "send-lis3-foresporsler": {
        "task": "lis3.send_foresporsler",
        "schedule": crontab(minute=5),
        "options": {"expires": 3600},
    },
    "lag-lis1-kull": {"task": "lis1.sorg_for_kull", "schedule": crontab(hour=3, minute=50), "options": {"expires": 3600}},
    "folg-lis3-datoer": {"task": "lis3.folg_datoer", "schedule": crontab(minute=20), "options": {"expires": 1800}},
    "folg-lis1-tildelinger": {
        "task": "tildeling.folg_tildelinger",
        "schedule": crontab(minute=25),
        "options": {"expires": 1800},
    },
    # A deadline and a time of publication are read to the minute: never more than five late.
    "folg-lis1-runder": {"task": "tildeling.folg_runder", "schedule": crontab(minute="*/5"), "options": {"expires": 300}},
    # Within an hour of the rota's shortest step, so that who is next is asked in good time. Nobody is woken at night.
    "folg-veiledningsvakten": {
        "task": "veiledning.folg_vakten",
        "schedule": crontab(minute="*/10", hour="7-17", day_of_week="mon-fri"),
        "options": {"expires": 600},
    },
    "folg-veiledningsdatoer": {
        "task": "veiledning.folg_datoer",
        "schedule": crontab(minute=35),
        "options": {"expires": 1800},
    },
    "folg-arrangementer": {
        "task": "arrangement.folg_arrangementer",
        "schedule": crontab(minute=55),
        "options": {"expires": 1800},
    },
    "folg-moter": {"task": "utvalg.folg_moter", "schedule": crontab(minute=50), "options": {"expires": 1800}},
    # After the meetings: what a committee has decided, and what it has called off, is followed within the hour.
    "folg-forskningsfrister": {
        "task": "forskning.folg_frister",
        "schedule": crontab(minute=52),
        "options": {"expires": 1800},
    },
    "folg-forskningsprosjekter": {
        "task": "forskning.folg_prosjekter",
        "schedule": crontab(hour=6, minute=40),
        "options": {"expires": 3600},
    },
    "rydd-sesjoner": {"task": "helse.rydd_sesjoner", "schedule": crontab(hour=3, minute=30), "options": {"expires": 3600}},
    "hjerteslag": {"task": "helse.hjerteslag", "schedule": 60, "options": {"expires": 60}},
}

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

from helsefellesskap.settings.konto import *  # noqa: E402,F403
