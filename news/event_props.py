"""Props of the components that the page is made of."""


def event_context(event) -> dict:
    """Return what the template shows beyond the page's own fields."""
    return {}
