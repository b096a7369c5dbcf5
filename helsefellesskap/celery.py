"""The Celery application: a clock and a wake-up call. What must be done stands as rows in PostgreSQL."""

import os

from celery import Celery

os.environ.setdefault(
    "DJANGO_SETTINGS_MODULE",
    "helsefellesskap.settings.demo" if os.environ.get("DEMO") == "1" else "helsefellesskap.settings.prod",
)

app = Celery("helsefellesskap")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
