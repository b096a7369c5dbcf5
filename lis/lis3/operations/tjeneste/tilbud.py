"""Set a place aside for a doctor, offer it, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, operasjon

from ... import overganger as o
from ... import rules
from ...frister import maaned_nr, maaned_slutt, maaned_start
from ...models import (
    BINDENDE,
    Deling,
    Forslag,
    Innmelding,
    Innmeldingstilstand,
    Innstilling,
    Plass,
    Stenging,
    Tjeneste,
    Tjenestedel,
    Tjenestetilstand,
)
from ...selectors.samsvar import samsvar
from ...tekster import tjeneste as tekster
from ..folger import systemet
from .grunnlag import avdelingsledere, deler, endring, fortell, kommunen, laas, maanedene, tilbake_til_onsket

T = Tjenestetilstand


class Dellinje(NamedTuple):
    """One part of a service: a place, from the first day of a month through the last day of a month."""

    plass: Plass
    fra: date
    til: date


@operasjon
def planlegg(
    *,
    utfort_av: Bruker,
    innmelding: Innmelding,
    deler: Sequence[Dellinje],
    forslag: Forslag | None = None,
    forbigaatt: Sequence[str] = (),
    begrunnelse: str = "",
    naa: datetime | None = None,
) -> Tjeneste:
    """Set a place aside for a doctor in the queue. It is held from now on, and nobody is told before it is offered.

    `forbigaatt` are the case numbers of doctors who fit, stand before this one and are passed over; then
    `begrunnelse` must say why, and both stay in the event. Raises `ValidationError` in a sentence when the place is
    taken, closed or not there in the period, or the doctor already holds one.
    """
    naa = naa or timezone.now()
    sak = Innmelding.objects.select_for_update(of=("self",)).get(pk=innmelding.pk)
    if not rules.er_koordinator(utfort_av, sak):  # there is no case yet to refuse on
        raise Nektet
    kontroller_legen(sak)
    kontroller_delene(sak, deler, dag=lokal_dato(naa))
    if forbigaatt and not begrunnelse.strip():
        raise ValidationError({"begrunnelse": _("Skriv hvorfor plassen ikke går til legen som står foran i køen.")})
    kontroller_plassene(deler)
    tjeneste = Tjeneste(innmelding=sak, tilstand=T.PLANLAGT, forslag=forslag, opprettet=naa, endret=naa)
    tjeneste.save(force_insert=True)
    for nummer, del_ in enumerate(deler, start=1):
        Tjenestedel.objects.create(tjeneste=tjeneste, nummer=nummer, plass=del_.plass, fra=del_.fra, til=del_.til)
    data: dict[str, Any] = {"deler": [[str(d.plass), str(d.fra), str(d.til)] for d in deler]}
    if forbigaatt:
        data["forbigaatt"] = list(forbigaatt)
    flytt(tjeneste, o.PLANLEGG, utfort_av=utfort_av, kommentar=begrunnelse, data=data, naa=naa)
    return tjeneste


def kontroller_legen(sak: Innmelding) -> None:
    if sak.tilstand not in (Innmeldingstilstand.INNMELDT, Innmeldingstilstand.PAA_VENT):
        raise ValidationError(_("Legen står ikke i køen. Last siden på nytt."))
    if Tjeneste.objects.gjeldende().filter(innmelding=sak).exists():
        raise ValidationError(_("Legen har allerede en plass eller et tilbud. Trekk den plassen først."))


def kontroller_delene(sak: Innmelding, deler: Sequence[Dellinje], *, dag: date) -> None:
    """Whole months, not in the past, one department in one stretch, or two parts when the hospital has approved it."""
    regler = Innstilling.objects.gjeldende()
    if not 1 <= len(deler) <= 2:
        raise ValidationError(_("En tjeneste har én eller to deler."))
    for del_ in deler:
        if del_.fra.day != 1 or del_.til < del_.fra or del_.til != maaned_slutt(maaned_nr(del_.til)):
            raise ValidationError(_("Tjenesten må gå over hele måneder, fra den første til den siste dagen."))
        if not del_.plass.avdeling.aktiv or del_.plass.avdeling.enhet.nedlagt:
            raise ValidationError(_("%(avdeling)s tar ikke imot LIS3.") % {"avdeling": del_.plass.avdeling})
    if deler[0].fra < maaned_start(maaned_nr(dag)):
        raise ValidationError(_("Tjenesten kan ikke begynne før denne måneden."))
    lengder = [maaned_nr(d.til) - maaned_nr(d.fra) + 1 for d in deler]
    # Who has served a part before and comes back from the queue needs only the rest.
    har_tjent = Tjeneste.objects.filter(innmelding=sak, tilstand=T.AVBRUTT).exists()
    if len(deler) == 1:
        rett = sum(lengder) == regler.lengde_maaneder or (har_tjent and sum(lengder) < regler.lengde_maaneder)
        if not rett:
            raise ValidationError(_("Tjenesten må vare i %(antall)d måneder.") % {"antall": regler.lengde_maaneder})
        return
    if sak.deling != Deling.DELT or not rules.kan_deles(sak):
        raise ValidationError(_("Sykehuset må godkjenne delt tjeneste før legen kan få plass i to perioder."))
    if lengder != [regler.delperiode_maaneder] * 2 or deler[1].fra <= deler[0].til:
        raise ValidationError(
            _("En delt tjeneste har to perioder på %(antall)d måneder etter hverandre.")
            % {"antall": regler.delperiode_maaneder}
        )
    for del_ in deler:
        godkjent = del_.plass.avdeling.godkjent
        if godkjent is None or godkjent > del_.fra:
            raise ValidationError(
                _("%(avdeling)s er ikke registrert som godkjent for tremånedersperioder.")
                % {"avdeling": del_.plass.avdeling}
            )


def kontroller_plassene(deler: Sequence[Dellinje]) -> None:
    """Lock the places, then look: of two who want one at the same time the second sees that it is taken."""
    laaste = Plass.objects.select_for_update(of=("self",)).filter(pk__in=[d.plass.pk for d in deler]).order_by("pk")
    plasser = {plass.pk: plass for plass in laaste}
    for del_ in deler:
        plass = plasser[del_.plass.pk]
        if plass.fra > del_.fra or (plass.til and plass.til < del_.til):
            raise ValidationError(_("%(plass)s finnes ikke i hele perioden.") % {"plass": plass})
        if Stenging.objects.filter(plass=plass, fra__lte=del_.til, til__gte=del_.fra).exists():
            raise ValidationError(_("%(plass)s er stengt i perioden. Velg en annen plass.") % {"plass": plass})
        tatt = Tjenestedel.objects.filter(plass=plass, opptar=True, fra__lte=del_.til, til__gte=del_.fra)
        if holder := tatt.select_related("tjeneste__innmelding__lege").first():
            raise ValidationError(
                _("%(plass)s er opptatt i perioden av %(lege)s. Velg en annen plass.")
                % {"plass": plass, "lege": holder.tjeneste.innmelding.lege}
            )


@operasjon
def tilby(pk: UUID, *, utfort_av: Bruker, versjon: int, avvik_aarsak: str = "", naa: datetime | None = None) -> Tjeneste:
    """Offer the place to the doctor, who answers by a date; the municipality is told (S1-I15, S1-I16).

    An offer that differs from every wish says why. Raises `ValidationError` when it does not, when the doctor has no
    account to answer with, or when the place can no longer be given as it was set aside.
    """
    naa = naa or timezone.now()
    sak = laas(pk, versjon)
    lege, delene = sak.innmelding.lege, deler(sak)
    if rules.er_koordinator(utfort_av, sak) and sak.tilstand == T.PLANLAGT:
        kontroller_delene(sak.innmelding, [Dellinje(d.plass, d.fra, d.til) for d in delene], dag=lokal_dato(naa))
        _kontroller_tilbud(sak, delene, avvik_aarsak)
    avdelinger = [d.plass.avdeling for d in delene]
    merker = samsvar(_onsker(sak), avdelinger, delene[0].fra)
    hendelse = flytt(
        sak,
        o.TILBY,
        utfort_av=utfort_av,
        felter={
            "saksnummer": sak.saksnummer or Saksteller.neste(Tjeneste.PREFIKS, naa),
            "tilbudt_tid": naa,
            "svarfrist": svarfrist(naa),
            "avvik_aarsak": avvik_aarsak if merker.avvik else "",
        },
        data={"tid": merker.tid, "avdeling": merker.avdeling, "sted": merker.sted} | endring("svarfrist", svarfrist(naa)),
        naa=naa,
    )
    naadd = lege.oppnaadde_maal.values("maal")
    for avdeling in avdelinger:
        sak.laeringsmaal.add(*avdeling.laeringsmaal.exclude(pk__in=naadd))
    aapne_oppgave(
        sak,
        tekster.SVAR,
        hendelse,
        emne=delene[0].plass.avdeling.enhet.visningsnavn,
        undertekst=sak.saksnummer or "",
        person=lege.bruker,
        frist=sak.svarfrist,
    )
    fortell(sak, hendelse, "tilbud", [lege.bruker])
    fortell(sak, hendelse, "tilbud_kommune", kommunen(sak.innmelding))
    return sak


def svarfrist(naa: datetime) -> date:
    return pluss_virkedager(lokal_dato(naa), Innstilling.objects.gjeldende().tilbud_svarfrist_virkedager)


def _onsker(sak: Tjeneste) -> Any:
    return sak.innmelding.onsker.select_related("avdeling__enhet")


def _kontroller_tilbud(sak: Tjeneste, delene: list[Tjenestedel], avvik_aarsak: str) -> None:
    if sak.innmelding.lege.bruker is None:
        raise ValidationError(
            _("%(lege)s har ikke konto i portalen og kan ikke svare. Be kommunen invitere legen først.")
            % {"lege": sak.innmelding.lege}
        )
    if not avvik_aarsak.strip() and samsvar(_onsker(sak), [d.plass.avdeling for d in delene], delene[0].fra).avvik:
        raise ValidationError(
            {"avvik_aarsak": _("Skriv hvorfor tilbudet avviker fra det legen ønsket. Legen og kommunen ser det.")}
        )


@operasjon
def trekk_tilbud(
    pk: UUID, *, utfort_av: Bruker, versjon: int, begrunnelse: str = "", naa: datetime | None = None
) -> Tjeneste:
    """The hospital takes the place back before the service starts. What has been offered is taken back with a reason."""
    naa = naa or timezone.now()
    sak = laas(pk, versjon)
    if sak.tilstand != T.PLANLAGT and not begrunnelse.strip() and rules.er_koordinator(utfort_av, sak):
        raise ValidationError({"begrunnelse": _("Skriv hvorfor plassen trekkes tilbake. Legen og kommunen ser det.")})
    bandt = sak.tilstand in BINDENDE
    hendelse = _trekk(sak, utfort_av=utfort_av, begrunnelse=begrunnelse, naa=naa)
    if bandt:
        tilbake_til_onsket(sak.innmelding, hendelse, naa=naa)
    return sak


def _trekk(sak: Tjeneste, *, utfort_av: Bruker, begrunnelse: str, naa: datetime, frafall: bool = False) -> Hendelse:
    var = sak.tilstand
    hendelse = flytt(sak, o.TREKK_TILBUD, utfort_av=utfort_av, kommentar=begrunnelse, naa=naa)
    lukk_oppgaver(sak, hendelse)
    if var != T.PLANLAGT:
        ledere = avdelingsledere(sak) if var != T.TILBUDT else []
        # Whoever withdrew the enrolment hears of that; the department, that the doctor is not coming.
        mal = "falt_bort" if frafall else "trukket"
        andre = [] if frafall else [sak.innmelding.lege.bruker, *kommunen(sak.innmelding)]
        fortell(sak, hendelse, mal, [*andre, *ledere])
    return hendelse


def trekk_ved_frafall(innmelding: Innmelding, hendelse: Hendelse) -> Tjeneste | None:
    """The enrolment is withdrawn: the place it holds is free again. Inside the caller's transaction and lock."""
    pk = Tjeneste.objects.gjeldende().exclude(tilstand=T.PAAGAAR).filter(innmelding=innmelding).values_list("pk", flat=True)
    sak = Tjeneste.objects.select_for_update(of=("self",)).filter(pk__in=list(pk)).first()
    if sak is None:
        return None
    begrunnelse = _("Innmeldingen er trukket.")
    _trekk(sak, utfort_av=systemet(), begrunnelse=begrunnelse, naa=hendelse.tidspunkt, frafall=True)
    return sak


def lengde(sak: Tjeneste) -> int:
    """Months from the first part to the last."""
    return maanedene(sak.deler.all())
