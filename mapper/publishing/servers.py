"""What servers need: rules for negotiation, tombstones and CORS, the page for unknown addresses, the sitemap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib import resources
from itertools import islice
from typing import Any, Final
from urllib.parse import urlsplit

from mapper.publishing.addresses import (
    CHANGES,
    HOME,
    LANGUAGES,
    NODE_PATTERN,
    SHAPES,
    STYLE_FILE,
    VOCABULARY,
    page_file,
)
from mapper.publishing.description.citing import CATALOGUE, CONSOLE, QUESTIONS
from mapper.publishing.folder import SiteFolder
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.rendering import PageMaker, read_style
from mapper.publishing.terms import shown, words
from mapper.publishing.workspace import Workspace

FILES: Final = {
    "htaccess": ".htaccess",
    "nginx.conf": "server/nginx.conf",
    "headers": "_headers",
    "redirects": "_redirects",
    "w3id.htaccess": "server/w3id.htaccess",
}
"""Configuration that the site carries, by the name of its template."""
DOCUMENTS: Final = (VOCABULARY, SHAPES, CATALOGUE, QUESTIONS, CHANGES)
"""Paths whose fragments are IRIs: one page, one file in each form."""
_A_SITEMAP: Final = 40_000
"""Addresses in one sitemap; the protocol allows 50,000."""
_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write_configuration(graphs: PublishedGraphs, site: SiteFolder) -> None:
    """Write the rules for nginx, Apache and static hosts, the style sheet and the page for unknown addresses."""
    prefix = urlsplit(graphs.base).path
    values = {
        "@BASE@": graphs.base,
        "@PREFIX@": prefix,
        "@NODES@": NODE_PATTERN,
        "@VOCABULARIES@": f"{VOCABULARY}|{SHAPES}",
        "@DOCUMENTS@": "|".join(DOCUMENTS),
    }
    for name, path in FILES.items():
        text = resources.files(__package__).joinpath("configuration", name).read_text(encoding="utf-8")
        for mark, value in values.items():
            text = text.replace(mark, value)
        site.write_text(path, text)
    site.write(STYLE_FILE, read_style())
    site.write_text(".nojekyll", "")
    maker = PageMaker(graphs.base)
    for path, name in (("404", "not_found"), ("410", "gone")):
        for language in LANGUAGES:
            said, other = words(language), prefix + page_file(path, _other(language))
            view: dict[str, Any] = {
                "title": said[name],
                "text": said[f"{name}_text"],
                "iri": "",
                "quiet": True,
                "canonical": "",
            }
            page = maker.render("message.html", language, path, **{**view, "root": prefix, "other": other})
            site.write_text(page_file(path, language), page)


def write_sitemap(graphs: PublishedGraphs, workspace: Workspace, site: SiteFolder) -> None:
    """Write the sitemaps, their index, and robots.txt that names it."""
    further = (CONSOLE,) if graphs.engine is not None else ()
    addresses = _list_addresses(graphs.base, workspace, further)
    names: list[str] = []
    while part := list(islice(addresses, _A_SITEMAP)):
        names.append(f"sitemap-{len(names) + 1}.xml")
        site.write_text(names[-1], _write_xml("urlset", "url", part))
    site.write_text("sitemap.xml", _write_xml("sitemapindex", "sitemap", [graphs.base + name for name in names]))
    site.write_text("robots.txt", f"User-agent: *\nAllow: /\nSitemap: {graphs.base}sitemap.xml\n")


def _list_addresses(base: str, workspace: Workspace, further: Iterable[str]) -> Iterator[str]:
    """The pages that search engines should know."""
    minor = set(shown("minor"))
    for language in LANGUAGES:
        yield from (base + page_file(path, language) for path in (HOME, *DOCUMENTS, *further))
    for iri in workspace.list_iris():
        if iri.split("/")[1] not in minor:
            yield from (base + page_file(iri[1:], language) for language in LANGUAGES)


def _write_xml(outer: str, inner: str, addresses: list[str]) -> str:
    """A file of the sitemap protocol."""
    body = "".join(f"<{inner}><loc>{escape(address)}</loc></{inner}>\n" for address in addresses)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<{outer} xmlns="{_NAMESPACE}">\n{body}</{outer}>\n'


def _other(language: str) -> str:
    """The other language."""
    return next(name for name in LANGUAGES if name != language)
