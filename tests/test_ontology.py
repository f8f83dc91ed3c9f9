"""The ontology parses, is complete in two languages, and agrees with the records, the shapes and the data."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import RdfFormat, parse

from mapper.documentation import derived_files
from mapper.documentation.__main__ import main
from mapper.documentation.modules import concepts_of
from mapper.documentation.pages import load_shapes
from mapper.graph.fields import COMPANIONS, DERIVED, PLANS, RECORD_CLASSES
from mapper.graph.nquads import RDF, RDFS, XSD
from mapper.graph.ontology import OWL, SKOS, load_ontology
from mapper.graph.terms import RANGES
from mapper.metadata import Licence
from mapper.records import CorrectionKind, Kind, Reading, Record, Ref
from mapper.resources import find_folder, ontology_file
from mapper.vocabulary import CONCEPTS, WP, WP_NAMESPACE
from tests.graph.sample import RECORDS

CHECKOUT = Path(__file__).parent.parent
ONTOLOGY, SHAPES = load_ontology(), load_shapes()
SH = "http://www.w3.org/ns/shacl#"
DOMAIN = "https://schema.org/domainIncludes"
FILES = sorted(
    path.relative_to(find_folder("ontology")).as_posix() for path in find_folder("ontology").glob("**/*.ttl")
)


@pytest.mark.parametrize("name", FILES)
def test_a_file_parses_alike_in_rdflib_and_pyoxigraph(name: str) -> None:
    path = ontology_file(name)
    graph = rdflib.Graph().parse(path, format="turtle")
    assert len(graph) == len({quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)}) > 20


def test_all_files_are_there() -> None:
    assert {"workplan.ttl", "concepts.ttl", "alignments.ttl", "shapes/structure.ttl"} <= set(FILES)


DERIVED_FILES = {path: text for files in derived_files(CHECKOUT).values() for path, text in files.items()}


@pytest.mark.parametrize("path", DERIVED_FILES)
def test_derived_files_are_current(path: str) -> None:
    written = (CHECKOUT / path).read_text(encoding="utf-8")
    assert written == DERIVED_FILES[path], "run python -m mapper.documentation"


def test_there_are_six_derived_files() -> None:
    assert len(DERIVED_FILES) == 6


@pytest.mark.parametrize("arguments", [["nonsense"]])
def test_an_unknown_target_is_named(arguments: list[str]) -> None:
    with pytest.raises(SystemExit, match="nonsense"):
        main(arguments)


@pytest.mark.parametrize("term", [*ONTOLOGY.classes(), *ONTOLOGY.properties()], ids=lambda term: term.split("#")[1])
def test_every_term_has_a_label_and_a_meaning_in_korean_and_english(term: str) -> None:
    for predicate in (RDFS + "label", SKOS + "definition"):
        for language in ("ko", "en"):
            assert ONTOLOGY.text(term, predicate, language), f"{predicate} in {language}"


def test_every_concept_has_two_labels_and_stands_in_a_scheme() -> None:
    concepts = ONTOLOGY.own(SKOS + "Concept")
    assert len(concepts) > 120
    for concept in concepts:
        assert ONTOLOGY.text(concept, SKOS + "prefLabel", "ko")
        assert ONTOLOGY.text(concept, SKOS + "prefLabel", "en")
        (scheme,) = ONTOLOGY.objects(concept, SKOS + "inScheme")
        assert SKOS + "ConceptScheme" in ONTOLOGY.objects(scheme, RDF + "type")
        tops = ONTOLOGY.objects(scheme, SKOS + "hasTopConcept")
        assert (concept in tops) != bool(ONTOLOGY.objects(concept, SKOS + "broader"))


def test_no_two_concepts_of_a_scheme_share_a_label_or_a_notation() -> None:
    for code in CONCEPTS:
        concepts = ONTOLOGY.own(code)
        notations = [n for concept in concepts for n in ONTOLOGY.objects(concept, SKOS + "notation")]
        assert len(notations) == len(set(notations))
        for language in ("ko", "en"):
            labels = [ONTOLOGY.text(concept, SKOS + "prefLabel", language) for concept in concepts]
            assert len(set(labels)) in (len(labels), 1 if code == WP.Period else len(labels))


STANDARDS = {
    str(namespace): namespace
    for namespace in (
        rdflib.DCTERMS,
        rdflib.FOAF,
        rdflib.ORG,
        rdflib.OWL,
        rdflib.PROV,
        rdflib.QB,
        rdflib.RDF,
        rdflib.RDFS,
        rdflib.SDO,
        rdflib.SH,
        rdflib.SKOS,
        rdflib.TIME,
        rdflib.VANN,
        rdflib.XSD,
    )
}
"""Namespaces whose terms rdflib knows one by one."""


def test_every_term_of_a_standard_exists_there() -> None:
    used = set()
    for name in FILES:
        for quad in parse(path=ontology_file(name), format=RdfFormat.TURTLE):
            used |= {term.value for term in (quad.predicate, quad.object) if str(term).startswith("<")}
    checked = 0
    for term in used:
        for prefix, namespace in STANDARDS.items():
            if term.startswith(prefix) and term != prefix:
                assert namespace[term.removeprefix(prefix)] == rdflib.URIRef(term)
                checked += 1
    assert checked > 60


# Records and ontology


@pytest.mark.parametrize("record_class", RECORD_CLASSES, ids=lambda value: value.__name__)
def test_every_bound_property_is_declared_for_its_class_with_a_range_that_fits(record_class: type[Record]) -> None:
    plan = PLANS[record_class]
    assert plan.rdf_class in ONTOLOGY.classes()
    for field in plan.bound:
        assert field.term in ONTOLOGY.properties(), field.name
        assert plan.rdf_class in ONTOLOGY.objects(field.term, DOMAIN), f"{field.term} of {record_class.__name__}"
        assert RANGES.get(field.term, XSD + "string") in ranges_for(field.python_type), f"{field.name}: {field.term}"


def ranges_for(python_type: object) -> set[str]:
    """The ranges that a Python type may stand for."""
    texts = {XSD + "string", XSD + "date", WP.PartialDate, XSD + "decimal", *opens()}
    by_type: dict[object, set[str]] = {
        bool: {XSD + "boolean"},
        int: {XSD + "integer", XSD + "decimal"},
        Decimal: {XSD + "decimal"},
        str: texts,
        Ref: {WP.Entry},
        tuple[str, ...]: {XSD + "string"},
        tuple[tuple[str, str], ...]: {WP.Dimension},
        Record: {WP.Record},
        tuple[Record, ...]: {WP.Record},
    }
    if isinstance(python_type, type) and issubclass(python_type, StrEnum):
        return {code_of(python_type)}
    return by_type[python_type]


def opens() -> set[str]:
    """The classes of open lists."""
    return {code for code in CONCEPTS if WP.OpenCode in ONTOLOGY.closure(code, RDFS + "subClassOf")}


def code_of(enum: type[StrEnum]) -> str:
    """The class of codes that an enum stands for: the one with just its values as notations."""
    values = {member.value for member in enum}
    (code,) = [code for code in CONCEPTS if set(CONCEPTS[code]) == values]
    return code


ENUMS = sorted(
    {
        field.python_type
        for record_class in RECORD_CLASSES
        for field in PLANS[record_class].bound
        if isinstance(field.python_type, type) and issubclass(field.python_type, StrEnum)
    }
    | {CorrectionKind, Kind, Licence, Reading},
    key=lambda enum: enum.__name__,
)


@pytest.mark.parametrize("enum", ENUMS, ids=lambda enum: enum.__name__)
def test_each_member_of_an_enum_is_one_notation_of_one_scheme(enum: type[StrEnum]) -> None:
    code = code_of(enum)
    assert WP.Code in ONTOLOGY.closure(code, RDFS + "subClassOf")
    assert concepts_of(ONTOLOGY, code) == dict(CONCEPTS[code])
    assert len(set(CONCEPTS[code].values())) == len(enum)


def test_twelve_enums_are_bound() -> None:
    assert len(ENUMS) == 12


@pytest.mark.parametrize("record_class", RECORD_CLASSES, ids=lambda value: value.__name__)
def test_the_key_of_a_class_holds_no_figure_and_no_line(record_class: type[Record]) -> None:
    key = ONTOLOGY.key(PLANS[record_class].rdf_class)
    bound = {field.term for field in PLANS[record_class].bound}
    figures = {
        WP.amount,
        WP.count,
        WP.value,
        WP.quantity,
        WP.printed,
        WP.quantum,
        WP.members,
        WP.times,
        WP.line,
        WP.block,
    }
    assert key[0] == WP.document
    assert key[-1] == WP.occurrence
    assert set(key[1:-1]) <= bound
    assert not figures & set(key)


def test_every_code_class_is_the_range_of_a_property() -> None:
    ranges = {value for term in ONTOLOGY.properties() for value in ONTOLOGY.objects(term, RDFS + "range")}
    assert set(CONCEPTS) - {WP.Licence} <= ranges


def test_the_sample_uses_every_record_class() -> None:
    entries = {type(record) for record in RECORDS}
    assert {c for c in RECORD_CLASSES if c.table != "relations"} == entries


# Shapes


def property_shapes(rdf_class: str) -> dict[str, str]:
    """The property shapes that a node of a class has to meet, by path; those of the class itself first."""
    found: dict[str, str] = {}
    for term in ONTOLOGY.closure(rdf_class, RDFS + "subClassOf"):
        for shape in SHAPES.subjects(SH + "NodeShape"):
            if term in SHAPES.objects(shape, SH + "targetClass"):
                for property_shape in SHAPES.objects(shape, SH + "property"):
                    found.setdefault(SHAPES.objects(property_shape, SH + "path")[0], property_shape)
    return found


def shape_values(shape: str, name: str) -> list[str]:
    """The values of a constraint; the members of a list."""
    values = SHAPES.objects(shape, SH + name)
    return list(SHAPES.members(values[0])) if name in ("in", "or") and values else values


@pytest.mark.parametrize("rdf_class", ONTOLOGY.classes(), ids=lambda term: term.split("#")[1])
def test_every_class_has_a_shape(rdf_class: str) -> None:
    classes = {
        value for shape in SHAPES.subjects(SH + "NodeShape") for value in SHAPES.objects(shape, SH + "targetClass")
    }
    assert {WP.Code, WP.OpenCode, rdf_class} & {*classes} & {*ONTOLOGY.closure(rdf_class, RDFS + "subClassOf")}


def test_every_shape_has_an_iri_names_descriptions_and_a_severity() -> None:
    shapes = [*SHAPES.subjects(SH + "NodeShape"), *SHAPES.subjects(SH + "PropertyShape")]
    anonymous = [t for t in SHAPES.triples if str(t.subject).startswith("_:") and t.predicate.value.startswith(SH)]
    assert len(shapes) > 250
    assert anonymous == []
    for shape in shapes:
        for name in ("name", "description"):
            for language in ("ko", "en"):
                assert SHAPES.text(shape, SH + name, language), f"{shape} {name} {language}"
        assert shape_values(shape, "severity") == [SH + "Violation"]


def test_every_property_shape_belongs_to_a_node_shape() -> None:
    used = [value for shape in SHAPES.subjects(SH + "NodeShape") for value in SHAPES.objects(shape, SH + "property")]
    assert sorted(used) == sorted(SHAPES.subjects(SH + "PropertyShape"))


ALWAYS_WRITTEN = {WP.fundingSource, WP.series, WP.whole, WP.growth, WP.tolerance, WP.additive}
"""Optional fields whose default is written all the same."""


@pytest.mark.parametrize("record_class", RECORD_CLASSES, ids=lambda value: value.__name__)
def test_shapes_records_and_ontology_agree(record_class: type[Record]) -> None:
    plan = PLANS[record_class]
    shapes = property_shapes(plan.rdf_class)
    terms = {(field.term, field.required) for field in plan.bound}
    terms |= {(t, required) for term, required in terms for t, _ in COMPANIONS.get(term, ()) if t in shapes}
    for term, required in terms:
        assert term in shapes, f"{term} of {record_class.__name__} has no shape"
        shape = shapes[term]
        wanted = required or term in ALWAYS_WRITTEN or term == WP.referencePeriod
        assert shape_values(shape, "minCount") == (["1"] if wanted and term != WP.unit else []), term
        assert constrains(shape) == {RANGES.get(term, XSD + "string")}, term
    many = {field.term for field in plan.bound if str(field.python_type).startswith("tuple")}
    for term, _ in terms:
        assert shape_values(shapes[term], "maxCount") == ([] if term in many else ["1"]), term


def constrains(shape: str) -> set[str]:
    """The range that a property shape amounts to."""
    listed = set(shape_values(shape, "in"))
    if listed:
        return {code for code in CONCEPTS if set(CONCEPTS[code].values()) - {CONCEPTS[code].get("")} == listed}
    if shape_values(shape, "or"):
        datatypes = {value for member in shape_values(shape, "or") for value in SHAPES.objects(member, SH + "datatype")}
        return {WP.PartialDate} if datatypes == {XSD + "date", XSD + "gYearMonth", XSD + "gYear"} else datatypes
    return {*shape_values(shape, "datatype"), *shape_values(shape, "class")}


def test_derived_terms_are_bound_fields() -> None:
    bound = {field.term for record_class in RECORD_CLASSES for field in PLANS[record_class].bound}
    assert set(COMPANIONS) <= bound
    assert bound >= DERIVED
    assert not {term for pairs in COMPANIONS.values() for term, _ in pairs} & bound


def test_the_namespace_is_one_constant() -> None:
    hits = [
        path.name
        for path in (CHECKOUT / "mapper").rglob("*.py")
        if WP_NAMESPACE in path.read_text(encoding="utf-8") and "_data" not in path.parts
    ]
    assert hits == ["vocabulary.py"]
    assert ONTOLOGY.objects(WP_NAMESPACE, RDF + "type") == [OWL + "Ontology"]
