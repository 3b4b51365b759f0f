from django.db import migrations


class Migration(migrations.Migration):
    """The tables of the defences go to an app of their own (`cms.defences`), with all that is in them."""

    dependencies = [
        ('alliance', '0007_defences'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[
                migrations.AlterModelTable('passage', 'defences_passage'),
                migrations.AlterModelTable('turnedaway', 'defences_turnedaway'),
            ],
            state_operations=[
                migrations.DeleteModel('Passage'),
                migrations.DeleteModel('TurnedAway'),
            ],
        ),
    ]
