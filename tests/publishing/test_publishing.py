"""Publishing again: only what changed is written, what is gone leaves a tombstone, what is taken down stays down."""

from __future__ import annotations

import gzip
import shutil
from pathlib import Path

import pytest

from mapper.cli import run
from mapper.errors import MapperError, UsageError
from mapper.keys import key_hash
from mapper.metadata import DocumentMetadata, Licence
from mapper.pipeline import build
from mapper.publishing import publish
from mapper.publishing.folder import STATE, SiteFolder, open_site
from mapper.store.release import ReleaseFiles
from tests.publishing.conftest import BASE, plan

CLOSED = key_hash(("closed",))


def read_site(site: Path) -> dict[str, bytes]:
    """All files by path, without what the site remembers of its runs and without the log of changes."""
    files = {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}
    own = {path: content for path, content in files.items() if not path.startswith((STATE, "changes"))}
    lines = own["SHA256SUMS"].splitlines(keepends=True)
    own["SHA256SUMS"] = b"".join(line for line in lines if b"  changes/" not in line)
    return own


def subjects(site: Path) -> set[str]:
    """The nodes that the dataset describes, as paths."""
    lines = gzip.decompress((site / "dataset.nq.gz").read_bytes()).decode().splitlines()
    found = {line.partition(" ")[0][1:-1] for line in lines}
    return {iri.removeprefix(BASE) for iri in found if iri.startswith(BASE)}


def test_the_same_release_gives_the_same_bytes(release: ReleaseFiles, site: Path, tmp_path: Path) -> None:
    publish(release, BASE, tmp_path / "again")
    assert read_site(tmp_path / "again") == read_site(site)


def test_publishing_again_writes_nothing(release: ReleaseFiles, own_site: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in own_site.rglob("*.*") if STATE not in path.parts}
    report = publish(release, BASE, own_site)
    assert (report.changed, report.removed, report.tombstones) == (0, 0, 0)
    assert before == {path: path.stat().st_mtime_ns for path in before}


def test_a_changed_amount_rewrites_few_files_and_keeps_its_address(
    release: ReleaseFiles, own_site: Path, tmp_path: Path
) -> None:
    shutil.copytree(release.folder.parents[1], tmp_path / "release", symlinks=True)
    for name, year, money in (("open", 2024, "120,000"), ("closed", 2025, "135,000")):
        (tmp_path / f"{name}.txt").write_text(plan(year, money), encoding="utf-8")
    metadata = {"open": DocumentMetadata(licence=Licence.KOGL_1)}
    build([tmp_path / "open.txt", tmp_path / "closed.txt"], tmp_path / "release", metadata=metadata)
    before = subjects(own_site)
    report = publish(ReleaseFiles.open(tmp_path / "release"), BASE, own_site)
    budgets = {path for path in before if path.startswith("id/budgets/")}
    assert {path for path in subjects(own_site) if path.startswith("id/budgets/")} == budgets
    assert any("135,000,000원" in (own_site / f"{path}.html").read_text() for path in budgets)
    assert 10 < report.changed < 120 < report.files / 20


@pytest.fixture
def without(release: ReleaseFiles, own_site: Path) -> Path:
    """The site after a document was taken down."""
    report = publish(release, BASE, own_site, take_down=["closed"])
    assert (report.withdrawn, report.documents) == (1, ("open",))
    assert report.tombstones > 20
    return own_site


def test_of_a_document_that_is_taken_down_nothing_is_left_but_tombstones(site: Path, without: Path) -> None:
    gone = {path for path in subjects(site) - subjects(without) if path.startswith(("id/", "graph/"))}
    assert f"id/document/{CLOSED}" in gone
    marks = {path.relative_to(without).as_posix().removesuffix(".gone") for path in without.rglob("*.gone")}
    assert gone <= marks
    alive = subjects(without)
    for path in marks:
        assert path not in alive
        assert "<https://data.example.org" in (without / f"{path}.ttl").read_text()
        assert 'content="noindex"' in (without / f"{path}.html").read_text()
    own = {f"{path}{end}" for path in marks for end in (".html", ".en.html", ".ttl", ".jsonld", ".gone")}
    for name, content in read_site(without).items():
        if name in own or name.startswith(STATE):
            continue
        text = (gzip.decompress(content) if name.endswith(".gz") else content).decode(errors="replace")
        assert "2025. 3월" not in text, name
        assert CLOSED not in text, name
        if name.endswith(".ttl"):
            assert not any(f"<{path}>" in text for path in gone), name


def test_what_was_taken_down_stays_down_until_it_is_restored(release: ReleaseFiles, site: Path, without: Path) -> None:
    report = publish(release, BASE, without)
    assert (report.withdrawn, report.changed) == (1, 0)
    report = publish(release, BASE, without, restore=["closed"])
    assert (report.withdrawn, report.tombstones) == (0, 1), "the build of one document is an activity that is gone"
    now, then = read_site(without), read_site(site)
    assert {name: now[name] for name in then} == then
    assert {name.partition(".")[0].rpartition("/")[0] for name in {*now} - {*then}} == {"id/build"}


def test_the_last_document_cannot_be_taken_down(release: ReleaseFiles, own_site: Path) -> None:
    with pytest.raises(UsageError, match="no document is left"):
        publish(release, BASE, own_site, take_down=["open", "closed"])
    with pytest.raises(UsageError, match="nothing"):
        publish(release, BASE, own_site, take_down=["nothing"])
    publish(release, BASE, own_site)
    assert f"id/document/{CLOSED}" in subjects(own_site)


def test_files_of_others_stay(release: ReleaseFiles, own_site: Path) -> None:
    (own_site / "CNAME").write_text("data.example.org\n")
    publish(release, BASE, own_site, take_down=["closed"])
    assert (own_site / "CNAME").read_text() == "data.example.org\n"


def test_a_folder_with_other_files_is_refused(release: ReleaseFiles, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("x")
    with pytest.raises(MapperError, match="holds other files"):
        publish(release, BASE, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_two_runs_at_once_are_refused(own_site: Path) -> None:
    with open_site(own_site), pytest.raises(MapperError, match="another run"), open_site(own_site):
        pass


def test_what_a_killed_run_left_is_found(release: ReleaseFiles, site: Path, own_site: Path) -> None:
    (own_site / STATE / "unfinished").touch()
    (own_site / "id" / "budgets" / "ffffffffffff.ttl").write_text("half")
    (own_site / "SHA256SUMS").write_text("half")
    publish(release, BASE, own_site)
    assert read_site(own_site) == read_site(site)


@pytest.mark.parametrize("base", ["https://data.example.org/x#", "urn:x/", "data/", "https://data.example.org"])
def test_a_base_that_no_server_answers_for_is_refused(release: ReleaseFiles, tmp_path: Path, base: str) -> None:
    with pytest.raises(UsageError, match="base"):
        publish(release, base, tmp_path / "site")


def test_a_file_is_written_only_when_it_differs(tmp_path: Path) -> None:
    for content, changed in ((b"a", 1), (b"a", 0), (b"b", 1)):
        site = SiteFolder(tmp_path)
        site.write("id/x/1.ttl", content)
        assert (site.changed, site.size, site.written) == (changed, 1, ["id/x/1.ttl"])
    assert (tmp_path / "id/x/1.ttl").read_bytes() == b"b"


def test_the_command_says_what_it_did(release_root: Path, own_site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["publish", "--release", str(release_root), "--base", BASE, "--out", str(own_site)]) == 0
    said = capsys.readouterr().out
    assert "Site of 2 documents" in said
    assert ": 0 written" in said
    assert run(["publish", "--release", str(release_root), "--base", "x", "--out", str(own_site)]) == 2
    assert "no base" in capsys.readouterr().err
