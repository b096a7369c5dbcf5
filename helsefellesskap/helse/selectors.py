"""What readiness looks at."""

from datetime import datetime, timedelta

from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from grunnmur.dokumenter.seglnokkel import segl_utloper
from grunnmur.varsling.models import Varsel
from helsefellesskap.helse.models import Hjerteslag

STILLE_FOR_LENGE = timedelta(minutes=3)
UTBOKS_FOR_GAMMEL = timedelta(minutes=5)
SEGL_SNART_UTE = timedelta(days=30)


def mangler_migrering() -> bool:
    """Return whether a migration waits. Raises `DatabaseError` when the database is away."""
    utforer = MigrationExecutor(connection)
    return bool(utforer.migration_plan(utforer.loader.graph.leaf_nodes()))


def degradert(naa: datetime) -> dict[str, str]:
    """Return what does not work though every page does: part → sentence."""
    funn = {}
    sist = Hjerteslag.objects.filter(navn="arbeider").values_list("sist", flat=True).first()
    if sist is None or naa - sist > STILLE_FOR_LENGE:
        funn["arbeider"] = f"Ingen hjerteslag siden {sist:%Y-%m-%dT%H:%M:%SZ}." if sist else "Ingen hjerteslag ennå."
    eldste = Varsel.objects.i_epost(Varsel.Epost.KLAR).order_by("opprettet").values_list("opprettet", flat=True).first()
    if eldste is not None and naa - eldste > UTBOKS_FOR_GAMMEL:
        funn["utboks"] = f"Eldste usendte varsel er fra {eldste:%Y-%m-%dT%H:%M:%SZ}."
    if (utloper := segl_utloper()) and utloper - naa < SEGL_SNART_UTE:
        funn["segl"] = f"Sertifikatet dokumenter forsegles med, gjelder til {utloper:%Y-%m-%d}."
    return funn
