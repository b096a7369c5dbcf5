"""The overview of hospitering: every figure of it reckoned in the database, beside the bare statements."""

from __future__ import annotations

from django.contrib.contenttypes.models import ContentType
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from hospitering.models import Avtale, Soknad
from tests.hospitering import avtaler
from tests.rollebesetning import Cast, lag_cast

from .lister import _side
from .maaling import Opptak, Tid, linje, ms, send_bart, side_om_side

RUNDER = 7
FOLK = {"sekretariat": "sekretariat", "leder av to enheter": "overleder", "mottak": "mottak"}
SAKER = """
INSERT INTO hospitering_soknad ({kolonner})
SELECT {verdier} FROM hospitering_soknad s CROSS JOIN generate_series(1, %(antall)s) n
CROSS JOIN LATERAL (SELECT now() - n * interval '4 minutes' AS sendt) t
CROSS JOIN LATERAL (SELECT (ARRAY['innsendt','avslaatt_egen','oversendt','mottatt','avslaatt_vert','avtale_under_arbeid',
    'avtale_inngaatt','klar','paagaar','gjennomfort','evaluert','trukket'])[1 + n %% 12] AS navn) tilstand
WHERE s.id = %(mal)s
"""
AVTALER = """
INSERT INTO hospitering_avtale ({kolonner})
SELECT {verdier} FROM hospitering_avtale a CROSS JOIN hospitering_soknad s
WHERE a.soknad_id = %(mal)s AND s.saksnummer LIKE 'H-B-%%' AND s.tilbakemelding_utfall = 'innvilget'
"""
OPPGAVER = """
INSERT INTO oppgaver_oppgave (id, sak_type_id, sak_id, type, emne, undertekst, person_id, rolletype, virksomhet_id,
    enhet_id, unntatt, venter_siden, frist, paaminnelser, trinn, neste_paaminnelse, aapnet_av_id, lukket, lukket_av_id)
SELECT gen_random_uuid(), %(type)s, s.id, CASE WHEN o.nr = 1 THEN 'hospitering.leder_egen' ELSE 'hospitering.leder_vert' END,
    'Bench', '', NULL, 'leder', CASE WHEN o.nr = 1 THEN e.virksomhet_id ELSE s.vertsvirksomhet_id END, NULL, '{}',
    s.innsendt_tid + o.nr * interval '3 days', current_date + abs(hashtext(s.saksnummer)) %% 20 - 5, '{}', 0, NULL, h.id,
    CASE WHEN o.nr = 1 THEN s.sendt_tid ELSE s.tilbakemelding_tid END,
    CASE WHEN CASE WHEN o.nr = 1 THEN s.sendt_tid ELSE s.tilbakemelding_tid END IS NULL THEN NULL ELSE h.id END
FROM hospitering_soknad s JOIN organisasjon_enhet e ON e.id = s.egen_enhet_id CROSS JOIN generate_series(1, 2) o(nr)
CROSS JOIN (SELECT min(id) AS id FROM saksgang_hendelse) h WHERE s.saksnummer LIKE 'H-B-%%'
"""


def lag_saker(antall: int) -> Cast:
    """The cast, and `antall` cases in every state with their agreements and tasks, set-based and past the triggers."""
    cast = lag_cast()
    mal = avtaler.inngaatt(cast)
    hos_verten, besvart = "tilstand.navn NOT IN ('innsendt','avslaatt_egen')", "n %% 12 IN (4,5,6,7,8,9,10)"
    saker = {
        "id": "gen_random_uuid()",
        "saksnummer": "'H-B-' || n",
        "tilstand": "tilstand.navn",
        "innsendt_tid": "t.sendt",
        "sendt_tid": f"CASE WHEN {hos_verten} THEN t.sendt + (n %% 9 + 1) * interval '7 hours' END",
        "mottatt_tid": f"CASE WHEN {hos_verten} THEN t.sendt + (n %% 11 + 9) * interval '8 hours' END",
        "tilbakemelding_tid": f"CASE WHEN {besvart} THEN t.sendt + (n %% 13 + 25) * interval '8 hours' END",
        "tilbakemelding_utfall": "CASE WHEN n %% 12 IN (5,6,7,8,9,10) THEN 'innvilget' ELSE '' END",
        "egen_enhet_id": "(%(egne)s::uuid[])[1 + n %% 3]",
        "vertsvirksomhet_id": "(%(verter)s::uuid[])[1 + n %% 3]",
        "vertsenhet_id": "(%(vertsenheter)s::uuid[])[1 + n %% 3]",
        "faggruppe": "(ARRAY['lege','sykepleier','jordmor','fysioterapeut','helsefagarbeider'])[1 + n %% 5]",
        "spurt_i": "''",
    }
    tider = {
        "soknad_id": "s.id",
        "inngaatt_tid": "s.tilbakemelding_tid + interval '5 days'",
        "klar_tid": "s.tilbakemelding_tid + interval '11 days'",
        "gjennomfort_tid": "s.tilbakemelding_tid + interval '40 days'",
        "fullfort_tid": "s.tilbakemelding_tid + interval '52 days'",
    }
    verdier = {
        "antall": antall, "mal": mal.pk, "type": ContentType.objects.get_for_model(Soknad).pk,
        "egne": [cast.korttid.pk, cast.palliativ.pk, cast.hamarhelse.pk],
        "verter": [cast.sykehus.pk, cast.gjovik.pk, cast.sykehus.pk],
        "vertsenheter": [cast.palliativ.pk, cast.korttid.pk, cast.akutt.pk],
    }  # fmt: skip
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute("SET LOCAL session_replication_role = replica")
        for sql, modell, andre in ((SAKER, Soknad, saker), (AVTALER, Avtale, tider)):
            felter = [f.column for f in modell._meta.concrete_fields]
            kilde = "s" if modell is Soknad else "a"
            valgt = ", ".join(andre.get(k, f"{kilde}.{k}") for k in felter)
            peker.execute(sql.format(kolonner=", ".join(felter), verdier=valgt), verdier)
        peker.execute(OPPGAVER.replace("'{}'", "ARRAY[]::uuid[]", 1).replace("'{}'", "ARRAY[]::date[]", 1), verdier)
    with connection.cursor() as peker:
        peker.execute("VACUUM ANALYZE hospitering_soknad, hospitering_avtale, oppgaver_oppgave")
    return cast


def maal_oversikt(antall: int) -> dict[str, float]:
    """Print the ratios for this many cases; returns seconds per page, to compare sizes."""
    cast, tider = lag_saker(antall), {}
    for navn, kode in FOLK.items():
        klient = Client()
        klient.force_login(cast.folk[kode])
        vaar = _side(klient, reverse("hospitering:oversikt"))
        vaar()
        opptak = Opptak().av(vaar).setninger

        def grense(setninger: list = opptak) -> None:
            send_bart(setninger)

        tid: dict[str, Tid] = side_om_side({"vår": vaar, "grense": grense}, runder=RUNDER, oppvarming=1)
        tider[navn] = tid["vår"].vegg
        linje(
            f"oversikt, {navn}, {antall} saker: av grensen",
            tid["grense"].vegg / tid["vår"].vegg,
            "≥ 0.7" if antall >= 50_000 else "(for få saker)",
            f"vår {ms(tid['vår'].vegg)}, grense {ms(tid['grense'].vegg)}, {len(opptak)} spørringer",
        )
    return tider
