"""Tests: real PostgreSQL and Redis (started by `tests/conftest.py`), nothing slow that proves nothing."""

from helsefellesskap.settings.base import *  # noqa: F403
from helsefellesskap.settings.base import BASE_DIR, DATABASES, STORAGES

SEGL_DEMOFIL = str(BASE_DIR / ".data" / "demosegl.pem")
SECRET_KEY = "only-for-tests-" + "0" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
DEFAULT_FROM_EMAIL = "portal@demo.example"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
# Hashed names would need collectstatic first, and the live server cannot serve them.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True
# Threads of race tests and of the live server each hold a connection.
DATABASES["default"]["OPTIONS"]["pool"]["max_size"] = 20
