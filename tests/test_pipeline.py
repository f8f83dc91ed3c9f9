from __future__ import annotations

from pathlib import Path

import pytest

from mapper.errors import ReleaseError, StructureError, UsageError
from mapper.linking.decision_file import load_decisions
from mapper.metadata import DocumentMetadata
from mapper.pipeline import BuildReport, build
from mapper.search.finding import SearchIndex
from mapper.store.answer import Rows
from mapper.store.release import ReleaseFiles
from tests.stages import Report, Stages, stages

__all__ = ["stages"]

PLAN = "{} 주요업무계획\nbudget 2023 1000\nunread 12\nwords\n"
SUM = """PREFIX wp: <https://w3id.org/workplan/ns#>
SELECT (SUM(?amount) AS ?sum) { ?s wp:amount ?amount }"""


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    folder = tmp_path / "plans"
    folder.mkdir()
    for name in ("a", "b", "c"):
        (folder / f"{name}.txt").write_text(PLAN.format(name), encoding="utf-8")
    return folder


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "release"


def _sum(root: Path) -> object:
    answer = ReleaseFiles.open(root).open_store().query(SUM)
    assert isinstance(answer, Rows)
    return next(iter(answer))["sum"]


def _ids(root: Path) -> list[str]:
    return [entry.doc for entry in ReleaseFiles.open(root).documents]


def test_a_build_reads_all_documents_into_one_release(stages: Stages, plans: Path, root: Path) -> None:
    report = build([plans], root)
    assert report.read == ("a", "b", "c")
    assert report.failures == ()
    assert report.release == ReleaseFiles.open(root)
    assert _sum(root) == 3000
    entry = ReleaseFiles.open(root).documents[0]
    assert (entry.doc, entry.lines, entry.records) == ("a", 4, {"budgets": 1, "documents": 1})
    assert entry.fates == {"read": 2, "prose": 1, "ignored": 0, "unread": 1}
    assert (entry.numbers, entry.numbers_read) == (3, 2)
    text = ReleaseFiles.open(root).text_file("a").read_text(encoding="utf-8")
    assert text == PLAN.format("a")


def test_two_builds_of_the_same_files_give_the_same_bytes_outside_the_store(
    stages: Stages, plans: Path, tmp_path: Path
) -> None:
    folders = []
    for name in ("one", "two"):
        report = build([plans], tmp_path / name)
        assert report.release is not None
        folders.append(report.release.folder)
    contents = [
        {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in folder.rglob("*")
            if path.is_file() and path.relative_to(folder).parts[0] != "store"
        }
        for folder in folders
    ]
    assert contents[0] == contents[1]
    assert len(contents[0]) == 3 * 7 + 6 + 2
    assert folders[0].name == folders[1].name


def test_only_what_changed_is_read_again(stages: Stages, plans: Path, root: Path) -> None:
    build([plans], root)
    stages.read.clear()
    (plans / "b.txt").write_text(PLAN.format("b") + "budget 2024 500\n", encoding="utf-8")
    (plans / "d.txt").write_text(PLAN.format("d"), encoding="utf-8")
    (plans / "c.txt").unlink()
    report = build([plans], root)
    assert stages.read == ["b", "d"]
    assert (report.read, report.reused, report.removed) == (("b", "d"), ("a",), ("c",))
    assert _ids(root) == ["a", "b", "d"]
    assert _sum(root) == 3500


def test_an_incremental_build_gives_the_bytes_of_a_whole_one(stages: Stages, plans: Path, tmp_path: Path) -> None:
    build([plans], tmp_path / "step")
    (plans / "b.txt").write_text(PLAN.format("changed"), encoding="utf-8")
    step = build([plans], tmp_path / "step")
    whole = build([plans], tmp_path / "whole")
    assert step.release is not None
    assert whole.release is not None
    assert step.release.folder.name == whole.release.folder.name


def test_what_a_build_read_is_found_and_what_it_dropped_is_not(stages: Stages, plans: Path, root: Path) -> None:
    build([plans], root)
    (plans / "b.txt").write_text(PLAN.format("changed"), encoding="utf-8")
    (plans / "c.txt").unlink()
    build([plans], root)
    index = SearchIndex(ReleaseFiles.open(root).index_file)
    assert [hit.doc for hit in index.search("주요 업무계획")] == ["a", "b"]
    assert [hit.label for hit in index.search("changed")] == ["다라과 changed 주요업무계획"]
    assert {hit.year for hit in index.search("다라과", kind="budgets")} == {2023}


def test_a_lost_index_of_the_search_is_made_again(stages: Stages, plans: Path, root: Path) -> None:
    build([plans], root)
    version = (root / "current").readlink()
    ReleaseFiles.open(root).index_file.unlink()
    build([plans], root)
    assert (root / "current").readlink() == version
    assert SearchIndex(ReleaseFiles.open(root).index_file).search("다라과")


def test_nothing_new_means_the_same_version_again(stages: Stages, plans: Path, root: Path) -> None:
    first = build([plans], root)
    store = (root / "current" / "store").stat().st_ino
    second = build([plans], root)
    assert second.reused == ("a", "b", "c")
    assert first.release == second.release
    assert (root / "current" / "store").stat().st_ino == store


@pytest.mark.parametrize("change", ["base", "metadata", "program"])
def test_changed_options_or_another_program_read_again(
    stages: Stages, plans: Path, root: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([plans], root)
    stages.read.clear()
    if change == "base":
        build([plans], root, base="https://example.org/other/")
    elif change == "metadata":
        build([plans], root, metadata={"b": DocumentMetadata(publisher="가나구")})
    else:
        monkeypatch.setattr("mapper.pipeline.fingerprint_program", lambda: "other")
        build([plans], root)
    assert stages.read == (["b"] if change == "metadata" else ["a", "b", "c"])


def test_a_file_that_cannot_be_read_keeps_its_graph_and_the_others_go_on(
    stages: Stages, plans: Path, root: Path
) -> None:
    build([plans], root)
    (plans / "a.txt").write_bytes(b"")
    (plans / "b.txt").write_text(PLAN.format("b") + "budget 2024 500\n", encoding="utf-8")
    (plans / "new.txt").write_bytes(b"\x00\x01\x02")
    report = build([plans], root)
    assert [(failure.doc, failure.kept) for failure in report.failures] == [("a", True), ("new", False)]
    assert "the file is empty" in report.failures[0].message
    assert _ids(root) == ["a", "b", "c"]
    assert _sum(root) == 3500
    assert [entry.kept for entry in ReleaseFiles.open(root).documents] == [True, False, False]


def test_a_kept_document_is_itself_again_when_its_file_is_back(stages: Stages, plans: Path, root: Path) -> None:
    build([plans], root)
    content = (plans / "a.txt").read_bytes()
    (plans / "a.txt").write_bytes(b"")
    build([plans], root)
    (plans / "a.txt").write_bytes(content)
    report = build([plans], root)
    assert report.reused == ("a", "b", "c")
    assert not any(entry.kept for entry in ReleaseFiles.open(root).documents)


@pytest.mark.parametrize("change", ["base", "program"])
def test_a_graph_of_another_program_or_base_is_not_kept(
    stages: Stages, plans: Path, root: Path, change: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([plans], root)
    (plans / "a.txt").write_bytes(b"")
    monkeypatch.setattr("mapper.pipeline.fingerprint_program", lambda: "other" if change == "program" else "same")
    report = build(
        [plans], root, base="https://example.org/other/" if change == "base" else "https://example.org/workplan/"
    )
    assert [failure.kept for failure in report.failures] == [False]
    assert _ids(root) == ["b", "c"]


def test_without_any_document_the_old_release_stays(stages: Stages, plans: Path, root: Path) -> None:
    build([plans / "b.txt"], root)
    bad = plans / "a.txt"
    bad.write_bytes(b"")
    report: BuildReport = build([bad], root)
    assert report.release is None
    assert len(report.failures) == 1
    assert report.removed == ()
    assert _ids(root) == ["b"]


def test_a_structure_violation_changes_nothing(stages: Stages, plans: Path, root: Path) -> None:
    build([plans], root)
    before = (root / "current").readlink()
    (plans / "b.txt").write_text(PLAN.format("b") + "break\n", encoding="utf-8")
    (plans / "c.txt").write_text(PLAN.format("c") + "budget 2030 7\n", encoding="utf-8")
    with pytest.raises(StructureError, match=r"breaks a structure shape: b: a shape says no.*Nothing was changed"):
        build([plans], root)
    assert (root / "current").readlink() == before
    assert _sum(root) == 3000


def test_a_fault_of_the_program_ends_one_document_and_tells_nothing_of_its_text(
    stages: Stages, plans: Path, root: Path
) -> None:
    (plans / "a.txt").write_text("title\ncrash\n", encoding="utf-8")
    report = build([plans], root)
    (failure,) = report.failures
    assert failure.doc == "a"
    assert f"{plans / 'a.txt'}: the program failed (ZeroDivisionError at pipeline.py:" in failure.message
    assert "secret" not in failure.message
    assert _ids(root) == ["b", "c"]


def test_a_document_whose_files_were_lost_is_read_again(stages: Stages, plans: Path, root: Path) -> None:
    build([plans], root)
    ReleaseFiles.open(root).account_file("b").unlink()
    assert build([plans], root).read == ("b",)


def test_findings_are_counted_and_asked_like_everything_else(stages: Stages, plans: Path, root: Path) -> None:
    (plans / "b.txt").write_text(PLAN.format("b") + "find\n", encoding="utf-8")
    build([plans], root)
    release = ReleaseFiles.open(root)
    assert [entry.findings for entry in release.documents] == [0, 1, 0]
    answer = release.open_store().query("ASK { ?f a <http://www.w3.org/ns/shacl#ValidationResult> }")
    assert answer


def test_arguments_that_do_not_fit_stop_before_anything_is_read(stages: Stages, plans: Path, root: Path) -> None:
    (plans / "sub").mkdir()
    (plans / "sub" / "a.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UsageError, match="two documents have one id"):
        build([plans], root)
    with pytest.raises(UsageError, match="no base for IRIs"):
        build([plans / "b.txt"], root, base="relative")
    assert stages.read == []
    assert not root.exists()


def test_metadata_of_no_document_are_reported(stages: Stages, plans: Path, root: Path) -> None:
    report = build([plans], root, metadata={"a": DocumentMetadata(publisher="x"), "z": DocumentMetadata()})
    assert report.unused_metadata == ("z",)
    assert ReleaseFiles.open(root).documents[0].metadata.publisher == "x"


def test_progress_is_told_stage_by_stage(stages: Stages, plans: Path, root: Path) -> None:
    calls: list[tuple[str, int, int]] = []
    build([plans], root, progress=lambda *call: calls.append(call))
    assert calls[:4] == [("read", 0, 3), ("read", 1, 3), ("read", 2, 3), ("read", 3, 3)]
    assert calls[-1] == ("store", 1, 1)


def test_a_release_that_another_process_builds_is_refused(stages: Stages, plans: Path, root: Path) -> None:
    from mapper.store.writing import open_draft

    with open_draft(root), pytest.raises(ReleaseError, match="another build"):
        build([plans], root)


YEARS = {"y2023": ("누리집 개편", "무선망 확충"), "y2024": ("누리집 개편", "행정전화 교체")}
DECISION = """[[confirmed]]
kind = "continues"
from = { doc = "y2024", name = "행정전화 교체" }
to = { doc = "y2023", name = "무선망 확충" }
who = "예산팀"
when = 2026-11-21
why = "부서 확인"
"""
CONTINUED = """PREFIX wp: <https://w3id.org/workplan/ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT ?new ?old { ?a wp:continues ?b . ?a rdfs:label ?new . ?b rdfs:label ?old } ORDER BY ?new ?old"""


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """Plans of two years of one department."""
    folder = tmp_path / "years"
    folder.mkdir()
    for doc, titles in YEARS.items():
        projects = "".join(f"project {title}\n" for title in titles)
        (folder / f"{doc}.txt").write_text(f"{doc}\nyear {doc[1:]}\n{projects}", encoding="utf-8")
    return folder


def _continued(root: Path) -> list[tuple[object, object]]:
    answer = ReleaseFiles.open(root).open_store().query(CONTINUED)
    assert isinstance(answer, Rows)
    return [(row["new"], row["old"]) for row in answer]


def test_documents_are_linked_and_the_links_are_counted_and_asked(stages: Stages, years: Path, root: Path) -> None:
    report = build([years], root)
    assert report.release is not None
    assert report.release.manifest.links["continues"] == 1
    assert report.release.manifest.graphs["links"] == len(
        report.release.shared_file("links").read_text(encoding="utf-8").splitlines()
    )
    assert _continued(root) == [("누리집 개편", "누리집 개편")]
    counted = """PREFIX void: <http://rdfs.org/ns/void#> PREFIX wp: <https://w3id.org/workplan/ns#>
    SELECT ?n { ?part void:class wp:Link ; void:entities ?n }"""
    answer = report.release.open_store().query(counted)
    assert isinstance(answer, Rows)
    kinds = ("continues", "same", "succeeds", "topic")
    links = report.release.manifest.links
    assert [row["n"] for row in answer] == [sum(links.get(kind, 0) for kind in kinds)]


def test_decisions_of_people_win_and_are_reported(stages: Stages, years: Path, root: Path, tmp_path: Path) -> None:
    file = tmp_path / "links.toml"
    refused = DECISION.replace("confirmed", "refused").replace("행정전화 교체", "누리집 개편")
    refused = refused.replace("무선망 확충", "누리집 개편")
    unknown = DECISION.replace("y2023", "y2020")
    file.write_text(DECISION + refused + unknown, encoding="utf-8")
    report = build([years], root, decisions=load_decisions(file))
    assert [str(one.outcome) for one in report.decisions] == ["applied", "applied", "no-document"]
    assert _continued(root) == [("행정전화 교체", "무선망 확충")]
    stages.read.clear()
    assert build([years], root).decisions == ()
    assert stages.read == []
    assert _continued(root) == [("누리집 개편", "누리집 개편")]


def test_links_do_not_depend_on_how_the_release_came_about(stages: Stages, years: Path, tmp_path: Path) -> None:
    last, first = years / "y2024.txt", years / "y2023.txt"
    build([last], tmp_path / "step")
    step = build([last, first], tmp_path / "step")
    whole = build([first, last], tmp_path / "whole")
    assert step.read == ("y2023",)
    assert step.release is not None
    assert whole.release is not None
    assert step.release.folder.name == whole.release.folder.name
    assert step.release.manifest.links["continues"] == 1


def test_a_graph_of_links_that_breaks_a_shape_changes_nothing(
    stages: Stages, years: Path, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build([years], root)
    before = (root / "current").readlink()
    (years / "y2024.txt").write_text("y2024\nyear 2024\nproject 무선망 확충\n", encoding="utf-8")
    monkeypatch.setattr(
        "mapper.pipeline.check_structure", lambda quads, things: Report(["no"] if "graph/links>" in quads[0] else [])
    )
    with pytest.raises(StructureError, match="the graph of links breaks a structure shape: no"):
        build([years], root)
    assert (root / "current").readlink() == before


def test_a_document_whose_profile_was_lost_is_read_again(stages: Stages, years: Path, root: Path) -> None:
    build([years], root)
    ReleaseFiles.open(root).profile_file("y2024").unlink()
    assert build([years], root).read == ("y2024",)
