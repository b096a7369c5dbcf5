"""What follows from a verb of guidance: who owes what next, and who is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import Fullmakt
from grunnmur.portal.dato import dato, lokal_dato
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.operations import varsle

from .. import frister, rules
from ..models import Foresporsel, Side, Veiledningsavtale
from ..rules.avtale import foreslaatt_avtale
from ..tekster import foresporsel as t


def si_fra(
    sak: Foresporsel,
    hendelse: Hendelse,
    mal: str,
    til: Iterable[Bruker | None],
    *,
    ogsaa_selv: bool = False,
    ekstra: dict[str, str] | None = None,
) -> None:
    """Tell these people, with the case number, the parties and the deadline: never what was asked."""
    varsle(
        hendelse,
        mal=f"veiledning.{mal}",
        mottakere=til,
        adresse=sak.get_absolute_url(),
        ogsaa_selv=ogsaa_selv,
        data={
            "saksnummer": sak.saksnummer or "",
            "fra": sak.fra_virksomhet.fullt_navn,
            "til": sak.til_navn,
            "av": hendelse.utfort_av.navn,
            "frist": dato(sak.svarfrist) if sak.svarfrist else "",
            **(ekstra or {}),
        },
    )


def sett(sak: Foresporsel, felter: dict[str, Any]) -> None:
    """Columns that follow from a move already made, in the same transaction."""
    Foresporsel.objects.filter(pk=sak.pk).update(**felter)
    for navn, verdi in felter.items():
        setattr(sak, navn, verdi)


def folk(fullmakter: Iterable[Fullmakt]) -> list[Bruker]:
    return [f.bruker for f in fullmakter]


def spor_vakten(sak: Foresporsel, hendelse: Hendelse, *, trinn: int, naa: datetime) -> dict[str, Any]:
    """Ask the people of one step of the line to take it, and say when the next is asked too.

    Past the last step the leader's task stands: nothing closes by itself. Returns the columns that follow. Where
    nobody answers at all, the task is owned by the role, and the gap is reported (G-12).
    """
    linje = rules.vaktlinje(sak, dag=lokal_dato(naa))
    lukk_oppgaver(sak, hendelse, t.TA)
    if not linje:
        _be_rollen(sak, hendelse, RolleType.VEILEDNINGSANSVARLIG)
        return {"vakt": None, "trinn": 0, "neste_trinn": None}
    trinn = min(trinn, len(linje) - 1)
    ett, siste = linje[trinn], trinn == len(linje) - 1
    if ett.rolle:
        _be_rollen(sak, hendelse, ett.rolle)
    else:
        for fullmakt in ett.folk:
            be(sak, t.TA, hendelse, person=fullmakt.bruker)
    si_fra(sak, hendelse, "meldt", folk(ett.folk))
    return {
        "vakt": None if ett.rolle else ett.folk[0].bruker,
        "trinn": trinn,
        "neste_trinn": None if siste else frister.neste_trinn(sak, naa),
    }


def _be_rollen(sak: Foresporsel, hendelse: Hendelse, rolle: str) -> None:
    aapne_oppgave(
        sak,
        t.TA,
        hendelse,
        emne=emne_for(sak, Side.SVARER),
        undertekst=sak.saksnummer or "",
        rolletype=rolle,
        virksomhet=sak.til_virksomhet,
        enhet=sak.til_enhet,
        unntatt={sak.melder_id},
        frist=sak.svarfrist,
    )


def be(sak: Foresporsel, type_: str, hendelse: Hendelse, *, person: Bruker, frist: date | None = None) -> None:
    """One named person owes the next move, by the answering deadline unless told otherwise."""
    side = Side.MELDER if person.pk == sak.melder_id else Side.SVARER
    aapne_oppgave(
        sak,
        type_,
        hendelse,
        emne=emne_for(sak, side),
        undertekst=sak.saksnummer or "",
        person=person,
        frist=frist or sak.svarfrist,
    )


def be_ansvarlig(sak: Foresporsel, hendelse: Hendelse) -> None:
    """Whoever has it owes the answer by the deadline in force, unless a proposed agreement waits for the asker.

    A proposal for later than the deadline is no answer until the asker has confirmed it (S1-V03).
    """
    lukk_oppgaver(sak, hendelse, t.TA, t.SVAR, t.BEKREFT, t.TILSVAR)
    avtale = foreslaatt_avtale(sak)
    if avtale is not None and (person := sak.ansvarlig if avtale.foreslaatt_av == Side.MELDER else sak.melder):
        be(sak, t.BEKREFT, hendelse, person=person, frist=min(lokal_dato(avtale.start), sak.svarfrist or date.max))
    if sak.ansvarlig and (avtale is None or (avtale.foreslaatt_av == Side.SVARER and er_for_sen(sak, avtale))):
        be(sak, t.SVAR, hendelse, person=sak.ansvarlig)


def er_for_sen(sak: Foresporsel, avtale: Veiledningsavtale) -> bool:
    """Whether it begins after the deadline."""
    return sak.svarfrist is not None and lokal_dato(avtale.start) > sak.svarfrist


def emne_for(sak: Foresporsel, side: str) -> str:
    """Whom the task is about, seen from one side: the other party."""
    return sak.til_navn[:160] if side == Side.MELDER else sak.fra_virksomhet.fullt_navn[:160]


def i_traaden(sak: Foresporsel) -> list[Bruker | None]:
    """The two who talk."""
    return [sak.melder, sak.ansvarlig]
