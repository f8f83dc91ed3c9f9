"""What a page shows of a node, in one language: labels, values and links, ready for the templates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any, Final, NamedTuple

from mapper.graph.nquads import XSD
from mapper.publishing.addresses import lines_part, list_part, page_file
from mapper.publishing.fragments import Row, Value
from mapper.publishing.terms import LABEL, SHAPES_NAMESPACE, Terms, columns_of, shown, term_page, words
from mapper.publishing.tokens import OWN, WP_PREFIX, text_of, type_of
from mapper.publishing.workspace import Description, Group, NodeRow

LINES_A_PAGE: Final = 500
"""Lines of a numbered text on one page."""
_KOREAN: Final = re.compile("[가-힣]")
_NUMBERS: Final = (f"^^<{XSD}integer>", f"^^<{XSD}decimal>")
_YEARS: Final = frozenset({"wp:fiscalYear", "wp:planYear", "wp:assetYear"})
_YES: Final = {"ko": {"true": "예", "false": "아니요"}, "en": {"true": "yes", "false": "no"}}


class Table(NamedTuple):
    """Nodes of one class below each other, in years."""

    caption: str
    names: list[Value]
    bodies: list[tuple[str, list[list[Value]]]]
    """Rows by year; the year is empty where none is told."""
    total: int
    more: str
    """Address of the list of all of them; empty where all are here."""
    anchor: str


class Viewer:
    """Makes views of nodes for one page: its language, its way to the root, and the nodes that it can name."""

    def __init__(self, terms: Terms, language: str, root: str, nodes: Mapping[str, NodeRow]) -> None:
        self.terms, self.language, self.root, self.nodes = terms, language, root, nodes
        self._words = words(language)
        self._links: dict[str, Value] = {}
        self._names: dict[str, Value] = {}

    def value(self, predicate: str, token: str) -> Value:
        """The object of a pair."""
        if token.startswith('"'):
            return self._literal(predicate, token)
        if token.startswith(OWN):
            return self.link(token)
        if token.startswith((WP_PREFIX, f"<{SHAPES_NAMESPACE}")):
            page, _, local = term_page(token).partition("#")
            return Value(self.terms.label(token, self.language), f"{self.root}{page_file(page, self.language)}#{local}")
        return self._text(self.terms.curie(token), token[1:-1])

    def link(self, iri: str) -> Value:
        """A node of the site by its label; its address alone where it has no page."""
        found = self._links.get(iri)
        if found is None:
            node = self.nodes.get(iri)
            if node is None:
                found = Value(iri[1:])
            else:
                found = self._text(node.label or self.class_name(node.rdf_class), self.page(iri))
            self._links[iri] = found
        return found

    def page(self, iri: str, part: str = "") -> str:
        """The relative address of a node's page."""
        return f"{self.root}{page_file(iri[1:], self.language, part)}"

    def class_name(self, rdf_class: str) -> str:
        """What a class is called."""
        return self.terms.label(WP_PREFIX + rdf_class, self.language) if rdf_class else self._words["node"]

    def name(self, predicate: str) -> Value:
        """What a property is called; those of the vocabulary lead to their meaning."""
        found = self._names.get(predicate)
        if found is None:
            found = Value(self.terms.label(predicate, self.language))
            if predicate.startswith(WP_PREFIX):
                page, _, local = term_page(predicate).partition("#")
                found = found._replace(href=f"{self.root}{page_file(page, self.language)}#{local}")
            self._names[predicate] = found
        return found

    def rows(self, description: Description, *, provenance: bool) -> list[Row]:
        """What is said of a node: its content, or where and how it was read."""
        hidden, wanted = _properties("hidden") | {LABEL}, _properties("provenance")
        rows: dict[str, list[Value]] = {}
        for predicate, token in description.own:
            if token != description.iri and predicate not in hidden and (predicate in wanted) == provenance:
                rows.setdefault(predicate, []).append(self.value(predicate, token))
        node = self.nodes.get(description.iri)
        first = columns_of(node.rdf_class) if node else ()
        last = tuple(f"{WP_PREFIX}{name}" for name in shown("path"))
        order = [*(p for p in first if p in rows), *(p for p in rows if p not in first and p not in last)]
        order += [p for p in last if p in rows and p not in first]
        return [Row(self.name(predicate), rows[predicate]) for predicate in order]

    def crumbs(self, description: Description) -> list[Value]:
        """The way down to a node."""
        said = dict(reversed(description.pairs))
        names = (f"{WP_PREFIX}{name}" for name in shown("path"))
        iris = [said[name] for name in names if name in said]
        return [self.link(iri) for iri in dict.fromkeys(iris) if iri in self.nodes and iri != description.iri]

    def tables(self, description: Description) -> list[Table]:
        """What points to a node, by property and class."""
        order = shown("order")
        rank = {name: number for number, name in enumerate(order)}
        groups = sorted(description.groups, key=lambda group: rank.get(group.rdf_class, len(order)))
        return [self._table(description.iri, group) for group in groups if group.first]

    def table(self, rdf_class: str, nodes: Sequence[NodeRow], leave_out: str = "") -> tuple[list[Value], Any]:
        """Names of the columns and rows by year, for nodes of one class; columns without a value are left out."""
        cells = [(node, node.values()) for node in nodes]
        columns = [c for c in columns_of(rdf_class)[1:] if c != leave_out and any(c in values for _, values in cells)]
        first = columns_of(rdf_class)[0]
        names = [Value(self.terms.label(c, self.language), number=_is_number(c)) for c in (first, *columns)]
        placed = any("wp:line" in values for _, values in cells)
        if placed:
            names.append(Value(self._words["line"]))
        bodies = []
        for year, group in groupby(cells, lambda pair: self._year(pair[1])):
            rows = [self._cells(node, values, first, columns, placed=placed) for node, values in group]
            bodies.append((year, rows))
        if [year for year, _ in bodies] == [self._words["no_year"]]:
            bodies = [("", bodies[0][1])]
        return names, bodies

    def lines_link(self, text: str, number: int) -> str:
        """The address of a line of a numbered text."""
        return f"{self.page(text, lines_part((number - 1) // LINES_A_PAGE + 1))}#L{number}"

    def _table(self, target: str, group: Group) -> Table:
        """One group of what points to a node."""
        nodes = [self.nodes[source] for source in group.first if source in self.nodes]
        names, bodies = self.table(group.rdf_class, nodes, leave_out=group.predicate)
        part = list_part(self.terms.curie(group.predicate), group.rdf_class, 1)
        return Table(
            self.caption(group.predicate, group.rdf_class),
            names,
            bodies,
            group.total,
            self.page(target, part) if group.total > len(group.first) else "",
            part[1:],
        )

    def caption(self, predicate: str, rdf_class: str) -> str:
        """What a table lists."""
        name = self.terms.label(predicate, self.language)
        return self._words["incoming"].format(predicate=name, rdf_class=self.class_name(rdf_class))

    def _cells(
        self, node: NodeRow, values: Mapping[str, str], first: str, columns: Iterable[str], *, placed: bool
    ) -> list[Value]:
        """One row of a table; the first cell leads to the node."""
        shown_first = self.value(first, values[first]).text if first in values else node.label
        row = [self._text(shown_first or self.class_name(node.rdf_class), self.page(node.iri))]
        row += [self.value(c, values[c]) if c in values else Value("") for c in columns]
        if placed:
            row.append(Value(text_of(values["wp:line"]) if "wp:line" in values else ""))
        return row

    def _year(self, values: Mapping[str, str]) -> str:
        """The year under which a row stands."""
        token = values.get("wp:year") or values.get("wp:planYear") or values.get("wp:assetYear")
        return text_of(token) if token else self._words["no_year"]

    def _literal(self, predicate: str, token: str) -> Value:
        """A literal as people write it."""
        text, kind = text_of(token), type_of(token)
        name = predicate.removeprefix(WP_PREFIX)
        if kind in _NUMBERS:
            if _is_number(predicate):
                whole, point, rest = text.partition(".")
                text = f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdigit() else text
            return Value(
                text + (self._words["values_won"] if name in shown("won") else ""), number=_is_number(predicate)
            )
        return self._text(_YES[self.language].get(text, text) if kind == f"^^<{XSD}boolean>" else text)

    def _text(self, text: str, href: str = "") -> Value:
        """A text of the data; on an English page Korean is marked as such."""
        foreign = self.language != "ko" and _KOREAN.search(text)
        return Value(text, href, "ko" if foreign else "")


@cache
def _properties(name: str) -> frozenset[str]:
    """A list of properties that the lexicon gives, in short form."""
    return frozenset(f"{WP_PREFIX}{local}" for local in shown(name))


@cache
def _is_number(predicate: str) -> bool:
    """Whether values of a property are amounts and counts, which stand to the right; a year is none."""
    return predicate.removeprefix(WP_PREFIX) in shown("grouped")


__all__ = ["LINES_A_PAGE", "Row", "Table", "Value", "Viewer"]
