from __future__ import annotations

import uuid
from datetime import date
from typing import TYPE_CHECKING, Any, Self

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from grunnmur.portal.felt import Kortekst

from ..norsk import sorteringsnokkel
from .sporing import sporet

if TYPE_CHECKING:
    from .rolle import Rolle


class Malform(models.TextChoices):
    BOKMAAL = "nb", "Bokmål"
    NYNORSK = "nn", "Nynorsk"


class Varselvalg(models.TextChoices):
    STRAKS = "straks", _("E-post med en gang")
    DAGLIG = "daglig", _("Én e-post om dagen")


class Faggruppe(models.TextChoices):
    """The professional group on the form (S16); `annen` opens a text field."""

    LEGE = "lege", _("Lege")
    SYKEPLEIER = "sykepleier", _("Sykepleier")
    JORDMOR = "jordmor", _("Jordmor")
    HELSEFAGARBEIDER = "helsefagarbeider", _("Helsefagarbeider")
    VERNEPLEIER = "vernepleier", _("Vernepleier")
    FYSIOTERAPEUT = "fysioterapeut", _("Fysioterapeut")
    ERGOTERAPEUT = "ergoterapeut", _("Ergoterapeut")
    PSYKOLOG = "psykolog", _("Psykolog")
    SOSIONOM = "sosionom", _("Sosionom")
    LAERLING = "laerling", _("Lærling")
    HELSESEKRETAER = "helsesekretaer", _("Helsesekretær")
    ANNEN = "annen", _("Annen faggruppe")


class BrukerQuerySet(models.QuerySet["Bruker"]):
    def virkelige(self) -> Self:
        """People who may sign in: neither the system user nor anybody deactivated."""
        return self.filter(is_active=True, er_system=False)

    def med_roller(self, dag: date | None = None) -> Self:
        """Bring today's roles along, so that a list shows `tittellinje` without a query per person."""
        roller = self.model._meta.get_field("roller").related_model.objects.gjeldende(dag)  # type: ignore[union-attr]
        return self.prefetch_related(
            models.Prefetch("roller", roller.select_related("enhet", "virksomhet"), to_attr="gjeldende_roller")
        )


class BrukerManager(BaseUserManager["Bruker"]):
    def get_queryset(self) -> BrukerQuerySet:
        return BrukerQuerySet(self.model, using=self._db)

    def virkelige(self) -> BrukerQuerySet:
        return self.get_queryset().virkelige()

    def med_roller(self, dag: date | None = None) -> BrukerQuerySet:
        return self.get_queryset().med_roller(dag)

    def create_user(self, epost: str, password: str | None = None, **felter: Any) -> Bruker:
        bruker = self.model(epost=self.normalize_email(epost).lower(), **felter)
        bruker.set_password(password)
        bruker.save(using=self._db)
        return bruker

    def create_superuser(self, epost: str, password: str | None = None, **felter: Any) -> Bruker:
        return self.create_user(epost, password, is_staff=True, is_superuser=True, **felter)

    def get_by_natural_key(self, username: str | None) -> Bruker:
        return self.get(epost=(username or "").lower())

    def systemet(self) -> Bruker:
        """The user that time acts as. It cannot sign in."""
        bruker, _laget = self.get_or_create(
            er_system=True, defaults={"epost": "systemet@portal.invalid", "navn": "Portalen", "is_active": False}
        )
        return bruker


# Only what opens doors is kept for ever: profile fields are the person's own to change and to have erased.
@sporet(fields=["epost", "is_active", "is_staff", "is_superuser"], model_name="BrukerEvent")
class Bruker(AbstractBaseUser, PermissionsMixin):
    """A person. Signs in with e-mail; what they may do is their current roles, never fields here."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    epost = models.EmailField(_("e-postadresse"), unique=True)
    navn = Kortekst(_("navn"), max_length=120)
    malform = models.CharField(_("målform"), max_length=2, choices=Malform, default=Malform.BOKMAAL)
    faggruppe = models.CharField(_("faggruppe"), max_length=24, choices=Faggruppe, blank=True)
    stillingstittel = Kortekst(_("stillingstittel"), max_length=80, blank=True)
    hpr_nummer = models.CharField(
        _("HPR-nummer"),
        max_length=9,
        blank=True,
        validators=[RegexValidator(r"^\d{7,9}$", _("HPR-nummeret har sju til ni siffer."))],
    )
    hjemmeadresse = Kortekst(_("hjemmeadresse"), max_length=160, blank=True)
    tlf_privat = models.CharField(_("privat telefon"), max_length=20, blank=True)
    tlf_arbeid = models.CharField(_("telefon på arbeid"), max_length=20, blank=True)
    varselvalg = models.CharField(_("e-postvarsler"), max_length=8, choices=Varselvalg, default=Varselvalg.STRAKS)
    is_active = models.BooleanField(_("aktiv"), default=True)
    is_staff = models.BooleanField(_("systemadministrator"), default=False)
    er_system = models.BooleanField(default=False, editable=False)
    opprettet = models.DateTimeField(auto_now_add=True)
    sortering = models.CharField(max_length=240, editable=False, db_index=True)

    objects = BrukerManager()

    husk_tilgang = False
    """Set for the user of one request, so that its rights are looked up once (`TilgangMiddleware`)."""
    _tilgang: object = None
    gjeldende_roller: list[Rolle]
    """Set by `med_roller()` or by the look-up of rights; without a value here, for prefetching looks for one."""

    USERNAME_FIELD = "epost"
    EMAIL_FIELD = "epost"
    REQUIRED_FIELDS = ["navn"]

    class Meta:
        verbose_name = _("bruker")
        verbose_name_plural = _("brukere")
        ordering = ["sortering"]
        constraints = [
            models.UniqueConstraint(Lower("epost"), name="bruker_epost_unik_uansett_store_bokstaver"),
            models.UniqueConstraint(fields=["er_system"], condition=Q(er_system=True), name="bruker_ett_system"),
        ]

    def __str__(self) -> str:
        return self.navn

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.sortering = sorteringsnokkel(self.navn)
        super().save(*args, **kwargs)

    @property
    def tittellinje(self) -> str:
        """«Virksomhetsleder, Gjøvik kommune»: the weightiest of today's own roles, or nothing.

        Asks the database once at most; after `med_roller()`, or where rights were looked up already, never.
        """
        if not hasattr(self, "gjeldende_roller"):
            self.gjeldende_roller = list(self.roller.gjeldende().select_related("enhet", "virksomhet"))
        rolle = min(self.gjeldende_roller, key=lambda r: r.vekt, default=None)
        return rolle.tittel(self.stillingstittel) if rolle else ""

    @property
    def fornavn(self) -> str:
        return self.navn.split(" ")[0]

    @property
    def initialer(self) -> str:
        ord = self.navn.split()
        return "".join(o[0] for o in (ord[0], ord[-1]) if o)[:2].upper() if ord else ""
