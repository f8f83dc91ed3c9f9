"""Findings: what the audit shapes found in one document, each with what is expected, what is found, and where."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from mapper.checks.compiler import Notes
from mapper.checks.equations import PREDICATES as EQUATION_PREDICATES
from mapper.checks.equations import read_equations
from mapper.checks.figures import LABEL, LINE, text_of
from mapper.checks.figures import PREDICATES as FIGURE_PREDICATES
from mapper.checks.mending import Failure, Mender
from mapper.checks.report import Result
from mapper.checks.triples import RDF_TYPE, Triples, iri_of
from mapper.vocabulary import CONCEPTS, WP

_RELATES: Final = tuple(
    f"<{term}>"
    for term in (
        WP.total, WP.addend, WP.subtrahend, WP.factor, WP.percentage, WP.numerator, WP.denominator,
        WP.firstStatement, WP.secondStatement, WP.innerStatement, WP.outerStatement,
    )
)  # fmt: skip
_PLACES: Final = {name: f"<{term}>" for name, term in (
    ("document", WP.document), ("plan", WP.plan), ("municipality", WP.municipality), ("department", WP.department),
)}  # fmt: skip
_KINDS: Final = {concept: notation for notation, concept in CONCEPTS[WP.FindingKind].items()}
_TEXT: Final = f"<{WP.text}>"
_LINES: Final = f"<{WP.linesText}>"
_EVIDENCE: Final = (f"<{WP.supportedBy}>", f"<{WP.statedAt}>")
_EXPECTED, _FOUND = f"<{WP.expectedText}>", f"<{WP.foundText}>"
_TOTAL: Final = f"<{WP.total}>"
_INNER: Final = f"<{WP.innerStatement}>"
_OUTER: Final = f"<{WP.outerStatement}>"
_COUNTS: Final = (f"<{WP.listedCount}>", f"<{WP.statedCount}>")
_PERIOD: Final = (f"<{WP.startText}>", f"<{WP.endText}>")
_AGE: Final = (f"<{WP.planYear}>", f"<{WP.assetYear}>", f"<{WP.elapsedYears}>")
PREDICATES: Final = frozenset(
    {*EQUATION_PREDICATES, *FIGURE_PREDICATES, *_RELATES, *_PLACES.values(), *_EVIDENCE, *_COUNTS, *_PERIOD, *_AGE,
     RDF_TYPE, _TEXT, _LINES, _EXPECTED, _FOUND}
)  # fmt: skip
"""Terms of all predicates that findings are made from."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A contradiction of a document with itself; nodes are IRIs."""

    kind: str
    """Notation of a concept of `wp:FindingKinds`."""
    shape: str
    severity: str
    focus: tuple[str, ...]
    """The relations, or the one statement, that a shape objects to."""
    about: tuple[str, ...]
    """The records that it rests on."""
    mends: str
    """The one record whose figure would mend it, were it as expected; empty if there is none."""
    expected: str
    found: str
    lines: str
    """All lines that it rests on, `;` between."""
    message_en: str
    message_ko: str
    evidence: tuple[str, ...]
    document: str
    plan: str
    municipality: str
    department: str


def make_findings(results: Sequence[Result], triples: Triples, notes: Mapping[str, Notes]) -> list[Finding]:
    """The findings that validation results amount to, in the order of their lines.

    Where several figures fail together and one other printed figure mends them all, they are one finding.
    """
    equations = {equation.node: equation for equation in read_equations(triples)}
    failed = {result.focus for result in results} & equations.keys()
    shape_of = {result.focus: result.shape for result in results}
    mender = Mender(
        [equation for node, equation in equations.items() if node in failed],
        [equation for node, equation in equations.items() if node not in failed and equation.holds()],
    )
    writer = _Writer(triples, notes)
    found = [writer.of_equations(failure, shape_of) for failure in mender.failures()]
    others = [result for result in results if result.focus not in failed]
    found += [writer.of_results(group) for group in _together(others, triples)]
    return sorted(found, key=lambda finding: (_line_numbers(finding.lines), finding.kind, finding.focus))


@dataclass(frozen=True, slots=True)
class _Writer:
    """Puts findings into words."""

    triples: Triples
    notes: Mapping[str, Notes]

    def of_equations(self, failure: Failure, shape_of: Mapping[str, str]) -> Finding:
        """A finding of equations that fail together."""
        nodes = [equation.node for equation in failure.equations]
        reckoned = "; ".join(equation.text() for equation in failure.equations)
        where = f"{failure.about.label} ({reckoned})"
        mends = failure.mends.node if failure.mends else ""
        return self._finding(nodes, shape_of[nodes[0]], (failure.expected, failure.found), where, mends)

    def of_results(self, group: Sequence[Result]) -> Finding:
        """A finding of results that are no equations: dates, counts, headers, years in use."""
        focus = group[0].focus
        named = text_of(self.triples, focus, _TEXT) if self.triples.object(focus, _EXPECTED) else ""
        about = self.triples.object(focus, _INNER) or self.triples.object(focus, _TOTAL) or focus
        label = named or text_of(self.triples, about, LABEL)
        nodes = [result.focus for result in group]
        return self._finding(nodes, group[0].shape, _texts(focus, self.triples), label, "")

    def _finding(self, nodes: Sequence[str], shape: str, texts: tuple[str, str], where: str, mends: str) -> Finding:
        """A finding with its lines, records and sentences."""
        triples, notes = self.triples, self.notes[shape]
        lines = _lines_of(nodes, triples)
        about = dict.fromkeys(_objects(triples, nodes, _RELATES))
        messages = {language: _fill(text, texts) for language, text in notes.messages.items()}
        return Finding(
            kind=_KINDS[notes.kind],
            shape=shape,
            severity=notes.severity,
            focus=tuple(map(iri_of, nodes)),
            about=tuple(map(iri_of, about or nodes)),
            mends=iri_of(mends) if mends else "",
            expected=texts[0],
            found=texts[1],
            lines=lines,
            message_en=f"{where}: {messages['en']} (lines {lines})",
            message_ko=f"{where}: {messages['ko']} ({lines}행)",
            evidence=tuple(sorted(set(map(iri_of, _objects(triples, nodes, _EVIDENCE))))),
            **{name: iri_of(triples.object(nodes[0], predicate)) for name, predicate in _PLACES.items()},
        )


def _objects(triples: Triples, nodes: Sequence[str], predicates: Sequence[str]) -> Iterator[str]:
    """The objects of some nodes and predicates, in their order."""
    return (one for node in nodes for predicate in predicates for one in triples.objects(node, predicate))


def _texts(focus: str, triples: Triples) -> tuple[str, str]:
    """What is expected and what is found, in words or figures of the page."""
    if triples.object(focus, _EXPECTED):
        return text_of(triples, focus, _EXPECTED), text_of(triples, focus, _FOUND)
    for predicates in (_COUNTS, _PERIOD):
        if all(triples.object(focus, predicate) for predicate in predicates):
            return text_of(triples, focus, predicates[0]), text_of(triples, focus, predicates[1])
    plan_year, asset_year, elapsed = _AGE
    passed = int(text_of(triples, triples.object(focus, _PLACES["plan"]), plan_year)) - int(
        text_of(triples, focus, asset_year)
    )
    return str(passed), text_of(triples, focus, elapsed)


def _together(results: Iterable[Result], triples: Triples) -> Iterator[list[Result]]:
    """Results that object to one printed date of one line are one; any other stands alone.

    Of a period that ends before it starts the result about the record comes first, then what says where it is printed.
    """
    groups: dict[tuple[str, ...], list[Result]] = {}
    ordered = sorted(results, key=lambda result: (bool(triples.object(result.focus, _INNER)), result))
    for result in ordered:
        inner = triples.object(result.focus, _INNER)
        own = [group for (_, focus, *_), group in groups.items() if focus == inner]
        if inner and own and not triples.object(result.focus, _OUTER):
            own[0].append(result)
            continue
        key = (text_of(triples, inner, LINE), text_of(triples, result.focus, _FOUND)) if inner else (result.focus,)
        groups.setdefault((result.shape, *key), []).append(result)
    yield from groups.values()


def _lines_of(nodes: Sequence[str], triples: Triples) -> str:
    """The lines of some relations or statements, each once, in order."""
    texts = [text_of(triples, node, _LINES) or text_of(triples, node, LINE) for node in nodes]
    return ";".join(sorted({line for text in texts for line in text.split(";") if line}, key=_line_numbers))


def _line_numbers(lines: str) -> tuple[int, ...]:
    """The numbers of a list of lines, to sort by."""
    return tuple(map(int, re.findall(r"\d+", lines)))


def _fill(message: str, texts: tuple[str, str]) -> str:
    """A shape's message with the figures of the page in its places."""
    return message.replace("{?expected}", texts[0]).replace("{?value}", texts[1])
