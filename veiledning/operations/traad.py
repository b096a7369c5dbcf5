"""What is said in a case: asking back, answering, ringing. Always by somebody with a name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from .. import rules
from ..models import FLEST_LENKER, Foresporsel, Innlegg, Innleggstype, Lenke
from ..tekster import foresporsel as t
from .folger import be, be_ansvarlig, folk, i_traaden, sett, si_fra
from .gitt import gi, har_svart
from .kapasitet import noter_kapasitet
from .klokka import STANSER_GANGER, falt_bort, ganger_spurt, klokka_gaar_igjen, tilsvarsfrist
from .taushet import bryt_taushet_i_tide


@operasjon
def spor(pk: UUID, *, utfort_av: Bruker, versjon: int, tekst: str, naa: datetime | None = None) -> Foresporsel:
    """Ask the asker back. The first times the clock stands still until there is an answer (S1-V03)."""
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.SPOR, utfort_av=utfort_av, felter=har_svart(sak, naa), naa=naa)
    sett(sak, bryt_taushet_i_tide(sak, hendelse))
    _skriv(sak, hendelse, Innleggstype.SPORSMAAL, tekst)
    noter_kapasitet(sak, tekst, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(sak, hendelse, t.SVAR, t.BEKREFT)
    be(sak, t.TILSVAR, hendelse, person=sak.melder, frist=tilsvarsfrist(sak, naa))
    si_fra(sak, hendelse, "spurt", [sak.melder])
    if ganger_spurt(sak) > STANSER_GANGER:
        si_fra(sak, hendelse, "spurt_mange_ganger", folk(rules.koordinatorer(sak)))
    return sak


@operasjon
def tilsvar(pk: UUID, *, utfort_av: Bruker, versjon: int, tekst: str, naa: datetime | None = None) -> Foresporsel:
    """The asker answers what was asked back. The working days it took are added to the deadline."""
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.TILSVAR, utfort_av=utfort_av, felter=klokka_gaar_igjen(sak, naa), naa=naa)
    sett(sak, bryt_taushet_i_tide(sak, hendelse))
    _skriv(sak, hendelse, Innleggstype.TILSVAR, tekst)
    lukk_oppgaver(sak, hendelse, *falt_bort(sak))
    be_ansvarlig(sak, hendelse)
    si_fra(sak, hendelse, "tilsvart", [sak.ansvarlig])
    return sak


@operasjon
def skriv(pk: UUID, *, utfort_av: Bruker, versjon: int, tekst: str, naa: datetime | None = None) -> Foresporsel:
    """A comment from either side. It answers nothing, and nobody owes anything because of it."""
    sak = Foresporsel.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.SKRIV, utfort_av=utfort_av, naa=naa)
    _skriv(sak, hendelse, Innleggstype.KOMMENTAR, tekst)
    noter_kapasitet(sak, tekst, utfort_av=utfort_av, naa=naa)
    si_fra(sak, hendelse, "innlegg", i_traaden(sak))
    return sak


@operasjon
def svar(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    tekst: str,
    lenker: Sequence[tuple[str, str]] = (),
    naa: datetime | None = None,
) -> Foresporsel:
    """The written answer, with links (title, address) to published procedures. No files.

    Raises `ValidationError` on `lenker` for an address that is not https, or more than five.
    """
    sak = Foresporsel.objects.laas(pk, versjon)
    hendelse = gi(sak, o.SVAR, utfort_av=utfort_av, naa=naa)
    innlegg = _skriv(sak, hendelse, Innleggstype.SVAR, tekst)
    _lenk(innlegg, lenker)
    noter_kapasitet(sak, tekst, utfort_av=utfort_av, naa=naa)
    si_fra(sak, hendelse, "besvart", [sak.melder])
    return sak


@operasjon
def har_ringt(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """They have talked about the patient. Nothing of it is written here (S1-V13)."""
    sak = Foresporsel.objects.laas(pk, versjon)
    hendelse = gi(sak, o.HAR_RINGT, utfort_av=utfort_av, naa=naa)
    si_fra(sak, hendelse, "gitt", [sak.melder])
    return sak


@operasjon
def ring_uten_svar(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Foresporsel:
    """Rang, and nobody took the phone. The answer is still owed: a call nobody took is no answer."""
    sak = Foresporsel.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.RING_UTEN_SVAR, utfort_av=utfort_av, naa=naa)
    si_fra(sak, hendelse, "ringte", [sak.melder])
    return sak


def _skriv(sak: Foresporsel, hendelse: Hendelse, type_: str, tekst: str) -> Innlegg:
    """One entry of the thread, signed by who wrote it and on whose behalf."""
    innlegg = Innlegg(
        foresporsel=sak,
        hendelse=hendelse,
        type=type_,
        tekst=tekst,
        av=hendelse.utfort_av,
        paa_vegne_av=hendelse.paa_vegne_av,
        tidspunkt=hendelse.tidspunkt,
    )
    if not tekst.strip():
        raise ValidationError({"tekst": [_("Skriv det du vil si.")]})
    innlegg.save(force_insert=True)
    return innlegg


def _lenk(innlegg: Innlegg, lenker: Sequence[tuple[str, str]]) -> None:
    if len(lenker) > FLEST_LENKER:
        raise ValidationError({"lenker": [_("Legg ved høyst %(antall)d lenker.") % {"antall": FLEST_LENKER}]})
    for tittel, url in lenker:
        lenke = Lenke(innlegg=innlegg, tittel=tittel, url=url)
        try:
            lenke.full_clean(exclude=["innlegg", "banksvar"])
        except ValidationError as feil:
            hva = _("Hver lenke har en tittel og en adresse som begynner med https://.")
            raise ValidationError({"lenker": [hva]}) from feil
        lenke.save(force_insert=True)
