"""A document: what the portal once gave out, and what it was made from."""

from __future__ import annotations

import uuid
from typing import Self

import pgtrigger
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models.sporing import ikke_tommes
from grunnmur.portal.felt import Kortekst

_FASTE = (
    "id", "sak_type", "sak_id", "saksnummer", "mal", "sprak", "variant", "tittel", "versjon", "skjemaversjon",
    "innhold_sha256", "pdf_sha256", "seglnokkel", "kode", "erstatter", "opprettet",
)  # fmt: skip


class DokumentQuerySet(models.QuerySet["Dokument"]):
    def i_rekken(self, *, sak_type_id: int | None, sak_id: uuid.UUID | None, mal: str, sprak: str, variant: str) -> Self:
        """Every issue of one document: the same case, template, language and variant, newest first."""
        rekke = self.filter(sak_type=sak_type_id, sak_id=sak_id, mal=mal, sprak=sprak, variant=variant)
        return rekke.order_by("-opprettet", "-id")

    def gjeldende(self) -> Self:
        """Those that no newer issue replaces."""
        return self.filter(erstattet_av__isnull=True)


class Dokument(models.Model):
    """One issued PDF. Never changed: new content is a new row that points back at the one it replaces.

    The bytes may be emptied when the case is anonymised or a draft is deleted; the checksum stays, so that a
    copy on paper or disk can still be recognised.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    sak_type = models.ForeignKey(ContentType, models.PROTECT, null=True, blank=True, related_name="+")
    sak_id = models.UUIDField(null=True, blank=True)
    saksnummer = models.CharField(_("saksnummer"), max_length=24, blank=True)
    mal = models.CharField(_("mal"), max_length=80)
    sprak = models.CharField(_("målform"), max_length=2)
    variant = models.CharField(_("variant"), max_length=24, blank=True)
    tittel = Kortekst(_("tittel"), max_length=160)
    versjon = models.PositiveIntegerField(default=0, help_text=_("Sakens versjon da innholdet ble lest."))
    skjemaversjon = models.CharField(_("skjemaversjon"), max_length=24)
    innhold_sha256 = models.CharField(max_length=64)
    pdf = models.BinaryField(null=True)
    pdf_sha256 = models.CharField(max_length=64)
    # Empty: issued before the portal had a seal. The SHA-256 of the certificate, so that a key that is lost can be followed.
    seglnokkel = models.CharField(max_length=64, blank=True)
    kode = models.CharField(_("kontrollkode"), max_length=12, blank=True)
    erstatter = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="erstattet_av", verbose_name=_("erstatter")
    )
    opprettet = models.DateTimeField(_("utstedt"), default=timezone.now)

    objects = DokumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("dokument")
        verbose_name_plural = _("dokumenter")
        constraints = [
            # With the one-to-one `erstatter` this makes every issue of a document one unbroken line.
            models.UniqueConstraint(
                fields=["sak_type", "sak_id", "mal", "sprak", "variant"],
                condition=Q(erstatter__isnull=True),
                nulls_distinct=False,
                name="dokument_en_forste_utgave",
            ),
            models.CheckConstraint(
                condition=Q(sak_type__isnull=True, sak_id__isnull=True) | Q(sak_type__isnull=False, sak_id__isnull=False),
                name="dokument_sak_er_hel",
            ),
            models.UniqueConstraint(fields=["kode"], condition=~Q(kode=""), name="dokument_kode_unik"),
            models.CheckConstraint(condition=~Q(erstatter=F("id")), name="dokument_erstatter_ikke_seg_selv"),
        ]
        indexes = [
            models.Index(fields=["sak_id", "mal", "sprak", "variant", "-opprettet"], name="dokument_rekke"),
            models.Index(fields=["pdf_sha256"], name="dokument_pdf"),
        ]
        triggers = [
            pgtrigger.Protect(name="dokument_slettes_ikke", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="dokument_endres_ikke", fields=list(_FASTE)),
            pgtrigger.Protect(
                name="dokument_pdf_bare_tommes", operation=pgtrigger.Update, condition=pgtrigger.Q(new__pdf__isnull=False)
            ),
            ikke_tommes("dokument_tommes_ikke"),
            pgtrigger.Trigger(
                name="dokument_sak_finnes",
                operation=pgtrigger.Insert,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__sak_id__isnull=False),
                func="PERFORM saksgang_sak(NEW.sak_type_id, NEW.sak_id); RETURN NEW;",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.tittel} {self.saksnummer}".strip()
