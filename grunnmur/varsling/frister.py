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

from .maler import varselmal
from .models import Varsel
from .operations import epostvalg, vekk_senderen
from .tekster import DITT, ESKALERT, PAAMINNELSE

SVARER = """
    SELECT s.oppgave, s.bruker_id FROM {kilde} s
    UNION
    SELECT s.oppgave, v.bruker_id
    FROM {kilde} s
    JOIN forfalt f ON f.id = s.oppgave
    JOIN organisasjon_stedfortreder v ON v.rolle_id = s.rolle
        AND v.gyldig_fra <= %(dag)s::date AND (v.gyldig_til IS NULL OR v.gyldig_til >= %(dag)s::date)
    WHERE NOT (v.bruker_id = ANY (f.unntatt))
"""
"""The holders of the roles in one CTE and their stand-ins; never anybody the case passes over."""

FEI = f"""
WITH forfalt AS MATERIALIZED (
    -- A task somebody is closing at this moment is left alone: it is about to be answered.
    SELECT o.id, o.type, o.emne, o.person_id, o.rolletype, o.virksomhet_id, o.enhet_id, o.unntatt, o.frist,
           o.venter_siden, o.sak_type_id, o.sak_id, o.paaminnelser,
           (SELECT count(*) FROM unnest(o.paaminnelser) AS d(dag) WHERE d.dag <= %(dag)s::date)::int AS trinn
    FROM oppgaver_oppgave o
    WHERE o.lukket IS NULL AND o.neste_paaminnelse <= %(dag)s::date
    FOR UPDATE OF o SKIP LOCKED
), svarer AS MATERIALIZED (
    SELECT f.id AS oppgave, r.id AS rolle, r.bruker_id, r.enhet_id
    FROM forfalt f
    CROSS JOIN LATERAL organisasjon_ansvarlige(
        f.rolletype::text, f.enhet_id, f.virksomhet_id, f.unntatt, %(dag)s::date) AS a(rolle)
    JOIN organisasjon_rolle r ON r.id = a.rolle
    WHERE f.person_id IS NULL
), mottakere AS MATERIALIZED (
    {SVARER.format(kilde="svarer")}
    UNION
    SELECT f.id, f.person_id FROM forfalt f WHERE f.person_id IS NOT NULL
), siste_trinn AS MATERIALIZED (
    -- Upward: from the unit that answers when it is not its leader, else from the unit above it.
    SELECT f.id, f.virksomhet_id,
           (SELECT CASE f.rolletype WHEN 'leder' THEN e.overordnet_id ELSE e.id END
            FROM svarer s JOIN organisasjon_enhet e ON e.id = s.enhet_id WHERE s.oppgave = f.id LIMIT 1) AS enhet_id,
           f.unntatt || ARRAY(SELECT m.bruker_id FROM mottakere m WHERE m.oppgave = f.id) AS utelatt
    FROM forfalt f
    WHERE f.person_id IS NULL AND f.trinn = cardinality(f.paaminnelser) AND f.trinn > 1
), ledere AS MATERIALIZED (
    SELECT t.id AS oppgave, a.rolle
    FROM siste_trinn t
    CROSS JOIN LATERAL organisasjon_ansvarlige('leder', t.enhet_id, t.virksomhet_id, t.utelatt, %(dag)s::date) AS a(rolle)
    WHERE EXISTS (SELECT 1 FROM svarer s WHERE s.oppgave = t.id)
), kontakter AS MATERIALIZED (
    SELECT t.id AS oppgave, a.rolle
    FROM siste_trinn t
    CROSS JOIN LATERAL organisasjon_ansvarlige('kontakt_adm', NULL, t.virksomhet_id, t.utelatt, %(dag)s::date) AS a(rolle)
    WHERE NOT EXISTS (SELECT 1 FROM ledere l WHERE l.oppgave = t.id)
), over AS MATERIALIZED (
    SELECT x.oppgave, x.rolle, r.bruker_id
    FROM (SELECT oppgave, rolle FROM ledere UNION SELECT oppgave, rolle FROM kontakter) x
    JOIN organisasjon_rolle r ON r.id = x.rolle
), alle AS (
    SELECT oppgave, bruker_id, %(paaminnelse)s::text AS mal FROM mottakere
    UNION ALL
    SELECT o.oppgave, o.bruker_id, %(eskalert)s::text
    FROM ({SVARER.format(kilde="over")}) o
    WHERE NOT EXISTS (SELECT 1 FROM mottakere m WHERE m.oppgave = o.oppgave AND m.bruker_id = o.bruker_id)
), fortalt AS (
    INSERT INTO varsling_varsel (id, nokkel, mottaker_id, til_epost, mal, data, adresse, oppgave_id, sak_type_id, sak_id,
                                 opprettet, epost, forsok, feil)
    SELECT gen_random_uuid(), 'o' || f.id || ':' || f.trinn || ':' || b.id, b.id, '', a.mal,
           jsonb_build_object(
               'type', f.type, 'emne', f.emne, 'frist', f.frist, 'dag', %(dag)s::date,
               'venter_siden', (f.venter_siden AT TIME ZONE %(sone)s::text)::date,
               'sted', COALESCE(
                   CASE WHEN e.sted <> '' AND position(e.sted IN e.navn) = 0 THEN e.navn || ', ' || e.sted ELSE e.navn END,
                   v.navn, '')),
           '/oppgaver/' || f.id || '/', f.id, f.sak_type_id, f.sak_id, %(naa)s::timestamptz,
           CASE b.varselvalg WHEN 'daglig' THEN 'samles' ELSE 'klar' END, 0, ''
    FROM alle a
    JOIN forfalt f ON f.id = a.oppgave
    JOIN organisasjon_bruker b ON b.id = a.bruker_id AND b.is_active
    LEFT JOIN organisasjon_enhet e ON e.id = f.enhet_id
    LEFT JOIN organisasjon_virksomhet v ON v.id = f.virksomhet_id
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
    dag = timezone.localdate(naa)
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
                for oppgave in ventet.exclude(rolletype="")
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
            "venter_siden": timezone.localdate(oppgave.venter_siden).isoformat(),
        },
        adresse=f"/oppgaver/{oppgave.pk}/",
        oppgave=oppgave,
        sak_type_id=oppgave.sak_type_id,
        sak_id=oppgave.sak_id,
        opprettet=naa,
        epost=epostvalg(bruker, varselmal(DITT)),
    )
