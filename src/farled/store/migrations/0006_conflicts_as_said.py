from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("store", "0005_own_agendas"),
    ]

    operations = [
        migrations.AddField(
            model_name="goalconflict",
            name="as_said",
            field=models.JSONField(default=dict),
        ),
    ]
