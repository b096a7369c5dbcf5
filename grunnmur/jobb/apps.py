"""Long work as rows that Celery drains."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class JobbConfig(AppConfig):
    """Jobs: ordered by a page, done by a worker, fetched by the one who ordered."""

    name = "grunnmur.jobb"
    label = "jobb"
    verbose_name = _("Jobber")
