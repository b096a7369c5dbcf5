"""Minutes: who took part, what was decided, who left the room; approved by the chair or by all, and then they stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.oppgaver.virkedager import pluss_virkedager
from grunnmur.organisasjon.models import Bruker, Organmedlem
from grunnmur.organisasjon.selectors.organ import DELTAR, varaer_for, verv_i
from grunnmur.portal.dato import dato, lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon, signer

from .. import overganger as o
from .. import tekster as t
from ..models import Godkjenningsmaate, Inhabilitet, Mote, Motesak, Motesvar, Oppmote, Sakutfall
from ..rules import alle_har_godkjent, mangler_godkjenning
from ..selectors.protokoll import protokollinnhold
from ..vedtaksfolger import si_fra_til_omraadene
from .folger import be_sekretaeren, sekretaerene, si_fra
from .mote import PROTOKOLL_VIRKEDAGER

GODKJENN_VIRKEDAGER = 5
UTEN_INNSTILLING = (Sakutfall.VEDTATT_ENDRET, Sakutfall.IKKE_VEDTATT, Sakutfall.UTSATT)
"""Outcomes that say nothing by themselves: what was decided must be written."""


@operasjon
def hold(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    oppmote: Mapping[UUID, UUID] | None = None,
    moteleder: UUID | None = None,
    godkjenning: str = Godkjenningsmaate.LEDER,
    naa: datetime | None = None,
) -> Mote:
    """It was held: who sat in each seat (seat → person), who led, and who approves the minutes.

    Of a written procedure those who answered every item took part, and nothing is filled in. It can be closed when
    its deadline is out, or everybody has answered.
    """
    naa = naa or timezone.now()
    mote = Mote.objects.laas(pk, versjon)
    if mote.er_skriftlig:
        oppmote = _de_som_svarte(mote, naa)
        moteleder = moteleder if moteleder in oppmote.values() else _leder_av(mote, oppmote)
    felter = {"moteleder_id": moteleder, "godkjenning": godkjenning}
    hendelse = flytt(mote, o.HOLD, utfort_av=utfort_av, felter=felter, naa=naa)
    if not mote.er_skriftlig and mote.start > naa:
        raise ValidationError(_("Møtet har ikke begynt ennå. Registrer hvem som deltok, når det er holdt."))
    lukk_oppgaver(mote, hendelse)
    _sett_oppmote(mote, oppmote or {}, moteleder)
    frist = max(pluss_virkedager(mote.dag, PROTOKOLL_VIRKEDAGER), pluss_virkedager(lokal_dato(naa), 1))
    be_sekretaeren(mote, hendelse, t.SKRIV_PROTOKOLL, dag=lokal_dato(naa), frist=frist)
    return mote


@operasjon
def rett_oppmote(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    oppmote: Mapping[UUID, UUID],
    moteleder: UUID | None,
    godkjenning: str,
    naa: datetime | None = None,
) -> Mote:
    """Mend who took part, before the minutes are handed in. Whoever was not there left no room either."""
    mote = Mote.objects.laas(pk, versjon)
    if mote.er_skriftlig:
        oppmote = dict(mote.oppmoter.values_list("medlem_id", "bruker_id"))  # they have answered; only the chair changes
    felter = {"moteleder_id": moteleder, "godkjenning": godkjenning}
    flytt(mote, o.RETT_OPPMOTE, utfort_av=utfort_av, felter=felter, naa=naa)
    _sett_oppmote(mote, oppmote, moteleder)
    inhabile = Inhabilitet.objects.filter(motesak__mote=mote, motesak__trukket__isnull=True)
    if godkjenning == Godkjenningsmaate.LEDER and inhabile.filter(bruker=moteleder).exists():
        alle = _("Møtelederen forlot møtet under en sak. Velg at alle som deltok, godkjenner protokollen.")
        raise ValidationError({"godkjenning": [alle]})
    for sak in mote.saker.aktive().exclude(utfall__in=["", Sakutfall.UTSATT]):
        if not _med_plass(mote).exclude(pk__in=inhabile.filter(motesak=sak).values("oppmote")).exists():
            raise ValidationError(
                _("Ingen er igjen som behandlet sak %(nr)s. Rett vedtaket i saken først.") % {"nr": sak.nummer}
            )
    return mote


@operasjon
def skriv_vedtak(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    nummer: int,
    utfall: str,
    vedtak: str = "",
    inhabile: Mapping[UUID, str] | None = None,
    naa: datetime | None = None,
) -> Motesak:
    """What was decided in an item, and who left the room for it (attendance → code)."""
    mote = Mote.objects.laas(pk, versjon)
    sak = mote.saker.aktive().filter(nummer=nummer).first()
    if sak is None:
        raise ValidationError(_("Saken er trukket fra sakslisten."))
    deltok = {oppmote.pk: oppmote.bruker_id for oppmote in mote.oppmoter.all()}
    inhabile = {oppmote: grunn for oppmote, grunn in (inhabile or {}).items() if grunn and oppmote in deltok}
    # Nobody approves alone what they left the room for.
    lederen_gikk = mote.moteleder_id in {deltok[oppmote] for oppmote in inhabile}
    felter = {"godkjenning": Godkjenningsmaate.ALLE} if lederen_gikk else {}
    flytt(mote, o.SKRIV_VEDTAK, utfort_av=utfort_av, felter=felter, data={"sak": nummer}, naa=naa)
    if not vedtak and (utfall in UTEN_INNSTILLING or (utfall == Sakutfall.VEDTATT and not sak.innstilling)):
        raise ValidationError({"vedtak": [_("Skriv hva som ble vedtatt.")]})
    if utfall != Sakutfall.UTSATT and not _med_plass(mote).exclude(pk__in=inhabile).exists():
        raise ValidationError(_("Ingen var igjen til å behandle saken. Registrer den som utsatt i stedet."))
    sak.utfall, sak.vedtak = utfall, vedtak or (sak.innstilling if utfall == Sakutfall.VEDTATT else "")
    sak.save(update_fields=["utfall", "vedtak"])
    sak.inhabile.all().delete()
    for oppmote, grunn in inhabile.items():
        Inhabilitet.objects.create(motesak=sak, oppmote_id=oppmote, bruker_id=deltok[oppmote], grunn=grunn)
    return sak


@operasjon
def til_godkjenning(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Mote:
    """Hand the minutes in: they stand still while the chair, or all who took part, approve them."""
    naa = naa or timezone.now()
    mote = Mote.objects.laas(pk, versjon)
    hendelse = flytt(mote, o.TIL_GODKJENNING, utfort_av=utfort_av, naa=naa)
    lukk_oppgaver(mote, hendelse)
    folk = list(mangler_godkjenning(mote))
    if mote.godkjenning == Godkjenningsmaate.LEDER:
        folk = [bruker for bruker in folk if bruker.pk == mote.moteleder_id]
    if not folk:
        borte = _("Den som skal godkjenne, sitter ikke lenger i utvalget. Rett hvem som godkjenner protokollen.")
        raise ValidationError(borte)
    for bruker in folk:
        aapne_oppgave(
            mote, t.GODKJENN, hendelse, emne=mote.organ.navn, undertekst=mote.saksnummer or "", person=bruker,
            frist_virkedager=GODKJENN_VIRKEDAGER,
        )  # fmt: skip
    si_fra(mote, hendelse, "til_godkjenning", folk)
    return mote


@operasjon
def gi_tilbake(pk: UUID, *, utfort_av: Bruker, versjon: int, kommentar: str, naa: datetime | None = None) -> Mote:
    """Ask the secretary to mend something; whoever had approved must do so anew."""
    naa = naa or timezone.now()
    mote = Mote.objects.laas(pk, versjon)
    if not kommentar:
        raise ValidationError({"kommentar": [_("Skriv hva som må rettes.")]})
    hendelse = flytt(mote, o.GI_TILBAKE, utfort_av=utfort_av, kommentar=kommentar, naa=naa)
    Oppmote.objects.filter(mote=mote, godkjent__isnull=False).update(godkjent=None)
    lukk_oppgaver(mote, hendelse)
    be_sekretaeren(mote, hendelse, t.RETT_PROTOKOLL, dag=lokal_dato(naa), frist_virkedager=GODKJENN_VIRKEDAGER)
    si_fra(mote, hendelse, "protokoll_tilbake", sekretaerene(mote.organ, lokal_dato(naa)))
    return mote


@operasjon
def godkjenn(pk: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Mote:
    """Approve the minutes as they stand, signed. With the last who must, they are final and those concerned are told."""
    naa = naa or timezone.now()
    mote = Mote.objects.laas(pk, versjon)
    min_del = Oppmote.objects.filter(mote=mote, bruker=utfort_av)
    if mote.godkjenning == Godkjenningsmaate.LEDER:
        min_del.filter(mote__moteleder=utfort_av, mote__tilstand="protokollert").update(godkjent=naa)
        hendelse = ferdig = flytt(mote, o.GODKJENN, utfort_av=utfort_av, naa=naa)
    else:
        hendelse = flytt(mote, o.GODKJENN_DEL, utfort_av=utfort_av, naa=naa)
        min_del.update(godkjent=naa)
        lukk_oppgaver(mote, hendelse, t.GODKJENN, person=utfort_av)
        ferdig = None
    signer(hendelse, protokollinnhold(mote))
    if ferdig is None and alle_har_godkjent(mote):
        ferdig = flytt(mote, o.ALLE_GODKJENTE, utfort_av=Bruker.objects.systemet(), naa=naa)
    if ferdig is not None:
        _ferdig(mote, ferdig, naa)
    return mote


def _ferdig(mote: Mote, hendelse: Hendelse, naa: datetime) -> None:
    lukk_oppgaver(mote, hendelse)
    si_fra(mote, hendelse, "protokoll_klar", _leser_protokollen(mote, lokal_dato(naa)))
    si_fra_til_omraadene(list(mote.saker.aktive().filter(sak_id__isnull=False).select_related("mote")), naa)


def _leser_protokollen(mote: Mote, dag: date) -> list[Bruker]:
    """Everybody who sits in the committee that day, of the deputies those who took part."""
    deltok = set(mote.oppmoter.values_list("bruker_id", flat=True))
    return [m.bruker for m in verv_i(mote.organ, dag) if m.verv != Organmedlem.Verv.VARA or m.bruker_id in deltok]


def _med_plass(mote: Mote) -> QuerySet[Oppmote]:
    """Who took part in a seat that decides: not the secretary, nor observers."""
    return mote.oppmoter.filter(medlem__verv__in=DELTAR)


def _sett_oppmote(mote: Mote, oppmote: Mapping[UUID, UUID], moteleder: UUID | None) -> None:
    """Replace who took part. Raises `ValidationError` when somebody is in no seat of theirs, or nobody led."""
    alle = verv_i(mote.organ, mote.dag)
    plasser = {m.pk: m for m in alle if m.verv != Organmedlem.Verv.VARA}
    for medlem, bruker in oppmote.items():
        sitter = plasser.get(medlem)
        if sitter is None or bruker not in {sitter.bruker_id, *(v.bruker_id for v in varaer_for(sitter, alle))}:
            raise ValidationError(_("En av dem du krysset av, hadde ingen plass i utvalget den dagen. Se over listen."))
    folk = list(oppmote.values())
    if len(set(folk)) < len(folk):
        raise ValidationError(_("Samme person kan ikke sitte i to plasser. Se over hvem som møtte som vara."))
    if moteleder is None or moteleder not in [hvem for medlem, hvem in oppmote.items() if plasser[medlem].verv in DELTAR]:
        raise ValidationError({"moteleder": [_("Velg møteleder blant dem som deltok.")]})
    Inhabilitet.objects.filter(oppmote__mote=mote).exclude(oppmote__bruker__in=folk).delete()
    gamle = {(en.medlem_id, en.bruker_id): en for en in mote.oppmoter.all()}
    nye = set(oppmote.items())
    borte = [en.pk for par, en in gamle.items() if par not in nye]
    Inhabilitet.objects.filter(oppmote__in=borte).delete()
    Oppmote.objects.filter(pk__in=borte).delete()
    for medlem, bruker in nye - set(gamle):
        Oppmote.objects.create(mote=mote, medlem_id=medlem, bruker_id=bruker)


def _de_som_svarte(mote: Mote, naa: datetime) -> dict[UUID, UUID]:
    """Seat → person, of those who answered every item. Raises while there is time and somebody has not."""
    saker = mote.saker.aktive().count()
    per_plass: dict[UUID, list[UUID]] = {}
    for medlem, bruker in Motesvar.objects.filter(mote=mote, motesak__trukket__isnull=True).values_list("medlem", "bruker"):
        per_plass.setdefault(medlem, []).append(bruker)
    alle = verv_i(mote.organ, mote.dag)
    plasser = {m.pk: {m.bruker_id, *(v.bruker_id for v in varaer_for(m, alle))} for m in alle if m.verv in DELTAR}
    # An answer counts for a seat that is there on the last day, of somebody who may sit in it then.
    svarte = {
        medlem: folk[0]
        for medlem, folk in per_plass.items()
        if len(folk) >= saker and set(folk) <= plasser.get(medlem, set())
    }
    if naa < mote.slutt and set(svarte) != set(plasser):
        frist = _("Svarfristen er %(dag)s, og ikke alle har svart. Lukk den når fristen er ute.")
        raise ValidationError(frist % {"dag": dato(mote.dag)})
    if not svarte:
        raise ValidationError(_("Ingen har svart på alle sakene. Flytt svarfristen, eller avlys."))
    return svarte


def _leder_av(mote: Mote, oppmote: Mapping[UUID, UUID]) -> UUID | None:
    """Who approves a written procedure: the leader when the leader answered, else the next in rank."""
    rang: dict[str, int] = {verv: nr for nr, verv in enumerate(DELTAR)}
    sitter = {m.pk: m for m in verv_i(mote.organ, mote.dag)}
    plasser = sorted((m for m in oppmote if m in sitter), key=lambda m: rang.get(sitter[m].verv, 9))
    return oppmote[plasser[0]] if plasser else None
