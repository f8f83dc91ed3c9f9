from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from mapper.errors import UsageError
from mapper.inputs import find_inputs


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.txt", "sub/c.md", "sub/.hidden.txt", ".git/d.txt", "sub/e.odd", "F.TXT", "README.md"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(name, encoding="utf-8")
    return tmp_path


def _ids(*paths: Path, doc_ids: dict[Path, str] | None = None) -> list[str]:
    return [entry.doc for entry in find_inputs(paths, doc_ids or {})]


def test_a_folder_stands_for_its_known_files_at_any_depth(folder: Path) -> None:
    assert _ids(folder) == ["F", "a", "b", "c"]


def test_a_file_named_by_itself_may_have_any_ending(folder: Path) -> None:
    assert _ids(folder / "sub" / "e.odd") == ["e"]


def test_a_folder_stands_for_all_formats_by_their_endings(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.HWPX", "c.hwp", "d.docx", "e.html", "f.htm", "g.doc", "h.xlsx", "i.png"):
        (tmp_path / name).write_bytes(b"")
    assert _ids(tmp_path) == ["a", "b", "c", "d", "e", "f"]


def test_one_plan_in_two_formats_needs_two_ids(tmp_path: Path) -> None:
    for name in ("plan.txt", "plan.pdf"):
        (tmp_path / name).write_bytes(b"")
    with pytest.raises(UsageError, match=r"two documents have one id, `plan`.*--doc-id"):
        _ids(tmp_path)
    assert _ids(tmp_path, doc_ids={tmp_path / "plan.pdf": "plan-pdf"}) == ["plan", "plan-pdf"]


def test_a_file_named_twice_is_read_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert _ids(folder, folder / "a.txt", Path("a.txt"), Path("sub/../b.txt")) == ["F", "a", "b", "c"]


def test_two_files_with_one_id_are_named_with_the_remedy(folder: Path) -> None:
    other = folder / "sub" / "a.txt"
    other.write_text("other", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        _ids(folder)
    assert str(folder / "a.txt") in str(caught.value)
    assert f"--doc-id '{other}=ID'" in str(caught.value)
    assert _ids(folder, doc_ids={other: "a-2"}) == ["F", "a", "a-2", "b", "c"]


def test_ids_that_differ_in_capitals_alone_are_one(folder: Path) -> None:
    (folder / "sub" / "f.txt").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="two documents have one id"):
        _ids(folder)


def test_an_id_is_in_composed_letters(tmp_path: Path) -> None:
    file = tmp_path / (unicodedata.normalize("NFD", "계획") + ".txt")
    file.write_text("", encoding="utf-8")
    assert _ids(file) == ["계획"]


@pytest.mark.parametrize(
    ("reason", "doc"),
    [
        ("the release uses that name itself", "things"),
        ("the release uses that name itself", "a.findings"),
        ("begins with a dot", ".a"),
        ("begins or ends with a space", "a "),
        ("holds a slash", "a/b"),
        ("cannot be printed", "a\nb"),
        ("more than 200 bytes", "가" * 67),
    ],
)
def test_an_id_that_cannot_name_a_file_is_refused(folder: Path, reason: str, doc: str) -> None:
    with pytest.raises(UsageError, match=rf"(?s)cannot be the id of .*{reason}.*--doc-id"):
        _ids(folder, doc_ids={folder / "a.txt": doc})


@pytest.mark.parametrize("name", ["nowhere.txt", "sub/empty"])
def test_a_path_that_gives_no_document_is_a_usage_error(folder: Path, name: str) -> None:
    (folder / "sub" / "empty").mkdir()
    with pytest.raises(UsageError, match=rf"`.*{name}`"):
        _ids(folder / name)


def test_an_id_for_a_file_that_is_not_read_is_a_usage_error(folder: Path) -> None:
    with pytest.raises(UsageError, match="none of the documents"):
        _ids(folder / "a.txt", doc_ids={folder / "b.txt": "x"})
