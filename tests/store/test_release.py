from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from mapper.errors import ReleaseError, UsageError
from mapper.store.answer import Rows
from mapper.store.manifest import Manifest
from mapper.store.release import ReleaseFiles
from mapper.store.writing import compute_digest, open_draft
from tests.store import build_killed
from tests.store.build_killed import publish


def _says(root: Path) -> set[str]:
    """What the current version says, by its manifest, its text, its graph and its store."""
    release = ReleaseFiles.open(root)
    answer = release.open_store().query("SELECT ?t { <urn:plan> <urn:says> ?t . <urn:thing> <urn:is> ?there }")
    assert isinstance(answer, Rows)
    graph = release.graph_file("plan").read_text(encoding="utf-8").split('"')[1]
    text = release.text_file("plan").read_text(encoding="utf-8").strip()
    return {release.require("plan").digest, text, graph, *(str(row["t"]) for row in answer)}


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_release_is_a_link_to_a_version_named_by_its_content(tmp_path: Path) -> None:
    publish(tmp_path / "release", "first")
    current = tmp_path / "release" / "current"
    assert str(current.readlink()) == f"versions/{compute_digest(current)}"
    assert _says(tmp_path / "release") == {"first"}


def test_the_same_content_gives_the_same_bytes_and_name_anywhere(tmp_path: Path) -> None:
    for name in ("a", "b"):
        publish(tmp_path / name, "same")
    first, second = ((tmp_path / name / "current").resolve() for name in ("a", "b"))
    assert first.name == second.name
    files = sorted(path.relative_to(first) for path in first.rglob("*") if path.is_file() and "store" not in path.parts)
    assert len(files) == 5
    assert all((first / file).read_bytes() == (second / file).read_bytes() for file in files)


def test_the_version_before_stays_and_older_ones_go(tmp_path: Path) -> None:
    names = []
    for text in ("one", "two", "three", "three"):
        publish(tmp_path, text)
        names.append((tmp_path / "current").resolve().name)
    assert _names(tmp_path / "versions") == sorted(names[1:3])
    assert _says(tmp_path) == {"three"}


def test_a_reader_keeps_its_version_while_a_new_one_is_built(tmp_path: Path) -> None:
    publish(tmp_path, "old")
    release = ReleaseFiles.open(tmp_path)
    store = release.open_store()
    publish(tmp_path, "new")
    answer = store.query("SELECT ?t { <urn:plan> <urn:says> ?t }")
    assert isinstance(answer, Rows)
    assert [row["t"] for row in answer] == ["old"]
    assert release.text_file("plan").read_text(encoding="utf-8") == "old\n"


def test_a_build_killed_at_any_touch_of_the_disk_leaves_the_old_or_the_new_release(tmp_path: Path) -> None:
    before = tmp_path / "before"
    for text in ("older", "old"):
        publish(before, text)

    def build(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, build_killed.__file__, root, "new", *arguments], capture_output=True, text=True
        )

    touches = int(build(Path(shutil.copytree(before, tmp_path / "whole", symlinks=True))).stdout)
    assert touches > 60
    states = []
    for fatal in [*range(1, touches - 30, 4), *range(touches - 30, touches + 1)]:
        root = Path(shutil.copytree(before, tmp_path / str(fatal), symlinks=True))
        assert build(root, str(fatal)).returncode == -signal.SIGKILL
        state = _says(root)
        assert state in ({"old"}, {"new"}), f"killed at touch {fatal}"
        states.append(*state)
        publish(root, "next")
        assert _says(root) == {"next"}
        assert _names(root) == [".lock", "current", "versions"]
        assert len(_names(root / "versions")) == 2
        shutil.rmtree(root)
    assert states == sorted(states, key=["old", "new"].index)
    assert set(states) == {"old", "new"}


def test_a_draft_that_is_not_published_changes_nothing(tmp_path: Path) -> None:
    publish(tmp_path, "old")
    with open_draft(tmp_path) as draft:
        (draft.folder / "graphs" / "plan.nq").write_text("half", encoding="utf-8")
    assert _says(tmp_path) == {"old"}
    assert len(_names(tmp_path / "versions")) == 1


def test_a_second_build_at_the_same_time_is_refused_and_the_first_goes_on(tmp_path: Path) -> None:
    refusal: list[BaseException] = []

    def second() -> None:
        try:
            publish(tmp_path, "second")
        except ReleaseError as error:
            refusal.append(error)

    with open_draft(tmp_path):
        thread = threading.Thread(target=second)
        thread.start()
        thread.join()
    assert f"another build holds this release (process {os.getpid()})" in str(refusal[0])
    publish(tmp_path, "third")
    assert _says(tmp_path) == {"third"}


def test_a_folder_with_other_files_is_never_written_to(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(ReleaseError, match=r"holds other files \(`thesis.txt`\)"):
        publish(tmp_path, "x")
    assert _names(tmp_path) == ["thesis.txt"]


def test_a_file_in_place_of_the_folder_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "release").write_text("", encoding="utf-8")
    with pytest.raises(ReleaseError, match="no release can be written there"):
        publish(tmp_path / "release", "x")


def test_a_missing_release_is_named_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"no release at .*workplan build DOCUMENTS"):
        ReleaseFiles.open(tmp_path / "nowhere")


@pytest.mark.parametrize("damage", ["", "[]", "{}", '{"format": 1}', '{"format": 1, "documents": 3}'])
def test_a_damaged_manifest_is_a_release_error_and_the_next_build_replaces_it(tmp_path: Path, damage: str) -> None:
    publish(tmp_path, "x")
    (tmp_path / "current" / "release.json").write_text(damage, encoding="utf-8")
    with pytest.raises(ReleaseError, match="damaged"):
        ReleaseFiles.open(tmp_path)
    publish(tmp_path, "y")
    assert _says(tmp_path) == {"y"}


def test_a_release_of_another_layout_says_so(tmp_path: Path) -> None:
    with pytest.raises(ReleaseError, match=r"layout 99.*Build it again"):
        Manifest.from_json('{"format": 99}', "release.json")


def test_a_manifest_survives_writing_and_reading(tmp_path: Path) -> None:
    publish(tmp_path, "x")
    manifest = ReleaseFiles.open(tmp_path).manifest
    assert Manifest.from_json(manifest.to_json(), "") == manifest
    assert manifest.documents[0].share("read") == 1.0


def test_an_unknown_document_is_answered_with_the_nearest(tmp_path: Path) -> None:
    publish(tmp_path, "x")
    with pytest.raises(UsageError, match=r"no document `plam`. Did you mean `plan`\?"):
        ReleaseFiles.open(tmp_path).require("plam")
