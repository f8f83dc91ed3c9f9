"""Our things for which a service is asked: territories of the list, bodies and laws of a release."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from mapper.errors import UsageError
from mapper.identities import SubjectKind
from mapper.reconciling.service import Entity
from mapper.store import Store
from mapper.store.answer import Rows
from mapper.suggest import suggest
from mapper.territories import Level, list_territories, true_to
from mapper.territories.romanisation import romanised_name
from mapper.vocabulary import WP

KINDS: Final = {"territories": SubjectKind.TERRITORY, "bodies": SubjectKind.BODY, "laws": SubjectKind.LAW}
"""What can be asked for, with the word for one of them in the reviewed list."""
ENTITY: Final = "id:"
"""What stands before an id of the service's own, as the value of a property."""
_NAMED: Final = f"""
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
SELECT DISTINCT ?name WHERE {{
  ?thing a <%s> ; rdfs:label ?name .
  FILTER NOT EXISTS {{ ?thing <{WP.municipality}> ?owner }}
  FILTER NOT EXISTS {{ ?thing <{WP.sameAs}> ?other FILTER(?other != ?thing) }}
}} ORDER BY ?name"""
"""Things that belong to no municipality and that stand for themselves: an act of the state, a body outside."""
_CLASSES: Final = {SubjectKind.BODY: WP.OutsideBody, SubjectKind.LAW: WP.Law}


@dataclass(frozen=True, slots=True)
class Subject:
    """One of our things, with what can be compared."""

    kind: SubjectKind
    key: str
    values: Mapping[str, str] = field(default_factory=dict)
    """`name` and, of a territory, `official_name`, `english`, `code`, `level`, `parent`."""

    @property
    def name(self) -> str:
        """The name that is looked for."""
        return self.values["name"]


def find_subjects(kind: str, store: Store | None, *, level: str = "", former: bool = False) -> list[Subject]:
    """The things of a kind, in the order of their codes or names; `level` and `former` are about territories.

    Territories are those of the list, whatever a release names; without `former` those that stand on its last day.
    """
    subject_kind = KINDS[kind]
    if subject_kind is SubjectKind.TERRITORY:
        today = true_to()
        return [
            Subject(
                subject_kind,
                territory.key,
                {
                    "name": territory.name,
                    "official_name": territory.official_name,
                    "english": romanised_name(territory) or "",
                    "code": territory.codes[0],
                    "level": territory.level.value,
                    "parent": territory.parent.official_name if territory.parent else "",
                },
            )
            for territory in list_territories()
            if (former or territory.stands_on(today)) and level in ("", territory.level.value)
        ]
    if level or former:
        raise UsageError("only territories have a level and former ones.")
    assert store is not None
    answer = store.query(_NAMED % _CLASSES[subject_kind])
    names = [str(row["name"]) for row in answer] if isinstance(answer, Rows) else []
    return [Subject(subject_kind, name, {"name": name}) for name in names]


def fill_properties(subject: Subject, templates: Sequence[tuple[str, str]]) -> tuple[tuple[str, str | Entity], ...]:
    """The properties of a query: `{code}` and its like become values of the subject, `id:Q884` an entity.

    A property whose value the subject does not have is left out. Raises UsageError for an unknown name in braces.
    """
    filled: list[tuple[str, str | Entity]] = []
    for pid, template in templates:
        if template.startswith(ENTITY):
            filled.append((pid, Entity(template.removeprefix(ENTITY))))
        elif template.startswith("{") and template.endswith("}"):
            name = template[1:-1]
            if name not in subject.values:
                raise UsageError(
                    f"there is no value `{{{name}}}` of {subject.kind}.", hint=suggest(name, subject.values)
                )
            if subject.values[name]:
                filled.append((pid, subject.values[name]))
        else:
            filled.append((pid, template))
    return tuple(filled)


LEVELS: Final = tuple(level.value for level in Level)
"""The levels of territories."""
