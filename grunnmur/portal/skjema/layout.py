"""Layout objects for crispy-forms: a card per section, two fields side by side, a date range, the row of buttons."""

from typing import Any

from crispy_forms.layout import LayoutObject
from crispy_forms.utils import TEMPLATE_PACK
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.text import slugify


class _Beholder(LayoutObject):
    """Fields inside a template of their own."""

    template: str

    def __init__(self, *fields: Any) -> None:
        self.fields = list(fields)

    def render(self, form: Any, context: Any, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> SafeString:
        innhold = self.get_rendered_fields(form, context, template_pack, **kwargs)
        mal = self.get_template_name(template_pack)
        return render_to_string(mal, {"deler": self, "innhold": innhold, **self.ekstra(form)})

    def ekstra(self, form: Any) -> dict[str, Any]:
        return {}


class Kort(_Beholder):
    """One section of a form: a card with a heading and, where needed, a sentence under it."""

    template = "%s/layout/kort.html"

    def __init__(self, tittel: Any, *fields: Any, ingress: Any = "", id: str = "") -> None:
        super().__init__(*fields)
        self.tittel, self.ingress, self._id = tittel, ingress, id

    @property
    def anker(self) -> str:
        return self._id or f"del-{slugify(str(self.tittel))}"


class Par(_Beholder):
    """Two fields side by side; below each other on narrow screens."""

    template = "%s/layout/par.html"


class Datopar(_Beholder):
    """A from–to pair under one heading. Errors of both stand under the fields."""

    template = "%s/layout/datopar.html"

    def __init__(self, tittel: Any, fra: str, til: str, *, hjelp: Any = "") -> None:
        super().__init__(fra, til)
        self.tittel, self.hjelp = tittel, hjelp

    def render(self, form: Any, context: Any, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> SafeString:
        """Mark once in the heading where both fields are alike, else at each field."""
        krav = {form.fields[navn].required for navn in self.fields}
        for navn in self.fields:
            form.fields[navn].uten_merke = len(krav) == 1
        return super().render(form, context, template_pack, **kwargs)

    def ekstra(self, form: Any) -> dict[str, Any]:
        krav = {form.fields[navn].required for navn in self.fields}
        return {"merking": getattr(form, "merking", False) and len(krav) == 1, "krevd": krav == {True}}

    @property
    def hjelp_id(self) -> str:
        return f"hjelp-{slugify(str(self.tittel))}"


class Handlinger(_Beholder):
    """The row of buttons, primary first."""

    template = "%s/layout/handlinger.html"


class Merknad(LayoutObject):
    """A quiet note between fields: «Skriv aldri opplysninger som kan identifisere en pasient.»"""

    template = "%s/layout/merknad.html"

    def __init__(self, tekst: Any, ikon: str = "shield") -> None:
        self.fields: list[Any] = []
        self.tekst, self.ikon = tekst, ikon

    def render(self, form: Any, context: Any, template_pack: str = TEMPLATE_PACK, **kwargs: Any) -> SafeString:
        return render_to_string(self.get_template_name(template_pack), {"deler": self})


class Knapp(Merknad):
    """A submit button. `variant`: primary, secondary or tertiary; `farge="danger"` for what cannot be undone."""

    template = "%s/layout/knapp.html"

    def __init__(
        self, tekst: Any, *, name: str = "", value: str = "1", variant: str = "primary", ikon: str = "", farge: str = ""
    ) -> None:
        super().__init__(tekst, ikon)
        self.name, self.value, self.variant, self.farge = name, value, variant, farge


class Lenkeknapp(Merknad):
    """A link among the buttons: «Avbryt»."""

    template = "%s/layout/lenkeknapp.html"

    def __init__(self, tekst: Any, url: str, *, variant: str = "tertiary") -> None:
        super().__init__(tekst, "")
        self.url, self.variant = url, variant
