"""A server on this machine that answers as no server should, by path."""

import contextlib
import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator

OK = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"
MANY = b"".join(b"X-%d: 1\r\n" % number for number in range(1000))


def redirect(location: bytes) -> bytes:
    return b"HTTP/1.1 302 Found\r\nLocation: " + location + b"\r\nContent-Length: 0\r\n\r\n"


def status(number: int, *headers: bytes) -> bytes:
    return b"HTTP/1.1 %d Said\r\n" % number + b"".join(headers) + b"Content-Length: 0\r\n\r\n"


ANSWERS = {
    "/ok": OK,
    "/ok?q=%C5%BEem%C4%97": OK,
    "/%C5%BEem%C4%97": OK,
    "/moved": redirect(b"/ok"),
    "/moved-in-utf-8": redirect("/žemė".encode()),
    "/loop": redirect(b"/loop-on"),
    "/loop-on": redirect(b"/loop"),
    "/into-our-network": redirect(b"http://10.0.0.1/"),
    "/into-the-cloud": redirect(b"http://169.254.169.254/latest/meta-data/"),
    "/into-a-file": redirect(b"file:///etc/passwd"),
    "/into-nonsense": redirect(b"http://[x/"),
    "/nowhere-to-go": b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
    "/gone": status(404),
    "/error": status(500),
    "/closed": status(403),
    "/busy": status(429, b"Retry-After: 120\r\n"),
    "/many-headers": b"HTTP/1.1 200 OK\r\n" + MANY + b"\r\n",
    "/long-header": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 200_000 + b"\r\n\r\n",
    "/garbage": b"SSH-2.0-OpenSSH_9.2\r\n",
    "/nothing": b"",
}


class Odd(socketserver.StreamRequestHandler):
    """Answers one request, or the beginning of one."""

    def handle(self) -> None:
        with contextlib.suppress(OSError):
            line = self.rfile.readline(70_000).decode("latin-1").split()
            if len(line) < 2:
                return
            headers = []
            while (header := self.rfile.readline(70_000)) not in (b"\r\n", b""):
                headers.append(header.decode("latin-1").strip())
            self.server.asked.append((line[0], line[1], headers))
            self.answer(*line[:2])

    def answer(self, method: str, path: str) -> None:
        if path.startswith("/deep/"):
            self.wfile.write(redirect(b"/deep/%d" % (int(path.rpartition("/")[2]) + 1)))
        elif path == "/slow":
            while not self.server.is_over.wait(0.02):
                self.wfile.write(b"H" if method == "HEAD" else b"T")
        elif path == "/endless-body":
            self.wfile.write(status(405) if method == "HEAD" else b"HTTP/1.1 200 OK\r\n\r\n")
            while method == "GET" and not self.server.is_over.is_set():
                self.wfile.write(b"x" * 65_536)
        elif path == "/only-get":
            self.wfile.write(status(404) if method == "HEAD" else OK)
        else:
            self.wfile.write(self.server.answers.get(path, status(404)))


class Server(socketserver.ThreadingTCPServer):
    """Keeps what it was asked."""

    daemon_threads = True
    allow_reuse_address = True
    request_queue_size = 50

    def __init__(self, certificate: list[str] | None = None):
        super().__init__(("127.0.0.1", 0), Odd)
        self.asked: list[tuple[str, str, list[str]]] = []
        self.answers = dict(ANSWERS)
        self.is_over = threading.Event()
        self.port = self.server_address[1]
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.socket = context.wrap_socket(self.socket, server_side=True)

    def url(self, path: str, scheme: str = "http", host: str = "127.0.0.1") -> str:
        return f"{scheme}://{host}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Return what was asked for, in order."""
        return [path for _method, path, _headers in self.asked]

    def handle_error(self, request: socket.socket, client_address: object) -> None:
        """Say nothing of clients that hang up."""


@contextlib.contextmanager
def serving(certificate: list[str] | None = None) -> Iterator[Server]:
    server = Server(certificate)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.is_over.set()
        server.shutdown()
        server.server_close()
