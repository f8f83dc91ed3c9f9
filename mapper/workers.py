"""Work spread over further processes where that pays, in the order of the work."""

from __future__ import annotations

import multiprocessing
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from typing import Final, TypeVar

from mapper.errors import MapperError

PAYS_FROM: Final = 9
"""Documents to read at which starting processes (each some half a second) begins to pay."""

J = TypeVar("J")
R = TypeVar("R")


def map_jobs(function: Callable[[J], R], jobs: Sequence[J]) -> Iterator[R]:
    """`function` of each job, in their order; raises MapperError if a process is ended from outside."""
    workers = min(_count_processors(), len(jobs))
    if len(jobs) < PAYS_FROM or workers < 2:
        yield from map(function, jobs)
        return
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=context, initializer=_end_with_parent) as pool:
        try:
            yield from pool.map(function, jobs)
        except BrokenProcessPool as error:
            raise MapperError("a process that read documents was ended from outside.") from error
        finally:
            pool.shutdown(cancel_futures=True)


def _end_with_parent() -> None:
    """In a worker: end when the parent is killed, for then nobody else would see to it."""
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            wait([parent.sentinel])
            os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _count_processors() -> int:
    """The processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
