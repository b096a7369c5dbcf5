"""What a department keeps in order: its places, closed periods, objectives and supervisors (S1-I17–I21)."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Enhet
from grunnmur.portal.dato import dato as datotekst
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet, Utdatert
from grunnmur.saksgang.operations import operasjon
from lis.lege.models import Laeringsmaal, Spesialistgodkjenning, Spesialitet

from .. import rules
from ..models import Avdeling, Plass, Stenging, Tjenestedel

FLEST_PLASSER = 20


def _laas(pk: UUID, bruker: Bruker) -> Avdeling:
    """The department, locked, when this person keeps it."""
    avdeling = Avdeling.objects.select_for_update(of=("self",)).get(pk=pk)
    if not rules.steller_avdelingen(bruker, avdeling):
        raise Nektet
    return avdeling


@operasjon
def opprett_avdeling(*, utfort_av: Bruker, enhet: Enhet, spesialitet: Spesialitet, godkjent: date | None = None) -> Avdeling:
    """The coordinator takes a hospital unit into the board. It has no places yet."""
    if not rules.koordinator(utfort_av):
        raise Nektet
    if Avdeling.objects.filter(enhet=enhet).exists():
        raise ValidationError({"enhet": _("%(enhet)s er allerede på tavlen.") % {"enhet": enhet}})
    return Avdeling.objects.create(enhet=enhet, spesialitet=spesialitet, godkjent=godkjent)


@operasjon
def lagre_avdeling(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    godkjent: date | None,
    laeringsmaal: Collection[Laeringsmaal],
    internundervisning_url: str,
    aktiv: bool,
) -> Avdeling:
    """Approved since, the objectives it can give, the teaching link, and whether it takes LIS3.

    Raises `Utdatert` when somebody has saved since `versjon`.
    """
    avdeling = _laas(pk, utfort_av)
    if avdeling.versjon != versjon:
        raise Utdatert
    avdeling.godkjent, avdeling.internundervisning_url, avdeling.aktiv = godkjent, internundervisning_url, aktiv
    avdeling.versjon += 1  # objectives are rows of their own, and make no change here
    avdeling.save(update_fields=["godkjent", "internundervisning_url", "aktiv", "versjon"])
    avdeling.laeringsmaal.set(laeringsmaal)
    return avdeling


@operasjon
def ny_plass(pk: UUID, *, utfort_av: Bruker, fra: date, antall: int = 1) -> list[Plass]:
    """More places from a day on, numbered on from the last."""
    avdeling = _laas(pk, utfort_av)
    if not 1 <= antall <= FLEST_PLASSER:
        raise ValidationError({"antall": _("Legg inn mellom 1 og %(antall)d plasser.") % {"antall": FLEST_PLASSER}})
    siste = avdeling.plasser.aggregate(siste=Max("nummer"))["siste"] or 0
    return [Plass.objects.create(avdeling=avdeling, nummer=siste + n, fra=fra) for n in range(1, antall + 1)]


@operasjon
def avslutt_plass(plass_id: int, *, utfort_av: Bruker, til: date) -> Plass:
    """The place is there through this day. Nobody may hold it after."""
    plass = _laas_plass(plass_id, utfort_av)
    if til < plass.fra:
        raise ValidationError({"til": _("Siste dag kan ikke være før plassen ble tatt i bruk.")})
    holder = plass.deler.filter(opptar=True, til__gt=til).select_related("tjeneste__innmelding__lege").first()
    if holder is not None:
        raise ValidationError({"til": _opptatt(holder)})
    plass.til = til
    plass.save(update_fields=["til"])
    return plass


def _laas_plass(plass_id: int, bruker: Bruker) -> Plass:
    plass = Plass.objects.select_for_update(of=("self",)).get(pk=plass_id)
    if not rules.steller_avdelingen(bruker, plass.avdeling):
        raise Nektet
    return plass


def _opptatt(del_: Tjenestedel) -> str:
    return _("%(lege)s har plassen til og med %(dag)s.") % {
        "lege": del_.tjeneste.innmelding.lege,
        "dag": datotekst(del_.til),
    }


@operasjon
def steng(plass_id: int, *, utfort_av: Bruker, fra: date, til: date, grunn: str = "") -> Stenging:
    """Nobody can be placed here in the period. A place somebody holds is not closed under them."""
    plass = _laas_plass(plass_id, utfort_av)
    if til < fra:
        raise ValidationError({"til": _("Til-dato kan ikke være før fra-dato.")})
    holder = plass.deler.filter(opptar=True, fra__lte=til, til__gte=fra).select_related("tjeneste__innmelding__lege").first()
    if holder is not None:
        raise ValidationError({"plass": _opptatt(holder)})
    if plass.stenginger.filter(fra__lte=til, til__gte=fra).exists():
        raise ValidationError({"fra": _("Plassen er allerede stengt i denne perioden.")})
    return Stenging.objects.create(plass=plass, fra=fra, til=til, grunn=grunn)


@operasjon
def aapne_igjen(stenging_id: UUID, *, utfort_av: Bruker) -> Plass:
    """The closed period no longer holds."""
    stenging = Stenging.objects.get(pk=stenging_id)
    plass = _laas_plass(stenging.plass_id, utfort_av)  # the place first, as whoever closes it does
    Stenging.objects.filter(pk=stenging_id).delete()
    return plass


@operasjon
def bekreft_spesialist(
    pk: UUID, *, utfort_av: Bruker, bruker: Bruker, dato: date, naa: datetime | None = None
) -> Spesialistgodkjenning:
    """The leader has checked that somebody employed here is a specialist in the department's speciality (S1-I19).

    Never of themselves: somebody above, or a stand-in, checks the leader.
    """
    avdeling = Avdeling.objects.get(pk=pk)
    if not rules.leder_avdelingen(utfort_av, avdeling):
        raise Nektet
    if bruker.pk == utfort_av.pk:
        raise ValidationError({"bruker": _("En annen enn deg selv må kontrollere godkjenningen din.")})
    dag = lokal_dato(naa or timezone.now())
    if dato > dag:
        raise ValidationError({"dato": _("Datoen kan ikke være fram i tid.")})
    if not rules.er_ansatt_ved(bruker, avdeling, dag):
        raise ValidationError({"bruker": _("%(navn)s er ikke ansatt ved avdelingen.") % {"navn": bruker.navn}})
    godkjenning, _ny = Spesialistgodkjenning.objects.get_or_create(
        bruker=bruker, spesialitet=avdeling.spesialitet, defaults={"kontrollert": dato, "kontrollert_av": utfort_av}
    )
    return godkjenning
