"""A meeting is planned, moved, called together or called off; when it is over somebody owes the minutes."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker, Organ
from grunnmur.organisasjon.selectors.organ import medlemmer
from grunnmur.portal.dato import dato, lokal_dato
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse, Saksteller
from grunnmur.saksgang.operations import flytt, hver_for_seg, operasjon

from .. import overganger as o
from .. import rules
from .. import tekster as t
from ..models import Mote, Moteform, Motetilstand
from .folger import be_sekretaeren, innkalte, sekretaerene, si_fra, svarer

FELTER = ("form", "start", "slutt", "sted", "lenke", "sakslistefrist")
PROTOKOLL_VIRKEDAGER = 10
"""Working days from the meeting to minutes that are handed in."""
SKRIFTLIG_SENDES = 3
"""Working days from planning a written procedure to sending it."""


@operasjon
def planlegg(organ: UUID, *, utfort_av: Bruker, felter: dict[str, Any], naa: datetime | None = None) -> Mote:
    """Put a meeting, or a written procedure, in the committee's calendar. Its number is given at once."""
    naa = naa or timezone.now()
    organet = Organ.objects.select_for_update(of=("self",)).select_related("helsefellesskap").get(pk=organ)
    mote = Mote(organ=organet, tilstand=Motetilstand.PLANLAGT, opprettet=naa, endret=naa, **_felter(felter, naa))
    if not rules.er_sekretaer(utfort_av, mote):
        raise Nektet
    if organet.nedlagt:
        raise ValidationError(_("Utvalget er nedlagt, og har ingen flere møter."))
    _kontroller(mote, naa)
    mote.saksnummer = Saksteller.neste(Mote.PREFIKS, naa)
    mote.save(force_insert=True)
    hendelse = flytt(mote, o.PLANLEGG, utfort_av=utfort_av, naa=naa)
    be_sekretaeren(mote, hendelse, t.SEND_SAKSLISTE, dag=lokal_dato(naa), frist=_sendefrist(mote, naa))
    return mote


@operasjon
def endre(pk: UUID, *, utfort_av: Bruker, versjon: int, felter: dict[str, Any], naa: datetime | None = None) -> Mote:
    """Move it. Who has got the agenda gets the new time, with a calendar entry that replaces the old one."""
    naa = naa or timezone.now()
    mote = Mote.objects.laas(pk, versjon)
    nye = _felter({"form": mote.form, **felter}, naa, planlagt=mote.opprettet)
    if nye.pop("form") != mote.form:
        raise ValidationError({"form": [_("Avlys møtet og planlegg et nytt når det skal ha en annen form.")]})
    endret = {navn: verdi for navn, verdi in nye.items() if verdi != getattr(mote, navn)}
    if not endret:
        raise ValidationError(_("Du har ikke endret noe. Endre det som skal bli annerledes, eller gå tilbake."))
    for navn, verdi in endret.items():
        setattr(mote, navn, verdi)
    _kontroller(mote, naa)
    hendelse = flytt(mote, o.ENDRE, utfort_av=utfort_av, felter=endret, naa=naa)
    if mote.tilstand == Motetilstand.PLANLAGT:
        lukk_oppgaver(mote, hendelse, t.SEND_SAKSLISTE)
        be_sekretaeren(mote, hendelse, t.SEND_SAKSLISTE, dag=lokal_dato(naa), frist=_sendefrist(mote, naa))
    elif mote.er_skriftlig:
        lukk_oppgaver(mote, hendelse, t.SVAR)
        _be_om_svar(mote, hendelse)
    else:
        si_fra(mote, hendelse, "flyttet", innkalte(mote, lokal_dato(naa)))
    return mote


@operasjon
def send_saksliste(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Mote:
    """Call the committee together with the agenda, or ask everybody with a seat to answer in writing."""
    naa = naa or timezone.now()
    mote = Mote.objects.laas(pk, versjon)
    hendelse = flytt(mote, o.SEND_SAKSLISTE, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(mote, hendelse)
    if mote.er_skriftlig:
        if not medlemmer(mote.organ, mote.dag):
            raise ValidationError(_("Utvalget har ingen medlemmer som kan svare. Oppnevn medlemmer først."))
        _be_om_svar(mote, hendelse)
        si_fra(mote, hendelse, "skriftlig", [m.bruker for m in svarer(mote, lokal_dato(naa))])
    else:
        si_fra(mote, hendelse, "saksliste", innkalte(mote, lokal_dato(naa)))
    return mote


def _be_om_svar(mote: Mote, hendelse: Hendelse) -> None:
    """Everybody with a seat owes an answer; those who have given theirs do not."""
    saker = mote.saker.aktive().count()
    for medlem in svarer(mote, lokal_dato(hendelse.tidspunkt)):
        if mote.svar.filter(medlem=medlem).count() < saker:
            aapne_oppgave(
                mote, t.SVAR, hendelse, emne=mote.organ.navn, undertekst=mote.saksnummer or "", person=medlem.bruker,
                frist=mote.dag,
            )  # fmt: skip


@operasjon
def avlys(pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str = "", naa: datetime | None = None) -> Mote:
    """Call it off. Whoever has got the agenda is told; cases on it must be put on another."""
    naa = naa or timezone.now()
    mote = Mote.objects.laas(pk, versjon)
    var_sendt = mote.tilstand == Motetilstand.SAKSLISTE_SENDT
    hendelse = flytt(mote, o.AVLYS, utfort_av=utfort_av, kommentar=kommentar, naa=naa)
    lukk_oppgaver(mote, hendelse)
    if var_sendt:
        si_fra(mote, hendelse, "avlyst_skriftlig" if mote.er_skriftlig else "avlyst", innkalte(mote, lokal_dato(naa)))
    return mote


@operasjon
def minn(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Mote:
    """It is over and nobody has said who was there: the secretary owes the minutes from now on."""
    naa = naa or timezone.now()
    mote = Mote.objects.laas(pk, versjon)
    hendelse = flytt(mote, o.MINN, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(mote, hendelse, t.SVAR)
    frist = pluss_virkedager(mote.dag, PROTOKOLL_VIRKEDAGER)
    be_sekretaeren(mote, hendelse, t.SKRIV_PROTOKOLL, dag=lokal_dato(naa), frist=frist)
    si_fra(mote, hendelse, "protokoll_mangler", sekretaerene(mote.organ, lokal_dato(naa)))
    return mote


def minn_om_protokoller(*, naa: datetime | None = None) -> int:
    """Ask for the minutes of every meeting that is over, each once. Returns how many."""
    naa = naa or timezone.now()
    spurt = Oppgave.objects.aapne().filter(type=t.SKRIV_PROTOKOLL).values("sak_id")
    over = Mote.objects.filter(tilstand=Motetilstand.SAKSLISTE_SENDT, slutt__lt=naa).exclude(pk__in=spurt)
    return hver_for_seg(over.values_list("pk", "versjon"), minn, naa=naa)


def _felter(felter: dict[str, Any], naa: datetime, *, planlagt: datetime | None = None) -> dict[str, Any]:
    """What was filled in, as columns. A written procedure lasts from when it is planned, and has no agenda deadline."""
    valgt = {navn: felter[navn] for navn in FELTER if navn in felter}
    if valgt.get("form") == Moteform.SKRIFTLIG:
        valgt |= {"start": planlagt or naa, "sted": "", "lenke": ""}
        valgt["sakslistefrist"] = lokal_dato(valgt["slutt"])
    return valgt


def _sendefrist(mote: Mote, naa: datetime) -> date:
    """The agenda goes out the working day after it is closed, and never later than the meeting."""
    if mote.er_skriftlig:
        return min(pluss_virkedager(lokal_dato(naa), SKRIFTLIG_SENDES), mote.dag)
    return max(min(pluss_virkedager(mote.sakslistefrist, 1), mote.dag), lokal_dato(naa))


def _kontroller(mote: Mote, naa: datetime) -> None:
    """Raises `ValidationError` by field."""
    feil = {}
    if (mote.slutt if mote.er_skriftlig else mote.start) <= naa:
        feil["svarfrist" if mote.er_skriftlig else "dag"] = _("Velg et tidspunkt som ikke er passert.")
    elif mote.slutt <= mote.start:
        feil["til"] = _("Møtet må slutte etter at det starter.")
    if mote.form == Moteform.FYSISK and not mote.sted:
        feil["sted"] = _("Skriv hvor dere møtes.")
    if mote.sakslistefrist > mote.dag:
        feil["sakslistefrist"] = _("Fristen for saker kan ikke være etter møtet, som er %(dag)s.") % {"dag": dato(mote.dag)}
    if feil:
        raise ValidationError({navn: [tekst] for navn, tekst in feil.items()})
