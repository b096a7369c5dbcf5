from django.db import migrations


class Migration(migrations.Migration):
    """Saved filters move to the ground, where every list keeps them; each keeps its id."""

    dependencies = [
        ('lis3', '0002_koplass'),
        ('saksgang', '0004_lagretfilter'),
    ]

    operations = [
        migrations.RunSQL(
            "INSERT INTO saksgang_lagretfilter (id, bruker_id, liste, navn, sporring) "
            "SELECT id, bruker_id, 'lis3.ko', navn, sporring FROM lis3_kovisning",
            "WITH flyttet AS (DELETE FROM saksgang_lagretfilter WHERE liste = 'lis3.ko' RETURNING id, bruker_id, navn, sporring) "
            "INSERT INTO lis3_kovisning (id, bruker_id, navn, sporring) SELECT id, bruker_id, navn, sporring FROM flyttet",
        ),
        migrations.DeleteModel(name='Kovisning'),
    ]
