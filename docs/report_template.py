"""The Word template of the report: cover, context, method, then each team and the answers in an annex."""

from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Cm
from word_maker import NOTE, STRONG, TEXT, UPRIGHT, Maker, add_field, add_margins

from xlaudit.model.base import Lang

LYING = 25.7
"""The width of the text of an A4 page lying down, in centimetres."""
PRACTICE = ((STRONG, "{{ practice.title }}"), (NOTE, "{{ practice.ref }} · {{ practice.level }}"))


def report(lang: Lang) -> bytes:
    """Return the template of the report."""
    make = Maker(lang)
    _cover(make)
    _introduction(make)
    make.tag("for team in teams")
    _situation(make)
    _priorities(make)
    _plan(make)
    _questions(make)
    _sources(make)
    make.tag("endfor")
    _annex(make)
    return make.bytes(make.say("report.title"))


def _cover(make: Maker) -> None:
    section = make.document.sections[0]
    section.different_first_page_header_footer = True
    add_margins(make, section, UPRIGHT, "{{ title }} – {{ organisation }}")
    make.line("{{ title }}", "Title")
    make.line(make.say("report_text.subject"), "Subtitle")
    for tag in ("organisation", "scope", "date"):
        make.line(f"{{{{ {tag} }}}}", "Cover Line")
    make.line("{{ warning }}", "Note")
    make.line(make.say("report_text.contents"), "TOC Heading")
    add_field(make.document.add_paragraph(style="toc 1"), r'TOC \o "1-2" \h \z \u', make.say("report_text.contents"))


def _introduction(make: Maker) -> None:
    make.heading("report_text.context", 1)
    make.line(make.say("report_text.context_1", organisation="organisation"))
    for key in ("context_2", "context_3"):
        make.line(make.say(f"report_text.{key}"))
    make.heading("report_text.method", 1, new_page=True)
    make.line(make.say("report_text.warning"), "Callout Heading")
    for key in ("warning_1", "warning_2"):
        make.line(make.say(f"report_text.{key}"), "Callout")
    make.tag("for method in methods")
    make.heading("report_text.how", 2)
    weights = {name: f"method.{name}" for name in ("essential", "recommended", "further")}
    make.line(make.say("report_text.how_1", **weights))
    for key in ("how_2", "how_3", "how_priorities"):
        make.line(make.say(f"report_text.{key}"))
    make.heading("report_text.levels_of", 3, name="method.name")
    step = ((TEXT, "{{ step.meaning }}"),)
    make.table(
        [
            make.column("report_text.level", 6, ((STRONG, "{{ step.label }}"),)),
            make.column("report_text.meaning", 11, step),
        ],
        "step in method.levels",
        "report_text.level",
    )
    make.table(
        [
            make.column("report_text.maturity", 6, ((STRONG, "{{ step.label }}"),)),
            make.column("report_text.said_from", 11, step),
        ],
        "step in method.maturities",
        "report_text.maturity",
    )
    make.tag("endfor")
    make.tag("if several")
    make.heading("report_text.overview", 1)
    make.table(
        [
            make.column("report_text.team", 5, ((STRONG, "{{ team.name }}"), (NOTE, "{{ team.meta }}"))),
            make.column("report_text.score", 2.2, ((STRONG, "{{ team.score }}"),)),
            make.column("report_text.interval", 4, ((TEXT, "{{ team.bounds }}"),)),
            make.column("report_text.maturity", 3.8, ((TEXT, "{{ team.maturity }}"),)),
            make.column("report_text.completion", 2, ((TEXT, "{{ team.completion }}"),)),
        ],
        "team in teams",
        "report_text.overview",
    )
    make.tag("endif")


def _situation(make: Maker) -> None:
    make.heading("report_text.assessment_of", 1, new_page=True, name="team.name")
    make.table(
        [
            make.column("report_text.fact", 6, ((STRONG, "{{ fact.label }}"),)),
            make.column("report_text.answer", 11, ((TEXT, "{{ fact.value }}"),)),
        ],
        "fact in team.facts",
        "report_text.facts",
    )
    make.heading("report_text.situation", 2)
    make.line("{{ team.score }} " + make.say("report_text.out_of_100"), "Lead")
    make.tag("if team.bounds")
    make.line(make.say("report_text.score_is", bounds="team.bounds"))
    make.tag("endif")
    make.line(make.say("report_text.maturity_is", **{x: f"team.{x}" for x in ("maturity", "known", "completion")}))
    make.line("{{ warning }}", "Note")
    make.heading("report_text.appreciation", 2)
    make.line("{{ team.appreciation }}")
    make.tag("if team.strengths")
    make.heading("report_text.strengths", 3)
    make.tag("for practice in team.strengths[:5]")
    make.line("{{ practice.title }} ({{ practice.ref }}, {{ practice.level }})", "List Bullet")
    make.tag("endfor")
    make.tag("endif")
    make.heading("report_text.by_domain", 2)
    widths = {"score": 1.5, "floor": 1.9, "ceiling": 1.9, "known": 1.9, "completion": 2.0, "applicable": 2.4}
    _domain_table(make, 5.4, widths, "report_text.by_domain")
    for chart in ("bars", "radar"):
        make.tag(f"if team.{chart}")
        make.line(f"{{{{ team.{chart} }}}}")
        make.tag("endif")


def _priorities(make: Maker) -> None:
    make.heading("report_text.priorities", 2)
    make.line(make.say("report_text.priorities_1"))
    make.tag("for category in team.categories")
    make.line("{{ category.label }}", "Heading 3")
    make.line("{{ category.introduction }}", "Introduction")
    make.tag("if category.practices")
    impact = (
        (TEXT, make.say("report_text.impact_is", environmental="practice.environmental")),
        (TEXT, make.say("report_text.social_is", social="practice.social")),
    )
    why = (
        (TEXT, "{{ practice.why }}"),
        ("Template Tag", "{%p if practice.flags %}"),
        (STRONG, "{{ practice.flags }}"),
        ("Template Tag", "{%p endif %}"),
    )
    make.table(
        [
            make.column("report_text.practice", 4.2, PRACTICE),
            make.column("report_text.why", 4.8, why),
            make.column("report_text.impact", 2.3, impact),
            make.column("report_text.effort", 1.9, ((TEXT, "{{ practice.effort }}"),)),
            make.column("report_text.action", 3.8, ((TEXT, "{{ practice.action }}"),)),
        ],
        "practice in category.practices",
        "report_text.priorities",
    )
    make.tag("else")
    make.line(make.say("report_text.empty"), "Note")
    make.tag("endif")
    make.tag("endfor")


def _plan(make: Maker) -> None:
    make.heading("report_text.plan", 2)
    make.tag("if team.actions")
    make.line(make.say("report_text.plan_1") + " {{ team.projection }}")
    make.tag("else")
    make.line(make.say("report_text.no_plan"))
    make.tag("endif")
    make.tag("for horizon in team.plan")
    make.line("{{ horizon.label }}", "Heading 3")
    make.line("{{ horizon.introduction }}", "Introduction")
    make.table(
        [
            make.column("report_text.practice", 5.2, ((STRONG, "{{ practice.title }}"), (NOTE, "{{ practice.ref }}"))),
            make.column(
                "report_text.from_to",
                3.8,
                ((TEXT, "{{ practice.level }}"), (TEXT, "→ {{ practice.target }}")),
            ),
            make.column("report_text.effort", 2.4, ((TEXT, "{{ practice.effort }}"),)),
            make.column("report_text.who", 5.6, ((TEXT, "{{ practice.carried_by }}"),)),
        ],
        "practice in horizon.practices",
        "report_text.plan",
    )
    make.tag("endfor")
    make.tag("if team.has_targets")
    make.heading("report_text.targets", 3)
    _domain_table(make, 7.4, dict.fromkeys(("score", "target", "gap", "projected"), 2.4), "report_text.targets")
    make.tag("endif")


def _domain_table(make: Maker, name: float, widths: dict[str, float], description: str) -> None:
    """Write a table of the domains: their names, and some of their figures."""
    labels = {"score": "domain_score"}
    figures = [
        make.column(f"report_text.{labels.get(key, key)}", width, ((TEXT, f"{{{{ domain.{key} }}}}"),))
        for key, width in widths.items()
    ]
    names = make.column("report_text.domain", name, ((STRONG, "{{ domain.label }}"),))
    make.table([names, *figures], "domain in team.domains", description)


def _questions(make: Maker) -> None:
    make.heading("report_text.questions", 2)
    columns = [
        make.column("report_text.practice", 6, ((STRONG, "{{ practice.title }}"), (NOTE, "{{ practice.ref }}"))),
        make.column("report_text.question", 7, ((TEXT, "{{ practice.question }}"),)),
        make.column("report_text.who", 4, ((TEXT, "{{ practice.carried_by }}"),)),
    ]
    make.tag("if team.questions")
    make.line(make.say("report_text.questions_1"), "Introduction")
    make.table(columns, "practice in team.questions", "report_text.questions")
    make.tag("else")
    make.line(make.say("report_text.no_question"))
    make.tag("endif")
    make.tag("if team.providers")
    make.heading("report_text.providers", 3)
    make.tag("for provider in team.providers")
    references = "provider.practices | map(attribute='ref') | join(', ')"
    make.line(make.say("report_text.provider_is", label="provider.label", references=references), "List Bullet")
    make.tag("endfor")
    make.tag("endif")


def _sources(make: Maker) -> None:
    make.heading("report_text.sources", 2)
    make.line(make.say("report_text.sources_1"), "Introduction")
    origin = (
        (TEXT, "{{ source.origin }}"),
        (NOTE, "{{ source.url }}"),
        ("Template Tag", "{%p if source.estimate %}"),
        (TEXT, "{{ source.estimate }}."),
        ("Template Tag", "{%p endif %}"),
    )
    make.table(
        [
            make.column("report_text.source", 3.6, ((STRONG, "{{ source.name }}"),)),
            make.column("report_text.origin", 11, origin),
            make.column("report_text.progress", 2.4, ((TEXT, "{{ source.progress }}"),)),
        ],
        "source in team.sources",
        "report_text.sources",
    )


def _annex(make: Maker) -> None:
    section = make.document.add_section(WD_SECTION.NEW_PAGE)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21)
    section.different_first_page_header_footer = False
    add_margins(make, section, LYING, "{{ title }} – {{ organisation }}")
    level = (
        (TEXT, "{{ practice.level }}"),
        ("Template Tag", "{%p if practice.declared %}"),
        (NOTE, "{{ practice.declared }}"),
        ("Template Tag", "{%p endif %}"),
    )
    make.tag("for team in teams")
    make.heading("report_text.annex", 1, new_page=True, name="team.name")
    make.tag("for chapter in team.chapters")
    make.line("{{ chapter.label }}", "Heading 3")
    make.table(
        [
            make.column("report_text.ref", 2.2, ((TEXT, "{{ practice.ref }}"),)),
            make.column("report_text.practice", 6.3, ((STRONG, "{{ practice.title }}"),)),
            make.column("report_text.answer", 3.8, level),
            make.column("report_text.support", 2.6, ((TEXT, "{{ practice.support }}"),)),
            make.column("report_text.evidence", 5.4, ((TEXT, "{{ practice.evidence }}"),)),
            make.column("report_text.comment", 5.4, ((TEXT, "{{ practice.comment }}"),)),
        ],
        "practice in chapter.practices",
        "report_text.answer",
        breakable=True,
    )
    make.tag("endfor")
    make.tag("if team.remarks")
    make.heading("report_text.remarks", 3)
    make.table(
        [
            make.column("report_text.place", 6, ((STRONG, "{{ remark.place }}"),)),
            make.column("report_text.remark", 19.7, ((TEXT, "{{ remark.text }}"),)),
        ],
        "remark in team.remarks",
        "report_text.remarks",
        breakable=True,
    )
    make.tag("endif")
    make.tag("endfor")
