"""The form of a verb that leaves the answer ungiven, or to somebody else: it may not build on capacity (S1-V12)."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.forms import Handlingsskjema

from ..kapasitet import viser_til_kapasitet


class Bekreftelse(forms.BooleanField):
    """A tick that must be there. The operation says so, not the form: by then the coordinator has been told."""

    def validate(self, value: Any) -> None:
        pass


class Pliktskjema(Handlingsskjema):
    """Asks for the tick only when a text of `TEKSTER` pleads capacity. Draw it with `veiledning/verb/plikt.html`.

    The operation is what refuses (`operations.kapasitet.krev_annen_grunn`).
    """

    TEKSTER: ClassVar[tuple[str, ...]] = ()

    ikke_kapasitet = Bekreftelse(label=_("Vurderingen bygger ikke på kapasitet"))

    def forbered(self, sak: Any) -> None:
        self.order_fields([navn for navn in self.fields if navn != "ikke_kapasitet"] + ["ikke_kapasitet"])
        if not self.nevner_kapasitet:
            del self.fields["ikke_kapasitet"]

    @property
    def nevner_kapasitet(self) -> bool:
        """Whether what is typed pleads capacity."""
        return any(viser_til_kapasitet(str(self[navn].value() or "")) for navn in self.TEKSTER if navn in self.fields)
