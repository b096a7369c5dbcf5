from django.forms.renderers import TemplatesSetting


class Portalrenderer(TemplatesSetting):
    """Draws forms with the project's templates. Set on our own form classes only: the admin keeps Django's."""

    form_template_name = "designsystemet/skjema.html"
    field_template_name = "designsystemet/felt.html"
