"""Which office is which, and which took over from which: an example for each reorganisation."""

from __future__ import annotations

from mapper.linking.documents import link_documents
from mapper.linking.link import LinkKind
from mapper.linking.profile import DocumentProfile
from tests.linking.plans import linked, plan, project

PRESS = ["언론 대응 및 보도자료 배포", "신문 구독 및 광고 관리"]
NETWORK = ["자가통신망 운영", "정보보안 점검"]
WEB = ["누리집 운영 관리", "시민 정보화교육 실시"]
VIDEO = ["영상물 제작 및 송출", "사진 기록물 관리"]
STANDING = ["부서 서무 및 직원 복무 관리"]


def succeeded(*plans: DocumentProfile) -> set[tuple[str, str]]:
    """The successions between offices of some plans."""
    return linked(link_documents(plans), LinkKind.SUCCEEDS)


def test_a_renamed_department_and_its_teams_succeed_the_old_ones() -> None:
    links = succeeded(
        plan(2023, "홍보디지털과", teams={"언론팀": PRESS, "전산팀": WEB}),
        plan(2024, "소통담당관", teams={"언론팀": PRESS, "정보화팀": WEB}),
    )
    assert links == {("소통담당관", "홍보디지털과"), ("언론팀", "언론팀"), ("정보화팀", "전산팀")}


def test_two_departments_of_a_split_succeed_the_one() -> None:
    links = succeeded(
        plan(2023, "홍보정보과", teams={"언론팀": PRESS, "영상팀": VIDEO, "통신팀": NETWORK, "전산팀": WEB}),
        plan(2024, "홍보과", teams={"언론팀": PRESS, "영상팀": VIDEO}),
        plan(2024, "스마트과", teams={"통신팀": NETWORK, "전산팀": WEB}),
    )
    assert {("홍보과", "홍보정보과"), ("스마트과", "홍보정보과"), ("통신팀", "통신팀")} <= links


def test_a_department_that_takes_in_another_succeeds_it_under_its_own_name() -> None:
    plans = (
        plan(2023, "홍보과", teams={"언론팀": PRESS}),
        plan(2023, "정보과", teams={"통신팀": NETWORK, "전산팀": WEB}),
        plan(2024, "홍보과", teams={"언론팀": PRESS, "통신팀": NETWORK, "전산팀": WEB}),
    )
    assert succeeded(*plans) == {("홍보과", "정보과"), ("통신팀", "통신팀"), ("전산팀", "전산팀")}
    kinds = {(change.kind, change.results[0].label) for change in link_documents(plans).changes}
    assert ("merger", "홍보과") in kinds


def test_a_team_that_moves_takes_its_projects_along_and_no_department_succeeds() -> None:
    plans = [
        plan(2023, "홍보과", teams={"언론팀": PRESS}, projects=[project("출입기자 간담회")]),
        plan(2023, "정보과", teams={"통신팀": NETWORK, "전산팀": WEB}, projects=[project("자가통신망 확충")]),
        plan(2024, "홍보과", teams={"언론팀": PRESS, "통신팀": NETWORK}, projects=[project("자가통신망 확충")]),
        plan(2024, "정보과", teams={"전산팀": WEB}, projects=[project("누리집 개편")]),
    ]
    assert succeeded(*plans) == {("통신팀", "통신팀")}
    assert linked(link_documents(plans), LinkKind.CONTINUES) == {("자가통신망 확충", "자가통신망 확충")}


def test_a_renamed_team_is_known_by_its_duties() -> None:
    links = succeeded(
        plan(2023, "정보과", teams={"전산팀": WEB, "통신팀": NETWORK}),
        plan(2024, "정보과", teams={"정보화운영팀": WEB, "통신팀": NETWORK}),
    )
    assert links == {("정보화운영팀", "전산팀")}


def test_duties_that_every_department_has_make_no_succession() -> None:
    links = succeeded(
        plan(2023, "교통과", teams={"교통팀": STANDING}),
        plan(2023, "도로과", teams={"도로팀": STANDING}),
        plan(2024, "산림과", teams={"조림팀": STANDING}),
    )
    assert links == set()


def test_a_name_with_a_garbled_syllable_is_the_same_office() -> None:
    plans = [plan(2023, "관광진흥과", teams={"축제팀": VIDEO}), plan(2024, "괸광진흥과", teams={"축제팀": VIDEO})]
    links = link_documents(plans)
    assert linked(links, LinkKind.SUCCEEDS) == set()
    assert len({links.canonical[item.plans[0].department] for item in plans}) == 1


def test_departments_of_one_year_are_two_however_alike_their_names() -> None:
    plans = [plan(2023, "수도시설과"), plan(2023, "수로시설과")]
    links = link_documents(plans)
    assert len({links.canonical[item.plans[0].department] for item in plans}) == 2


def test_one_name_garbled_in_both_plans_is_one_office_where_the_work_is_the_same() -> None:
    teams = {"공원팀": VIDEO, "숲길팀": NETWORK}
    plans = [plan(2023, "산림총괄탐당관", teams=teams), plan(2024, "살림총괄담당관", teams=teams)]
    links = link_documents(plans)
    assert linked(links, LinkKind.SUCCEEDS) == set()
    assert len({links.canonical[item.plans[0].department] for item in plans}) == 1
    others = [plans[0], plan(2024, "살림총괄담당관", teams={"가계팀": PRESS})]
    assert len({link_documents(others).canonical[item.plans[0].department] for item in others}) == 2


def test_teams_and_projects_in_common_show_a_rename_though_names_are_garbled() -> None:
    titles = ["관광안내소 개편", "캠핑장 조성", "영화제 후원", "야행 확대"]
    old = plan(2023, "문화관광과", teams={"축재팀": [], "예술팀": [], "체육팀": []}, projects=[*map(project, titles)])
    titles[1] = "컘핑장 조성"
    new = plan(
        2024, "문화행정담당관", teams={"축제팀": [], "예술팀": [], "체육팀": []}, projects=[*map(project, titles)]
    )
    assert ("문화행정담당관", "문화관광과") in succeeded(old, new)


def test_the_only_team_that_came_takes_over_from_the_only_one_that_went_with_a_duty_in_common() -> None:
    old = plan(2023, "홍보과", teams={"언론팀": PRESS, "사진팀": [*WEB, VIDEO[0]]})
    new = plan(2024, "홍보과", teams={"언론팀": PRESS, "송출팀": [VIDEO[0], WEB[1], STANDING[0]]})
    assert succeeded(old, new) == {("송출팀", "사진팀")}
    assert succeeded(old, plan(2024, "홍보과", teams={"언론팀": PRESS, "송출팀": NETWORK})) == set()


def test_a_namesake_of_a_team_that_stays_in_its_department_took_over_nothing() -> None:
    links = succeeded(
        plan(2023, "홍보정보과", teams={"언론팀": PRESS, "통신팀": NETWORK, "전산팀": WEB, "상담팀": []}),
        plan(2024, "홍보정보과", teams={"언론팀": PRESS, "상담팀": []}),
        plan(2024, "정보과", teams={"통신팀": NETWORK, "전산팀": WEB, "상담팀": []}),
    )
    assert ("정보과", "홍보정보과") in links
    assert ("상담팀", "상담팀") not in links
