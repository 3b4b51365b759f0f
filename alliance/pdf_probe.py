"""Looks into a PDF and says what is wrong with it. Runs in a process of its own (`cms.apart`).

It prints one of the codes of `alliance.pdf_checks.MESSAGES`, or “ok”. Nothing of Tiltas is imported, so that it starts
at once.
"""

import sys
import zlib

#: What the process may take.
MEMORY = 600 * 1024 * 1024
SECONDS = 10
#: How many bytes all streams may have when they are unpacked, and how many objects there may be.
MOST_UNPACKED = 200 * 1024 * 1024
MOST_OBJECTS = 200_000
MOST_DEPTH = 60

#: Actions that run something, open something else or send something (ISO 32000-2, 12.6.4).
ACTIVE = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Movie", "/Sound", "/GoToE",
          "/RichMediaExecute", "/GoTo3DView"}  # fmt: skip
ACTIVE_ANNOTATIONS = {"/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"}
FLATE = {"/FlateDecode", "/Fl"}


class FoundError(Exception):
    """What is wrong with the file."""


def probe(path: str) -> str:
    """Return what is wrong with a file, or “ok”."""
    import pikepdf

    try:
        with pikepdf.open(path, suppress_warnings=True) as pdf:
            if pdf.is_encrypted:
                return "encrypted"
            if not len(pdf.pages):
                return "broken"
            if len(pdf.objects) > MOST_OBJECTS:
                return "bomb"
            look_through(pdf)
    except FoundError as found:
        return str(found)
    except pikepdf.PasswordError:
        return "encrypted"
    except MemoryError:
        return "bomb"
    except (pikepdf.PdfError, ValueError, TypeError, RuntimeError, KeyError):
        return "broken"
    return "ok"


def look_through(pdf) -> None:
    """Raise `FoundError` for the first thing that must not be in the file."""
    import pikepdf

    unpacked = 0
    for thing in pdf.objects:
        if isinstance(thing, pikepdf.Stream):
            look_into(thing.stream_dict, 0)
            unpacked += size_of(thing, MOST_UNPACKED - unpacked)
        else:
            look_into(thing, 0)


def look_into(thing, depth: int) -> None:
    """Look at a thing and at what is in it; what it refers to is looked at by itself."""
    import pikepdf

    if depth > MOST_DEPTH:
        raise FoundError("broken")
    if isinstance(thing, pikepdf.Dictionary):
        look_at(thing)
        for _name, value in thing.items():
            inside(value, depth)
    elif isinstance(thing, pikepdf.Array):
        for value in thing:
            inside(value, depth)


def inside(value, depth: int) -> None:
    import pikepdf

    if isinstance(value, pikepdf.Dictionary | pikepdf.Array) and not value.is_indirect:
        look_into(value, depth + 1)


def look_at(entries) -> None:
    """Raise `FoundError` for a dictionary that is or holds something active or a file."""
    names = set(entries.keys())
    if names & {"/JS", "/JavaScript", "/XFA"} or name_at(entries, "/S") in ACTIVE:
        raise FoundError("active")
    if name_at(entries, "/Subtype") in ACTIVE_ANNOTATIONS:
        raise FoundError("active")
    if names & {"/EmbeddedFiles", "/EF"} or name_at(entries, "/Subtype") == "/FileAttachment":
        raise FoundError("embedded")


def name_at(entries, key: str) -> str:
    import pikepdf

    value = entries.get(key)
    return str(value) if isinstance(value, pikepdf.Name) else ""


def size_of(stream, left: int) -> int:
    """Return how many bytes a stream has when it is unpacked; raise `FoundError` where that is more than `left`."""
    filters = stream.stream_dict.get("/Filter")
    names = [filters] if filters is None or is_name(filters) else list(filters)
    chunks = iter([stream.read_raw_bytes()])
    for name in names:
        if str(name) not in FLATE:
            break  # pictures and the like: whoever shows them has limits of its own
        chunks = inflated(chunks)
    size = 0
    try:
        for chunk in chunks:
            size += len(chunk)
            if size > left:
                raise FoundError("bomb")
    except zlib.error:
        return size
    return size


def inflated(chunks):
    """Yield what chunks unpack to, a megabyte at a time."""
    unpack = zlib.decompressobj()
    for chunk in chunks:
        rest = chunk
        while rest and not unpack.eof:
            yield unpack.decompress(rest, 1 << 20)
            rest = unpack.unconsumed_tail


def is_name(thing) -> bool:
    import pikepdf

    return isinstance(thing, pikepdf.Name)


if __name__ == "__main__":
    try:
        answer = probe(sys.argv[1])
    except (MemoryError, RecursionError):
        answer = "bomb"
    sys.stdout.write(answer)
