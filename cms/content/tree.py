"""Where pages stand: parents before children, only where their types may stand, in languages that are there."""

from wagtail.models import Page

from cms.content.entries import Entry
from cms.content.references import Reference, References


def in_tree_order(entries: list[Entry], references: References) -> list[Entry]:
    """Return the pages with every parent before its children, else in the order of their files."""
    pages = [entry for entry in entries if entry.is_page]
    by_name = {entry.name: entry for entry in pages}
    ordered: dict[str, Entry] = {}
    for page in pages:
        chain: list[Entry] = []
        while page is not None and page.name not in ordered and page not in chain:
            chain.append(page)
            page = by_name.get(page.parent) if page.parent else None
        if page is not None and page in chain:
            references.problems.add(page.place / "parent", "The page stands below itself.")
        for entry in reversed(chain):
            ordered.setdefault(entry.name, entry)
    return list(ordered.values())


def check_tree(pages: list[Entry], references: References) -> None:
    """Note every page that may not stand where it does."""
    siblings: dict[tuple, Entry] = {}
    for entry in pages:
        _check_parent(entry, references)
        if entry.model.max_count_per_parent == 1:
            first = siblings.setdefault((entry.parent, entry.model), entry)
            if first is not entry:
                references.problems.add(
                    entry.place / "type",
                    f"“{entry.parent}” has a {entry.model._meta.verbose_name} already: “{first.name}”.",
                )


def _check_parent(entry: Entry, references: References) -> None:
    problems, place = references.problems, entry.place
    parent_model: type[Page] = Page
    if entry.parent:
        reference = Reference("page", entry.parent)
        if not references.check(reference, place / "parent"):
            return
        parent = references.find("page", entry.parent)
        parent_model = parent.model
        for language in sorted(entry.languages - parent.languages):
            where = place / "source" if language == entry.source else place / "translations" / language
            problems.add(where, f"Its parent “{entry.parent}” does not exist in the language “{language}”.")
    allowed = (
        entry.model in parent_model.allowed_subpage_models()
        and parent_model in entry.model.allowed_parent_page_models()
    )
    if not allowed:
        over = f"below a {parent_model._meta.label}" if entry.parent else "at the top, without a parent"
        problems.add(place / "parent", f"A {entry.model._meta.label} may not stand {over}.")
