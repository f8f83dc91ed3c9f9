"""Amounts in lines: `사업비 : 640,000천원(도비 80,000)`, `서버 교체(30,000천원)`, costs listed below a total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mapper.layout import Node
from mapper.layout.node import Shape
from mapper.readers.budgets.acceptance import LinesAbove, is_accepted
from mapper.readers.budgets.clauses import Clause, as_change, read_clauses, read_shares
from mapper.readers.budgets.figures import Details, Figure
from mapper.readers.budgets.frames import fixed_year
from mapper.readers.budgets.names import (
    LONGEST_NAME,
    clean_name,
    counted_name,
    is_verbal,
    name_of,
    paid_for,
    thing_of,
)
from mapper.readers.budgets.words import NOTHING, YEAR, Words, read_words, year_number
from mapper.readers.context.labels import (
    NO_LABEL,
    Label,
    find_label,
    is_plain_label,
    single_quantity,
    tells_part,
)
from mapper.readers.context.scope import PlanView
from mapper.readers.context.sections import find_section
from mapper.readers.projects.component_titles import head_title, is_purpose, mark_title
from mapper.records import Span, Stage
from mapper.values.dates import find_periods
from mapper.values.money import find_money
from mapper.values.numbers import PLAIN, find_quantities
from mapper.values.text import squeeze

_SEVERAL = re.compile(r"\d.*[^\d,.].*\d")
_INNER_LABEL = re.compile(r"^\s*([가-힣][^:：\d]{0,24}?)\s?[:：]")
_RATE_NAME = re.compile(r"\s?[/·,]?\s?[(（]?\s?(?:집행|지출|증감|진도)\s?[률율]\s?(?:\(%\))?\s?[)）]?")
_TWO_NAMES = re.compile(r"^([^()]{2,12})\(([^()]{2,12})\)$")
_TIMES_COUNT = re.compile(
    rf"\s?[(（](?:({PLAIN})\s?((?![가-힣]*원)[가-힣]{{1,3}})\s?[×xX✕*＊]\s?@?[\d,.]+|[\d,.]+\s?[가-힣]*원\s?[×xX✕*＊]\s?({PLAIN})\s?([가-힣]{{1,3}}))"
)
_SLASH = re.compile(r"[/·,→]")
_PAID_YEAR = re.compile(rf"({YEAR})\s?(?:년도?|\.)?\s?[)）]?\s?[:：]?\s?(?:총|약)?\s?$")
_ARROW = re.compile(rf"\s?(?:→|⇒|➡|➔)\s?(?:{YEAR}\s?년?\s?)?$")
_SENTENCE_END = re.compile(r"[가-힣]\.\s")
_PRICED = re.compile(r"[(（]\s?(?:대당|개당|개소당|식당|1대당|단가)[^()（）]*원")
_CHANGE_AGAINST = re.compile(r"(?<=대비)\s?(?:[△▲]?증|감)[가-힣△▲()·/]{0,4}$")
_DIVIDED = re.compile(r"[가-힣·\s]{1,12}별")
_COMPARED = re.compile(r"\s?(?:대비|보다|에\s?비해|에\s?비하여)\s")
"""Behind a budget that another year's is compared with."""
_DONE = re.compile(
    r"(?P<what>[가-힣A-Za-z][^:：()]{3,30}(?:보수|보강|정비|교체|설치|구축|조성|개최|제작|개선|개편|고도화|확충|신축|증축|리모델링|신설|구매|구입|도입|발간|재포장|철거))\s?(?:공사\s?)?(?:완료|추진|실시|준공|개통|개장|개관|시행)?\s?(?:[(（][^()（）]*[)）])?$"
)
"""A line outside projects that tells what was done, over its cost: `향교 담장 보수 완료(9월)`."""
_LONE_COST = re.compile(r"[가-힣]{2,4}비용")
_NO_STAGE = frozenset({Stage.CHANGE, Stage.UNIT_PRICE})
"""Stages that the amounts after one do not share."""
LONGEST_ITEM = 28
LONGEST_KIND = 6


def read_budget_line(view: PlanView, node: Node) -> list[Figure]:
    """The figures of one line; none where its money is no budget."""
    text = node.text
    noted = "단위" in text or (node.parent is not None and node.parent.table is None and "단위" in node.parent.text)
    if not noted and "원" not in text and "억" not in text:
        return _shares_below(view, node)
    label = find_label(node)
    head = _head(view, node)
    unit = _bare_unit(label, head)
    clauses = read_clauses(text, label.start, unit)
    if not clauses and label.name and _PRICED.search(label.printed):  # 노트북 3대 구매(대당 2,450천원) : 9월
        label, clauses = NO_LABEL, read_clauses(text[: label.start], 0, None)
    return list(_figures(view, node, label, head, clauses)) if clauses else []


def _shares_below(view: PlanView, node: Node) -> list[Figure]:
    """Bare numbers below a cost that are its years or sources, as their sum proves: `- 2025년 200 / 2026년 300`."""
    above = node.parent
    if above is None or above.table is not None or not _SEVERAL.search(node.text) or node.is_note:
        return []
    main = next(iter(find_money(above.text)), None)
    if main is None:
        return []
    whole = next((figure for figure in read_budget_line(view, above) if figure.node is above and not figure.name), None)
    if whole is None or main.amount_krw != whole.amount_krw:
        return []
    head = LinesAbove(whole.words, above, False)
    plan = view.scope(node).department.plan
    words = whole.words._replace(year="")
    return [
        _figure(node, head, clause, clause.words.under(words), clause.words.name, plan.plan_year or plan.report_year)
        for clause in read_shares(node.text, find_label(node).start, main)
    ]


def _bare_unit(label: Label, head: LinesAbove) -> int | None:
    """The unit of a bare number behind a label of cost: `소요예산(단위 : 백만원) : 500`, or below such a head."""
    words = read_words(label.printed) if label.name else NOTHING
    said = words.is_budget or (words.total and head.words.is_budget)
    return (words.unit or head.words.unit) if said and not words.name else None


def _head(view: PlanView, node: Node) -> LinesAbove:
    """The nearest lines above that say cost or refuse it."""
    refused = False
    lead = _lead_in(node)
    words = read_words(lead.text[:LONGEST_NAME]) if lead is not None else NOTHING
    if words.cost and not words.refused:
        return LinesAbove(words._replace(name="", total=False), lead, False)
    project = view.scope(node).project
    for depth, above in enumerate(node.ancestors()):
        if above.table is not None or depth > 3 or (project is not None and above.first <= project.first):
            break
        label = find_label(above)
        words = read_words(label.printed or _before_money(above.text)[:LONGEST_NAME])
        if depth < 2 and words.refused:
            refused = True
        section = find_section(above.text)
        if (
            words.cost and not words.refused and not refused and (depth < 2 or section == "budget")
        ) or section == "budget":
            return LinesAbove(words._replace(name="", total=False), above, refused)
        refused = refused or section == "effect"
        if section:
            break
    return LinesAbove(NOTHING, None, refused)


def _before_money(text: str) -> str:
    """The words of a line before its first amount: 총사업비 of `총사업비 45억 원(국비 50%, 시비 50%)`."""
    money = next(iter(find_money(text)), None)
    return text if money is None or not text[: money.start].strip() else text[: money.start]


def _lead_in(node: Node) -> Node | None:
    """The unmarked line without an amount over the marked lines beside it: `사업별 예산현액은 다음과 같다.`"""
    beside = node.parent.children if node.parent is not None and node.marks else []
    place = next((index for index, item in enumerate(beside) if item is node), 0)
    for item in reversed(beside[:place]):
        if item.shape is Shape.TEXT:
            return item if not find_money(item.text) else None
        if not item.marks or item.marks[-1].sign != node.marks[-1].sign:
            return None
    return None


def _figures(view: PlanView, node: Node, label: Label, head: LinesAbove, clauses: list[Clause]) -> Iterator[Figure]:
    """The accepted clauses of a line; what stands in brackets follows the amount it explains."""
    scope = view.scope(node)
    own_labels = _own_labels(label, clauses)
    label, label_words = _label_words(label, head)
    plan_year = scope.department.plan.plan_year or scope.department.plan.report_year
    in_project = scope.project is not None or scope.holds_list
    listing = not label.name and (head.words.is_budget or len(clauses) > 2) and _is_listing(node, clauses)
    main: Figure | None = None
    accepted, lead = False, ""
    told: list[str] = []
    for place, clause in enumerate(clauses):
        if clause.outer:
            own, own_words = own_labels.get(place) or _own_label(clause, label, label_words, head)
            before = accepted or (listing and head.words.is_budget)
            if listing and accepted and main is not None and main.name and not clause.words.refused:
                own_words = own_words._replace(cost=True)  # 보상비 20억 원, 공사비 60억 원, 기타 5억 원
            if not is_accepted(node, own, own_words, head, clause, before, in_project):
                main, accepted = None, False
                continue
            if clause.change and not clause.words.name and (accepted or clause.words.is_budget):
                clause = as_change(clause, node.text)
            accepted = True
            if clause.words.cost and clause.words.stage is None:
                own_words = own_words._replace(stage=None)  # 집행현황 : 예산 40백만원 / 집행 20백만원
            words = clause.words.under(own_words).under(_head_words(head, own_words))
            if not words.year and not label_words.year and (words.stage or not clause.words.cost):
                # 2024년 예산액 50억 원 중 48억 원을 집행; a change is that of the newer year
                newest = "" if len(told) == 1 and _COMPARED.match(clause.before) else max(told, default="")
                words = words._replace(year=newest if words.stage is Stage.CHANGE else next(reversed(told), ""))
            if words.stage is None and main is not None and _goes_on(node.text, main, clause):
                words = words._replace(stage=main.words.stage)
            told += [words.year] if words.year.isdigit() else []
            name, lead = _of_bracket(node, clauses, name_of(own, own_words, clause, main)), clause.before
            name = name or ("" if in_project or main or label.name else counted_name(node.text[: clause.money.start]))
            main = _figure(node, head, clause, words, name, plan_year)
            if not name and head.node is None:
                main = _named_above(view, main, own_words)
            yield main
        elif accepted and main is not None and not clause.words.refused:
            said = own_labels[place][1] if place in own_labels else clause.words
            if main.words.stage is Stage.UNIT_PRICE and said.stage is None:  # 교체 대당 15만원(300대 45백만원)
                main = replace(main, words=main.words._replace(stage=None), name=paid_for(lead))
            words = said.under(main.words)
            if said.stage in {Stage.APPROPRIATED, Stage.INITIAL, Stage.EXECUTED, Stage.CHANGE} or said.year:
                words = words._replace(source=said.source or "")
            name = clean_name(said.name) if not said.source and said.stage is None else ""
            if said.stage is Stage.UNIT_PRICE:  # 60,000천원(혈압계 2,000천원 × 4대, ...)
                name = thing_of(clause.before)
            name = name or main.name
            yield _figure(node, head, clause, words, name, plan_year, block=main.block)


def _of_bracket(node: Node, clauses: list[Clause], name: str) -> str:
    """The part in brackets that opens a line with one cost, which has no name but its kind or stands behind a sentence.

    `(헬기 임차) 헬기 1대, 임차비용 420백만원`, `(서버 이관) 업무서버 14대를 통합서버로 이관(475백만원)`.
    """
    if len(clauses) != 1 or clauses[0].words.stage is Stage.UNIT_PRICE:
        return name
    own = clauses[0].enclosed and clauses[0].before.startswith("(")
    return mark_title(node) or name if own or _LONE_COST.fullmatch(name) else name


def _goes_on(text: str, before: Figure, clause: Clause) -> bool:
    """Whether an amount breaks down the stage before it in its sentence: `예산액의 재원은 국비 2억 원, 도비 1억 원`."""
    told = clause.words.source or clause.words.category
    arrow = _ARROW.search(text, 0, clause.money.start)
    if arrow and text[: arrow.start()].endswith((before.printed, f"{before.printed}원", f"{before.printed} 원")):
        return before.words.stage not in {None, *_NO_STAGE}  # 집행액 2022년 38억 원 → 2023년 44억 원
    if not told or before.words.stage in {None, *_NO_STAGE} or text[clause.money.start - 1 : clause.money.start] == "(":
        return False
    place = text.find(before.printed)
    return place >= 0 and not _SENTENCE_END.search(text[place : clause.money.start])


def _own_labels(label: Label, clauses: list[Clause]) -> dict[int, tuple[Label, Words]]:
    """The label of each amount where a line names several: `예산액/집행액 : A / B`, `예산액(집행액) : A(B)`."""
    printed = _RATE_NAME.sub("", label.printed)
    bracketed = _TWO_NAMES.match(printed)
    names = list(bracketed.groups()) if bracketed else [part.strip() for part in _SLASH.split(printed) if part.strip()]
    words = [read_words(name) for name in names]
    if len(names) < 2 or not all(word.is_budget and (word.stage or word.source) for word in words):
        return {}
    places = [place for place, clause in enumerate(clauses) if clause.outer != bool(bracketed)]
    if bracketed:
        places = [0, *(place for place in places if not clauses[place].words.source)][:2]
    if len(places) != len(names):
        return {}
    return {
        place: (Label(squeeze(name), "", 0, name), word) for place, name, word in zip(places, names, words, strict=True)
    }


def _is_listing(node: Node, clauses: list[Clause]) -> bool:
    """Whether a line below a cost only lists names with amounts: `- 설계 5억 원, 공사 20억 원(국비 10억 원)`."""
    outer = [clause for clause in clauses if clause.outer]
    if any(len(clause.before) > LONGEST_ITEM or clause.enclosed or is_verbal(clause.before) for clause in outer):
        return False
    rest = node.text[outer[-1].money.end :] if outer else ""
    return bool(outer) and not re.sub(r"[(（\[][^()（）\[\]]*[)）\]]|[\s.,]|등", "", rest)


def _named_above(view: PlanView, figure: Figure, words: Words) -> Figure:
    """A cost directly below a line that is no section's head nor the project's title is that line's.

    A price of one is that of the thing which the line counts.
    """
    if figure.words.stage is Stage.UNIT_PRICE:
        return replace(figure, name=_thing_above(view, figure.node))
    if not words.is_budget:
        return figure
    above = figure.node.parent
    project = view.scope(figure.node).project
    if above is not None and project is None and (done := _DONE.match(above.text)):
        return replace(figure, name=done["what"], name_span=Span(above.first, above.first))
    if above is None or project is None or above.first <= max(project.first, project.title_line):
        return figure
    if above.is_note or is_purpose(above, project) or not (title := head_title(above)):
        return figure
    return replace(figure, above=title, name_span=Span(above.first, above.first))


def _thing_above(view: PlanView, node: Node) -> str:
    """The counted thing of the line directly above, which a bare `단가 : ...` prices: `무전기 40대 구매`."""
    above = node.parent
    project = view.scope(node).project
    if above is None or above.table is not None or project is None or above.first <= project.title_line:
        return ""
    title = head_title(above) or above.label
    return thing_of(title) if find_quantities(title) else ""


def _own_label(clause: Clause, label: Label, words: Words, head: LinesAbove) -> tuple[Label, Words]:
    """The label of an amount's own clause where a line has several: `사업량 : 4ha / 사업비 : 2,500백만원`."""
    match = _INNER_LABEL.match(clause.before)
    if match is None or not label.name:
        return label, words
    printed = match[1].strip()
    return _label_words(Label(squeeze(printed), "", 0, printed), head)


def _head_words(head: LinesAbove, label: Words) -> Words:
    """What a list's head decides for its lines: stage and year, unless the line says its own cost."""
    if head.words == NOTHING:
        return NOTHING
    return head.words._replace(source="", category="", whole=head.words.whole and not label.name)


def _label_words(label: Label, head: LinesAbove) -> tuple[Label, Words]:
    """The words of a label; a label that is a date or only says 사업내용 is no name."""
    if not label.name:
        return NO_LABEL, NOTHING
    words = read_words(label.printed)
    if (change := _CHANGE_AGAINST.search(label.printed)) is not None:  # 당초예산 대비 증감
        words = read_words(label.printed[change.start() :])._replace(stage=Stage.CHANGE, name="")
    if words.is_budget and _DIVIDED.fullmatch(words.name):  # 단위사업별 예산액 : each amount has a name of its own
        return replace(label, name=""), words._replace(name="")
    if words.is_budget or words.refused or (words.total and not words.name):
        return label, words
    if words.year[:1] in {"<", ">"} and not words.name:  # 2026년 이후
        return replace(label, name=""), Words(year=words.year)
    periods = find_periods(label.name, 2000)
    if periods and periods[0].begin == 0 and len(label.name) - periods[0].stop < 3:
        year = "" if periods[0].inherited else periods[0].start[:4]
        return replace(label, name=""), Words(year=year if periods[0].start[:4] == periods[0].end[:4] else "")
    if label.name.endswith("별") and len(label.name) <= LONGEST_KIND:  # 회계별, 성질별
        return replace(label, name=""), words._replace(name="")
    if is_plain_label(label.name):
        if head.words.is_budget and not tells_part(label) and not find_section(label.printed):
            return label, words._replace(name=label.printed)
        return replace(label, name=""), words._replace(name="")
    return label, words


def _figure(
    node: Node, head: LinesAbove, clause: Clause, words: Words, name: str, plan_year: int | None, *, block: str = ""
) -> Figure:
    """A figure of a line; it may belong to the block of another."""
    line = node.line_at(clause.money.start)
    listed = head.node is not None and (bool(name) or bool(words.source) or bool(clause.words.year))
    near = _years_near(node) if words.year in {"before", "after"} else ()
    year = "all" if words.whole and not words.year else fixed_year(words.year, near, plan_year)
    quantity, unit = single_quantity(_value_part(node, clause), strict=False) if name else ("", "")
    if name and not quantity:
        quantity, unit = single_quantity(name, strict=False)
    if name and not quantity and (times := _TIMES_COUNT.match(node.text, clause.money.end)):
        quantity, unit = (times[1] or times[3]).replace(",", ""), times[2] or times[4]
    return Figure(
        node=node,
        span=Span(line, line),
        name_span=Span(node.first, node.first),
        amount_krw=clause.money.amount_krw,
        printed=clause.money.printed,
        quantum_krw=clause.money.quantum_krw,
        words=words if words.year == year and not words.name else words._replace(year=year, name=""),
        name=name,
        block=block or f"l{head.node.first if listed and head.node is not None else node.first}",
        rule="budget-line",
        support=(head.node.span,) if head.node is not None else (),
        claims=tuple((node, start, end) for start, end in clause.claims),
        details=Details("", quantity, unit),
        priced=clause.times is not None,
    )


def _years_near(node: Node) -> list[int]:
    """The years that a line and the ones beside it give their amounts, for 기투자 and 향후."""
    beside = node.parent.children if node.parent is not None and node.parent.table is None else [node]
    texts = [item.text for item in beside if (item.table is None and item.marks == node.marks) or item is node]
    leads = [text[: money.start] for text in texts for money in find_money(text)]
    return sorted({year_number(match[1]) for lead in leads if (match := _PAID_YEAR.search(lead))})


def _value_part(node: Node, clause: Clause) -> str:
    """The part of a line in which the count of a priced thing may stand, outside brackets."""
    label = find_label(node)
    text = node.text[label.start : clause.money.start]
    return re.sub(r"\([^()]*\)", " ", text).rstrip("( ")
