"""Name and password for a server: Basic or Digest (RFC 7617, RFC 7616), as the server asks for."""

from __future__ import annotations

import base64
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass, field
from urllib.request import parse_http_list, parse_keqv_list


@dataclass(slots=True)
class Credentials:
    """Who asks. What a server has asked for is kept, so that later requests bring it along."""

    user: str
    password: str = field(repr=False)
    _challenges: dict[str, dict[str, str] | None] = field(default_factory=dict, repr=False)
    """By address: the parameters of a server's Digest challenge, None where it wants Basic."""
    _passwords: urllib.request.HTTPPasswordMgr = field(default_factory=urllib.request.HTTPPasswordMgr, repr=False)
    _digest: urllib.request.HTTPDigestAuthHandler = field(init=False, repr=False)
    """Counts how often a nonce was used."""

    def __post_init__(self) -> None:
        self._digest = urllib.request.HTTPDigestAuthHandler(self._passwords)

    def learn(self, url: str, challenges: Sequence[str]) -> bool:
        """Take what a server wants (its WWW-Authenticate fields); False where we know none of its schemes."""
        found = {scheme.lower(): rest for scheme, _, rest in (value.strip().partition(" ") for value in challenges)}
        if "digest" in found:
            self._challenges[_without_query(url)] = parse_keqv_list(parse_http_list(found["digest"]))
        elif "basic" in found:
            self._challenges[_without_query(url)] = None
        else:
            return False
        return True

    def answer(self, url: str, method: str) -> str | None:
        """The Authorization field of a request; None as long as the server has not asked."""
        place = _without_query(url)
        if place not in self._challenges:
            return None
        challenge = self._challenges[place]
        if challenge is None:
            pair = f"{self.user}:{self.password}".encode()
            return f"Basic {base64.b64encode(pair).decode('ascii')}"
        self._passwords.add_password(challenge.get("realm", ""), url, self.user, self.password)
        said = self._digest.get_authorization(urllib.request.Request(url, method=method), challenge)
        return f"Digest {said}" if said else None


def _without_query(url: str) -> str:
    """An address without what follows its path: a challenge is for all of that."""
    return url.partition("?")[0]
