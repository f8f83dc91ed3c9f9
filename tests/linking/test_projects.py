"""Which project carries on which: an example for each way in which plans change."""

from __future__ import annotations

from mapper.linking.documents import link_documents
from mapper.linking.link import LinkKind
from mapper.linking.profile import DocumentProfile, ProjectProfile
from mapper.records import ProjectStatus
from tests.linking.plans import linked, plan, project

NEW, GOING = ProjectStatus.NEW, ProjectStatus.CONTINUING


def continued(old: list[ProjectProfile], new: list[ProjectProfile], *others: DocumentProfile) -> set[tuple[str, str]]:
    """The links between two plans of one department."""
    plans = plan(2023, "정보화과", projects=old), plan(2024, "정보화과", projects=new)
    return linked(link_documents([*plans, *others]), LinkKind.CONTINUES)


def test_a_title_that_stays_is_one_project_though_the_money_is_revised() -> None:
    old = [project("공공와이파이 확대 구축", {2023: 120_500, 2024: 90_000})]
    new = [project("공공와이파이 확대 구축", {2023: 131_000, 2024: 77_300})]
    assert continued(old, new) == {("공공와이파이 확대 구축", "공공와이파이 확대 구축")}


def test_a_title_that_changes_altogether_is_known_by_the_money_of_a_shared_year() -> None:
    old = [project("무선 접속망 조성", {2023: 120_573}), project("누리집 개편", {2023: 55_212})]
    new = [project("어디서나 통하는 인터넷", {2023: 120_573}), project("누리집 개편", {2023: 55_212})]
    assert ("어디서나 통하는 인터넷", "무선 접속망 조성") in continued(old, new)


def test_a_round_sum_alone_makes_no_link() -> None:
    old = [project("골목 조명 교체", {2023: 50_000})]
    new = [project("청년 창업 교실", {2023: 50_000})]
    assert continued(old, new) == set()


def test_a_new_project_is_not_forced_into_a_link() -> None:
    old = [project("전산장비 교체", {2023: 87_120})]
    new = [project("전산장비 교체", {2023: 87_120}), project("디지털 체험관 조성", {2024: 310_400}, status=NEW)]
    assert continued(old, new) == {("전산장비 교체", "전산장비 교체")}


def test_projects_side_by_side_are_told_apart_by_the_word_that_differs() -> None:
    pairs = (
        ("마을정보센터 조성 1단계", "마을정보센터 조성 2단계"),
        ("동부권 소식지 배부", "서부권 소식지 배부"),
        ("청솔동 안심길 정비", "은하동 안심길 정비"),
        ("초등학교 코딩 교실", "중학교 코딩 교실"),
    )
    for one, other in pairs:
        both = [project(one, {2023: 50_000}), project(other, {2023: 50_000})]
        assert continued(both, both) == {(one, one), (other, other)}
        assert continued(both, [project(other, {2024: 60_000})]) == {(other, other)}


def test_the_number_of_a_yearly_event_does_not_part_it_from_last_years() -> None:
    old, new = [project("제12회 가온 책잔치 개최")], [project("제13회 가온 책잔치 개최")]
    assert continued(old, new) == {("제13회 가온 책잔치 개최", "제12회 가온 책잔치 개최")}


def test_a_part_that_becomes_a_project_and_the_rest_both_carry_on_the_whole() -> None:
    old = [project("도시브랜드 확산", {2023: 207_864}, parts=["브랜드 선포식", "시민 사진기록관 구축"])]
    new = [
        project("도시브랜드 확산", {2023: 152_864}, status=GOING),
        project("시민 사진기록관 구축", {2023: 55_000}, status=GOING),
    ]
    whole = "도시브랜드 확산"
    assert continued(old, new) == {(whole, whole), ("시민 사진기록관 구축", whole)}


def test_two_projects_that_become_one_are_both_carried_on() -> None:
    old = [project("시민기자단 운영", {2023: 31_250}), project("영상 콘텐츠 제작", {2023: 84_730})]
    new = [project("시민기자단·영상 콘텐츠 운영", {2023: 115_980})]
    title = "시민기자단·영상 콘텐츠 운영"
    assert continued(old, new) == {(title, "시민기자단 운영"), (title, "영상 콘텐츠 제작")}


def test_a_project_left_out_for_a_year_is_known_again() -> None:
    first = plan(2022, "정보화과", projects=[project("마을방송 현대화")])
    assert continued([project("누리집 개편")], [project("마을방송 현대화")], first) == {
        ("마을방송 현대화", "마을방송 현대화")
    }


def test_another_departments_project_of_the_same_title_is_none_of_ours() -> None:
    plans = [
        plan(2023, "감사과", projects=[project("민원서비스 향상", {2023: 12_340})]),
        plan(2024, "도서관과", projects=[project("민원서비스 향상", {2023: 12_340})]),
    ]
    assert linked(link_documents(plans), LinkKind.CONTINUES) == set()


def test_another_municipalitys_project_is_none_of_ours() -> None:
    plans = [
        plan(2023, "정보화과", projects=[project("누리집 개편", {2023: 12_340})]),
        plan(2024, "정보화과", projects=[project("누리집 개편", {2023: 12_340})], city="나루시"),
    ]
    assert [link for link in link_documents(plans).links if link.kind is not LinkKind.TOPIC] == []


def test_figures_that_cannot_be_one_speak_against_titles_that_are_only_alike() -> None:
    old = [project("데이터 분석 교육", {2023: 4_300, 2024: 4_300})]
    new = [project("데이터 개방 확대", {2023: 913_000, 2024: 880_000})]
    assert continued(old, new) == set()
