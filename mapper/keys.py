"""Identity: a key becomes an IRI, one function a kind.

IRIs are ASCII and hold no name: `<base>id/<kind>/<12 hex digits of the SHA-256 of the key>`. A key never
holds an amount or a line, so that a changed figure is the same statement with another value.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from urllib.parse import urlsplit

from mapper.errors import UsageError

DEFAULT_BASE = "https://example.org/workplan/"

_SEPARATOR = "\x00"  # stands in no text: an input file with a NUL is refused as binary
_LINK_DIGITS = 16  # the graph of links holds the keys of a whole country: 48 bits would meet by chance
_BASE = re.compile(r"[!-~]+[/#]")
_NOT_IN_IRI = set('<>"{}|^`\\')


def require_base(base: str) -> str:
    """The base IRI unchanged; raises UsageError unless it is absolute, ASCII and ends with `/` or `#`."""
    parts = urlsplit(base)
    fits = _BASE.fullmatch(base) and not _NOT_IN_IRI & set(base) and parts.scheme and (parts.netloc or parts.path)
    if not fits:
        raise UsageError(f"`{base}` is no base for IRIs.", hint=f"Give an ASCII IRI that ends with /: {DEFAULT_BASE}")
    return base


def normal_name(name: str) -> str:
    """The form of a name that keys and labels of things share: NFKC, white space collapsed."""
    return " ".join(unicodedata.normalize("NFKC", name).split())


def key_hash(parts: Iterable[str], digits: int = 12) -> str:
    """The last segment of an IRI: 12 hexadecimal digits (48 bits; a document has some thousand keys)."""
    return sha256(_SEPARATOR.join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def document_iri(base: str, doc: str) -> str:
    """The document itself."""
    return f"{base}id/document/{key_hash((doc,))}"


def text_iri(base: str, doc: str) -> str:
    """The document's numbered text."""
    return f"{base}id/text/{key_hash((doc,))}"


def document_graph_iri(base: str, doc: str) -> str:
    """The named graph of what a document states."""
    return f"{base}graph/document/{key_hash((doc,))}"


def findings_graph_iri(base: str, doc: str) -> str:
    """The named graph of the findings about a document."""
    return f"{base}graph/findings/{key_hash((doc,))}"


def shared_graph_iri(base: str, name: str) -> str:
    """A graph that belongs to no document: `things`, `territories`, `links`, `identities`, `catalog` or `ontology`."""
    return f"{base}graph/{name}"


def evidence_iri(base: str, doc: str, first: int, last: int) -> str:
    """A span of lines of a document."""
    return f"{base}id/evidence/{key_hash((doc, str(first), str(last)))}"


def record_iri(base: str, kind: str, doc: str, key: Iterable[str], occurrence: int) -> str:
    """A statement, entry or relation: its key columns and a running number among those that share them."""
    return f"{base}id/{kind}/{key_hash((doc, *key, str(occurrence)))}"


def correction_iri(base: str, doc: str, key: Iterable[str]) -> str:
    """What a person changed: the record and its field, or the place of a removed record and a running number there."""
    return f"{base}id/correction/{key_hash((doc, *key))}"


def thing_iri(base: str, kind: str, municipality: str, name: str) -> str:
    """A thing shared by documents; `municipality` is empty for what belongs to none."""
    return f"{base}id/{kind}/{key_hash((municipality, name))}"


def period_iri(base: str, earliest: str, latest: str) -> str:
    """A stretch of time by its first and last day; an open end is empty."""
    return f"{base}id/period/{key_hash((earliest, latest))}"


def instant_iri(base: str, day: str) -> str:
    """A day as a bound of a stretch of time."""
    return f"{base}id/instant/{key_hash((day,))}"


def concept_iri(base: str, kind: str, notation: str) -> str:
    """A concept of an open list that a document printed and the ontology does not know."""
    return f"{base}id/{kind}/{key_hash((notation,))}"


def finding_iri(base: str, doc: str, shape: str, key: Iterable[str]) -> str:
    """A finding: the shape that failed and the records it rests on."""
    return f"{base}id/finding/{key_hash((doc, shape, *key))}"


def link_iri(base: str, kind: str, start: str, end: str) -> str:
    """A link by its kind and ends, never by its score."""
    return f"{base}id/link/{key_hash((kind, start, end), _LINK_DIGITS)}"


def link_evidence_iri(base: str, link: str, number: int) -> str:
    """A piece of evidence by its link, and its running number there."""
    return f"{base}id/link-evidence/{key_hash((link, str(number)), _LINK_DIGITS)}"


def cited_line_iri(base: str, doc: str, line: int) -> str:
    """A line of a document that links lead to."""
    return f"{base}id/cited-line/{key_hash((doc, str(line)), _LINK_DIGITS)}"


def reorganisation_iri(base: str, links: Iterable[str]) -> str:
    """A reorganisation by the successions that it is made of."""
    return f"{base}id/reorganisation/{key_hash(sorted(links), _LINK_DIGITS)}"


def catalog_iri(base: str, kind: str, *key: str) -> str:
    """A node of the catalogue: the dataset, a cube, a partition, a build, an agent."""
    return f"{base}id/{kind}/{key_hash(key)}"
