"""An explanation as one HTML page: no script, nothing fetched, readable without colour and by a screen reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Final

from mapper.explain import ExplainedLine, Explanation
from mapper.explain.account import CorrectionNote, IssueNote, RecordNote
from mapper.records.document import Fate

_STYLE: Final = """
:root { color-scheme: light dark; --line: #8886; --soft: #8882; }
body { font: 1rem/1.5 system-ui, sans-serif; margin: 1rem auto; max-width: 90rem; padding: 0 1rem; }
table { border-collapse: collapse; width: 100%; }
caption { text-align: left; padding-bottom: .5rem; }
th, td { text-align: left; vertical-align: top; padding: .2rem .6rem; border-bottom: 1px solid var(--line); }
thead th { position: sticky; top: 0; background: Canvas; }
tbody th { font-variant-numeric: tabular-nums; font-weight: normal; }
td.fate { white-space: nowrap; }
td.text { white-space: pre-wrap; overflow-wrap: anywhere; tab-size: 4; width: 40%; }
td ul { margin: 0; padding-left: 1.1rem; }
tr:target { outline: 2px solid; }
tr.read { background: var(--soft); }
tr.unread td.fate { font-weight: bold; text-decoration: underline wavy; }
.rule { opacity: .75; }
@media (max-width: 60rem) {
  thead { position: absolute; clip-path: inset(50%); }
  tr { display: grid; grid-template-columns: 4rem 1fr; border-bottom: 1px solid var(--line); }
  th, td { border: 0; }
  td.text, td.records { grid-column: 1 / -1; width: auto; }
  td:empty { display: none; }
}
"""

_ANCHOR: Final = re.compile(r"</?a\b[^>]*>")

FATES: Final = {
    Fate.READ: "read into records",
    Fate.PROSE: "prose: no figure, date, unit or name of a body",
    Fate.IGNORED: "ignored by the named rule",
    Fate.UNREAD: "unread: says something that no record holds",
}
"""What each fate means, for the legend."""


def to_html(explanation: Explanation) -> str:
    """The page."""
    entry = explanation.entry
    title = escape(f"What was read from {entry.doc}")
    counts = "".join(
        f"<li><b>{entry.share(fate.value):.1%}</b> of {entry.lines:,} lines {escape(meaning)}</li>"
        for fate, meaning in FATES.items()
    )
    rows = "\n".join(map(_to_row, explanation.lines))
    return f"""<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{title}</h1>
<ul>{counts}</ul>
<table>
<caption>The numbered text, names of persons masked, and the records that stand on each line</caption>
<thead>
<tr><th scope="col">Line</th><th scope="col">Fate</th><th scope="col">Text</th><th scope="col">Read</th></tr>
</thead>
<tbody>
{rows}
</tbody>
</table>
</main>
</body>
</html>
"""


def to_fragment(explanation: Explanation) -> str:
    """The lines as a table for a notebook, which neither style sheets nor anchors reach."""
    left = ' style="text-align: left; vertical-align: top"'
    text = ' style="text-align: left; vertical-align: top; white-space: pre-wrap"'
    rows = "\n".join(
        f"<tr><td{left}>{line.note.line}</td><td{left}>{line.note.fate.value} {escape(line.note.rule)}</td>"
        f"<td{text}>{escape(line.text)}</td><td{left}>{_ANCHOR.sub('', '<br>'.join(_list_items(line)))}</td></tr>"
        for line in explanation.lines
    )
    head = "".join(f"<th{left}>{name}</th>" for name in ("line", "fate", "text", "read"))
    return (
        f"<p><b>{escape(explanation.entry.doc)}</b></p>\n<table>\n<thead><tr>{head}</tr></thead>\n"
        f"<tbody>\n{rows}\n</tbody>\n</table>"
    )


def _to_row(line: ExplainedLine) -> str:
    """One line of the source."""
    note = line.note
    page = f'<br><span class="rule">page {note.page}</span>' if note.page else ""
    number = f'<th scope="row"><a href="#L{note.line}">{note.line}</a>{page}</th>'
    rule = f' <span class="rule">{escape(note.rule)}</span>' if note.fate is Fate.IGNORED else ""
    items = "".join(f"<li>{item}</li>" for item in _list_items(line))
    return (
        f'<tr id="L{note.line}" class="{note.fate.value}">{number}<td class="fate">{note.fate.value}{rule}</td>'
        f'<td class="text" lang="ko">{escape(line.text)}</td>'
        f'<td class="records">{f"<ul>{items}</ul>" if items else ""}</td></tr>'
    )


def _list_items(line: ExplainedLine) -> Iterator[str]:
    """The records that begin on the line, and the remarks about it."""
    for record in line.note.records:
        if record.span.first == line.note.line:
            yield _describe_record(record)
            yield from map(_describe_correction, record.corrections)
    for (span, table), count in line.note.count_elsewhere().items():
        yield f'<b>{escape(table)}</b> of <a href="#L{span.first}">line {span}</a> ×{count}'
    yield from map(_describe_correction, line.note.removed)
    for issue in line.note.issues:
        yield _describe_issue(issue)


def _describe_record(record: RecordNote) -> str:
    """A record's table, fields and rule."""
    values = "; ".join(f'{name}: <span lang="ko">{escape(value)}</span>' for name, value in record.fields.items())
    reading = "" if record.reading == "printed" else f", {escape(record.reading)}"
    return f'<b>{escape(record.table)}</b> {values} <span class="rule">({escape(record.rule)}{reading})</span>'


def _describe_correction(correction: CorrectionNote) -> str:
    """A change that a person made: what, who, when and why."""
    before, after = (f'<span lang="ko">{escape(text)}</span>' for text in (correction.before, correction.after))
    change = f"{escape(correction.field)}: <del>{before}</del> <ins>{after}</ins>" if correction.field else before
    reason = f'<span lang="ko">{escape(correction.why)}</span>'
    return (
        f"<b>corrected</b> {escape(correction.table)} {escape(correction.kind)} {change} "
        f'<span class="rule">({escape(correction.who)}, {escape(correction.when)}: {reason})</span>'
    )


def _describe_issue(issue: IssueNote) -> str:
    """A remark of the reader."""
    return f"<b>{escape(issue.severity)}</b> {escape(issue.code)}: {escape(issue.message)}"
