"""The knowledge base, the described process and the rules for the logo are written in versions (S0-F03, S1-F01, S4-F01)."""

from __future__ import annotations

import hashlib
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker, Organ
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Saksteller
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import rules
from ..malfil import lest_mal
from ..models import Dokument, Dokumentart, Dokumentdel, Dokumenttilstand, Mal
from ..oppsett import oppsettet

DT = Dokumenttilstand
FLEST_DELER = 30
FLEST_MALER = 12


@operasjon
def skriv(*, utfort_av: Bruker, art: str, naa: datetime | None = None) -> Dokument:
    """Begin on a new version: a copy of the one that applies, else the outline. One draft of each kind at a time."""
    naa = naa or timezone.now()
    if not rules.skriver_grunnlag(utfort_av):
        raise Nektet
    egne = Dokument.objects.filter(art=art)
    list(egne.select_for_update().values_list("pk"))
    if egne.filter(tilstand=DT.UTKAST).exists():
        raise ValidationError(_("Det finnes allerede et utkast. Skriv videre på det."))
    gjelder = egne.filter(tilstand=DT.GJELDER).first()
    oppsett = oppsettet(art)
    sak = Dokument.objects.create(
        art=art, nummer=(egne.aggregate(siste=Max("nummer"))["siste"] or 0) + 1, skrevet_av=utfort_av,
        tittel=gjelder.tittel if gjelder else oppsett["tittel"], saksnummer=Saksteller.neste(Dokument.PREFIKS, naa),
        tilstand=DT.UTKAST, opprettet=naa, endret=naa,
    )  # fmt: skip
    flytt(sak, o.SKRIV_DOKUMENT, utfort_av=utfort_av, naa=naa)
    if gjelder:
        _kopier(gjelder, sak)
    else:
        for nummer, rad in enumerate(oppsett["deler"], start=1):
            sak.deler.create(nummer=nummer, **rad)
    return sak


def _kopier(fra: Dokument, til: Dokument) -> None:
    for d in fra.deler.all():
        til.deler.create(nummer=d.nummer, tittel=d.tittel, hvem=d.hvem, tekst=d.tekst)
    for m in fra.maler.all():
        til.maler.create(
            navn=m.navn, filnavn=m.filnavn, mediatype=m.mediatype, innhold=m.innhold, storrelse=m.storrelse, sha256=m.sha256
        )


@operasjon
def endre(pk: UUID, *, utfort_av: Bruker, versjon: int, tittel: str, naa: datetime | None = None) -> Dokument:
    """Change the title of the draft."""
    sak = Dokument.objects.laas(pk, versjon)
    flytt(sak, o.ENDRE_DOKUMENT, utfort_av=utfort_av, felter={"tittel": tittel}, naa=naa)
    return sak


@operasjon
def sett_del(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    nummer: int | None = None,
    tittel: str,
    hvem: str = "",
    tekst: str = "",
    naa: datetime | None = None,
) -> Dokumentdel:
    """Add a part at the end, or change the one with this number. Those of the knowledge base keep their headings."""
    sak = Dokument.objects.laas(pk, versjon)
    rad = _delen(sak, nummer) if nummer else None
    flytt(sak, o.ENDRE_DOKUMENT, utfort_av=utfort_av, naa=naa)
    if sak.art == Dokumentart.KUNNSKAPSGRUNNLAG:
        if rad is None:
            raise ValidationError(_("Kunnskapsgrunnlaget har fire faste deler."))
        tittel = rad.tittel
    if rad is None and sak.deler.count() >= FLEST_DELER:
        raise ValidationError(_("Det er plass til %(flest)s deler. Ta bort en først.") % {"flest": FLEST_DELER})
    ny = rad or Dokumentdel(dokument=sak, nummer=(sak.deler.aggregate(siste=Max("nummer"))["siste"] or 0) + 1)
    ny.tittel, ny.hvem, ny.tekst = tittel, hvem, tekst
    ny.full_clean()
    ny.save()
    return ny


@operasjon
def fjern_del(pk: UUID, *, utfort_av: Bruker, versjon: int, nummer: int, naa: datetime | None = None) -> Dokument:
    """Take a part out of the draft; those after it move up."""
    sak = Dokument.objects.laas(pk, versjon)
    rad = _delen(sak, nummer)
    flytt(sak, o.ENDRE_DOKUMENT, utfort_av=utfort_av, naa=naa)
    if sak.art == Dokumentart.KUNNSKAPSGRUNNLAG:
        raise ValidationError(_("Kunnskapsgrunnlaget har fire faste deler."))
    rad.delete()
    _nummerer(sak)
    return sak


@operasjon
def flytt_del(pk: UUID, *, utfort_av: Bruker, versjon: int, nummer: int, opp: bool, naa: datetime | None = None) -> Dokument:
    """Let a part change place with the one above or below it."""
    sak = Dokument.objects.laas(pk, versjon)
    rad = _delen(sak, nummer)
    flytt(sak, o.ENDRE_DOKUMENT, utfort_av=utfort_av, naa=naa)
    if sak.art == Dokumentart.KUNNSKAPSGRUNNLAG:
        raise ValidationError(_("Kunnskapsgrunnlaget har fire faste deler."))
    deler = list(sak.deler.all())
    her = deler.index(rad)
    der = her - 1 if opp else her + 1
    if 0 <= der < len(deler):
        deler[her], deler[der] = deler[der], deler[her]
    _nummerer(sak, deler)
    return sak


def _nummerer(sak: Dokument, deler: list[Dokumentdel] | None = None) -> None:
    for nummer, rad in enumerate(deler or list(sak.deler.all()), start=1):
        if rad.nummer != nummer:
            rad.nummer = nummer
            rad.save(update_fields=["nummer"])


def _delen(sak: Dokument, nummer: int) -> Dokumentdel:
    rad = sak.deler.filter(nummer=nummer).first()
    if rad is None:
        raise ValidationError(_("Delen er tatt bort."))
    return rad


@operasjon
def legg_til_mal(
    pk: UUID, *, utfort_av: Bruker, versjon: int, navn: str, filnavn: str, innhold: bytes, naa: datetime | None = None
) -> Mal:
    """Add a file to the draft. Raises `ValidationError` for what is no document, or is too large."""
    sak = Dokument.objects.laas(pk, versjon)
    flytt(sak, o.ENDRE_DOKUMENT, utfort_av=utfort_av, naa=naa)
    if sak.maler.count() >= FLEST_MALER:
        raise ValidationError(_("Det er plass til %(flest)s filer. Ta bort en først.") % {"flest": FLEST_MALER})
    if sak.maler.filter(navn__iexact=navn).exists():
        raise ValidationError({"navn": [_("Det finnes allerede en fil med det navnet.")]})
    lest = lest_mal(filnavn, innhold)
    return sak.maler.create(
        navn=navn, filnavn=lest.filnavn, mediatype=lest.mediatype, innhold=innhold, storrelse=len(innhold),
        sha256=hashlib.sha256(innhold).hexdigest(),
    )  # fmt: skip


@operasjon
def fjern_mal(pk: UUID, *, utfort_av: Bruker, versjon: int, mal: UUID, naa: datetime | None = None) -> Dokument:
    """Take a file out of the draft."""
    sak = Dokument.objects.laas(pk, versjon)
    flytt(sak, o.ENDRE_DOKUMENT, utfort_av=utfort_av, naa=naa)
    slettet, _per_modell = sak.maler.filter(pk=mal).delete()
    if not slettet:
        raise ValidationError(_("Filen er tatt bort."))
    return sak


@operasjon
def ta_i_bruk(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    organ: Organ | None = None,
    vedtak_saksnummer: str = "",
    vedtatt: date | None = None,
    naa: datetime | None = None,
) -> Dokument:
    """From now on this version applies, and the one before it does not. Who adopted it, and when, stands on it (S1-A05)."""
    naa = naa or timezone.now()
    sak = Dokument.objects.laas(pk, versjon)
    felter = {"organ": organ, "vedtak_saksnummer": vedtak_saksnummer, "vedtatt": vedtatt}
    if any(felter.values()) and not all(felter.values()):
        hvorfor = _("Oppgi utvalget, saksnummeret og datoen for vedtaket, eller ingen av dem.")
        raise ValidationError({next(navn for navn, verdi in felter.items() if not verdi): [hvorfor]})
    if vedtatt and vedtatt > lokal_dato(naa):
        raise ValidationError({"vedtatt": [_("Vedtaket kan ikke være etter i dag.")]})
    if not sak.deler.exclude(tekst="").exists():
        raise ValidationError(_("Skriv minst én del før dere tar versjonen i bruk."))
    gammel = Dokument.objects.select_for_update().filter(art=sak.art, tilstand=DT.GJELDER).first()
    if gammel:
        flytt(gammel, o.AVLOS_DOKUMENT, utfort_av=Bruker.objects.systemet(), naa=naa)
    flytt(sak, o.TA_I_BRUK, utfort_av=utfort_av, felter=felter, naa=naa)
    return sak


@operasjon
def forkast(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Dokument:
    """Throw the draft away. It stays with its number, and another may be begun."""
    sak = Dokument.objects.laas(pk, versjon)
    flytt(sak, o.FORKAST_DOKUMENT, utfort_av=utfort_av, naa=naa)
    return sak
