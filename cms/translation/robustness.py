"""Places where wagtail-localize breaks on valid content, mended through its own seams."""


def install() -> None:
    """Make slugs from any script; called once, when the app starts."""
    from wagtail_localize import models as localize_models

    from cms.slugs import ascii_slug

    # wagtail-localize makes a translated slug with Django's `slugify`, which drops every letter that is not
    # Latin: a Ukrainian title leaves nothing. Delete when it transliterates (wagtail-localize, models.py, 1.14).
    localize_models.slugify = ascii_slug
