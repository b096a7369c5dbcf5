"""The list of questions with a hundred thousand of them."""

from __future__ import annotations

from django.db import connection, transaction

from tests.veiledning.folk import VeilCast, lag_veil
from veiledning.models import Foresporsel

from .lister import maal_lister

KOPIER = """
INSERT INTO veiledning_foresporsel ({kolonner})
SELECT {verdier} FROM veiledning_foresporsel s CROSS JOIN generate_series(1, %(antall)s) n WHERE s.id = %(mal)s
"""
SIDER = {
    "spørsmål, sekretariat, siste først": ("sekretariat", ""),
    "spørsmål, sekretariat, filtrert på tilstand": ("sekretariat", "?tilstand=mottatt"),
    "spørsmål, den som svarer ved enheten": ("svarer", "?vis=alle"),
}


def lag_sporsmaal(antall: int) -> VeilCast:
    """The people of guidance and `antall` questions to one unit, spread over states and time, past the triggers."""
    veil = lag_veil()
    mal = veil.tatt()
    andre = {
        "id": "gen_random_uuid()",
        "saksnummer": "'V-B-' || n",
        "tilstand": "(ARRAY['mottatt','spurt','avgrenset','mottatt','avvist_utenfor_plikten'])[1 + n %% 5]",
        "meldt_tid": "s.meldt_tid - n * interval '7 minutes'",
        "endret": "s.endret - n * interval '7 minutes'",
        "overskrift": "'Spørsmål nummer ' || n",
    }
    felter = [f.column for f in Foresporsel._meta.concrete_fields if not f.generated]
    sql = KOPIER.format(kolonner=", ".join(felter), verdier=", ".join(andre.get(k, f"s.{k}") for k in felter))
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute("SET LOCAL session_replication_role = replica")
        peker.execute(sql, {"antall": antall, "mal": mal.pk})
    with connection.cursor() as peker:
        peker.execute("ANALYZE")
    return veil


def maal_sporsmaal(antall: int) -> dict[str, float]:
    """Print the ratios for this many questions; returns seconds per page, to compare sizes."""
    return maal_lister(
        lag_sporsmaal(antall),
        antall,
        SIDER,
        liste="veiledning:liste",
        changelist="admin:veiledning_foresporsel_changelist",
    )
