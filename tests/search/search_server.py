"""A stand-in for OpenSearch and Elasticsearch: it keeps what it is asked, and answers as their documented API does."""

import json
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread


@dataclass
class Standin:
    """What was asked, and what is answered."""

    url: str = ""
    #: method, path without the query, body: lines of JSON as a list
    asked: list[tuple[str, str, object]] = field(default_factory=list)
    indexes: dict[str, dict] = field(default_factory=dict)
    #: key → document
    documents: dict[str, dict] = field(default_factory=dict)
    #: keys with scores that a search finds
    hits: dict[int, float] = field(default_factory=dict)
    is_broken: bool = False

    def bodies(self, end: str) -> list:
        """Return what was sent to addresses with an end."""
        return [body for method, path, body in self.asked if path.endswith(end)]

    def answer(self, method: str, path: str, body: object) -> tuple[int, dict]:
        self.asked.append((method, path, body))
        name = path.strip("/").split("/")[0]
        if self.is_broken:
            return 503, {"error": {"type": "unavailable"}, "status": 503}
        if path.endswith("_search"):
            found = [
                {"_index": name, "_id": str(key), "_score": score, "fields": {"pk": [str(key)]}}
                for key, score in self.hits.items()
            ]
            total = {"value": len(found), "relation": "eq"}
            shards = {"total": 1, "successful": 1, "skipped": 0, "failed": 0}
            return 200, {
                "took": 1,
                "timed_out": False,
                "_shards": shards,
                "hits": {"total": total, "hits": found},
            }
        if path.endswith("_bulk"):
            self.documents |= {
                line["index"]["_id"]: said for line, said in zip(body[::2], body[1::2], strict=True)
            }
            items = [{"index": {"_id": line["index"]["_id"], "status": 201}} for line in body[::2]]
            return 200, {"took": 1, "errors": False, "items": items}
        if "_doc/" in path:
            there = self.documents.pop(path.rsplit("/", 1)[1], None)
            return (200, {"result": "deleted"}) if there else (404, {"result": "not_found"})
        if method == "HEAD":
            return (200 if name in self.indexes else 404), {}
        if method == "PUT":
            self.indexes.setdefault(name, {}).update(body or {})
        return 200, {"acknowledged": True}


@contextmanager
def running():
    """Run a stand-in at an address of this machine."""
    standin = Standin()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one(self) -> None:
            raw = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
            path = self.path.partition("?")[0]
            lines = [json.loads(line) for line in raw.splitlines() if line]
            body = lines if path.endswith("_bulk") else (lines or [None])[0]
            status, said = standin.answer(self.command, path, body)
            sent = b"" if self.command == "HEAD" else json.dumps(said).encode()
            self.send_response(status)
            kind = self.headers.get("Accept", "application/json").split(",")[0]
            self.send_header("Content-Type", kind if "json" in kind else "application/json")
            self.send_header("X-Elastic-Product", "Elasticsearch")
            self.send_header("Content-Length", str(len(sent)))
            self.end_headers()
            self.wfile.write(sent)

        do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = handle_one  # noqa: N815

        def log_message(self, *args) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    standin.url = f"http://127.0.0.1:{server.server_port}"
    Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield standin
    finally:
        server.shutdown()
        server.server_close()
