"""Production. Refuses to start on an unsafe or missing setting, and names all of them at once."""

from django.core.exceptions import ImproperlyConfigured

from grunnmur.dokumenter.seglnokkel import seglfeil
from helsefellesskap.settings.base import *  # noqa: F403
from helsefellesskap.settings.base import (
    ALLOWED_HOSTS,
    BASE_URL,
    DEBUG,
    OIDC_SERVER,
    SECRET_KEY,
    SEGL_ELDRE,
    SEGL_NOKKEL,
    SEGL_PASSORD,
    SEGL_SERTIFIKAT,
)
from helsefellesskap.settings.miljo import env

PAAKREVD = (
    "SECRET_KEY", "ALLOWED_HOSTS", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "BASE_URL", "DEFAULT_FROM_EMAIL",
    "SEGL_NOKKEL", "SEGL_SERTIFIKAT",
)  # fmt: skip


def feil_i_miljoet() -> list[str]:
    """Return one sentence per setting that production may not start with."""
    feil = [f"{navn} is missing." for navn in PAAKREVD if not env(navn, default="")]
    if SECRET_KEY and (len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 15):
        feil.append("SECRET_KEY is too easy to guess: use at least 50 random characters.")
    if "*" in ALLOWED_HOSTS:
        feil.append("ALLOWED_HOSTS must name the hosts, not '*'.")
    if env("BASE_URL", default="") and not BASE_URL.startswith("https://"):
        feil.append("BASE_URL must start with https://.")
    if OIDC_SERVER and not OIDC_SERVER.startswith("https://"):
        feil.append("OIDC_SERVER must start with https://.")
    if SEGL_NOKKEL and SEGL_SERTIFIKAT:
        feil += seglfeil(SEGL_NOKKEL, SEGL_SERTIFIKAT, SEGL_PASSORD, SEGL_ELDRE)
    if DEBUG:
        feil.append("DEBUG must be off.")
    if env.bool("DEMO", default=False):
        feil.append("DEMO must be off: it opens accounts with a published password.")
    return feil


if _feil := feil_i_miljoet():
    raise ImproperlyConfigured("Production refuses to start: " + " ".join(_feil))

BASE_URL = BASE_URL.rstrip("/")
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[]) or [BASE_URL]

# Health checks come over plain HTTP from inside, where there is no certificate.
SECURE_SSL_REDIRECT = True
SECURE_REDIRECT_EXEMPT = [r"^helse/(lever|klar)/$"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=365 * 24 * 60 * 60)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=True)
if env.bool("BEHIND_PROXY", default=False):
    # Only true when the proxy overwrites both headers: otherwise anybody may claim TLS and any address.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1

# The prefix makes browsers refuse the cookie from a subdomain or over plain HTTP.
SESSION_COOKIE_NAME = "__Host-sesjon"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_NAME = "__Host-csrf"
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_NAME = "__Host-sprak"
LANGUAGE_COOKIE_SECURE = True

# Whoever may act for others has a second factor; only the demo does without.
KREV_TOFAKTOR = True
