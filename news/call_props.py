"""Props of the components that the page is made of."""


def call_context(call, closing_days) -> dict:
    """Return what the template shows beyond the page's own fields."""
    return {}
