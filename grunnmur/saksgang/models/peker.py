from __future__ import annotations

from typing import Self

import pgtrigger
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models


class PekerQuerySet(models.QuerySet):
    def for_sak(self, sak: models.Model) -> Self:
        return self.filter(sak_type=ContentType.objects.get_for_model(sak), sak_id=sak.pk)


class PekerPaaSak(models.Model):
    """A row that belongs to a case of any area. The trigger does what a foreign key cannot."""

    sak_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    sak_id = models.UUIDField()
    sak = GenericForeignKey("sak_type", "sak_id")

    objects = PekerQuerySet.as_manager()

    class Meta:
        abstract = True


def sak_finnes(navn: str) -> pgtrigger.Trigger:
    """The row pointed at exists (function saksgang_sak, migration 0002)."""
    return pgtrigger.Trigger(
        name=navn,
        operation=pgtrigger.Insert,
        when=pgtrigger.Before,
        func="PERFORM saksgang_sak(NEW.sak_type_id, NEW.sak_id); RETURN NEW;",
    )


def aldri_endret(navn: str) -> list[pgtrigger.Trigger]:
    """Append-only: no update, no delete, no truncate."""
    return [
        pgtrigger.Protect(name=navn, operation=pgtrigger.Update | pgtrigger.Delete),
        aldri_tomt(navn),
    ]


def aldri_tomt(navn: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=f"{navn}_tom",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'tabellen kan ikke tømmes' USING ERRCODE = 'check_violation';",
    )


def bare_tomt(navn: str, *, tomme: dict[str, str], sak_id: str = "OLD.sak_id") -> list[pgtrigger.Trigger]:
    """Append-only, but for one thing: a case that is emptied (`Tomming`) may lose the text of these columns.

    `tomme` is column → what it becomes, as SQL. Nothing else of the row may change, and no row is deleted.
    """
    kolonner = "".join(f" - '{kolonne}'" for kolonne in tomme)
    tomt = " AND ".join(f"NEW.{kolonne} IN (OLD.{kolonne}, {verdi})" for kolonne, verdi in tomme.items())
    return [
        pgtrigger.Protect(name=navn, operation=pgtrigger.Delete),
        pgtrigger.Trigger(
            name=f"{navn}_bare_tomt",
            operation=pgtrigger.Update,
            when=pgtrigger.Before,
            func=f"""
                IF {tomt} AND to_jsonb(NEW){kolonner} = to_jsonb(OLD){kolonner}
                   AND EXISTS (SELECT 1 FROM saksgang_tomming t WHERE t.alt AND t.sak_id = {sak_id}) THEN
                    RETURN NEW;
                END IF;
                RAISE EXCEPTION '% endres ikke', TG_TABLE_NAME USING ERRCODE = 'check_violation';
            """,  # noqa: S608  (the names of our own columns)
        ),
        aldri_tomt(navn),
    ]
