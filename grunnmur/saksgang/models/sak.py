from __future__ import annotations

import uuid
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ..feil import Utdatert

if TYPE_CHECKING:
    from grunnmur.organisasjon.models import Bruker


S = TypeVar("S", bound="Sak")


class SakQuerySet(models.QuerySet[S]):
    """What every area's cases can be asked. `synlig_for` belongs to the area."""

    def laas(self, id: UUID, versjon: int) -> S:
        """The case, locked until the transaction ends.

        Raises `DoesNotExist`, and `Utdatert` when the case has moved past `versjon`, the version the
        person saw when deciding.
        """
        sak = self.select_for_update(of=("self",)).get(pk=id)
        if sak.versjon != versjon:
            from .hendelse import Hendelse

            raise Utdatert(Hendelse.objects.for_sak(sak).select_related("utfort_av").order_by("-id").first())
        return sak

    def synlig_for(self, bruker: Bruker) -> Self:
        raise NotImplementedError(f"{self.model.__name__} must say who may see it")


class Sak(models.Model):
    """A case: a number, a state, and a version that every form carries.

    A case that is sent is never deleted (trigger); its state moves only by the area's table of transitions
    (trigger); its version only rises. Areas inherit this and register their table in `overganger.py`.
    """

    PREFIKS: ClassVar[str]
    """The letter of the case number, «H» in H-2026-0147."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    saksnummer = models.CharField(_("saksnummer"), max_length=16, unique=True, null=True, editable=False)  # noqa: DJ001
    """None until it is sent: only what is sent has a number, and two drafts may both lack one."""
    tilstand = models.CharField(_("tilstand"), max_length=24, editable=False)
    versjon = models.PositiveIntegerField(default=1, editable=False)
    opprettet = models.DateTimeField(default=timezone.now, editable=False)
    endret = models.DateTimeField(default=timezone.now, editable=False)

    objects = SakQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.saksnummer or str(_("Utkast"))

    @property
    def saken_gjelder_id(self) -> UUID | None:
        """The person the case is about, who may never decide it."""
        return None


class Saksteller(models.Model):
    """The last case number given, by letter and year. Its row lock keeps numbers without holes or doubles."""

    prefiks = models.CharField(max_length=4)
    aar = models.PositiveSmallIntegerField()
    siste = models.PositiveIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["prefiks", "aar"], name="saksteller_en_per_aar")]

    def __str__(self) -> str:
        return f"{self.prefiks}-{self.aar}: {self.siste}"

    @classmethod
    def neste(cls, prefiks: str, tid: datetime) -> str:
        """The next number of the year `tid` falls in, Norwegian time: «H-2026-0147»."""
        from django.db import connection

        aar = timezone.localtime(tid).year
        with connection.cursor() as peker:
            peker.execute(
                "INSERT INTO saksgang_saksteller (prefiks, aar, siste) VALUES (%s, %s, 1) "
                "ON CONFLICT (prefiks, aar) DO UPDATE SET siste = saksgang_saksteller.siste + 1 RETURNING siste",
                [prefiks, aar],
            )
            return f"{prefiks}-{aar}-{peker.fetchone()[0]:04d}"
