"""Members of the alliance and the partnerships between them.

What an organisation is called, its type, country, website and logo stand in its record (cms.Organisation), which is
translated; a member adds what membership is about.
"""

from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models.functions import Coalesce
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alliance.choices import CATEGORIES, MEMBER_STATES, MEMBER_TOPIC_ROLES
from alliance.vocabulary import MEMBER
from cms.lines import MOST_TEXT
from cms.models import Organisation
from cms.models.fields import CodesField, LanguageField, LanguagesField
from cms.topics import topic_codes


class MemberQuerySet(models.QuerySet):
    """Members, and the one definition of what of them the public may see."""

    def visible_to_public(self) -> "MemberQuerySet":
        """Those in the directory: members now, with consent to be shown."""
        return self.filter(state=MEMBER, is_public=True)

    def with_names(self, language: str | None = None) -> "MemberQuerySet":
        """Add `name`: the organisation's in a language (the active one by default), else as it is recorded.

        `name_language` is the language it is in. Ordered by it; no further query a member.
        """
        there = Organisation.objects.filter(
            translation_key=models.OuterRef("organisation__translation_key"),
            locale__language_code=language or get_language(),
        )
        return (
            self.select_related("organisation", "organisation__locale")
            .annotate(
                name=Coalesce(models.Subquery(there.values("name")[:1]), "organisation__name"),
                name_language=Coalesce(
                    models.Subquery(there.values("locale__language_code")[:1]),
                    "organisation__locale__language_code",
                ),
            )
            .order_by("name", "pk")
        )

    def in_country(self, code: str) -> "MemberQuerySet":
        """Those of a country."""
        return self.filter(organisation__country=code)

    def of_type(self, kind: str) -> "MemberQuerySet":
        """Those of a type of organisation."""
        return self.filter(organisation__type=kind)

    def about(self, topic, role: str = "") -> "MemberQuerySet":
        """Those with a topic, by its translation key: any, or only what they offer, need or work on."""
        rows = {"topics__topic": topic} | ({"topics__role": role} if role else {})
        return self.filter(**rows).distinct()


class Member(models.Model):
    """A member of the alliance. Only the verbs of `alliance.membership` change its state."""

    slug = models.SlugField(_("slug"), max_length=200, unique=True)
    organisation = models.OneToOneField(
        Organisation,
        verbose_name=_("organisation"),
        on_delete=models.PROTECT,
        related_name="member",
        help_text=_("Its name, type, country, website and logo stand there; in any language."),
    )
    application = models.OneToOneField(
        "alliance.Application",
        verbose_name=_("application"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="member",
    )
    state = models.CharField(_("state"), max_length=10, choices=MEMBER_STATES, default=MEMBER)
    category = models.CharField(_("category"), max_length=20, choices=CATEGORIES)
    since = models.DateField(_("member since"))
    left_on = models.DateField(_("left on"), null=True, blank=True)
    region = models.CharField(_("region"), max_length=200, blank=True)
    population = models.PositiveIntegerField(_("inhabitants"), null=True, blank=True)
    languages = LanguagesField(_("languages"))
    latitude = models.FloatField(
        _("latitude"), null=True, blank=True, validators=[MinValueValidator(-90), MaxValueValidator(90)]
    )
    longitude = models.FloatField(
        _("longitude"), null=True, blank=True, validators=[MinValueValidator(-180), MaxValueValidator(180)]
    )
    text = models.TextField(_("in its own words"), blank=True, validators=[MaxLengthValidator(MOST_TEXT)])
    text_language = LanguageField(_("language of the text"), blank=True)
    is_public = models.BooleanField(_("shown in the directory"), default=False)
    #: the words it agreed to before it was shown
    publication_consent = models.ForeignKey(
        "alliance.ConsentVersion",
        verbose_name=_("consent to publication"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    published_at = models.DateTimeField(_("shown since"), null=True, blank=True)

    objects = MemberQuerySet.as_manager()

    class Meta:
        verbose_name = _("member")
        verbose_name_plural = _("members")
        ordering = ["slug"]
        indexes = [models.Index(fields=["state", "is_public"], name="member_by_visibility")]

    def __str__(self) -> str:
        return getattr(self, "name", "") or self.organisation.name  # `with_names`

    @property
    def is_shown(self) -> bool:
        """Whether the directory shows it now."""
        return self.state == MEMBER and self.is_public

    def clean(self) -> None:
        super().clean()
        if (self.latitude is None) != (self.longitude is None):
            raise ValidationError({"longitude": _("A place has a latitude and a longitude.")})


class MemberTopic(models.Model):
    """A topic a member works on, offers something on, or needs something on."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="topics")
    #: the translation key of a topic
    topic = models.UUIDField(_("topic"))
    role = models.CharField(_("role"), max_length=10, choices=MEMBER_TOPIC_ROLES)

    class Meta:
        verbose_name = _("topic of a member")
        verbose_name_plural = _("topics of members")
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["member", "topic", "role"], name="member_topic_once")]
        indexes = [models.Index(fields=["topic", "role"], name="member_by_topic")]

    def __str__(self) -> str:
        return f"{self.get_role_display()} {self.topic}"


class PartnershipQuerySet(models.QuerySet):
    """Partnerships, and which of them the public may see."""

    def visible_to_public(self) -> "PartnershipQuerySet":
        """Those between two members that the directory shows."""
        shown = Member.objects.visible_to_public().values("pk")
        return self.filter(first__in=shown, second__in=shown)

    def of(self, member: Member) -> "PartnershipQuerySet":
        """Those of a member, on whichever side."""
        return self.filter(models.Q(first=member) | models.Q(second=member))


class Partnership(models.Model):
    """Two members that work together; both profiles show it."""

    first = models.ForeignKey(
        Member, verbose_name=_("member"), on_delete=models.CASCADE, related_name="partnerships_begun"
    )
    second = models.ForeignKey(
        Member, verbose_name=_("with"), on_delete=models.CASCADE, related_name="partnerships_joined"
    )
    since = models.DateField(_("since"), null=True, blank=True)
    topics = CodesField(_("topics"), codes=topic_codes)
    text = models.TextField(_("good practice"), blank=True, validators=[MaxLengthValidator(MOST_TEXT)])
    text_language = LanguageField(_("language of the text"), blank=True)

    objects = PartnershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("partnership")
        verbose_name_plural = _("partnerships")
        ordering = ["-since", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="partnership_once"),
            models.CheckConstraint(condition=~models.Q(first=models.F("second")), name="partnership_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.first} – {self.second}"

    def clean(self) -> None:
        super().clean()
        if self.first_id and self.first_id == self.second_id:
            raise ValidationError({"second": _("A partnership is between two members.")})
        turned = Partnership.objects.filter(first=self.second_id, second=self.first_id)
        if self.first_id and self.second_id and turned.exists():
            raise ValidationError({"second": _("There is such a partnership already.")})

    def other(self, member: Member) -> Member:
        """Return the partner of one of the two."""
        return self.second if member.pk == self.first_id else self.first
