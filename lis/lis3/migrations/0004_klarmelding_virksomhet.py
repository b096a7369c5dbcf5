import django.db.models.deletion
from django.db import migrations, models

from grunnmur.portal.migrering import Samlet

# What an ALIS office has reported belongs to the office whose role the person held that day, else to the latest held.
# Where there is none, no office sees it until one reports the doctor again.
FYLL_UT = """
UPDATE lis3_klarmelding k SET virksomhet_id = (
    SELECT r.virksomhet_id FROM organisasjon_rolle r
    WHERE r.bruker_id = k.meldt_av_id AND r.type = 'alis_kontor'
    ORDER BY (k.tidspunkt::date BETWEEN r.gyldig_fra AND COALESCE(r.gyldig_til, 'infinity'::date)) DESC, r.gyldig_fra DESC
    LIMIT 1
) WHERE k.rolle = 'alis_kontor'
"""


class Migration(migrations.Migration):

    dependencies = [
        ('lis3', '0003_lagretfilter'),
        ('organisasjon', '0005_uten_stedlig_eksempel'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='klarmelding',
            name='klarmelding_en_per_rolle',
        ),
        migrations.AddField(
            model_name='klarmelding',
            name='virksomhet',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='organisasjon.virksomhet'),
        ),
        migrations.RunSQL(FYLL_UT, migrations.RunSQL.noop),
        Samlet(
            migrations.AddConstraint(
                model_name='klarmelding',
                constraint=models.UniqueConstraint(fields=('innmelding', 'rolle', 'virksomhet'), name='klarmelding_en_per_rolle', nulls_distinct=False),
            ),
            migrations.AddConstraint(
                model_name='klarmelding',
                constraint=models.CheckConstraint(condition=models.Q(('virksomhet__isnull', True), ('rolle', 'alis_kontor'), _connector='OR'), name='klarmelding_kontoret_er_alis'),
            ),
        ),
    ]
