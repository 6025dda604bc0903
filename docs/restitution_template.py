"""The Word template of the page that gives a team back what it said."""

from docx.shared import Cm, Pt
from word_maker import STRONG, TEXT, UPRIGHT, Maker, add_margins

from xlaudit.model.base import Lang

SPACING = (("Normal", 0, 4), ("Heading 1", 0, 2), ("Heading 2", 7, 2), ("List Bullet", 0, 1), ("Table Text", 0, 0))
"""The space before and after the paragraphs of some styles, in points: all must stand on one page."""


def restitution(lang: Lang) -> bytes:
    """Return the template of the page that gives a team back what it said."""
    make = Maker(lang)
    section = make.document.sections[0]
    section.top_margin = section.bottom_margin = Cm(1.5)
    for style, before, after in SPACING:
        spacing = make.document.styles[style].paragraph_format
        spacing.space_before, spacing.space_after, spacing.line_spacing = Pt(before), Pt(after), 1.0
    add_margins(make, section, UPRIGHT, "{{ organisation }}")
    make.tag("for team in teams")
    make.heading("restitution_text.heading", 1, new_page=True)
    make.line("{{ team.name }}{% if team.date %}, {{ team.date }}{% endif %}", "Note")
    make.line(make.say("restitution_text.thanks") + " {{ team.given }}")
    make.tag("if team.bounds")
    make.line(make.say("restitution_text.stand", **{x: f"team.{x}" for x in ("score", "bounds", "maturity")}))
    make.tag("else")
    make.line(make.say("restitution_text.no_score"))
    make.tag("endif")
    make.heading("restitution_text.strengths", 2)
    make.tag("if team.strengths")
    make.tag("for practice in team.strengths[:4]")
    make.line("{{ practice.title }}", "List Bullet")
    make.tag("endfor")
    make.tag("else")
    make.line(make.say("restitution_text.no_strength"))
    make.tag("endif")
    for key, most in (("wanted", 5), ("unwanted", 3)):
        _opinions(make, key, most)
    make.heading("restitution_text.next", 2)
    make.tag("if team.actions")
    make.line(make.say("restitution_text.first"))
    make.tag("for practice in team.actions[:3]")
    make.line("{{ practice.title }}", "List Bullet")
    make.tag("endfor")
    make.tag("endif")
    make.line(" ".join(make.say(f"restitution_text.next_{number}") for number in (1, 2, 3)))
    make.tag("endfor")
    return make.bytes(make.say("report.restitution_title"))


def _opinions(make: Maker, key: str, most: int) -> None:
    """Write what a team wants, or hesitates about, with what becomes of it."""
    if key == "unwanted":
        make.tag("if team.unwanted")
    make.heading(f"restitution_text.{key}", 2)
    if key == "wanted":
        make.tag("if team.wanted")
    make.table(
        [
            make.column("report_text.practice", 8.2, ((STRONG, "{{ practice.title }}"),)),
            make.column("report_text.support", 2.4, ((TEXT, "{{ practice.support }}"),)),
            make.column("restitution_text.outcome", 6.4, ((TEXT, "{{ practice.outcome }}"),)),
        ],
        f"practice in team.{key}[:{most}]",
        f"restitution_text.{key}",
    )
    make.tag(f"if team.{key}|length > {most}")
    make.line(make.say("restitution_text.others", n=f"team.{key}|length - {most}"), "Note")
    make.tag("endif")
    if key == "wanted":
        make.tag("else")
        make.line(make.say("restitution_text.no_wish"))
    make.tag("endif")
