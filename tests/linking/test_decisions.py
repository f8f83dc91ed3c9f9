"""Decisions of people about links: the file, the ends they name, and that they win over the program."""

from __future__ import annotations

import tomllib
from datetime import date
from pathlib import Path

import pytest

from mapper.errors import UsageError
from mapper.linking.decision_file import load_decisions, write_entry
from mapper.linking.decisions import DecisionOutcome, LinkDecision, Verdict, resolve, review_decisions
from mapper.linking.documents import Links, link_documents
from mapper.linking.link import Decision, EvidenceKind, LinkKind
from mapper.linking.profile import DocumentProfile
from tests.linking.made import LATER, PROFILES, iri, profile

CONFIRMED = """[[confirmed]]
kind = "continues"
from = { doc = "gaon-2024", name = "무선인터넷  접속망 조성" }
to = { doc = "gaon-2023", name = "공공와이파이 확대" }
who = "예산팀"
when = 2026-11-21
why = "2024년 계획의 머리말"
"""
REFUSED = f"""[[refused]]
kind = "continues"
from = {{ doc = "gaon-2024", name = "누리집 개편", line = 11 }}
to = "{iri("projects", "gaon-2023-11")}"
who = "예산팀"
when = "2026-11-21"
why = "이름만 같다"
"""
WIFI, OLD_WIFI = iri("projects", "gaon-2024-10"), iri("projects", "gaon-2023-10")


def load(folder: Path, *entries: str) -> tuple[LinkDecision, ...]:
    """The decisions of a file that holds these entries."""
    path = folder / "links.toml"
    path.write_text("\n".join(entries), encoding="utf-8")
    return load_decisions(path)


def entry(verdict: str, kind: str, start: str, end: str, *, when: str = "2026-11-21", why: str = "확인") -> str:
    """One entry; ends as TOML values."""
    rest = f'who = "예산팀"\nwhen = {when}\nwhy = "{why}"\n'
    return f'[[{verdict}]]\nkind = "{kind}"\nfrom = {start}\nto = {end}\n{rest}'


def named(doc: str, name: str, line: int = 0) -> str:
    """An end by document and name."""
    return f'{{ doc = "{doc}", name = "{name}"{f", line = {line}" if line else ""} }}'


def decide(
    folder: Path, *entries: str, profiles: tuple[DocumentProfile, ...] = PROFILES
) -> tuple[Links, list[DecisionOutcome]]:
    """The links of some profiles under these decisions, and what became of each."""
    resolved = resolve(load(folder, *entries), profiles)
    links = link_documents(profiles, resolved.rulings)
    reports = review_decisions(resolved, links.links, links.canonical)
    return links, [report.outcome for report in reports]


def pairs(links: Links, kind: LinkKind) -> set[tuple[str, str]]:
    """The ends of the links of a kind."""
    return {(link.start.iri, link.end.iri) for link in links.links if link.kind is kind}


# The file


def test_a_file_is_read_in_its_order_with_every_entry_checked(tmp_path: Path) -> None:
    first, second = load(tmp_path, REFUSED, CONFIRMED)
    assert (first.verdict, second.verdict) == (Verdict.REFUSED, Verdict.CONFIRMED)
    assert (first.kind, first.when, first.who, first.why) == (
        LinkKind.CONTINUES,
        date(2026, 11, 21),
        "예산팀",
        "이름만 같다",
    )
    assert (first.start.doc, first.start.name, first.start.line) == ("gaon-2024", "누리집 개편", 11)
    assert (first.file_line, second.file_line) == (1, 9)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[[confirmed]]\nkind = 1\n", "links.toml:1: `from` is missing"),
        (CONFIRMED.replace("continues", "follows"), "links.toml:2: there is no kind `follows`"),
        (CONFIRMED.replace("continues", "topic"), "no kind `topic` of links to decide"),
        (CONFIRMED.replace("why =", "because ="), "links.toml:7: unknown key `because`"),
        (CONFIRMED.replace('"2024년 계획의 머리말"', '""'), "links.toml:7: `why` is empty"),
        (CONFIRMED.replace("2026-11-21", '"어제"'), "links.toml:6: `when` is no day"),
        (CONFIRMED.replace("2026-11-21", "2026-11-21T00:00:00"), "links.toml:6: `when` is no day"),
        (REFUSED.replace("line = 11", "line = 0"), "links.toml:3: `line` is no line"),
        (REFUSED.replace("line = 11", "page = 1"), "links.toml:3: `from` names no end"),
        (REFUSED.replace(iri("projects", "gaon-2023-11"), "누리집"), "links.toml:4: `to` is no IRI"),
        ("[[confirm]]\n", "`confirm` stands outside an entry"),
        ("confirmed = 1\n", "`confirmed` stands outside an entry"),
        ("[[confirmed]\n", "this is no TOML"),
    ],
)
def test_what_does_not_fit_is_one_sentence_with_its_line(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(UsageError) as caught:
        load(tmp_path, text)
    assert message in str(caught.value)


def test_a_missing_file_and_another_encoding_are_said_plainly(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        load_decisions(tmp_path / "none.toml")
    (tmp_path / "other.toml").write_bytes("why = '한글'".encode("cp949"))
    with pytest.raises(UsageError, match="not UTF-8"):
        load_decisions(tmp_path / "other.toml")


def test_names_of_persons_are_masked_as_in_documents(tmp_path: Path) -> None:
    (decision,) = load(tmp_path, CONFIRMED.replace("2024년 계획의 머리말", "담당자: 홍길동 확인"))
    assert "홍길동" not in decision.why


def test_an_entry_written_for_a_link_is_read_again(tmp_path: Path) -> None:
    ends = {
        "from": {"iri": WIFI, "label": "줄\n바꿈", "place": "gaon-2024:10"},
        "to": {"iri": OLD_WIFI, "label": "공공와이파이 확대", "place": ""},
    }
    text = write_entry("continues", ends, date(2026, 11, 22), "0.61 name: a\nb")
    values = tomllib.loads(text)["confirmed"][0]
    assert (values["from"], values["to"], values["when"]) == (WIFI, OLD_WIFI, date(2026, 11, 22))
    filled = text.replace('who = ""', 'who = "예산팀"').replace('why = ""', 'why = "확인"')
    assert load(tmp_path, filled)[0].start.iri == WIFI


# Ends


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (CONFIRMED, DecisionOutcome.APPLIED),
        (REFUSED, DecisionOutcome.APPLIED),
        (CONFIRMED.replace("gaon-2023", "gaon-2019"), DecisionOutcome.NO_DOCUMENT),
        (CONFIRMED.replace("공공와이파이 확대", "공공와이파이"), DecisionOutcome.NOT_FOUND),
        (REFUSED.replace(", line = 11", ""), DecisionOutcome.AMBIGUOUS),
        (REFUSED.replace("line = 11", "line = 13"), DecisionOutcome.NOT_FOUND),
        (REFUSED.replace("gaon-2023-11", "gaon-2023-99"), DecisionOutcome.NOT_FOUND),
        (REFUSED.replace("continues", "same"), DecisionOutcome.NOT_FOUND),
        (
            entry("refused", "same", named("gaon-2023", "별빛도서관"), named("gaon-2024", "별빛도서관")),
            DecisionOutcome.ONE_NODE,
        ),
    ],
)
def test_what_became_of_a_decision_is_reported(tmp_path: Path, text: str, outcome: DecisionOutcome) -> None:
    resolved = resolve(load(tmp_path, text), PROFILES)
    (report,) = resolved.reports
    assert report.outcome is outcome
    assert report.message
    assert bool(resolved.rulings.confirmed or resolved.rulings.refused) == (outcome is DecisionOutcome.APPLIED)


def test_two_that_contradict_each_other_do_nothing(tmp_path: Path) -> None:
    refused = CONFIRMED.replace("[[confirmed]]", "[[refused]]")
    resolved = resolve(load(tmp_path, CONFIRMED, refused), PROFILES)
    assert [report.outcome for report in resolved.reports] == [DecisionOutcome.CONFLICT] * 2
    assert not resolved.rulings.confirmed
    assert not resolved.rulings.refused


def test_the_same_two_things_contradict_each_other_in_either_direction(tmp_path: Path) -> None:
    one, other = named("gaon-2023", "별빛도서관"), named("gaon-2024", "별빛 작은도서관")
    _, outcomes = decide(tmp_path, entry("confirmed", "same", one, other), entry("refused", "same", other, one))
    assert outcomes == [DecisionOutcome.CONFLICT] * 2


def test_the_order_of_a_file_changes_nothing(tmp_path: Path) -> None:
    later = entry(
        "confirmed",
        "continues",
        named("gaon-2024", "무선인터넷 접속망 조성"),
        named("gaon-2023", "공공와이파이 확대"),
        when="2026-11-22",
        why="다시 확인",
    )
    first, second = (resolve(load(tmp_path, *order), PROFILES) for order in ((CONFIRMED, later), (later, CONFIRMED)))
    assert first.rulings == second.rulings
    assert first.rulings.confirmed[0].evidence[0].why == "2024년 계획의 머리말"


# What they do


def test_a_confirmed_link_is_made_with_who_when_and_why(tmp_path: Path) -> None:
    assert (WIFI, OLD_WIFI) not in pairs(link_documents(PROFILES), LinkKind.CONTINUES)
    links, outcomes = decide(tmp_path, CONFIRMED)
    assert outcomes == [DecisionOutcome.APPLIED]
    (link,) = [link for link in links.links if (link.start.iri, link.end.iri) == (WIFI, OLD_WIFI)]
    assert (link.decision, link.score, link.method) == (Decision.CONFIRMED, 1.0, "decisions/1")
    (evidence,) = link.evidence
    assert (evidence.kind, evidence.who, evidence.when, evidence.why) == (
        EvidenceKind.PERSON,
        "예산팀",
        date(2026, 11, 21),
        "2024년 계획의 머리말",
    )
    assert [str(place.doc) for place in evidence.places] == ["gaon-2023", "gaon-2024"]


def test_a_refused_link_is_not_made(tmp_path: Path) -> None:
    profiles = (
        profile("gaon-2023", "정보화과", {11: "누리집 개편"}),
        profile("gaon-2024", "정보화과", {11: "누리집 개편"}),
    )
    pair = iri("projects", "gaon-2024-11"), iri("projects", "gaon-2023-11")
    assert pair in pairs(link_documents(profiles), LinkKind.CONTINUES)
    links, outcomes = decide(tmp_path, REFUSED, profiles=profiles)
    assert pair not in pairs(links, LinkKind.CONTINUES)
    assert outcomes == [DecisionOutcome.APPLIED]


def test_things_that_people_call_one_are_one_and_a_refused_pair_stays_apart(tmp_path: Path) -> None:
    one, other = named("gaon-2023", "별빛도서관"), named("gaon-2024", "별빛 작은도서관")
    ends = iri("place", "별빛도서관"), iri("place", "별빛 작은도서관")
    links, outcomes = decide(tmp_path, entry("confirmed", "same", one, other))
    assert outcomes == [DecisionOutcome.APPLIED]
    assert links.canonical[ends[0]] == links.canonical[ends[1]]
    links, outcomes = decide(tmp_path, entry("refused", "same", one, other))
    assert links.canonical[ends[0]] != links.canonical[ends[1]]
    assert outcomes == [DecisionOutcome.APPLIED]


def test_a_decision_that_others_lead_to_the_opposite_of_is_reported(tmp_path: Path) -> None:
    third = profile("gaon-2025", "디지털정책과", {}, {20: "별빛 어린이도서관"})
    one, two, three = (
        named("gaon-2023", "별빛도서관"),
        named("gaon-2024", "별빛 작은도서관"),
        named("gaon-2025", "별빛 어린이도서관"),
    )
    _, outcomes = decide(
        tmp_path,
        entry("confirmed", "same", one, two),
        entry("confirmed", "same", two, three),
        entry("refused", "same", one, three),
        profiles=(*PROFILES, third),
    )
    assert sorted(outcomes) == [DecisionOutcome.APPLIED] * 2 + [DecisionOutcome.WITHOUT_EFFECT]


def test_without_decisions_nothing_is_looked_up() -> None:
    resolved = resolve((), (LATER,))
    assert resolved.reports == ()
    assert review_decisions(resolved, (), {}) == ()
