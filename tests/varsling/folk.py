"""A small cast and a case to hang things on."""

from collections.abc import Iterable
from datetime import UTC, date, datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import connection

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.typer import UTPEK, Oppgavetype
from grunnmur.oppgaver.typer import registrer as registrer_type
from grunnmur.organisasjon.models import Bruker, Enhet, Helsefellesskap, Rolle, RolleType, Stedfortreder, Virksomhet
from grunnmur.saksgang.models import Hendelse
from grunnmur.varsling.maler import Varselmal
from grunnmur.varsling.maler import registrer as registrer_mal
from grunnmur.varsling.models import Varsel
from grunnmur.varsling.tekster import PAAMINNELSE

MAL = "prove.hendelse"
TYPE = "prove.svar"

# A text that every process knows: another process has not loaded this file.
KJENT: dict[str, Any] = {
    "mal": PAAMINNELSE,
    "data": {"type": UTPEK, "emne": "Leder", "frist": None, "dag": "2026-11-23", "venter_siden": "2026-11-23"},
}

registrer_mal(
    Varselmal(MAL, emne="Søknad %(nr)s er sendt videre", tekst="%(navn)s har sendt søknaden videre.", knapp="Åpne søknaden")
)
registrer_type(Oppgavetype(TYPE, tittel="Ta stilling til hospitering for %(emne)s", kort="Svar på søknad"))

_nummer = iter(range(1, 10**9))


def bruker(navn: str = "Synne Søker", **felter: Any) -> Bruker:
    felter.setdefault("epost", f"bruker{next(_nummer)}@demo.example")
    return Bruker.objects.create_user(navn=navn, **felter)


def virksomhet(navn: str = "Gjøvik", type: str = "kommune") -> Virksomhet:
    return Virksomhet.objects.create(navn=navn, type=type)


def helsefellesskap(**felter: Any) -> Helsefellesskap:
    foretak = virksomhet("Sykehuset Prøve", "helseforetak")
    return Helsefellesskap.objects.create(
        navn="Helsefellesskap Prøve", helseforetak=foretak, helseforetak_kortnavn="Sykehuset Prøve", **felter
    )


def enhet(hos: Virksomhet, navn: str = "Hjemmetjenesten", over: Enhet | None = None) -> Enhet:
    return Enhet.objects.create(virksomhet=hos, navn=f"{navn} {next(_nummer)}", overordnet=over)


def rolle(
    person: Bruker, type: str, sted: Enhet | Virksomhet, *, fra: date = date(2020, 1, 1), til: date | None = None
) -> Rolle:
    hos = {"virksomhet": sted} if isinstance(sted, Virksomhet) else {"virksomhet": sted.virksomhet, "enhet": sted}
    return Rolle.objects.create(bruker=person, type=type, gyldig_fra=fra, gyldig_til=til, **hos)


def vikar(person: Bruker, for_: Rolle, *, fra: date = date(2020, 1, 1), til: date = date(2099, 1, 1)) -> Stedfortreder:
    return Stedfortreder.objects.create(bruker=person, rolle=for_, gyldig_fra=fra, gyldig_til=til)


def hendelse(sak: Any, *, av: Bruker | None = None, naa: datetime | None = None, kommentar: str = "") -> Hendelse:
    """An event on any row with a uuid, at noon on a Monday unless told."""
    return Hendelse.objects.create(
        sak_type=ContentType.objects.get_for_model(sak),
        sak_id=sak.pk,
        navn="prove",
        utfort_av=av or Bruker.objects.systemet(),
        tidspunkt=naa or datetime(2026, 11, 23, 11, tzinfo=UTC),
        kommentar=kommentar,
    )


def rolleoppgave(
    sak: Any,
    sted: Enhet,
    *,
    paaminnelser: Iterable[date] = (),
    rolletype: str = RolleType.LEDER,
    unntatt: Iterable[Bruker] = (),
    frist: date | None = None,
    emne: str = "Synne Søker",
    aapnet: Hendelse | None = None,
) -> Oppgave:
    """An open task of a role, with the ladder given as it is."""
    aapnet = aapnet or hendelse(sak)
    trapp = list(paaminnelser)
    return Oppgave.objects.create(
        sak_type=aapnet.sak_type,
        sak_id=sak.pk,
        type=TYPE,
        emne=emne,
        rolletype=rolletype,
        virksomhet=sted.virksomhet,
        enhet=sted,
        unntatt=[b.pk for b in unntatt],
        venter_siden=aapnet.tidspunkt,
        frist=frist,
        paaminnelser=trapp,
        neste_paaminnelse=trapp[0] if trapp else None,
        aapnet_av=aapnet,
    )


def varsler(antall: int, til: Bruker | None = None, **felter: Any) -> list[Varsel]:
    """Ready notices, one recipient for all unless there is none: then one each."""
    rader = [
        Varsel(
            nokkel=f"prove:{next(_nummer)}",
            mottaker=til or bruker(f"Mona Mottaker {i}"),
            adresse=f"/hospitering/{i}/",
            **({"mal": MAL, "data": {"nr": f"H-2026-{i:04d}", "navn": "Leif Leder"}} | felter),
        )
        for i in range(antall)
    ]
    return Varsel.objects.bulk_create(rader)


def tilstander() -> dict[str, int]:
    """How many notices stand in each state of the mail."""
    with connection.cursor() as peker:
        peker.execute("SELECT epost, count(*) FROM varsling_varsel GROUP BY epost ORDER BY epost")
        return dict(peker.fetchall())
