from __future__ import annotations

import uuid
from typing import Any, Self, TypedDict

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import Fritekst, Kortekst

from ..norsk import sorteringsnokkel
from .sporing import sporet
from .virksomhet import Virksomhet


class Beskrivelse(TypedDict, total=False):
    """What a unit says about itself. Its place in the tree is not among it: see flytt_enhet."""

    navn: str
    sted: str
    adresse: str
    telefon: str
    fagomraade: str
    profil: str


class EnhetQuerySet(models.QuerySet["Enhet"]):
    def aktive(self) -> Self:
        return self.filter(nedlagt__isnull=True)

    def sok(self, ord: str) -> Self:
        """Units whose name, site or speciality has every word of `ord` as a word prefix."""
        sporring = Q()
        for del_ in sorteringsnokkel(ord.replace(",", " ")).split()[:6]:
            sporring &= Q(sokeord__contains=f" {del_}")
        return self.filter(sporring)


@sporet()
class Enhet(models.Model):
    """A unit in the tree of a virksomhet: where people work, are led and may be hosted."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, related_name="enheter", verbose_name=_("virksomhet"))
    overordnet = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="underenheter", verbose_name=_("overordnet enhet")
    )
    navn = Kortekst(_("navn"), max_length=120)
    sted = Kortekst(_("sted"), max_length=80, blank=True)
    adresse = Kortekst(_("adresse"), max_length=160, blank=True)
    telefon = models.CharField(_("telefon"), max_length=20, blank=True)
    fagomraade = Kortekst(_("fagområde"), max_length=80, blank=True)
    profil = Fritekst(_("profil"), blank=True, help_text=_("Hva enheten gjør, og hva en hospitant kan lære."))
    nedlagt = models.DateField(_("nedlagt"), null=True, blank=True)
    versjon = models.PositiveIntegerField(default=1, editable=False)
    """Raised by the database on every change, whoever makes it. A page carries the one it was made from."""
    sortering = models.CharField(max_length=240, editable=False, db_index=True)
    sokeord = models.CharField(max_length=400, editable=False)

    objects = EnhetQuerySet.as_manager()

    class Meta:
        verbose_name = _("enhet")
        verbose_name_plural = _("enheter")
        ordering = ["sortering"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(overordnet=models.F("id")),
                name="enhet_ikke_over_seg_selv",
                violation_error_message=_("En enhet kan ikke ligge under seg selv."),
            ),
            models.UniqueConstraint(
                fields=["virksomhet", "overordnet", "navn", "sted"],
                nulls_distinct=False,
                name="enhet_unik_i_treet",
                violation_error_message=_("Det finnes allerede en enhet med dette navnet på dette stedet."),
            ),
        ]
        triggers = [
            # A tree that loops, or that crosses a legal entity, would let a question climb to the wrong leader.
            pgtrigger.Trigger(
                name="enhet_er_et_tre",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.After,
                condition=pgtrigger.Q(new__overordnet__isnull=False),
                func="""
                    IF TG_OP = 'UPDATE' THEN
                        IF NEW.overordnet_id IS NOT DISTINCT FROM OLD.overordnet_id THEN RETURN NULL; END IF;
                    END IF;
                    -- One move at a time in a virksomhet: two moves that each are fine could close a ring together.
                    PERFORM 1 FROM organisasjon_virksomhet WHERE id = NEW.virksomhet_id FOR NO KEY UPDATE;
                    IF EXISTS (SELECT 1 FROM organisasjon_enhet o
                               WHERE o.id = NEW.overordnet_id AND o.virksomhet_id <> NEW.virksomhet_id) THEN
                        RAISE EXCEPTION 'enhet_annen_virksomhet' USING ERRCODE = 'check_violation';
                    END IF;
                    IF EXISTS (
                        WITH RECURSIVE opp(id, overordnet_id, n) AS (
                            SELECT id, overordnet_id, 1 FROM organisasjon_enhet WHERE id = NEW.overordnet_id
                            UNION ALL
                            SELECT e.id, e.overordnet_id, opp.n + 1
                            FROM organisasjon_enhet e JOIN opp ON e.id = opp.overordnet_id WHERE opp.n < 50)
                        SELECT 1 FROM opp WHERE id = NEW.id OR n >= 50) THEN
                        RAISE EXCEPTION 'enhet_i_ring' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NULL;
                """,
            ),
            pgtrigger.Trigger(
                name="enhet_versjon",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.AnyChange(),
                func="NEW.versjon := OLD.versjon + 1; RETURN NEW;",
            ),
            # Roles and subunits say which virksomhet they belong to; a unit that changed it would leave them behind.
            pgtrigger.ReadOnly(name="enhet_bytter_ikke_virksomhet", fields=["virksomhet"]),
        ]

    def __str__(self) -> str:
        return self.visningsnavn

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sortering = sorteringsnokkel(f"{self.navn} {self.sted}")
        self.sokeord = " " + sorteringsnokkel(f"{self.navn} {self.sted} {self.fagomraade}".replace(",", " "))
        super().save(*args, **kwargs)

    @property
    def visningsnavn(self) -> str:
        """«Palliativt senter, Gjøvik»."""
        return f"{self.navn}, {self.sted}" if self.sted and self.sted not in self.navn else self.navn
