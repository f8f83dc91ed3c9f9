from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from mapper.errors import MapperError
from mapper.workers import PAYS_FROM, map_jobs


def square(number: int) -> tuple[int, int]:
    """The square, and the process that made it."""
    return number * number, os.getpid()


def die(number: int) -> int:
    """End the process without a word."""
    os._exit(number)


def test_few_jobs_run_in_this_process() -> None:
    assert list(map_jobs(square, range(PAYS_FROM - 1))) == [(n * n, os.getpid()) for n in range(PAYS_FROM - 1)]


def test_many_jobs_run_in_other_processes_and_come_back_in_order() -> None:
    results = list(map_jobs(square, range(20)))
    assert [result for result, _ in results] == [n * n for n in range(20)]
    assert (os.getpid() in {process for _, process in results}) == (len(os.sched_getaffinity(0)) < 2)


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one processor: no further process is started")
def test_a_worker_that_is_ended_from_outside_is_an_error_not_a_wait() -> None:
    with pytest.raises(MapperError, match="ended from outside"):
        list(map_jobs(die, range(1, PAYS_FROM + 1)))


@pytest.mark.skipif(len(os.sched_getaffinity(0)) < 2, reason="one processor: no further process is started")
def test_no_worker_outlives_a_build_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "slow.py"
    script.write_text(
        "import os, time\nfrom pathlib import Path\nfrom mapper.workers import map_jobs\n"
        "def wait(number):\n    Path(f'{__file__}.{os.getpid()}').touch()\n    time.sleep(60)\n"
        "if __name__ == '__main__':\n    list(map_jobs(wait, range(20)))\n",
        encoding="utf-8",
    )
    with subprocess.Popen([sys.executable, script]) as process:
        workers: list[int] = []
        for _ in range(200):
            workers = [int(path.suffix[1:]) for path in tmp_path.glob("slow.py.*")]
            if len(workers) >= 2:
                break
            time.sleep(0.05)
        assert len(workers) >= 2
        process.send_signal(signal.SIGKILL)
    for _ in range(100):
        if not any(_runs(pid) for pid in workers):
            return
        time.sleep(0.05)
    raise AssertionError("a worker still runs")


def _runs(pid: int) -> bool:
    """Whether a process is alive: there, and no zombie that nobody has waited for."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
