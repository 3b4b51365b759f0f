"""The pages of the alliance, and what joining it leaves: applications, members, and what they refer to."""

from alliance.models.application_parts import ApplicationEvent, ApplicationFile, ApplicationTopic
from alliance.models.applications import Application
from alliance.models.columns import ListColumns
from alliance.models.consent import ConsentText, ConsentVersion
from alliance.models.joining import JoiningSettings
from alliance.models.links import ActionLink, Draft, ErasedAddress
from alliance.models.members import Member, MemberTopic, Partnership
from alliance.models.pages import AlliancePage, JoinPage
from alliance.models.rules import MembershipRule
from alliance.models.webhooks import Webhook, WebhookAttempt, WebhookDelivery

__all__ = [
    "ActionLink",
    "AlliancePage",
    "Application",
    "ApplicationEvent",
    "ApplicationFile",
    "ApplicationTopic",
    "ConsentText",
    "ConsentVersion",
    "Draft",
    "ErasedAddress",
    "JoinPage",
    "JoiningSettings",
    "ListColumns",
    "Member",
    "MemberTopic",
    "MembershipRule",
    "Partnership",
    "Webhook",
    "WebhookAttempt",
    "WebhookDelivery",
]
