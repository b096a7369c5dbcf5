"""People take part: invited, signed on, on the waiting list, signed off; users and guests alike."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon

from .. import overganger as o
from ..bevaring import tom_gjester
from ..gjestelenke import gjest_med
from ..models import Arrangement, Deltaker, Gjest, Svar, Tilstand
from .folger import si_fra_til_deltakere

PAAMINNELSE = timedelta(days=3)
"""How long before it begins participants are reminded. Whoever signs on later needs no reminder."""
FLEST_OM_GANGEN = 100


@operasjon
def inviter(
    pk: UUID, *, utfort_av: Bruker, versjon: int, gjester: Iterable[Gjest], naa: datetime | None = None
) -> list[Deltaker]:
    """Invite these people, once each. Mail goes when the event is announced, or at once when it is."""
    naa = naa or timezone.now()
    sak = Arrangement.objects.laas(pk, versjon)
    hendelse = flytt(sak, o.INVITER, utfort_av=utfort_av, naa=naa)
    if sak.start <= naa:
        raise ValidationError(_("Arrangementet har begynt, så det er for sent å invitere."))
    gjester = list(gjester)
    if len(gjester) > FLEST_OM_GANGEN:
        raise ValidationError(_("Inviter høyst %(antall)d om gangen.") % {"antall": FLEST_OM_GANGEN})
    nye = [ny for gjest in gjester if (ny := _ny(sak, gjest, hendelse)) is not None]
    if not nye:
        raise ValidationError({"epost": [_("Alle du skrev inn, er invitert eller påmeldt fra før.")]})
    if sak.tilstand == Tilstand.KUNNGJORT:
        send_invitasjoner(sak, hendelse)
    return nye


def _ny(sak: Arrangement, gjest: Gjest, hendelse: Hendelse) -> Deltaker | None:
    epost = gjest.epost.strip().lower()
    felter = {"invitert_av": hendelse.utfort_av, "tidspunkt": hendelse.tidspunkt}
    bruker = Bruker.objects.virkelige().filter(epost=epost).first()
    if bruker is not None:
        if sak.deltakere.filter(bruker=bruker).exists():
            return None
        return Deltaker.objects.create(arrangement=sak, bruker=bruker, **felter)
    if sak.deltakere.filter(epost__iexact=epost).exists():
        return None
    if not gjest.navn.strip():
        raise ValidationError({"navn": [_("Skriv navnet til %(epost)s, som ikke har konto.") % {"epost": epost}]})
    ny = Deltaker(arrangement=sak, epost=epost, navn=gjest.navn, organisasjon=gjest.organisasjon, **felter)
    ny.clean_fields(exclude=["arrangement", "invitert_av"])
    ny.save(force_insert=True)
    return ny


def send_invitasjoner(sak: Arrangement, hendelse: Hendelse) -> None:
    """Tell everybody who is invited and has not been told."""
    usendte = list(sak.deltakere.filter(svar=Svar.INVITERT, invitasjon_sendt__isnull=True).select_related("bruker"))
    si_fra_til_deltakere(sak, hendelse, "invitert", usendte)
    Deltaker.objects.filter(pk__in=[d.pk for d in usendte]).update(invitasjon_sendt=hendelse.tidspunkt)


@operasjon
def meld_paa(pk: UUID, *, utfort_av: Bruker, naa: datetime | None = None) -> Deltaker:
    """Come, or wait for a place. The row of the event is locked: two who want the last place come one after the other.

    No version is asked for: that somebody else signed on meanwhile is no reason to send anybody back.
    """
    naa = naa or timezone.now()
    sak = _laast(pk)
    deltaker = sak.deltakere.filter(bruker=utfort_av).first() or Deltaker(arrangement=sak, bruker=utfort_av)
    hendelse = flytt(sak, o.MELD_PAA, utfort_av=utfort_av, naa=naa)
    return _si_ja(sak, deltaker, hendelse)


@operasjon
def meld_av(pk: UUID, *, utfort_av: Bruker, naa: datetime | None = None) -> Deltaker:
    """Not come. The next on the waiting list gets the place."""
    naa = naa or timezone.now()
    sak = _laast(pk)
    deltaker = sak.deltakere.filter(bruker=utfort_av).first()
    hendelse = flytt(sak, o.MELD_AV, utfort_av=utfort_av, naa=naa)
    if deltaker is None:
        raise ValidationError(_("Du er ikke påmeldt."))
    return _si_nei(sak, deltaker, hendelse)


@operasjon
def svar_som_gjest(hemmelighet: str, *, utfort_av: Bruker, kommer: bool, naa: datetime | None = None) -> Deltaker:
    """A guest answers by the link of a mail. `utfort_av` is the portal: the link is all that says who it is.

    Raises `Deltaker.DoesNotExist` when the link opens nothing.
    """
    naa = naa or timezone.now()
    sak, gjest = _gjest_laast(hemmelighet, naa)
    hendelse = flytt(sak, o.GJEST_SVARTE, utfort_av=utfort_av, naa=naa)
    return _si_ja(sak, gjest, hendelse) if kommer else _si_nei(sak, gjest, hendelse)


@operasjon
def slett_som_gjest(hemmelighet: str, *, utfort_av: Bruker, naa: datetime | None = None) -> None:
    """A guest erases what is stored of them, at any time. A place they had is free again."""
    naa = naa or timezone.now()
    sak, gjest = _gjest_laast(hemmelighet, naa)
    flytt(sak, o.SLETT_GJEST, utfort_av=utfort_av, naa=naa)
    _slett(sak, gjest, naa)


@operasjon
def fjern_gjest(pk: UUID, *, utfort_av: Bruker, versjon: int, deltaker: UUID, naa: datetime | None = None) -> None:
    """Who arranges takes a guest out, because the address was wrong or because the guest has asked."""
    naa = naa or timezone.now()
    sak = Arrangement.objects.laas(pk, versjon)
    flytt(sak, o.FJERN_GJEST, utfort_av=utfort_av, naa=naa)
    gjest = sak.deltakere.gjester().filter(pk=deltaker).first()
    if gjest is None:
        raise ValidationError({"deltaker": [_("Velg en gjest som står på listen.")]})
    _slett(sak, gjest, naa)


def _slett(sak: Arrangement, gjest: Deltaker, naa: datetime) -> None:
    hadde_plass = gjest.svar == Svar.JA
    if gjest.svar in (Svar.INVITERT, Svar.JA, Svar.VENTELISTE):
        gjest.svar = Svar.NEI
        gjest.save(update_fields=["svar"])
    tom_gjester([gjest.pk])
    if hadde_plass:
        rykk_opp(sak, naa=naa)


def _laast(pk: UUID) -> Arrangement:
    return Arrangement.objects.select_for_update(of=("self",)).select_related("arrangor", "laget_av").get(pk=pk)


def _gjest_laast(hemmelighet: str, naa: datetime) -> tuple[Arrangement, Deltaker]:
    """The guest behind a secret, read again under the lock of the event."""
    gjest = gjest_med(hemmelighet, naa=naa)
    if gjest is None:
        raise Deltaker.DoesNotExist
    sak = _laast(gjest.arrangement_id)
    return sak, sak.deltakere.gjester().get(pk=gjest.pk)


def _si_ja(sak: Arrangement, deltaker: Deltaker, hendelse: Hendelse) -> Deltaker:
    naa = hendelse.tidspunkt
    if not sak.er_aapent_for_ja(naa):
        if sak.paameldingsfrist and sak.start > naa:
            raise ValidationError(_("Påmeldingsfristen var %(dag)s.") % {"dag": dato(sak.paameldingsfrist)})
        raise ValidationError(_("Arrangementet har begynt, så påmeldingen er stengt."))
    if deltaker.svar in (Svar.JA, Svar.VENTELISTE):
        return deltaker
    andre = sak.deltakere.exclude(pk=deltaker.pk)
    fullt = sak.plasser is not None and andre.kommer().count() >= sak.plasser
    deltaker.svar = Svar.VENTELISTE if fullt or andre.venter().exists() else Svar.JA
    deltaker.tidspunkt = naa
    if sak.start - naa <= PAAMINNELSE:
        deltaker.paaminnet = naa
    deltaker.save()
    if deltaker.svar == Svar.JA and deltaker.bruker:
        si_fra_til_deltakere(sak, hendelse, "paameldt", [deltaker], ogsaa_selv=True)
    return deltaker


def _si_nei(sak: Arrangement, deltaker: Deltaker, hendelse: Hendelse) -> Deltaker:
    if not sak.er_aapent_for_nei(hendelse.tidspunkt):
        raise ValidationError(_("Arrangementet har begynt, så påmeldingen er stengt."))
    hadde_plass = deltaker.svar == Svar.JA
    deltaker.svar, deltaker.tidspunkt = Svar.NEI, hendelse.tidspunkt
    deltaker.save(update_fields=["svar", "tidspunkt"])
    if hadde_plass:
        rykk_opp(sak, naa=hendelse.tidspunkt)
    return deltaker


def rykk_opp(sak: Arrangement, *, naa: datetime) -> list[Deltaker]:
    """Give what is free to those who wait, in order. The caller holds the event locked."""
    if not sak.er_aapent_for_nei(naa):
        return []
    ledig = None if sak.plasser is None else sak.plasser - sak.deltakere.kommer().count()
    venter = sak.deltakere.venter().select_related("bruker")
    neste = list(venter if ledig is None else venter[: max(ledig, 0)])
    if not neste:
        return []
    hendelse = flytt(sak, o.RYKK_OPP, utfort_av=Bruker.objects.systemet(), naa=naa)
    for deltaker in neste:
        deltaker.svar = Svar.JA
        deltaker.save(update_fields=["svar"])
    si_fra_til_deltakere(sak, hendelse, "rykket_opp", neste)
    return neste
