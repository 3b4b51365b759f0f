"""Forms."""

from typing import Any

from django import forms

from cms.styleguide.gallery import Group, state
from cms.styleguide.samples.pieces import rich
from cms.styleguide.words import Words

group = Group("forms", "Forms")


def make_form(words: Words, data: dict[str, Any] | None = None) -> forms.Form:
    """Return a form with a field of each kind; bound where data are given."""
    name, email, message, consent, heard, *ways = words.form
    hint, missing, no_address, unchosen = words.form_help
    required, choose = {"required": missing}, {"required": unchosen}
    choices = [(str(number), way) for number, way in enumerate(ways)]

    class SampleForm(forms.Form):
        name = forms.CharField(help_text=hint, error_messages=required)
        email = forms.EmailField(error_messages={"invalid": no_address, "required": missing})
        phone = forms.CharField(required=False)
        message = forms.CharField(widget=forms.Textarea(attrs={"rows": 4}), required=False)
        country = forms.ChoiceField(choices=[("", "—"), *enumerate(words.places)], error_messages=choose)
        heard = forms.ChoiceField(choices=choices, widget=forms.RadioSelect, error_messages=choose)
        also = forms.MultipleChoiceField(choices=choices, widget=forms.CheckboxSelectMultiple, required=False)
        consent = forms.BooleanField(error_messages=choose)
        document = forms.FileField(required=False)
        long = forms.CharField(required=False)

        def clean(self) -> None:
            if self.data.get("whole"):
                raise forms.ValidationError(words.sentences[2])

    form = SampleForm(data)
    labels = {
        "name": name,
        "email": email,
        "phone": words.labels[1],
        "message": message,
        "country": words.labels[1],
        "heard": heard,
        "also": heard,
        "consent": consent,
        "document": words.actions[1],
        "long": words.long_title,
    }
    for field, label in labels.items():
        form.fields[field].label = label
    form.fields["long"].help_text = words.paragraphs[0]
    return form


def right(words: Words) -> dict[str, Any]:
    """Return data without an error."""
    return {
        "name": words.people[0],
        "email": "marta@example.org",
        "country": "0",
        "heard": "1",
        "consent": "on",
    }


@group.component("error_summary")
def error_summary(words):
    yield state(
        "Three problems", form=make_form(words, right(words) | {"name": "", "email": "marta", "heard": ""})
    )
    yield state("One problem", form=make_form(words, right(words) | {"name": ""}))
    yield state("A problem of the whole form", form=make_form(words, right(words) | {"whole": "1"}))


@group.component("form_field")
def form_field(words):
    empty = make_form(words)
    wrong = make_form(words, {"email": "marta", "name": "", "long": words.long_word})
    filled = make_form(words, right(words) | {"message": words.paragraphs[0], "also": ["0", "2"]})
    yield state("Text with a hint", field=empty["name"])
    yield state("Text, filled in", field=filled["name"])
    yield state("Text with a hint and an error", field=wrong["name"])
    yield state("Email with an error", field=wrong["email"])
    yield state("Optional text", field=empty["phone"])
    yield state("Long text", field=filled["message"])
    yield state("Choice from a list", field=empty["country"])
    yield state("Choice from a list with an error", field=wrong["country"])
    yield state("One of several", field=filled["heard"])
    yield state("One of several with an error", field=wrong["heard"])
    yield state("Some of several", field=filled["also"])
    yield state("Check box", field=filled["consent"])
    yield state("Check box with an error", field=wrong["consent"])
    yield state("File", field=empty["document"])
    yield state("Long words", field=wrong["long"])


@group.component("form_optional")
def form_optional(words):
    form = make_form(words)
    yield state("Optional", field=form["phone"])
    yield state("Required: nothing is shown", field=form["name"])


@group.component("consent")
def consent(words):
    html = rich(words.paragraphs[0])
    yield state("Words and a box", field=make_form(words)["consent"], html=html)
    wrong = make_form(words, {"email": "marta"})
    yield state("Not ticked, in another language", field=wrong["consent"], html=html, lang="lt")


@group.component("steps")
def steps(words):
    titles = words.labels[:2] + words.actions[:2]
    states = ["done", "current", "next", "next"]

    def items(*found):
        return [
            {"title": title, "text": words.labels[0] if its != "next" else "", "state": its}
            for title, its in zip(titles, found, strict=False)
        ]

    yield state("Under way", items=items(*states))
    yield state("At the end", items=items("done", "done", "done", "current"))
    yield state("Two steps", items=items("current", "next"))
