"""Parts of files: what a player asks for when somebody seeks (RFC 9110 §14)."""

import re
from collections.abc import Iterator
from typing import BinaryIO, Final

from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase

_BLOCK: Final = 64 * 1024
_ONE_RANGE: Final = re.compile(r"bytes=(\d*)-(\d*)")


def with_range(request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Return the part of a file that a request asks for (206), the whole where it asks for none or for several.

    A part beyond the end of the file is answered 416. What is no file that we read ourselves, as an answer
    that a front server fills (X-Accel-Redirect), is returned as it is.
    """
    file = getattr(response, "file_to_stream", None)
    if not isinstance(response, FileResponse) or response.status_code != 200 or file is None:
        return response
    response.headers["Accept-Ranges"] = "bytes"
    match = _ONE_RANGE.fullmatch(request.headers.get("Range", "").strip())
    if request.method != "GET" or not match or not any(match.groups()) or _is_outdated(request, response):
        return response
    size = int(response.headers["Content-Length"])
    start, end = _bounds(match[1], match[2], size)
    if start > end:
        if match[1] and match[2] and int(match[2]) < int(match[1]):
            return response  # no range at all: the header is ignored
        response.close()
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    file.seek(start)
    response.streaming_content = _read(file, end - start + 1)
    response.status_code = 206
    response.headers["Content-Length"] = str(end - start + 1)
    response.headers["Content-Range"] = f"bytes {start}-{end}/{size}"
    return response


def _bounds(first: str, last: str, size: int) -> tuple[int, int]:
    """Return the first and the last byte asked for; “-500” are the last 500."""
    if not first:
        return (max(size - int(last), 0), size - 1) if int(last) else (size, size - 1)
    return int(first), min(int(last), size - 1) if last else size - 1


def _is_outdated(request: HttpRequest, response: HttpResponseBase) -> bool:
    """Tell whether the part is wanted of another version of the file only (If-Range)."""
    wanted = request.headers.get("If-Range")
    return bool(wanted) and wanted not in (
        response.headers.get("ETag"),
        response.headers.get("Last-Modified"),
    )


def _read(file: BinaryIO, length: int) -> Iterator[bytes]:
    while length > 0 and (block := file.read(min(_BLOCK, length))):
        length -= len(block)
        yield block
