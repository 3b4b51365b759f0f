from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("search", "0003_reasons_of_unread_documents")]

    operations = [migrations.AlterField("entry", "key", models.CharField(max_length=200))]
