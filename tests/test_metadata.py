from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mapper.errors import UsageError
from mapper.metadata import DocumentMetadata, Licence, load_metadata

FULL = """\
["plan 2023"]
source = "https://www.example.go.kr/plan?no=1"
licence = "KOGL-1"
publisher = " 서울특별시 금천구 "
retrieved = 2026-11-02
municipality = "서울시  금천구"

[other]
retrieved = "2026-11-03"
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "metadata.toml"


def test_particulars_are_read_by_document(file: Path) -> None:
    file.write_text(FULL, encoding="utf-8")
    assert load_metadata(file) == {
        "plan 2023": DocumentMetadata(
            source="https://www.example.go.kr/plan?no=1",
            licence=Licence.KOGL_1,
            publisher="서울특별시 금천구",
            retrieved=date(2026, 11, 2),
            municipality="서울시  금천구",
        ),
        "other": DocumentMetadata(retrieved=date(2026, 11, 3)),
    }


def test_particulars_survive_the_manifest(file: Path) -> None:
    file.write_text(FULL, encoding="utf-8")
    for metadata in (*load_metadata(file).values(), DocumentMetadata()):
        assert DocumentMetadata.from_json(metadata.to_json()) == metadata


@pytest.mark.parametrize(
    ("message", "text"),
    [
        (r"the metadata is no TOML", "[plan"),
        (r"`source` stands outside a document's table", 'source = "https://a.kr/"'),
        (r"\[plan\] unknown key `license`\. Known keys: source, licence", '[plan]\nlicense = "KOGL-1"'),
        (r"\[plan\] `licence` is no known licence: 'MIT'\. Known are KOGL-0, .*KOGL-4", '[plan]\nlicence = "MIT"'),
        (r"\[plan\] `licence` is no known licence: 5", "[plan]\nlicence = 5"),
        (r"\[plan\] `source` is no web address: 'ftp://a\.kr'", '[plan]\nsource = "ftp://a.kr"'),
        (r"\[plan\] `source` is no web address: 'https://a b'", '[plan]\nsource = "https://a b"'),
        (r"\[plan\] `source` is no web address: 'http://\[::1'", '[plan]\nsource = "http://[::1"'),
        (r"\[plan\] `publisher` is not a text: 3", "[plan]\npublisher = 3"),
        (r"\[plan\] `municipality` is not a text: 3", "[plan]\nmunicipality = 3"),
        (
            r"\[plan\] `municipality` may be one of several: '동구'\. Write .*부산광역시 동구",
            '[plan]\nmunicipality = "동구"',
        ),
        (r"\[plan\] `municipality` is not in the list .*'금촌구'\. Did you", '[plan]\nmunicipality = "금촌구"'),
        (r"\[plan\] `retrieved` is no day: 2026-13-01", '[plan]\nretrieved = "2026-13-01"'),
        (r"\[plan\] `retrieved` is no day: 2026-01-01 10:00:00", "[plan]\nretrieved = 2026-01-01T10:00:00"),
        (r"\[plan\] `retrieved` is no day: 2026", "[plan]\nretrieved = 2026"),
    ],
)
def test_what_does_not_fit_is_told_with_file_document_and_key(file: Path, message: str, text: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=message) as caught:
        load_metadata(file)
    assert str(caught.value).startswith(f"{file}: ")


def test_a_file_that_is_missing_or_no_utf_8_is_a_usage_error(file: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read: No such file"):
        load_metadata(file)
    file.write_bytes("[계획]".encode("cp949"))
    with pytest.raises(UsageError, match="not UTF-8"):
        load_metadata(file)
