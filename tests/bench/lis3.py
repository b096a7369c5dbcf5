"""The queue of LIS3 with two thousand enrolments, against a bare app that sends the same SQL."""

from __future__ import annotations

from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from lis.lis3.models import Innmelding
from tests.lis3.folk import LisCast, lag_lis

from .lister import RUNDER, _side
from .maaling import Opptak, linje, ms, send_bart, side_om_side

FYLL = [
    """
    INSERT INTO lege_lege (id, navn, epost, hpr_nummer, kommune_id, sortering)
    SELECT gen_random_uuid(), 'Lege ' || n, 'lege' || n || '@bench.example', '', %(kommune)s, 'lege ' || n
    FROM generate_series(1, %(antall)s) n
    """,
    """
    INSERT INTO lis3_spesialisering (id, lege_id, gruppe, start, plan_tildelt, veileder_id, lik_rekkefolge, versjon)
    SELECT gen_random_uuid(), l.id,
           CASE WHEN n %% 20 = 0 THEN 'samfunnsmedisin' ELSE 'allmennmedisin' END,
           date '2020-01-01' + (n %% 1900)::int, date '2026-01-01', %(veileder)s, 0, 1
    FROM (SELECT id, row_number() OVER (ORDER BY sortering) AS n FROM lege_lege WHERE epost LIKE '%%@bench.example') l
    """,
    """
    INSERT INTO lege_avbrudd (id, lege_id, dager)
    SELECT gen_random_uuid(), l.id, 30 FROM lege_lege l WHERE l.epost LIKE '%%3@bench.example'
    """,
    """
    INSERT INTO lis3_innmelding ({kolonner})
    SELECT {verdier} FROM (SELECT id, row_number() OVER (ORDER BY sortering) AS n FROM lege_lege
                           WHERE epost LIKE '%%@bench.example') l
    """,
    """
    INSERT INTO lis3_onske (id, innmelding_id, prioritet, start, slakk_foer, slakk_etter, avdeling_id)
    SELECT gen_random_uuid(), i.id, p, i.planlagt_start, 1, 2, %(avdeling)s
    FROM lis3_innmelding i CROSS JOIN generate_series(1, 3) p
    """,
    """
    INSERT INTO lis3_seksmndforesporsel (id, innmelding_id, tilstand, versjon, opprettet, endret, planlagt_start, frist,
        sendes, sen_innmelding, svar_kommentar)
    SELECT gen_random_uuid(), i.id, 'planlagt', 1, now(), now(), i.planlagt_start, i.planlagt_start - 180,
        i.planlagt_start - 210, false, '' FROM lis3_innmelding i
    """,
]


def lag_ko(antall: int) -> LisCast:
    """The people of LIS3 and `antall` enrolments in the queue, set-based and past the triggers."""
    lis = lag_lis()
    verdier = {
        "id": "gen_random_uuid()",
        "saksnummer": "'L3-B-' || n",
        "tilstand": "'innmeldt'",
        "versjon": "2",
        "opprettet": "now()",
        "endret": "now()",
        "lege_id": "l.id",
        "planlagt_start": "(date_trunc('month', now()) + (2 + n %% 24) * interval '1 month')::date",
        "deling": "'samlet'",
        "vikar": "'nei'",
        "innmeldt_tid": "now()",
    }
    kolonner = [f.column for f in Innmelding._meta.concrete_fields]
    tomme = {f.column for f in Innmelding._meta.concrete_fields if f.null}
    uttrykk = ", ".join(verdier.get(k, "NULL" if k in tomme else "''") for k in kolonner)
    parametre = {
        "antall": antall,
        "kommune": lis.gjovik.pk,
        "veileder": lis.lisveileder.pk,
        "avdeling": lis.avdelinger["medisin"].pk,
    }
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute("SET LOCAL session_replication_role = replica")
        for sql in FYLL:
            peker.execute(sql.format(kolonner=", ".join(kolonner), verdier=uttrykk), parametre)
    with connection.cursor() as peker:
        peker.execute("ANALYZE")
    return lis


def maal_ko(antall: int = 2000) -> None:
    """Print the ratio of the queue's page, first page and narrowed to the limit."""
    lis = lag_ko(antall)
    klient = Client()
    klient.force_login(lis.koordinator)
    for navn, sporring in (("etter rang", ""), ("uten plass, må sendes", "?plass=uten&sjekk=maa_sendes")):
        vaar = _side(klient, reverse("lis3:ko") + sporring)
        kropp = vaar()
        opptak = Opptak().av(vaar).setninger

        def grense(setninger: list = opptak, kropp: bytes = kropp) -> bytes:
            send_bart(setninger)
            return bytes(len(kropp))

        tid = side_om_side({"vår": vaar, "grense": grense}, runder=RUNDER)
        linje(
            f"køen i LIS3, {navn}, {antall} leger: av grensen",
            tid["grense"].vegg / tid["vår"].vegg,
            "≥ 0.09",
            f"vår {ms(tid['vår'].vegg)}, grense {ms(tid['grense'].vegg)}, {len(opptak)} spørringer",
        )
