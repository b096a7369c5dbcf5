"""The answer bank with a hundred thousand published answers: the search against the bare SQL of the same page."""

from __future__ import annotations

import statistics
import time
from urllib.parse import urlencode

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tests.veiledning.banken import publisert
from tests.veiledning.folk import VeilCast, lag_veil
from veiledning.models import Banksvar

from .lister import RUNDER, _side
from .maaling import Opptak, linje, ms, send_bart, side_om_side

KOPIER = """
INSERT INTO veiledning_banksvar ({kolonner})
SELECT {verdier} FROM veiledning_banksvar s CROSS JOIN generate_series(1, %(antall)s) n
CROSS JOIN LATERAL (
    -- Words as they come in language: few stand in nearly every answer, most in hardly any.
    SELECT string_agg(CASE WHEN i = 1 THEN 'pasient' ELSE 'fagord' || floor(power(random(), 3) * 20000)::int END, ' ') AS ord
    FROM generate_series(1, 60) i WHERE n > 0
) tekst
WHERE s.id = %(mal)s
"""
SOK = {
    "vanlig ord": "pasient",
    "begynnelsen av et ord": "fago",
    "sjeldent ord": "metadon",
    "to ord": "pasient morfin",
    "to ord som aldri står sammen": "morfin insulin",
    "uten treff": "romferge",
}
GRENSER = {"to ord som aldri står sammen": "vokser med banken"}
"""Against a thousand answers, where it is not ≤ 1.3: two words that are common each, and never together, are looked for in
every answer. Language has hardly any such pair; the figure says what it would cost."""
SKREVET = (
    "Vi har en pasient hjemme som skal ha smertepumpe, og trenger å vite hvordan metadon trappes ned når morfin er tatt "
    "bort, og hvem vi ringer på kveldstid når dosen ikke holder."
)


def lag_svarbank(antall: int) -> VeilCast:
    """The people of guidance and `antall` published answers, set-based and past the triggers, newest first by number."""
    veil = lag_veil()
    mal = publisert(veil)
    andre = {
        "id": "gen_random_uuid()",
        "foresporsel_id": "gen_random_uuid()",
        "saksnummer": "'VS-B-' || n",
        "publisert_tid": "s.publisert_tid - n * interval '7 minutes'",
        "sporsmaal": "'Spørsmål nummer ' || n",
        "svar": "tekst.ord || CASE WHEN n %% 2 = 0 THEN ' morfin' ELSE ' insulin' END"
        " || CASE WHEN n %% 5000 = 0 THEN ' metadon' ELSE '' END",
    }
    felter = [f.column for f in Banksvar._meta.concrete_fields if not f.generated]
    sql = KOPIER.format(kolonner=", ".join(felter), verdier=", ".join(andre.get(k, f"s.{k}") for k in felter))
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute("SET LOCAL session_replication_role = replica")
        peker.execute(sql, {"antall": antall, "mal": mal.pk})
    with connection.cursor() as peker:
        # As autovacuum leaves it: what waits beside the index is in it, and the words are counted.
        peker.execute("SELECT gin_clean_pending_list('banksvar_sok')")
        peker.execute("ANALYZE veiledning_banksvar")
    return veil


def maal_svarbank(antall: int) -> dict[str, float]:
    """Print the ratios for this many answers; returns seconds per page, to compare sizes."""
    veil = lag_svarbank(antall)
    klient = Client()
    klient.force_login(veil.hamarspor)
    tider: dict[str, float] = {}
    for navn, tekst in SOK.items():
        vaar = _side(klient, f"{reverse('veiledning:bank')}?{urlencode({'q': tekst})}")
        kropp = vaar()
        opptak = Opptak().av(vaar).setninger

        def grense(setninger: list = opptak, kropp: bytes = kropp) -> bytes:
            _send_bart(setninger)
            return bytes(len(kropp))

        tid = side_om_side({"vår": vaar, "grense": grense}, runder=RUNDER)
        tider[navn] = tid["vår"].vegg
        linje(
            f"svarbanken, {navn}, {antall} svar: av grensen",
            tid["grense"].vegg / tid["vår"].vegg,
            "≥ 0.05",
            f"vår {ms(tid['vår'].vegg)}, 95 % under {ms(_p95(vaar))}, grense {ms(tid['grense'].vegg)}",
            f"{len(opptak)} spørringer",
        )
    tider["lignende"] = _lignende(veil, antall)
    return tider


def _lignende(veil: VeilCast, antall: int) -> float:
    from veiledning.selectors.lignende import lignende

    def finn() -> None:
        assert lignende(veil.soker, SKREVET, fagfelt="somatikk").svar

    opptak = Opptak().av(finn).setninger
    tid = side_om_side({"vår": finn, "grense": lambda: _send_bart(opptak)}, runder=RUNDER)
    linje(
        f"lignende svar mens det skrives, {antall} svar: av grensen",
        tid["grense"].vegg / tid["vår"].vegg,
        "≥ 0.3",
        f"vår {ms(tid['vår'].vegg)}, 95 % under {ms(_p95(finn))}, grense {ms(tid['grense'].vegg)}",
        f"{len(opptak)} spørringer",
    )
    return tid["vår"].vegg


def _send_bart(setninger: list) -> None:
    """In one transaction, so that what is said about how to plan holds here too."""
    with transaction.atomic():
        send_bart(setninger)


def _p95(kjor: object, ganger: int = 60) -> float:
    tider = []
    for _ in range(ganger):
        start = time.perf_counter()
        kjor()  # type: ignore[operator]
        tider.append(time.perf_counter() - start)
    return statistics.quantiles(tider, n=20)[-1]
