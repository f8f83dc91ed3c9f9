"""Dated steps and counted lines of a part, planned or done."""

from __future__ import annotations

from dataclasses import replace

from .grid import Table, cells
from .model import Facts, Metric, Step
from .notation import metric_text, period_text
from .outline import Outline
from .writer import Writer

FORMS = ("step.date_text", "step.text_date", "step.text_bracket", "step.table", "step.date_alone")


class Steps:
    """Writes the steps of a project ('' for the department)."""

    def __init__(self, w: Writer, out: Outline, project: str, kind: str) -> None:
        self.w, self.out, self.project, self.kind = w, out, project, kind

    def write(self, steps: list[Step], yearless: bool, alone: bool, level: str = "item") -> None:
        """Writes the steps in a drawn form; yearless: the section gives the year; alone: no line follows."""
        if not steps:
            return
        w = self.w
        with w.block():
            w.tag("milestone." + self.kind)
            forms = FORMS if alone else tuple(f for f in FORMS if f != "step.date_alone")
            form = w.pick(forms, [4, 3, 3, 2, 2][: len(forms)])
            same = len({s.period.y1 for s in steps}) == 1 and all(s.period.y2 in (0, s.period.y1) for s in steps)
            drop = "no"
            if yearless and same and w.maybe("date.inherit_section", 0.3):
                drop = "all"
            elif same and len(steps) > 1 and form in FORMS[:3] and w.maybe("date.inherit_above", 0.3):
                drop = "rest"
            texts = [period_text(w, s.period, drop == "no" or (drop == "rest" and i == 0)) for i, s in enumerate(steps)]
            if form == "step.table":
                self._table(steps, texts)
            elif form == "step.date_alone":
                self._alone(steps, texts, level)
            else:
                self._lines(steps, texts, form, level)

    def _gold(self, step: Step, line: int) -> None:
        self.w.row(
            "milestones",
            line,
            project=self.project,
            kind=self.kind,
            start=step.period.start(),
            end=step.period.end(),
            text=step.text,
        )

    def _lines(self, steps: list[Step], texts: list[str], form: str, level: str) -> None:
        colon = self.w.rng.choice((": ", " : "))
        for step, date in zip(steps, texts, strict=False):
            if form == "step.date_text":
                text = f"{date}{colon}{step.text}"
            elif form == "step.text_date":
                text = f"{step.text}{colon}{date}"
            else:
                text = f"{step.text}({date})"
            self._gold(step, self.out.bullet(level, text, "exact"))

    def _alone(self, steps: list[Step], texts: list[str], level: str) -> None:
        for step, date in zip(steps, texts, strict=False):
            self.out.bullet(level, date, "exact")
            self._gold(step, self.out.bullet("detail", step.text, "exact"))

    def _table(self, steps: list[Step], texts: list[str]) -> None:
        w = self.w
        head = cells([w.rng.choice(("추진시기", "시기", "일정")), w.rng.choice(("추진내용", "내용", "세부내용"))])
        placed = Table(
            w, [head], [cells([d, s.text]) for d, s in zip(texts, steps, strict=False)], fits_break=False
        ).write()
        w.in_table = True
        for r, step in enumerate(steps):
            self._gold(step, placed.at(1 + r, 1))
        w.in_table = False


def frequency_line(w: Writer, out: Outline, wanted: bool) -> None:
    """A line with a frequency, which is no date."""
    if wanted:
        w.tag("date.frequency")
        texts = ("현장점검 실시: 매월", "추진상황 확인: 매주", "의견 수렴: 수시", "현장 지도: 상시")
        out.bullet("item", w.rng.choice(texts), "exact")


def metric_lines(w: Writer, out: Outline, metrics: list[Metric], subject: str, when: str | None = None) -> None:
    """Counted things, one a line or two plain ones in a line."""
    plain = [m for m in metrics if m.shape == "plain"]
    if len(plain) == 2 and len(metrics) == 2 and w.maybe("metrics.two_in_line", 0.6):
        line = out.next_line()
        first, second = (metric_text(w, replace(m, verb=""), subject, line, when) for m in plain)
        out.bullet("item", f"{first}, {second} {plain[1].verb}", "exact")
        return
    for metric in metrics:
        out.bullet("item", metric_text(w, metric, subject, out.next_line(), when), "exact")


def facts_years(facts: Facts) -> tuple[str, str]:
    """Report and plan year as text."""
    return str(facts.report_year), str(facts.plan_year)
