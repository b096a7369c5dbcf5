from django.db import migrations, models

from grunnmur.portal.migrering import Samlet


class Migration(migrations.Migration):

    dependencies = [
        ('oppgaver', '0002_en_aapen_per_part'),
    ]

    operations = [
        migrations.AddField(
            model_name='oppgave',
            name='del_id',
            field=models.UUIDField(blank=True, editable=False, null=True),
        ),
        Samlet(
            migrations.RemoveConstraint(
                model_name='oppgave',
                name='oppgave_en_aapen',
            ),
            migrations.AddConstraint(
                model_name='oppgave',
                constraint=models.UniqueConstraint(condition=models.Q(('lukket__isnull', True)), fields=('sak_id', 'type', 'person', 'virksomhet', 'enhet', 'del_id'), name='oppgave_en_aapen', nulls_distinct=False),
            ),
        ),
    ]
