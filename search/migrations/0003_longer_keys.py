from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0002_words")]

    operations = [migrations.AlterField("entry", "key", models.CharField(max_length=200))]
