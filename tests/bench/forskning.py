"""The register of projects with ten thousand of them, restricted ones among them: its list and its search."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.db import connection, transaction

from forskning.models import Partner, Prosjekt
from tests.forskning.folk import ForskningCast, lag_forskning

from .lister import maal_lister

ANTALL = 10_000
KOPIER = """
INSERT INTO forskning_prosjekt ({kolonner})
SELECT {verdier} FROM forskning_prosjekt s CROSS JOIN generate_series(1, %(antall)s) n
CROSS JOIN LATERAL (
    -- Words as they come in language: few stand in nearly every text, most in hardly any.
    SELECT string_agg(CASE WHEN i = 1 THEN 'kommune' ELSE 'fagord' || floor(power(random(), 3) * 20000)::int END, ' ') AS ord
    FROM generate_series(1, 30) i WHERE n > 0
) tekst
WHERE s.id = %(mal)s
"""
TEMAER = """
INSERT INTO forskning_prosjekt_temaer (prosjekt_id, tema_id)
SELECT p.id, t.id FROM forskning_prosjekt p JOIN organisasjon_tema t ON t.rekkefolge <= abs(hashtext(p.saksnummer)) % 4
ON CONFLICT DO NOTHING
"""
PARTNERE = """
INSERT INTO forskning_partner ({kolonner})
SELECT {verdier} FROM forskning_partner s CROSS JOIN forskning_prosjekt p WHERE s.id = %(mal)s AND p.id <> s.prosjekt_id
"""
SIDER = {
    "prosjekter, forsker i kommunen, sist endret": ("kommuneforsker", ""),
    "prosjekter, forsker i kommunen, nærmeste frist": ("kommuneforsker", "?sorter=frist"),
    "prosjekter, koordinator, filtrert på status og tema": ("sykehusfou", "?tilstand=tidligfase&tema=demografi"),
    "prosjekter, søk etter et vanlig ord": ("kommuneforsker", f"?{urlencode({'q': 'kommune'})}"),
    "prosjekter, søk etter et sjeldent ord": ("kommuneforsker", f"?{urlencode({'q': 'fagord1234'})}"),
    "prosjekter, sekretariat, sist endret": ("sekretariat", ""),
}

PROSJEKTGRENSER = {"prosjekter, forsker i kommunen, nærmeste frist": "vokser med registeret"}
"""Against a thousand projects, where it is not ≤ 1.3: the deadline is that of the call or the project's own, in two tables,
so all that can be seen is sorted. Ten thousand are some tens of milliseconds."""


def lag_prosjekter(antall: int) -> ForskningCast:
    """The people of research and `antall` projects, every tenth restricted, set-based and past the triggers."""
    forsk = lag_forskning()
    mal = forsk.ide()
    andre = {
        "id": "gen_random_uuid()",
        "saksnummer": "'FP-B-' || n",
        "tilstand": "(ARRAY['ide','tidligfase','tidligfase','fullfort','paagaar'])[1 + n %% 5]",
        "begrensning": "CASE WHEN n %% 10 = 0 THEN 'konkurranse' ELSE '' END",
        "endret": "s.endret - n * interval '7 minutes'",
        "opprettet": "s.opprettet - n * interval '7 minutes'",
        "soknadsfrist": "CASE WHEN n %% 3 = 0 THEN NULL ELSE s.soknadsfrist + n %% 400 END",
        "tittel": "'Prosjekt nummer ' || n",
        "sammendrag": "tekst.ord",
    }
    _kopier(KOPIER, Prosjekt, andre, {"antall": antall, "mal": mal.pk})
    partner = mal.partnere.get()
    _kopier(PARTNERE, Partner, {"id": "gen_random_uuid()", "prosjekt_id": "p.id"}, {"mal": partner.pk})
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute("SET LOCAL session_replication_role = replica")
        peker.execute(TEMAER)
    with connection.cursor() as peker:
        peker.execute("SELECT gin_clean_pending_list('prosjekt_sok')")
        peker.execute("ANALYZE")
    return forsk


def _kopier(sql: str, modell: type[Prosjekt] | type[Partner], andre: dict[str, str], verdier: dict[str, Any]) -> None:
    felter = [str(f.column) for f in modell._meta.concrete_fields if not f.generated]
    setning = sql.format(kolonner=", ".join(felter), verdier=", ".join(andre.get(k, f"s.{k}") for k in felter))
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute("SET LOCAL session_replication_role = replica")
        peker.execute(setning, verdier)


def maal_prosjekter(antall: int) -> dict[str, float]:
    """Print the ratios for this many projects; returns seconds per page, to compare sizes."""
    return maal_lister(
        lag_prosjekter(antall), antall, SIDER, liste="forskning:liste", changelist="admin:forskning_prosjekt_changelist"
    )
