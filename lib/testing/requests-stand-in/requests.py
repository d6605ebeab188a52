"""As much of the package `requests` as documented programs use, where it is not installed."""

from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import Request, urlopen


class Response:
    def __init__(self, answer):
        self.status_code = answer.status
        self.text = answer.read().decode("utf-8")


def request(method, url, headers=None, params=None):
    query = "?" + urlencode(params) if params else ""
    try:
        with urlopen(Request(url + query, headers=headers or {}, method=method)) as answer:
            return Response(answer)
    except HTTPError as refused:
        return Response(refused)
