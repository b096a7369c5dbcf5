"""How long guests are kept: as long as they may want to see what was stored, then name and address go."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from grunnmur.saksgang.bevaring import Bevaringsregel, registrer_folger, registrer_regel
from grunnmur.varsling.models import Varsel

from .models import Arrangement, Deltaker, Svarlenke, Tilstand

MAANEDER = 6


def _avsluttet(grense: date) -> Q:
    return Q(tilstand__in=[Tilstand.GJENNOMFORT, Tilstand.AVLYST], slutt__date__lt=grense)


def tom_gjester(gjester: list[UUID]) -> int:
    """What is known of these guests goes, mail to them too. That somebody was there stays; who it was does not."""
    Svarlenke.objects.filter(deltaker__in=gjester).delete()
    Varsel.objects.filter(mal__startswith="arrangement.gjest_", data__deltaker__in=[str(pk) for pk in gjester]).delete()
    tomt = {"navn": "", "epost": "", "organisasjon": "", "slettet": timezone.now()}
    return Deltaker.objects.gjester().filter(pk__in=gjester).update(**tomt)


def tom_for_saker(_sak_type_id: int, saker: list[UUID]) -> None:
    """Events stay, with who arranged them and how many came."""
    tom_gjester(list(Deltaker.objects.gjester().filter(arrangement__in=saker).values_list("pk", flat=True)))


def registrer() -> None:
    registrer_folger("arrangement", tom_for_saker)
    registrer_regel(
        Bevaringsregel(
            "arrangement.gjester",
            navn=_("Navn og e-postadresse til gjester på arrangementer"),
            modell=Arrangement,
            utlopt=_avsluttet,
            felter={},
            forslag_maaneder=MAANEDER,
            alt=True,
        )
    )
