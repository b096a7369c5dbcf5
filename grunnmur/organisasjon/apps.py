from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class OrganisasjonConfig(AppConfig):
    name = "grunnmur.organisasjon"
    label = "organisasjon"
    verbose_name = _("Organisasjon")
