"""Blocks of one stream that say the same thing twice, told at the later one."""

from collections.abc import Callable, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from wagtail.blocks.stream_block import StreamBlockValidationError
from wagtail.blocks.struct_block import StructBlockValidationError


def repeats(
    stream: Iterable, same: Callable[[Any, Any], bool], field: str, message: Any
) -> StreamBlockValidationError | None:
    """Return an error with `message` at `field` of each block that an earlier one says already; None without.

    `same` tells of two values whether they are one; blocks whose `field` is empty are left out.
    """
    earlier, found = [], {}
    for index, block in enumerate(stream):
        if not block.value.get(field):
            continue
        if any(same(value, block.value) for value in earlier):
            found[index] = StructBlockValidationError(block_errors={field: ValidationError(message)})
        earlier.append(block.value)
    return StreamBlockValidationError(block_errors=found) if found else None


def same_language(first: Any, second: Any) -> bool:
    """Tell whether two values name one language."""
    return first["language"] == second["language"]
