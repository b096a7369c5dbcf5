"""A meeting is a case now, one floor up (utvalg.Mote), where utvalg.0002 has put those that were planned here."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("organisasjon", "0006_organer"), ("utvalg", "0002_moter_fra_organisasjon")]
    operations = [
        migrations.RemoveField(model_name="moteevent", name="pgh_obj"),
        migrations.RemoveField(model_name="moteevent", name="organ"),
        migrations.RemoveField(model_name="moteevent", name="pgh_context"),
        migrations.DeleteModel(name="Mote"),
        migrations.DeleteModel(name="MoteEvent"),
    ]
