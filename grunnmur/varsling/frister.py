"""The sweep: what is due becomes reminders, what is late goes upward, gaps are reported and closed.

Reminders are one statement over a partial index of what is open and due, so a pass costs what is due, not what
exists. The unique key of a notice and the lock on the task make any number of simultaneous passes tell once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

import pghistory
from django.db import connection, transaction
from django.utils import timezone

from grunnmur.oppgaver.models import Oppgave
from grunnmur.oppgaver.operations import lukk_hull, meld_hull
from grunnmur.oppgaver.selectors import fylte_hull, nye_hull
from grunnmur.organisasjon.models import Bruker
from grunnmur.organisasjon.selectors import ansvarlige
from grunnmur.portal.dato import lokal_dato

from .maler import varselmal
from .models import Varsel
from .operations import epostvalg, vekk_senderen
from .tekster import DITT, ESKALERT, PAAMINNELSE

_GJELDER_NAA = """
    v.gyldig_fra <= %(dag)s::date AND (v.gyldig_til IS NULL OR v.gyldig_til >= %(dag)s::date)
"""

FEI = f"""
WITH forfalt AS MATERIALIZED (
    -- A task somebody is closing at this moment is left alone: it is about to be answered.
    SELECT o.id, o.type, o.emne, o.person_id, o.rolletype::text AS rolletype, o.virksomhet_id, o.enhet_id, o.unntatt,
           o.frist, o.venter_siden, o.sak_type_id, o.sak_id, cardinality(o.paaminnelser) AS antall_trinn,
           (SELECT count(*) FROM unnest(o.paaminnelser) AS d(dag) WHERE d.dag <= %(dag)s::date)::int AS trinn
    FROM oppgaver_oppgave o
    WHERE o.lukket IS NULL AND o.neste_paaminnelse <= %(dag)s::date
    FOR UPDATE OF o SKIP LOCKED
), besvares AS MATERIALIZED (
    -- Everything about one task is kept in its own row, so that no plan can compare every task with every other.
    SELECT f.*, svarer.enhet_id AS svarenhet_id, svarer.roller,
           -- What a person owes goes upward only where that person acts for a unit.
           f.trinn = f.antall_trinn AND f.trinn > 1 AND (f.person_id IS NULL OR f.enhet_id IS NOT NULL) AS oppover,
           CASE WHEN f.person_id IS NOT NULL THEN ARRAY[f.person_id]
                ELSE COALESCE(svarer.folk, '{{}}') || ARRAY(
                    SELECT v.bruker_id FROM organisasjon_stedfortreder v
                    WHERE v.rolle_id = ANY (svarer.roller) AND {_GJELDER_NAA}
                      AND NOT (v.bruker_id = ANY (f.unntatt)))
           END AS mottakere
    FROM forfalt f
    LEFT JOIN LATERAL (
        SELECT array_agg(r.id) AS roller, array_agg(r.bruker_id) AS folk, (array_agg(r.enhet_id))[1] AS enhet_id
        FROM organisasjon_ansvarlige(f.rolletype, f.enhet_id, f.virksomhet_id, f.unntatt, %(dag)s::date) AS a(rolle)
        JOIN organisasjon_rolle r ON r.id = a.rolle
    ) svarer ON f.person_id IS NULL
), overordnet AS MATERIALIZED (
    -- Upward: from the unit that answers when it is not its leader, else from the unit above it. Where nobody
    -- answers there is no unit to climb from; then, and where nobody leads above, it is the contact.
    SELECT b.*, b.unntatt || b.mottakere AS utelatt, COALESCE(NULLIF(ARRAY(
               SELECT a.rolle FROM organisasjon_ansvarlige(
                   'leder', CASE b.rolletype WHEN 'leder' THEN e.overordnet_id ELSE e.id END,
                   COALESCE(b.virksomhet_id, e.virksomhet_id), b.unntatt || b.mottakere, %(dag)s::date) AS a(rolle)
               WHERE b.roller IS NOT NULL OR b.person_id IS NOT NULL
           ), '{{}}'), ARRAY(
               SELECT a.rolle FROM organisasjon_ansvarlige(
                   'kontakt_adm', NULL, COALESCE(b.virksomhet_id, e.virksomhet_id), b.unntatt || b.mottakere,
                   %(dag)s::date) AS a(rolle)
           )) AS overroller
    FROM besvares b
    LEFT JOIN organisasjon_enhet e ON e.id = CASE WHEN b.person_id IS NULL THEN b.svarenhet_id ELSE b.enhet_id END
    WHERE b.oppover
), alle AS (
    SELECT b.id, b.trinn, b.type, b.emne, b.frist, b.venter_siden, b.enhet_id, b.virksomhet_id, b.sak_type_id, b.sak_id,
           m.bruker_id, %(paaminnelse)s::text AS mal
    FROM besvares b CROSS JOIN LATERAL unnest(b.mottakere) AS m(bruker_id)
    UNION ALL
    SELECT o.id, o.trinn, o.type, o.emne, o.frist, o.venter_siden, o.enhet_id, o.virksomhet_id, o.sak_type_id, o.sak_id,
           m.bruker_id, %(eskalert)s::text
    FROM overordnet o
    CROSS JOIN LATERAL (
        SELECT r.bruker_id FROM organisasjon_rolle r WHERE r.id = ANY (o.overroller)
        UNION
        SELECT v.bruker_id FROM organisasjon_stedfortreder v WHERE v.rolle_id = ANY (o.overroller) AND {_GJELDER_NAA}
    ) m
    WHERE NOT (m.bruker_id = ANY (o.utelatt))
), fortalt AS (
    INSERT INTO varsling_varsel (id, nokkel, mottaker_id, til_epost, mal, data, adresse, oppgave_id, sak_type_id, sak_id,
                                 opprettet, epost, forsok, feil)
    SELECT gen_random_uuid(), 'o' || a.id || ':' || a.trinn || ':' || p.id, p.id, '', a.mal,
           jsonb_build_object(
               'type', a.type, 'emne', a.emne, 'frist', a.frist, 'dag', %(dag)s::date,
               'venter_siden', (a.venter_siden AT TIME ZONE %(sone)s::text)::date,
               'sted', COALESCE(
                   CASE WHEN e.sted <> '' AND position(e.sted IN e.navn) = 0 THEN e.navn || ', ' || e.sted ELSE e.navn END,
                   v.navn, '')),
           '/oppgaver/' || a.id || '/', a.id, a.sak_type_id, a.sak_id, %(naa)s::timestamptz,
           CASE p.varselvalg WHEN 'daglig' THEN 'samles' ELSE 'klar' END, 0, ''
    FROM alle a
    JOIN organisasjon_bruker p ON p.id = a.bruker_id AND p.is_active
    LEFT JOIN organisasjon_enhet e ON e.id = a.enhet_id
    LEFT JOIN organisasjon_virksomhet v ON v.id = a.virksomhet_id
    ON CONFLICT (nokkel) DO NOTHING
    RETURNING 1
), flyttet AS (
    -- Days that passed unnoticed are taken together: the step jumps to the last day that has come.
    UPDATE oppgaver_oppgave o SET trinn = f.trinn, neste_paaminnelse = o.paaminnelser[f.trinn + 1]
    FROM forfalt f WHERE f.id = o.id
    RETURNING 1
)
SELECT (SELECT count(*) FROM flyttet), (SELECT count(*) FROM fortalt)
"""  # noqa: S608  (only the constant above is put in)


@dataclass
class Feiing:
    """What one pass did."""

    oppgaver: int = 0
    varsler: int = 0
    nye_hull: int = 0
    lukkede_hull: int = 0


def minn_om_frister(*, naa: datetime | None = None) -> Feiing:
    """One pass: close gaps that are filled, report new ones, remind of what is due. A rerun changes nothing."""
    naa = naa or timezone.now()
    dag = lokal_dato(naa)
    feiing = Feiing()
    feiing.lukkede_hull = sum(_lukk(id, naa, dag) for id in fylte_hull(dag))
    feiing.nye_hull = sum(_meld(id, dag) for id in nye_hull(dag))
    feiing.oppgaver, feiing.varsler = fei(dag, naa)
    return feiing


def fei(dag: date, naa: datetime) -> tuple[int, int]:
    """Remind of everything due on `dag`: how many tasks, how many notices."""
    with transaction.atomic(), connection.cursor() as peker:
        peker.execute(
            FEI,
            {
                "dag": dag,
                "naa": naa,
                "sone": timezone.get_default_timezone_name(),
                "paaminnelse": PAAMINNELSE,
                "eskalert": ESKALERT,
            },
        )
        oppgaver, varsler = peker.fetchone()
        if varsler:
            vekk_senderen()
    return oppgaver, varsler


def _meld(id: UUID, dag: date) -> bool:
    with transaction.atomic():
        oppgave = Oppgave.objects.aapne().select_for_update(skip_locked=True, of=("self",)).filter(pk=id).first()
        return oppgave is not None and meld_hull(oppgave, dag=dag) is not None


def _lukk(id: UUID, naa: datetime, dag: date) -> bool:
    """Close one gap, and tell those who can answer now what has been waiting for somebody like them."""
    systemet = Bruker.objects.systemet()
    with transaction.atomic(), pghistory.context(operasjon="hull_lukket", utfort_av=str(systemet.pk)):
        utpek = Oppgave.objects.aapne().select_for_update(skip_locked=True, of=("self",)).filter(pk=id).first()
        if utpek is None:
            return False
        lukk_hull(utpek, utfort_av=systemet, naa=naa)
        ventet = Oppgave.objects.aapne().filter(sak_id=utpek.sak_id, virksomhet=utpek.virksomhet, person=None)
        Varsel.objects.bulk_create(
            [
                _ditt(oppgave, fullmakt.bruker, naa, dag)
                for oppgave in ventet
                if oppgave.virksomhet_id
                for fullmakt in ansvarlige(
                    oppgave.rolletype,
                    virksomhet=oppgave.virksomhet_id,
                    enhet=oppgave.enhet_id,
                    unntatt=oppgave.unntatt,
                    dag=dag,
                )
            ],
            ignore_conflicts=True,
        )
        vekk_senderen()
    return True


def _ditt(oppgave: Oppgave, bruker: Bruker, naa: datetime, dag: date) -> Varsel:
    return Varsel(
        nokkel=f"o{oppgave.pk}:ditt:{bruker.pk}",
        mottaker=bruker,
        mal=DITT,
        data={
            "type": oppgave.type,
            "emne": oppgave.emne,
            "frist": oppgave.frist and oppgave.frist.isoformat(),
            "dag": dag.isoformat(),
            "venter_siden": lokal_dato(oppgave.venter_siden).isoformat(),
        },
        adresse=f"/oppgaver/{oppgave.pk}/",
        oppgave=oppgave,
        sak_type_id=oppgave.sak_type_id,
        sak_id=oppgave.sak_id,
        opprettet=naa,
        epost=epostvalg(bruker, varselmal(DITT)),
    )
