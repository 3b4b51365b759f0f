"""What a page weighs."""

import gzip


class Weight:
    """What a view takes from the server, as a browser without a cache asks for it."""

    def __init__(self, page):
        self.bodies: dict[str, list[int]] = {}
        self.requests = 0
        page.on("requestfinished", self._note)

    def _note(self, request) -> None:
        self.requests += 1
        kind, body = request.resource_type, request.response().body()
        size = len(body) if kind in ("font", "image", "media") else len(gzip.compress(body, 6))
        self.bodies.setdefault(kind, []).append(size)

    def of(self, *kinds: str) -> int:
        """Return the bytes of these kinds, compressed."""
        return sum(sum(self.bodies.get(kind, [])) for kind in kinds)
