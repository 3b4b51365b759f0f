import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ("cms_releases", "0001_release_sets"),
        migrations.swappable_dependency(settings.WAGTAIL_PAGE_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="releasemember",
            name="language",
            field=models.CharField(blank=True, default="", editable=False, max_length=20),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="releasemember",
            name="title",
            field=models.CharField(blank=True, default="", editable=False, max_length=255),
            preserve_default=False,
        ),
        migrations.AlterField(
            model_name="releasemember",
            name="page",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.WAGTAIL_PAGE_MODEL,
            ),
        ),
        migrations.AlterField(
            model_name="releaseentry",
            name="what",
            field=models.CharField(
                choices=[
                    ("create", "Made"),
                    ("change", "Changed"),
                    ("add", "Pages added"),
                    ("remove", "Page taken out"),
                    ("gone", "Page deleted"),
                    ("plan", "Planned"),
                    ("cancel", "Cancelled"),
                    ("release", "Released"),
                    ("block", "Held back"),
                    ("link", "Preview link made"),
                    ("revoke", "Preview link revoked"),
                    ("comment", "Comment received"),
                    ("resolve", "Comment done"),
                ],
                max_length=20,
            ),
        ),
    ]
