"""The same plans in another dress: other bullets, blanks, ways to print tables. They state what they stated before.

Lines keep their numbers. Where a dress takes something away that a reader needs (cells left empty below merged ones are
lost where one blank parts columns), a share of the rows may be lost.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import mapper
from mapper.pipeline import build
from tests.scoring import EXACT, FINDINGS, Score, score

PLANS = sorted((Path(__file__).parent / "plans").glob("*.txt"))[::2]
"""Every other one, to be quick."""
_BULLET = re.compile(r"^(\s*)([□■○❍◦●▪◇◆▶▷❏·•-])(?=\s)(?!\s*\d+\s*-\s*$)")
_RULE = re.compile(r"\s*\|[\s:|-]+\|\s*")
_ORDER = "□■❏◆◇○❍●◦▶▷-▪·•"
Rows = dict[str, list[dict[str, str]]]


def _with_bullets(text: str, bullets: str) -> str:
    """The commonest bullet of each of the usual depths as another, the usual order kept."""
    lines = text.splitlines()
    used = {match[2] for line in lines if (match := _BULLET.match(line))}
    if len(used) > len(bullets) or any(sign in used for sign in bullets):
        return text
    meant = dict(zip(sorted(used, key=_ORDER.index), bullets, strict=False))
    return "\n".join(_BULLET.sub(lambda match: match[1] + meant[match[2]], line) for line in lines)


def _cells(line: str) -> list[str]:
    """The cells of a row between pipes."""
    return [cell.strip() for cell in line.strip().strip("|").split("|")] if line.strip().startswith("|") else []


def _with_rows(text: str, join: Callable[[list[str]], str]) -> str:
    """Rows between pipes printed in another way, without the lines that rule them."""
    printed: list[str] = []
    for line in _without_rules(text).splitlines():
        cells = _cells(line)
        printed.append(join(cells) if len(cells) > 1 and not any("<br" in cell for cell in cells) else line)
    return "\n".join(printed)


def _without_rules(text: str) -> str:
    """A text without the lines that only rule a table, so that its lines have the numbers of the other dresses."""
    return "\n".join(line for line in text.splitlines() if not (_RULE.fullmatch(line) and "-" in line))


DRESSES: list[tuple[str, Callable[[str], str], float]] = [
    ("no-break blanks", lambda text: text.replace(" ", "\u00a0"), 1.0),
    ("full-width brackets", lambda text: text.replace("(", "（").replace(")", "）"), 0.999),
    ("squares and rounds filled", lambda text: _with_bullets(text, "■●▪•"), 0.995),
    ("triangles over dots", lambda text: _with_bullets(text, "▶•-·"), 0.995),
    ("tabs", lambda text: _with_rows(text, "\t".join), 0.995),
    ("one blank", lambda text: _with_rows(text, lambda cells: " ".join(filter(None, cells))), 0.96),
]


def _answers(folder: Path, texts: dict[str, str]) -> Rows:
    """The rows of every table but the findings, of all plans."""
    source = folder / "plans"
    source.mkdir()
    for name, text in texts.items():
        (source / f"{name}.txt").write_text(text + "\n", encoding="utf-8")
    build(sorted(source.glob("*.txt")), folder / "release")
    release = mapper.open_release(folder / "release")
    return {table: list(release.ask(f"tables/{table}")) for table in EXACT if table != FINDINGS}


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, str], Rows]:
    """The plans as they are, and what they state."""
    texts = {path.stem: _without_rules(path.read_text(encoding="utf-8")) for path in PLANS}
    return texts, _answers(tmp_path_factory.mktemp("plain"), texts)


@pytest.mark.parametrize(
    ("dress", "least"), [(dress, least) for _, dress, least in DRESSES], ids=[d[0] for d in DRESSES]
)
def test_another_dress_states_the_same(
    plain: tuple[dict[str, str], Rows], tmp_path: Path, dress: Callable[[str], str], least: float
) -> None:
    texts, stated = plain
    dressed = {name: dress(text) for name, text in texts.items()}
    assert any(dressed[name] != text for name, text in texts.items())
    again = _answers(tmp_path, dressed)
    pooled = Score()
    for table, rows in stated.items():
        for name in texts:
            own, other = ([row for row in found if row["doc"] == name] for found in (rows, again[table]))
            pooled.add(score(table, own, other))
    assert pooled.f1 >= least, pooled.missed[:5]
