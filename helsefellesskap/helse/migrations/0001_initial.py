from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Hjerteslag',
            fields=[
                ('navn', models.CharField(max_length=40, primary_key=True, serialize=False)),
                ('sist', models.DateTimeField()),
            ],
            options={
                'verbose_name_plural': 'hjerteslag',
            },
        ),
    ]
