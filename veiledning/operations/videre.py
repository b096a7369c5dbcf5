"""A question that belongs somewhere else goes there; it is never sent back (S1-V12)."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, Deltakelse, Enhet, Virksomhet
from grunnmur.portal.dato import lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.saksgang.operations import flytt, operasjon

from .. import frister, rules
from .. import overganger as o
from ..innhold import hjemmel_for
from ..models import SVARER_SELV, Foresporsel, Videregrunn
from ..tekster import foresporsel as t
from .avlysning import avlys_avtale
from .folger import be, folk, sett, si_fra, spor_vakten
from .kapasitet import noter_kapasitet, uten_kapasitet
from .klokka import klokka_gaar_igjen
from .taushet import bryt_taushet
from .vakt import NESTE_TREKK

FLEST_GANGER = 3
"""So many times passed on, the coordinator hears of it."""


@operasjon
def videresend(
    pk: UUID,
    *,
    utfort_av: Bruker,
    versjon: int,
    grunn: str,
    person: Bruker | None = None,
    enhet: Enhet | None = None,
    virksomhet: Virksomhet | None = None,
    kommentar: str = "",
    ikke_kapasitet: bool = False,
    naa: datetime | None = None,
) -> Foresporsel:
    """Pass it on to a colleague on the line, to another unit, or to a party without units; the deadline stays.

    About one patient the reason is only coded. Raises `ValidationError` when it would go nowhere, or to the wrong side.
    """
    naa = naa or timezone.now()
    sak = Foresporsel.objects.laas(pk, versjon)
    forrige, fra, fra_virksomhet = sak.ansvarlig, sak.til_navn, sak.til_virksomhet_id
    fulgte_opp = folk(rules.koordinatorer(sak))
    til = _til(sak, utfort_av, person, enhet, virksomhet, naa)
    _krev_grunn(sak, grunn, kommentar)
    nevner = uten_kapasitet(kommentar, bekreftet=ikke_kapasitet)
    # Before it moves: the coordinator of the party that has it now is who hears of it.
    noter_kapasitet(sak, kommentar, utfort_av=utfort_av, naa=naa)
    felter: dict[str, Any] = {"ansvarlig": None, "vakt": None, "neste_trinn": None}
    felter |= {**klokka_gaar_igjen(sak, naa), **frister.INGEN_NY_TID}
    if person is None:
        felter |= {"til_enhet": enhet, "til_virksomhet": til}
    navn = person.navn if person else enhet.visningsnavn if enhet else til.fullt_navn
    hendelse = flytt(
        sak,
        o.VIDERESEND,
        utfort_av=utfort_av,
        kommentar=kommentar,
        felter=felter,
        data={"grunn": grunn, "fra": fra, "til": navn, **nevner},
        naa=naa,
    )
    lukk_oppgaver(sak, hendelse, *NESTE_TREKK)
    avlys_avtale(sak, hendelse)
    if til.pk != fra_virksomhet:
        # Within the party that was silent the coordinator goes on following it up.
        sett(sak, bryt_taushet(sak, hendelse))
    sett(sak, _spor(sak, hendelse, person, naa))
    si_fra(sak, hendelse, "videresendt", [sak.melder, forrige], ekstra={"til": navn})
    if Hendelse.objects.for_sak(sak).filter(navn=o.VIDERESEND.navn).count() >= FLEST_GANGER:
        si_fra(sak, hendelse, "mange_ganger", {*fulgte_opp, *folk(rules.koordinatorer(sak))})
    return sak


def _krev_grunn(sak: Foresporsel, grunn: str, kommentar: str) -> None:
    if grunn not in Videregrunn.values:
        raise ValidationError({"grunn": _("Velg hvorfor du sender spørsmålet videre.")})
    if sak.om_enkeltpasient and kommentar:
        raise ValidationError({"kommentar": _("Skriv ingenting om pasienten. Grunnen du har valgt, er nok.")})
    if not sak.om_enkeltpasient and not kommentar.strip():
        raise ValidationError({"kommentar": _("Skriv kort hvorfor spørsmålet sendes videre.")})


def _til(
    sak: Foresporsel,
    utfort_av: Bruker,
    person: Bruker | None,
    enhet: Enhet | None,
    virksomhet: Virksomhet | None,
    naa: datetime,
) -> Virksomhet:
    """The party it goes to. Raises `ValidationError` where nobody there owes the asker an answer."""
    if [person, enhet, virksomhet].count(None) != 2:
        raise ValidationError({"enhet": _("Velg én du vil sende spørsmålet til.")})
    if person is not None:
        if person.pk in (sak.ansvarlig_id, sak.vakt_id) or not rules.kan_svare(person, sak) or not sak.til_virksomhet:
            raise ValidationError(
                {"person": _("Velg en kollega som svarer på veiledning her, og som ikke har spørsmålet nå.")}
            )
        return sak.til_virksomhet
    til = enhet.virksomhet if enhet else virksomhet
    felt = "enhet" if enhet else "virksomhet"
    assert til is not None  # noqa: S101  (exactly one is given)
    if enhet and (enhet.nedlagt or enhet.pk == sak.til_enhet_id):
        raise ValidationError({felt: _("Velg en annen enhet enn den som har spørsmålet.")})
    if virksomhet and (til.type not in SVARER_SELV or til.pk == sak.til_virksomhet_id):
        raise ValidationError({felt: _("Velg en annen enhet hos den du vil sende spørsmålet til.")})
    # Within its party a question may always move, also when the party has left the network since it was asked.
    deltar = til.pk == sak.til_virksomhet_id or _deltar(til, lokal_dato(naa))
    if hjemmel_for(sak.fra_virksomhet, til) != sak.hjemmel or not deltar:
        raise ValidationError({felt: _("Velg noen som har veiledningsplikt overfor den som spør.")})
    return til


def _deltar(virksomhet: Virksomhet, dag: date) -> bool:
    return Deltakelse.objects.gjeldende(dag).filter(virksomhet=virksomhet).exists()


def _spor(sak: Foresporsel, hendelse: Hendelse, person: Bruker | None, naa: datetime) -> dict[str, object]:
    if person is None:
        return spor_vakten(sak, hendelse, trinn=0, naa=naa)
    be(sak, t.TA, hendelse, person=person)
    si_fra(sak, hendelse, "meldt", [person])
    return {"vakt": person, "trinn": 0, "neste_trinn": frister.neste_trinn(sak, naa)}
