from django.db import migrations, models

from grunnmur.portal.migrering import Samlet


class Migration(migrations.Migration):

    dependencies = [
        ('oppgaver', '0001_initial'),
    ]

    operations = [
        Samlet(
            migrations.RemoveConstraint(
                model_name='oppgave',
                name='oppgave_en_aapen',
            ),
            migrations.AddConstraint(
                model_name='oppgave',
                constraint=models.UniqueConstraint(condition=models.Q(('lukket__isnull', True)), fields=('sak_id', 'type', 'person', 'virksomhet', 'enhet'), name='oppgave_en_aapen', nulls_distinct=False),
            ),
        ),
    ]
