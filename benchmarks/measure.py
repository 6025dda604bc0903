"""Timing in turn: every round runs each subject once, so that a drift of the machine touches all of them alike.

Times are seconds of processor, which a busy neighbour disturbs far less than those of the clock on the wall; nothing
that is measured here waits for anything or runs in several threads.
"""

import argparse
import gc
import os
import tracemalloc
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from statistics import median
from time import process_time

Subject = Callable[[], object]
LEAST_ROUNDS = 9


@dataclass(frozen=True, slots=True)
class Ratio:
    """A ratio of two times, taken round by round."""

    middle: float
    lowest: float
    highest: float

    def __str__(self) -> str:
        return f"{self.middle:.2f} ({self.lowest:.2f} – {self.highest:.2f})"


@dataclass(frozen=True, slots=True)
class Timings:
    """The seconds of every subject, one per round."""

    seconds: Mapping[str, list[float]]

    def middle(self, subject: str) -> float:
        """Return the median time of a subject, in seconds of processor."""
        return median(self.seconds[subject])

    def ratio(self, subject: str, base: str) -> Ratio:
        """Return how long a subject takes for each unit of time of another: median, lowest and highest round."""
        ratios = [ours / theirs for ours, theirs in zip(self.seconds[subject], self.seconds[base], strict=True)]
        return Ratio(median(ratios), min(ratios), max(ratios))


def time_in_turn(subjects: Mapping[str, Subject], rounds: int, *, collect: bool = True) -> Timings:
    """Time several subjects, A B C A B C …, after a round that does not count.

    Args:
        subjects: what to run, by name.
        rounds: how many rounds count.
        collect: whether the garbage collector may run within a measure, as it does in use. Either way what the
            previous subject left is collected before the clock starts.
    """
    seconds: dict[str, list[float]] = {name: [] for name in subjects}
    for number in range(rounds + 1):
        for name, subject in subjects.items():
            spent = _time_once(subject, collect)
            if number:
                seconds[name].append(spent)
    return Timings(seconds)


def _time_once(subject: Subject, collect: bool) -> float:
    gc.collect()
    if not collect:
        gc.disable()
    try:
        start = _processor_seconds()
        result = subject()
        spent = _processor_seconds() - start
    finally:
        gc.enable()
    del result  # only now: the time to throw a result away is nobody's
    return spent


def _processor_seconds() -> float:
    """Return what this process and the finished ones that it started have spent."""
    times = os.times()
    return process_time() + times.children_user + times.children_system


def peak_memory(subject: Subject) -> int:
    """Return the most bytes that a subject holds at once, beyond what was held before it began."""
    gc.collect()
    tracemalloc.start()
    try:
        result = subject()
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    del result
    return peak


def options(description: str) -> argparse.ArgumentParser:
    """Return the options that every benchmark has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--rounds", type=_rounds, default=LEAST_ROUNDS, help="rounds that count (default: %(default)s)")
    parser.add_argument("--no-gc", action="store_true", help="keep the garbage collector off within a measure")
    return parser


def _rounds(text: str) -> int:
    if int(text) < LEAST_ROUNDS:
        raise argparse.ArgumentTypeError(f"a median of fewer than {LEAST_ROUNDS} rounds says little")
    return int(text)
