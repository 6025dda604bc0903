"""Run a function on many files in worker processes, so that a hostile one costs itself alone."""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Generic, Literal, TypeVar

from xlaudit.model.errors import XlauditError

try:
    import resource
except ImportError:  # not on Windows, where only the time of a worker is limited
    resource = None  # type: ignore[assignment]

T = TypeVar("T")
R = TypeVar("R")
Loss = Literal["crashed", "too long"]
MEBIBYTE = 2**20


@dataclass(frozen=True, slots=True)
class Outcome(Generic[R]):
    """What became of one item: its result, an expected error, or the loss of its worker."""

    result: R | None = None
    error: XlauditError | None = None
    lost: Loss | None = None


def run_isolated(
    function: Callable[[T], R],
    items: Sequence[T],
    *,
    workers: int | None = None,
    memory: int = 1536,
    seconds: float = 20,
) -> Iterator[Outcome[R]]:
    """Call a function on each item in worker processes; yield the outcomes in the order of the items.

    Args:
        function: importable by name, as its items and results must be picklable.
        items: what to work on.
        workers: how many processes; by default one per processor.
        memory: the address space of a worker, in MiB (not limited on Windows).
        seconds: the longest an item may take.
    """
    crew = [_Worker(function, memory) for _ in range(min(workers or os.cpu_count() or 1, len(items)))]
    done: dict[int, Outcome[R]] = {}
    waiting = list(range(len(items)))[::-1]
    next_out = 0
    try:
        while next_out < len(items):
            for worker in crew:
                if worker.item is None and waiting:
                    worker.start(waiting[-1], items[waiting[-1]])
                    waiting.pop()
            for worker in _ready(crew, seconds):
                number, outcome = worker.collect()
                done[number] = outcome
            while next_out in done:
                yield done.pop(next_out)
                next_out += 1
    finally:
        for worker in crew:
            worker.stop()


class _Worker(Generic[T, R]):
    """A process that works on one item at a time and is replaced when it is lost."""

    def __init__(self, function: Callable[[T], R], memory: int) -> None:
        self._function, self._memory = function, memory
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self.item: int | None = None
        self._since = 0.0

    def start(self, number: int, item: T) -> None:
        if self._process is None or not self._process.is_alive():
            context = get_context("spawn")
            ours, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs, self._function, self._memory), daemon=True)
            self._process.start()
            theirs.close()
            self._pipe = ours
            self._pipe.recv()  # ready: importing is not counted in the time of an item
        assert self._pipe is not None
        self.item, self._since = number, time.monotonic()
        self._pipe.send(item)

    def left(self, seconds: float) -> float:
        """Return how many seconds the item still has."""
        return self._since + seconds - time.monotonic()

    @property
    def pipe(self) -> Connection:
        assert self._pipe is not None
        return self._pipe

    def collect(self) -> tuple[int, Outcome[R]]:
        """Take the outcome of the item at hand, or count the worker as lost."""
        assert self.item is not None
        number, self.item = self.item, None
        if not self.pipe.poll():
            self.stop()
            return number, Outcome(lost="too long")
        try:
            return number, self.pipe.recv()
        except (EOFError, OSError):
            self.stop()
            return number, Outcome(lost="crashed")

    def stop(self) -> None:
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._process = None


def _ready(crew: Sequence["_Worker[T, R]"], seconds: float) -> list["_Worker[T, R]"]:
    """Wait for the workers that have answered, died or used up their time."""
    busy = [worker for worker in crew if worker.item is not None]
    answered = wait([worker.pipe for worker in busy], timeout=max(0.0, min(worker.left(seconds) for worker in busy)))
    return [worker for worker in busy if worker.pipe in answered or worker.left(seconds) <= 0]


def _serve(pipe: Connection, function: Callable[[T], R], memory: int) -> None:
    """Work on items until the pipe closes."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (memory * MEBIBYTE, memory * MEBIBYTE))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    pipe.send("ready")
    while True:
        try:
            item = pipe.recv()
        except EOFError:
            return
        try:
            outcome: Outcome[R] = Outcome(result=function(item))
        except XlauditError as error:
            outcome = Outcome(error=error)
        except MemoryError:
            outcome = Outcome(lost="crashed")
        pipe.send(outcome)
