"""What commands print for people, in one language: results, plan, votes, issues, ledger."""

from collections.abc import Iterable

import click

from xlaudit.catalog.load import load_phrases
from xlaudit.cli.output import rounded
from xlaudit.model.base import Lang
from xlaudit.model.issue import Issue, LedgerCount
from xlaudit.model.plan import ActionPlan
from xlaudit.model.results import REPORTED, Results
from xlaudit.model.workshop import Workshop
from xlaudit.rules.wording import maturity_sentence

SHOWN = 8
"""How many practices of a category, or of a list of votes, are named."""


class Screen:
    """Prints in one language.

    Args:
        lang: the language of every word.
    """

    def __init__(self, lang: Lang) -> None:
        self._phrases, self._lang = load_phrases(), lang
        self._colon, self._semicolon = (" : ", " ; ") if lang == "fr" else (": ", "; ")

    def say(self, key: str, **values: object) -> str:
        """Return a phrase."""
        return self._phrases.say(key, self._lang, **values)

    def results(self, results: Results) -> None:
        """Print what a person wants to see first."""
        who = " – ".join(part for part in (results.identity.organisation, results.identity.team) if part)
        click.echo(f"{results.meta} {results.version}{'  ' + who if who else ''}")
        bounds = self.say("summary.bounds", floor=rounded(results.floor), ceiling=rounded(results.ceiling))
        caution = f"{bounds}{self._semicolon}{self.say('screen.caution')}"
        self._line("summary.score", f"{rounded(results.score)}  ({caution})")
        self._line("summary.maturity", maturity_sentence(results, self._phrases, self._lang))
        shares = {name: self._percent(getattr(results, name)) for name in ("known", "completion")}
        self._line("summary.known", self.say("screen.known", **shares))
        self._domains(results)
        self._sources(results)
        self._categories(results)
        self.issues(results.issues, indent="  ")
        self.ledger(results.ledger)

    def _line(self, label: str, text: str) -> None:
        click.echo(f"{self.say(label):20} {text}")

    def _domains(self, results: Results) -> None:
        click.echo()
        for domain in results.domains:
            bounds = f"{rounded(domain.floor):>3} – {rounded(domain.ceiling):<3}"
            applicable = self.say("screen.applicable", count=domain.applicable)
            click.echo(f"  {domain.id:8} {rounded(domain.score):>3}   {bounds}   {applicable:8} {domain.label}")

    def _sources(self, results: Results) -> None:
        click.echo()
        for source in results.sources:
            progress = self.say("screen.progress", score=rounded(source.progress))
            click.echo(f"  {source.id:24} {progress}")
            if source.estimate is not None:
                found = source.estimate
                bounds = {name: self._decimal(getattr(found, name)) for name in ("low", "high")}
                values = {**bounds, "coverage": rounded(100 * found.coverage)}
                click.echo(f"    {self.say('summary.estimate_text', source=source.id, **values)}")

    def _categories(self, results: Results) -> None:
        click.echo()
        for category in (*REPORTED, "acquired", "unknown"):
            members = [item.practice for item in results.priorities if item.category == category]
            more = f" {self.say('screen.more', count=len(members) - SHOWN)}" if len(members) > SHOWN else ""
            click.echo(f"  {self.say(f'category.{category}'):37} {len(members):3}  {' '.join(members[:SHOWN])}{more}")
        click.echo()

    def plan(self, plan: ActionPlan, results: Results) -> None:
        """Print the lots of a plan with the score each would bring, and the gaps to the targets."""
        if plan.actions:
            lots = {name: len(plan.within(name)) for name in ("now", "year", "later")}
            reached = [plan.score, plan.after(lots["now"]), plan.after(lots["now"] + lots["year"]), plan.projected]
            click.echo()
            self._line("screen.plan", self.say("screen.plan_text", **lots, steps=" → ".join(map(rounded, reached))))
        labels = {domain.id: domain.label for domain in results.domains}
        for gap in plan.domains:
            if gap.target is not None:
                figures = {name: rounded(getattr(gap, name)) for name in ("score", "target", "gap", "projected")}
                text = self.say("screen.target_text", **figures)
                self._line("screen.target", f"{gap.id:8} {text}   {labels[gap.id]}")

    def workshop(self, workshop: Workshop) -> None:
        """Print what a facilitator wants to see first."""
        for key in ("ballots", "invited", "quorum"):
            click.echo(f"{self.say(f'workshop.{key}')}{self._colon}{getattr(workshop, key)}")
        tallies = {item.practice: item for item in workshop.practices}
        for key in ("favoured", "shunned", "divisive"):
            ranked: tuple[str, ...] = getattr(workshop, key)
            click.echo(f"\n{self.say(f'workshop.{key}')}")
            for name in ranked[:SHOWN]:
                found = tallies[name]
                values = {
                    "mean": self._decimal(found.mean, "+.1f"),
                    "agreement": self._decimal(found.agreement, ".2f"),
                    "votes": found.votes,
                }
                click.echo(f"  {name:10} {self.say('screen.votes', **values)}")
            if not ranked:
                click.echo(f"  {self.say('workshop.none')}")
        few = [item.practice for item in workshop.practices if not item.enough]
        if few:
            click.echo(f"\n{self.say('votes.few')}{self._colon}{' '.join(few)}")
        click.echo()

    def issues(self, issues: Iterable[Issue], indent: str = "") -> None:
        """Print issues, one on a line: how grave, code, where, finding, what to do."""
        for issue in issues:
            place = "!".join(part for part in (getattr(issue, "file", None), issue.sheet, issue.cell) if part)
            where = f" {place}" if place else ""
            severity = self.say(f"severity.{issue.severity}")
            click.echo(f"{indent}{severity:13} {issue.code}{where}{self._colon}{issue.message} {issue.hint}")

    def ledger(self, ledger: LedgerCount) -> None:
        """Print what became of the filled cells."""
        click.echo(self.say("screen.ledger", **ledger.model_dump()))

    def _decimal(self, value: float | None, form: str = ".1f") -> str:
        text = "–" if value is None else format(value, form).replace("-", "−")
        return text.replace(".", ",") if self._lang == "fr" else text

    def _percent(self, value: float | None) -> str:
        blank = " " if self._lang == "fr" else ""
        return rounded(value) if value is None else f"{rounded(100 * value)}{blank}%"
