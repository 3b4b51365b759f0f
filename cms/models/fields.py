"""Model fields for facts that Django has no field for."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from cms.choices import country_choices, language_choices, timezone_choices


class CodesField(models.JSONField):
    """An ordered list of codes from a vocabulary, as `["en", "uk"]`; each code at most once.

    `codes` is a list of pairs or a callable that returns one. Raises `ValidationError` for an unknown code,
    for a code that stands twice and for anything that is no list.
    """

    def __init__(self, *args, codes: Callable | list | None = None, **kwargs):
        self.codes = codes if codes is not None else []
        kwargs.setdefault("default", list)
        kwargs.setdefault("blank", True)
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, kwargs  # the vocabulary is no part of the schema

    def get_codes(self) -> list[tuple[str, str]]:
        """Return the vocabulary as (code, label) pairs."""
        return list(self.codes() if callable(self.codes) else self.codes)

    def labels(self, codes: list[str]) -> list[str]:
        """Return the labels of `codes`, in the active language."""
        names = dict(self.get_codes())
        return [str(names.get(code, code)) for code in codes or []]

    def validate(self, value, model_instance):
        super().validate(value, model_instance)
        if not isinstance(value, list):
            raise ValidationError(_("Give a list of codes."), code="not_a_list")
        known = dict(self.get_codes())
        for code in value:
            if code not in known:
                raise ValidationError(
                    _("“%(code)s” is not known here."), code="unknown", params={"code": code}
                )
            if value.count(code) > 1:
                raise ValidationError(
                    _("“%(code)s” stands twice."), code="duplicate", params={"code": known[code]}
                )

    def formfield(self, **kwargs):
        return _CodesFormField(
            choices=self.get_codes,
            required=not self.blank,
            label=kwargs.get("label", capfirst(self.verbose_name)),
            help_text=self.help_text,
            widget=forms.CheckboxSelectMultiple,
        )


class _CodesFormField(forms.MultipleChoiceField):
    """Check boxes whose value is a list; an unchanged list counts as unchanged."""

    def has_changed(self, initial, data):
        return list(initial or []) != list(data or [])


class LanguagesField(CodesField):
    """An ordered list of language codes (ISO 639-1)."""

    def __init__(self, *args, **kwargs):
        kwargs["codes"] = language_choices
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("codes", None)
        return name, path, args, kwargs


class CountriesField(CodesField):
    """An ordered list of country codes (ISO 3166-1 alpha-2)."""

    def __init__(self, *args, **kwargs):
        kwargs["codes"] = country_choices
        super().__init__(*args, **kwargs)

    def deconstruct(self):
        name, path, args, kwargs = super().deconstruct()
        kwargs.pop("codes", None)
        return name, path, args, kwargs


class LanguageField(models.CharField):
    """One language code (ISO 639-1)."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 12)
        kwargs["choices"] = language_choices
        super().__init__(*args, **kwargs)


class CountryField(models.CharField):
    """One country code (ISO 3166-1 alpha-2)."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 2)
        kwargs["choices"] = country_choices
        super().__init__(*args, **kwargs)


class TimeZoneField(models.CharField):
    """One time zone by its IANA name, as `Europe/Vilnius`; an unknown name is refused."""

    def __init__(self, *args, **kwargs):
        kwargs.setdefault("max_length", 64)
        kwargs["choices"] = timezone_choices
        super().__init__(*args, **kwargs)
