"""Criteria are written, put forward to the committee, and become what the committee decided (S1-L12)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Manager, Max
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Organ
from grunnmur.organisasjon.selectors.organ import medlemmer
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Saksteller
from grunnmur.saksgang.operations import flytt, operasjon
from grunnmur.utvalg.models import Mote, Motesak, Motetilstand
from grunnmur.utvalg.operations.saksliste import meld_inn

from .. import overganger as o
from .. import rules
from ..models import Kriteriegruppe, Kriterier, Kriterietilstand, Kriterium, Rekkefolge
from ..selectors import kriterieforskjell as forskjell
from ..selectors.kriterier import mulige_moter, utvalget_har_behandlet
from .kriteriefolger import be_om_aa_trekke_saken

FLEST_KRITERIER = 20
FLEST_GRUPPER = 10
K = Kriterietilstand


@operasjon
def skriv(*, utfort_av: Bruker, organ: Organ, naa: datetime | None = None) -> Kriterier:
    """Begin on a new version: a copy of the one that applies. A committee has one on its way at a time."""
    naa = naa or timezone.now()
    if not rules.skriver_kriterier(utfort_av, organ):
        raise Nektet
    Organ.objects.select_for_update(no_key=True).get(pk=organ.pk)
    egne = Kriterier.objects.filter(organ=organ)
    if egne.filter(tilstand__in=[K.UTKAST, K.TIL_VEDTAK]).exists():
        raise ValidationError(_("Det er allerede begynt på nye kriterier. Skriv videre på dem."))
    sak = Kriterier.objects.create(
        organ=organ, nummer=(egne.aggregate(siste=Max("nummer"))["siste"] or 0) + 1, tilstand=K.UTKAST,
        saksnummer=Saksteller.neste(Kriterier.PREFIKS, naa), opprettet=naa, endret=naa,
    )  # fmt: skip
    gjelder = egne.filter(tilstand=K.GJELDER).first()
    flytt(sak, o.SKRIV, utfort_av=utfort_av, felter=_som_i(gjelder) if gjelder else None, naa=naa)
    if gjelder:
        _kopier_radene(gjelder, sak)
    return sak


def _som_i(gjelder: Kriterier) -> dict[str, object]:
    return {navn: getattr(gjelder, navn) for navn in ("tekst", "rekkefolge", "beslutningsdyktig")}


def _kopier_radene(fra: Kriterier, til: Kriterier) -> None:
    for k in fra.kriterium.all():
        til.kriterium.create(
            nummer=k.nummer, navn=k.navn, forklaring=k.forklaring, hoyest=k.hoyest, per_kommune=k.per_kommune
        )
    for g in fra.grupper.all():
        til.grupper.create(navn=g.navn, forklaring=g.forklaring)


@operasjon
def endre(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    tekst: str,
    rekkefolge: str,
    beslutningsdyktig: int,
    naa: datetime | None = None,
) -> Kriterier:
    """Change the words of the scheme, the order it gives, and how many it takes to decide. Nothing changed is no event."""
    sak = Kriterier.objects.laas(pk, versjon)
    felter = {"tekst": tekst, "rekkefolge": rekkefolge, "beslutningsdyktig": beslutningsdyktig}
    foer = _som_i(sak)
    if rules.ordner_kriterier(utfort_av, sak) and sak.tilstand == K.UTKAST:
        if foer == felter:
            return sak
        sak.tekst, sak.rekkefolge, sak.beslutningsdyktig = tekst, rekkefolge, beslutningsdyktig
        sak.full_clean()
        _krev_felles_uten_kommunepoeng(sak, rekkefolge)
        _krev_saa_mange(sak, beslutningsdyktig)
    rader = forskjell.ordningen(foer, felter)
    flytt(sak, o.ENDRE_KRITERIER, utfort_av=utfort_av, felter=felter, data={"endringer": rader}, naa=naa)
    return sak


def _krev_felles_uten_kommunepoeng(sak: Kriterier, rekkefolge: str) -> None:
    if rekkefolge == Rekkefolge.FELLES and (k := sak.kriterium.filter(per_kommune=True).first()):
        hvorfor = _("«%(navn)s» gir poeng for hver kommune. Ta bort det først, eller behold egne rekkefølger.")
        raise ValidationError({"rekkefolge": [hvorfor % {"navn": k.navn}]})


def _krev_saa_mange(sak: Kriterier, beslutningsdyktig: int) -> None:
    plasser = len(medlemmer(sak.organ))
    if plasser and beslutningsdyktig > plasser:
        hvorfor = _("Utvalget har %(antall)s som vedtar. Oppgi ikke flere enn det.")
        raise ValidationError({"beslutningsdyktig": [hvorfor % {"antall": plasser}]})


# --- criteria and groups ----------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Radslag:
    """A kind of row in the scheme: what it is called among the differences, how it reads, and what is refused."""

    felt: str
    som_tekst: Callable[[Any], str]
    flest: int
    finnes: Promise
    fullt: Promise
    borte: Promise


KRITERIUM = _Radslag(
    forskjell.KRITERIUM, forskjell.kriteriet, FLEST_KRITERIER, gettext_lazy("Det er allerede et kriterium som heter det."),
    gettext_lazy("Det er plass til %(flest)s kriterier. Ta bort ett først."), gettext_lazy("Kriteriet er tatt bort."),
)  # fmt: skip
GRUPPE = _Radslag(
    forskjell.GRUPPE, forskjell.gruppen, FLEST_GRUPPER, gettext_lazy("Det er allerede en gruppe som heter det."),
    gettext_lazy("Det er plass til %(flest)s grupper. Ta bort en først."), gettext_lazy("Gruppen er tatt bort."),
)  # fmt: skip


@operasjon
def sett_kriterium(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    nummer: int | None = None,
    navn: str,
    forklaring: str = "",
    hoyest: int,
    per_kommune: bool = False,
    naa: datetime | None = None,
) -> Kriterium:
    """Add a criterion, or change the one with this number. Its name and explanation say nothing of health or family."""
    sak = Kriterier.objects.laas(pk, versjon)
    rad = _raden(sak.kriterium, KRITERIUM, nummer=nummer) if nummer else None
    foer = KRITERIUM.som_tekst(rad) if rad else ""
    ny = rad or Kriterium(kriterier=sak, nummer=(sak.kriterium.aggregate(siste=Max("nummer"))["siste"] or 0) + 1)
    ny.navn, ny.forklaring, ny.hoyest, ny.per_kommune = navn, forklaring, hoyest, per_kommune
    _noter(sak, KRITERIUM, foer, KRITERIUM.som_tekst(ny), utfort_av=utfort_av, naa=naa)
    _krev_plass(sak.kriterium, KRITERIUM, ny)
    if per_kommune and sak.rekkefolge == Rekkefolge.FELLES:
        hvorfor = _("Poeng for hver kommune krever egen rekkefølge for hver kommune. Endre det i ordningen først.")
        raise ValidationError({"per_kommune": [hvorfor]})
    ny.full_clean()
    ny.save()
    return ny


@operasjon
def sett_gruppe(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    gruppe: UUID | None = None,
    navn: str,
    forklaring: str = "",
    naa: datetime | None = None,
) -> Kriteriegruppe:
    """Add a group that places may be reserved for, or change one. Belonging to it is a fact, never health or family."""
    sak = Kriterier.objects.laas(pk, versjon)
    rad = _raden(sak.grupper, GRUPPE, pk=gruppe) if gruppe else None
    foer = GRUPPE.som_tekst(rad) if rad else ""
    ny = rad or Kriteriegruppe(kriterier=sak)
    ny.navn, ny.forklaring = navn, forklaring
    _noter(sak, GRUPPE, foer, GRUPPE.som_tekst(ny), utfort_av=utfort_av, naa=naa)
    _krev_plass(sak.grupper, GRUPPE, ny)
    ny.full_clean()
    ny.save()
    return ny


@operasjon
def fjern_kriterium(pk: UUID, *, utfort_av: Bruker, versjon: int, nummer: int, naa: datetime | None = None) -> Kriterier:
    """Take a criterion out of the draft."""
    sak = Kriterier.objects.laas(pk, versjon)
    return _ta_bort(sak, KRITERIUM, _raden(sak.kriterium, KRITERIUM, nummer=nummer), utfort_av=utfort_av, naa=naa)


@operasjon
def fjern_gruppe(pk: UUID, *, utfort_av: Bruker, versjon: int, gruppe: UUID, naa: datetime | None = None) -> Kriterier:
    """Take a group out of the draft."""
    sak = Kriterier.objects.laas(pk, versjon)
    return _ta_bort(sak, GRUPPE, _raden(sak.grupper, GRUPPE, pk=gruppe), utfort_av=utfort_av, naa=naa)


def _raden(rader: Manager[Any], slag: _Radslag, **hvilken: Any) -> Any:
    rad = rader.filter(**hvilken).first()
    if rad is None:
        raise ValidationError(str(slag.borte))
    return rad


def _noter(sak: Kriterier, slag: _Radslag, foer: str, etter: str, *, utfort_av: Bruker, naa: datetime | None) -> None:
    """The event, with what the row said and says. Refuses whoever may not, before anything is said of the row."""
    endringer = [forskjell.rad(slag.felt, foer, etter)]
    flytt(sak, o.ENDRE_KRITERIER, utfort_av=utfort_av, data={"endringer": endringer}, naa=naa)


def _krev_plass(rader: Manager[Any], slag: _Radslag, ny: Any) -> None:
    andre = rader.exclude(pk=ny.pk)
    if andre.filter(navn__iexact=ny.navn).exists():
        raise ValidationError({"navn": [slag.finnes]})
    if ny._state.adding and andre.count() >= slag.flest:
        raise ValidationError(slag.fullt % {"flest": slag.flest})


def _ta_bort(sak: Kriterier, slag: _Radslag, rad: Any, *, utfort_av: Bruker, naa: datetime | None) -> Kriterier:
    _noter(sak, slag, slag.som_tekst(rad), "", utfort_av=utfort_av, naa=naa)
    rad.delete()
    return sak


# --- what becomes of the draft ----------------------------------------------------------------------------------------


@operasjon
def forkast(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Kriterier:
    """Throw the draft away. It stays with its number, and another may be begun."""
    sak = Kriterier.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.FORKAST_KRITERIER, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(sak, hendelse)
    return sak


@operasjon
def legg_fram(pk: UUID, *, utfort_av: Bruker, versjon: int, mote: UUID, naa: datetime | None = None) -> Kriterier:
    """Put the draft on the agenda of a meeting of the committee; from now on it stands as it is."""
    naa = naa or timezone.now()
    # The meeting first, as where its minutes are approved: never the two in another order.
    valgt = Mote.objects.select_for_update(of=("self",)).filter(pk=mote).first()
    sak = Kriterier.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.LEGG_FRAM, utfort_av=utfort_av, naa=naa)
    if not sak.tekst.strip():
        raise ValidationError(_("Skriv ordningen i ord før du legger den fram."))
    _krev_saa_mange(sak, sak.beslutningsdyktig)
    if valgt is None or not mulige_moter(sak, naa).filter(pk=valgt.pk).exists():
        raise ValidationError({"mote": [_("Velg et møte i utvalget som fortsatt tar imot saker.")]})
    # Taken back and put forward again before the agenda was sent: it is there already.
    motesak = Motesak.objects.om(sak).aktive().filter(mote=valgt, utfall="").first()
    if motesak is None:
        motesak = meld_inn(
            valgt.pk, utfort_av=Bruker.objects.systemet(), sak=sak, meldt_av=utfort_av, naa=naa,
            tittel=_("Kriterier for fordeling av kommuneplasser, versjon %(nr)s") % {"nr": sak.nummer},
            innstilling=_("Utvalget vedtar kriteriene slik de står i %(saksnummer)s.") % {"saksnummer": sak.saksnummer},
        )  # fmt: skip
    Kriterier.objects.filter(pk=sak.pk).update(motesak=motesak)
    sak.motesak = motesak
    lukk_oppgaver(sak, hendelse)
    return sak


@operasjon
def trekk_tilbake(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Kriterier:
    """Take the draft back before the committee has met over it; the secretary is asked to take it off the agenda."""
    sak = Kriterier.objects.laas(pk, versjon)
    motesak = sak.motesak
    hendelse = flytt(sak, o.TREKK_TILBAKE, utfort_av=utfort_av, felter={"motesak": None}, naa=naa)
    if motesak and utvalget_har_behandlet(motesak):
        raise ValidationError(_("Utvalget har behandlet saken. Kriteriene følger vedtaket når protokollen er godkjent."))
    if motesak and motesak.trukket is None and motesak.mote.tilstand != Motetilstand.AVLYST:
        be_om_aa_trekke_saken(sak, motesak, hendelse)
    return sak
