"""Plans in several formats on their way through a build: media type, page and masked text in the release."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from mapper.cli import run
from mapper.explain.account import read_account, write_account
from mapper.pipeline import build
from mapper.source import NumberedText
from mapper.source.detect import FORMATS
from mapper.store.release import ReleaseFiles, read_lines
from tests.source.docx_writer import write_docx
from tests.source.html_writer import write_html
from tests.source.hwp5_writer import write_hwp5
from tests.source.hwpx_writer import write_hwpx
from tests.source.plan_parts import parts_of
from tests.stages import Stages, read_plan, stages

__all__ = ["stages"]

PLAN = "가 주요업무계획\nbudget 2023 1000\n담당자 홍길동 (☎ 1234)\nwords\n"
PAGES = (1, 1, 2, 3)


def test_a_folder_of_formats_builds_into_one_release(stages: Stages, tmp_path: Path) -> None:
    folder = tmp_path / "plans"
    folder.mkdir()
    (folder / "a.txt").write_text(PLAN, encoding="utf-8")
    for name, write in (("b.html", write_html), ("c.docx", write_docx), ("d.hwpx", write_hwpx), ("e.hwp", write_hwp5)):
        (folder / name).write_bytes(write(parts_of(PLAN)))
    (folder / "f.docx").write_bytes(b"PK\x03\x04 cut short")
    report = build([folder], tmp_path / "release")
    assert report.read == ("a", "b", "c", "d", "e")
    (failure,) = report.failures
    assert "damaged" in failure.message
    assert str(folder / "f.docx") in failure.message
    release = ReleaseFiles.open(tmp_path / "release")
    assert [entry.media_type for entry in release.documents] == [entry.media_type for entry in FORMATS[:5]]
    texts = {tuple(read_lines(release.text_file(entry.doc))) for entry in release.documents}
    assert texts == {("가 주요업무계획", "budget 2023 1000", "담당자 〇〇〇 (☎ 〇〇〇〇)", "words")}


def test_the_page_goes_with_the_line_into_evidence_and_explain(
    stages: Stages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def read_paged(path: Path, doc: str) -> NumberedText:
        return NumberedText(doc, "0" * 64, "application/pdf", tuple(PLAN.splitlines()), PAGES)

    monkeypatch.setattr("mapper.pipeline.read_source", read_paged)
    (tmp_path / "a.pdf").write_bytes(b"")
    build([tmp_path / "a.pdf"], tmp_path / "release")
    release = ReleaseFiles.open(tmp_path / "release")
    pages = [line for line in read_lines(release.graph_file("a")) if "ns#firstPage>" in line]
    assert pages
    assert all("/1-1>" in line or "/2-2>" in line or '"1"' in line for line in pages)
    notes = read_account("\n".join(read_lines(release.account_file("a"))))
    assert tuple(note.page for note in notes) == PAGES

    def shown_by(*options: str) -> str:
        assert run(["explain", "a", "--release", str(tmp_path / "release"), *options]) == 0
        return capsys.readouterr().out

    shown = shown_by().splitlines()
    assert [line.strip() for line in shown if line.strip().startswith("page")] == ["page 1", "page 2", "page 3"]
    assert [line["page"] for line in json.loads(shown_by("--format", "json"))["lines"]] == list(PAGES)
    assert "page 3" in shown_by("--format", "html")


def test_an_account_without_pages_names_none(stages: Stages) -> None:
    read = read_plan(NumberedText("a", "", "", ("가", "나")))
    assert [note.page for note in read_account(write_account(read, ["x"]))] == [0, 0]
