from __future__ import annotations

import uuid
from typing import Any, TypeVar

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import Fritekst, Kortekst, Nettadresse
from grunnmur.portal.kontekst import glem_helsefellesskap

from .gyldighet import Gyldig, fra_foer_til
from .sporing import sporet
from .virksomhet import Virksomhet

M = TypeVar("M", bound=models.Model)


class HelsefellesskapManager(models.Manager["Helsefellesskap"]):
    def gjeldende(self) -> Helsefellesskap | None:
        """The cooperation network this portal runs for."""
        return self.select_related("helseforetak", "logo").defer("logo__png").order_by("opprettet").first()


class InnstillingManager(models.Manager[M]):
    """For the parameters of one area's rules: one row for the network."""

    def gjeldende(self) -> M:
        """The rules of the network this portal runs for; the defaults where nobody has set any."""
        return self.order_by("pk").first() or self.model()


@sporet()
class Helsefellesskap(models.Model):
    """A hospital trust and its municipalities. Names and texts are data: no region is built in."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    navn = Kortekst(_("navn"), max_length=120)
    helseforetak = models.ForeignKey(
        Virksomhet, models.PROTECT, related_name="helsefellesskap", verbose_name=_("helseforetak")
    )
    helseforetak_kortnavn = models.CharField(
        _("helseforetakets kortnavn"),
        max_length=80,
        help_text=_("Kort, slik navnet står i skjemaet, uten selskapsform."),
    )
    formaal_nb = Fritekst(_("formål (bokmål)"), blank=True)
    formaal_nn = Fritekst(_("formål (nynorsk)"), blank=True)
    prosedyre = models.CharField(
        _("styrende prosedyre"),
        max_length=240,
        blank=True,
        help_text=_("Tittel, sak og dato slik de skal stå på utskrifter."),
    )
    prosedyre_url = Nettadresse(_("lenke til prosedyren"), blank=True)
    kontakt_epost = models.EmailField(_("kontakt for portalen"), blank=True)
    purrefrist_virkedager = models.PositiveSmallIntegerField(
        _("purrefrist i virkedager"),
        null=True,
        blank=True,
        help_text=_("Antall virkedager før vi minner om et steg som venter. Tomt felt slår av purring."),
    )
    opprettet = models.DateTimeField(auto_now_add=True)

    objects = HelsefellesskapManager()

    class Meta:
        verbose_name = _("helsefellesskap")
        verbose_name_plural = _("helsefellesskap")

    def __str__(self) -> str:
        return self.navn

    def save(self, *args: Any, **kwargs: Any) -> None:
        super().save(*args, **kwargs)
        # Now for this transaction, and again when others can see it: a page in between may have kept the old name.
        glem_helsefellesskap()
        transaction.on_commit(glem_helsefellesskap)

    @property
    def logo_sha256(self) -> str:
        """The checksum of the logo in use; empty when the portal's own mark is."""
        return self.logo.sha256 if hasattr(self, "logo") else ""


@sporet(fields=["helsefellesskap", "sha256"], model_name="LogoEvent")
class Logo(models.Model):
    """The mark in the header and on documents, as a small PNG that the portal drew itself from what was uploaded."""

    helsefellesskap = models.OneToOneField(Helsefellesskap, models.CASCADE, primary_key=True, related_name="logo")
    png = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        verbose_name = _("logo")
        verbose_name_plural = _("logoer")

    def __str__(self) -> str:
        return self.sha256[:12]


@sporet()
class Deltakelse(Gyldig):
    """A party takes part from–to. The catchment area is not the county, so this is data of its own."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    helsefellesskap = models.ForeignKey(Helsefellesskap, models.PROTECT, related_name="deltakelser")
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, related_name="deltakelser", verbose_name=_("virksomhet"))

    class Meta:
        verbose_name = _("deltakelse")
        verbose_name_plural = _("deltakelser")
        constraints = [fra_foer_til("deltakelse_fra_foer_til")]

    def __str__(self) -> str:
        return f"{self.virksomhet} i {self.helsefellesskap}"
