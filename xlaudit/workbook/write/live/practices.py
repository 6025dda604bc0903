"""The block of practices: what each answer counts for, its category and its rank."""

from collections.abc import Callable

from xlaudit.model.meta import ALL_TYPES
from xlaudit.model.results import EVERY_CATEGORY
from xlaudit.rules.priorities import Placement
from xlaudit.rules.states import PracticeState
from xlaudit.rules.wording import because
from xlaudit.workbook.spec import typed_level
from xlaudit.workbook.words import level_words, support_words, term_words
from xlaudit.workbook.write.live.engine import Block, CalcColumn, Cell, Value
from xlaudit.workbook.write.live.facts import STATE_NUMBER, Facts, flag_sets, flags_number, flags_said, position
from xlaudit.workbook.write.live.votes import supported, vote_columns

NBSP = "\u00a0"
DO, ACQUIRED, UNKNOWN, OUT = 4, 6, 7, 8
"""Numbers of categories: up to 4 there is something to do; 5 is shunned."""


def tidied(cell: str) -> str:
    """Return the formula of a cell's text with plain blanks, hyphens and apostrophes."""
    for char, plain in ((NBSP, " "), ("\u202f", " "), ("–", "-"), ("—", "-"), ("‑", "-"), ("−", "-"), ("’", "'")):
        cell = f'SUBSTITUTE({cell},"{char}","{plain}")'
    return f'IFERROR(TRIM({cell}),"")'


TIDY = f'{tidied("INDEX([[%s]],[row])")}&" -"'
"""The text of a cell with " -" behind it; its code is what stands before the first " -"."""
CODE = f'IF([row]=0,0,SUMPRODUCT(([[word.word]]=LEFT({TIDY},FIND(" -",{TIDY})-1))*[[word.code]]))'
SUPPORT = f"IF([row]=0,0,SUMPRODUCT(([[swd.word]]={tidied('INDEX([[diag.support]],[row])')})*[[swd.code]]))"
RANK = (
    "1+SUMPRODUCT(([[p.cat]]=[cat])*(([[p.ob]]>[ob])+([[p.ob]]=[ob])*(([[p.ix]]>[ix])+([[p.ix]]=[ix])"
    "*([[p.tie]]<[tie]))))"
)
GAINED = (
    f"IF([cat]={ACQUIRED},1+SUMPRODUCT(([[p.cat]]={ACQUIRED})*(([[p.w]]*[[p.value]]>[w]*[value])+([[p.w]]*[[p.value]]=[w]*[value])"
    "*([[p.tie]]<[tie]))),0)"
)
MISSING = "IF([cat]<=5,1+SUMPRODUCT(([[p.cat]]<=5)*(([[p.ix]]>[ix])+([[p.ix]]=[ix])*([[p.tie]]<[tie]))),0)"


def vocabulary_blocks(facts: Facts) -> list[Block]:
    """Return the tables of levels, and of the words that name levels, structure types and support."""
    scale = facts.spec.bundle.scale
    kinds = {"level": 1.0, "not_applicable": 2.0, "unknown": 0.0}
    levels = scale.levels
    words = level_words(scale)
    supports = {option.value: float(i) for i, option in enumerate(scale.support, start=1)}
    swords = support_words(scale)
    types = term_words(facts.spec.bundle.vocabularies.structure_types)
    return [
        Block(
            "lev",
            (
                CalcColumn("kind", [kinds[level.kind] for level in levels]),
                CalcColumn("value", [level.value or 0.0 for level in levels]),
                CalcColumn("label", [level.display(facts.spec.lang) for level in levels]),
            ),
        ),
        Block(
            "word",
            (
                CalcColumn("word", list(words)),
                CalcColumn("code", [float(facts.code(level)) for level in words.values()]),
            ),
        ),
        Block("typ", (CalcColumn("word", list(types)), CalcColumn("code", list(types.values())))),
        Block("swd", (CalcColumn("word", list(swords)), CalcColumn("code", [supports[v] for v in swords.values()]))),
    ]


def wording_blocks(facts: Facts) -> list[Block]:
    """Return the words of the list of priorities: categories, flags, impacts, efforts and support."""
    spec = facts.spec
    raised = flag_sets(voted=bool(spec.voted))
    supports = spec.bundle.scale.support
    return [
        Block(
            "cat",
            (
                CalcColumn("label", [spec.say(f"category.{name}") for name in EVERY_CATEGORY]),
                CalcColumn("lead", [spec.say(f"lead.{name}") for name in EVERY_CATEGORY]),
            ),
        ),
        Block(
            "flag",
            (
                CalcColumn("said", [flags_said(spec, flags) or None for flags in raised]),
                CalcColumn("more", ["".join(f" {spec.say(f'flag_sentence.{f}')}" for f in s) or None for s in raised]),
            ),
        ),
        Block("imp", (CalcColumn("word", [spec.say(f"impact.{i}") for i in range(4)]),)),
        Block("eff", (CalcColumn("word", [spec.say(f"effort.{i}") for i in range(1, 4)]),)),
        Block("sup", (CalcColumn("label", [option.label.pick(spec.lang) for option in supports]),)),
    ]


def practice_block(facts: Facts) -> Block:
    """Return the block: constants first, then what the answers make of them."""
    read = (*_reading(facts), *vote_columns(facts))
    return Block("p", (*_constants(facts), *read, *_counting(facts), *_placing(facts)))


def _each(facts: Facts, value: Callable[[PracticeState], Value]) -> list[Value]:
    return [value(state) for state in facts.states]


def _constants(facts: Facts) -> list[CalcColumn]:
    spec = facts.spec
    meta, lang = spec.bundle.meta, spec.lang
    domains = [domain.id for domain in facts.results.domains]
    first = sorted(facts.states, key=lambda s: (-s.practice.impact.highest, s.order))
    ties = {state.order: float(i) for i, state in enumerate(first, start=1)}  # who goes first, all else equal
    columns = [
        CalcColumn("id", _each(facts, lambda s: s.practice.id)),
        CalcColumn("dom", _each(facts, lambda s: domains.index(s.domain) + 1.0)),
        CalcColumn("w", _each(facts, lambda s: s.weight)),
        CalcColumn("na_ok", _each(facts, lambda s: float(s.practice.not_applicable == "allowed"))),
        CalcColumn("ess", _each(facts, lambda s: float(s.practice.importance == "essential"))),
        CalcColumn("tie", _each(facts, lambda s: ties[s.order])),
        CalcColumn("env", _each(facts, lambda s: float(s.practice.impact.environmental))),
        CalcColumn("soc", _each(facts, lambda s: float(s.practice.impact.social))),
        CalcColumn("eff", _each(facts, lambda s: float(s.practice.effort))),
        CalcColumn("title", _each(facts, lambda s: s.practice.title.pick(lang))),
    ]
    if spec.shows("priorities"):
        columns += [
            CalcColumn("action", _each(facts, lambda s: s.practice.action.pick(lang))),
            CalcColumn("because", _each(facts, lambda s: because(s.practice, spec.phrases, lang))),
        ]
    columns += [_bound(facts, term.id) for term in spec.bundle.vocabularies.structure_types]
    columns.append(_bound(facts, ALL_TYPES))
    for question in meta.applicability:
        out = meta.ruled_out(frozenset({question.id}))
        rules = _each(facts, lambda s, out=out: 1.0 if s.practice.id in out else None)  # type: ignore[misc]
        said_no = float(question.id in spec.ruled_out_by)
        columns.append(CalcColumn(f"q.{question.id}", rules, flag=Cell(said_no, _said_no(question.id))))
    for source in meta.sources:
        ids = meta.linked_to[source]
        linked = _each(facts, lambda s, ids=ids: 1.0 if s.practice.id in ids else None)  # type: ignore[misc]
        columns.append(CalcColumn(f"src.{source}", linked))
    return columns


def _said_no(question: str) -> str:
    answer = tidied(f"{{home.applicability.{question}}}")
    return f'IF(OR({answer}="non",{answer}="no",{answer}="n"),1,0)'


def _bound(facts: Facts, kind: str) -> CalcColumn:
    """Return which practices a law asks of a structure type, flagged by the type chosen on the first sheet."""

    def asked(state: PracticeState) -> Value:
        law = state.practice.obligation
        if law is None:
            return None
        return (
            1.0
            if (law.applies_to == ALL_TYPES) == (kind == ALL_TYPES) and kind in (ALL_TYPES, *law.applies_to)
            else None
        )

    if kind == ALL_TYPES:
        return CalcColumn(f"t.{kind}", _each(facts, asked), flag=Cell(1.0))
    chosen = float(facts.spec.identity.structure_type == kind)
    number = [term.id for term in facts.spec.bundle.vocabularies.structure_types].index(kind) + 1
    return CalcColumn(f"t.{kind}", _each(facts, asked), flag=Cell(chosen, f"IF({{type}}={number},1,0)"))


def _reading(facts: Facts) -> list[CalcColumn]:
    """Return the columns that read the questionnaire: row, code of the level, code of the support."""
    spec = facts.spec
    scale = spec.bundle.scale
    keys = {column.key for column in spec.columns}
    level_keys = [key for key in ("retained", "level", "declared") if key in keys]
    columns = [
        CalcColumn("row", _each(facts, lambda s: s.order + 1.0), "IFERROR(MATCH([id],[[diag.practice]],0),0)"),
    ]
    for key in level_keys:
        codes = _each(facts, lambda s, key=key: float(facts.code(typed_level(facts.answer_of(s), key))))  # type: ignore[misc]
        name = "code" if len(level_keys) == 1 else f"code.{key}"
        columns.append(CalcColumn(name, codes, CODE % (f"diag.{key}", f"diag.{key}")))
    if len(level_keys) > 1:
        first, other = level_keys
        kept = f"IF([code.{first}]>0,[code.{first}],[code.{other}])"
        columns.append(CalcColumn("code", _each(facts, lambda s: float(facts.code(facts.answer_of(s).level))), kept))
    supports = {option.value: float(i) for i, option in enumerate(scale.support, start=1)}
    columns += [
        CalcColumn("sup", _each(facts, lambda s: supports[s.support] if s.support is not None else 0.0), SUPPORT),
    ]
    return columns


def _counting(facts: Facts) -> list[CalcColumn]:
    spec = facts.spec
    questions = spec.bundle.meta.applicability
    out = "0"
    if questions:
        span = f"q.{questions[0].id}:q.{questions[-1].id}"
        out = f"IF(SUMPRODUCT([{span}]*<{span}>)>0,1,0)"
    types = f"t.{spec.bundle.vocabularies.structure_types[0].id}:t.{ALL_TYPES}"
    kind = "INDEX([[lev.kind]],[code])"
    state = f"IF([code]=0,2*[out],IF([na_ok]+({kind}<>2)=0,0,{kind}))"
    return [
        CalcColumn("out", _each(facts, lambda s: float(s.practice.id in facts.out)), out),
        CalcColumn("ob", _each(facts, lambda s: float(s.obliged)), f"IF(SUMPRODUCT([{types}]*<{types}>)>0,1,0)"),
        CalcColumn("state", _each(facts, lambda s: float(STATE_NUMBER[s.state])), state),
        CalcColumn("value", _each(facts, lambda s: s.value), "IF([state]=1,INDEX([[lev.value]],[code]),0)"),
        CalcColumn("ans", _each(facts, lambda s: float(s.answered)), "IF(OR([code]>0,[out]=1),1,0)"),
    ]


def _placing(facts: Facts) -> list[CalcColumn]:
    ranked = facts.practices_ranked

    def placement(state: PracticeState) -> Placement:
        return facts.placement_of[state.practice.id]

    columns = [
        CalcColumn("cat", _each(facts, lambda s: float(facts.category(s))), _category(facts)),
        CalcColumn(
            "ix", _each(facts, lambda s: placement(s).index), "ROUND([w]*(1-[value])*([env]+[soc]+1)/([eff]+1),6)"
        ),
        CalcColumn("rank", _each(facts, lambda s: float(placement(s).rank)), RANK),
    ]
    if facts.spec.shows("results"):
        columns += [
            CalcColumn("best", _each(facts, lambda s: float(position(ranked.strengths, s.practice.id))), GAINED),
            CalcColumn("worst", _each(facts, lambda s: float(position(ranked.weaknesses, s.practice.id))), MISSING),
        ]
    if facts.spec.shows("priorities"):
        at = {item.state.practice.id: float(i) for i, item in enumerate(facts.placements, start=1)}
        columns += [
            CalcColumn("pos", _each(facts, lambda s: at[s.practice.id]), "[rank]+SUMPRODUCT(--([[p.cat]]<[cat]))"),
            CalcColumn("flags", _each(facts, lambda s: flags_number(placement(s).flags)), _flags(facts)),
        ]
    return columns


def _flags(facts: Facts) -> str:
    """Return the number of the flags raised: each adds its power of two, as ``flags_number`` counts them."""
    against = supported(facts, _support(facts, lambda value: value < 0), strongly=0)
    raised = [f"[cat]<{OUT},[ob]=1", f"[cat]<={DO},[eff]=1,{_strong(facts)}", f"[cat]<={DO},{against}"]
    if facts.spec.voted:
        raised.append(f"[cat]<{OUT},[vdiv]=1")
    return "+".join(f"IF(AND({when}),{2**i},0)" for i, when in enumerate(raised))


def _strong(facts: Facts) -> str:
    impact = facts.spec.bundle.meta.policy.strong_impact
    return f"OR([ess]=1,[ob]=1,[env]>={impact},[soc]>={impact})"


def _support(facts: Facts, wanted: Callable[[int], bool]) -> str:
    """Return the condition that the support is one of those wanted."""
    codes = [i for i, option in enumerate(facts.spec.bundle.scale.support, start=1) if wanted(option.value)]
    return f"OR({','.join(f'[sup]={code}' for code in codes)})"


def _category(facts: Facts) -> str:
    """Return the rules of the categories, the first that fits."""
    policy = facts.spec.bundle.meta.policy
    wanted = supported(facts, _support(facts, lambda value: value == 2), strongly=1)
    unwanted = supported(facts, _support(facts, lambda value: value == -2), strongly=-1)
    target = f"IF(OR([ess]=1,[ob]=1),{policy.target_when_strong:g},{policy.target:g})"
    strong = _strong(facts)
    return (
        f"IF([state]=2,{OUT},IF([state]=0,{UNKNOWN},IF([value]>={target},{ACQUIRED},"
        f"IF(AND({unwanted},[ob]=0,[value]<={policy.shunned_up_to:g}),5,"
        f"IF(AND([value]>0,OR({strong},[value]>={policy.strengthen_from:g},{wanted})),1,"
        f"IF(AND([value]=0,{wanted}),3,IF(AND([value]=0,{strong}),2,4)))))))"
    )
