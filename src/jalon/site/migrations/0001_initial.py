"""The table of sealed answers."""

from django.db import migrations, models


class Migration(migrations.Migration):
    initial = True

    dependencies = []

    operations = [
        migrations.CreateModel(
            name="Sealed",
            fields=[
                ("id", models.CharField(max_length=64, primary_key=True, serialize=False)),
                ("content", models.BinaryField()),
                ("expires_at", models.DateTimeField(db_index=True)),
            ],
        ),
    ]
