from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mapper.errors import UsageError
from mapper.identities import COLUMNS, Identity, Relation, SubjectKind, Verdict, combine, load_identities
from mapper.identities.file import add_identities, list_identities
from mapper.territories import territories_by_key

HEAD = ",".join(COLUMNS) + "\n"
ROW = "confirmed,territory,경기도,owl:sameAs,https://x.example/1,경기도,the name,Places,records-desk,2026-11-22\n"


def listed(folder: Path, *rows: str) -> Path:
    """A file of these rows."""
    file = folder / "identities.csv"
    file.write_text(HEAD + "".join(rows), encoding="utf-8")
    return file


def test_a_row_says_both_ends_and_who_decided_by_what(tmp_path: Path) -> None:
    (one,) = load_identities(listed(tmp_path, ROW))
    assert (one.verdict, one.kind, one.key, one.relation) == (
        Verdict.CONFIRMED,
        SubjectKind.TERRITORY,
        "경기도",
        Relation.SAME_AS,
    )
    assert (one.outside, one.evidence, one.source, one.who) == (
        "https://x.example/1",
        "the name",
        "Places",
        "records-desk",
    )
    assert (one.when, one.file_line) == (date(2026, 11, 22), 2)


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("confirmed", "perhaps", "`decision` cannot be 'perhaps'"),
        ("territory", "person", "`kind` cannot be 'person'"),
        ("경기도,owl", "경기두,owl", "no territory `경기두`. Did you mean"),
        ("owl:sameAs", "sameAs", "`relation` cannot be 'sameAs'"),
        ("https://x.example/1", "Q20937", "no address of the web: 'Q20937'"),
        ("https://x.example/1", "https://x.example/a b", "no address of the web"),
        ("https://x.example/1", "urn:x:1", "no address of the web"),
        ("the name", "", "`evidence` is empty"),
        ("Places", "", "`source` is empty"),
        ("records-desk", "", "`who` is empty"),
        ("2026-11-22", "22.11.2026", "`when` is no day"),
        ("confirmed", "refused", "a refused pair has no relation"),
        (",records-desk,", ",", "another number of cells"),
        ("territory,경기도", "thing,x", "`key` is no IRI"),
        ("territory,경기도", "body,", "`key` is empty"),
    ],
)
def test_what_does_not_fit_is_named_with_its_line(tmp_path: Path, old: str, new: str, message: str) -> None:
    with pytest.raises(UsageError, match=r"identities\.csv:2: ") as caught:
        load_identities(listed(tmp_path, ROW.replace(old, new)))
    assert message in str(caught.value)


def test_a_file_without_a_column_or_none_at_all_is_refused(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_identities(tmp_path / "none.csv")
    (tmp_path / "x.csv").write_text("decision,kind\n", encoding="utf-8")
    with pytest.raises(UsageError, match="the column `key` is missing"):
        load_identities(tmp_path / "x.csv")
    (tmp_path / "y.csv").write_bytes(HEAD.encode() + b"\xb0\xa1\n")
    with pytest.raises(UsageError, match="not UTF-8"):
        load_identities(tmp_path / "y.csv")


def test_one_pair_is_decided_once(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"identities\.csv:3: this pair is decided in .*identities\.csv:2, too"):
        load_identities(listed(tmp_path, ROW, ROW.replace("owl:sameAs", "rdfs:seeAlso")))


@pytest.mark.parametrize(("old", "new"), [("경기도,owl", "강원도,owl"), ("https://x.example/1", "https://x.example/2")])
def test_two_things_are_never_made_one_by_way_of_a_third(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(UsageError, match="makes two nodes one"):
        load_identities(listed(tmp_path, ROW, ROW.replace(old, new)))
    loose = ROW.replace(old, new).replace("owl:sameAs", "rdfs:seeAlso")
    assert len(load_identities(listed(tmp_path, ROW, loose))) == 2


def test_a_thing_may_be_the_same_as_nodes_of_two_data_sets(tmp_path: Path) -> None:
    assert len(load_identities(listed(tmp_path, ROW, ROW.replace("x.example", "y.example")))) == 2


def test_a_users_decision_comes_before_that_of_the_program(tmp_path: Path) -> None:
    shipped = load_identities(listed(tmp_path, ROW))
    own = load_identities(listed(tmp_path, ROW.replace("confirmed", "refused").replace("owl:sameAs", "")))
    assert [one.verdict for one in combine(shipped, own)] == [Verdict.REFUSED]
    assert combine(shipped, ()) == shipped


def test_entries_are_written_behind_what_stands_there_byte_for_byte(tmp_path: Path) -> None:
    file = listed(tmp_path, ROW.rstrip("\n"))
    before = file.read_bytes()
    (one,) = load_identities(file)
    added = Identity(
        verdict=Verdict.REFUSED,
        kind=SubjectKind.BODY,
        key='한빛 "공사", 본사',
        relation=None,
        outside="https://x.example/2",
        outside_name="한빛",
        evidence="another branch",
        source="Places",
        who="records-desk",
        when=date(2026, 11, 23),
    )
    add_identities(file, [added])
    assert file.read_bytes().startswith(before + b"\n")
    first, second = load_identities(file)
    assert first == one
    assert (second.key, second.verdict, second.when) == (added.key, added.verdict, added.when)
    with pytest.raises(UsageError, match="decided in"):
        add_identities(file, [added])


def test_the_list_of_the_program_names_territories_and_what_each_rests_on() -> None:
    entries = list_identities()
    assert len(entries) >= 22
    assert all(one.kind is SubjectKind.TERRITORY and one.outside.startswith("http") for one in entries)
    assert all(len(one.evidence) > 20 and len(one.source) > 20 for one in entries)


def test_a_territory_under_one_of_several_names_is_not_the_same_as_an_item_of_all() -> None:
    by_outside: dict[str, list[Identity]] = {}
    for one in list_identities():
        by_outside.setdefault(one.outside, []).append(one)
    for entries in by_outside.values():
        if len(entries) > 1:
            assert {one.relation for one in entries} == {Relation.SEE_ALSO}
    listed_ = territories_by_key()
    same = [listed_[one.key] for one in list_identities() if one.relation is Relation.SAME_AS]
    followers = {key for territory in listed_.values() for key in territory.successors}
    assert not [territory.key for territory in same if territory.level == "province" and territory.key in followers]
