"""Which project carries on which: an example for each way in which plans change."""

from __future__ import annotations

from dataclasses import replace

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


def test_a_merged_project_is_known_by_its_short_title_under_any_slogan_and_though_it_is_called_new() -> None:
    old = [project("발로 뛰는 시민기자단 운영", {2023: 31_250}), project("영상 콘텐츠 제작", {2023: 984_730})]
    new = [
        project(
            "시민기자단·영상 콘텐츠 운영", {2023: 1_015_000}, status=NEW, parts=["시민기자단 운영", "영상 콘텐츠 제작"]
        )
    ]
    assert {end for _, end in continued(old, new)} == {"발로 뛰는 시민기자단 운영", "영상 콘텐츠 제작"}


def test_a_part_whose_name_goes_on_as_a_project_of_its_own_makes_no_split() -> None:
    old = [project("독서동아리 지원", parts=["문해교실 운영"]), project("문해교실 확대")]
    new = [project("독서동아리 지원"), project("문해교실 운영")]
    assert ("문해교실 운영", "독서동아리 지원") not in continued(old, new)


def test_a_part_with_more_money_than_the_whole_is_none_of_it() -> None:
    old = [project("거리 축제 개최", {2024: 20_000}, parts=["야시장 조성"])]
    new = [project("야시장 조성", {2024: 913_570})]
    assert continued(old, new) == set()


def test_a_joint_of_common_words_names_no_two_works() -> None:
    old = [project("응급의료 유지보수", {2023: 47_310})]
    new = [project("시민과 함께하는 응급의료 정비 및 개선", {2024: 176_564}, status=NEW)]
    assert continued(old, new) == set()


def test_a_title_that_changes_altogether_is_known_by_its_place_between_the_same_neighbours() -> None:
    lines = ["청사 배전반 점검 결과 공유", "노후 배관 우선순위 조사"]
    beside = [project("누리집 개편"), project("자가통신망 확충")]
    old = [beside[0], project("밤길 밝힘", steps=lines[:1]), beside[1]]
    new = [beside[0], project("안심 골목 가꿈", steps=lines[:1]), beside[1]]
    assert ("안심 골목 가꿈", "밤길 밝힘") in continued(old, new)
    assert ("안심 골목 가꿈", "밤길 밝힘") not in continued(old, [*beside, new[1]])
    called_new = project("안심 골목 가꿈", steps=lines[:1], status=NEW)
    assert ("안심 골목 가꿈", "밤길 밝힘") not in continued(old, [beside[0], called_new, beside[1]])


def test_an_amount_that_the_next_year_keeps_is_a_reason_but_none_by_itself() -> None:
    line = ["노후 배관 우선순위 조사"]
    old = [project("안심 식수 공급", {2023: 12_151}, steps=line)]
    assert continued(old, [project("비상급수 대비", {2024: 12_151}, steps=line)])
    assert not continued(old, [project("비상급수 대비", {2024: 12_161}, steps=line)])
    assert not continued([project("안심 식수 공급", {2023: 12_151})], [project("비상급수 대비", {2024: 12_151})])


def test_halves_of_a_year_stay_two_though_a_blank_is_lost() -> None:
    old, new = [project("빈틈없는 상반기전산장비 정비")], [project("빈틈없는 하반기 전산장비 정비")]
    assert continued(old, new) == set()


def test_a_word_that_parts_projects_in_one_plan_parts_them_in_all() -> None:
    schools = plan(2022, "정보화과", projects=[project("초등학교 교통안전 순회"), project("중학교 교통안전 순회")])
    old, new = [project("초등학교 교통안전 순회")], [project("중학교 교통안전 순회", status=GOING)]
    links = continued(old, new, schools)
    assert ("중학교 교통안전 순회", "초등학교 교통안전 순회") not in links


def test_a_new_project_on_the_subject_of_an_ended_one_is_not_its_continuation() -> None:
    old, new = [project("배수지 운영 강화")], [project("배수지 유지보수", status=NEW)]
    assert continued(old, new) == set()
    assert continued([project("배수지 운영 강화")], [project("배수지 유지보수")]) != set()


def test_a_plan_of_another_office_for_the_same_year_is_no_earlier_one() -> None:
    press = ["언론 대응 및 보도자료 배포", "신문 구독 및 광고 관리", "영상물 제작 및 송출"]
    web = ["누리집 운영 관리", "시민 정보화교육 실시"]
    both = {"언론팀": press, "전산팀": web}
    plans = [
        plan(2022, "홍보정보과", teams=both, projects=[project("출입기자 간담회")]),
        plan(2023, "홍보정보과", teams={"전산팀": web}, projects=[project("누리집 개편", {2023: 47_315})]),
        plan(2023, "홍보과", teams={"언론팀": press}, projects=[project("누리집 홍보 개편", {2023: 47_315})]),
    ]
    plans[2] = replace(plans[2], plans=(replace(plans[2].plans[0], issued="2023-06"),))
    assert linked(link_documents(plans), LinkKind.CONTINUES) == set()
