"""Topics: each is decided by its words, not by words that only look like them, and never by force."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from mapper.graph.ontology import SKOS, load_ontology
from mapper.lexicon import load
from mapper.linking.link import Decision, EvidenceKind, LinkKind, Place, Rulings
from mapper.linking.profile import PlanProfile, ProgrammeProfile, ProjectProfile
from mapper.linking.topics import METHOD, find_department_topic, find_topics, topic_links
from mapper.vocabulary import CONCEPTS, WP, WP_NAMESPACE

TITLES = """
digital_education | 어르신 대상 디지털 기초 교육 | 농업인 품질관리 교육
digital_inclusion | 디지털 소외 없는 마을 | 소외계층 문화나들이
public_wifi | 전통시장 와이 파이 설치 | 무선방송 설비 교체
information_security | 전산망 해킹 대비 모의훈련 | 사이버 학교폭력 예방 상담
privacy | 개인정보 파기 점검 | 정보공개 제도 운영
spatial_data | 지하시설물 GIS 자료 갱신 | 공유공간 정보 안내판
data | 공공데이터 개방 확대 | 데이터베이스 이전
artificial_intelligence | AI 상담 도우미 도입 | 고병원성 AI 차단방역
smart_city | 리빙랩으로 푸는 골목 문제 | 스마트팜 단지 조성
administrative_systems | 온나라 문서 전환 | 버스정보시스템 교체
digital_equipment | 노후 서버 증설 | 버스킹 무대 장비 교체
own_network | 읍면 광케이블 포설 | 돌봄 이웃 네트워크 확대
website | 군 홈페이지 새단장 | 홈 가드닝 교실
online_services | 강당 예약시스템 개통 | 예약제 건강상담
cctv | 골목 CCTV 화질 개선 | 통합보안관제 운영
digital_planning | 정보화 시행계획 마련 | 정보화교실 강사 모집
newsletter | 월간 소식지 제작 | 소식통 주민모임 지원
press | 보도자료 배포 체계 개선 | 보도블록 교체
sns | 유튜브 채널 개편 | 유튜버 진로 특강
video | 홍보영상 공모전 | 영상정보처리기기 점검
city_brand | 도시 상징물 개발 | 한우 브랜드 육성
publicity_media | 시청 앞 전광판 교체 | 종합운동장 전광판 교체
civic_communication | 시민제안 창구 운영 | 제안설명회 장비 임차
internal_audit | 산하기관 종합감사 | 감사의 달 어르신 잔치
integrity | 반부패 시책 발굴 | 음식물 부패 방지 용기 보급
contract_review | 계약심사 기준 정비 | 계약재배 농가 지원
active_administration | 소극행정 뿌리뽑기 | 행정동우회 운영
grievances | 옴부즈만 위촉 | 일반 민원 안내
policy_planning | 공약 이행 상황 점검 | 주민 수학교실
performance | 부서 성과관리 개편 | 성과급 없는 봉사단
civil_service | 신규 공무원 길잡이 | 소방공무원 심신쉼터
civil_affairs | 야간 여권 창구 | 청년 여권신장 토론
statistics | 인구주택총조사 준비 | 교통계획 수립
records | 종이 기록물 전산화 | 기록사진 전시
legal_affairs | 자치법규 일제정비 | 입법예고 게시판
resident_autonomy | 주민총회 개최 | 주민등록 사실조사
council | 의회 방청 안내 | 의정부시 견학
exchange | 해외 자매도시 초청 | 농촌 일손 교류
population | 저출생 극복 기본조례 | 출생신고 안내
budget | 내년도 예산편성 방침 | 주민참여예산 교실
participatory_budgeting | 주민참여예산 공모 | 시민참여단 모집
external_funding | 국비 확보 전략 | 마을공동체 공모사업
local_revenue | 고액 체납 특별정리 | 세제 없는 설거지
public_property | 관용차량 일괄 임차 | 신사업 청사진 공개
procurement | 수의계약 공개 | 계약심사 사례집
disaster_response | 한파 쉼터 점검 | 중대재해 예방 점검
flood_prevention | 빗물펌프장 정비 | 빗물 저금통 교실
disaster_warning | 마을방송 수신기 교체 | 인터넷방송 개국
civil_defence | 을지연습 실시 | 안보관광지 정비
safety_culture | 시민안전보험 갱신 | 산업안전 점검
crime_prevention | 안심귀갓길 정비 | 치매안심마을 지정
facility_safety | 중대재해 예방 점검 | 재해보험 가입 지원
road_maintenance | 보도블록 교체 | 언론보도 점검
road_construction | 남북 우회도로 개설 | 등산로 개설
snow_removal | 제설 자재 확보 | 제철 과일 나눔
public_transport | 마을버스 노선 조정 | 거리 버스킹 공연
parking | 구도심 주차난 완화 | 공원 개장
traffic_safety | 노인보호구역 정비 | 상수원보호구역 순찰
traffic_systems | 감응신호 확대 | 신호등 도색
street_lighting | 골목 보안등 교체 | 운동장 조명시설 교체
urban_plan | 지구단위계획 변경 | 도시계획도로 개설
urban_regeneration | 원도심 재생 거점 | 도심 텃밭 분양
housing | 청년 임대주택 공급 | 주택가 주차장 조성
landscape | 불법 현수막 정비 | 경관작물 파종
building | 위반건축물 조사 | 재건축 안전진단
land | 지적재조사 추진 | 감사 지적사항 정리
waste | 대형폐기물 배출 개선 | 해양쓰레기 수거
recycling | 투명페트병 모으기 | 재정비촉진지구 해제
street_cleaning | 골목 청소 기동반 | 청소년 쉼터
climate | 온실가스 줄이기 | 기후변화 대응 과수 보급
air_quality | 축사 옆 악취 측정 | 층간소음 상담
energy | 마을 태양광 보급 | 휴대폰충전 거치대
parks | 어린이공원 새단장 | 추모공원 조성
animals | 유기견 입양 행사 | 동물원 견학
water_supply | 정수장 여과지 교체 | 민방위 비상급수시설 점검
sewerage | 하수관로 조사 | 지하수 관측망
rivers | 소하천 둑 보강 | 수영장 수질 개선
social_safety_net | 고독사 예방 이웃단 | 농촌 기초생활거점 조성
elderly | 경로당 냉방비 지원 | 노인보호구역 도색
children | 국공립 어린이집 확충 | 어린이보호구역 정비
young_people | 청소년 수련관 개관 | 골목 청소 확대
disability | 발달장애 가족 쉼터 | 통신장애 복구 훈련
family | 다문화 이웃 잔치 | 여성농업인 건강검진
care | 통합돌봄 상담 창구 | 치매 돌봄 교실
welfare_facilities | 장애인복지관 증축 | 행정복지센터 증축
veterans | 국가유공자 명예수당 | 전복 양식장 지원
infectious_disease | 결핵 검진 버스 | 가축 방역 초소
dementia | 치매 가족 모임 | 치수 사업 추진
mental_health | 자살예방 지킴이 | 자활 참여자 모집
health_promotion | 금연 구역 확대 | 산불 연기 감시
medical_services | 야간 약국 지정 | 의료관광객 유치
maternal_child | 산후조리 비용 지원 | 산사태 대피 훈련
food_hygiene | 모범음식점 지정 | 음식물쓰레기 감량
arts | 시립합창단 정기공연 | 미술관 증축
festivals | 봄꽃축제 개최 | 행정시스템 구축제안 심사
tourism | 출렁다리 조성 | 관광농업과 사무실 정비
heritage | 향교 담장 보수 | 문화재단 출연
sport | 파크골프장 조성 | 민간 단체육성 지원
lifelong_learning | 한글교실 운영 | 디지털문해 강사단
libraries | 작은도서관 책 나눔 | 도서지역 급수선 운항
schools | 대학생 학자금 이자 지원 | 새활용 추진로 정비
farmers | 귀농인 집들이 | 농업용 창고 정비
smart_farming | 스마트팜 실습장 | 스마트 상점 보급
crops | 벼 병해충 방제 | 한우 품평회
farm_machinery | 농기계 순회 수리 | 농로 기계 제설
rural_development | 농업용수 저수지 준설 | 도시 마을만들기
farm_products | 로컬푸드 직매장 개장 | 수산물 직판장
livestock | 구제역 백신 접종 | 증축 산업시설 점검
forestry | 등산로 나무계단 정비 | 전산림 데이터 이전
fisheries | 어항 준설 | 내륙 산골여행
jobs | 공공근로 모집 | 계절근로자 숙소
youth_policy | 청년 면접 정장 대여 | 청년농 정착금
small_business | 골목상권 살리기 | 시장 지시사항 점검
enterprises | 산업단지 통근 지원 | 사회적기업 육성
social_economy | 협동조합 설립 교실 | 산림조합 위탁
"""
ROWS = [tuple(cell.strip() for cell in line.split("|")) for line in TITLES.strip().splitlines()]
ONTOLOGY = load_ontology()


def topics_of(title: str) -> list[str]:
    return [topic.notation for topic in find_topics(title)]


@pytest.mark.parametrize(("topic", "title", "miss"), ROWS, ids=lambda value: value)
def test_a_topic_is_decided_by_its_words_and_not_by_those_that_look_like_them(
    topic: str, title: str, miss: str
) -> None:
    assert topic in topics_of(title)
    assert topic not in topics_of(miss)


def test_every_narrower_topic_has_a_row_above() -> None:
    narrower = {name for name, value in load("topics").items() if name != "masks" and value.get("above")}
    assert {topic for topic, _, _ in ROWS} == narrower
    assert len(ROWS) == 115


UPPER = [
    ("digital", "디지털 전환 원년"),
    ("communication", "찾아가는 시정 홍보"),
    ("audit", "공정한 감사행정"),
    ("administration", "정부혁신 우수사례"),
    ("finance", "튼튼한 재정 살림"),
    ("safety", "안전관리 강화"),
    ("transport", "교통행정 운영"),
    ("urban", "도시정책 포럼"),
    ("environment", "환경보전 실천"),
    ("welfare", "지역복지 증진"),
    ("health", "보건행정 운영"),
    ("culture", "문화정책 수립"),
    ("education", "미래를 여는 교육"),
    ("agriculture", "농업 경쟁력 높이기"),
    ("economy", "민생경제 회복"),
]


@pytest.mark.parametrize(("topic", "title"), UPPER)
def test_an_upper_topic_is_given_where_no_narrower_one_is_found(topic: str, title: str) -> None:
    assert topics_of(title) == [topic]


def test_every_upper_topic_has_a_title_above() -> None:
    assert [topic for topic, _ in UPPER] == [
        name for name, value in load("topics").items() if name != "masks" and not value.get("above")
    ]


def test_the_lexicon_holds_just_the_topics_of_the_scheme_with_their_labels_and_levels() -> None:
    lexicon = {name: value for name, value in load("topics").items() if name != "masks"}
    assert set(lexicon) == set(CONCEPTS[WP.Topic])
    for name, value in lexicon.items():
        concept = CONCEPTS[WP.Topic][name]
        assert ONTOLOGY.text(concept, SKOS + "prefLabel", "ko") == value["label"]
        above = [CONCEPTS[WP.Topic][value["above"]]] if value.get("above") else []
        assert ONTOLOGY.objects(concept, SKOS + "broader") == above
        assert set(value) <= {"label", "above", "words", "weak", "together", "not", "offices"}


def test_every_topic_is_defined_and_tied_to_its_scheme_both_ways() -> None:
    for concept in CONCEPTS[WP.Topic].values():
        for language in ("ko", "en"):
            assert ONTOLOGY.text(concept, SKOS + "definition", language)
            assert ONTOLOGY.text(concept, SKOS + "altLabel", language)
        for above in ONTOLOGY.objects(concept, SKOS + "broader"):
            assert concept in ONTOLOGY.objects(above, SKOS + "narrower")
            assert WP_NAMESPACE + "Topics" in ONTOLOGY.objects(above, SKOS + "topConceptOf")


def test_every_match_names_a_field_of_the_budget() -> None:
    fields = set(ONTOLOGY.objects(WP_NAMESPACE + "BudgetFields", SKOS + "hasTopConcept"))
    matches = [
        field
        for concept in CONCEPTS[WP.Topic].values()
        for kind in ("broadMatch", "closeMatch", "relatedMatch")
        for field in ONTOLOGY.objects(concept, SKOS + kind)
    ]
    assert set(matches) == fields
    assert len(fields) == 12


@pytest.mark.parametrize(
    "title",
    [
        "",
        "  ",
        "역점사업 외 2건",
        "기본경비",
        "함께 여는 내일",
        "주민 숙원 해결",
        "신속한 업무 처리",
        "3 4 5",
        "(계속)",
    ],
)
def test_a_title_that_tells_nothing_gets_no_topic(title: str) -> None:
    assert [topic for topic in topics_of(title) if topic != "policy_planning"] == []


@pytest.mark.parametrize(
    ("title", "topics"),
    [
        ("공공와이파이 및 자가통신망 확충", ["public_wifi", "own_network"]),
        ("디지털 홍보매체 확충", ["publicity_media", "digital"]),
        ("새터 하수처리장 악취 줄이기", ["sewerage", "air_quality"]),
    ],
)
def test_several_topics_come_with_the_most_specific_first(title: str, topics: list[str]) -> None:
    assert topics_of(title) == topics


@pytest.mark.parametrize(
    "title",
    ["공공와이파이 확충", "공공 와이파이 확충", "공 공 와 이 파 이  확 충", "공공와미파이 확충", "공공 WiFi 확충"],
)
def test_blanks_and_one_misprint_do_not_hide_a_word(title: str) -> None:
    assert topics_of(title) == ["public_wifi"]


def test_a_misprint_is_said_with_the_word_that_was_meant_at_a_lower_weight() -> None:
    (topic,) = find_topics("공공와미파이 확충")
    assert topic.words == ("공공와미파이 (공공와이파이)",)
    assert topic.weight < find_topics("공공와이파이 확충")[0].weight


def test_a_mark_between_words_does_not_part_them_and_stays_in_the_evidence() -> None:
    (topic,) = find_topics("재난 예·경보시설 점검")
    assert topic.notation == "disaster_warning"
    assert topic.words[-1] == "예·경보시설"


@pytest.mark.parametrize(
    ("department", "topic"),
    [
        ("홍보담당관", "communication"),
        ("정보통신과", "digital"),
        ("감사실", "audit"),
        ("기획예산과", None),
        ("홍보전산실", None),
        ("가온면", None),
        ("행정복지센터", None),
    ],
)
def test_a_department_tells_an_upper_topic_or_none(department: str, topic: str | None) -> None:
    found = find_department_topic(department)
    assert (found.notation if found else None) == topic


def plan(*projects: ProjectProfile, programmes: tuple[ProgrammeProfile, ...] = ()) -> PlanProfile:
    return PlanProfile(
        doc="a",
        iri="https://example.org/plan",
        line=1,
        municipality="https://example.org/m",
        municipality_name="가온시",
        department="https://example.org/d",
        department_name="정보통신과",
        year=2024,
        projects=projects,
        programmes=programmes,
    )


def project(title: str, *parts: str) -> ProjectProfile:
    return ProjectProfile(iri="https://example.org/p", title=title, line=7, parts=parts)


def test_a_link_names_its_words_and_their_place() -> None:
    (link,) = topic_links(plan(project("공공와이파이 확대 설치")))
    assert (link.kind, link.method) == (LinkKind.TOPIC, METHOD)
    assert link.start.iri == "https://example.org/p"
    assert (link.end.iri, link.end.label) == (CONCEPTS[WP.Topic]["public_wifi"], "공공와이파이")
    (evidence,) = link.evidence
    assert evidence.kind is EvidenceKind.WORDS
    assert evidence.text == "title: 공공와이파이"
    assert evidence.places == (Place(doc="a", line=7),)
    assert evidence.weight == link.score


def test_parts_decide_only_where_the_title_tells_nothing() -> None:
    parts = ("백본 장비 증설", "광케이블 포설", "준공 검사")
    told = topic_links(plan(project("누리집 개편", *parts)))
    assert [link.end.iri for link in told] == [CONCEPTS[WP.Topic]["website"]]
    (link,) = topic_links(plan(project("한 걸음 더 빠르게", *parts)))
    assert link.end.iri == CONCEPTS[WP.Topic]["own_network"]
    assert link.evidence[0].text == "parts: 백본, 광케이블"
    assert link.score < told[0].score


def test_parts_that_disagree_leave_it_to_the_department_at_a_low_score() -> None:
    (link,) = topic_links(plan(project("한 걸음 더 빠르게", "백본 장비 증설", "도서관 개관", "산불 순찰")))
    assert link.end.iri == CONCEPTS[WP.Topic]["digital"]
    assert link.score == 0.3
    assert link.evidence[0].text == "department: 정보통신"


def test_a_programme_gets_its_topic_from_its_name_alone() -> None:
    programmes = (
        ProgrammeProfile(iri="https://example.org/g1", name="정보보안 운영", line=3),
        ProgrammeProfile(iri="https://example.org/g2", name="기본경비", line=4),
    )
    (link,) = topic_links(plan(programmes=programmes))
    assert (link.start.iri, link.end.label) == ("https://example.org/g1", "정보보안")


def test_what_people_refused_is_left_out_and_what_they_gave_stands() -> None:
    department = plan(project("공공와이파이 및 자가통신망 확충"))
    wifi, network = topic_links(department)
    refused = Rulings(refused=frozenset({(LinkKind.TOPIC, network.start.iri, network.end.iri)}))
    assert topic_links(department, refused) == (wifi,)
    given = replace(wifi, score=1.0, decision=Decision.CONFIRMED)
    elsewhere = replace(given, start=replace(given.start, iri="https://example.org/other"))
    assert topic_links(department, Rulings(confirmed=(given, elsewhere))) == (network, given)


def test_no_text_fails_and_the_same_text_gives_the_same_topics() -> None:
    chance = random.Random(11)
    letters = "".join(load("topics")["masks"].split()) + " ·aAi cCtTvV()「」0123456789\u200b\u3000ﬁ"
    for _ in range(300):
        title = "".join(chance.choices(letters, k=chance.randrange(40)))
        found = find_topics(title)
        assert found == find_topics(title)
        assert all(0 < topic.weight <= 1 and topic.words for topic in found)
