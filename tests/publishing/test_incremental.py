"""A site that is brought up to date is the site that would have been made anew, and the log of changes is exact."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
from pathlib import Path

import lxml.html
import pyoxigraph
import pytest

from mapper.metadata import DocumentMetadata, Licence
from mapper.pipeline import build
from mapper.publishing import publish
from mapper.publishing.folder import STATE
from mapper.store.release import ReleaseFiles
from tests.publishing.conftest import BASE, plan
from tests.publishing.test_publishing import read_site

OPEN = {"open": DocumentMetadata(licence=Licence.KOGL_1)}


def make_release(
    folder: Path, texts: dict[str, str], metadata: dict[str, DocumentMetadata] | None = None
) -> ReleaseFiles:
    """A release of these texts."""
    sources = folder / "documents"
    sources.mkdir(parents=True)
    for doc, text in texts.items():
        (sources / f"{doc}.txt").write_text(text, encoding="utf-8")
    files = [sources / f"{doc}.txt" for doc in texts]
    build(files, folder / "release", metadata=OPEN if metadata is None else metadata)
    return ReleaseFiles.open(folder / "release")


@pytest.fixture(scope="module")
def later(tmp_path_factory: pytest.TempPathFactory) -> ReleaseFiles:
    """The release of all tests here, with another amount, another team and one more document."""
    texts = {
        "open": plan(2024, "120,000"),
        "closed": plan(2025, "135,000").replace("정보화팀", "인공지능팀"),
        "third": plan(2026, "90,000").replace("디지털정책과", "농업기술과"),
    }
    return make_release(tmp_path_factory.mktemp("later"), texts)


@pytest.fixture(scope="module")
def later_site(later: ReleaseFiles, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the later release, made anew."""
    folder = tmp_path_factory.mktemp("later-site") / "site"
    publish(later, BASE, folder)
    return folder


def read_quads(site: Path, path: str = "dataset.nq.gz") -> set[str]:
    """The lines of a dump."""
    return set(gzip.decompress((site / path).read_bytes()).decode().splitlines())


def without_tombstones(site: Path) -> dict[str, bytes]:
    """The files of a site but those of what is gone."""
    marks = {path.relative_to(site).as_posix().removesuffix(".gone") for path in site.rglob("*.gone")}
    own = {f"{path}{end}" for path in marks for end in (".html", ".en.html", ".ttl", ".jsonld", ".gone")}
    return {path: content for path, content in read_site(site).items() if path not in own}


def test_a_site_brought_up_to_date_is_the_site_made_anew(later: ReleaseFiles, own_site: Path, later_site: Path) -> None:
    report = publish(later, BASE, own_site)
    assert without_tombstones(own_site) == read_site(later_site)
    assert report.kept > report.files / 4
    assert report.tombstones > 0


def test_the_way_back_leads_to_the_first_site(
    release: ReleaseFiles, later: ReleaseFiles, site: Path, own_site: Path
) -> None:
    publish(later, BASE, own_site)
    publish(release, BASE, own_site)
    assert without_tombstones(own_site) == read_site(site)


def test_nothing_is_made_where_nothing_changed(release: ReleaseFiles, own_site: Path) -> None:
    report = publish(release, BASE, own_site)
    nodes = len([*own_site.glob("id/*/*.ttl"), *own_site.glob("graph/**/*.ttl")])
    assert report.changed == 0
    assert report.kept >= 4 * nodes


def test_a_file_of_another_size_is_mended_and_one_of_the_same_size_when_all_are_made(
    release: ReleaseFiles, site: Path, own_site: Path
) -> None:
    damaged = sorted(own_site.glob("id/budgets/*.html"))[0]
    content = damaged.read_bytes()
    damaged.write_bytes(content[:-1])
    publish(release, BASE, own_site)
    assert damaged.read_bytes() == content
    damaged.write_bytes(content[:-1] + b"!")
    publish(release, BASE, own_site)
    assert damaged.read_bytes() != content
    publish(release, BASE, own_site, everything=True)
    assert read_site(own_site) == read_site(site)


def test_patches_lead_from_one_edition_to_the_next_and_back(later: ReleaseFiles, site: Path, own_site: Path) -> None:
    publish(later, BASE, own_site)
    added, removed = (read_quads(own_site, f"changes/2.{name}.nq.gz") for name in ("added", "removed"))
    before, after = read_quads(site), read_quads(own_site)
    assert (before - removed) | added == after
    assert (after - added) | removed == before
    assert added
    assert removed


def test_the_log_tells_what_changed_in_both_languages_and_as_a_chain_of_versions(
    release: ReleaseFiles, later: ReleaseFiles, own_site: Path
) -> None:
    publish(later, BASE, own_site)
    publish(release, BASE, own_site)
    rows = list(csv.DictReader(io.StringIO((own_site / "changes/2.csv").read_text(encoding="utf-8"))))
    amounts = [(row["before"], row["after"]) for row in rows if row["property"] == "amount" and row["before"]]
    assert amounts == [("120000000", "135000000")]
    assert [row["after"] for row in rows if row["event"] == "renamed"] == ["인공지능팀"]
    assert "120,000,000원 → 135,000,000원" in (own_site / "changes/2.html").read_text(encoding="utf-8")
    assert "135,000,000 won → 120,000,000 won" in (own_site / "changes/3.en.html").read_text(encoding="utf-8")
    for page in (*own_site.glob("changes/*.html"), own_site / "changes.html", own_site / "changes.en.html"):
        for href in lxml.html.parse(str(page)).getroot().xpath("//a/@href"):
            file = href.partition("#")[0]
            assert not file or (page.parent / file).is_file(), (page, href)
    store = pyoxigraph.Store()
    store.load(path=str(own_site / "changes.ttl"), format=pyoxigraph.RdfFormat.TURTLE)
    chain = store.query(
        "PREFIX dcat: <http://www.w3.org/ns/dcat#> PREFIX adms: <http://www.w3.org/ns/adms#> "
        "SELECT ?version ?before WHERE { ?edition dcat:version ?version ; dcat:previousVersion/dcat:version ?before ; "
        'adms:versionNotes ?notes FILTER(LANG(?notes) = "ko") } ORDER BY ?version'
    )
    assert [(row[0].value, row[1].value) for row in chain] == [("2", "1"), ("3", "2")]  # type: ignore[union-attr]
    assert not any(isinstance(quad.subject, pyoxigraph.BlankNode) for quad in store)


def test_publishing_the_same_again_adds_no_edition_and_keeps_the_log(later: ReleaseFiles, own_site: Path) -> None:
    publish(later, BASE, own_site)
    files = {path.relative_to(own_site) for path in own_site.glob("changes*/*")}
    assert len(files) == 5
    report = publish(later, BASE, own_site)
    assert report.changed == 0
    assert {path.relative_to(own_site) for path in own_site.glob("changes*/*")} == files
    publish(later, BASE, own_site, forget_changes=True)
    assert not [*own_site.glob("changes/*")]


def test_what_is_taken_down_stands_in_no_patch(later: ReleaseFiles, own_site: Path) -> None:
    publish(later, BASE, own_site)
    assert (own_site / "changes/2.csv").exists()
    publish(later, BASE, own_site, take_down=["third"])
    assert not [*own_site.glob("changes/*")]
    assert not any("농업기술과" in path.read_text(encoding="utf-8") for path in own_site.glob("changes*.*"))


def test_words_that_a_licence_permits_no_more_stand_in_no_patch(tmp_path: Path) -> None:
    texts = {"open": plan(2024, "120,000")}
    publish(make_release(tmp_path / "one", texts), BASE, tmp_path / "site")
    texts["more"] = plan(2025, "120,000")
    publish(make_release(tmp_path / "two", texts), BASE, tmp_path / "site")
    assert [*(tmp_path / "site/changes").iterdir()]
    publish(make_release(tmp_path / "three", texts, metadata={}), BASE, tmp_path / "site")
    assert not (tmp_path / "site/changes").exists()


def test_a_run_that_is_killed_loses_nothing_of_the_edition_before(
    later: ReleaseFiles, own_site: Path, site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr("mapper.publishing.write_changes", fail)
        with pytest.raises(KeyboardInterrupt):
            publish(later, BASE, own_site)
    assert read_quads(own_site) != read_quads(site)
    publish(later, BASE, own_site)
    removed, added = (read_quads(own_site, f"changes/2.{name}.nq.gz") for name in ("removed", "added"))
    assert (read_quads(site) - removed) | added == read_quads(own_site)
    assert not (own_site / STATE / "previous").exists()


def test_checksums_cover_dumps_tables_and_patches(later: ReleaseFiles, own_site: Path) -> None:
    publish(later, BASE, own_site)
    sums = dict(reversed(line.split("  ")) for line in (own_site / "SHA256SUMS").read_text().splitlines())
    wanted = {
        path.relative_to(own_site).as_posix()
        for pattern in ("*.gz", "graph/**/*.gz", "tables/*", "changes/*.gz", "changes/*.csv")
        for path in own_site.glob(pattern)
    }
    assert {*sums} == wanted
    assert {"tables/budgets.csv", "changes/2.added.nq.gz", "changes/2.csv", "dataset.nq.gz"} <= wanted
    for path, digest in sums.items():
        assert hashlib.sha256((own_site / path).read_bytes()).hexdigest() == digest, path
