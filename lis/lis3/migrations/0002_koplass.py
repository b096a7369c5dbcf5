"""The queue's rank as a view: computed when asked, over the whole queue, from what is recorded."""

from django.db import migrations

KOPLASS = """
CREATE FUNCTION lis3_koplasser() RETURNS TABLE (
    innmelding_id uuid, ansiennitetsdato date, fratrekk int, i_omraadet boolean, har_forrang boolean, rang int,
    plassering int, deler_rang int, lik_ansiennitet int, uavgjort boolean, onske_id uuid, foresporsel_id uuid,
    tjeneste_id uuid, del_id uuid
) LANGUAGE sql STABLE ROWS 2000 SET plan_cache_mode = auto AS $$
    -- A function with a setting of its own is not opened up by the planner: whatever is joined to it, the queue is
    -- ranked once per statement, by a plan of its own.
    WITH regel AS (
        SELECT COALESCE((SELECT i.ansiennitetsregel FROM lis3_innstilling i ORDER BY i.id LIMIT 1), 'startdato') AS kode
    ), omraade AS (
        SELECT d.virksomhet_id FROM organisasjon_deltakelse d
        JOIN organisasjon_virksomhet v ON v.id = d.virksomhet_id AND v.type = 'kommune'
        WHERE d.gyldig_fra <= (now() AT TIME ZONE 'Europe/Oslo')::date
          AND (d.gyldig_til IS NULL OR d.gyldig_til >= (now() AT TIME ZONE 'Europe/Oslo')::date)
    ), fratrekk AS (
        SELECT a.lege_id, sum(a.dager)::int AS dager FROM lege_avbrudd a GROUP BY a.lege_id
    ), lege AS (
        SELECT i.id AS innmelding_id, i.tilstand IN ('innmeldt', 'paa_vent') AS i_koen,
               s.start + CASE WHEN r.kode = 'med_fratrekk' THEN COALESCE(f.dager, 0) ELSE 0 END AS ansiennitetsdato,
               COALESCE(f.dager, 0) AS fratrekk, s.gruppe, s.lik_rekkefolge, s.lik_dato,
               l.kommune_id IN (SELECT o.virksomhet_id FROM omraade o) AS i_omraadet
        FROM lis3_innmelding i
        CROSS JOIN regel r
        JOIN lege_lege l ON l.id = i.lege_id
        LEFT JOIN lis3_spesialisering s ON s.lege_id = i.lege_id
        LEFT JOIN fratrekk f ON f.lege_id = i.lege_id
        WHERE i.tilstand NOT IN ('fullfort', 'trukket')
    ), kandidat AS (
        -- A decided order holds only for the day it was decided for: a new start or interruption undoes it (G-10).
        SELECT lege.*, COALESCE(gruppe = 'allmennmedisin' AND i_omraadet, false) AS har_forrang,
               COALESCE(gruppe = 'allmennmedisin' AND i_omraadet AND i_koen, false) AS rangeres,
               CASE WHEN lik_rekkefolge > 0 AND lik_dato = ansiennitetsdato THEN lik_rekkefolge ELSE 32767 END AS rekkefolge
        FROM lege
    ), rangert AS (
        SELECT k.*, rank() OVER lik AS nr, count(*) OVER lik_plass AS paa_rangen, count(*) OVER lik_dag AS paa_dagen,
               bool_or(rekkefolge = 32767) OVER lik_dag AS noen_uten
        FROM kandidat k
        WINDOW lik AS (PARTITION BY rangeres ORDER BY ansiennitetsdato, rekkefolge),
               lik_plass AS (PARTITION BY rangeres, ansiennitetsdato, rekkefolge),
               lik_dag AS (PARTITION BY rangeres, ansiennitetsdato)
    )
    SELECT r.innmelding_id, r.ansiennitetsdato, r.fratrekk, COALESCE(r.i_omraadet, false), r.har_forrang,
           CASE WHEN r.rangeres THEN r.nr::int END,
           CASE WHEN r.rangeres THEN r.nr::int ELSE 1000000 END,
           CASE WHEN r.rangeres THEN r.paa_rangen::int ELSE 0 END,
           CASE WHEN r.rangeres THEN r.paa_dagen::int ELSE 0 END,
           r.rangeres AND r.paa_dagen > 1 AND r.noen_uten,
           o.id, q.id, t.id, d.id
    FROM rangert r
    LEFT JOIN lis3_onske o ON o.innmelding_id = r.innmelding_id AND o.prioritet = 1
    LEFT JOIN lis3_seksmndforesporsel q ON q.innmelding_id = r.innmelding_id AND q.tilstand <> 'erstattet'
    LEFT JOIN lis3_tjeneste t ON t.innmelding_id = r.innmelding_id
         AND t.tilstand IN ('planlagt', 'tilbudt', 'akseptert', 'bekreftet', 'klar', 'paagaar')
    LEFT JOIN lis3_tjenestedel d ON d.tjeneste_id = t.id AND d.nummer = 1
$$;

CREATE VIEW lis3_koplass AS SELECT * FROM lis3_koplasser();
"""


class Migration(migrations.Migration):
    dependencies = [("lis3", "0001_initial"), ("organisasjon", "0003_enhet_versjon"), ("lege", "0001_initial")]
    operations = [migrations.RunSQL(KOPLASS, "DROP VIEW lis3_koplass; DROP FUNCTION lis3_koplasser()")]
