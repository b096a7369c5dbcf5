from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.felt import Fritekst

from .peker import PekerPaaSak, bare_tomt, sak_finnes


class Hendelse(PekerPaaSak):
    """What happened to a case: by whom, on behalf of whom, when. Append-only; this is what people read.

    When the case is emptied its comment and parameters go; that it happened, when and by whom stays.

    Ordered by `id`, also where two events share a time.
    """

    navn = models.CharField(_("hendelse"), max_length=40)
    fra = models.CharField(max_length=24, blank=True)
    til = models.CharField(max_length=24, blank=True)
    utfort_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("utført av"))
    paa_vegne_av = models.ForeignKey(
        Bruker, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("på vegne av")
    )
    tidspunkt = models.DateTimeField(_("tidspunkt"))
    kommentar = Fritekst(_("kommentar"), blank=True)
    data = models.JSONField(default=dict)
    """Parameters of the text (never private values): `endringer` holds differences people may see."""

    class Meta:
        verbose_name = _("hendelse")
        verbose_name_plural = _("hendelser")
        ordering = ["id"]
        indexes = [models.Index(fields=["sak_id", "id"], name="hendelse_sak")]
        triggers = [
            sak_finnes("hendelse_sak_finnes"),
            *bare_tomt("hendelse_aldri_endret", tomme={"kommentar": "''", "data": "'{}'::jsonb"}),
        ]

    def __str__(self) -> str:
        return f"{self.navn} {self.tidspunkt:%d.%m.%Y %H:%M}"


class Signaturform(models.TextChoices):
    ELEKTRONISK = "elektronisk", _("elektronisk")
    PAPIR = "papir", _("på papir")


class Signatur(models.Model):
    """What exactly was signed in an event: canonical JSON and its SHA-256. Append-only.

    When the case is emptied the content goes and the checksum stays.

    Holds private fields, as the paper did: never shown as it is, only compared and verified.
    """

    hendelse = models.OneToOneField(Hendelse, models.PROTECT, primary_key=True, related_name="signatur")
    form = models.CharField(_("form"), max_length=12, choices=Signaturform, default=Signaturform.ELEKTRONISK)
    innhold = models.TextField(editable=False)  # canonical JSON, longer than any one free text; guarded part by part
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    class Meta:
        verbose_name = _("signatur")
        verbose_name_plural = _("signaturer")
        triggers = bare_tomt(
            "signatur_aldri_endret",
            tomme={"innhold": "''"},
            sak_id="(SELECT h.sak_id FROM saksgang_hendelse h WHERE h.id = OLD.hendelse_id)",
        )

    def __str__(self) -> str:
        return self.sha256[:12]
