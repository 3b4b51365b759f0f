"""What the gallery is made of: groups of components, components with their states, states with their props."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from pprint import pformat
from typing import Any, Final

from django.template.loader import get_template, render_to_string
from django.utils.html import format_html, mark_safe
from django.utils.safestring import SafeString
from django.utils.text import slugify

from cms.styleguide.isolation import isolate
from cms.styleguide.words import Words

#: What of a component's header comment is no prop's name: explanations in brackets, innermost first.
_BRACKETS: Final = re.compile(r"\([^()\[\]{}]*\)|\[[^()\[\]{}]*\]|\{[^()\[\]{}]*\}")
_COMMENT: Final = re.compile(r"\{#\s*(\w+)\.html: (.*?)\s*#\}", re.DOTALL)


@dataclass(frozen=True)
class State:
    """One way in which a component can be seen."""

    title: str
    props: dict[str, Any]


def state(title: str, /, **props: Any) -> State:
    """Return a state; `title` says in English what is to be seen."""
    return State(title, props)


@dataclass(frozen=True)
class Component:
    """A template of `components/` with the states that the gallery shows of it."""

    name: str
    states_of: Callable[[Words], Iterable[State]]
    #: where it stands: wide, text, card, aside or source (no looks of its own: its markup is shown)
    frame: str = "text"
    #: what pages have around it, with {} for the component
    around: str = "{}"

    @property
    def template_name(self) -> str:
        return f"components/{self.name}.html"

    @property
    def comment(self) -> str:
        """The template's header comment without the name of the file."""
        return read_comment(Path(get_template(self.template_name).origin.name))

    @property
    def props(self) -> list[str]:
        """The names of the props that the header comment lists."""
        return named_props(self.comment)

    def states(self, words: Words) -> list[State]:
        return list(self.states_of(words))

    def anchor(self, each: State) -> str:
        """Return the id of a state in the gallery's pages, which links to it and pictures of it are cut by."""
        return f"{self.name}-{slugify(each.title)}"

    def shown(self, words: Words) -> list[dict[str, Any]]:
        """Return its states as the gallery's templates show them, in the active language."""
        return [self._shown(each) for each in self.states(words)]

    def _shown(self, each: State) -> dict[str, Any]:
        anchor = self.anchor(each)
        html = render_to_string(self.template_name, dict(each.props))  # a tag may add to what it is given
        return {
            "title": each.title,
            "anchor": anchor,
            "props": pformat(each.props, width=100, sort_dicts=False) if each.props else "",
            "html": self._in_place(html, anchor),
        }

    def _in_place(self, html: SafeString, anchor: str) -> SafeString:
        if self.frame == "source":
            return format_html('<pre class="styleguide__source" dir="ltr">{}</pre>', html.strip())
        before, after = self.around.split("{}")
        return mark_safe(before + isolate(html, anchor) + after)


@dataclass
class Group:
    """Components that belong together, on one page of the gallery."""

    slug: str
    title: str
    components: list[Component] = field(default_factory=list)

    def component(self, name: str, frame: str = "text", around: str = "{}") -> Callable:
        """Return a decorator: the function below it yields the states of the component in given words."""

        def add(states_of: Callable[[Words], Iterable[State]]) -> Callable:
            self.components.append(Component(name, states_of, frame, around))
            return states_of

        return add


@cache
def read_comment(path: Path) -> str:
    """Return what the header comment of a component's file says. Raises ValueError where it has none."""
    found = _COMMENT.match(path.read_text(encoding="utf-8"))
    if found is None or found[1] != path.stem:
        raise ValueError(f"{path.name} does not begin with a comment of its props: “{{# {path.name}: … #}}”.")
    return found[2]


def named_props(comment: str) -> list[str]:
    """Return the names in the first sentence of a header comment. Raises ValueError where one is no name.

    The sentence lists names, each with an explanation in brackets or none: “text (HTML), level (3), id. Why …”.
    """
    names = comment
    while (fewer := _BRACKETS.sub("", names)) != names:
        names = fewer
    first = names.split(".")[0].strip()
    if first == "no props":
        return []
    found = [name.strip() for name in re.split(r",| or ", first)]
    if wrong := [name for name in found if not name.isidentifier()]:
        raise ValueError(
            f"no name of a prop: {wrong}; put explanations in brackets or into a second sentence"
        )
    return found
