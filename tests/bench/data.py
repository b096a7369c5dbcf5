"""A hundred thousand applications in seconds: set-based, past the triggers, on the tests' own database."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction

from hospitering.models import Soknad
from tests.rollebesetning import Cast, lag_cast

KOPIER = """
INSERT INTO hospitering_soknad ({kolonner})
SELECT {verdier} FROM hospitering_soknad s CROSS JOIN generate_series(1, %(antall)s) n WHERE s.id = %(mal)s
"""


def lag_data(antall: int) -> Cast:
    """The cast, and `antall` applications that all wait somewhere in the network, spread over states and time."""
    cast = lag_cast()
    mal = cast.mottatt()
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute("SET LOCAL session_replication_role = replica")
        andre = {
            "id": "gen_random_uuid()",
            "saksnummer": "'H-B-' || n",
            "tilstand": "(ARRAY['innsendt','oversendt','mottatt','trukket','avslaatt_egen'])[1 + n %% 5]",
            "innsendt_tid": "s.innsendt_tid - n * interval '7 minutes'",
            "endret": "s.endret - n * interval '7 minutes'",
            "soker_navn": "'Person ' || (n %% 997) || ' Demo'",
            "spurt_i": "''",
        }
        felter = [f.column for f in Soknad._meta.concrete_fields]
        verdier = ", ".join(andre.get(k, f"s.{k}") for k in felter)
        sql = KOPIER.format(kolonner=", ".join(felter), verdier=verdier)
        peker.execute(sql, {"antall": antall, "mal": mal.pk})
    _analyser()
    return cast


def lag_oppgaver(cast: Cast, antall: int, forfalt: int) -> None:
    """`antall` open tasks that are not due for years, of which `forfalt` are due today."""
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute("SET LOCAL session_replication_role = replica")
        peker.execute("DELETE FROM varsling_varsel WHERE oppgave_id IS NOT NULL")
        peker.execute("DELETE FROM oppgaver_oppgave WHERE type = 'hospitering.leder_vert' AND emne = 'Bench'")
        peker.execute(
            """
            INSERT INTO oppgaver_oppgave (id, sak_type_id, sak_id, type, emne, undertekst, person_id, rolletype,
                virksomhet_id, enhet_id, unntatt, venter_siden, frist, paaminnelser, trinn, neste_paaminnelse, aapnet_av_id)
            SELECT gen_random_uuid(), %(type)s, s.id, 'hospitering.leder_vert', 'Bench', '', NULL, 'leder',
                %(hf)s, %(enhet)s, '{}', now(), d.dag, ARRAY[d.dag], 0, d.dag, (SELECT min(id) FROM saksgang_hendelse)
            FROM (SELECT id, row_number() OVER () AS n FROM hospitering_soknad
                  WHERE saksnummer LIKE 'H-B-%%' LIMIT %(antall)s) s
            CROSS JOIN LATERAL (SELECT CASE WHEN s.n <= %(forfalt)s THEN current_date ELSE current_date + 900 END AS dag) d
            """,
            {
                "type": ContentType.objects.get_for_model(Soknad).pk,
                "hf": cast.sykehus.pk,
                "enhet": cast.palliativ.pk,
                "antall": antall,
                "forfalt": forfalt,
            },
        )
    _analyser()


def _analyser() -> None:
    with connection.cursor() as peker:
        peker.execute("ANALYZE")
