"""What time asks about projects: is it still alive, and is what was found shared? A rerun changes nothing."""

from __future__ import annotations

from datetime import datetime, time
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato, pluss_maaneder
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon

from .. import overganger as o
from ..models import LEVER, Innstilling, Prosjekt, Prosjekttilstand
from ..tekster.framdrift import FORMIDLING, LEVER_DET
from .folger import de_som_styrer, si_fra
from .milepael import hvem_som_skylder

SVARTID_VIRKEDAGER = 10
BARE_MINNET = (o.SPOR_OM_DET_LEVER.navn, o.MINN_OM_FORANKRING.navn)
"""What the portal reminds of is no sign of life."""


def folg(*, naa: datetime | None = None) -> int:
    """Ask of every project that has been quiet for long whether it lives, and of completed ones to share what was found."""
    naa = naa or timezone.now()
    stille = stille_prosjekter(naa).values_list("pk", "versjon")
    uformidlet = uformidlede().values_list("pk", "versjon")
    return hver_for_seg(stille, spor_om_det_lever, naa=naa) + hver_for_seg(uformidlet, be_om_formidling, naa=naa)


def stille_prosjekter(naa: datetime) -> QuerySet[Prosjekt]:
    """Projects that go on, where nothing has happened for so many months, and that are not asked already."""
    maaneder = Innstilling.objects.gjeldende().stille_maaneder
    siden = timezone.make_aware(datetime.combine(pluss_maaneder(lokal_dato(naa), -maaneder), time.min))
    spurt = Oppgave.objects.aapne().filter(sak_id=OuterRef("pk"), type=LEVER_DET)
    rort = Hendelse.objects.filter(sak_id=OuterRef("pk"), tidspunkt__gte=siden).exclude(navn__in=BARE_MINNET)
    levende = Prosjekt.objects.filter(tilstand__in=LEVER, opprettet__lt=siden)
    return levende.exclude(Exists(spurt)).exclude(Exists(rort)).order_by("endret")


def uformidlede() -> QuerySet[Prosjekt]:
    """Completed projects that are not asked to share since they were completed, and have not said that they did."""
    mine = Hendelse.objects.filter(sak_type=ContentType.objects.get_for_model(Prosjekt), sak_id=OuterRef("pk"))
    sist_fullfort = mine.filter(navn=o.FULLFOR.navn).order_by("-tidspunkt").values("tidspunkt")[:1]
    svar = mine.filter(navn__in=[o.BE_OM_FORMIDLING.navn, o.MELD_FORMIDLET.navn], tidspunkt__gte=OuterRef("sist_fullfort"))
    fullforte = Prosjekt.objects.filter(tilstand=Prosjekttilstand.FULLFORT).annotate(sist_fullfort=sist_fullfort)
    return fullforte.exclude(Exists(svar)).order_by("endret")


@operasjon
def spor_om_det_lever(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    hendelse = flytt(prosjekt, o.SPOR_OM_DET_LEVER, utfort_av=utfort_av, naa=naa)
    frist = pluss_virkedager(lokal_dato(hendelse.tidspunkt), SVARTID_VIRKEDAGER)
    aapne_oppgave(prosjekt, LEVER_DET, hendelse, emne=prosjekt.saksnummer or "", frist=frist, **hvem_som_skylder(prosjekt))
    si_fra(prosjekt, hendelse, "lever_det", de_som_styrer(prosjekt), frist=frist.isoformat())
    return prosjekt


@operasjon
def bekreft_at_det_lever(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """The leader says that it goes on. Nobody is asked again until it has been quiet as long once more."""
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    hendelse = flytt(prosjekt, o.DET_LEVER, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(prosjekt, hendelse, LEVER_DET)
    return prosjekt


@operasjon
def be_om_formidling(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Prosjekt:
    """What was found is to be shared within some months of completion. Registering a result answers it."""
    prosjekt = Prosjekt.objects.laas(pk, versjon)
    hendelse = flytt(prosjekt, o.BE_OM_FORMIDLING, utfort_av=utfort_av, naa=naa)
    frist = pluss_maaneder(lokal_dato(hendelse.tidspunkt), Innstilling.objects.gjeldende().formidling_maaneder)
    aapne_oppgave(prosjekt, FORMIDLING, hendelse, emne=prosjekt.saksnummer or "", frist=frist, **hvem_som_skylder(prosjekt))
    si_fra(prosjekt, hendelse, "formidling", de_som_styrer(prosjekt), frist=frist.isoformat())
    return prosjekt
