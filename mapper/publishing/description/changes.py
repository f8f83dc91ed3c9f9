"""The log of changes as a page, a page of each edition, and a chain of versions (DCAT 3, ADMS, PROV)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from mapper.changes.report import say_numbers, say_place
from mapper.changes.rows import Change
from mapper.changes.wording import heading, say_change, say_line, say_what
from mapper.graph.nquads import XSD, iri, literal, quote
from mapper.keys import catalog_iri
from mapper.publishing.addresses import CHANGES, JSON_LD, LANGUAGES, TURTLE, page_file, root_from
from mapper.publishing.changelog import ChangeLog, Edition, NewEdition
from mapper.publishing.description.citing import CATALOGUE
from mapper.publishing.description.holdings import MEDIA_TYPES as DOWNLOADS
from mapper.publishing.description.writing import Statements, number, term, texts
from mapper.publishing.folder import SiteFolder
from mapper.publishing.fragments import Value
from mapper.publishing.products import digest_file
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.rendering import MEDIA_TYPES, PageMaker
from mapper.publishing.terms import words

ROWS_A_TABLE: Final = 50
"""Rows of one topic at one place that the page of an edition shows; all of them are in its CSV."""
PLACES_A_PAGE: Final = 100
"""Places (a document, or what lies across documents) that the page of an edition shows."""
_IANA: Final = "https://www.iana.org/assignments/media-types/"


def write_changes(log: ChangeLog, new: NewEdition | None, graphs: PublishedGraphs, site: SiteFolder) -> None:
    """Write the page of a new edition, the log as a page, and the chain of versions; what lies there is kept."""
    if new:
        _write_edition(new, graphs, site)
    site.keep(path for edition in log.editions if new is None or edition is not new.edition for path in edition.files())
    _describe(log, graphs, site)
    maker = PageMaker(graphs.base)
    for language in LANGUAGES:
        said = words(language)
        names = [said[name] for name in ("edition", "release", "documents", "quads_added", "quads_removed")]
        view: dict[str, Any] = {
            "title": said["changes"],
            "names": [Value(name, number=place > 1) for place, name in enumerate(names)] + [Value(said["changes"])],
            "rows": [_row(edition, language) for edition in reversed(log.editions)],
            "downloads": [("Turtle", CHANGES + TURTLE), ("JSON-LD", CHANGES + JSON_LD)],
            "formats": [(kind, CHANGES + ending) for ending, kind in MEDIA_TYPES.items()],
        }
        site.write_text(page_file(CHANGES, language), maker.render("changes.html", language, CHANGES, **view))


def _row(edition: Edition, language: str) -> list[Value]:
    """An edition in the log."""
    summary = edition.summary
    page = page_file(edition.path, language) if edition.has_patches else ""
    if not summary:
        note = words(language)["first_edition" if edition.number == 1 else "not_compared"]
        return [Value(str(edition.number)), Value(edition.version), *[Value("", number=True)] * 3, Value(note)]
    numbers = (summary["documents"]["new"], summary["quads"]["added"], summary["quads"]["removed"])
    return [
        Value(str(edition.number), page),
        Value(edition.version),
        *(Value(f"{count:,}", number=True) for count in numbers),
        Value(_sum_up(edition, language)),
    ]


def _sum_up(edition: Edition, language: str) -> str:
    """The numbers of an edition in a line."""
    counts = edition.summary["counts"]
    return "; ".join(f"{heading(topic, language)}: {say_numbers(counts[topic], language)}" for topic in counts)


def _write_edition(new: NewEdition, graphs: PublishedGraphs, site: SiteFolder) -> None:
    """The page of what an edition changed."""
    edition, found = new.edition, new.comparison
    places = found.table.list_places()
    maker, root = PageMaker(graphs.base), root_from(edition.path)
    for language in LANGUAGES:
        said = words(language)
        frame = [Value(said[name]) for name in ("what", "change", "line")]
        sections = []
        for place in places[:PLACES_A_PAGE]:
            tables = []
            for topic, count in found.table.count_rows(place).items():
                rows = found.table.list_rows(place, topic, ROWS_A_TABLE)
                tables.append((heading(topic, language), count, list(_cells(rows, graphs.base, root, language))))
            sections.append((say_place(place, language), tables))
        view: dict[str, Any] = {
            "title": said["changes_of"].format(number=edition.number),
            "back": root + page_file(CHANGES, language),
            "summary": _sum_up(edition, language),
            "downloads": [path.rpartition("/")[2] for path in edition.files() if not path.endswith(".html")],
            "names": frame,
            "sections": sections,
            "left": len(places) - len(sections),
            "most": ROWS_A_TABLE,
            "quiet": True,
        }
        page = maker.render("edition.html", language, edition.path, **view)
        site.write_text(page_file(edition.path, language), page)
    found.table.close()


def _cells(rows: Iterator[Change], base: str, root: str, language: str) -> Iterator[list[Value]]:
    """Changes as rows of a table; the first cell leads to what changed, or to its tombstone."""
    foreign = "" if language == LANGUAGES[0] else LANGUAGES[0]
    for change in rows:
        path = change.iri.removeprefix(base)
        href = root + page_file(path, language) if change.iri.startswith(f"{base}id/") else ""
        what = say_what(change, language) or path
        yield [
            Value(what, href, foreign),
            Value(say_change(change, language)),
            Value("" if change.topic == "Finding" else say_line(change, language)),
        ]


def _describe(log: ChangeLog, graphs: PublishedGraphs, site: SiteFolder) -> None:
    """The chain of editions: what each is a version of, what it came from, and the patches between."""
    statements = Statements(graphs.base, CHANGES)
    dataset = iri(catalog_iri(graphs.base, "dataset"))
    statements.type(dataset, "dcat:Dataset")
    before = ""
    for edition in log.editions:
        node = statements.type(statements.own(f"edition-{edition.number}"), "dcat:Dataset", "prov:Entity")
        said = {name: words(name) for name in LANGUAGES}
        titles = {name: f"{said[name]['site']}, {said[name]['edition']} {edition.number}" for name in LANGUAGES}
        statements.say(node, "dct:title", *texts(titles))
        statements.say(node, "dcat:version", quote(str(edition.number)))
        statements.say(node, "dcat:isVersionOf", dataset)
        statements.say(dataset, "dcat:hasVersion", node)
        statements.say(node, "prov:specializationOf", iri(f"{graphs.base}{CATALOGUE}#release-{edition.version}"))
        if before:
            statements.say(node, "dcat:previousVersion", before)
            statements.say(node, "prov:wasRevisionOf", before)
        if edition.summary:
            statements.say(node, "adms:versionNotes", *texts({name: _sum_up(edition, name) for name in LANGUAGES}))
        if edition.has_patches:
            _describe_patches(statements, edition, node, before, site)
        before = node
    if before:
        statements.say(dataset, "dcat:hasCurrentVersion", before)
    statements.write(site)


def _describe_patches(statements: Statements, edition: Edition, node: str, before: str, site: SiteFolder) -> None:
    """The activity that led from one edition to the next, and its files."""
    activity = statements.type(statements.own(f"change-{edition.number}"), "prov:Activity")
    statements.say(activity, "prov:used", before)
    statements.say(node, "prov:wasGeneratedBy", activity)
    for path in edition.files():
        bare = path.removesuffix(".gz")
        media_type = DOWNLOADS.get("." + bare.rpartition(".")[2])
        if media_type is None:
            continue
        name = bare.split(".")[1]
        file = statements.type(statements.own(f"{name}-{edition.number}"), "dcat:Distribution", "prov:Entity")
        statements.say(file, "dct:title", quote(path.rpartition("/")[2]))
        statements.say(file, "prov:wasGeneratedBy", activity)
        statements.say(file, "dcat:downloadURL", statements.at(path))
        statements.say(file, "dcat:mediaType", statements.type(iri(_IANA + media_type), "dct:MediaType"))
        if bare != path:
            gzip = statements.type(iri(f"{_IANA}application/gzip"), "dct:MediaType")
            statements.say(file, "dcat:compressFormat", gzip)
        statements.say(file, "dcat:byteSize", number((site.root / path).stat().st_size, "nonNegativeInteger"))
        checksum = statements.type(statements.own(f"checksum-{name}-{edition.number}"), "spdx:Checksum")
        statements.say(checksum, "spdx:algorithm", term("spdx:checksumAlgorithm_sha256"))
        digest = literal(digest_file(site.root / path), datatype=XSD + "hexBinary")
        statements.say(checksum, "spdx:checksumValue", digest)
        statements.say(file, "spdx:checksum", checksum)
