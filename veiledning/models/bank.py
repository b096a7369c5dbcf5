"""The answer bank: what was answered once, published with both sides' consent, until somebody must look at it again."""

from __future__ import annotations

from typing import ClassVar, Self
from uuid import UUID, uuid4

import pgtrigger
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, RolleType, Virksomhet
from grunnmur.organisasjon.models.sporing import sporet
from grunnmur.organisasjon.selectors import tilgang_for, underliggende
from grunnmur.portal.dato import dato
from grunnmur.portal.felt import Fritekst, Kortekst
from grunnmur.saksgang.bevaring import TOMT
from grunnmur.saksgang.models import Sak, SakQuerySet
from grunnmur.saksgang.models.peker import bare_tomt

from .foresporsel import Foresporsel
from .kodeverk import Fagfelt
from .vakt import Fagomraade


class Banktilstand(models.TextChoices):
    FORESLAATT = "foreslaatt", _("Venter på samtykke")
    PUBLISERT = "publisert", _("Publisert")
    UTLOPT = "utlopt", _("Utløpt")
    AVSLAATT = "avslaatt", _("Ikke samtykket")
    TRUKKET = "trukket", _("Trukket tilbake")


BORTE = (Banktilstand.AVSLAATT, Banktilstand.TRUKKET)
"""Never to be published: the same question may be proposed anew."""
ER_PUBLISERT = Q(tilstand=Banktilstand.PUBLISERT)


class BanksvarQuerySet(SakQuerySet["Banksvar"]):
    def synlig_for(self, bruker: Bruker) -> Self:
        """Published answers for everybody of the network; the rest for the two it came from.

        What has been published is also for the leaders of the unit that answered: they look after it when its author
        has left.
        """
        egne = Q(forfatter=bruker) | Q(melder=bruker)
        tilgang = tilgang_for(bruker)
        ledes = Q(virksomhet__in=tilgang.virksomheter(RolleType.LEDER))
        if enheter := tilgang.enheter(RolleType.LEDER):
            ledes |= Q(enhet__in=underliggende(enheter))
        egne |= ledes & Q(tilstand__in=[Banktilstand.PUBLISERT, Banktilstand.UTLOPT])
        virksomheter = {f.rolle.virksomhet_id for f in tilgang.fullmakter}
        deltar = Deltakelse.objects.gjeldende().filter(virksomhet__in=virksomheter)
        if tilgang.har(RolleType.SEKRETARIAT) or deltar.exists():
            egne |= Q(tilstand=Banktilstand.PUBLISERT)
        return self.filter(egne)

    def publiserte(self) -> Self:
        return self.filter(tilstand=Banktilstand.PUBLISERT)

    def med_navn(self) -> Self:
        """With what a row shows. Beside the query, not joined: planning the joins costs a search more than they do."""
        return self.prefetch_related("forfatter", "enhet", "virksomhet", "fagomraade")


@sporet(exclude=["sporsmaal", "svar", "sokevektor"])
class Banksvar(Sak):
    """One published answer, with its author, field and the day it must be looked at again."""

    PREFIKS: ClassVar[str] = "VS"

    foresporsel = models.ForeignKey(Foresporsel, models.PROTECT, related_name="banksvar")
    melder = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    forfatter = models.ForeignKey(Bruker, models.PROTECT, related_name="+", verbose_name=_("forfatter"))
    foreslaatt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    virksomhet = models.ForeignKey(Virksomhet, models.PROTECT, related_name="+", verbose_name=_("virksomhet"))
    enhet = models.ForeignKey(Enhet, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("enhet"))
    fagfelt = models.CharField(_("fagfelt"), max_length=16, choices=Fagfelt)
    fagomraade = models.ForeignKey(
        Fagomraade, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("fagområde")
    )
    sporsmaal = Kortekst(_("spørsmål"), max_length=200)
    svar = Fritekst(_("svar"))
    samtykke_melder = models.DateTimeField(null=True, blank=True)
    samtykke_svarer = models.DateTimeField(null=True, blank=True)
    publisert_tid = models.DateTimeField(_("publisert"), null=True, blank=True)
    gjennomgaas = models.DateField(_("gjennomgås innen"), null=True, blank=True)
    sokevektor = models.GeneratedField(
        expression=SearchVector("sporsmaal", config="norwegian", weight="A")
        + SearchVector("svar", config="norwegian", weight="B"),
        output_field=SearchVectorField(),
        db_persist=True,
    )

    objects = BanksvarQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        verbose_name = _("svar i svarbanken")
        verbose_name_plural = _("svarbanken")
        constraints = [
            models.CheckConstraint(condition=Q(tilstand__in=Banktilstand.values), name="banksvar_tilstand"),
            models.CheckConstraint(
                condition=~Q(tilstand__in=[Banktilstand.PUBLISERT, Banktilstand.UTLOPT])
                | Q(
                    samtykke_melder__isnull=False, samtykke_svarer__isnull=False, publisert_tid__isnull=False,
                    gjennomgaas__isnull=False, saksnummer__isnull=False,
                ),
                name="banksvar_publisert_med_samtykke",
            ),
            models.CheckConstraint(condition=~Q(sporsmaal="") & ~Q(svar=""), name="banksvar_er_utfylt"),
            models.CheckConstraint(condition=~Q(melder=F("forfatter")), name="banksvar_to_sider"),
            models.UniqueConstraint(
                fields=["foresporsel"], condition=~Q(tilstand__in=BORTE), name="banksvar_ett_per_sporsmaal"
            ),
        ]  # fmt: skip
        indexes = [
            GinIndex(fields=["sokevektor"], name="banksvar_sok"),
            # The lists are newest first, of all or of one party; a search for common words walks them too.
            models.Index(fields=["-publisert_tid", "-id"], condition=ER_PUBLISERT, name="banksvar_liste"),
            models.Index(fields=["virksomhet", "-publisert_tid", "-id"], condition=ER_PUBLISERT, name="banksvar_virksomhet"),
            models.Index(fields=["gjennomgaas"], condition=ER_PUBLISERT, name="banksvar_gjennomgang"),
            models.Index(fields=["forfatter"], name="banksvar_forfatter"),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="banksvar_ikke_om_enkeltpasient",
                operation=pgtrigger.Insert | pgtrigger.Update,
                when=pgtrigger.Before,
                func="""
                    IF EXISTS (SELECT 1 FROM veiledning_foresporsel f
                               WHERE f.id = NEW.foresporsel_id AND f.omfang = 'enkeltpasient') THEN
                        RAISE EXCEPTION 'tekst_om_enkeltpasient' USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN NEW;
                """,
            )
        ]

    def get_absolute_url(self) -> str:
        return reverse("veiledning:banksvar", args=[self.pk])

    @property
    def saken_gjelder_id(self) -> UUID | None:
        return None

    @property
    def navn(self) -> str:
        """What people call it: the question it answers."""
        return self.sporsmaal

    @property
    def sted(self) -> str:
        """The unit that answered, or the party where there is none."""
        return self.enhet.visningsnavn if self.enhet else self.virksomhet.fullt_navn

    @property
    def gjennomgaas_tekst(self) -> str:
        """The review date in words, empty before it has one."""
        return dato(self.gjennomgaas) if self.gjennomgaas else ""


class Bankversjon(models.Model):
    """What an answer said until it was edited. It is never rewritten; when its time is out its text is emptied."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    banksvar = models.ForeignKey(Banksvar, models.PROTECT, related_name="versjoner")
    sporsmaal = Kortekst(_("spørsmål"), max_length=200)
    svar = Fritekst(_("svar"))
    til = models.DateTimeField(_("til"))

    class Meta:
        verbose_name = _("tidligere versjon av et svar")
        verbose_name_plural = _("tidligere versjoner av svar")
        ordering = ["-til", "-id"]
        triggers = bare_tomt(
            "bankversjon_skrives_ikke_om",
            tomme={"sporsmaal": f"'{TOMT}'", "svar": f"'{TOMT}'"},
            sak_id="OLD.banksvar_id",
        )

    def __str__(self) -> str:
        return f"{self.banksvar}, {self.til:%d.%m.%Y}"


class Utdatertmelding(models.Model):
    """A reader says that an answer no longer holds. It goes to the author."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    banksvar = models.ForeignKey(Banksvar, models.PROTECT, related_name="meldinger")
    meldt_av = models.ForeignKey(Bruker, models.PROTECT, related_name="+")
    tekst = Fritekst(_("hva er utdatert?"))
    tidspunkt = models.DateTimeField()
    behandlet = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("melding om utdatert svar")
        verbose_name_plural = _("meldinger om utdaterte svar")
        ordering = ["tidspunkt"]
        constraints = [
            models.UniqueConstraint(
                fields=["banksvar", "meldt_av"], condition=Q(behandlet__isnull=True), name="utdatert_en_aapen_per_person"
            )
        ]

    def __str__(self) -> str:
        return f"{self.banksvar}, {self.tidspunkt:%d.%m.%Y}"
