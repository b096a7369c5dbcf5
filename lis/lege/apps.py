from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LegeConfig(AppConfig):
    name = "lis.lege"
    label = "lege"
    verbose_name = _("Leger i spesialisering")
