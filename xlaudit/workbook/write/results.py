"""The live results: score with its interval, maturity in words, domains, charts, what stands out, sources."""

from typing import Any

from xlaudit.rules.highlights import DOMAINS, PRACTICES
from xlaudit.rules.numbers import as_whole
from xlaudit.workbook.spec import WorkbookSpec
from xlaudit.workbook.write.book import Book, Sheet
from xlaudit.workbook.write.charts import CHART_ROWS, insert_bars, insert_radar
from xlaudit.workbook.write.live.calc import scored_source
from xlaudit.workbook.write.live.engine import CalcSheet
from xlaudit.workbook.write.live.facts import Facts
from xlaudit.workbook.write.questionnaire import protect
from xlaudit.workbook.write.table import Column, set_widths

WIDTHS = (330, 90, 90, 90, 100, 110, 130)
WHOLE = "ROUND(ROUND(%s,9),0)"


class _Page:
    """The page being written, with a cursor that goes down."""

    def __init__(self, book: Book, sheet: Sheet, spec: WorkbookSpec, calc: CalcSheet, facts: Facts) -> None:
        self.book, self.sheet, self.spec, self.calc, self.facts = book, sheet, spec, calc, facts
        self.palette = book.style.palette
        self.row = 0

    def say(self, key: str, **values: object) -> str:
        return self.spec.say(key, **values)

    def live(self, col: int, formula: str, value: float | str, **look: Any) -> None:
        self.book.formula(self.sheet, self.row, col, self.calc.resolve(formula), value, **look)

    def heading(self, text: str) -> None:
        look = {"bold": True, "font_size": 12, "font_color": self.palette.header_fill}
        self.book.text(self.sheet, self.row, 0, text, **look)
        self.row += 1

    def header(self, *labels: str) -> None:
        look = {"bold": True, "font_color": self.palette.header_ink, "bg_color": self.palette.header_fill}
        for col, label in enumerate(labels):
            place = {"align": "center"} if col else {}  # as the numbers below
            shape = {"text_wrap": True, "valign": "vcenter", **place, **look, **self.frame}
            self.book.text(self.sheet, self.row, col, label, **shape)
        self.book.grow(self.sheet, self.row, [(label, WIDTHS[col], True) for col, label in enumerate(labels)])
        self.row += 1

    @property
    def frame(self) -> dict[str, Any]:
        return {"border": 1, "border_color": self.palette.rule}


def write_results(book: Book, spec: WorkbookSpec, calc: CalcSheet, facts: Facts) -> None:
    """Write the sheet of results."""
    sheet = book.sheet(spec.sheet_name("results"))
    set_widths(sheet, [Column("", width) for width in WIDTHS])
    page = _Page(book, sheet, spec, calc, facts)
    title = {"font_color": page.palette.title_ink, "bg_color": page.palette.title_fill, "valign": "vcenter"}
    for col in range(len(WIDTHS)):
        text = page.say("results.title", title=spec.title) if col == 0 else ""
        book.text(sheet, 0, col, text, bold=True, font_size=18, **title)
    sheet.set_row(0, 34)
    page.row = 1
    book.text(sheet, page.row, 0, page.say("summary.what"), italic=True, font_color=page.palette.muted)
    page.row += 2
    _score(page)
    _domains(page)
    _charts(page)
    _highlights(page)
    _sources(page)
    if spec.protected:
        protect(sheet)


def _score(page: _Page) -> None:
    results = page.facts.results
    page.book.text(page.sheet, page.row, 0, page.say("summary.score"), bold=True, valign="vcenter", font_size=12)
    number = {"bold": True, "font_size": 24, "font_color": page.palette.accent, "num_format": "0", "align": "left"}
    page.live(1, "{score}", "–" if results.score is None else results.score, **number, valign="vcenter")
    before, middle, after = _parts(page.say("summary.bounds", floor="\x00", ceiling="\x01"))
    bounds = f'"{before}"&TEXT({WHOLE % "{lo}"},"0")&"{middle}"&TEXT({WHOLE % "{hi}"},"0")&"{after}"'
    shown = ""
    if results.floor is not None and results.ceiling is not None:
        shown = page.say("summary.bounds", floor=as_whole(results.floor), ceiling=as_whole(results.ceiling))
    page.live(2, f'IF({{wA}}>0,{bounds},"")', shown, valign="vcenter")
    page.sheet.set_row(page.row, 36)
    page.row += 1
    page.book.text(page.sheet, page.row, 0, page.say("summary.maturity"), font_color=page.palette.muted)
    unsaid, none = page.say("maturity.unsaid"), page.say("maturity.none")
    capped, contrasted = page.say("maturity.capped"), page.say("maturity.contrasted")
    words = f'{{maturity}}&IF({{capped}}=1,", {capped}","")&IF({{contrasted}}=1,", {contrasted}","")'
    said = results.maturity.label or (none if results.score is None else unsaid)
    said += f", {capped}" if results.maturity.capped else ""
    said += f", {contrasted}" if results.maturity.contrasted else ""
    page.live(1, f'IF({{said}}=1,{words},IF({{wR}}>0,"{unsaid}","{none}"))', said, bold=True)
    page.row += 1
    for key in ("known", "completion"):
        page.book.text(page.sheet, page.row, 0, page.say(f"summary.{key}"), font_color=page.palette.muted)
        value = getattr(results, key)
        page.live(1, f"{{{key}}}", "–" if value is None else value, num_format="0%", align="left")
        page.row += 1
    page.row += 1


def _parts(text: str) -> tuple[str, str, str]:
    before, rest = text.replace('"', '""').split("\x00")
    middle, after = rest.split("\x01")
    return before, middle, after


def _domains(page: _Page) -> None:
    page.heading(page.say("summary.domains_title"))
    keys = ("domain", "domain_score", "floor", "ceiling", "known", "completion", "applicable")
    page.header(*(page.say(f"summary.{key}") for key in keys))
    first, centre = page.row, {"align": "center", "valign": "vcenter"}
    for i, domain in enumerate(page.facts.results.domains, start=1):
        page.book.text(page.sheet, page.row, 0, domain.label, valign="vcenter", **page.frame)

        def show(col: int, formula: str, value: float | None, form: str, i: int = i, **look: Any) -> None:
            text = formula.replace("@", f",{i})").replace("#", "INDEX")
            page.live(col, text, "–" if value is None else value, num_format=form, **centre, **page.frame, **look)

        any_ = "#([[d.wA]]@>0"
        show(1, "#([[d.shown]]@", domain.score, "0", bold=True)
        show(2, f'IF({any_},#([[d.lo]]@,"–")', domain.floor, "0")
        show(3, f'IF({any_},#([[d.hi]]@,"–")', domain.ceiling, "0")
        show(4, f'IF({any_},#([[d.wR]]@/#([[d.wA]]@,"–")', domain.known, "0%")
        show(5, "#([[d.ans]]@/#([[d.n]]@", domain.completion, "0%")
        applicable = page.say("results.out_of", n="\x00").split("\x00")
        shown = page.say("results.out_of", n=domain.applicable)
        text = f'"{applicable[0]}"&TEXT(INDEX([[d.nA]],{i}),"0")&"{applicable[1]}"'
        page.live(6, text, shown, **centre, **page.frame)
        page.sheet.set_row(page.row, 18)
        page.row += 1
    bar = {
        "type": "data_bar",
        "bar_solid": True,
        "bar_color": page.palette.accent_soft,
        "min_type": "num",
        "max_type": "num",
        "min_length": 0,  # in a file saved by a program that knows no solid bars, 0 is no bar all the same
        "max_length": 100,
    }
    page.sheet.conditional_format(
        first, 1, page.row - 1, 1, {**bar, "min_value": 0, "max_value": 100, "bar_border_color": page.palette.accent}
    )
    page.row += 1


def _charts(page: _Page) -> None:
    calc, palette = page.calc, page.palette
    names = f"={calc.range('d.label')}"
    series = [
        (page.say("summary.floor"), f"={calc.range('d.lo')}", palette.accent),
        (page.say("summary.to_score"), f"={calc.range('d.mid')}", palette.accent_soft),
        (page.say("summary.to_ceiling"), f"={calc.range('d.top')}", palette.rule),
    ]
    insert_bars(
        page.book, page.sheet, page.row, names, series, page.say("summary.bars_title"), page.say("summary.bars_alt")
    )
    page.row += CHART_ROWS
    radar = (page.say("summary.domain_score"), f"={calc.range('d.s')}")
    insert_radar(
        page.book, page.sheet, page.row, names, radar, page.say("summary.radar_title"), page.say("summary.radar_alt")
    )
    page.row += CHART_ROWS


def _highlights(page: _Page) -> None:
    """Write three domains and five practices each way; a line stays empty while too little is known."""
    facts, spec = page.facts, page.spec
    domains = {domain.id: domain for domain in facts.results.domains}
    few = min(DOMAINS, len(domains) // 2)
    for key, ranked, column in (
        ("strong_domains", facts.domains_ranked.strengths, "best"),
        ("weak_domains", facts.domains_ranked.weaknesses, "worst"),
    ):
        page.heading(page.say(f"results.{key}"))
        for k in range(1, few + 1):
            at = f"MATCH({k},[[d.{column}]],0)"
            found = domains[ranked[k - 1]] if k <= len(ranked) else None
            page.live(0, f'IFERROR(INDEX([[d.label]],{at}),"–")', found.label if found else "–", **page.frame)
            score = found.score if found and found.score is not None else "–"
            look = {"num_format": "0", "align": "center", **page.frame}
            page.live(1, f'IFERROR(INDEX([[d.s]],{at}),"–")', score, **look)
            page.row += 1
        page.row += 1
    for key, ranked_ids, column in (
        ("strong_practices", facts.practices_ranked.strengths, "best"),
        ("weak_practices", facts.practices_ranked.weaknesses, "worst"),
    ):
        page.heading(page.say(f"results.{key}"))
        for k in range(1, PRACTICES + 1):
            at = f"MATCH({k},[[p.{column}]],0)"
            name = ranked_ids[k - 1] if k <= len(ranked_ids) else None
            shown = f"{name} – {spec.bundle.meta.by_id[name].title.pick(spec.lang)}" if name else "–"
            text = f'IFERROR(INDEX([[p.id]],{at})&" – "&INDEX([[p.title]],{at}),"–")'
            page.live(0, text, shown)
            page.row += 1
        page.row += 1


def _sources(page: _Page) -> None:
    results, spec = page.facts.results, page.spec
    page.heading(page.say("summary.sources_title"))
    page.header(page.say("summary.source"), page.say("summary.progress"))
    for source in results.sources:
        page.book.text(page.sheet, page.row, 0, spec.bundle.sources[source.id].short, **page.frame)
        value = "–" if source.progress is None else source.progress
        page.live(1, f"{{progress.{source.id}}}", value, num_format="0", align="center", **page.frame)
        page.row += 1
    scored = scored_source(spec)
    if scored is not None and "est_low" in page.calc.cells:
        estimate = next(source.estimate for source in results.sources if source.id == scored.id)
        covered = as_whole(100 * float(page.calc.cells["est_cover"].value))
        values = {"source": scored.short, "coverage": covered}
        before, middle, after = _parts(page.say("summary.estimate_text", low="\x00", high="\x01", **values))
        text = f'"{before}"&TEXT({WHOLE % "{est_low}"},"0")&"{middle}"&TEXT({WHOLE % "{est_high}"},"0")&"{after}"'
        shown = ""
        if estimate is not None:
            shown = page.say(
                "summary.estimate_text", low=as_whole(estimate.low), high=as_whole(estimate.high), **values
            )
        page.live(0, f'IF(ISNUMBER({{est_low}}),{text},"")', shown)
