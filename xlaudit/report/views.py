"""What a Word template may show: one record per thing, one field per tag, said in words ready to print."""

from pydantic import ConfigDict

from xlaudit.model.base import Lang, Record


class View(Record):
    """A record whose fields are tags of a template; what stands under a field is its entry in docs/report.md."""

    model_config = ConfigDict(use_attribute_docstrings=True)


class Drawing(View):
    """A chart to be placed in a document: its own part, the workbook it is edited from, and words for it."""

    chart: bytes
    """The chart as DrawingML; not a tag."""
    workbook: bytes
    """The figures of the chart, opened by "Edit data" in Word; not a tag."""
    name: str
    """What the chart is called."""
    alt: str
    """What is said to somebody who does not see it."""
    width: float
    """In centimetres."""
    height: float
    """In centimetres."""


class FactView(View):
    """One line about the team."""

    label: str
    """What it is: the organisation, the date …"""
    value: str
    """What was answered."""


class PracticeView(View):
    """A practice, with what was answered and what is made of it."""

    ref: str
    """Its reference, such as STRAT-03."""
    title: str
    """What it is."""
    domain: str
    """The domain it belongs to."""
    expected: str
    """What one looks for."""
    question: str
    """How to ask about it."""
    action: str
    """What to do to put it in place."""
    importance: str
    """Essential, recommended or to go further."""
    environmental: str
    """Its environmental impact, in a word."""
    social: str
    """Its social impact, in a word."""
    effort: str
    """What it asks for."""
    carried_by: str
    """Who carries it."""
    level: str
    """The answer kept."""
    declared: str
    """The level declared in an interview when another one was kept; else empty."""
    support: str
    """The team's support, empty when nobody said."""
    evidence: str
    """Evidence or examples, as typed."""
    comment: str
    """The comment, as typed."""
    category: str
    """Its category of priority."""
    why: str
    """Why it stands there."""
    flags: str
    """What is worth noting, such as a legal duty; may be empty."""
    target: str
    """The level aimed at in the plan, empty for a practice that is not in it."""
    horizon: str
    """When the plan takes it up, empty for a practice that is not in it."""
    outcome: str
    """What becomes of it, in one sentence to the team."""


class DomainView(View):
    """The figures of a domain, rounded for reading; a dash where there is none."""

    label: str
    """What it is called."""
    summary: str
    """What it is about."""
    score: str
    """Its progress score, 0 to 100."""
    floor: str
    """The score if every open answer turned out to be the lowest level."""
    ceiling: str
    """The score if every open answer turned out to be the highest level."""
    known: str
    """The share of its weight that is known, as a percentage."""
    completion: str
    """The share of its rows that are answered, as a percentage."""
    applicable: str
    """How many of its practices apply."""
    target: str
    """The score aimed at."""
    gap: str
    """What is missing to reach the target."""
    projected: str
    """The score once the actions of the plan have reached their target level."""


class GroupView(View):
    """Practices under one heading: a category, a horizon of the plan, a provider, or a domain of the annex."""

    label: str
    """The heading."""
    introduction: str
    """What unites them; empty for a provider."""
    practices: tuple[PracticeView, ...]
    """The practices, in order."""


class SourceView(View):
    """A source, seen through the practices linked to it."""

    name: str
    """Its short name."""
    origin: str
    """Title, publisher, day of the text and licence."""
    url: str
    """Where it is published."""
    progress: str
    """The progress score of the practices linked to it."""
    estimate: str
    """The estimate by its official rule, as an interval in a sentence; empty when it has no such rule."""


class RemarkView(View):
    """What somebody wrote beside the table."""

    place: str
    """Where: practice, or sheet and cell."""
    text: str
    """What was written, as typed."""


class StepView(View):
    """A level of the scale, or a word of maturity, with what it stands for."""

    label: str
    """The word."""
    meaning: str
    """What it stands for."""


class MethodView(View):
    """How the scores of one meta-referential are made."""

    name: str
    """The meta-referential."""
    levels: tuple[StepView, ...]
    """The levels one may answer, and what they mean."""
    maturities: tuple[StepView, ...]
    """The words of maturity, and the scores they are said from."""
    essential: str
    """What an essential practice weighs."""
    recommended: str
    """What a recommended practice weighs."""
    further: str
    """What a practice to go further weighs."""


class TeamView(View):
    """One team: who it is, where it stands, what to do."""

    name: str
    """The team, or the meta-referential when it is not known; short enough for a heading."""
    meta: str
    """The title of the meta-referential."""
    version: str
    """Its version."""
    date: str
    """The day of the answers."""
    facts: tuple[FactView, ...]
    """Who answered, for whom and when: a line for each thing known."""
    score: str
    """The progress score, 0 to 100, or a dash."""
    bounds: str
    """Between which scores it stands, in words, or that every answer is known; empty when none is."""
    maturity: str
    """The maturity in words, with what holds it down and whether the domains are uneven."""
    known: str
    """The share of the weight that is known, as a percentage."""
    completion: str
    """The share of the rows that are answered, as a percentage."""
    given: str
    """How many answers, pieces of evidence, comments and wishes the team gave, in a sentence."""
    appreciation: str
    """The general appreciation, a paragraph."""
    domains: tuple[DomainView, ...]
    """The domains, in order."""
    has_targets: bool
    """Whether a domain has a target."""
    bars: Drawing | None
    """The scores of the domains as bars, an editable chart; none when no domain has a score."""
    radar: Drawing | None
    """The profile of the domains, an editable chart; none under three domains with a score."""
    strengths: tuple[PracticeView, ...]
    """What is in place, the weightiest first."""
    categories: tuple[GroupView, ...]
    """The five categories of a report, in its order."""
    plan: tuple[GroupView, ...]
    """The actions by horizon: now, this year, second phase."""
    actions: tuple[PracticeView, ...]
    """The same actions in one list."""
    projection: str
    """What the score becomes once the plan has succeeded, in a sentence; empty when it cannot be said."""
    questions: tuple[PracticeView, ...]
    """The practices without an answer, the weightiest first."""
    providers: tuple[GroupView, ...]
    """By provider, those of the questions that it can answer."""
    wanted: tuple[PracticeView, ...]
    """What the team supports, the strongest support first."""
    unwanted: tuple[PracticeView, ...]
    """What the team is reluctant about, the strongest first."""
    sources: tuple[SourceView, ...]
    """The sources of the meta-referential."""
    chapters: tuple[GroupView, ...]
    """Every practice by domain, with its answer."""
    remarks: tuple[RemarkView, ...]
    """What somebody wrote beside the table."""


class ReportView(View):
    """The whole: what a template finds at its top."""

    lang: Lang
    """``fr`` or ``en``."""
    title: str
    """The title of the document."""
    organisation: str
    """The organisation, or all of them; a general word when it is not known. Short enough for a cover."""
    scope: str
    """The teams."""
    date: str
    """The day of the last answers."""
    teams: tuple[TeamView, ...]
    """The teams, in the order of the files."""
    several: bool
    """Whether there is more than one team."""
    methods: tuple[MethodView, ...]
    """How scores are made: once, or once per meta-referential where they differ."""
    warning: str
    """What the score is not: progress, never conformity."""
