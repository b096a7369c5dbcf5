"""The ready gate: confidentiality, the patient instruction, practical preparation. Nobody starts before all is green."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from grunnmur.oppgaver.models import Oppgave
from grunnmur.organisasjon.models import Bruker
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.feil import Nektet
from grunnmur.saksgang.models import Hendelse, Signaturform
from grunnmur.saksgang.operations import flytt, krev, operasjon, signer

from .. import overganger as o
from ..instruks import INSTRUKS, VERSJON
from ..models import (
    Avtale,
    Forberedelse,
    Forberedelsespunkt,
    Instrukslesing,
    Punkt,
    Side,
    Soknad,
    Taushetserklaering,
    Taushetstekst,
    Tilstand,
)
from ..rules.avtale import er_alt_groent, side_til
from ..rules.klargjoring import kan_melde_gjort
from ..selectors.taushetstekst import gjeldende_tekst
from ..tekster import avtale as tekster
from ..tekster.klargjoring import TAUSHET_PAPIR
from .folger import folk_paa, si_fra, spor_side
from .gjennomforing import start_hvis_i_dag


def spor_klargjoring(soknad: Soknad, hendelse: Hendelse) -> None:
    """Each side owes what is not green yet; what waits for the right person by the right day is not asked twice.

    Called when the agreement is entered, and again when the contact person or the period changes. What the unit wants
    prepared is what it wanted when the agreement was entered: later points are for later cases.
    """
    if hendelse.navn == o.INNGAA_AVTALE.navn:
        _skriv_forberedelser(soknad)
    if not Taushetserklaering.objects.filter(pk=soknad.pk).exists():
        frist, paa_papir = _avtalt(soknad, Punkt.TAUSHET, hendelse)
        _spor(soknad, Side.HOSPITANT, tekster.TAUSHET, hendelse, frist)
        if paa_papir:
            _spor(soknad, Side.VERT, TAUSHET_PAPIR, hendelse, frist)
    lest = set(soknad.instrukslesinger.values_list("side", flat=True))
    gjenstaar = set(soknad.forberedelser.filter(gjort__isnull=True).values_list("ansvarlig", flat=True))
    for side in Side:
        if side not in lest:
            _spor(soknad, side, tekster.INSTRUKS, hendelse, _avtalt(soknad, Punkt.SAMTYKKE, hendelse)[0])
        if side in gjenstaar:
            _spor(soknad, side, tekster.FORBERED, hendelse, soknad.avtale.fra)


def _skriv_forberedelser(soknad: Soknad) -> None:
    """The unit's list as it reads today."""
    Forberedelse.objects.bulk_create(
        Forberedelse(soknad=soknad, tekst=punkt.tekst, ansvarlig=punkt.ansvarlig, rekkefolge=punkt.rekkefolge)
        for punkt in Forberedelsespunkt.objects.filter(enhet=soknad.hospiteringsenhet, aktiv=True)
    )


def _avtalt(soknad: Soknad, punkt: Punkt, hendelse: Hendelse) -> tuple[date | None, bool]:
    """The day both agreed on while it is still to come, else the first day; and whether it was agreed on paper."""
    fra = soknad.avtale.fra
    rad = soknad.avklaringer.filter(punkt=punkt).first()
    if rad is None:
        return fra, False
    gjelder = rad.naar and fra and lokal_dato(hendelse.tidspunkt) <= rad.naar <= fra
    return (rad.naar if gjelder else fra), rad.hvordan == Signaturform.PAPIR


def _spor(soknad: Soknad, side: Side, type: str, hendelse: Hendelse, frist: date | None) -> None:
    """One open task of this type for the side, owned by whoever answers for it now and due on this day."""
    folk = folk_paa(soknad, side)
    person = folk[0].pk if side == Side.HOSPITANT or folk == [soknad.kontakt_bruker] else None
    aapne = _sidens(soknad, side, type)
    if aapne.filter(person=person, frist=frist).exists():
        return
    aapne.update(lukket=hendelse.tidspunkt, lukket_av=hendelse, neste_paaminnelse=None)
    spor_side(soknad, side, type, hendelse, frist=frist)


def _sidens(soknad: Soknad, side: Side, type: str) -> QuerySet[Oppgave]:
    """The hospitant's tasks are the hospitant's alone; every other open one of the type is the host's."""
    aapne = Oppgave.objects.for_sak(soknad).aapne().filter(type=type)
    return aapne.filter(person=soknad.soker_id) if side == Side.HOSPITANT else aapne.exclude(person=soknad.soker_id)


@operasjon
def signer_taushet(
    soknad_id: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    tekst: UUID | None = None,
    maal: str = "nb",
    naa: datetime | None = None,
) -> Soknad:
    """The hospitant signs the host's declaration electronically; exactly the text that was shown is kept (S1-H14).

    `tekst` is the one that was shown, and `maal` its language. Raises `ValidationError` when another has come since.
    """
    naa = naa or timezone.now()
    soknad = _laas(soknad_id, versjon)
    hendelse = flytt(soknad, o.SIGNER_TAUSHET, utfort_av=utfort_av, naa=naa)
    _en_gang(soknad)
    gjelder = _tekst(soknad, lokal_dato(naa))
    if tekst is not None and tekst != gjelder.pk:
        raise ValidationError(
            _("Taushetserklæringen er endret siden du åpnet siden. Les den nye teksten, og underskriv den.")
        )
    signer(hendelse, {"saksnummer": soknad.saksnummer, "versjon": gjelder.versjon, "tekst": gjelder.paa(maal)})
    Taushetserklaering.objects.create(
        soknad=soknad, tekst=gjelder, form=Signaturform.ELEKTRONISK, underskrevet=lokal_dato(naa), registrert=naa
    )
    return _groent(soknad, hendelse, utfort_av, naa, tekster.TAUSHET, TAUSHET_PAPIR)


@operasjon
def motta_taushet(
    soknad_id: UUID, *, utfort_av: Bruker, versjon: int, underskrevet: date, naa: datetime | None = None
) -> Soknad:
    """The host has received the declaration on paper: who received it, and when it was signed (S1-H14).

    Raises `ValidationError` by field for a day to come, or one before there was anything to sign for.
    """
    naa = naa or timezone.now()
    soknad = _laas(soknad_id, versjon)
    hendelse = flytt(soknad, o.MOTTA_TAUSHET, utfort_av=utfort_av, naa=naa)
    _en_gang(soknad)
    if underskrevet > lokal_dato(naa):
        raise ValidationError({"underskrevet": _("Papiret kan ikke være underskrevet i framtiden. Sjekk datoen.")})
    if underskrevet < _sokt(soknad):
        raise ValidationError({"underskrevet": _("Papiret må gjelde denne hospiteringen. Datoen er før det ble søkt.")})
    tekst = _tekst(soknad, underskrevet)
    signer(hendelse, {"saksnummer": soknad.saksnummer, "versjon": tekst.versjon, "underskrevet": underskrevet},
           form=Signaturform.PAPIR)  # fmt: skip
    Taushetserklaering.objects.create(
        soknad=soknad,
        tekst=tekst,
        form=Signaturform.PAPIR,
        underskrevet=underskrevet,
        registrert=naa,
        mottatt_av=utfort_av,
    )
    si_fra(soknad, hendelse, "taushet_mottatt", [soknad.soker])
    return _groent(soknad, hendelse, utfort_av, naa, tekster.TAUSHET, TAUSHET_PAPIR)


@operasjon
def les_instruks(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, naa: datetime | None = None) -> Soknad:
    """One side confirms that it has read the patient instruction; the very words are kept (S1-H16–H19)."""
    naa = naa or timezone.now()
    soknad = _laas(soknad_id, versjon)
    side = side_til(utfort_av, soknad)
    hendelse = flytt(soknad, o.LES_INSTRUKS, utfort_av=utfort_av, data={"side": side, "versjon": VERSJON}, naa=naa)
    _lest, ny = Instrukslesing.objects.get_or_create(
        soknad=soknad, side=side, defaults={"bruker": utfort_av, "tidspunkt": naa, "versjon": VERSJON}
    )
    if not ny:
        raise ValidationError(_("Instruksen er allerede bekreftet lest på deres side."))
    with override("nb"):
        signer(hendelse, {"saksnummer": soknad.saksnummer, "versjon": VERSJON, "tekst": [str(t) for _p, t in INSTRUKS]})
    return _groent(soknad, hendelse, utfort_av, naa, tekster.INSTRUKS, side=side)


@operasjon
def forbered(soknad_id: UUID, *, utfort_av: Bruker, versjon: int, forberedelse: UUID, naa: datetime | None = None) -> Soknad:
    """One point of the unit's preparation is done: said by whoever does it, or by the host."""
    naa = naa or timezone.now()
    soknad = _laas(soknad_id, versjon)
    rad = soknad.forberedelser.select_for_update().get(pk=forberedelse)
    hendelse = flytt(soknad, o.FORBERED, utfort_av=utfort_av, data={"forberedelse": rad.tekst}, naa=naa)
    if not kan_melde_gjort(side_til(utfort_av, soknad), rad.ansvarlig):
        raise Nektet
    if rad.gjort is not None:
        raise ValidationError(_("Dette er allerede gjort."))
    rad.gjort_av, rad.gjort = utfort_av, naa
    rad.save()
    gjenstaar = soknad.forberedelser.filter(ansvarlig=rad.ansvarlig, gjort__isnull=True).exists()
    ferdig = () if gjenstaar else (tekster.FORBERED,)
    return _groent(soknad, hendelse, utfort_av, naa, *ferdig, side=Side(rad.ansvarlig))


@operasjon
def angre_forberedelse(
    soknad_id: UUID, *, utfort_av: Bruker, versjon: int, forberedelse: UUID, naa: datetime | None = None
) -> Soknad:
    """One point is not done after all: it is owed again, and a case that was ready is not.

    Raises `ValidationError` for a point that is not done, `Nektet` for the other side's.
    """
    naa = naa or timezone.now()
    soknad = _laas(soknad_id, versjon)
    rad = soknad.forberedelser.select_for_update().get(pk=forberedelse)
    krev(soknad, o.ANGRE_FORBEREDELSE, utfort_av=utfort_av)
    if not kan_melde_gjort(side_til(utfort_av, soknad), rad.ansvarlig):
        raise Nektet
    if rad.gjort is None:
        raise ValidationError(_("Dette er ikke meldt gjort."))
    var_klar = soknad.tilstand == Tilstand.KLAR
    if var_klar:
        ikke_klar(soknad, utfort_av=utfort_av, naa=naa)
    hendelse = flytt(soknad, o.ANGRE_FORBEREDELSE, utfort_av=utfort_av, data={"forberedelse": rad.tekst}, naa=naa)
    rad.gjort_av = rad.gjort = None
    rad.save()
    ansvarlig = Side(rad.ansvarlig)
    _spor(soknad, ansvarlig, tekster.FORBERED, hendelse, soknad.avtale.fra)
    si_fra(soknad, hendelse, "ikke_klar_likevel", folk_paa(soknad, ansvarlig) if not var_klar else _alle(soknad))
    return soknad


def _alle(soknad: Soknad) -> list[Bruker]:
    return [soknad.soker, *folk_paa(soknad, Side.VERT)]


def ikke_klar(soknad: Soknad, *, utfort_av: Bruker, naa: datetime) -> None:
    """What was ready is not: something is undone, or new."""
    flytt(soknad, o.IKKE_KLAR, utfort_av=utfort_av, naa=naa)
    Avtale.objects.filter(pk=soknad.pk).update(klar_tid=None)


def _tekst(soknad: Soknad, dag: date) -> Taushetstekst:
    """What is signed here on a day. A paper older than any text we keep is of the first one. Raises `ValidationError`."""
    tekst = gjeldende_tekst(soknad.vertsvirksomhet_id, dag) or gjeldende_tekst(soknad.vertsvirksomhet_id)
    if tekst is None:
        raise ValidationError(_("Det finnes ingen taushetserklæring å underskrive. Be administrator legge inn teksten."))
    return tekst


def _sokt(soknad: Soknad) -> date:
    """The day it was applied for, on paper perhaps before it reached the portal."""
    dager = [soknad.papir_dato, lokal_dato(soknad.innsendt_tid) if soknad.innsendt_tid else None]
    return min((dag for dag in dager if dag), default=date.min)


def _laas(soknad_id: UUID, versjon: int) -> Soknad:
    valg = ("avtale", "hospiteringsenhet__virksomhet", "soker", "kontakt_bruker")
    return Soknad.objects.select_related(*valg).laas(soknad_id, versjon)


def _en_gang(soknad: Soknad) -> None:
    if Taushetserklaering.objects.filter(pk=soknad.pk).exists():
        raise ValidationError(_("Taushetserklæringen er allerede underskrevet."))


def _groent(
    soknad: Soknad, hendelse: Hendelse, utfort_av: Bruker, naa: datetime, *typer: str, side: Side | None = None
) -> Soknad:
    """One thing more is done: close who owed it, and with the last of them the case is ready, today perhaps started."""
    for type in typer:
        for berort in [side] if side else Side:
            _sidens(soknad, berort, type).update(lukket=naa, lukket_av=hendelse, neste_paaminnelse=None)
    ny = Soknad.objects.get(pk=soknad.pk)
    if soknad.tilstand == Tilstand.AVTALE_INNGAATT and er_alt_groent(ny):
        avtale: Avtale = soknad.avtale
        klar = flytt(soknad, o.BLI_KLAR, utfort_av=utfort_av, naa=naa)
        avtale.klar_tid = naa
        avtale.save(update_fields=["klar_tid"])
        for_sent = avtale.fra is not None and lokal_dato(naa) > avtale.fra
        si_fra(soknad, klar, "klar_for_sent" if for_sent else "klar", [soknad.soker, *folk_paa(soknad, Side.VERT)])
        start_hvis_i_dag(soknad, utfort_av=utfort_av, naa=naa)
    return soknad
