"""A theme is proposed, put to a committee, and becomes a focus area when it says yes (S4-D08)."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max, Q
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Tema
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Saksteller
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon
from grunnmur.utvalg.models import Motesak, Motetilstand, Sakutfall
from grunnmur.utvalg.operations.saksliste import meld_inn
from grunnmur.utvalg.vedtaksfolger import ved_vedtak

from .. import overganger as o
from .. import rules
from ..models import ANKRER, Temaforslag, Temaforslagtilstand
from ..selectors.organvalg import AVGJOR_TEMA, moter_som_tar_saker
from .folger import koordinatorer, si_fra
from .forankringssak import laas_mote

T = Temaforslagtilstand
LENGSTE_KODE = 36


def registrer() -> None:
    """Called when the app starts."""
    ved_vedtak(Temaforslag, folg_vedtaket)


@operasjon
def foreslaa(*, utfort_av: Bruker, felter: dict[str, Any], naa: datetime | None = None) -> Temaforslag:
    """Propose a theme. The name must be new in both written forms."""
    naa = naa or timezone.now()
    if not rules.foreslaar_tema(utfort_av):
        raise Nektet
    navn_nb, navn_nn = felter["navn_nb"].strip(), (felter.get("navn_nn") or felter["navn_nb"]).strip()
    _krev_nytt(navn_nb, navn_nn)
    sak = Temaforslag(
        navn_nb=navn_nb, navn_nn=navn_nn, begrunnelse=felter["begrunnelse"], foreslaatt_av=utfort_av,
        tilstand=T.FORESLAATT, opprettet=naa, endret=naa,
    )  # fmt: skip
    sak.saksnummer = Saksteller.neste(Temaforslag.PREFIKS, naa)
    sak.save(force_insert=True)
    hendelse = flytt(sak, o.FORESLAA_TEMA, utfort_av=utfort_av, naa=naa)
    si_fra(sak, hendelse, "tema_foreslaatt", koordinatorer(), av=utfort_av.navn)
    return sak


def _krev_nytt(navn_nb: str, navn_nn: str) -> None:
    like = Q(navn_nb__iexact=navn_nb) | Q(navn_nn__iexact=navn_nn)
    if Tema.objects.gjeldende().filter(like).exists():
        raise ValidationError({"navn_nb": [_("Det er allerede et tema som heter det.")]})
    if Temaforslag.objects.filter(like, tilstand__in=[T.FORESLAATT, T.TIL_VEDTAK]).exists():
        raise ValidationError({"navn_nb": [_("Det er allerede foreslått et tema som heter det.")]})


@operasjon
def legg_fram(pk: UUID, *, utfort_av: Bruker, versjon: int, mote: UUID, naa: datetime | None = None) -> Temaforslag:
    """Put the proposal on the agenda of a committee that decides on themes."""
    naa = naa or timezone.now()
    valgt = laas_mote(mote)
    sak = Temaforslag.objects.laas(pk, versjon)
    motesak = None
    if rules.legger_fram_tema(utfort_av, sak) and sak.tilstand == T.FORESLAATT:
        if valgt is None or not moter_som_tar_saker(AVGJOR_TEMA, lokal_dato(naa)).filter(pk=valgt.pk).exists():
            raise ValidationError({"mote": [_("Velg et møte som fortsatt tar imot saker.")]})
        motesak = meld_inn(
            valgt.pk, utfort_av=Bruker.objects.systemet(), sak=sak, meldt_av=utfort_av, naa=naa,
            tittel=_("Nytt tema: %(navn)s") % {"navn": sak.navn_nb},
            innstilling=_("Utvalget vedtar «%(navn)s» som satsingsområde.") % {"navn": sak.navn_nb},
        )  # fmt: skip
    felter = {"motesak": motesak, "organ": valgt.organ if valgt else None}
    hendelse = flytt(sak, o.LEGG_FRAM_TEMA, utfort_av=utfort_av, felter=felter, naa=naa)
    if valgt:
        til = [sak.foreslaatt_av]
        si_fra(sak, hendelse, "tema_til_vedtak", til, organ=valgt.organ.navn, dag=valgt.dag.isoformat())
    return sak


@operasjon
def trekk(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Temaforslag:
    """Take back a proposal that no committee has been given."""
    sak = Temaforslag.objects.laas(pk, versjon)
    flytt(sak, o.TREKK_TEMA, utfort_av=utfort_av, naa=naa)
    return sak


def folg_vedtaket(forslag: Temaforslag, motesak: Motesak, naa: datetime) -> None:
    """The minutes are approved (`ved_vedtak`)."""
    sak = Temaforslag.objects.select_for_update(of=("self",)).select_related("organ").get(pk=forslag.pk)
    if sak.tilstand != T.TIL_VEDTAK or sak.motesak_id != motesak.pk:
        return
    tiden, organ, dag = Bruker.objects.systemet(), motesak.mote.organ.navn, motesak.mote.dag
    if motesak.utfall in ANKRER:
        tema = _tema(sak, motesak)
        hendelse = flytt(sak, o.VEDTA_TEMA, utfort_av=tiden, felter={"tema": tema}, naa=naa)
        mal = "tema_vedtatt"
    elif motesak.utfall == Sakutfall.IKKE_VEDTATT:
        hendelse, mal = flytt(sak, o.VEDTA_IKKE_TEMA, utfort_av=tiden, naa=naa), "tema_ikke_vedtatt"
    else:
        hendelse, mal = flytt(sak, o.TA_TILBAKE_TEMA, utfort_av=tiden, felter=UTEN_MOTE, naa=naa), "tema_utsatt"
    si_fra(sak, hendelse, mal, [sak.foreslaatt_av, *koordinatorer()], organ=organ, dag=dag.isoformat())


UTEN_MOTE: dict[str, Any] = {"motesak": None}


def _tema(sak: Temaforslag, motesak: Motesak) -> Tema:
    """The theme, valid from the day of the meeting, last among the others."""
    navn = sak.navn_nb.lower().replace("æ", "ae").replace("ø", "o").replace("å", "aa")
    kode = grunn = slugify(navn).replace("-", "_")[:LENGSTE_KODE] or "tema"
    nummer = 2
    while Tema.objects.filter(kode=kode).exists():
        kode, nummer = f"{grunn}_{nummer}", nummer + 1
    siste = Tema.objects.aggregate(siste=Max("rekkefolge"))["siste"] or 0
    return Tema.objects.create(
        kode=kode, navn_nb=sak.navn_nb, navn_nn=sak.navn_nn, satsing=True, gyldig_fra=motesak.mote.dag,
        kilde=_("Sak %(nr)s") % {"nr": motesak.saksnummer}, rekkefolge=min(siste + 1, 32767),
    )  # fmt: skip


# --- the clock ----------------------------------------------------------------------------------------------------------


def folg_temaforslag(*, naa: datetime | None = None) -> int:
    """Proposals whose item was taken off, or whose meeting is called off, can be put forward again."""
    falt = Q(motesak__trukket__isnull=False) | Q(motesak__mote__tilstand=Motetilstand.AVLYST)
    saker = Temaforslag.objects.filter(falt, tilstand=T.TIL_VEDTAK).values_list("pk", "versjon")
    return hver_for_seg(list(saker), ta_tilbake, naa=naa)


@operasjon
def ta_tilbake(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Temaforslag:
    """It was not decided where it stood."""
    sak = Temaforslag.objects.laas(pk, versjon)
    organ = sak.organ.navn if sak.organ else ""
    hendelse = flytt(sak, o.TA_TILBAKE_TEMA, utfort_av=utfort_av, felter=UTEN_MOTE, naa=naa)
    dag = lokal_dato(hendelse.tidspunkt).isoformat()
    si_fra(sak, hendelse, "tema_utsatt", [sak.foreslaatt_av, *koordinatorer()], organ=organ, dag=dag)
    return sak
