"""What the error summary lists: every message once, with the address of the field it belongs to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.forms import BaseForm, BaseFormSet, CheckboxSelectMultiple, RadioSelect
from django.forms.boundfield import BoundField


class Feil(NamedTuple):
    """One line. `anker` is empty where there is no visible field to go to."""

    anker: str
    tekst: str


def feil_i(skjema: BaseForm | BaseFormSet[Any]) -> Iterator[Feil]:
    """Errors in the order of the page: the form's own first, then field by field."""
    if isinstance(skjema, BaseFormSet):
        if skjema.is_bound:
            yield from (Feil("", str(tekst)) for tekst in skjema.non_form_errors())
            for del_ in skjema.forms:
                yield from feil_i(del_)
        return
    if not skjema.is_bound:
        return
    yield from (Feil("", str(tekst)) for tekst in skjema.non_field_errors())
    for felt in skjema:
        yield from (Feil(_anker(felt), str(tekst)) for tekst in felt.errors)


def _anker(felt: BoundField) -> str:
    if felt.is_hidden:
        return ""
    if isinstance(felt.field.widget, RadioSelect | CheckboxSelectMultiple):
        return f"{felt.auto_id}_0"
    return felt.id_for_label or str(felt.auto_id)
