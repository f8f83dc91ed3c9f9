"""What a build did with each correction that it was given."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from mapper.corrections.correction import Correction, describe
from mapper.records import Outcome


@dataclass(frozen=True, slots=True)
class CorrectionReport:
    """A correction, and what became of it in one document; `doc` is empty where no document has its digest."""

    correction: Correction
    doc: str
    outcome: Outcome

    @property
    def message(self) -> str:
        """The same as a sentence."""
        return describe(self.correction, self.outcome)


def report_corrections(
    corrections: Iterable[Correction],
    wanted: Mapping[str, Iterable[Correction]],
    outcomes: Mapping[str, Mapping[str, str]],
) -> tuple[CorrectionReport, ...]:
    """The report in the order of the corrections.

    `wanted` are the corrections of each document of the build; `outcomes`, by document and key, are those of the
    documents that stand in the release.
    """
    documents: dict[str, list[str]] = {}
    for doc, given in wanted.items():
        for correction in given:
            documents.setdefault(correction.key, []).append(doc)
    found = []
    for correction in corrections:
        docs = documents.get(correction.key)
        for doc in docs or ():
            value = outcomes.get(doc, {}).get(correction.key)
            found.append(CorrectionReport(correction, doc, Outcome(value) if value else Outcome.NOT_READ))
        if not docs:
            found.append(CorrectionReport(correction, "", Outcome.NO_DOCUMENT))
    return tuple(found)
