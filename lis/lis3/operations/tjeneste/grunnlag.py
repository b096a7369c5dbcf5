"""What the verbs of a service share: the lock, who is asked, and the way back to the queue."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F

from grunnmur.oppgaver.operations import aapne_oppgave
from grunnmur.organisasjon.models import Bruker, RolleType
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.saksgang.models import Hendelse

from ... import rules
from ...frister import maaned_nr
from ...models import Innmelding, Tjeneste, Tjenestedel
from ..folger import be_kommunen, be_om_nye_onsker, folk, kommunen, koordinatorer, si_fra, unntatt
from ..foresporsel import ny_foresporsel

__all__ = ["be_kommunen", "kommunen", "koordinatorer"]


def laas(pk: UUID, versjon: int) -> Tjeneste:
    """The service, locked after its enrolment: the order everybody locks in, so that two verbs never wait in a ring."""
    innmelding = Innmelding.objects.select_for_update(of=("self",)).get(tjenester=pk)
    sak = Tjeneste.objects.laas(pk, versjon)
    sak.innmelding = innmelding
    return sak


def deler(sak: Tjeneste) -> list[Tjenestedel]:
    """The parts with place and department, in order."""
    return list(sak.deler.select_related("plass__avdeling__enhet__virksomhet").order_by("nummer"))


def avdelingsledere(sak: Tjeneste) -> list[Bruker]:
    """Whoever leads each department of the service today."""
    ledere: list[Bruker] = []
    for avdeling in rules.avdelinger_for(sak):
        enhet = avdeling.enhet
        ledere += folk(ansvarlige(RolleType.LEDER, virksomhet=enhet.virksomhet_id, enhet=enhet, unntatt=unntatt(sak)))
    return ledere


def alle(sak: Tjeneste) -> list[Bruker | None]:
    """Doctor, municipality, department, supervisor and coordinator."""
    i = sak.innmelding
    return [i.lege.bruker, *kommunen(i), *avdelingsledere(sak), sak.veileder, *koordinatorer(i)]


def fortell(sak: Tjeneste, hendelse: Hendelse, mal: str, til: Iterable[Bruker | None], *, ogsaa_selv: bool = False) -> None:
    si_fra(sak, hendelse, f"tjeneste_{mal}", til, ogsaa_selv=ogsaa_selv)


def spor_avdelingen(sak: Tjeneste, hendelse: Hendelse, type_: str, *, del_nr: int = 0, **frist: object) -> None:
    """The leader of the department of a part, the first unless told, owes an answer."""
    enhet = deler(sak)[del_nr].plass.avdeling.enhet
    aapne_oppgave(
        sak,
        type_,
        hendelse,
        emne=sak.innmelding.lege.navn,
        undertekst=enhet.visningsnavn,
        rolletype=RolleType.LEDER,
        virksomhet=enhet.virksomhet,
        enhet=enhet,
        unntatt=unntatt(sak),
        **frist,  # type: ignore[arg-type]
    )


def endring(felt: str, til: object, fra: object = "") -> dict[str, list[dict[str, str]]]:
    """What an event changed, as the history reads it."""
    return {"endringer": [{"felt": felt, "fra": str(fra or ""), "til": str(til)}]}


def flytt_planlagt_start(innmelding: Innmelding, hendelse: Hendelse, til: object, *, naa: datetime) -> None:
    """The planned start is another: the deadlines of the six-month question move with it."""
    if innmelding.planlagt_start == til:
        return
    Innmelding.objects.filter(pk=innmelding.pk).update(planlagt_start=til, versjon=F("versjon") + 1, endret=naa)
    innmelding.refresh_from_db()
    ny_foresporsel(innmelding, hendelse, naa=naa)


def tilbake_til_onsket(innmelding: Innmelding, hendelse: Hendelse, *, naa: datetime) -> None:
    """The offer lapsed after the doctor had said yes: the first wish is the planned start again."""
    forste = innmelding.onsker.order_by("prioritet").first()
    if forste is not None:
        flytt_planlagt_start(innmelding, hendelse, forste.start, naa=naa)
    be_om_nye_onsker(innmelding, hendelse)


def maanedene(sak_deler: Iterable[Tjenestedel]) -> int:
    """How many months the parts last together."""
    return sum(maaned_nr(d.til) - maaned_nr(d.fra) + 1 for d in sak_deler)
