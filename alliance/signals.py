"""Signals call verbs: what the directory shows, and by which rules people join, is part of the content."""

from django.db.models.signals import post_delete, post_save

from alliance import member_search
from alliance.models import ConsentText, JoiningSettings, Member, MembershipRule, MemberTopic, Partnership
from cms.signals import content_changed


def connect() -> None:
    """Raise the content version whenever one of these changes; tell the search of members."""
    for model in (ConsentText, JoiningSettings, Member, MemberTopic, MembershipRule, Partnership):
        post_save.connect(content_changed, sender=model, dispatch_uid=f"alliance.changed.{model.__name__}")
        post_delete.connect(content_changed, sender=model, dispatch_uid=f"alliance.deleted.{model.__name__}")
    member_search.connect()
