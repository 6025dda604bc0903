"""The general appreciation of a report: what is stated of a team, each statement with the numbers it rests on."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Final

from xlaudit.model.appreciation import Appreciation, Fact, Value
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.phrases import Phrasebook
from xlaudit.model.plan import ActionPlan
from xlaudit.model.results import DomainScore, Priority, Results
from xlaudit.rules.highlights import rank_domains
from xlaudit.rules.numbers import round_half_up, settle
from xlaudit.rules.priorities import TO_DO
from xlaudit.rules.prose import Prose
from xlaudit.rules.scoring import maturity_step, said_as_interval

BEST_DOMAINS: Final = 3
NAMED: Final = 2
QUICK_WINS: Final = 3
"""How many domains to build on, practices in a sentence and low-effort actions are named at most."""
APART: Final = 5
"""How many points the lowest domain must stand below the best for the two to be told apart."""
MODERATE, GOOD = 2, 3
"""The steps of maturity from which a domain is something to build on, and a solid base."""
Statement = tuple[str, dict[str, Value]]


def appreciate(
    bundle: Bundle, results: Results, plan: ActionPlan | None, phrases: Phrasebook, lang: Lang
) -> Appreciation:
    """Write the appreciation of a team: its maturity, its base, what needs attention, what would help at once.

    Args:
        bundle: the meta-referential.
        results: the numbers; none is computed anew.
        plan: the action plan, for saying what its first actions would bring; none to leave that out.
        phrases: the sentences, under ``appreciation``.
        lang: the language to write in.
    """
    prose = Prose(bundle, phrases, lang)
    facts = tuple(
        Fact(key=key, values=values, text=prose.sentence(key, values))
        for key, values in _Statements(bundle, results).all(plan)
    )
    return Appreciation(facts=facts, text=" ".join(fact.text for fact in facts))


class _Statements:
    """What may be stated of some results."""

    def __init__(self, bundle: Bundle, results: Results) -> None:
        self._meta, self._policy, self._results = bundle.meta, bundle.meta.policy, results
        self._place = {practice.id: i for i, practice in enumerate(bundle.meta.practices)}
        self._to_do = [item for item in results.priorities if item.category in TO_DO]

    def all(self, plan: ActionPlan | None) -> Iterator[Statement]:
        """Yield the statements in order, two to five of them."""
        if self._results.score is None:
            yield from self._nothing_known()
        elif self._results.maturity.id is None:
            yield self._too_early()
            yield from self._first_questions("ask")
        else:
            yield self._maturity()
            yield from self._base()
            yield from self._attention()
            yield from self._quick_wins()
            if said_as_interval(self._results.maturity):
                yield from self._first_questions("ask")
            else:
                yield from self._first_actions(plan)

    @cached_property
    def _domains(self) -> list[DomainScore]:
        """The domains known well enough to be spoken of, best first."""
        enough = settle(self._policy.known_from)
        known = {domain.id: domain for domain in self._results.domains if settle(domain.known or 0.0) >= enough}
        return [known[name] for name in rank_domains(known.values()).strengths]

    @cached_property
    def _weakest(self) -> DomainScore | None:
        """The first of the domains that stand lowest, none when all stand close together."""
        if self._spread < APART:
            return None
        lowest = settle(_score(self._domains[-1]))
        return next(domain for domain in self._domains if settle(_score(domain)) == lowest)

    @cached_property
    def _spread(self) -> float:
        """How many points part the best domain from the lowest, as they are read."""
        read = [round_half_up(_score(domain)) for domain in self._domains]
        return max(read, default=0.0) - min(read, default=0.0)

    @cached_property
    def _quick(self) -> list[Priority]:
        """Low-effort actions that nobody is reluctant about, all of one domain: the weakest one if it has any."""
        wins = [
            item for item in self._by_gain(self._to_do) if "quick_win" in item.flags and "reluctant" not in item.flags
        ]
        homes = [self._home(item) for item in wins]
        weakest = self._weakest.id if self._weakest else None
        home = weakest if weakest in homes else next(iter(homes), None)
        return [item for item in wins if self._home(item) == home][:QUICK_WINS]

    def _home(self, item: Priority) -> str:
        return self._meta.domain_of[item.practice].id

    def _by_gain(self, items: Iterable[Priority]) -> list[Priority]:
        """Sort practices by what they bring for their effort; ties in the order of the meta-referential."""
        return sorted(items, key=lambda item: (-item.index, self._place[item.practice]))

    def _is_essential(self, item: Priority) -> bool:
        return self._meta.by_id[item.practice].importance == "essential"

    def _essentials(self, domain: str | None = None) -> dict[str, Value]:
        """Count the essential practices at the expected level (``met``) among those known."""
        known = [
            item.category
            for item in self._results.priorities
            if item.category not in ("unknown", "not_applicable")
            and self._is_essential(item)
            and domain in (None, self._home(item))
        ]
        return {"met": known.count("acquired"), "known": len(known)}

    def _nothing_known(self) -> Iterator[Statement]:
        categories = [item.category for item in self._results.priorities]
        counts: dict[str, Value] = {"asked": len(categories), "open": categories.count("unknown")}
        if "unknown" not in categories:
            yield "not_applicable", counts
            return
        answered = any(row.level is not None for row in self._results.answers)
        yield ("no_level" if answered else "empty"), counts
        yield from self._first_questions("start")

    def _too_early(self) -> Statement:
        found = self._results
        return "too_early", {"share_known": found.known or 0.0, **_bounds(found)}

    def _first_questions(self, key: str) -> Iterator[Statement]:
        unknown = [item for item in self._results.priorities if item.category == "unknown"]
        unknown.sort(key=lambda item: item.rank)
        if unknown:
            yield key, {"practices": _ids(unknown[: NAMED + 1])}

    def _maturity(self) -> Statement:
        """Say the maturity with its score: a word or an interval, and whether the essential practices hold it down."""
        found = self._results
        values: dict[str, Value] = {"word": found.maturity.id or "", **_bounds(found)}
        key = "maturity"
        if said_as_interval(found.maturity):
            key = "maturity_between"
            values |= {"low": found.maturity.low or "", "high": found.maturity.high or ""}
        elif round_half_up(found.floor or 0.0) < round_half_up(found.ceiling or 0.0):
            key = "maturity_bounded"
        if found.maturity.capped:
            key += "_capped"
            values |= self._essentials()
        return key, values

    def _base(self) -> Iterator[Statement]:
        """Say what there is to build on: solid domains, or what is under way, or the first steps.

        Nothing is called solid where the essential practices hold the maturity down.
        """
        steps = {domain.id: maturity_step(_score(domain), self._policy) for domain in self._domains}
        applicable = [domain for domain in self._results.domains if domain.applicable]
        everywhere = len(self._domains) == len(applicable) > 1 and min(steps.values()) >= GOOD
        capped = self._results.maturity.capped
        others = [domain for domain in self._domains if domain is not self._weakest]
        solid = [domain for domain in others if steps[domain.id] >= GOOD]
        under_way = [domain for domain in others if steps[domain.id] >= MODERATE]
        begun = [domain for domain in others if _score(domain) > 0]
        key, found = "base_begun", begun
        if everywhere and not capped:
            key, found = "base_everywhere", solid
        elif self._results.maturity.contrasted:
            key, found = "base_contrasted", under_way or begun
        elif self._spread < APART and len(self._domains) > 1:
            yield from self._even()
            return
        elif solid and not capped:
            key, found = "base_solid", solid
        elif under_way:
            key, found = "base_under_way", under_way
        if best := found[:BEST_DOMAINS]:
            yield key, {"domains": tuple(item.id for item in best), "domain_scores": tuple(map(_score, best))}

    def _even(self) -> Iterator[Statement]:
        """Say that the domains stand close together, unless nothing is in place anywhere."""
        highest, lowest = _score(self._domains[0]), _score(self._domains[-1])
        if highest > 0:
            yield ("base_even" if self._spread else "base_same"), {"lowest": lowest, "highest": highest}

    def _attention(self) -> Iterator[Statement]:
        """Say which domain needs attention and why; where all stand close together, what there is to gain.

        What the low-effort actions are about to name is not named here.
        """
        left = [item for item in self._by_gain(self._to_do) if item not in self._quick]
        weakest = self._weakest
        if weakest is None:
            if left:
                solid = maturity_step(self._results.score or 0.0, self._policy) >= GOOD
                yield ("gains_left" if solid else "gains"), {"practices": _ids(left[:NAMED])}
            return
        named = [item for item in left if self._home(item) == weakest.id]
        essentials = self._essentials(weakest.id)
        if maturity_step(_score(weakest), self._policy) >= GOOD:
            key = "attention_margin"
        elif essentials["met"] != essentials["known"]:
            key, named = "attention_essential", [item for item in named if self._is_essential(item)]
        else:
            key = "attention_beyond" if essentials["known"] else "attention_little"
        values: dict[str, Value] = {"domain": weakest.id, "domain_scores": (_score(weakest),), **essentials}
        yield (key if named else f"{key}_alone"), {**values, "practices": _ids(named[:NAMED])}

    def _quick_wins(self) -> Iterator[Statement]:
        if self._quick:
            home = self._home(self._quick[0])
            number = "one" if len(self._quick) == 1 else "several"
            place = "here" if self._weakest is not None and home == self._weakest.id else "there"
            yield f"quick_{number}_{place}", {"domain": home, "practices": _ids(self._quick)}

    def _first_actions(self, plan: ActionPlan | None) -> Iterator[Statement]:
        """Say what the actions to take at once would bring."""
        first = plan.within("now") if plan is not None else ()
        if plan is not None and first:
            score, projected = self._results.score or 0.0, plan.after(len(first)) or 0.0
            yield "first_actions", {"count": len(first), "score": score, "projected": projected}


def _bounds(found: Results) -> dict[str, Value]:
    return {"score": found.score or 0.0, "floor": found.floor or 0.0, "ceiling": found.ceiling or 0.0}


def _score(domain: DomainScore) -> float:
    return domain.score or 0.0


def _ids(items: Iterable[Priority]) -> tuple[str, ...]:
    return tuple(item.practice for item in items)
