"""The index's own words, asked by their beginnings."""

from django.db.models import Q, QuerySet

from search.models import Term


def terms(language: str) -> QuerySet[Term]:
    """Return the words that stand somewhere in a language."""
    return Term.objects.filter(language=language, entries__gt=0)


def begins(name: str, beginning: str) -> Q:
    """Return the condition that a column of small letters and digits begins so, as an index answers it.

    What follows the last word that begins so is made of letters and digits too: where other signs stand is told by
    each database's own order.
    """
    condition = Q(**{f"{name}__gte": beginning})
    rest = beginning.rstrip("z")
    if rest:
        following = "a" if rest[-1] == "9" else chr(ord(rest[-1]) + 1)
        condition &= Q(**{f"{name}__lt": rest[:-1] + following})
    return condition
