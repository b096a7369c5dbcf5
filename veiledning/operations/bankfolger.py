"""What follows from a verb of the answer bank: who looks after the answer, who owes what, and who is told."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from django.urls import reverse

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import aapne_oppgave, lukk_oppgaver
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.portal.dato import lokal_dato, pluss_maaneder
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.operations import varsle

from ..models import Banksvar, Banktilstand, Innstilling, Utdatertmelding
from ..rules.bank import har_sluttet, ledere_for_svaret
from ..tekster import bank as t

FORVALTERENS = (t.GJENNOMGAA, t.UTDATERT)
"""What whoever looks after the answer owes. A consent is the one person's own."""


def gjelder_til(naa: datetime) -> date:
    """The day an answer must be looked at again."""
    return pluss_maaneder(lokal_dato(naa), Innstilling.objects.gjeldende().gjennomgang_maaneder)


def forvaltere(svar: Banksvar) -> list[Bruker]:
    """The author; when the author has left, the leaders of the unit."""
    if not har_sluttet(svar):
        return [svar.forfatter]
    return [f.bruker for f in ledere_for_svaret(svar)]


def be_forvalteren(
    svar: Banksvar, type_: str, hendelse: Hendelse, *, frist: date | None = None, frist_virkedager: int | None = None
) -> None:
    """The author owes this; when the author has left, whoever leads the unit, and a gap is reported."""
    borte = har_sluttet(svar)
    aapne_oppgave(
        svar,
        type_,
        hendelse,
        emne=svar.saksnummer or "",
        undertekst=svar.sted[:200],
        person=None if borte else svar.forfatter,
        rolletype=RolleType.LEDER if borte else "",
        virksomhet=svar.virksomhet if borte else None,
        enhet=svar.enhet if borte else None,
        unntatt={svar.melder_id} if borte else (),
        frist=frist,
        frist_virkedager=frist_virkedager,
    )


def forvalterens_oppgaver(svar: Banksvar) -> list[Oppgave]:
    """What is open and owed by whoever looks after the answer."""
    return list(Oppgave.objects.for_sak(svar).aapne().filter(type__in=FORVALTERENS))


def svar_paa_meldinger(svar: Banksvar, hendelse: Hendelse, mal: str) -> None:
    """What was done answers every open report: the task closes, and whoever reported is told."""
    meldinger = list(svar.meldinger.filter(behandlet__isnull=True).select_related("meldt_av"))
    if not meldinger:
        return
    Utdatertmelding.objects.filter(pk__in=[m.pk for m in meldinger]).update(behandlet=hendelse.tidspunkt)
    lukk_oppgaver(svar, hendelse, t.UTDATERT)
    si_fra(svar, hendelse, mal, [m.meldt_av for m in meldinger])


def si_fra(svar: Banksvar, hendelse: Hendelse, mal: str, til: Iterable[Bruker | None], *, ogsaa_selv: bool = False) -> None:
    """Tell these people, with numbers and days: never what was asked or answered."""
    ute = svar.tilstand == Banktilstand.PUBLISERT
    sider = (svar.melder_id, svar.forfatter_id)
    for leser in {b.pk: b for b in til if b is not None}.values():
        varsle(
            hendelse,
            mal=f"veiledning.bank_{mal}",
            mottakere=[leser],
            # An answer that has left the bank is a closed door to whoever only read it.
            adresse=svar.get_absolute_url() if ute or leser.pk in sider else reverse("veiledning:bank"),
            ogsaa_selv=ogsaa_selv,
            data={
                "saksnummer": svar.saksnummer or "",
                "sak": svar.foresporsel.saksnummer or "",
                "av": hendelse.utfort_av.navn,
                "sted": svar.sted,
                "dag": svar.gjennomgaas_tekst,
            },
        )
