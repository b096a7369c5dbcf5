"""The app that answers health checks."""

from django.apps import AppConfig


class HelseConfig(AppConfig):
    """Liveness, readiness and the worker's heartbeat."""

    name = "helsefellesskap.helse"
    verbose_name = "Helse"
