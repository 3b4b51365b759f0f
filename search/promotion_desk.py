"""Wagtail's screens of promoted results, with what they lack: the language of a link, and words instead of letters."""

from typing import Any

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.search_promotions import views
from wagtail.contrib.search_promotions.forms import (
    QueryForm,
    SearchPromotionForm,
    SearchPromotionsFormSet,
)
from wagtail.models import Locale

from search.analysis import fold
from search.models import LinkLanguage
from search.questions import LONGEST


class WordsForm(QueryForm):
    """What somebody must look for."""

    query_string = forms.CharField(
        label=_("Words"),
        max_length=LONGEST,
        help_text=_(
            "Whoever looks for these words, in whatever form and order, is shown what you recommend: “city council” is "
            "also for “councils of cities”. For other words make another recommendation."
        ),
    )

    def clean_query_string(self) -> str:
        """Return words in which there is something to look for."""
        words = self.cleaned_data["query_string"]
        if not any(fold(word, "") for word in words.split()):
            raise forms.ValidationError(_("Write at least one word of letters or digits."))
        return words


class RecommendationForm(SearchPromotionForm):
    """A page or a link; a link has a language."""

    language = forms.ChoiceField(
        label=_("Language of the link"),
        help_text=_("A page is recommended in its own language."),
        required=False,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        own = LinkLanguage.objects.filter(promotion=self.instance).first() if self.instance.pk else None
        self.fields["language"].initial = own.language if own else ""
        self.fields["language"].choices = [
            ("", _("All languages")),
            *((each.language_code, each.get_display_name()) for each in Locale.objects.all()),
        ]
        self.fields["external_link_text"].label = _("Text of the link")

    def save(self, commit: bool = True) -> Any:
        promotion = super().save(commit)
        language = self.cleaned_data.get("language")
        if language and not promotion.page_id:
            LinkLanguage.objects.update_or_create(promotion=promotion, defaults={"language": language})
        else:
            LinkLanguage.objects.filter(promotion=promotion).delete()
        return promotion


class Recommendations(SearchPromotionsFormSet):
    """All that is recommended for some words."""

    form = RecommendationForm


class _Desk:
    form_class = WordsForm

    @cached_property
    def searchpicks_formset(self) -> Recommendations:
        data = self.request.POST if self.request.method == "POST" else None
        return Recommendations(data, instance=self.object)


class Index(views.IndexView):
    """The words for which something is recommended."""

    columns = views.IndexView.columns[:2]  # what people look for is counted elsewhere (search.log)

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().select_related(None)


class Create(_Desk, views.CreateView):
    """Recommend something; `words` in the address are those that a report has told of."""

    template_name = "search/admin/promotion.html"

    def get_initial(self) -> dict[str, Any]:
        return {"query_string": self.request.GET.get("words", "")[:LONGEST]}


class Edit(_Desk, views.EditView):
    """Change what is recommended."""

    template_name = "search/admin/promotion.html"
