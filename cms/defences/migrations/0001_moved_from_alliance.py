import django.utils.timezone
from django.db import migrations, models

DEFENCES = [
    ('trap', 'Filled in the field that people do not see'),
    ('too_fast', 'Sent at once, or without the form having been opened'),
    ('unproved', 'Without proof of work, and too many of that kind'),
    ('bad_proof', 'Proof of work wrong or too old'),
    ('used_proof', 'Proof of work used before'),
    ('mails', 'Mail not sent: too many to one address, from one network or in all'),
]


class Migration(migrations.Migration):
    """The tables were renamed by the app that they come from; here their models begin."""

    initial = True

    dependencies = [
        ('alliance', '0008_defences_moved'),
    ]

    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name='Passage',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('key', models.CharField(max_length=64, unique=True)),
                        ('content', models.CharField(max_length=64)),
                        ('is_proved', models.BooleanField()),
                        ('network', models.CharField(blank=True, max_length=40)),
                        ('at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                    ],
                    options={
                        'verbose_name': 'form let through',
                        'verbose_name_plural': 'forms let through',
                        'ordering': ['pk'],
                    },
                ),
                migrations.CreateModel(
                    name='TurnedAway',
                    fields=[
                        ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                        ('day', models.DateField()),
                        ('defence', models.CharField(choices=DEFENCES, max_length=10)),
                        ('count', models.PositiveIntegerField(default=0)),
                    ],
                    options={
                        'verbose_name': 'number of forms turned away',
                        'verbose_name_plural': 'numbers of forms turned away',
                        'ordering': ['-day', 'defence'],
                        'constraints': [models.UniqueConstraint(fields=('day', 'defence'), name='alliance_turned_away_once_a_day')],
                    },
                ),
            ],
        ),
        migrations.RemoveConstraint('TurnedAway', 'alliance_turned_away_once_a_day'),
        migrations.AddConstraint(
            'TurnedAway',
            models.UniqueConstraint(fields=('day', 'defence'), name='turned_away_once_a_day'),
        ),
        migrations.AddField('Passage', 'form', models.CharField(default='', max_length=40)),
    ]
