"""The blocks of domains, sources and criteria, and the single cells of the whole."""

from collections.abc import Iterable, Sequence
from math import sqrt

from xlaudit.model.referential import Referential
from xlaudit.model.results import MATURITIES, Scores
from xlaudit.rules.scoring import maturity_step, scores
from xlaudit.rules.sources import decisive_practices
from xlaudit.rules.states import PracticeState
from xlaudit.workbook.write.live.engine import Block, CalcColumn, Cell, Value
from xlaudit.workbook.write.live.facts import STATUS_NUMBER, Facts, position
from xlaudit.workbook.write.live.practices import tidied

STEP = "SUMPRODUCT(--([[mat.from]]<=ROUND(ROUND(%s,9),0)))"


def _sums(rows: Iterable[PracticeState]) -> dict[str, float]:
    """Return the sums that every score is made of."""
    rows = list(rows)
    known = [row for row in rows if row.state == "known"]
    return {
        "wR": sum((row.weight for row in known), 0.0),
        "wA": sum((row.weight for row in rows if row.state != "not_applicable"), 0.0),
        "g": sum((row.weight * row.value for row in known), 0.0),
        "nR": float(len(known)),
        "nA": float(sum(row.state != "not_applicable" for row in rows)),
        "ans": float(sum(row.answered for row in rows)),
        "n": float(len(rows)),
    }


SUMS = {
    "wR": "SUMPRODUCT(%s([[p.state]]=1)*[[p.w]])",
    "wA": "SUMPRODUCT(%s([[p.state]]<2)*[[p.w]])",
    "g": "SUMPRODUCT(%s([[p.state]]=1)*[[p.w]]*[[p.value]])",
    "nR": "SUMPRODUCT(%s([[p.state]]=1)*1)",
    "nA": "SUMPRODUCT(%s([[p.state]]<2)*1)",
    "ans": "SUMPRODUCT(%s[[p.ans]])",
    "n": "SUMPRODUCT(%s([[p.dom]]>0)*1)",
}


def domain_block(facts: Facts) -> Block:
    """Return a row per domain: sums, score with its bounds, what the charts draw, and ranks."""
    domains = facts.results.domains
    rows = [[state for state in facts.states if state.domain == domain.id] for domain in domains]
    sums = [_sums(states) for states in rows]
    policy = facts.spec.bundle.meta.policy
    columns = [
        CalcColumn("i", [float(i) for i in range(1, len(domains) + 1)]),
        CalcColumn("label", [domain.label for domain in domains]),
    ]
    columns += [
        CalcColumn(key, [item[key] for item in sums], formula % "([[p.dom]]=[i])*") for key, formula in SUMS.items()
    ]
    columns += _bounds(list(domains))
    enough = [float(len([s for s in states if s.state == "known"]) >= policy.contrast_answers) for states in rows]
    ranked = facts.domains_ranked
    best: list[Value] = [float(position(ranked.strengths, domain.id)) for domain in domains]
    worst: list[Value] = [float(position(ranked.weaknesses, domain.id)) for domain in domains]
    rank = "IF([has]=0,0,1+SUMPRODUCT([[d.has]]*(([[d.s9]]%s[s9])+([[d.s9]]=[s9])*([[d.i]]<[i]))))"
    columns += [
        CalcColumn("enough", enough, f"IF([nR]>={policy.contrast_answers},1,0)"),
        CalcColumn("shown", ["–" if d.score is None else d.score for d in domains], 'IF([has]=1,[s],"–")'),
        CalcColumn("s9", [round(domain.score or 0.0, 9) for domain in domains], "ROUND([s],9)"),
        CalcColumn("best", best, rank % ">"),
        CalcColumn("worst", worst, rank % "<"),
    ]
    return Block("d", tuple(columns))


def _bounds(rows: Sequence[Scores]) -> list[CalcColumn]:
    """Return score, floor and ceiling as numbers (0 where undefined), and the parts of the bars."""
    score = [row.score or 0.0 for row in rows]
    floor = [row.floor or 0.0 for row in rows]
    ceiling = [row.ceiling or 0.0 for row in rows]
    return [
        CalcColumn("has", [float(row.score is not None) for row in rows], "IF([wR]>0,1,0)"),
        CalcColumn("s", score, "IF([wR]>0,100*[g]/[wR],0)"),
        CalcColumn("lo", floor, "IF([wA]>0,100*[g]/[wA],0)"),
        CalcColumn("hi", ceiling, "IF([wA]>0,100*([g]+[wA]-[wR])/[wA],0)"),
        CalcColumn("mid", [max(s - f, 0.0) for s, f in zip(score, floor, strict=True)], "MAX([s]-[lo],0)"),
        CalcColumn(
            "top",
            [max(c - max(s, f), 0.0) for s, f, c in zip(score, floor, ceiling, strict=True)],
            "MAX([hi]-MAX([s],[lo]),0)",
        ),
    ]


def maturity_block(facts: Facts) -> Block:
    """Return the thresholds of maturity and its words."""
    spec = facts.spec
    words = [spec.say(f"maturity.{word}") for word in MATURITIES]
    thresholds: list[Value] = [float(value) for value in spec.bundle.meta.policy.maturity]
    return Block("mat", (CalcColumn("from", thresholds), CalcColumn("word", words)))


def whole_cells(facts: Facts) -> dict[str, Cell]:
    """Return the single cells: sums of the whole, scores, maturity, contrast."""
    policy = facts.spec.bundle.meta.policy
    whole = scores(facts.states)
    cells = {key: Cell(value, SUMS[key] % "") for key, value in _sums(facts.states).items()}
    cells |= {
        "s": Cell(whole.score or 0.0, "IF({wR}>0,100*{g}/{wR},0)"),
        "lo": Cell(whole.floor or 0.0, "IF({wA}>0,100*{g}/{wA},0)"),
        "hi": Cell(whole.ceiling or 0.0, "IF({wA}>0,100*({g}+{wA}-{wR})/{wA},0)"),
        "kn": Cell(whole.known or 0.0, "IF({wA}>0,{wR}/{wA},0)"),
        "co": Cell(whole.completion or 0.0, "IF({n}>0,{ans}/{n},0)"),
    }
    return (
        cells
        | _maturity_cells(facts, whole)
        | _contrast_cells(facts)
        | {
            "next": Cell(_next_row(facts), "IFERROR(MATCH(0,[[p.ans]],0),0)"),
            "type": Cell(
                _type_number(facts),
                f"SUMPRODUCT(([[typ.word]]={tidied('{home.identity.structure_type}')})*[[typ.code]])",
            ),
            "known_from": Cell(policy.known_from),
        }
    )


def _type_number(facts: Facts) -> float:
    """Return the number of the structure type chosen, from 1; 0 when none is."""
    types = [term.id for term in facts.spec.bundle.vocabularies.structure_types]
    return float(position(types, facts.spec.identity.structure_type or ""))


def _next_row(facts: Facts) -> float:
    return float(next((state.order + 1 for state in facts.states if not state.answered), 0))


def _maturity_cells(facts: Facts, whole: Scores) -> dict[str, Cell]:
    policy, said = facts.spec.bundle.meta.policy, facts.results.maturity
    essential = _sums(state for state in facts.states if state.practice.importance == "essential")
    ess_score = 100 * essential["g"] / essential["wR"] if essential["wR"] else 0.0
    top = len(MATURITIES) - 1
    cap = float(maturity_step(ess_score, policy) + 1) if essential["wR"] else float(top)
    raw = {
        key: float(maturity_step(value or 0.0, policy))
        for key, value in (("s", whole.score), ("lo", whole.floor), ("hi", whole.ceiling))
    }
    is_said = float(said.id is not None)
    return {
        "ewR": Cell(essential["wR"], "SUMPRODUCT([[p.ess]]*([[p.state]]=1)*[[p.w]])"),
        "eg": Cell(essential["g"], "SUMPRODUCT([[p.ess]]*([[p.state]]=1)*[[p.w]]*[[p.value]])"),
        "cap": Cell(cap, f"IF({{ewR}}>0,{STEP % '100*{eg}/{ewR}'}+1,{top})"),
        "said": Cell(is_said, "IF(AND({wR}>0,ROUND({kn},9)>=ROUND({known_from},9)),1,0)"),
        "step": Cell(min(raw["s"], cap), f"MIN({STEP % '{s}'},{{cap}})"),
        "step_lo": Cell(min(raw["lo"], cap), f"MIN({STEP % '{lo}'},{{cap}})"),
        "step_hi": Cell(min(raw["hi"], cap), f"MIN({STEP % '{hi}'},{{cap}})"),
        "capped": Cell(float(bool(is_said) and raw["s"] > cap), f"IF(AND({{said}}=1,{STEP % '{s}'}>{{cap}}),1,0)"),
    }


def _contrast_cells(facts: Facts) -> dict[str, Cell]:
    policy = facts.spec.bundle.meta.policy
    points = []
    for domain in facts.results.domains:
        sums = _sums(state for state in facts.states if state.domain == domain.id)
        if sums["nR"] >= policy.contrast_answers:
            points.append((sums["wR"], 100 * sums["g"] / sums["wR"]))
    weight = sum((w for w, _ in points), 0.0)
    mean = sum(w * s for w, s in points) / weight if weight else 0.0
    spread = sqrt(sum(w * (s - mean) ** 2 for w, s in points) / weight) if weight else 0.0
    deviation = "SUMPRODUCT([[d.enough]]*[[d.wR]]*([[d.s]]-{con_mean})*([[d.s]]-{con_mean}))/{con_w}"
    return {
        "con_n": Cell(float(len(points)), "SUM([[d.enough]])"),
        "con_w": Cell(weight, "SUMPRODUCT([[d.enough]]*[[d.wR]])"),
        "con_mean": Cell(mean, "IF({con_w}>0,SUMPRODUCT([[d.enough]]*[[d.wR]]*[[d.s]])/{con_w},0)"),
        "con_sd": Cell(spread, f"IF({{con_w}}>0,SQRT(MAX({deviation},0)),0)"),
        "contrasted": Cell(
            float(facts.results.maturity.contrasted),
            f"IF(AND({{said}}=1,{{con_n}}>={policy.contrast_domains},ROUND({{con_sd}},9)>={policy.contrast_spread:g}),1,0)",
        ),
    }


def output_cells(facts: Facts) -> dict[str, Cell]:
    """Return the cells that carry the public names: a number, or a dash where there is none."""
    results, spec = facts.results, facts.spec
    between = spec.say("maturity.between", low="\x00", high="\x01")
    before, rest = between.split("\x00")
    middle, after = rest.split("\x01")
    word = "INDEX([[mat.word]],{%s}+1)"
    interval = f'"{before}"&{word % "step_lo"}&"{middle}"&{word % "step_hi"}&"{after}"'
    label = f'IF({{said}}=0,"–",IF({{step_hi}}-{{step_lo}}>1,{interval},{word % "step"}))'

    def shown(value: float | None) -> float | str:
        return "–" if value is None else value

    return {
        "score": Cell(shown(results.score), 'IF({wR}>0,{s},"–")'),
        "floor": Cell(shown(results.floor), 'IF({wA}>0,{lo},"–")'),
        "ceiling": Cell(shown(results.ceiling), 'IF({wA}>0,{hi},"–")'),
        "known": Cell(shown(results.known), 'IF({wA}>0,{kn},"–")'),
        "completion": Cell(shown(results.completion), 'IF({n}>0,{co},"–")'),
        "maturity": Cell(results.maturity.label or "–", label),
    }


def progress_cells(facts: Facts) -> dict[str, Cell]:
    """Return the progress of the practices linked to each source."""
    cells = {}
    for found in facts.results.sources:
        known = f"SUMPRODUCT([[p.src.{found.id}]]*([[p.state]]=1)*[[p.w]])"
        gained = f"SUMPRODUCT([[p.src.{found.id}]]*([[p.state]]=1)*[[p.w]]*[[p.value]])"
        value = "–" if found.progress is None else found.progress
        cells[f"progress.{found.id}"] = Cell(value, f'IF({known}>0,100*{gained}/{known},"–")')
    return cells


def criteria_blocks(facts: Facts, source: Referential) -> list[Block]:
    """Return the decisive links of a source that has an official rule, then its criteria with their status.

    A link counts 0 when its practice is not applicable, 1 at the lowest level, 3 at the highest, 2 otherwise.
    """
    order = {state.practice.id: state for state in facts.states}
    statuses = facts.statuses(source.id)
    decisive = decisive_practices(facts.spec.bundle.meta, source.id)
    numbers = list(statuses)
    links = [(i, order[p.id]) for i, number in enumerate(numbers, start=1) for p in decisive[number]]
    state, value = "INDEX([[p.state]],[p])", "INDEX([[p.value]],[p])"
    kind = f"IF({state}=2,0,IF({state}=0,2,IF({value}=0,1,IF({value}=1,3,2))))"
    asked = "COUNTIFS([[l.c]],[i],[[l.k]],%s)"
    at_all, lowest, highest = asked % '">0"', asked % "1", asked % "3"
    status = f"IF({at_all}=0,IF([na_ok]=1,2,3),IF({lowest}>0,0,IF({highest}={at_all},1,3)))"
    return [
        Block(
            "l",
            (
                CalcColumn("c", [float(i) for i, _ in links]),
                CalcColumn("p", [state.order + 1.0 for _, state in links]),
                CalcColumn("k", [_link_kind(state) for _, state in links], kind),
            ),
        ),
        Block(
            "c",
            (
                CalcColumn("i", [float(i) for i in range(1, len(numbers) + 1)]),
                CalcColumn("w", [source.weight_of(number) for number in numbers]),
                CalcColumn("na_ok", [float(source.by_id[n].not_applicable == "allowed") for n in numbers]),
                CalcColumn("st", [float(STATUS_NUMBER[statuses[number]]) for number in numbers], status),
            ),
        ),
    ]


def _link_kind(state: PracticeState) -> float:
    if state.state != "known":
        return 0.0 if state.state == "not_applicable" else 2.0
    return {0.0: 1.0, 1.0: 3.0}.get(state.value, 2.0)


def estimate_cells(facts: Facts, source: Referential) -> dict[str, Cell]:
    """Return the bounds of the official score of a source, and the share of its criteria that is covered."""
    found = next(item.estimate for item in facts.results.sources if item.id == source.id)
    applicable = "SUMPRODUCT(([[c.st]]<>2)*[[c.w]])"
    met, open_ = "SUMPRODUCT(([[c.st]]=1)*[[c.w]])", "SUMPRODUCT((([[c.st]]=1)+([[c.st]]=3))*[[c.w]])"
    return {
        "est_low": Cell("–" if found is None else found.low, f'IF({applicable}>0,100*{met}/{applicable},"–")'),
        "est_high": Cell("–" if found is None else found.high, f'IF({applicable}>0,100*{open_}/{applicable},"–")'),
        "est_cover": Cell(len(facts.statuses(source.id)) / len(source.criteria)),
    }
