"""Row audit: what a row was, from when, and which operation changed it. Append only, TRUNCATE included."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pghistory
import pgtrigger
from django.db import models


def ikke_tommes(navn: str) -> pgtrigger.Trigger:
    """A trigger that stops TRUNCATE, which row triggers never see."""
    return pgtrigger.Trigger(
        name=navn,
        operation=pgtrigger.Truncate,
        when=pgtrigger.Before,
        level=pgtrigger.Statement,
        func="RAISE EXCEPTION '% kan ikke tømmes', TG_TABLE_NAME USING ERRCODE = 'check_violation';",
    )


def sporet(
    fields: list[str] | None = None, model_name: str | None = None, exclude: list[str] | None = None
) -> Callable[[type[models.Model]], type[models.Model]]:
    """Class decorator: keep every version of a row, its deletion too, in an append-only table beside it.

    `exclude` is for free text: what is emptied when retention ends must not live on where nothing can change.
    """
    meta: dict[str, Any] = {"triggers": [ikke_tommes("historikk_ikke_tommes")]}
    return pghistory.track(
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
        append_only=True,
        fields=fields,
        exclude=exclude,
        model_name=model_name,
        meta=meta,
    )
