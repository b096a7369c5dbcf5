from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VarslingConfig(AppConfig):
    name = "grunnmur.varsling"
    label = "varsling"
    verbose_name = _("Varsling")
