"""Runs the readers over one document and puts what they read in order."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from mapper.corrections import Correction, apply_corrections
from mapper.readers.account import account_lines
from mapper.readers.assets.reader import read_assets
from mapper.readers.budgets.reader import read_budgets
from mapper.readers.context.ledger import Ledger
from mapper.readers.context.scope import PlanView, view_plan
from mapper.readers.context.subjects import Subjects
from mapper.readers.facilities.reader import read_facilities
from mapper.readers.identifying import identify
from mapper.readers.legal import read_legal
from mapper.readers.metrics.reader import read_metrics
from mapper.readers.offices.committees import read_committees
from mapper.readers.offices.duties import read_duties
from mapper.readers.offices.organizations import read_organizations
from mapper.readers.partners.reader import read_partners
from mapper.readers.projects.components import read_components
from mapper.readers.projects.milestones import read_milestones
from mapper.readers.projects.project_records import read_project_records
from mapper.readers.remarks import is_complete, remark
from mapper.readers.staffing.reader import read_staffing
from mapper.records import Record, Relation
from mapper.records.document import ReadDocument, review
from mapper.relations import clear_ages, imply_relations, settle
from mapper.source import NumberedText

Reader = Callable[[PlanView, Ledger, Subjects], Iterator[Record]]

READERS: tuple[Reader, ...] = (
    read_organizations,
    read_duties,
    read_staffing,
    read_committees,
    read_project_records,
    read_components,
    read_budgets,
    read_facilities,
    read_assets,
    read_milestones,
    read_legal,
    read_partners,
    read_metrics,
)
"""In the order in which they need each other: entries before statements, metrics last (every other number)."""


def read_plan(text: NumberedText, corrections: Iterable[Correction] = (), *, municipality: str = "") -> ReadDocument:
    """Read a numbered text: records in the order of their lines, relations, issues and the account of every line.

    Corrections of this very text win over the readers; relations and account are made of the corrected records.
    `municipality` is what is known of the document's municipality otherwise: its name, with the province.
    """
    with _collection_paused():
        return _read(text, corrections, municipality)


@contextmanager
def _collection_paused() -> Iterator[None]:
    """No search for cyclic garbage while one document is read.

    The outline is the only cycle and is taken apart when its document is read; searching the growing caches for
    garbage a hundred times meanwhile costs a tenth of the time. What was made meanwhile is then put among the old
    objects (frozen and thawed): the next search for young garbage would look at all of it once more.
    """
    paused = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if paused:
            if not gc.get_freeze_count():
                gc.freeze()
                gc.unfreeze()
            gc.enable()


def _read(text: NumberedText, corrections: Iterable[Correction], municipality: str) -> ReadDocument:
    """Read a numbered text, and let people's corrections win."""
    view = view_plan(text)
    ledger, subjects = Ledger(), Subjects(view)
    records: list[Record] = [department.plan for department in view.departments]
    for read in READERS:
        found = list(read(view, ledger, subjects))
        subjects.add(found)
        records.extend(found)
    slips = [record for record in records if isinstance(record, Relation)]
    rows = [record for record in records if not isinstance(record, Relation)]
    stated: list[Record] = []
    lacking: list[Record] = []
    for record in rows:
        (stated if is_complete(record) else lacking).append(record)
    stated.sort(key=lambda record: (record.span, record.table))
    stated = clear_ages(stated, text.lines)
    corrected = apply_corrections(stated, corrections, text.digest, text.lines)
    lines = review(text.lines, corrected.reviewed)
    implied, doubts = settle(imply_relations(corrected.records, lines), corrected.records, lines)
    relations = (*slips, *implied)
    account = account_lines(view, corrected.records, corrected.removed)
    identified = identify(corrected.records, lines, municipality)
    remarks = remark(view, corrected.records, relations, account, lacking, identified.municipalities)
    view.root.take_apart()
    return ReadDocument(
        doc=text.doc,
        digest=text.digest,
        media_type=text.media_type,
        lines=text.lines,
        records=corrected.records,
        relations=relations,
        issues=tuple(sorted((*remarks, *doubts, *corrected.issues, *identified.issues))),
        account=account,
        corrections=corrected.applied,
        outcomes=corrected.outcomes,
        reviewed=corrected.reviewed,
        pages=text.pages,
        municipalities=identified.municipalities,
    )
