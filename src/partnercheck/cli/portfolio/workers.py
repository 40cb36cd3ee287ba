"""Assessing on all processors: worker processes that are given some dossiers at a time and write nothing.

Each worker has two pipes of its own: one brings dossiers, one takes what comes of them. A thread of it reads
the first whatever the worker is at, so that the run never waits to be read while the worker waits to be read
by the run. A worker ends when the other ends of its pipes do, so none is left behind by a run that is killed.
One that dies takes nothing with it: what it was given is given to another one,
dossier by dossier, and only the dossier that one dies of again is refused.
"""

from __future__ import annotations

import os
import signal
import sys
from collections import deque
from multiprocessing import connection, get_context
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from partnercheck.cli.failures import own_fault
from partnercheck.cli.garbage import collect_rarely
from partnercheck.cli.portfolio.assessing import Assessor
from partnercheck.cli.portfolio.entries import Task
from partnercheck.cli.portfolio.refused import faulty
from partnercheck.diagnostics import fail

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator, Sequence
    from multiprocessing.connection import Connection

    from partnercheck.cli.portfolio.entries import Done, Settings

CHUNK = 32
_AHEAD = 2
"""How many chunks a worker has been given at any time: the next one is there when one is done."""

_WORTH = 4
"""With fewer chunks, a worker takes longer to start than it saves."""

Chunk = list[Task]
_READY = "ready"
# A new process for each worker, with nothing in it but what it is sent: the same on every platform.
PROCESSES = get_context("spawn")


def assess_all(tasks: Sequence[Task], settings: Settings, jobs: int | None) -> Generator[list[Done]]:
    """Yield what comes of all tasks, some at a time, in no particular order.

    `jobs` is the number of processes, None for one a processor as far as there is enough to do. With reports,
    chunks are small, since a report is much larger and takes much longer than a score.
    """
    size = CHUNK // 4 if settings.forms else CHUNK
    chunks = [list(tasks[start : start + size]) for start in range(0, len(tasks), size)]
    jobs = min(processors(), len(chunks) // _WORTH) if jobs is None else min(jobs, len(chunks))
    if jobs <= 1:
        assess = Assessor(settings)
        for chunk in chunks:
            yield [assess(task) for task in chunk]
        return
    crew = _Crew(chunks, settings)
    try:
        for _ in range(jobs):
            crew.hire()
        while crew.busy():
            yield from crew.collect()
    finally:
        crew.dismiss()


def processors() -> int:
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class _Worker:
    """A process, the pipes to and from it, and the chunks it has been given, the one it is at first."""

    def __init__(self, settings: Settings) -> None:
        theirs, self.tasks = PROCESSES.Pipe(duplex=False)
        self.results, said = PROCESSES.Pipe(duplex=False)
        self.given: deque[Chunk] = deque()
        self.ready = False
        self.process = PROCESSES.Process(target=_work, args=(theirs, said, settings), daemon=True)
        self.process.start()
        theirs.close()
        said.close()

    def let_go(self) -> None:
        """Close the pipes, at which it ends."""
        self.tasks.close()
        self.results.close()


class _Crew:
    """The workers of one run, and what is still to do."""

    def __init__(self, chunks: list[Chunk], settings: Settings) -> None:
        self._todo = deque(chunks)
        self._settings = settings
        self._workers: dict[Connection, _Worker] = {}

    def hire(self) -> None:
        worker = _Worker(self._settings)
        self._workers[worker.results] = worker

    def busy(self) -> bool:
        return bool(self._todo) or any(worker.given for worker in self._workers.values())

    def collect(self) -> Iterator[list[Done]]:
        """Wait for workers, and yield what they have done."""
        readable = set(connection.wait(list(self._workers)))
        for worker in [worker for pipe, worker in self._workers.items() if pipe in readable]:
            try:
                said = worker.results.recv()
            except (EOFError, OSError):
                yield from self._bury(worker)
                continue
            if said == _READY:
                worker.ready = True
                self._give(worker)
                continue
            worker.given.popleft()
            self._give(worker)
            yield said

    def _give(self, worker: _Worker) -> None:
        while self._todo and len(worker.given) < _AHEAD:
            chunk = self._todo.popleft()
            worker.given.append(chunk)
            try:
                worker.tasks.send(chunk)
            except OSError:  # it has died; waiting for it will tell
                return

    def _bury(self, worker: _Worker) -> Iterator[list[Done]]:
        """Take back what a dead worker was given, and hire another one."""
        del self._workers[worker.results]
        worker.let_go()
        worker.process.join()
        if not worker.ready:
            hint = "--jobs 1 works without them"
            raise fail("workers", "worker processes end before they begin", "partnercheck", hint)
        if worker.given:
            first = worker.given.popleft()
            if len(first) == 1:
                message = f"the process that assessed it ended with {_ending(worker.process.exitcode)}"
                yield [faulty(first[0], message)]
            else:
                self._todo.extendleft([task] for task in reversed(first))
            self._todo.extend(worker.given)
        if self._todo:
            self.hire()

    def dismiss(self) -> None:
        """End all workers; one that is at work ends when it finds nobody to tell."""
        for worker in self._workers.values():
            worker.let_go()
            worker.process.terminate()
        for worker in self._workers.values():
            worker.process.join()


def _ending(code: int | None) -> str:
    return f"signal {-code}" if code is not None and code < 0 else f"code {code}"


def _work(tasks: Connection, results: Connection, settings: Settings) -> None:
    """Answer chunks until there is nobody to answer."""
    settle_down()
    given: SimpleQueue[Chunk | None] = SimpleQueue()
    Thread(target=_take, args=(tasks, given), daemon=True).start()
    try:
        results.send(_READY)
        assess = Assessor(settings)
        for chunk in iter(given.get, None):
            results.send([assess(task) for task in chunk])
    except OSError:
        return
    except Exception as error:  # noqa: BLE001  (who gives the work learns of it by the exit code)
        sys.exit(own_fault(error))


def _take(tasks: Connection, given: SimpleQueue[Chunk | None]) -> None:
    """Take chunks as they come, and None when there are no more."""
    try:
        while True:
            given.put(tasks.recv())
    except (EOFError, OSError):
        return
    finally:
        given.put(None)


def settle_down() -> None:
    """Make this process a worker: deaf to interrupts, which are for the run that gives the work."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    collect_rarely()
