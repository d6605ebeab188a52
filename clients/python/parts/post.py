"""One request to the server, and what it answers."""
import base64
import contextlib
import gzip
import io
import json
import os
import re
import threading
import time
import urllib.parse

from .limits import CONNECT_SECONDS, DEFAULT_URL, REQUEST_SECONDS


class Away(Exception):
    """No verdict: the server cannot be reached, is busy, or does not know the key. Again later."""
    slow = False        # it let us wait: do not make the next run wait too
    retry_after = None  # seconds, if it says so
    for_all = True      # other requests would fare no better


class Refused(Exception):
    """The server's verdict on the whole request."""


def _away(text, **kind):
    error = Away(text)
    error.__dict__.update(kind)
    return error


def post(texts, seconds=REQUEST_SECONDS, here=False):
    """Sends executions as one request. -> {index: reason} of the refused ones; raises Away or
    Refused. here: without a thread, for one that may itself wait; a name server that does not
    answer holds it longer."""
    body = texts[0] if len(texts) == 1 else "[%s]" % ",\n".join(texts)
    body = gzip.compress(body.encode("utf-8"), 6)
    answer = []

    def ask():
        try:
            answer.append(_request(body, seconds))
        except Exception as error:
            answer.append(error)

    if here:
        ask()
    else:
        # Neither a name server that does not answer nor a server that drips bytes may hold the
        # caller longer.
        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(seconds)
    if not answer:
        raise _away("no answer from %s in %.3g s" % (_url(), seconds), slow=True)
    if isinstance(answer[0], Exception):
        slow = isinstance(answer[0], OSError) and "timed out" in str(answer[0])
        raise _away("%s: %s" % (_url(), answer[0] or repr(answer[0])), slow=slow)
    code, text, headers = answer[0]
    said = "%d %s" % (code, text[:2000])
    if code in (400, 409, 413, 415, 422):
        raise Refused(said)
    if code in (401, 403):
        raise _away("%s does not take this RUNLENS_API_KEY: %s" % (_url(), said))
    if 300 <= code < 400:    # not followed: the key goes to RUNLENS_URL and nowhere else
        raise _away("%s redirects to %s: set RUNLENS_URL to the right address"
                    % (_url(), headers.get("Location")))
    try:
        if code != 200:
            raise ValueError
        report = json.loads(text)
        refused = {item["index"]: item for item in report["rejected"]}
        if report.get("read", len(texts)) < len(texts):
            raise ValueError
        return refused
    except (ValueError, KeyError, TypeError):
        # 500 may be about one item of the request; anything else is about the server.
        raise _away("%s answers %s" % (_url(), said), for_all=code != 500,
                    retry_after=_retry_after(headers)) from None


def _retry_after(headers):
    with contextlib.suppress(TypeError, ValueError):
        seconds = float(headers.get("Retry-After"))
        if 0 <= seconds <= 86400:
            return seconds
    return None


class _Until(io.RawIOBase):
    """What a socket receives until a moment, however slowly it comes."""

    def __init__(self, sock, until):
        self.sock, self.until, self.raw = sock, until, sock.makefile("rb", buffering=0)

    def makefile(self, *_):
        return io.BufferedReader(self)

    def readable(self):
        return True

    def readinto(self, buffer):
        left = self.until - time.monotonic()
        if left <= 0:
            raise TimeoutError("timed out")
        self.sock.settimeout(left)
        return self.raw.readinto(buffer)

    def close(self):
        self.raw.close()
        super().close()


def _url():
    """Without the user name and password that may stand in it."""
    url = (os.environ.get("RUNLENS_URL") or DEFAULT_URL).strip()
    return re.sub("^([a-z]+://)[^/]*@", r"\1", url)


def _request(body, seconds):
    """-> status, text, headers"""
    _import_late()
    import http.client
    until = time.monotonic() + seconds
    url = urllib.parse.urlsplit(_url())
    if url.scheme not in ("http", "https") or not url.hostname:
        raise ValueError("RUNLENS_URL is no http or https address")
    path, secure = url.path.rstrip("/") + "/api/v1/executions", url.scheme == "https"
    headers = {"Content-Type": "application/json", "Content-Encoding": "gzip",
               "User-Agent": "runlens-python", "Accept": "application/json"}
    key = os.environ.get("RUNLENS_API_KEY", "").strip()
    if key:
        headers["Authorization"] = "Bearer " + key
    host, port = url.hostname, url.port or (443 if secure else 80)
    via, via_port, proxy_headers = host, port, {}
    proxy = _proxy(url.scheme, host)
    if proxy:
        via, via_port = proxy.hostname, proxy.port or 80
        if proxy.username:
            who = "%s:%s" % (proxy.username, proxy.password or "")
            who = base64.b64encode(urllib.parse.unquote(who).encode()).decode()
            proxy_headers["Proxy-Authorization"] = "Basic " + who
    kind = http.client.HTTPSConnection if secure else http.client.HTTPConnection
    connection = kind(via, via_port, timeout=min(CONNECT_SECONDS, seconds))
    if proxy and secure:
        connection.set_tunnel(host, port, proxy_headers)
    elif proxy:
        path = "http://%s%s" % (url.netloc, path)
        headers.update(proxy_headers)
    try:
        connection.connect()
        connection.sock.settimeout(seconds)
        try:
            connection.request("POST", path, body, headers)
        except (BrokenPipeError, ConnectionResetError):
            pass    # a server that refuses early does not read to the end: its answer may be there
        sock = connection.sock
        connection.response_class = lambda _sock, **options: http.client.HTTPResponse(
            _Until(sock, until), **options)
        response = connection.getresponse()
        with response:
            text = response.read(8 * 1024 * 1024).decode("utf-8", "replace")
        return response.status, text, response.headers
    finally:
        connection.close()


_imports = threading.Lock()


def _import_late():
    """What only sending needs. A process that is forked in the middle of an import waits for it for
    ever, so that no fork happens meanwhile."""
    with _imports:
        import encodings.idna
        import http.client
        import urllib.request
        return encodings.idna, http.client, urllib.request


def _proxy(scheme, host):
    if host == "localhost" or host.startswith("127.") or host == "::1":
        return None
    import urllib.request
    address = urllib.request.getproxies().get(scheme)
    if not address or urllib.request.proxy_bypass(host):
        return None
    return urllib.parse.urlsplit(address if "://" in address else "http://" + address)
