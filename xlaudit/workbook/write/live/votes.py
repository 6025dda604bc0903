"""The votes of a workshop in the block of practices: how many, their mean, and what support they give.

Only a workbook with votes has these columns; without them the formulas of support read the common answer alone.
"""

from collections.abc import Callable

from xlaudit.model.workshop import NO_VOTES, PracticeVotes, Tally
from xlaudit.rules.numbers import settle
from xlaudit.rules.states import PracticeState
from xlaudit.rules.votes import STRONGEST, tally_practice
from xlaudit.workbook.layout import INVITED_KEY, MOST_VOTES, votes_key
from xlaudit.workbook.write.live.engine import CalcColumn, Value
from xlaudit.workbook.write.live.facts import Facts


def vote_columns(facts: Facts) -> list[CalcColumn]:
    """Return the columns that read the sheet of votes, and what the votes amount to; none without votes."""
    if not facts.spec.voted:
        return []
    policy = facts.spec.bundle.meta.policy
    degrees = [option.value for option in facts.spec.bundle.scale.support]
    asked = [votes.practice for votes in facts.spec.voted]

    def each(value: Callable[[Tally], float]) -> list[Value]:
        return [value(tally_practice(_votes(state), policy)) for state in facts.states]

    columns = [
        CalcColumn(
            "vrow",
            [float(asked.index(s.practice.id) + 1) if s.practice.id in asked else 0.0 for s in facts.states],
            "IFERROR(MATCH([id],[[votes.practice]],0),0)",
        )
    ]
    for place, degree in enumerate(degrees):
        counted = [float(_votes(state).of(degree)) for state in facts.states]
        columns.append(CalcColumn(f"v{place}", counted, _number(votes_key(degree))))
    invited = [float(_votes(state).invited or 0) for state in facts.states]
    span = f"[v0:v{len(degrees) - 1}]"
    weighed = "+".join(f"({degree})*[v{place}]" for place, degree in enumerate(degrees))
    quorum = f"IF([vinv]>0,MIN({policy.quorum},[vinv]),{policy.quorum})"
    threshold = repr(settle(policy.divided_from))
    return [
        *columns,
        CalcColumn("vinv", invited, _number(INVITED_KEY)),
        CalcColumn("vn", each(lambda t: float(t.votes)), f"SUM({span})"),
        CalcColumn("venough", each(lambda t: float(t.enough)), f"IF(AND([vn]>0,[vn]>={quorum}),1,0)"),
        CalcColumn("vmean", each(lambda t: t.mean or 0.0), f"IF([vn]>0,({weighed})/[vn],0)"),
        CalcColumn("vfor", each(lambda t: t.share_for or 0.0), _share(degrees, 1)),
        CalcColumn("vagainst", each(lambda t: t.share_against or 0.0), _share(degrees, -1)),
        CalcColumn("vsup", each(_support), f"IF([venough]=1,ROUND([vmean]/{STRONGEST},9),0)"),
        CalcColumn(
            "vdiv",
            each(lambda t: float(t.divided)),
            f"IF(AND([venough]=1,ROUND([vfor],9)>={threshold},ROUND([vagainst],9)>={threshold}),1,0)",
        ),
    ]


def _votes(state: PracticeState) -> PracticeVotes:
    return state.votes or PracticeVotes(practice=state.practice.id, counts=NO_VOTES)


def _support(tally: Tally) -> float:
    return settle(tally.mean / STRONGEST) if tally.enough and tally.mean is not None else 0.0


def _number(key: str) -> str:
    """Return the formula of a whole number of votes on the sheet of votes, 0 where there is none.

    A text counts when it is written as the number itself is, so that no program takes it for a day or a power of ten.
    """
    cell = f"INDEX([[{key}]],[vrow])"
    text = f"TRIM({cell})"
    number = f'IF(ISNUMBER({cell}),{cell},IFERROR(IF(TEXT(VALUE({text}),"0")={text},VALUE({text}),-1),-1))'
    whole = f"IF(AND({number}>=0,{number}<={MOST_VOTES},{number}=ROUND({number},0)),{number},0)"
    return f"IF([vrow]=0,0,{whole})"


def _share(degrees: list[int], sign: int) -> str:
    """Return the formula of the share of the votes on one side."""
    side = "+".join(f"[v{place}]" for place, degree in enumerate(degrees) if degree * sign > 0) or "0"
    return f"IF([vn]>0,({side})/[vn],0)"


def supported(facts: Facts, column: str, *, strongly: int) -> str:
    """Return the condition that the team leans one way: by its votes where there are enough, else by its answer.

    Args:
        facts: the workbook.
        column: the same condition on the common answer alone.
        strongly: 1 for strongly for, −1 for strongly against, 0 for against, however little.
    """
    if not facts.spec.voted:
        return column
    threshold = repr(settle(facts.spec.bundle.meta.policy.strongly))
    voted = {1: f"[vsup]>={threshold}", -1: f"[vsup]<=-{threshold}", 0: "[vsup]<0"}[strongly]
    return f"IF([venough]=1,{voted},{column})"
