"""The tables of the defences came from another app: what stood in them when a site is upgraded stands in them after."""

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from cms.defences.models import Passage, TurnedAway

BEFORE = ("alliance", "0007_defences")


@pytest.mark.django_db(transaction=True)
def test_upgrade_keeps_what_was_counted_and_what_went_through():
    newest = MigrationExecutor(connection).loader.graph.leaf_nodes()
    executor = MigrationExecutor(connection)
    executor.migrate([BEFORE])
    try:
        old = executor.loader.project_state([BEFORE]).apps
        today = timezone.localdate()
        old.get_model("alliance", "TurnedAway").objects.create(day=today, defence="trap", count=7)
        old.get_model("alliance", "Passage").objects.create(key="key", content="said", is_proved=True)
    finally:
        MigrationExecutor(connection).migrate(newest)
    assert TurnedAway.objects.values_list("day", "defence", "count").get() == (today, "trap", 7)
    assert Passage.objects.values_list("key", "content", "form").get() == ("key", "said", "")
    TurnedAway.objects.create(day=today, defence="too_fast")
    assert TurnedAway.objects.count() == 2
