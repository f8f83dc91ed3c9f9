"""What documents share: municipalities, offices, places, committees, bodies, laws, periods, printed codes.

Such a node says only what follows from its key (type, label, municipality, links to standards), so that every
document that names it writes the same lines, and the graph of things is their union.
"""

from __future__ import annotations

import re
from typing import Final

from mapper.graph.municipalities import Municipality
from mapper.graph.nodes import Nodes, label_pair, pairs_of, types_of
from mapper.graph.nquads import RDF, XSD, iri, literal, minted, quote
from mapper.graph.periods import Bounds
from mapper.graph.territories import territory_quads, territory_token
from mapper.keys import concept_iri, instant_iri, normal_name, period_iri, shared_graph_iri, thing_iri
from mapper.records import OrganizationKind
from mapper.vocabulary import CONCEPTS, WP

TIME: Final = "http://www.w3.org/2006/time#"
SKOS: Final = "http://www.w3.org/2004/02/skos/core#"
SPATIAL: Final = "<http://purl.org/dc/terms/spatial> "

AGENT: Final = f"{iri(RDF + 'type')} <http://xmlns.com/foaf/0.1/Agent>"
INSTANT: Final = f"{iri(RDF + 'type')} {iri(TIME + 'Instant')}"

SCHEMES: Final = {WP.FundingSource: WP.FundingSources, WP.Series: WP.SeriesList, WP.Grade: WP.Grades}
"""The scheme of each open list of codes."""

_LAW_IN_BRACKETS = re.compile(r"[「『《〈]([^」』》〉]+)[」』》〉](\s*시행(?:령|규칙))?")
_ARTICLE = re.compile(r"\s*제\s*\d+\s*조.*")
_NOTE_ON_LAW = re.compile(
    r"\s*[(\[<][^()\[\]<>]*(?:\d|개정|제정|시행|약칭|이하)[^()\[\]<>]*[)\]>]"  # (2023. 1. 1. 시행), (법률 제123호)
    r"|\s*(?:법률|대통령령|훈령|예규|고시|조례)?\s*제\s*[\d-]+\s*호"
    r"|\s*['’]?\d{2,4}\s*[.\-/년]\s*\d{1,2}\s*[.\-/월](?:\s*\d{1,2}\s*[.일]?)?"
)
"""What is printed beside a law's title and is none of it: dates, numbers of promulgation, short names."""
_MARKS_OF_LAW = "「」『』《》〈〉\"'“”‘’·ㆍ,.:;-~*※○◦•▪■□▷▶❍❏"
_NATIONAL_LAW = re.compile(r"법률?(\s*시행(령|규칙))?$")


def law_title(basis: str) -> str:
    """The law's own title without brackets, article, dates and marks: 도로법 of `·「도로법(2023. 1. 1.)」 제3조`."""
    plain = normal_name(basis)
    bracketed = _LAW_IN_BRACKETS.search(plain)
    title = bracketed[1] + (bracketed[2] or "") if bracketed else _ARTICLE.sub("", plain)
    return _NOTE_ON_LAW.sub("", title).strip(_MARKS_OF_LAW + " ") or plain


class Things:
    """The shared nodes that one document names; each method gives the token of a node and writes it once."""

    def __init__(self, base: str) -> None:
        self._base = base
        self._nodes = Nodes()
        self._territories: set[str] = set()

    def lines(self) -> tuple[str, ...]:
        """The lines of the graph of things, and of that of territories for those of the municipalities, sorted."""
        things = self._nodes.lines(minted(shared_graph_iri(self._base, "things")))
        if not self._territories:
            return things
        return tuple(sorted((*things, *territory_quads(self._base, frozenset(self._territories)))))

    def municipality(self, owner: Municipality) -> str:
        """A local government, with the territories that it has had."""
        token = minted(thing_iri(self._base, "municipality", "", owner.key))
        if token not in self._nodes:
            kind = CONCEPTS[WP.OrganizationKind][OrganizationKind.MUNICIPALITY]
            self._nodes.add(token, types_of(WP.Municipality), [label_pair(owner.label)])
            self._nodes.add(token, [SPATIAL + territory_token(self._base, key) for key in owner.territories])
            self._nodes.add(token, pairs_of(WP.organizationKind, iri(kind)))
            self._territories.update(owner.territories)
        return token

    def office(self, kind: OrganizationKind, municipality: Municipality, name: str, parent: str = "") -> str:
        """A bureau, department or team; a team is told from its namesakes by its department."""
        return self._body(WP.Office, kind, municipality, name, parent if kind is OrganizationKind.TEAM else "")

    def outside_body(self, name: str) -> str:
        """A body outside the municipality, the same for all municipalities."""
        return self._body(WP.OutsideBody, OrganizationKind.OUTSIDE, None, name)

    def committee(self, municipality: Municipality, name: str) -> str:
        """A committee of a municipality."""
        return self._local(WP.Committee, "committee", municipality, name)

    def place(self, municipality: Municipality, name: str, location: str) -> str:
        """A place; common nouns are told apart by their location."""
        return self._local(WP.Place, "place", municipality, name, location)

    def law(self, municipality: Municipality, basis: str) -> str:
        """A law by its title; an act of the state belongs to no municipality."""
        title = law_title(basis)
        return self._local(WP.Law, "law", None if _NATIONAL_LAW.search(title) else municipality, title)

    def period(self, bounds: Bounds) -> str:
        """A stretch of time; where nothing is known of it, the period that says so."""
        if not any(bounds):
            return iri(CONCEPTS[WP.Period][""])
        token = minted(period_iri(self._base, bounds.earliest, bounds.latest))
        if token not in self._nodes:
            self._nodes.add(token, types_of(WP.Period), [label_pair(bounds.label)])
            for term, day, bound in (
                (WP.earliest, bounds.earliest, "hasBeginning"),
                (WP.latest, bounds.latest, "hasEnd"),
            ):
                if day:
                    pair = f"{iri(TIME + bound)} {self._instant(day)}"
                    self._nodes.add(token, pairs_of(term, literal(day, datatype=XSD + "date")), [pair])
            if bounds.year:
                self._nodes.add(token, pairs_of(WP.year, literal(bounds.year, datatype=XSD + "integer")))
        return token

    def code(self, code_class: str, text: str) -> str:
        """The concept of an open list: the one that the ontology knows, else one for the printed text."""
        known = CONCEPTS[code_class].get(text)
        if known:
            return iri(known)
        token = minted(concept_iri(self._base, code_class.rpartition("#")[2].lower(), text))
        if token not in self._nodes:
            notation = f"{iri(SKOS + 'notation')} {quote(text)}"
            name = f"{iri(SKOS + 'prefLabel')} {quote(text)}"
            scheme = f"{iri(SKOS + 'inScheme')} {iri(SCHEMES[code_class])}"
            self._nodes.add(token, types_of(code_class), [label_pair(text), name, notation, scheme])
        return token

    def agent(self, name: str) -> str:
        """Who published a document or reviewed what was read from it."""
        token = minted(thing_iri(self._base, "agent", "", normal_name(name)))
        self._nodes.add(token, [AGENT, label_pair(normal_name(name))])
        return token

    def _instant(self, day: str) -> str:
        """A day as a bound of a period."""
        token = minted(instant_iri(self._base, day))
        if token not in self._nodes:
            date = f"{iri(TIME + 'inXSDDate')} {literal(day, datatype=XSD + 'date')}"
            self._nodes.add(token, [INSTANT, date, label_pair(day)])
        return token

    def _body(
        self, rdf_class: str, kind: OrganizationKind, municipality: Municipality | None, name: str, beside: str = ""
    ) -> str:
        """A body with its kind."""
        token = self._local(rdf_class, str(kind), municipality, name, beside)
        self._nodes.add(token, pairs_of(WP.organizationKind, iri(CONCEPTS[WP.OrganizationKind][kind])))
        return token

    def _local(self, rdf_class: str, kind: str, municipality: Municipality | None, name: str, beside: str = "") -> str:
        """A thing that may belong to a municipality; `beside` tells it from its namesakes there."""
        name = normal_name(name)
        key = f"{name}/{normal_name(beside)}" if beside else name
        token = minted(thing_iri(self._base, kind, municipality.key if municipality else "", key))
        if token not in self._nodes:
            self._nodes.add(token, types_of(rdf_class), [label_pair(name)])
            if municipality:
                self._nodes.add(token, pairs_of(WP.municipality, self.municipality(municipality)))
        return token
