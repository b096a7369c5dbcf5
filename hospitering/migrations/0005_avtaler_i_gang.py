from django.db import migrations

DENNE = "(SELECT id FROM django_content_type WHERE app_label = 'hospitering' AND model = 'soknad')"

AVTALER = """
INSERT INTO hospitering_avtale (soknad_id, evaluering_form, slutt_aarsak)
SELECT s.id, '', '' FROM hospitering_soknad s
WHERE s.tilbakemelding_utfall = 'innvilget'
  AND NOT EXISTS (SELECT 1 FROM hospitering_avtale a WHERE a.soknad_id = s.id);
"""

# The last event of its kind is the one that stands: what was decided anew was clarified anew.
AVKLARINGER = f"""
INSERT INTO hospitering_avklaring (soknad_id, punkt, av_id, paa_vegne_av_id, tidspunkt, hvem, hvordan)
SELECT DISTINCT ON (a.soknad_id, p.punkt) a.soknad_id, p.punkt, h.utfort_av_id, h.paa_vegne_av_id, h.tidspunkt, '', ''
FROM hospitering_avtale a
CROSS JOIN (VALUES ('S1-H04', 'send_inn'), ('S1-H05', 'send_inn'), ('S1-H06', 'send_inn'), ('S1-H07', 'send_inn'),
                   ('S1-H08', 'send_inn'), ('S1-H10', 'bekreft_mottatt'), ('S1-H11', 'innvilg_egen')) p(punkt, navn)
JOIN saksgang_hendelse h ON h.sak_type_id = {DENNE} AND h.sak_id = a.soknad_id AND h.navn = p.navn
WHERE NOT EXISTS (SELECT 1 FROM hospitering_avklaring k WHERE k.soknad_id = a.soknad_id AND k.punkt = p.punkt)
ORDER BY a.soknad_id, p.punkt, h.id DESC;
"""  # noqa: S608

# Who may not answer for one side: the applicant, and whoever decided for the other.
INHABILE = """ARRAY(
    SELECT s.soker_id UNION
    SELECT x FROM saksgang_vedtak v CROSS JOIN LATERAL unnest(ARRAY[v.av_id, v.paa_vegne_av_id]) x
    WHERE v.sak_type_id = {denne} AND v.sak_id = s.id AND v.steg <> '{steg}' AND x IS NOT NULL
    ORDER BY 1
)"""

# The host proposes and the employer says how travel is covered, as if the reply had come after this.
OPPGAVER = f"""
INSERT INTO oppgaver_oppgave (id, sak_type_id, sak_id, type, emne, undertekst, person_id, rolletype, virksomhet_id,
                              enhet_id, unntatt, venter_siden, paaminnelser, trinn, aapnet_av_id)
SELECT gen_random_uuid(), {DENNE}, s.id, ny.type, left(s.soker_navn, 160), left(ny.undertekst, 200), ny.person,
       CASE WHEN ny.person IS NULL THEN 'leder' ELSE '' END,
       CASE WHEN ny.person IS NULL THEN e.virksomhet_id END, e.id,
       CASE WHEN ny.person IS NULL THEN ny.unntatt ELSE ARRAY[s.soker_id] END, h.tidspunkt, ARRAY[]::date[], 0, h.id
FROM hospitering_soknad s
JOIN LATERAL (
    SELECT h.id, h.tidspunkt FROM saksgang_hendelse h
    WHERE h.sak_type_id = {DENNE} AND h.sak_id = s.id AND h.navn = 'gi_tilbakemelding' ORDER BY h.id DESC LIMIT 1
) h ON true
JOIN organisasjon_enhet vert ON vert.id = s.hospiteringsenhet_id
LEFT JOIN organisasjon_bruker k ON k.id = s.kontakt_bruker_id AND k.is_active
CROSS JOIN LATERAL (VALUES
    ('hospitering.avtale_forslag', s.arbeidssted, k.id, vert.id, {INHABILE.format(denne=DENNE, steg="vert")}),
    ('hospitering.reise',
     CASE WHEN position(vert.sted IN vert.navn) > 0 THEN vert.navn ELSE vert.navn || ', ' || vert.sted END,
     NULL::uuid, s.egen_enhet_id,
     {INHABILE.format(denne=DENNE, steg="egen")})
) ny(type, undertekst, person, enhet, unntatt)
JOIN organisasjon_enhet e ON e.id = ny.enhet
WHERE s.tilstand = 'avtale_under_arbeid'
  AND NOT EXISTS (SELECT 1 FROM oppgaver_oppgave o WHERE o.sak_type_id = {DENNE} AND o.sak_id = s.id
                  AND o.type = ny.type AND o.lukket IS NULL);
"""  # noqa: S608


class Migration(migrations.Migration):
    """Cases that the host had replied to before there were agreements have one now, and somebody owes the next step."""

    dependencies = [
        ("hospitering", "0004_avtale"),
        ("oppgaver", "0001_initial"),
        ("saksgang", "0004_lagretfilter"),
    ]

    operations = [migrations.RunSQL([AVTALER, AVKLARINGER, OPPGAVER], migrations.RunSQL.noop)]
