"""The demo on one machine: plain HTTP on localhost, throw-away secrets. Production refuses DEMO=1."""

import environ

from helsefellesskap.settings import base

# The launcher writes where its PostgreSQL, Redis and mail sink listen, so that `DEMO=1 manage.py …` finds the running demo.
if (_fil := base.BASE_DIR / ".data" / "demo.env").exists():
    environ.Env.read_env(_fil)

from helsefellesskap.settings.base import *  # noqa: F403
from helsefellesskap.settings.base import env

DEMO = True
SECRET_KEY = env("SECRET_KEY", default="demo-only-" + "0" * 50)
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
