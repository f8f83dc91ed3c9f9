"""The pages of nodes: for each a page in every language, Turtle and JSON-LD; made in ranges, in several processes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, Final

from mapper.publishing.addresses import JSON_LD, LANGUAGES, SUFFIXES, TURTLE, lines_part, list_part, root_from
from mapper.publishing.digests import NameDigests
from mapper.publishing.folder import SiteFolder
from mapper.publishing.jsonld import write_json_ld
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.rendering import MEDIA_TYPES, PageMaker
from mapper.publishing.schema import describe_for_search
from mapper.publishing.terms import load_terms, shown
from mapper.publishing.tokens import OWN, WP_PREFIX, Pair, text_of
from mapper.publishing.turtle import write_turtle
from mapper.publishing.views import Value, Viewer
from mapper.publishing.workspace import Description, Group, NodeRow, Workspace, open_workspace
from mapper.workers import map_jobs

MOST: Final = 100
"""Nodes of one class that the page of another lists; the others stand on further pages."""
ROWS_A_PAGE: Final = 500
"""Rows on each further page."""
_RANGE: Final = 256
"""Nodes that one process describes at a time, about."""
_LINES: Final = 12
"""Printed lines that the page of a record shows at most."""
_FOAF_TOPIC: Final = "<http://xmlns.com/foaf/0.1/primaryTopic>"
_COMMENT: Final = "<http://www.w3.org/2000/01/rdf-schema#comment>"
_IN_DATASET: Final = "<http://rdfs.org/ns/void#inDataset>"
_SOURCE: Final = "<http://www.w3.org/ns/oa#hasSource>"


Printed = tuple[str, int, str]
"""A printed line: its text, number and words."""


@dataclass(frozen=True, slots=True)
class PagesJob:
    """A range of nodes to describe."""

    workspace: Path
    site: SiteFolder
    base: str
    dataset: str
    """The node of the whole dataset, in short form."""
    kind: str
    """The folder of the nodes; folders in it (`graph/document` in `graph`) are ranges of their own."""
    low: str
    high: str


def write_pages(graphs: PublishedGraphs, workspace: Workspace, site: SiteFolder, dataset: str) -> None:
    """Describe every node."""
    jobs = [
        PagesJob(workspace.path, site.blank(), graphs.base, dataset, kind, low, high)
        for kind, count in sorted(workspace.count_kinds().items())
        for low, high in _ranges(f"{OWN}{kind}/", count)
    ]
    for written in map_jobs(write_range, jobs):
        site.add(written)


def write_range(job: PagesJob) -> SiteFolder:
    """Describe the nodes of a range; in a worker."""
    workspace = open_workspace(job.workspace)
    found = workspace.describe_range(job.low, job.high, MOST)
    descriptions = [description for description in found if description.iri[1:].rpartition("/")[0] == job.kind]
    nodes = _find_names(workspace, descriptions)
    names = NameDigests(nodes)
    writer = NodeWriter(workspace, PageMaker(job.base), job.dataset, nodes, job.site, root_from(f"{job.kind}/"))
    for description in descriptions:
        if description.iri in nodes:
            writer.make(description, names)
    return writer.site


def _ranges(start: str, count: int) -> Iterator[tuple[str, str]]:
    """Ranges of IRIs by the first digits of their hashes."""
    digits = 0
    while count > _RANGE * 16**digits:
        digits += 1
    if not digits:
        yield start, start + "~"
        return
    for number in range(16**digits):
        low = f"{start}{number:0{digits}x}"
        yield low, low + "~"


def _find_names(workspace: Workspace, descriptions: Iterable[Description]) -> dict[str, NodeRow]:
    """All nodes that the pages name: ends of pairs, what points here, and what the cells of those lead to."""
    wanted = set()
    for description in descriptions:
        wanted.add(description.iri)
        wanted.update(token for _, token in description.pairs if token.startswith(OWN))
        wanted.update(source for group in description.groups for source in group.first)
    nodes = workspace.find_nodes(wanted)
    further = {token for node in nodes.values() for token in node.values().values() if token.startswith(OWN)}
    nodes.update(workspace.find_nodes(further - nodes.keys()))
    return nodes


@dataclass(slots=True)
class NodeWriter:
    """Writes all files of the nodes of one folder."""

    workspace: Workspace
    maker: PageMaker
    dataset: str
    nodes: dict[str, NodeRow]
    site: SiteFolder
    root: str
    """The way from the folder to the root of the site."""
    _viewers: dict[str, Viewer] = field(init=False)

    def __post_init__(self) -> None:
        """A viewer for each language: what it once named it knows for all nodes of the folder."""
        self._viewers = {name: Viewer(load_terms(), name, self.root, self.nodes) for name in LANGUAGES}

    def make(self, description: Description, names: NameDigests) -> None:
        """Write the files of a node, and its further lists, unless nothing changed of what they show."""
        printed = self._find_lines(description)
        lines = "".join(f"{number} {text}\n" for _, number, text in printed)
        digest = self.site.origin.digest(self.dataset, names.of(description), lines)
        self.site.make(description.iri[1:], digest, lambda: self._write(description, printed))
        for group in description.groups:
            if group.first and group.total > len(group.first):
                self._make_list(description.iri, group)

    def _write(self, description: Description, printed: Sequence[Printed]) -> None:
        """The node's pages, Turtle and JSON-LD."""
        path = description.iri[1:]
        shown_groups = [group for group in description.groups if group.first]
        about = self._describe_file(path, shown_groups)
        base = self.maker.base
        incoming = [(s, [(g.predicate, description.iri)]) for g in shown_groups for s in g.first]
        own = [(description.iri, description.pairs), *incoming, (f"{description.iri}{TURTLE}", about)]
        self.site.write_text(path + TURTLE, write_turtle(base, own))
        self.site.write_text(path + JSON_LD, self._write_json(path, description, shown_groups))
        schema = describe_for_search(base, self.dataset, self.nodes[description.iri], description)
        for language, viewer in self._viewers.items():
            view = self._view(description, viewer, printed)
            page = self.maker.render("node.html", language, path, **view, schema=schema)
            self.site.write_text(path + SUFFIXES[language], page)

    def _describe_file(self, path: str, groups: Iterable[Group]) -> list[Pair]:
        """What a file says of itself: its topic, the dataset, and which lists it does not hold in full."""
        pairs = [(_FOAF_TOPIC, OWN + path), (_IN_DATASET, self.dataset)]
        for group in groups:
            if group.total > len(group.first):
                name = f"{group.predicate} {WP_PREFIX}{group.rdf_class}"
                pairs.append((_COMMENT, f'"{len(group.first)} of {group.total} incoming {name}"@en'))
        return sorted(pairs)

    def _write_json(self, path: str, description: Description, groups: Iterable[Group]) -> str:
        """The node as JSON-LD."""
        base = self.maker.base
        incoming: dict[str, list[str]] = {}
        for group in groups:
            incoming.setdefault(group.predicate, []).extend(group.first)
        about: dict[str, Any] = {
            "@id": f"{base}{path}{JSON_LD}",
            "foaf:primaryTopic": {"@id": base + path},
            "void:inDataset": {"@id": base + self.dataset[1:]},
        }
        return write_json_ld(base, root_from(path), description.iri, description.pairs, incoming, about)

    def _view(self, description: Description, viewer: Viewer, printed: Sequence[Printed]) -> dict[str, Any]:
        """What the template of a node shows."""
        path, node = description.iri[1:], self.nodes[description.iri]
        name = path.rpartition("/")[2]
        heading = viewer.link(description.iri)
        class_page = f"{viewer.root}classes/{node.rdf_class}" if node.rdf_class else ""
        ending = SUFFIXES[viewer.language]
        return {
            "title": heading.text,
            "heading": heading,
            "kind": Value(viewer.class_name(node.rdf_class), class_page + ending if class_page else ""),
            "iri": self.maker.base + path,
            "crumbs": viewer.crumbs(description),
            "says": viewer.rows(description, provenance=False),
            "provenance": viewer.rows(description, provenance=True),
            "printed": [
                {"number": number, "text": line, "href": viewer.lines_link(text, number)}
                for text, number, line in printed
            ],
            "cut": any(line.endswith("…") for _, _, line in printed),
            "tables": viewer.tables(description),
            "lines_href": viewer.page(description.iri, lines_part(1)) if node.rdf_class == "NumberedText" else "",
            "formats": [(kind, name + ending) for ending, kind in MEDIA_TYPES.items()],
            "downloads": [("Turtle", name + TURTLE), ("JSON-LD", name + JSON_LD)],
            "quiet": path.split("/")[1] in shown("minor"),
        }

    def _find_lines(self, description: Description) -> list[Printed]:
        """The printed lines on which a record stands."""
        places = [token for p, token in description.pairs if p == "wp:statedAt"]
        if "wp:firstLine" in dict(description.pairs):
            places = [description.iri]
        found: list[Printed] = []
        for place in places:
            values = self.nodes[place].values() if place in self.nodes else {}
            if "wp:firstLine" not in values or _SOURCE not in values:
                continue
            first, text = int(text_of(values["wp:firstLine"])), values[_SOURCE]
            last = int(text_of(values["wp:lastLine"])) if "wp:lastLine" in values else first
            lines = self.workspace.read_lines(text, first, min(last, first + _LINES - 1))
            found += [(text, number, line) for number, line in lines]
        return found

    def _make_list(self, target: str, group: Group) -> None:
        """Further pages with all nodes that point here by a property."""
        sources = self.workspace.list_sources(target, group.predicate, group.rdf_class)
        pages = -(-group.total // ROWS_A_PAGE)
        for number in range(1, pages + 1):
            page = list(islice(sources, ROWS_A_PAGE))
            nodes = _find_rows(self.workspace, page)
            listed = [nodes[iri] for iri in page if iri in nodes]
            known = {**self.nodes, **nodes}
            rows = NameDigests(known)
            digest = self.site.origin.digest(
                f"{group.total} {number} {pages}", rows.name(target), *(rows.row(node.iri) for node in listed)
            )
            part = list_part(load_terms().curie(group.predicate), group.rdf_class, number)
            write = partial(self._write_list, target, group, (number, pages), listed, known)
            self.site.make(target[1:] + part, digest, write)

    def _write_list(
        self,
        target: str,
        group: Group,
        place: tuple[int, int],
        listed: Sequence[NodeRow],
        known: dict[str, NodeRow],
    ) -> None:
        """One page of a list; `place` is its number and that of all pages."""
        number, pages = place
        path, predicate = target[1:], load_terms().curie(group.predicate)
        parts = [list_part(predicate, group.rdf_class, n) for n in (number - 1, number, number + 1)]
        for language in LANGUAGES:
            viewer = Viewer(load_terms(), language, root_from(path), known)
            names, bodies = viewer.table(group.rdf_class, listed, group.predicate)
            caption = viewer.caption(group.predicate, group.rdf_class)
            view = {
                "heading": caption,
                "names": names,
                "bodies": bodies,
                "total": group.total,
                "title": f"{viewer.link(target).text}: {caption}",
                "of": viewer.link(target),
                "number": number,
                "pages": pages,
                "before": viewer.page(target, parts[0]) if number > 1 else "",
                "after": viewer.page(target, parts[2]) if number < pages else "",
                "quiet": True,
            }
            text = self.maker.render("list.html", language, path, parts[1], **view)
            self.site.write_text(path + parts[1] + SUFFIXES[language], text)


def _find_rows(workspace: Workspace, sources: Iterable[str]) -> dict[str, NodeRow]:
    """Nodes to list and what their cells lead to."""
    nodes = workspace.find_nodes(sources)
    further = {token for node in nodes.values() for token in node.values().values() if token.startswith(OWN)}
    return {**workspace.find_nodes(further - nodes.keys()), **nodes}
