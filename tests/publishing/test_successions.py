"""What took whose place: offices that a reorganisation ended, and tombstones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import rdflib
from rdflib.namespace import DCTERMS, OWL

from mapper.publishing import published_graphs
from mapper.publishing.folder import SiteFolder
from mapper.publishing.rendering import PageMaker
from mapper.publishing.successions import REPLACED, describe_successions
from mapper.publishing.tokens import split_quad
from mapper.publishing.tombstones import write_tombstones
from mapper.store.release import ReleaseFiles
from mapper.vocabulary import WP
from tests.publishing.conftest import BASE

OLD, NEW = "id/office/0a1b2c3d4e5f", "id/office/0a1b2c3d4e60"


def test_offices_that_were_renamed_are_replaced_and_those_that_gave_work_away_are_not(
    example_release: ReleaseFiles, tmp_path: Path
) -> None:
    graphs = published_graphs(example_release, BASE, tmp_path)
    describe_successions(graphs)
    links, catalog = graphs.find("graph/links"), graphs.find("graph/catalog")
    assert links is not None
    assert catalog is not None
    quads = [split_quad(line) for line in links.lines()]
    replaced = {(s, o) for s, p, o, _ in quads if p == f"<{REPLACED}>"}
    succeeded = {(o, s) for s, p, o, _ in quads if p == f"<{WP.succeeds}>"}
    renames = {s for s, p, o, _ in quads if p == f"<{WP.changeKind}>" and o.endswith("changeKind-rename>")}
    assert len(replaced) == len(renames) == 3
    assert replaced < succeeded, "one succession is a transfer: the office stays"
    assert list(links.lines()) == sorted(links.lines())
    [count] = [line for line in catalog.lines() if line.startswith(f"<{BASE}graph/links> <http://rdfs.org/ns/void#tri")]
    assert f'"{len(quads)}"' in count


def bury(site: Path, alive: list[str], *, told: bool = True) -> rdflib.Graph:
    """The tombstone of the old office after a run that wrote these pages."""
    pages = {f"{path}.html" for path in alive}
    write_tombstones([OLD], PageMaker(BASE), SiteFolder(site), pages.__contains__, told=told)
    return rdflib.Graph().parse(site / f"{OLD}.ttl")


@pytest.fixture
def buried(tmp_path: Path) -> Path:
    """A site where the Turtle of the last run says that two offices are the same."""
    (tmp_path / "id/office").mkdir(parents=True)
    (tmp_path / f"{OLD}.ttl").write_text(f"<{BASE}{OLD}> <{WP.sameAs}> <{BASE}{OLD}> , <{BASE}{NEW}> .\n")
    return tmp_path


def test_a_tombstone_names_what_was_the_same_and_goes_on_naming_it(buried: Path) -> None:
    old, new = rdflib.URIRef(BASE + OLD), rdflib.URIRef(BASE + NEW)
    for _ in range(2):
        said = bury(buried, [NEW])
        assert set(said) == {(old, OWL.deprecated, rdflib.Literal(True)), (old, DCTERMS.isReplacedBy, new)}
    document = json.loads((buried / f"{OLD}.jsonld").read_text())
    assert document[REPLACED] == {"@id": str(new)}
    assert f'href="../../{NEW}.en.html"' in (buried / f"{OLD}.en.html").read_text()
    assert bury(buried, [NEW], told=False).value(old, DCTERMS.isReplacedBy) == new, "it was said before"


def test_a_thing_that_others_were_the_same_as_is_replaced_by_one_of_them(buried: Path) -> None:
    (buried / f"{OLD}.ttl").write_text(f"<{BASE}{NEW}> <{WP.sameAs}> <{BASE}{OLD}> .\n")
    assert bury(buried, [NEW]).value(rdflib.URIRef(BASE + OLD), DCTERMS.isReplacedBy) == rdflib.URIRef(BASE + NEW)


def test_what_is_gone_replaces_nothing(buried: Path) -> None:
    assert (None, DCTERMS.isReplacedBy, None) not in bury(buried, [])


def test_of_what_is_taken_down_no_tombstone_says_what_it_was_the_same_as(buried: Path) -> None:
    assert (None, DCTERMS.isReplacedBy, None) not in bury(buried, [NEW], told=False)
    assert (None, DCTERMS.isReplacedBy, None) not in bury(buried, [NEW]), "and none later"
