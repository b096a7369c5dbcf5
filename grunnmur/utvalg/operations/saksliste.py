"""Cases are put on an agenda, changed and withdrawn."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato, lokal_dato
from grunnmur.saksgang.models import Hendelse, Sak
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..models import Mote, Motesak, Motetilstand
from .folger import innkalte, sekretaerene, si_fra


@operasjon
def sett_opp(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    tittel: str,
    innstilling: str = "",
    grunn: str = "",
    sak: Sak | None = None,
    naa: datetime | None = None,
) -> Motesak:
    """The secretary puts an item on the agenda; after its deadline with a reason, which everybody reads."""
    naa = naa or timezone.now()
    mote = Mote.objects.laas(pk, versjon)
    if _fristen_er_ute(mote, naa) and not grunn:
        hvorfor = _("Fristen for saker var %(dag)s. Skriv hvorfor saken må opp likevel.")
        raise ValidationError({"grunn": [hvorfor % {"dag": dato(mote.sakslistefrist)}]})
    hendelse = flytt(mote, o.SETT_OPP, utfort_av=utfort_av, data={"sak": _neste(mote)}, naa=naa)
    ny = _legg_til(
        mote, hendelse, tittel, innstilling, meldt_av=utfort_av, sak=sak, grunn=grunn if _fristen_er_ute(mote, naa) else ""
    )
    if mote.tilstand == Motetilstand.SAKSLISTE_SENDT:
        si_fra(mote, hendelse, "ny_sak", innkalte(mote, lokal_dato(naa)))
    return ny


@operasjon
def meld_inn(
    pk: UUID,
    *,
    utfort_av: Bruker,
    sak: Sak,
    meldt_av: Bruker,
    tittel: str,
    innstilling: str = "",
    naa: datetime | None = None,
) -> Motesak:
    """An area of the portal puts one of its cases on an agenda that is still open, for a person it has let do so.

    `utfort_av` is the system user; the area's own operation has decided that `meldt_av` may. The secretary is told,
    and may change or withdraw it. Raises `ValidationError` after the agenda deadline.
    """
    naa = naa or timezone.now()
    mote = Mote.objects.select_for_update(of=("self",)).get(pk=pk)
    if _fristen_er_ute(mote, naa):
        raise ValidationError(
            _("Fristen for saker til dette møtet var %(dag)s. Velg et senere møte, eller be sekretæren om hjelp.")
            % {"dag": dato(mote.sakslistefrist)}
        )
    if Motesak.objects.om(sak).aktive().filter(mote=mote).exists():
        raise ValidationError(_("Saken står allerede på sakslisten til dette møtet."))
    hendelse = flytt(mote, o.MELD_INN, utfort_av=utfort_av, data={"sak": _neste(mote)}, naa=naa)
    ny = _legg_til(mote, hendelse, tittel, innstilling, meldt_av=meldt_av, sak=sak)
    si_fra(mote, hendelse, "sak_meldt", sekretaerene(mote.organ, lokal_dato(naa)), av=meldt_av.navn)
    return ny


@operasjon
def endre_sak(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    nummer: int,
    tittel: str,
    innstilling: str = "",
    naa: datetime | None = None,
) -> Motesak:
    """Change the words of an item before the meeting."""
    mote = Mote.objects.laas(pk, versjon)
    sak = _saken(mote, nummer)
    flytt(mote, o.ENDRE_SAK, utfort_av=utfort_av, data={"sak": nummer}, naa=naa)
    sak.tittel, sak.innstilling = tittel, innstilling
    sak.save(update_fields=["tittel", "innstilling"])
    return sak


@operasjon
def trekk_sak(pk: UUID, *, utfort_av: Bruker, versjon: int, nummer: int, naa: datetime | None = None) -> Motesak:
    """Take an item off. Its number is not used again, so that what was sent can be read."""
    naa = naa or timezone.now()
    mote = Mote.objects.laas(pk, versjon)
    sak = _saken(mote, nummer)
    flytt(mote, o.TREKK_SAK, utfort_av=utfort_av, data={"sak": nummer}, naa=naa)
    sak.trukket, sak.utfall, sak.vedtak = naa, "", ""
    sak.save(update_fields=["trukket", "utfall", "vedtak"])
    sak.inhabile.all().delete()
    return sak


def _fristen_er_ute(mote: Mote, naa: datetime) -> bool:
    return lokal_dato(naa) > mote.sakslistefrist


def _neste(mote: Mote) -> int:
    return (mote.saker.aggregate(siste=Max("nummer"))["siste"] or 0) + 1


def _saken(mote: Mote, nummer: int) -> Motesak:
    sak = mote.saker.aktive().filter(nummer=nummer).first()
    if sak is None:
        raise ValidationError(_("Saken er trukket fra sakslisten."))
    return sak


def _legg_til(
    mote: Mote, hendelse: Hendelse, tittel: str, innstilling: str, *, meldt_av: Bruker, sak: Sak | None, grunn: str = ""
) -> Motesak:
    return Motesak.objects.create(
        mote=mote,
        nummer=_neste(mote),
        tittel=tittel,
        innstilling=innstilling,
        meldt_av=meldt_av,
        sak_type=ContentType.objects.get_for_model(sak) if sak else None,
        sak_id=sak.pk if sak else None,
        opprettet=hendelse.tidspunkt,
        ettermeldt_grunn=grunn,
    )
