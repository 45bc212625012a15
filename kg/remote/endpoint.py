"""A SPARQL server elsewhere, asked and written to by the SPARQL 1.1 Protocol."""

from __future__ import annotations

import http.client
import json
import os
import urllib.error
import urllib.parse
import urllib.request

from kg.errors import KgError, UsageError
from kg.query import Table
from kg.vocab import XSD

_JSON = "application/sparql-results+json"
_SECONDS = 600.0
_TOLD = 200
_TRUTH = {"1": "true", "0": "false"}


class Endpoint:
    """Takes the place of a dataset for every named question. Its default graph must be the union of its graphs.

    Where a server asks for a name and password, they come from KG_ENDPOINT_USER and KG_ENDPOINT_PASSWORD.
    """

    def __init__(self, url: str, update_url: str | None = None, seconds: float = _SECONDS) -> None:
        self.url = _checked(url)
        other = f"{url.removesuffix('/query')}/update" if url.endswith("/query") else url
        self.update_url = _checked(update_url or other)
        self.seconds = seconds
        self._opener = urllib.request.build_opener(_StayHere, *self._identified())

    def _identified(self) -> list[urllib.request.BaseHandler]:
        user, password = os.environ.get("KG_ENDPOINT_USER"), os.environ.get("KG_ENDPOINT_PASSWORD", "")
        if not user:
            return []
        known = urllib.request.HTTPPasswordMgrWithDefaultRealm()
        for url in (self.url, self.update_url):
            known.add_password(None, url, user, password)
        return [urllib.request.HTTPDigestAuthHandler(known), urllib.request.HTTPBasicAuthHandler(known)]

    def select(self, sparql: str) -> Table:
        """The rows of a SELECT. Raises KgError when the server cannot be reached, refuses, or breaks off."""
        raw = self._post(self.url, "query", sparql, _JSON)
        try:
            told = json.loads(raw)
            columns = tuple(told["head"]["vars"])
            rows = tuple(tuple(_text(row.get(c)) for c in columns) for row in told["results"]["bindings"])
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise KgError(f"{self.url}: its answer is not whole ({_begun(raw)}); it may have broken off at a limit of its own") from error
        return Table(columns, rows)

    def update(self, sparql: str) -> None:
        """Run an update. Raises KgError when the server cannot be reached or refuses."""
        self._post(self.update_url, "update", sparql, "*/*")

    def _post(self, url: str, kind: str, sparql: str, accept: str) -> bytes:
        body = urllib.parse.urlencode({kind: sparql}).encode()
        request = urllib.request.Request(url, body, {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"})
        try:
            with self._opener.open(request, timeout=self.seconds) as answer:
                raw: bytes = answer.read()
                return raw
        except urllib.error.HTTPError as error:
            with error:
                raise KgError(f"{url}: refused the {kind}: {error.code} {error.reason}: {_begun(error.read())}") from error
        except (OSError, http.client.HTTPException) as error:
            raise KgError(f"{url}: no answer: {getattr(error, 'reason', '') or error}; is the server up, and the address right?") from error


class _StayHere(urllib.request.HTTPRedirectHandler):
    """What is published goes to the address that was given, and nowhere else."""

    def redirect_request(self, *_: object) -> None:
        """Follow none."""


def _checked(url: str) -> str:
    parts = urllib.parse.urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise UsageError(f"{url!r} is no address of a SPARQL server; give one that begins with http:// or https://")
    return url


def _text(term: dict[str, str] | None) -> str | None:
    """The text of a term; a truth value as all other engines write it."""
    if term is None:
        return None
    return _TRUTH.get(term["value"], term["value"]) if term.get("datatype") == f"{XSD}boolean" else term["value"]


def _begun(raw: bytes) -> str:
    """The first words of an answer, on one line."""
    return " ".join(raw.decode("utf-8", "replace").split())[:_TOLD]
