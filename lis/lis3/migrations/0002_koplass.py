"""The queue's rank as a view: computed when asked, over the whole queue, from what is recorded."""

from django.db import migrations

KOPLASS = """
CREATE VIEW lis3_koplass AS
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
SELECT innmelding_id, ansiennitetsdato, fratrekk, COALESCE(i_omraadet, false) AS i_omraadet, har_forrang,
       CASE WHEN rangeres THEN nr::int END AS rang,
       CASE WHEN rangeres THEN nr::int ELSE 1000000 END AS plassering,
       CASE WHEN rangeres THEN paa_rangen::int ELSE 0 END AS deler_rang,
       CASE WHEN rangeres THEN paa_dagen::int ELSE 0 END AS lik_ansiennitet,
       rangeres AND paa_dagen > 1 AND noen_uten AS uavgjort
FROM rangert
"""


class Migration(migrations.Migration):
    dependencies = [("lis3", "0001_initial"), ("organisasjon", "0003_enhet_versjon"), ("lege", "0001_initial")]
    operations = [migrations.RunSQL(KOPLASS, "DROP VIEW lis3_koplass")]
