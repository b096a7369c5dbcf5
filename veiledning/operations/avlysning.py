"""An agreement no longer stands, because the case took another way."""

from __future__ import annotations

from grunnmur.oppgaver.operations import lukk_oppgaver
from grunnmur.organisasjon.models import Bruker
from grunnmur.saksgang.models import Hendelse

from ..models import Foresporsel, Veiledningsavtale
from ..rules.avtale import siste_avtale
from ..tekster import foresporsel as t
from .folger import sett, si_fra


def avlys_avtale(sak: Foresporsel, hendelse: Hendelse) -> Veiledningsavtale | None:
    """Call off what is proposed, or agreed for later, and tell those who have it in their calendar.

    Call it from every verb that takes the case away from the two who agreed: withdrawn, passed on, answered, limited.
    Returns the agreement that had been confirmed, if there was one.
    """
    avtale = avlys_stille(sak, hendelse)
    if avtale is None or not avtale.er_bekreftet:
        return None
    si_fra(sak, hendelse, "avtale_avlyst", deltakere(sak, avtale), ogsaa_selv=True, ekstra=naar(avtale))
    return avtale


def avlys_stille(sak: Foresporsel, hendelse: Hendelse) -> Veiledningsavtale | None:
    """Call it off without a word: for a verb that says so itself. What has been held stays as it was."""
    avtale = siste_avtale(sak)
    if avtale is None or avtale.avlyst or (avtale.er_bekreftet and avtale.start <= hendelse.tidspunkt):
        return None
    avtale.avlyst = hendelse.tidspunkt
    avtale.save(update_fields=["avlyst"])
    if sak.ansvarlig_melder_id:
        sett(sak, {"ansvarlig_melder": None})
    lukk_oppgaver(sak, hendelse, t.BEKREFT, t.GJENNOMFOR)
    return avtale


def deltakere(sak: Foresporsel, avtale: Veiledningsavtale) -> list[Bruker | None]:
    """Everybody who has it in their calendar: the asker, and who is responsible on either side."""
    return [sak.melder, sak.ansvarlig, avtale.ansvarlig_melder, avtale.ansvarlig_svarer]


def naar(avtale: Veiledningsavtale) -> dict[str, str]:
    """When, for the words of a notice."""
    return {"start": avtale.start.isoformat()}
