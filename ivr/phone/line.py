"""The line that is called: where it answers, and what signs the requests to it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx


@dataclass(frozen=True)
class Line:
    """A TwiML application, ours or another.

    `url` is connected to; `public_url` is what requests are signed for when that is another one (a proxy, a tunnel):
    an origin, or the whole voice URL. `token` is the account's auth token. `fallback_url` and `status_url` are what
    would be configured for the number at Twilio; they and every URL in TwiML are public ones.
    `transport` replaces the network: `httpx.WSGITransport(app=...)` calls an application in this process.
    """

    url: str
    token: str
    public_url: str | None = None
    fallback_url: str | None = None
    status_url: str | None = None
    number: str = "+12025550100"
    agent_number: str | None = None
    account: str = "AC" + "0" * 32
    transport: httpx.BaseTransport | None = None

    @property
    def voice_url(self) -> str:
        """The public voice URL."""
        if self.public_url is None:
            return self.url
        public, here = urlsplit(self.public_url), urlsplit(self.url)
        path = public.path if public.path.strip("/") else here.path
        return urlunsplit((public.scheme, public.netloc, path, public.query or here.query, ""))

    def absolute(self, url: str, document: str | None = None) -> str:
        """`url` as TwiML writes it, resolved against the document it stands in (a public URL)."""
        return urljoin(document or self.voice_url, url)

    def connect_url(self, public: str) -> str:
        """Where to connect for a public URL: the same path here, under the prefix that `url` and `public_url` differ
        by. URLs of other origins are their own."""
        base, here, wanted = urlsplit(self.voice_url), urlsplit(self.url), urlsplit(public)
        if (wanted.scheme, wanted.netloc) != (base.scheme, base.netloc):
            return public
        outside, inside = _prefixes(base.path, here.path)
        path = inside + wanted.path.removeprefix(outside) if wanted.path.startswith(outside) else wanted.path
        return urlunsplit((here.scheme, here.netloc, path, wanted.query, ""))


def _prefixes(one: str, other: str) -> tuple[str, str]:
    """The two paths without the end they share: ("/ivr/voice", "/voice") gives ("/ivr", "")."""
    ours, theirs = one.split("/"), other.split("/")
    while len(ours) > 1 and len(theirs) > 1 and ours[-1] == theirs[-1]:
        ours.pop()
        theirs.pop()
    return "/".join(ours), "/".join(theirs)
