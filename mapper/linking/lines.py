"""The plans of each office in the order of time, with those of the offices that it comes from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mapper.linking.link import Link
from mapper.linking.offices import when
from mapper.linking.profile import PlanProfile


class Lines:
    """Which earlier plans a plan can carry on."""

    def __init__(self, plans: Iterable[PlanProfile], office_of: Mapping[str, str], successions: Iterable[Link]) -> None:
        self._office_of = office_of
        self._plans: dict[str, list[PlanProfile]] = {}
        for plan in sorted(plans, key=when, reverse=True):
            self._plans.setdefault(office_of[plan.department], []).append(plan)
        self._olds: dict[str, set[str]] = {}
        for link in successions:
            self._olds.setdefault(link.start.iri, set()).add(link.end.iri)

    def before(self, plan: PlanProfile) -> Iterator[list[PlanProfile]]:
        """The plans of the last time before this one, of its office and all that it comes from; then those before.

        Departments date their plans of one year differently: the last plan of each for a year counts as one time.
        """
        times: dict[tuple[int, int], list[PlanProfile]] = {}
        own = self._office_of[plan.department]
        for office in sorted(self._line(own)):
            rank: dict[int, int] = {}
            until = 2 if office == own else 1  # another office's plan for the same year stands beside it
            for earlier in self._plans.get(office, ()):
                if when(earlier)[:until] < when(plan)[:until]:
                    year = earlier.year or 0
                    rank[year] = rank.get(year, 0) - 1
                    times.setdefault((year, rank[year]), []).append(earlier)
        for time in sorted(times, reverse=True):
            yield times[time]

    def _line(self, office: str) -> set[str]:
        """An office with all that it comes from, directly or by others."""
        found, new = {office}, [office]
        while new:
            older = self._olds.get(new.pop(), set()) - found
            found |= older
            new += older
        return found
