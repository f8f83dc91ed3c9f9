"""Writes records as nodes: their fields by the plan of their class, their place, and what follows from others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import lru_cache
from operator import attrgetter
from typing import Any, Final, NamedTuple

from mapper.graph.derived import Derived, extent_of
from mapper.graph.fields import MANY, PLANS
from mapper.graph.forms import Codes, Forms, integer
from mapper.graph.identity import Identity
from mapper.graph.labels import label_of
from mapper.graph.nodes import Nodes, label_pair, pairs_of, predicates_of, types_of
from mapper.graph.nquads import XSD, iri, minted, quote
from mapper.graph.periods import Bounds
from mapper.graph.sections import Sections
from mapper.keys import evidence_iri, text_iri
from mapper.records import Reading, Record, Relation, Span
from mapper.records.document import ReadDocument
from mapper.vocabulary import WP

HAS_SOURCE: Final = iri("http://www.w3.org/ns/oa#hasSource") + " "
_DAY: Final = f'"^^{iri(XSD + "date")}'
(_ORDER,), (_OCCURRENCE,), (_RULE,), (_READING,), (_LINE,) = map(
    predicates_of, (WP.order, WP.occurrence, WP.rule, WP.reading, WP.line)
)


class ClassWriter(NamedTuple):
    """How the records of one class are written, bound to the forms of one document."""

    types: tuple[str, ...]
    read: Callable[[Any], tuple[Any, ...]]
    """Gives the reading rule, and the values of the fields: those with one token, then those with several."""
    single: list[tuple[Callable[[Any], str], tuple[str, ...]]]
    """For each field with one token: what makes it, and the predicates that take it."""
    many: list[tuple[Callable[[Any], Iterable[str]], tuple[str, ...]]]


class RecordWriter:
    """Adds the records of one document to the nodes of its graph."""

    def __init__(
        self, base: str, read: ReadDocument, nodes: Nodes, forms: Forms, sections: Sections, derived: Derived
    ) -> None:
        self._base, self._doc, self._page = base, read.doc, read.page
        self._nodes, self._forms, self._sections, self._derived = nodes, forms, sections, derived
        self._text = iri(text_iri(base, read.doc))
        self._evidence: dict[Span, str] = {}
        self._places: dict[Span, list[str]] = {}
        self._readings = Codes(WP.Reading, Reading)
        self._writers: dict[type[Record], ClassWriter] = {}

    def write(self, record: Record, identity: Identity, order: int) -> None:
        """Add a record with everything that is said of it."""
        record_class = type(record)
        writer = self._writers.get(record_class) or self._prepare(record_class)
        section = self._sections.of(record)
        bounds = extent_of(record)
        rule, *values = writer.read(record)
        pairs = [
            *writer.types,
            *section.pairs,
            label_pair(label_of(record, self._doc)),
            _ORDER + integer(order),
            _OCCURRENCE + integer(identity.occurrence),
            _RULE + self._forms.text(rule),
            _READING + self._readings[record.reading],
            *self.place(record.span),
            *_extent_pairs(bounds),
            *self._derived.of(record, section, bounds),
        ]
        for (token_of, predicates), value in zip(writer.single, values, strict=False):
            if token := token_of(value):
                for predicate in predicates:
                    pairs.append(predicate + token)
        for (tokens_of, predicates), value in zip(writer.many, values[len(writer.single) :], strict=True):
            pairs += [predicate + token for token in tokens_of(value) for predicate in predicates]
        for further in record.support:
            pairs += pairs_of(WP.supportedBy, self._lines(further))
        for again in record.repeats:
            pairs += pairs_of(WP.repeatedAt, self._lines(again))
        if isinstance(record, Relation):
            lines = ";".join(map(str, record.support or (record.span,)))
            pairs += pairs_of(WP.linesText, quote(lines))
        self._nodes[minted(identity.iri)] = pairs

    def place(self, span: Span) -> list[str]:
        """The pairs that say where something stands: its line as text, and its evidence."""
        pairs = self._places.get(span)
        if pairs is None:
            line = _LINE + self._forms.text(str(span))
            pairs = self._places[span] = [line, *pairs_of(WP.statedAt, self._lines(span))]
        return pairs

    def _lines(self, span: Span) -> str:
        """The evidence node of some lines, written once."""
        token = self._evidence.get(span)
        if token is None:
            token = self._evidence[span] = minted(evidence_iri(self._base, self._doc, span.first, span.last))
            self._nodes.add(
                token,
                types_of(WP.Evidence),
                [HAS_SOURCE + self._text, label_pair(f"{self._doc}:{span}")],
                pairs_of(WP.line, self._forms.text(str(span))),
                pairs_of(WP.firstLine, integer(span.first)),
                pairs_of(WP.lastLine, integer(span.last)),
                pairs_of(WP.firstPage, integer(page) if (page := self._page(span.first)) else ""),
            )
        return token

    def _prepare(self, record_class: type[Record]) -> ClassWriter:
        """Bind the plan of a class to the forms of this document."""
        plan = PLANS[record_class]
        single = [field for field in plan.written if field.form not in MANY]
        many = [field for field in plan.written if field.form in MANY]
        writer = self._writers[record_class] = ClassWriter(
            types_of(plan.rdf_class),
            attrgetter("rule", *(field.name for field in (*single, *many))),
            [(self._forms.of(field), predicates_of(field.term)) for field in single],
            [(self._forms.of(field), predicates_of(field.term)) for field in many],
        )
        return writer


@lru_cache(maxsize=1024)
def _extent_pairs(bounds: Bounds) -> list[str]:
    """Year, first and last day, as far as they are known."""
    pairs = []
    if bounds.year:
        pairs += pairs_of(WP.year, integer(int(bounds.year)))
    if bounds.earliest:
        pairs += pairs_of(WP.earliest, f'"{bounds.earliest}{_DAY}')
    if bounds.latest:
        pairs += pairs_of(WP.latest, f'"{bounds.latest}{_DAY}')
    return pairs
