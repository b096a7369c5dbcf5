from django.db import migrations


class Migration(migrations.Migration):
    """Saved filters move to the ground, where every list keeps them; each keeps its id."""

    dependencies = [
        ('hospitering', '0002_papir_dato'),
        ('saksgang', '0004_lagretfilter'),
    ]

    operations = [
        migrations.RunSQL(
            "INSERT INTO saksgang_lagretfilter (id, bruker_id, liste, navn, sporring) "
            "SELECT id, bruker_id, 'hospitering', navn, sporring FROM hospitering_lagretfilter",
            "WITH flyttet AS (DELETE FROM saksgang_lagretfilter WHERE liste = 'hospitering' RETURNING id, bruker_id, navn, sporring) "
            "INSERT INTO hospitering_lagretfilter (id, bruker_id, navn, sporring) SELECT id, bruker_id, navn, sporring FROM flyttet",
        ),
        migrations.DeleteModel(name='Lagretfilter'),
    ]
