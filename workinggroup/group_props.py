"""Props of the components that the page is made of."""


def group_context(group) -> dict:
    """Return what the template shows beyond the page's own fields."""
    return {}
