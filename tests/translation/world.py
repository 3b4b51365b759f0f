"""A site in four languages with something of each kind in it, and what nobody else may read in each language."""

import datetime as dt
import uuid
from dataclasses import dataclass, field

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Locale,
    Page,
    Site,
    UploadedFile,
    Workflow,
    WorkflowTask,
)
from wagtail_localize.models import StringTranslation, Translation
from wagtail_localize.operations import translate_object

from alliance.models import Application, ApplicationFile, Member, Partnership, Webhook
from cms.mail.mail_kinds import PASSWORD
from cms.mail.models import Message
from cms.mail.outbox import queue
from cms.models import Organisation, SiteTexts
from cms.releases.models import ReleaseMember, ReleaseSet
from cms.users.roles import EDITORS, REVIEWERS, ensure_roles, translators
from home.models import BarrierReport, StandardPage
from tests.factories import make_document, make_image, make_page, make_site
from tests.filling import World as Things
from tests.translation.outsiders import outsiders

LANGUAGES = ("en", "lt", "lv", "uk")
#: A language of the site that nothing is translated into.
NEW_LANGUAGE = "pl"
ROLES = (
    "anonymous",
    "entrant",
    "reviewer",
    "translator-lt",
    "translator-lv",
    "translator-uk",
    "editor",
    "admin",
)


def secrets_of(language: str) -> tuple[str, ...]:
    """Return what only those may read who may edit in a language."""
    return tuple(f"{kind} {language}" for kind in ("secretdraft", "secrethidden", "secretrecord"))


@dataclass
class Built:
    """The site's things, each by language, and a user for each role."""

    users: dict[str, object] = field(default_factory=dict)
    locales: dict[str, Locale] = field(default_factory=dict)
    homes: dict[str, Page] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    hidden: dict[str, Page] = field(default_factory=dict)
    states: dict[str, object] = field(default_factory=dict)
    records: dict[tuple[str, str], object] = field(default_factory=dict)
    translations: dict[str, Translation] = field(default_factory=dict)
    record_translations: dict[tuple[str, str], Translation] = field(default_factory=dict)
    other: dict[str, int] = field(default_factory=dict)
    _values: dict[str, dict] = field(default_factory=dict)

    def values(self, language: str) -> dict[str, object]:
        """Return what stands in addresses for a language, by the parameter's name."""
        if language not in self._values:
            page, state = self.pages[language], self.states[language]
            translation = self.translations.get(language) or self.translations["lt"]
            self._values[language] = {
                "destination_id": self.homes[language].pk,
                "revision_id": page.latest_revision_id,
                "a": page.revisions.order_by("pk").first().pk,
                "b": page.latest_revision_id,
                "task_state_id": state.current_task_state_id,
                "workflow_state_id": state.pk,
                "workflow_pk": self.other["workflow"],
                "task_id": self.other["task"],
                "action": "unpublish",
                "content_type_app_name": "home",
                "content_type_model_name": "standardpage",
                "translation_source_id": translation.source_id,
                "translation_id": translation.pk,
                "string_segment_id": translation.source.stringsegment_set.get(context__path="title").pk,
                "overridable_segment_id": translation.source.overridablesegment_set.get().pk,
                "mode": "print",
                "session_id": self.other["session"],
                "document_id": self.other["document"],
                "doc_id": self.other["document"],
                "image_id": self.other["image"],
                "filter_spec": "width-20",
                "redirect_id": self.other["redirect"],
                "query_id": self.other["promoted words"],
                "collection_id": self.other["collection"],
                "uidb64": "MQ",
                "token": "x",
            }
        return self._values[language]


def build(record_models: list[type]) -> Built:
    """Make the site: a published page with a draft, a page never published and a record of each kind."""
    built = Built()
    home = make_site(*LANGUAGES)
    Locale.objects.create(language_code=NEW_LANGUAGE)
    built.locales = {code: Locale.objects.get(language_code=code) for code in LANGUAGES}
    built.homes = {code: home.get_translation_or_none(locale) for code, locale in built.locales.items()} | {
        "en": home
    }
    _users(built)
    _pages(built)
    _records(built, record_models)
    _others(built)
    return built


def _users(built: Built) -> None:
    ensure_roles()
    create = get_user_model().objects.create_user
    groups = {"reviewer": REVIEWERS, "editor": EDITORS}
    groups |= {f"translator-{code}": translators(code) for code in LANGUAGES[1:]}
    for role, name in groups.items():
        built.users[role] = create(role)
        built.users[role].groups.add(Group.objects.get(name=name))
    built.users["entrant"] = create("entrant")
    built.users["entrant"].user_permissions.add(Permission.objects.get(codename="access_admin"))
    built.users["admin"] = get_user_model().objects.create_superuser("admin")


def _pages(built: Built) -> None:
    page = make_page(
        StandardPage, built.homes["en"], title="Open en", image=make_image(), image_alt="A blue field."
    )
    translate_object(page, [built.locales[code] for code in LANGUAGES[1:]])
    workflow = Workflow.objects.create(name="Moderation")
    task = GroupApprovalTask.objects.create(name="Look")
    WorkflowTask.objects.create(workflow=workflow, task=task)
    built.other |= {"workflow": workflow.pk, "task": task.pk}
    for code in LANGUAGES[1:]:
        translation = Translation.objects.get(
            source__object_id=page.translation_key, target_locale=built.locales[code]
        )
        translate(translation, {"title": f"Open {code}", "slug": f"open-{code}"})
        translation.save_target(publish=False)
        translation.get_target_instance().get_latest_revision().publish()
        translate(translation, {"title": f"secretdraft {code}"})
        built.translations[code] = translation
        built.pages[code] = translation.get_target_instance()
    page.title = "secretdraft en"
    page.save_revision()
    built.pages["en"] = StandardPage.objects.get(pk=page.pk)
    for code, above in built.homes.items():
        hidden = make_page(
            StandardPage,
            above,
            title=f"secrethidden {code}",
            live=False,
            translation_key=built.hidden["en"].translation_key if built.hidden else uuid.uuid4(),
        )
        hidden.save_revision()
        built.states[code] = workflow.start(hidden, built.users["admin"])
        built.hidden[code] = StandardPage.objects.get(pk=hidden.pk)


def _records(built: Built, models: list[type]) -> None:
    things = Things(1)
    for model in models:
        name = model._meta.model_name
        record = SiteTexts.objects.get() if model is SiteTexts else things.make(model)
        built.records[name, "en"] = record
        translate_object(record, [built.locales[code] for code in LANGUAGES[1:]])
        for code in LANGUAGES[1:]:
            translation = Translation.objects.get(
                source__object_id=record.translation_key, target_locale=built.locales[code]
            )
            first = translation.source.stringsegment_set.order_by("order").first()
            translate(translation, {first.context.path: f"secretrecord {code}"})
            built.records[name, code] = translation.get_target_instance()
            built.record_translations[name, code] = translation


def translate(translation: Translation, texts: dict[str, str]) -> None:
    """Write translations of texts by path, as the editor does."""
    for path, text in texts.items():
        segment = translation.source.stringsegment_set.get(context__path=path)
        StringTranslation.objects.update_or_create(
            translation_of=segment.string,
            context=segment.context,
            locale=translation.target_locale,
            defaults={"data": text, "translation_type": "manual"},
        )


def _others(built: Built) -> None:
    admin = built.users["admin"]
    page_type = ContentType.objects.get_for_model(StandardPage)
    session = EditingSession.objects.create(
        user=admin, content_type=page_type, object_id=str(built.pages["en"].pk), last_seen_at=timezone.now()
    )
    built.other |= {
        "image": make_image().pk,
        "document": make_document().pk,
        "uploaded image": UploadedFile.objects.create(
            uploaded_by_user=admin, for_content_type=_type("image"), file=ContentFile(b"x", "x.png")
        ).pk,
        "uploaded document": UploadedFile.objects.create(
            uploaded_by_user=admin, for_content_type=_type("document"), file=ContentFile(b"x", "x.pdf")
        ).pk,
        "collection": Collection.get_first_root_node().add_child(instance=Collection(name="Files")).pk,
        "redirect": Redirect.objects.create(old_path="/old", redirect_link="/en/").pk,
        "promoted words": _promotion().query_id,
        "site": Site.objects.get().pk,
        "user": built.users["entrant"].pk,
        "group": Group.objects.get(name=REVIEWERS).pk,
        "session": session.pk,
        "release": _release(built).pk,
        "mail": _mail().pk,
        "barrier report": BarrierReport.objects.create(message="secretreport", language="en").pk,
        "webhook": Webhook.objects.create(name="Register", url="https://register.example.org/").pk,
        **_joining(built),
        **outsiders(),
    }


def _joining(built: Built) -> dict[str, int]:
    """Make an application with a file, and two members with a partnership."""
    application = Application.objects.create(
        organisation_name="secretapplication",
        organisation_type="municipality",
        country="LV",
        language="lv",
        state="screening",
        email="ona@example.org",
        email_normalised="ona@example.org",
        confirmed_at=timezone.now(),
    )
    file = ApplicationFile.objects.create(
        application=application, file=ContentFile(b"%PDF-1.7", "x.pdf"), name="x.pdf", size=8
    )
    members = [
        Member.objects.create(
            slug=name.lower(),
            organisation=Organisation.objects.create(locale=built.locales["en"], name=name),
            category="full",
            since=dt.date(2030, 1, 1),
        )
        for name in ("First", "Second")
    ]
    partnership = Partnership.objects.create(first=members[0], second=members[1])
    return {
        "application": application.pk,
        "file of an application": file.pk,
        "member": members[0].pk,
        "partnership": partnership.pk,
    }


def _promotion() -> SearchPromotion:
    link = {"external_link_url": "https://example.org/", "external_link_text": "There"}
    return SearchPromotion.objects.create(query=Query.get("fees"), **link)


def _mail() -> Message:
    """Make a mail that waits."""
    values = {"site": "Tiltas", "user": "ona", "link": "/secretlink/"}
    return queue(PASSWORD, to="ona@example.org", language="en", key="mail", values=values)


def _release(built: Built) -> ReleaseSet:
    """Make a release that holds everything nobody has published."""
    release = ReleaseSet.objects.create(title="Release")
    members = [ReleaseMember(release_set=release, page=page) for page in built.hidden.values()]
    ReleaseMember.objects.bulk_create(members)
    return release


def _type(kind: str) -> ContentType:
    return ContentType.objects.get(app_label="cms", model=f"custom{kind}")
