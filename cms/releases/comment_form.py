"""What a reviewer fills in below a preview."""

from django import forms
from django.utils.translation import gettext_lazy as _

from cms.releases.models import MAX_COMMENT, MAX_NAME

#: Why a link takes no more comments.
TOO_MANY = _("This link has left as many comments as it may. Please write to the editors.")
#: Why it takes none just now.
TOO_FAST = _("Those were many comments in one minute. Please wait a moment, then send this one again.")


class CommentForm(forms.Form):
    """A name and a text. What is required is told by the server, in the language of the page."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=MAX_NAME,
        error_messages={"required": _("Give your name.")},
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    text = forms.CharField(
        label=_("Your comment"),
        max_length=MAX_COMMENT,
        help_text=_("Only the editors read it, and whoever has this address."),
        error_messages={"required": _("Write your comment.")},
        widget=forms.Textarea,
    )
