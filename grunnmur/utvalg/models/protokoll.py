from __future__ import annotations

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Organmedlem
from grunnmur.organisasjon.models.sporing import ikke_tommes, sporet

from .kodeverk import Habilitetsgrunn
from .mote import Mote
from .saksliste import Motesak
from .vern import frosset, sitter_i_organet


@sporet()
class Oppmote(models.Model):
    """Somebody took part in a meeting, in the seat of `medlem`: their own, or one they are deputy for."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    mote = models.ForeignKey(Mote, models.PROTECT, related_name="oppmoter")
    medlem = models.ForeignKey(Organmedlem, models.PROTECT, related_name="+", verbose_name=_("plass"))
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("person"))
    godkjent = models.DateTimeField(_("godkjente protokollen"), null=True, blank=True)

    class Meta:
        verbose_name = _("oppmøte")
        verbose_name_plural = _("oppmøter")
        constraints = [
            models.UniqueConstraint(fields=["mote", "medlem"], name="oppmote_en_i_plassen"),
            models.UniqueConstraint(fields=["mote", "bruker"], name="oppmote_en_plass"),
        ]
        triggers = [
            sitter_i_organet("oppmote_sitter_i_organet"),
            frosset("oppmote_laast", "r.mote_id", aapne="godkjent"),
            pgtrigger.Trigger(
                name="oppmote_godkjenner_protokollen",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(new__godkjent__isnull=False),
                func="""
                    IF NOT EXISTS (SELECT 1 FROM utvalg_mote m WHERE m.id = NEW.mote_id
                                   AND m.tilstand = 'protokollert') THEN
                        RAISE EXCEPTION 'oppmote_ingen_protokoll' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="oppmote_godkjenning_staar",
                operation=pgtrigger.Update,
                when=pgtrigger.Before,
                condition=pgtrigger.Q(old__godkjent__isnull=False)
                & pgtrigger.Q(old__godkjent__df=pgtrigger.F("new__godkjent")),
                func="""
                    IF (SELECT m.tilstand FROM utvalg_mote m WHERE m.id = NEW.mote_id) = 'godkjent' THEN
                        RAISE EXCEPTION 'mote_protokollen_er_laast' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            ikke_tommes("oppmote_tommes_ikke"),
        ]

    def __str__(self) -> str:
        return str(self.bruker)

    @property
    def er_vara(self) -> bool:
        return self.bruker_id != self.medlem.bruker_id


@sporet()
class Inhabilitet(models.Model):
    """Somebody who was at the meeting left the room for one item. A code and no story."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    motesak = models.ForeignKey(Motesak, models.PROTECT, related_name="inhabile")
    oppmote = models.ForeignKey(Oppmote, models.PROTECT, related_name="inhabil_i")
    bruker = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("person"))
    """The one at `oppmote`: a row about a person points at the person, who may see all that is kept."""
    grunn = models.CharField(_("grunn"), max_length=16, choices=Habilitetsgrunn)

    class Meta:
        verbose_name = _("inhabilitet")
        verbose_name_plural = _("inhabiliteter")
        constraints = [
            models.UniqueConstraint(fields=["motesak", "oppmote"], name="inhabilitet_en_gang"),
            models.CheckConstraint(condition=Q(grunn__in=Habilitetsgrunn.values), name="inhabilitet_grunn"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="inhabilitet_i_samme_mote",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF NOT EXISTS (SELECT 1 FROM utvalg_motesak s JOIN utvalg_oppmote o ON o.mote_id = s.mote_id
                                   WHERE s.id = NEW.motesak_id AND o.id = NEW.oppmote_id
                                     AND o.bruker_id = NEW.bruker_id) THEN
                        RAISE EXCEPTION 'inhabilitet_annet_mote' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            ),
            frosset("inhabilitet_laast", "(SELECT s.mote_id FROM utvalg_motesak s WHERE s.id = r.motesak_id)"),
            ikke_tommes("inhabilitet_tommes_ikke"),
        ]

    def __str__(self) -> str:
        return f"{self.oppmote}: {self.get_grunn_display()}"
