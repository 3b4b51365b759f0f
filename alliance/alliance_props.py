"""Props of the components that the page is made of."""


def alliance_context(page) -> dict:
    """Return what the template shows beyond the page's own fields."""
    return {}
