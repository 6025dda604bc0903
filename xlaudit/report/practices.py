"""Each practice of a team as a report shows it, and the lists it is shown in."""

from collections.abc import Iterable
from functools import cached_property

from xlaudit.model.plan import HORIZONS, Action
from xlaudit.model.results import EVERY_CATEGORY, REPORTED, AnswerRow, Category, Priority
from xlaudit.report.spec import ReportSpec, Team
from xlaudit.report.typeset import decimal
from xlaudit.report.views import GroupView, PracticeView
from xlaudit.rules.highlights import rank_practices
from xlaudit.rules.numbers import round_half_up, settle
from xlaudit.rules.priorities import place, support_of
from xlaudit.rules.questions import open_questions
from xlaudit.rules.states import practice_states
from xlaudit.rules.typeset import typeset
from xlaudit.rules.votes import ballot_support


class Practices:
    """The practices of a team, by id and in lists."""

    def __init__(self, spec: ReportSpec, team: Team) -> None:
        self._spec, self._team = spec, team
        self._meta = team.bundle.meta
        self._answers = {row.practice: row for row in team.results.answers}
        self._placed = {item.practice: item for item in team.results.priorities}
        self._actions = {action.practice: action for action in team.plan.actions}
        self._states = practice_states(self._meta, team.bundle.scale, team.assessment)
        self._opinions = {
            row.practice.id: opinion
            for row in self._states
            if (opinion := support_of(row, self._meta.policy)) is not None
        }

    @property
    def opinions(self) -> int:
        """On how many practices the team has said what it thinks."""
        return len(self._opinions)

    @cached_property
    def _views(self) -> dict[str, PracticeView]:
        return {name: self._view(self._placed[name], row) for name, row in self._answers.items()}

    def _in_order(self, names: Iterable[str]) -> tuple[PracticeView, ...]:
        return tuple(self._views[name] for name in names)

    def of_category(self, category: Category) -> tuple[PracticeView, ...]:
        """Return the practices of a category by rank."""
        members = [item for item in self._team.results.priorities if item.category == category]
        return self._in_order(item.practice for item in sorted(members, key=lambda item: item.rank))

    def categories(self) -> tuple[GroupView, ...]:
        """Return the five categories of a report, empty ones too."""
        return tuple(
            GroupView(
                label=self._spec.say(f"category.{category}"),
                introduction=self._spec.say(f"report.introduction.{category}"),
                practices=self.of_category(category),
            )
            for category in REPORTED
        )

    def plan(self) -> tuple[GroupView, ...]:
        """Return the actions by horizon, without the horizons that have none."""
        groups = (
            GroupView(
                label=self._spec.say(f"horizon.{horizon}"),
                introduction=self._spec.say(f"report.horizon.{horizon}"),
                practices=self._in_order(a.practice for a in self._team.plan.within(horizon)),
            )
            for horizon in HORIZONS
        )
        return tuple(group for group in groups if group.practices)

    def actions(self) -> tuple[PracticeView, ...]:
        """Return the actions in one list."""
        return self._in_order(self._actions)

    def chapters(self) -> tuple[GroupView, ...]:
        """Return every practice asked about, by domain."""
        lang = self._spec.lang
        groups = (
            GroupView(
                label=domain.label.pick(lang),
                introduction=typeset(domain.summary.pick(lang), lang),
                practices=self._in_order(item.id for item in domain.practices if item.id in self._answers),
            )
            for domain in self._meta.domains
        )
        return tuple(group for group in groups if group.practices)

    def strengths(self) -> tuple[PracticeView, ...]:
        """Return what is in place, the weightiest first."""
        return self._in_order(rank_practices(place(self._states, self._meta.policy)).strengths)

    def providers(self) -> tuple[GroupView, ...]:
        """Return, by outside company, the unanswered practices that it carries."""
        found = open_questions(self._team.bundle, self._team.results, self._spec.lang).providers
        return tuple(
            GroupView(label=provider.label, introduction="", practices=self._in_order(provider.practices))
            for provider in found
        )

    def supported(self, sign: int) -> tuple[PracticeView, ...]:
        """Return what the team wants (sign 1) or is reluctant about (sign −1), the strongest opinion first.

        Then what is to be done about it comes first, or what is set aside where the team is reluctant.
        """

        def place_of(name: str) -> tuple[float, bool, int, int]:
            item = self._placed[name]
            heard = sign < 0 and item.category == "shunned"
            return -felt[name], not heard, EVERY_CATEGORY.index(item.category), item.rank

        felt = {name: settle(sign * opinion.mean) for name, opinion in self._opinions.items()}
        return self._in_order(sorted((name for name, strength in felt.items() if strength > 0), key=place_of))

    def _view(self, item: Priority, row: AnswerRow) -> PracticeView:
        spec, practice = self._spec, self._meta.by_id[row.practice]
        lang = spec.lang
        action = self._actions.get(row.practice)
        carriers = [actor.label.pick(lang) for actor in self._meta.actors if actor.id in practice.actors]
        return PracticeView(
            ref=practice.id,
            title=typeset(practice.title.pick(lang), lang),
            domain=self._meta.domain_of[practice.id].label.pick(lang),
            expected=typeset(practice.expected.pick(lang), lang),
            question=typeset(practice.question.pick(lang), lang),
            action=typeset(practice.action.pick(lang), lang),
            importance=spec.say(f"importance.{practice.importance}"),
            environmental=spec.say(f"impact.{practice.impact.environmental}"),
            social=spec.say(f"impact.{practice.impact.social}"),
            effort=spec.say(f"effort.{practice.effort}"),
            carried_by=", ".join(carriers),
            level=self._level(row.level) if row.level else spec.say("summary.not_answered"),
            declared=self._declared(row),
            support=self._support(row),
            evidence=row.evidence or "",
            comment=row.comment or "",
            category=spec.say(f"category.{item.category}"),
            why=typeset(item.reason, lang),
            flags=", ".join(spec.say(f"flag.{flag}") for flag in item.flags),
            target=self._level(action.target) if action else "",
            horizon=spec.say(f"horizon.{action.horizon}") if action else "",
            outcome=self._outcome(item, action),
        )

    def _level(self, level: str) -> str:
        return self._team.bundle.scale.by_id[level].display(self._spec.lang)

    def _declared(self, row: AnswerRow) -> str:
        if row.declared is None or row.declared == row.level:
            return ""
        return self._spec.say("report.declared", level=self._level(row.declared))

    def _support(self, row: AnswerRow) -> str:
        """Say what the team thinks: what the votes of a workshop amount to, or else its common answer."""
        votes = next(state.votes for state in self._states if state.practice.id == row.practice)
        scale, lang = self._team.bundle.scale, self._spec.lang
        if ballot_support(votes, self._meta.policy) is None:
            return scale.support_label(row.support, lang)
        mean = 2 * self._opinions[row.practice].mean
        label = scale.support_label(int(round_half_up(mean)), lang)
        return self._spec.say("report.voted", label=label, mean=decimal(round_half_up(mean, 1), lang))

    def _outcome(self, item: Priority, action: Action | None) -> str:
        """Say to the team what becomes of a practice, and what becomes of its reservations."""
        if action is None:
            return self._spec.say(f"outcome.{item.category}")
        said = [self._spec.say(f"outcome.{action.horizon}")]
        opinion = self._opinions.get(item.practice)
        if opinion is not None and opinion.against:
            said.append(self._spec.say(f"outcome.{'obligation' if 'obligation' in item.flags else 'reluctant'}"))
        return " ".join(said)
