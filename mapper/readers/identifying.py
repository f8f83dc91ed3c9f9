"""Which municipality of the country a printed name means: by its province, by the text around, or as it is given."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from mapper.records import DepartmentPlan, Record, Span
from mapper.records.issues import Issue
from mapper.territories import Match, Territory, find_territory, tell_apart


@dataclass(slots=True)
class Identified:
    """The municipalities of a document, as `ReadDocument.municipalities` has them, and what is to be said of it."""

    municipalities: dict[str, str] = field(default_factory=dict)
    issues: list[Issue] = field(default_factory=list)


def identify(records: Sequence[Record], lines: Sequence[str], given: str = "") -> Identified:
    """Find the municipality that each department's plan names; `given` is what a person said of the whole document."""
    found = Identified()
    plans = [record for record in records if isinstance(record, DepartmentPlan)]
    for plan in plans:
        if plan.municipality not in found.municipalities:
            _identify_plan(plan, lines, given, found)
    if given and not plans:
        found.municipalities[""] = _body(find_territory(given))
    return found


def _identify_plan(plan: DepartmentPlan, lines: Sequence[str], given: str, found: Identified) -> None:
    """Find the municipality of one plan."""
    printed = plan.municipality
    match = find_territory(printed, on=_day(plan)) if printed else Match("", ())
    if given:
        told = find_territory(given, on=_day(plan))
        found.municipalities[printed] = _body(told)
        found.issues += _compare(plan, match, told)
    elif match.is_ambiguous:
        territory = tell_apart(match.candidates, lines)
        found.municipalities[printed] = territory.body if territory else ""
        if territory is None:
            found.issues.append(_ambiguous(plan, match.candidates))
    elif match.territory:
        found.municipalities[printed] = match.territory.body


def _body(match: Match) -> str:
    """The key of what is found; empty for namesakes."""
    return match.territory.body if match.territory else ""


def _compare(plan: DepartmentPlan, printed: Match, given: Match) -> Iterator[Issue]:
    """A remark where the document names another municipality than was given for it."""
    bodies = {territory.body for territory in given.candidates}
    if printed.candidates and not any(territory.body in bodies for territory in printed.candidates):
        message = "The metadata give another municipality than the document names; the metadata count."
        yield Issue(plan.span, "other-municipality", message, expected=given.name, found=plan.municipality)


def _ambiguous(plan: DepartmentPlan, candidates: Sequence[Territory]) -> Issue:
    """The remark about a name that several municipalities bear."""
    names = ", ".join(territory.official_name for territory in candidates)
    message = f"{plan.municipality} may be {names}; `municipality` in the metadata tells which."
    return Issue(Span(plan.span.first, plan.span.first), "ambiguous-municipality", message)


def _day(plan: DepartmentPlan) -> date | None:
    """The day that a plan speaks from: when it was issued, or the beginning of its year."""
    for text in (plan.issued, plan.occasion_start, str(plan.plan_year or plan.report_year or "")):
        parts = [int(part) for part in text.split("-") if part.isdigit()]
        if parts:
            try:
                return date(*(*parts, 1, 1)[:3])
            except ValueError:
                continue
    return None
