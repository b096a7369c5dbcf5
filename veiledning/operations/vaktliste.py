"""The rota of a unit: its leader, the coordinator and the administrative contact keep it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Enhet, Rolle, RolleType
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.operations import operasjon

from ..models import Fagomraade, Svarvakt
from ..selectors.vaktliste import stelte_enheter


@operasjon
def legg_til_vakt(
    enhet: Enhet,
    *,
    utfort_av: Bruker,
    rolle: Rolle,
    ukedager: list[int],
    rekkefolge: int,
    gyldig_fra: date,
    gyldig_til: date | None = None,
    fagomraade: Fagomraade | None = None,
) -> Svarvakt:
    """Somebody who answers at the unit is put on its rota. Raises `Nektet` when the person does not keep it."""
    _krev_stell(utfort_av, enhet.pk)
    if rolle.enhet_id != enhet.pk or rolle.type != RolleType.VEILEDNINGSANSVARLIG:
        raise ValidationError({"rolle": _("Velg noen som er veiledningsansvarlig ved enheten.")})
    vakt = Svarvakt(
        rolle=rolle,
        fagomraade=fagomraade,
        ukedager=sorted(ukedager),
        rekkefolge=rekkefolge,
        gyldig_fra=gyldig_fra,
        gyldig_til=gyldig_til,
    )
    vakt.full_clean()
    vakt.save()
    return vakt


@operasjon
def endre_vakt(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    ukedager: list[int],
    rekkefolge: int,
    gyldig_fra: date,
    gyldig_til: date | None = None,
    fagomraade: Fagomraade | None = None,
) -> Svarvakt:
    """Other days, another turn or field. Raises `Utdatert` when somebody has changed the line since `versjon`."""
    vakt = _laas(pk, utfort_av, versjon)
    vakt.fagomraade, vakt.ukedager, vakt.rekkefolge = fagomraade, sorted(ukedager), rekkefolge
    vakt.gyldig_fra, vakt.gyldig_til = gyldig_fra, gyldig_til
    vakt.versjon += 1
    vakt.full_clean()
    vakt.save()
    return vakt


@operasjon
def avslutt_vakt(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> None:
    """The person is not asked by this line any more. What has been in force stays as it was; the rest never was."""
    vakt = _laas(pk, utfort_av, versjon)
    igaar = lokal_dato(naa or timezone.now()) - timedelta(days=1)
    if vakt.gyldig_fra > igaar:
        vakt.delete()
        return
    vakt.gyldig_til = min(vakt.gyldig_til or igaar, igaar)
    vakt.versjon += 1
    vakt.save(update_fields=["gyldig_til", "versjon"])


def _laas(pk: UUID, bruker: Bruker, versjon: int) -> Svarvakt:
    vakt = Svarvakt.objects.select_for_update(of=("self",)).select_related("rolle").get(pk=pk)
    _krev_stell(bruker, vakt.rolle.enhet_id)
    if vakt.versjon != versjon:
        raise Utdatert
    return vakt


def _krev_stell(bruker: Bruker, enhet: UUID | None) -> None:
    if enhet is None or not stelte_enheter(bruker).filter(pk=enhet).exists():
        raise Nektet
