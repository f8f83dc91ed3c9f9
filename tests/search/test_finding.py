from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from mapper.errors import UsageError
from mapper.records import OrganizationEntry, OrganizationKind, Project, Record, Span
from mapper.search import finding
from mapper.search.finding import SearchIndex

MakeIndex = Callable[[dict[str, Sequence[Record]]], SearchIndex]


def kinds(index: SearchIndex, words: str, **filters: object) -> set[str]:
    """The kinds of all hits of the plan of 2024."""
    return {hit.kind for hit in index.search(words, limit=None, **filters) if hit.doc == "a-2024"}  # type: ignore[arg-type]


def project(title: str, line: int = 1) -> Project:
    return Project(span=Span(line, line), rule="a", title=title)


WIFI = {"projects", "budgets", "metrics", "milestones"}


@pytest.mark.parametrize(
    ("expected", "words"),
    [
        (WIFI | {"assets"}, "공공와이파이"),
        (WIFI, "공공 와이파이"),
        (WIFI, "와 이 파 이"),
        (WIFI, "와이파 이"),
        (WIFI, "이파"),
        ({"milestones", "assets"} | WIFI, "wifi"),
        ({"milestones"}, "wi-fi 장비"),
        ({"budgets"}, "budget wifi"),
        ({"budgets"}, "planned budget national"),
        ({"assets"}, "network"),
        ({"duties", "budgets"}, "예산"),
        ({"duties", "budgets"}, "예 산"),
        ({"duties"}, '"산구조"'),
        ({"duties"}, "구 조의"),
        ({"budgets"}, "예산 -관리"),
        ({"metrics"}, "1500명"),
        ({"metrics"}, "1,500"),
        (set(), "150"),
        ({"budgets"}, "1234000"),
        ({"duties"}, "구"),
        ({"duties", "budgets"}, "나래구 예산"),
        ({"duties", "budgets"}, "2024년 정보과 예산"),
        (set(), "2023 나래구 예산"),
        ({"organizations", "projects", "duties", "assets"}, "통신팀"),
        ({"organizations"}, "team 통신팀 -projects"),
    ],
)
def test_words_parts_spaced_words_numbers_and_labels_find(index: SearchIndex, expected: set[str], words: str) -> None:
    assert kinds(index, words) == expected


def test_a_hit_has_its_place_kind_municipality_year_and_amount(index: SearchIndex) -> None:
    (hit,) = index.search("와이파이", kind="budgets", year=2024)
    assert (hit.kind, hit.label) == ("budgets", "공공 와이파이 확대 2024 1,234,000원")
    assert (hit.municipality, hit.department, hit.year) == ("가람시 나래구", "정보과", 2024)
    assert (hit.amount_krw, hit.doc, hit.line, hit.last_line) == (1234000, "a-2024", 6, 6)
    assert hit.iri.startswith("https://example.org/workplan/id/budgets/0000040000")
    (duty,) = index.search("자가통신망", municipality="나래구")
    assert duty.label == "자가통신망과 예산 구조의 관리"


def test_filters_narrow_and_say_what_they_do_not_know(index: SearchIndex) -> None:
    assert {hit.doc for hit in index.search("와이파이", municipality="도담군", limit=None)} == {"b-2023"}
    assert {hit.kind for hit in index.search("통신팀", year=2022, limit=None)} == {"assets"}
    with pytest.raises(UsageError, match=r"no municipality `도당군`\. Did you mean `도담군`"):
        index.search("와이파이", municipality="도당군")
    with pytest.raises(UsageError, match=r"no kind `projcts`\. Did you mean `projects`"):
        index.search("와이파이", kind="projcts")


def test_names_come_before_running_text_and_exact_before_part(make_index: MakeIndex) -> None:
    titles = ["마을 도서관 운영", "운영", "운영 평가", "도서관운영 평가", "시민 운 영", "행정 업무"]
    records = [project(title, line) for line, title in enumerate(titles, 1)]
    records.append(replace(project("기록"), span=Span(9, 9), teams=("운영",)))
    index = make_index({"a": records})
    expected = ["운영", "운영 평가", "시민 운 영", "마을 도서관 운영", "도서관운영 평가", "기록"]
    assert [hit.label for hit in index.search("운영")] == expected
    assert [hit.label for hit in index.search("운영", limit=3)] == expected[:3]


def test_things_come_before_statements_about_them(index: SearchIndex) -> None:
    hits = index.search("공공 와이파이 확대", limit=None)
    assert [hit.kind for hit in hits][:4] == ["projects", "projects", "budgets", "budgets"]
    assert [hit.year for hit in hits][:4] == [2024, 2023, 2024, 2023]


def test_many_hits_do_not_hide_the_exact_name(make_index: MakeIndex, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(finding, "CANDIDATES", 10)
    records: list[Record] = [project(f"새 마을 {place}번 도서관 짓기", place) for place in range(1, 60)]
    records += [project(f"도서관 {place}호", place) for place in range(60, 70)]
    records.append(project("도서관", 99))
    index = make_index({"a": records})
    labels = [hit.label for hit in index.search("도서관", limit=8)]
    assert labels[0] == "도서관"
    assert all(label.startswith("도서관 ") for label in labels[1:])
    assert labels == [hit.label for hit in index.search("도서관", limit=None)][:8]


def test_without_a_hit_the_nearest_names_are_suggested(index: SearchIndex) -> None:
    found = index.search("공공와이화이")
    assert (len(found), found.suggestions[:1]) == (0, ("공공 와이파이 확대",))
    assert index.search("외계").suggestions == ()
    filtered = index.search("공공와이파이", kind="duties")
    assert (len(filtered), filtered.elsewhere) == (0, True)


def test_the_limit_says_whether_there_is_more(index: SearchIndex) -> None:
    total = len(index.search("와이파이", limit=None))
    assert not index.search("와이파이", limit=None).more
    assert index.search("와이파이", limit=total - 1).more
    assert not index.search("와이파이", limit=total).more


def test_the_order_does_not_hang_on_that_of_the_documents(make_index: MakeIndex) -> None:
    same = OrganizationEntry(span=Span(1, 1), rule="a", name="도서관", kind=OrganizationKind.OUTSIDE)
    index = make_index({doc: [same] for doc in ("c", "a", "b", "ㄱ")})
    assert [hit.doc for hit in index.search("도서관")] == ["a", "b", "c", "ㄱ"]
