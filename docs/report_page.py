"""The page on Word reports: how to make one's own template, and every tag, from the records that templates see."""

from collections.abc import Iterator
from types import UnionType
from typing import get_args, get_origin

from pydantic.fields import FieldInfo

from xlaudit.report.views import Drawing, ReportView, View

OPENING = """# Reports in Word

```
pip install "xlaudit[report]"
xlaudit report q.xlsx -o report.docx                      # the report of a team
xlaudit report a.xlsx b.xlsx c.xlsx -o report.docx        # of several teams, one part each
xlaudit report q.xlsx --restitution -o page.docx          # one page that gives the team back what it said
xlaudit report q.xlsx --template ours.docx -o report.docx # on a template of yours
```

| A team | Its domains | Its priorities | One page for the team |
| --- | --- | --- | --- |
| ![Situation and appreciation of a team](images/report-team.png) | \
![Charts of the domains](images/report-domains.png) | ![Lists of priorities](images/report-priorities.png) | \
![Restitution: one page for a team](images/restitution.png) |

In the library: `xlaudit.api.report(assessment, "report.docx")`, or several assessments, with `restitution`, `template`,
`lang`, `style` and `targets`. The charts are Word's own: right-click, *Edit data*. To add page numbers to the table of
contents, click in it and press F9.

## A template of your own

1. Copy `templates/report/standard.docx` (English: `standard.en.docx`; one page: `restitution.docx`) and change it in
   Word: texts, logo, styles, order, whole sections. Texts are plain text; only what stands in braces is filled in.
2. Keep each `{%p … %}` alone in its paragraph, which goes away with it, and each `{%tr … %}` alone in its row.
   `{%p for … %}` needs its `{%p endfor %}`, `{%p if … %}` its `{%p endif %}`.
3. `xlaudit report … --template yours.docx`. A tag that there is not is reported by name, with the paragraph it stands
   in and what may have been meant.

A template keeps its look; `--style` gives it the colours and the font of a style, through the theme of Word
(*Design → Colours*), which the shipped templates use everywhere. The charts follow the style too, `sober` by default.
To replace a shipped template for everybody, put yours at `templates/report/standard.docx` in a folder that
`XLAUDIT_PATH` names. What people typed is always text: it never becomes a tag, a field or a link.

```
{%p for team in teams %}
{{ team.name }}: {{ team.score }} out of 100, {{ team.bounds }}
{%p for practice in team.strengths[:5] %}
{{ practice.title }} ({{ practice.ref }})
{%p endfor %}
{%p endfor %}
```

The templates are made by `make docs` from `docs/report_template.py` and `docs/restitution_template.py`. This page is
made from `xlaudit/report/views.py` by `python docs/build_pages.py`.

## Tags

Numbers are rounded for reading; where there is none, a dash stands. A tag that holds several things is gone through
with `for`. `team.categories`, `team.plan`, `team.providers` and `team.chapters` all hold groups.
"""


def report_page() -> str:
    """Return the page."""
    lines = [OPENING]
    for view in _views(ReportView, []):
        lines += [
            f"### {_name(view)}",
            "",
            view.__doc__ or "",
            "",
            "| Tag | Holds | What it is |",
            "| --- | --- | --- |",
        ]
        lines += [_row(name, field) for name, field in view.model_fields.items()]
        lines.append("")
    return "\n".join(lines)


def _views(view: type[View], seen: list[type[View]]) -> Iterator[type[View]]:
    """Yield a record and all that it leads to, each once; charts have no tags of their own."""
    if view in seen or view is Drawing:
        return
    seen.append(view)
    yield view
    for field in view.model_fields.values():
        held = _held(field.annotation)
        if held is not None:
            yield from _views(held, seen)


def _held(annotation: object) -> type[View] | None:
    """Return the record that a field holds, alone, in a list or perhaps."""
    if isinstance(annotation, type) and not get_args(annotation) and issubclass(annotation, View):
        return annotation
    if get_origin(annotation) is tuple or isinstance(annotation, UnionType):
        return next((found for part in get_args(annotation) if (found := _held(part))), None)
    return None


def _name(view: type[View]) -> str:
    return "At the top" if view is ReportView else f"A {view.__name__.removesuffix('View').lower()}"


def _row(name: str, field: FieldInfo) -> str:
    held = _held(field.annotation)
    if held is Drawing:
        holds = "a chart"
    elif held is not None:
        holds = f"several: {_name(held).lower()}"
    else:
        holds = "yes or no" if field.annotation is bool else "text"
    return f"| `{name}` | {holds} | {field.description} |"
