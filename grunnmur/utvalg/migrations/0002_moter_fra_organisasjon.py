"""Meetings become cases: what was planned before moves here, with the number it would have got."""

from django.db import migrations

FLYTT = """
WITH gamle AS (
    SELECT m.*, extract(year FROM m.start AT TIME ZONE 'Europe/Oslo')::int AS aar FROM organisasjon_mote m
), nummerert AS (
    SELECT g.*, row_number() OVER (PARTITION BY g.aar ORDER BY g.start, g.id) AS nr FROM gamle g
)
INSERT INTO utvalg_mote (id, saksnummer, tilstand, versjon, opprettet, endret, organ_id, form, start, slutt, sted, lenke,
                         sakslistefrist, godkjenning)
SELECT id, 'U-' || aar || '-' || lpad(nr::text, 4, '0'), 'planlagt', 1, now(), now(), organ_id,
       CASE sted WHEN '' THEN 'digital' ELSE 'fysisk' END, start, slutt, sted, '', sakslistefrist, 'leder'
FROM nummerert;
INSERT INTO saksgang_saksteller (prefiks, aar, siste)
SELECT 'U', extract(year FROM m.start AT TIME ZONE 'Europe/Oslo')::int, count(*) FROM organisasjon_mote m GROUP BY 2;
"""


class Migration(migrations.Migration):
    dependencies = [("utvalg", "0001_initial"), ("organisasjon", "0006_organer"), ("saksgang", "0001_initial")]
    operations = [migrations.RunSQL(FLYTT, "DELETE FROM saksgang_saksteller WHERE prefiks = 'U'")]
