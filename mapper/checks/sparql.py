"""SPARQL constraints, rewritten to judge all focus nodes of a class in one query.

SHACL binds `$this` before a constraint runs, once a focus node. A query is the same for all nodes at once if
`$this` is bound by a triple pattern of its outermost group and nothing below it needs the binding sooner; that is
what `compile_query` insists on. What does not fit is left to pySHACL.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pyoxigraph import QuerySolutions, RdfFormat, Store

from mapper.checks.triples import RDF_TYPE, Triples

_TOKEN: Final = re.compile(
    r"(?P<skip>\s+|\#[^\n]*)|(?P<string>\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')|(?P<iri><[^<>\"{}|^`\\\s]*>)"
    r"|(?P<variable>[?$]\w+)|(?P<name>[A-Za-z][\w-]*:[\w.-]*\w)|(?P<word>[A-Za-z]\w*)|(?P<mark>[^\s])"
)
_FORBIDDEN: Final = frozenset({"MINUS", "VALUES", "SERVICE", "GRAPH", "FROM", "CONSTRUCT", "ASK", "DESCRIBE"})
_AGGREGATES: Final = frozenset({"GROUP", "HAVING", "SUM", "COUNT", "MIN", "MAX", "AVG", "SAMPLE", "GROUP_CONCAT"})
_BOUND_BY_SHACL: Final = frozenset({"$PATH", "$shapesGraph", "$currentShape"})
_THIS: Final = ("?this", "$this")

Token = tuple[str, str, int]
"""Kind, text and offset."""


@dataclass(frozen=True, slots=True)
class Query:
    """A constraint as one query over the instances of a class."""

    text: str
    iris: frozenset[str]
    """The IRIs that it names, as terms: it can match no other predicate, and no other class."""

    def run(self, store: Store) -> Iterator[tuple[str, str]]:
        """Each focus node that fails, with the value that the query names (empty if none)."""
        found = store.query(self.text)
        assert isinstance(found, QuerySolutions)
        has_value = any(variable.value == "value" for variable in found.variables)
        for solution in found:
            value = solution["value"] if has_value else None
            if solution["this"] is not None:  # an aggregate over nothing has a row of nothing
                yield str(solution["this"]), str(value) if value is not None else ""


def compile_query(select: str, prefixes: Mapping[str, str], target_class: str) -> Query | None:
    """A constraint for all instances of a class (a term); None if it may not be the same for all at once."""
    tokens = [(str(match.lastgroup), match[0], match.start()) for match in _TOKEN.finditer(select)]
    code = [token for token in tokens if token[0] != "skip"]
    if not _fits(code):
        return None
    opening = next(start for _, text, start in code if text == "{")
    joined = f"{select[: opening + 1]} $this {RDF_TYPE} {target_class} . {select[opening + 1 :]}"
    header = "".join(f"PREFIX {prefix}: <{namespace}>\n" for prefix, namespace in prefixes.items())
    return Query(header + joined, frozenset({RDF_TYPE, target_class, *_iris(code, prefixes)}))


def _fits(code: list[Token]) -> bool:
    """Whether the query is one SELECT over `$this` that can be joined with a class."""
    words = [text.upper() for kind, text, _ in code if kind == "word"]
    variables = [text for kind, text, _ in code if kind == "variable"]
    if words.count("SELECT") != 1 or _FORBIDDEN & set(words) or _BOUND_BY_SHACL & set(variables):
        return False
    if _AGGREGATES & set(words) and not _groups_by_this(code):
        return False
    return _binds_this_first(code) and not _needs_this_below(code) and not _has_open_predicate(code)


def _groups_by_this(code: list[Token]) -> bool:
    """Whether `$this` stands among the variables of GROUP BY."""
    texts = [text for _, text, _ in code]
    for at in range(len(texts) - 1):
        if (texts[at].upper(), texts[at + 1].upper()) == ("GROUP", "BY"):
            listed = []
            for kind, text, _ in code[at + 2 :]:
                if kind != "variable":
                    break
                listed.append(text)
            return any(text in _THIS for text in listed)
    return False


def _binds_this_first(code: list[Token]) -> bool:
    """Whether the outermost group begins with a triple pattern about `$this`."""
    opening = next((at for at, (_, text, _) in enumerate(code) if text == "{"), len(code))
    return opening + 1 < len(code) and code[opening + 1][1] in _THIS


def _needs_this_below(code: list[Token]) -> bool:
    """Whether an inner group uses `$this` other than as the subject of a triple pattern, where it binds itself."""
    depth = 0
    for at, (_, text, _) in enumerate(code):
        depth += (text == "{") - (text == "}")
        if depth > 1 and text in _THIS and code[at - 1][1] not in {"{", ".", "}"}:
            return True
    return False


def _has_open_predicate(code: list[Token]) -> bool:
    """Whether a predicate may be a variable: two variables stand side by side between braces."""
    depth = 0
    for (kind, text, _), (after, _, _) in pairwise(code):
        depth += (text == "{") - (text == "}")
        if depth and kind == "variable" and after == "variable":
            return True
    return False


def _iris(code: Iterable[Token], prefixes: Mapping[str, str]) -> Iterator[str]:
    """The IRIs that the query names, as terms."""
    for kind, text, _ in code:
        if kind == "iri":
            yield text
        elif kind == "name":
            prefix, _, local = text.partition(":")
            yield f"<{prefixes.get(prefix, '')}{local}>"


def make_store(triples: Triples, iris: Iterable[str]) -> Store:
    """An in-memory store of the triples that queries naming only these IRIs can match."""
    named = frozenset(iris)
    types = (f"{node} {RDF_TYPE} {one} ." for one in named for node in triples.instances(one))
    others = triples.lines(named - {RDF_TYPE})
    store = Store()
    store.load("\n".join((*types, *others)).encode(), RdfFormat.N_TRIPLES)
    return store
