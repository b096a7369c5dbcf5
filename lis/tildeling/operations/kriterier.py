"""Criteria are written, put forward to the committee, and become what the committee decided (S1-L12)."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

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
    rad = _raden(sak, nummer) if nummer else None
    foer = forskjell.kriteriet(rad) if rad else ""
    ny = rad or Kriterium(kriterier=sak, nummer=(sak.kriterium.aggregate(siste=Max("nummer"))["siste"] or 0) + 1)
    ny.navn, ny.forklaring, ny.hoyest, ny.per_kommune = navn, forklaring, hoyest, per_kommune
    endringer = [forskjell.rad(forskjell.KRITERIUM, foer, forskjell.kriteriet(ny))]
    flytt(sak, o.ENDRE_KRITERIER, utfort_av=utfort_av, data={"endringer": endringer}, naa=naa)
    andre = sak.kriterium.exclude(pk=ny.pk)
    if andre.filter(navn__iexact=navn).exists():
        raise ValidationError({"navn": [_("Det er allerede et kriterium som heter det.")]})
    if rad is None and andre.count() >= FLEST_KRITERIER:
        raise ValidationError(_("Det er plass til %(flest)s kriterier. Ta bort ett først.") % {"flest": FLEST_KRITERIER})
    if per_kommune and sak.rekkefolge == Rekkefolge.FELLES:
        hvorfor = _("Poeng for hver kommune krever egen rekkefølge for hver kommune. Endre det i ordningen først.")
        raise ValidationError({"per_kommune": [hvorfor]})
    ny.full_clean()
    ny.save()
    return ny


@operasjon
def fjern_kriterium(pk: UUID, *, utfort_av: Bruker, versjon: int, nummer: int, naa: datetime | None = None) -> Kriterier:
    """Take a criterion out of the draft."""
    sak = Kriterier.objects.laas(pk, versjon)
    rad = _raden(sak, nummer)
    endringer = [forskjell.rad(forskjell.KRITERIUM, forskjell.kriteriet(rad), "")]
    flytt(sak, o.ENDRE_KRITERIER, utfort_av=utfort_av, data={"endringer": endringer}, naa=naa)
    rad.delete()
    return sak


def _raden(sak: Kriterier, nummer: int) -> Kriterium:
    rad = sak.kriterium.filter(nummer=nummer).first()
    if rad is None:
        raise ValidationError(_("Kriteriet er tatt bort."))
    return rad


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
    rad = _gruppen(sak, gruppe) if gruppe else None
    foer = forskjell.gruppen(rad) if rad else ""
    ny = rad or Kriteriegruppe(kriterier=sak)
    ny.navn, ny.forklaring = navn, forklaring
    endringer = [forskjell.rad(forskjell.GRUPPE, foer, forskjell.gruppen(ny))]
    flytt(sak, o.ENDRE_KRITERIER, utfort_av=utfort_av, data={"endringer": endringer}, naa=naa)
    andre = sak.grupper.exclude(pk=ny.pk)
    if andre.filter(navn__iexact=navn).exists():
        raise ValidationError({"navn": [_("Det er allerede en gruppe som heter det.")]})
    if rad is None and andre.count() >= FLEST_GRUPPER:
        raise ValidationError(_("Det er plass til %(flest)s grupper. Ta bort en først.") % {"flest": FLEST_GRUPPER})
    ny.full_clean()
    ny.save()
    return ny


@operasjon
def fjern_gruppe(pk: UUID, *, utfort_av: Bruker, versjon: int, gruppe: UUID, naa: datetime | None = None) -> Kriterier:
    """Take a group out of the draft."""
    sak = Kriterier.objects.laas(pk, versjon)
    rad = _gruppen(sak, gruppe)
    endringer = [forskjell.rad(forskjell.GRUPPE, forskjell.gruppen(rad), "")]
    flytt(sak, o.ENDRE_KRITERIER, utfort_av=utfort_av, data={"endringer": endringer}, naa=naa)
    rad.delete()
    return sak


def _gruppen(sak: Kriterier, gruppe: UUID) -> Kriteriegruppe:
    rad = sak.grupper.filter(pk=gruppe).first()
    if rad is None:
        raise ValidationError(_("Gruppen er tatt bort."))
    return rad


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
