from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from mapper.errors import UsageError
from mapper.identities import Identity, Relation, SubjectKind, Verdict, load_identities
from mapper.identities.file import add_identities
from mapper.reconciling import (
    ReconciliationService,
    Wanted,
    confirm,
    find_subjects,
    prepare,
    require_room,
    write_candidates,
)
from mapper.reconciling.candidates import COLUMNS
from mapper.reconciling.subjects import Subject, fill_properties
from mapper.store.release import ReleaseFiles
from tests.reconciling.speaking import Speaker

DAY = date(2026, 11, 22)
GEUMCHEON = "서울특별시 금천구"


def identity(outside: str, verdict: Verdict = Verdict.REFUSED, relation: Relation | None = None) -> Identity:
    """A decision about one district."""
    return Identity(
        verdict=verdict,
        kind=SubjectKind.TERRITORY,
        key=GEUMCHEON,
        relation=relation,
        outside=outside,
        outside_name="금천구",
        evidence="the name is that of a station",
        source="Places",
        who="records-desk",
        when=DAY,
    )


def some_subjects() -> list[Subject]:
    """Two districts and a city."""
    wanted = (GEUMCHEON, "서울특별시 영등포구", "경기도 김포시")
    return [subject for subject in find_subjects("territories", None) if subject.key in wanted]


def decide(path: Path, decisions: dict[str, str]) -> None:
    """Write decisions into a file of candidates, by the ends of the IRIs."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        row["decision"] = decisions.get(row["outside"].rpartition("/")[2], "")
    write_candidates(path, rows)


def test_candidates_have_scores_and_what_agrees_and_an_empty_column_for_the_decision(speaker: Speaker) -> None:
    wanted = Wanted(properties=(("code", "{code}"),))
    prepared = prepare(ReconciliationService(speaker.url), some_subjects(), (), wanted)
    assert [(row["key"], row["outside"], row["score"], row["match"]) for row in prepared.rows] == [
        (GEUMCHEON, "https://places.example/entity/P1", "100", "yes"),
        (GEUMCHEON, "https://places.example/entity/P2", "60", ""),
        ("경기도 김포시", "https://places.example/entity/P3", "100", "yes"),
    ]
    assert {row["decision"] for row in prepared.rows} == {""}
    assert prepared.rows[2]["evidence"] == "the same name 김포시, english Gimpo-si; asked with code 4157000000"
    assert prepared.rows[0]["source"] == f"Places, {speaker.url}, score 100"
    assert (prepared.asked, prepared.without, prepared.decided) == (3, 1, 0)


def test_a_type_leaves_others_out_and_a_limit_the_lower_ones(speaker: Speaker) -> None:
    service = ReconciliationService(speaker.url)
    stations = prepare(service, some_subjects(), (), Wanted(types=("station",)))
    assert [row["outside"][-2:] for row in stations.rows] == ["P2"]
    assert [row["outside"][-2:] for row in prepare(service, some_subjects(), (), Wanted(limit=1)).rows] == ["P1", "P3"]


def test_a_candidate_that_was_refused_is_not_offered_again(speaker: Speaker) -> None:
    known = [identity("https://places.example/entity/P2")]
    prepared = prepare(ReconciliationService(speaker.url), some_subjects(), known, Wanted())
    assert [row["outside"][-2:] for row in prepared.rows] == ["P1", "P3"]
    assert prepared.decided == 1


def test_a_thing_that_is_confirmed_there_is_not_asked_for_again_but_elsewhere(speaker: Speaker) -> None:
    confirmed = identity("https://places.example/entity/P1", Verdict.CONFIRMED, Relation.SAME_AS)
    prepared = prepare(ReconciliationService(speaker.url), some_subjects(), [confirmed], Wanted())
    assert prepared.asked == 2
    elsewhere = identity("https://elsewhere.example/7", Verdict.CONFIRMED, Relation.SAME_AS)
    assert prepare(ReconciliationService(speaker.url), some_subjects(), [elsewhere], Wanted()).asked == 3


def test_equal_answers_make_equal_files(speaker: Speaker, tmp_path: Path) -> None:
    for name in ("a.csv", "b.csv"):
        rows = prepare(ReconciliationService(speaker.url), some_subjects(), (), Wanted()).rows
        write_candidates(tmp_path / name, rows)
    assert (tmp_path / "a.csv").read_bytes() == (tmp_path / "b.csv").read_bytes()
    assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbfdecision,kind,key,")


def test_decisions_are_added_to_the_list_with_who_and_when(speaker: Speaker, tmp_path: Path) -> None:
    candidates, reviewed = tmp_path / "candidates.csv", tmp_path / "identities.csv"
    write_candidates(candidates, prepare(ReconciliationService(speaker.url), some_subjects(), (), Wanted()).rows)
    decide(candidates, {"P1": "owl:sameAs", "P2": "refused"})
    done = confirm(candidates, reviewed, "records-desk", DAY)
    assert (len(done.added), done.known, done.against, done.open) == (2, 0, (), 1)
    found = load_identities(reviewed)
    assert [(one.verdict, one.relation, one.who, one.when) for one in found] == [
        (Verdict.CONFIRMED, Relation.SAME_AS, "records-desk", DAY),
        (Verdict.REFUSED, None, "records-desk", DAY),
    ]
    again = confirm(candidates, reviewed, "records-desk", DAY)
    assert (again.added, again.known) == ((), 2)
    assert load_identities(reviewed) == found


def test_a_refusal_in_the_list_stays_whatever_a_later_file_says(speaker: Speaker, tmp_path: Path) -> None:
    candidates, reviewed = tmp_path / "candidates.csv", tmp_path / "identities.csv"
    add_identities(reviewed, [identity("https://places.example/entity/P2")])
    before = reviewed.read_bytes()
    write_candidates(candidates, prepare(ReconciliationService(speaker.url), some_subjects(), (), Wanted()).rows)
    decide(candidates, {"P2": "owl:sameAs"})
    done = confirm(candidates, reviewed, "another-desk", DAY)
    assert [(new.outside[-2:], kept.who) for new, kept in done.against] == [("P2", "records-desk")]
    assert reviewed.read_bytes() == before


def test_a_decision_that_is_none_is_named_with_its_line_and_nothing_is_written(
    speaker: Speaker, tmp_path: Path
) -> None:
    candidates, reviewed = tmp_path / "candidates.csv", tmp_path / "identities.csv"
    write_candidates(candidates, prepare(ReconciliationService(speaker.url), some_subjects(), (), Wanted()).rows)
    decide(candidates, {"P1": "owl:sameAs", "P3": "yes"})
    with pytest.raises(UsageError, match=r"candidates\.csv:4: `decision` cannot be 'yes'"):
        confirm(candidates, reviewed, "records-desk", DAY)
    assert not reviewed.exists()


def test_two_nodes_that_are_the_same_as_one_thing_are_refused_together(speaker: Speaker, tmp_path: Path) -> None:
    candidates, reviewed = tmp_path / "candidates.csv", tmp_path / "identities.csv"
    write_candidates(candidates, prepare(ReconciliationService(speaker.url), some_subjects(), (), Wanted()).rows)
    decide(candidates, {"P1": "owl:sameAs", "P2": "owl:sameAs"})
    with pytest.raises(UsageError, match="makes two nodes one"):
        confirm(candidates, reviewed, "records-desk", DAY)
    assert not reviewed.exists()


def test_decisions_that_were_not_taken_over_are_not_written_over(speaker: Speaker, tmp_path: Path) -> None:
    candidates, reviewed = tmp_path / "candidates.csv", tmp_path / "identities.csv"
    write_candidates(candidates, prepare(ReconciliationService(speaker.url), some_subjects(), (), Wanted()).rows)
    require_room(candidates, reviewed)
    decide(candidates, {"P2": "refused"})
    with pytest.raises(UsageError, match="1 decisions in this file are not in"):
        require_room(candidates, reviewed)
    confirm(candidates, reviewed, "records-desk", DAY)
    require_room(candidates, reviewed)


def test_a_file_that_is_no_list_of_candidates_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "x.csv"
    file.write_text("a,b\n1,2\n", encoding="utf-8")
    with pytest.raises(UsageError, match="the column `decision` is missing"):
        confirm(file, tmp_path / "identities.csv", "records-desk", DAY)
    with pytest.raises(UsageError, match="needs a reviewer"):
        confirm(file, tmp_path / "identities.csv", " ", DAY)


def test_territories_are_those_that_stand_unless_former_ones_are_wanted() -> None:
    names = [subject.key for subject in find_subjects("territories", None, level="province")]
    assert "경기도" in names
    assert "강원도" not in names
    assert "강원도" in [subject.key for subject in find_subjects("territories", None, level="province", former=True)]
    assert {subject.values["level"] for subject in find_subjects("territories", None, level="ward")} == {"ward"}


def test_bodies_and_laws_are_those_of_the_release_that_stand_for_themselves(example_release: ReleaseFiles) -> None:
    store = example_release.open_store()
    bodies = [subject.name for subject in find_subjects("bodies", store)]
    assert bodies == sorted(set(bodies))
    assert bodies
    assert "도로교통법" not in bodies
    laws = find_subjects("laws", store)
    assert all(subject.kind is SubjectKind.LAW for subject in laws)
    with pytest.raises(UsageError, match="only territories have a level"):
        find_subjects("bodies", store, level="city")


def test_a_property_without_a_value_is_left_out_and_an_unknown_one_named() -> None:
    subject = Subject(SubjectKind.TERRITORY, "경기도", {"name": "경기도", "parent": ""})
    assert fill_properties(subject, [("P131", "{parent}"), ("P1705", "{name}"), ("P1", "도")]) == (
        ("P1705", "경기도"),
        ("P1", "도"),
    )
    with pytest.raises(UsageError, match="Did you mean `name`"):
        fill_properties(subject, [("P1705", "{nam}")])


def test_the_columns_begin_with_the_one_that_a_person_fills() -> None:
    assert COLUMNS[0] == "decision"
