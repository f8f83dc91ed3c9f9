"""Addresses: which file of the site answers for which IRI, and how one page links to another.

An IRI is `<base><path>`; the path of a node is `id/<kind>/<hash>`, of a named graph `graph/<name>`. Beside the path lie
`<path>.html` (Korean), `<path>.en.html`, `<path>.ttl` and `<path>.jsonld`. Links between pages are relative and name
files, so that a site works under any address, on any server, and opened from a disk.
"""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from mapper.errors import UsageError
from mapper.keys import require_base

LANGUAGES: Final = ("ko", "en")
"""Languages of the pages; the first is that of a page whose address names none."""
SUFFIXES: Final = {"ko": ".html", "en": ".en.html"}
TURTLE: Final = ".ttl"
JSON_LD: Final = ".jsonld"
GONE: Final = ".gone"
"""Ends the empty file that tells a server to answer 410 for what has a tombstone."""
CONTEXT_FILE: Final = "context.jsonld"
STYLE_FILE: Final = "style.css"
HOME: Final = "index"
VOCABULARY: Final = "ns"
"""Path of the vocabulary's page; the vocabulary's own IRI redirects there."""
CHANGES: Final = "changes"
"""Path of the log of changes, and folder of its patches."""
SHAPES: Final = "shapes"
"""Path of the page of the shapes; their own IRIs redirect there."""
CLASSES: Final = "classes"
"""Folder of the lists of all nodes of a class."""
_ADDRESS: Final = re.compile(r"https?://[!#-;=?-\[\]_a-z~]+")
"""A web address in ASCII, without letters that IRIs may not hold."""
NODE_PATTERN: Final = "id/[a-z-]+/[0-9a-f]+|graph/[a-z]+(?:/[0-9a-f]+)?"
"""What the path of a node or of a named graph looks like, as a regular expression."""


def require_site_base(base: str) -> str:
    """The base unchanged; raises UsageError unless a web server can answer for it."""
    require_base(base)
    if urlsplit(base).scheme not in ("http", "https") or not base.endswith("/"):
        raise UsageError(
            f"`{base}` is no base for a site.", hint="Give a web address that ends with /: https://data.example.org/"
        )
    return base


def require_endpoint(endpoint: str) -> str:
    """The address unchanged, or empty; raises UsageError for what is no web address, or names an account."""
    parts = urlsplit(endpoint)
    if endpoint and (not _ADDRESS.fullmatch(endpoint) or not parts.hostname or "@" in parts.netloc):
        raise UsageError(
            "that is no address of a SPARQL service for everyone.",
            hint="Give a web address without an account: https://data.example.org/sparql",
        )
    return endpoint


def page_file(path: str, language: str, part: str = "") -> str:
    """The HTML file of a path; `part` names a further page of it, such as `.plan-Project.2`."""
    return f"{path}{part}{SUFFIXES[language]}"


def root_from(path: str) -> str:
    """The relative address of the site's root as seen from a file or path."""
    return "../" * path.count("/")


def list_part(predicate: str, rdf_class: str, number: int) -> str:
    """The part of an address that names the list of all nodes of a class which point here by a property.

    `predicate` is a name with a prefix: `wp:plan`, `dct:source`.
    """
    name = predicate.removeprefix("wp:").replace(":", "-")
    return f".{name}-{rdf_class}" + (f".{number}" if number > 1 else "")


def lines_part(number: int) -> str:
    """The part of an address that names a page of a document's numbered text."""
    return ".lines" + (f".{number}" if number > 1 else "")


def class_path(rdf_class: str, number: int = 1) -> str:
    """The path of a page of the list of all nodes of a class."""
    return f"{CLASSES}/{rdf_class}" + (f".{number}" if number > 1 else "")
