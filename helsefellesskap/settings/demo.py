"""The demo on one machine: plain HTTP on localhost, throw-away secrets. Production refuses DEMO=1."""

import os
from pathlib import Path

import environ

# The launcher writes where its PostgreSQL, Redis and mail sink listen, so that `DEMO=1 manage.py …` finds the running demo.
# It must be read before `base` asks for them.
_data = Path(os.environ.get("DEMO_DATA", Path(__file__).resolve().parents[2] / ".data"))
if (_data / "demo.env").exists():
    environ.Env.read_env(_data / "demo.env")

from helsefellesskap.settings.base import *  # noqa: E402, F403
from helsefellesskap.settings.base import STORAGES  # noqa: E402
from helsefellesskap.settings.miljo import env  # noqa: E402

DEMO = True
SEGL_DEMOFIL = str(_data / "demosegl.pem")
SECRET_KEY = env("SECRET_KEY", default="demo-only-" + "0" * 50)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# Hashed names as in production, but not compressed: on one machine that costs a start 15 seconds and saves nothing.
STORAGES = STORAGES | {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"}}
