"""The site says what the release says, in every form, and hangs together without a server."""

from __future__ import annotations

import gzip
import hashlib
import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pyoxigraph
import pytest
import rdflib
from rdflib.compare import isomorphic

from mapper.graph.ontology import load_ontology
from mapper.keys import key_hash
from mapper.publishing import PublishReport
from mapper.publishing.tokens import split_quad, text_of
from mapper.publishing.wording import load_wording
from mapper.store.release import ReleaseFiles
from mapper.vocabulary import WP_NAMESPACE
from tests.publishing.conftest import BASE, LONG

NODES = re.compile(r"(?:id|graph)/(?:[a-z-]+/)*[0-9a-z]+")


def read_dump(site: Path, path: str = "dataset.nq.gz") -> list[str]:
    """The lines of a dump."""
    return gzip.decompress((site / path).read_bytes()).decode().splitlines()


def triples_of(lines: list[str]) -> set[str]:
    """Lines without their graphs, as N-Triples."""
    return {" ".join(split_quad(line)[:3]) for line in lines}


def parse(text: str, form: pyoxigraph.RdfFormat, base: str | None = None) -> set[str]:
    """Triples of a file."""
    return {str(quad.triple) for quad in pyoxigraph.parse(text, format=form, base_iri=base)}


def turtle_files(site: Path) -> list[Path]:
    """The Turtle of all nodes."""
    return [*site.glob("id/*/*.ttl"), *site.glob("graph/**/*.ttl")]


def test_the_turtle_of_all_nodes_together_is_the_dataset(site: Path) -> None:
    said: set[str] = set()
    for path in turtle_files(site):
        iri = BASE + path.relative_to(site).as_posix().removesuffix(".ttl")
        said |= {line for line in parse(path.read_text(), pyoxigraph.RdfFormat.TURTLE) if line.startswith(f"<{iri}> ")}
    whole = {line for line in triples_of(read_dump(site)) if line.startswith(f"<{BASE}")}
    assert len(whole) > 5000
    assert said == parse("".join(f"{line} .\n" for line in whole), pyoxigraph.RdfFormat.N_TRIPLES)


def test_json_ld_says_what_turtle_says(site: Path) -> None:
    context = json.loads((site / "context.jsonld").read_text())["@context"]
    for path in turtle_files(site)[::7]:
        other = path.with_suffix(".jsonld")
        document = {**json.loads(other.read_text()), "@context": context}
        ours = parse(json.dumps(document), pyoxigraph.RdfFormat.JSON_LD)
        about = f"<{BASE}{other.relative_to(site)}>"
        theirs = parse(path.read_text(), pyoxigraph.RdfFormat.TURTLE)
        file = f"<{BASE}{path.relative_to(site)}>"
        assert {line for line in ours if not line.startswith(about)} == {
            line for line in theirs if not line.startswith(file)
        }, path


def test_json_ld_names_a_context_that_is_there(site: Path) -> None:
    for path in site.glob("id/*/*.jsonld"):
        assert (path.parent / json.loads(path.read_text())["@context"]).resolve() == (site / "context.jsonld").resolve()


@pytest.fixture(scope="session")
def pages(site: Path) -> dict[Path, Any]:
    """All pages, parsed."""
    return {path: lxml.html.parse(str(path)).getroot() for path in site.rglob("*.html")}


def test_every_link_between_pages_leads_to_a_file_and_a_place_in_it(site: Path, pages: dict[Path, Any]) -> None:
    anchors = {path.resolve(): {*page.xpath("//@id")} for path, page in pages.items()}
    missing = set()
    for path, page in pages.items():
        if path.name.startswith(("404", "410")):
            continue  # they answer for any address and link from the server's root
        for href in page.xpath("//a/@href | //link/@href[not(starts-with(., 'http'))]"):
            if href.startswith("http"):
                continue
            file, _, anchor = href.partition("#")
            target = (path.parent / file).resolve() if file else path.resolve()
            if "=" in anchor:  # read by the scripts of that page
                anchor = ""
            if not target.is_file() or (anchor and anchor not in anchors[target]):
                missing.add((path.relative_to(site), href))
    assert missing == set()


def test_every_page_can_be_read_aloud_and_without_scripts(pages: dict[Path, Any]) -> None:
    for path, page in pages.items():
        assert page.get("lang") == ("en" if path.name.endswith(".en.html") else "ko"), path
        assert len(page.xpath("//h1")) == 1, path
        assert page.xpath("//title")[0].text, path
        assert page.xpath("//meta[@name='viewport']"), path
        scripts = page.xpath("//script[not(@type='application/ld+json')]")
        assert [node.get("src") for node in scripts] == ["browser/start.js"] * path.name.startswith("sparql."), path
        assert not any(node.text for node in scripts), path
        assert not page.xpath("//*[@onclick or @style]"), path
        assert page.xpath("//a[@class='skip' and @href='#content']"), path
        assert page.xpath("//main[@id='content']"), path
        assert len({*page.xpath("//@id")}) == len(page.xpath("//@id")), path
        levels = [int(node.tag[1]) for node in page.xpath("//h1|//h2|//h3|//h4")]
        assert all(after - before <= 1 for before, after in pairwise(levels)), path
        for table in page.xpath("//table"):
            assert table.xpath("./caption"), path
            assert table.xpath("./thead/tr/th[@scope='col']"), path
            width = len(table.xpath("./thead/tr/th"))
            for row in table.xpath("./tbody/tr"):
                assert sum(int(cell.get("colspan") or 1) for cell in row) == width, path


def test_korean_on_english_pages_is_marked(pages: dict[Path, Any]) -> None:
    for path, page in pages.items():
        if not path.name.endswith(".en.html") or path.name in ("ns.en.html", "questions.en.html", "shapes.en.html"):
            continue  # English definitions and descriptions name Korean examples
        for node in page.xpath("//body//*[not(self::script)]"):
            if node.text and re.search("[가-힣]", node.text):
                languages = node.xpath("ancestor-or-self::*/@lang")
                assert languages[-1] == "ko", (path, node.text)


def test_each_page_leads_to_the_other_language_and_the_other_forms(site: Path, pages: dict[Path, Any]) -> None:
    page = pages[next(path for path in pages if path.parent.name == "budgets" and ".en." not in path.name)]
    assert page.xpath("//link[@rel='alternate' and @hreflang='en']")
    assert {*page.xpath("//link[@rel='alternate']/@type")} == {"text/turtle", "application/ld+json"}
    schema = json.loads(page.xpath("//script")[0].text)
    assert schema["@type"] == "MonetaryAmount"
    assert schema["currency"] == "KRW"
    assert schema["value"] == 120_000_000


def test_a_statement_shows_value_year_line_and_the_printed_line(pages: dict[Path, Any]) -> None:
    texts = [page.text_content() for path, page in pages.items() if path.parent.name == "budgets"]
    assert any("120,000,000원" in text and "2024" in text and "사업비" in text for text in texts)
    assert any("120,000,000 won" in text for text in texts)


def test_a_project_lists_its_statements_in_years(site: Path, pages: dict[Path, Any]) -> None:
    (page,) = [
        page
        for path, page in pages.items()
        if path.parent.name == "projects" and ".en." not in path.name and "2024. 1월" in page.text_content()
    ]
    tables = {table.xpath("./caption")[0].text: table for table in page.xpath("//table")}
    money = next(table for caption, table in tables.items() if caption.startswith("예산 진술"))
    assert money.xpath("string(.//tr[@class='year']/th)") == "2024"


def test_words_are_cut_unless_the_licence_permits(site: Path, release: ReleaseFiles) -> None:
    quoting = load_wording().quoting
    closed, opened = (f"graph/document/{key_hash((doc,))}.nq.gz" for doc in ("closed", "open"))
    assert any(LONG in line for line in read_dump(site, opened))
    for path in (closed, "graph/things.nq.gz", "graph/links.nq.gz"):
        for line in read_dump(site, path):
            _, predicate, token, _ = split_quad(line)
            assert predicate not in quoting or not token.startswith('"') or len(text_of(token)) <= 40, line
    assert not any(LONG in line for line in read_dump(site, closed))
    text = site / f"id/text/{key_hash(('closed',))}.lines.html"
    assert LONG not in text.read_text()
    assert "Ⅱ. 2025년 추진계획" not in text.read_text(), "without a licence only lines with records are shown"
    assert LONG in (site / f"id/text/{key_hash(('open',))}.lines.html").read_text()


def test_a_long_word_without_licence_is_nowhere(site: Path) -> None:
    allowed = {path for path in site.rglob("*") if path.is_file() and LONG.encode() in path.read_bytes()}
    for path in allowed:
        if not {"classes", "tables"} & {*path.parts}:  # lists of all documents
            turtle = path.with_name(path.name.split(".")[0] + ".ttl").read_text()
            assert key_hash(("open",)) in turtle or key_hash(("open",)) in path.name, path


def test_the_graph_is_that_of_the_release_under_another_base(site: Path, release: ReleaseFiles) -> None:
    for name in ("ontology", "territories"):
        old = release.shared_file(name).read_text().splitlines()
        assert read_dump(site, f"graph/{name}.nq.gz") == sorted(
            line.replace(f"<{release.manifest.base}", f"<{BASE}") for line in old
        )
    assert not any(release.manifest.base in line for line in read_dump(site))


def test_dumps_are_whole_and_have_checksums(site: Path) -> None:
    sums = dict(reversed(line.split("  ")) for line in (site / "SHA256SUMS").read_text().splitlines())
    dumps = {path.relative_to(site).as_posix() for path in site.rglob("*.gz")}
    assert {path for path in sums if path.endswith(".gz")} == dumps
    for path, digest in sums.items():
        assert hashlib.sha256((site / path).read_bytes()).hexdigest() == digest
    quads = {
        line for path in dumps if path.endswith(".nq.gz") and path != "dataset.nq.gz" for line in read_dump(site, path)
    }
    assert quads == {*read_dump(site)}
    graph = f"graph/document/{key_hash(('open',))}"
    turtle = parse("\n".join(read_dump(site, f"{graph}.ttl.gz")), pyoxigraph.RdfFormat.TURTLE)
    assert turtle == parse(
        "".join(f"{line} .\n" for line in triples_of(read_dump(site, f"{graph}.nq.gz"))), pyoxigraph.RdfFormat.N_TRIPLES
    )


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
def test_rdflib_reads_turtle_and_json_ld(site: Path) -> None:
    path = next(site.glob("id/milestones/*.ttl"))
    turtle = rdflib.Graph().parse(path, format="turtle")
    node = rdflib.URIRef(BASE + path.relative_to(site).as_posix().removesuffix(".ttl"))
    context = json.loads((site / "context.jsonld").read_text())
    document = {**json.loads(path.with_suffix(".jsonld").read_text()), **context}
    other = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    assert {*turtle.predicate_objects(node)} == {*other.predicate_objects(node)}
    assert len(turtle) > 20


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph")
def test_the_site_serves_the_vocabulary(site: Path, pages: dict[Path, Any]) -> None:
    ontology = load_ontology()
    whole = rdflib.Graph()
    for triple in ontology.triples:
        whole.parse(data=f"{triple} .", format="nt") if "_:" not in str(triple) else None
    served = rdflib.Graph().parse(site / "ns.ttl", format="turtle")
    assert {t for t in served if not any(isinstance(x, rdflib.BNode) for x in t)} == {*whole}
    again = rdflib.Graph().parse(data=(site / "ns.jsonld").read_text(), format="json-ld")
    assert isomorphic(served, again)
    own = {t.subject.value.removeprefix(WP_NAMESPACE) for t in ontology.triples if WP_NAMESPACE in str(t.subject)}
    concepts = {*pages[site / "ns.html"].xpath("//@id")}
    assert {term for term in own if term} <= concepts


def addresses(path: Path) -> Iterator[str]:
    """The addresses of a sitemap."""
    yield from re.findall("<loc>(.*?)</loc>", path.read_text())


def test_the_sitemap_names_pages_that_are_there(site: Path) -> None:
    (index,) = [*addresses(site / "sitemap.xml")]
    named = [address.removeprefix(BASE) for address in addresses(site / index.removeprefix(BASE))]
    assert len(named) > 1000
    assert [name for name in named if not (site / name).is_file()] == []
    assert f"Sitemap: {BASE}sitemap.xml" in (site / "robots.txt").read_text()


def test_the_report_counts_what_is_there(report: tuple[Path, PublishReport]) -> None:
    site, said = report
    files = [path for path in site.rglob("*") if path.is_file() and ".workplan" not in path.parts]
    assert said.files == said.changed == len(files)
    assert said.size == sum(path.stat().st_size for path in files)
