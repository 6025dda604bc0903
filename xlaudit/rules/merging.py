"""Several fillings of one questionnaire put together: one answer per practice, and who said what."""

from collections.abc import Callable, Iterable, Sequence
from operator import attrgetter
from typing import Final

from xlaudit.model.assessment import Answer, Assessment, Identity, Origin, Profile, RegisterRow
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import XlauditError
from xlaudit.model.issue import APPLICABILITY_PREFIX, IDENTITY_PREFIX, NOWHERE, Issue, Place
from xlaudit.model.phrases import IssueCatalogue, Phrasebook
from xlaudit.model.workshop import PracticeVotes
from xlaudit.rules.plausibility import LEVEL_CELLS
from xlaudit.rules.voices import Voice, side_by_side, voices

JOINED: Final = ("team", "respondents", "site", "territory")
"""Fields of the identity that several may fill differently: all are kept."""
SHARED: Final = ("organisation", "structure_type", "size")
"""Fields that must be the same for all; left blank and said where they are not."""
TEXTS: Final = ("evidence", "comment", "notes")
FULLEST_FIRST: Final[tuple[Profile, ...]] = ("interview", "referent", "client")


def merge_assessments(
    bundle: Bundle, assessments: Iterable[Assessment], catalogue: IssueCatalogue, phrases: Phrasebook, lang: Lang
) -> Assessment:
    """Put fillings of one meta-referential and version together.

    An answer that all who answered share is kept, and "don't know" gives way to any other; where answers differ, the
    practice stays open and an issue says who said what. Evidence, comments and notes of all are kept, with names in
    front. The order of the fillings changes nothing.

    Args:
        bundle: the meta-referential.
        assessments: the fillings.
        catalogue: the kinds of issue.
        phrases: how names and texts are joined.
        lang: the language of what is said.

    Raises:
        XlauditError: there is none, or they are of several meta-referentials or versions.
    """
    every = voices(assessments, phrases, lang)
    _check(every)
    merger = _Merger(bundle, every, catalogue, phrases, lang)
    answers = tuple(
        merger.answer(practice.id)
        for practice in bundle.meta.practices
        if any(practice.id in voice.answers for voice in every)
    )
    identity, ruled_out = merger.identity(), merger.ruled_out()
    profiles = {voice.said.origin.profile for voice in every}
    return Assessment(
        origin=Origin(
            meta=every[0].said.origin.meta,
            version=every[0].said.origin.version,
            profile=next(profile for profile in FULLEST_FIRST if profile in profiles),
            lang=lang,
        ),
        identity=identity,
        answers=answers,
        ruled_out_by=ruled_out,
        registers=merger.registers(),
        votes=merger.votes(),
        remarks=tuple(
            remark.model_copy(update={"sheet": merger.named(voice, remark.sheet)})
            for voice in every
            for remark in voice.said.remarks
        ),
        ledger=tuple(
            fate.model_copy(update={"sheet": merger.named(voice, fate.sheet)})
            for voice in every
            for fate in voice.said.ledger
        ),
        issues=(*merger.issues, *merger.issues_of_all()),
    )


def _check(every: Sequence[Voice]) -> None:
    found = sorted({f"{voice.said.origin.meta} {voice.said.origin.version}" for voice in every})
    if not found:
        raise XlauditError("nothing to put together; give at least one filled workbook")
    if len(found) > 1:
        raise XlauditError(f"cannot put together workbooks of {' and '.join(found)}; give those of one version of one")


class _Merger:
    """Put the parts of the voices together, noting where they differ."""

    def __init__(
        self, bundle: Bundle, every: Sequence[Voice], catalogue: IssueCatalogue, phrases: Phrasebook, lang: Lang
    ) -> None:
        self._bundle, self._every, self._catalogue = bundle, every, catalogue
        self._phrases, self._lang = phrases, lang
        self.issues: list[Issue] = []
        """Where the voices differ."""

    def named(self, voice: Voice, text: str) -> str:
        """Return a text with the name of a voice in front."""
        return self._phrases.say("merge.said", self._lang, who=voice.who, text=text)

    def answer(self, practice: str) -> Answer:
        """Put the answers to one practice together."""
        scale = self._bundle.scale
        given = [(voice, voice.answers[practice]) for voice in self._every if practice in voice.answers]
        levels = [(voice, answer.level) for voice, answer in given if answer.level is not None]
        informed = [(voice, level) for voice, level in levels if scale.by_id[level].kind != "unknown"] or levels
        agreed = len({level for _, level in informed}) == 1
        if informed and not agreed:
            said = [(voice, scale.by_id[level].display(self._lang)) for voice, level in levels]
            self._differ("XA316", said, practice, LEVEL_CELLS)
        declared = {answer.declared for _, answer in given if answer.declared is not None}
        one_declared = agreed and len(declared) == 1
        texts = {key: self._side_by_side(given, attrgetter(key)) for key in TEXTS}
        if declared and not one_declared:
            texts["notes"] = "\n".join(filter(None, (self._side_by_side(given, self._declared), texts["notes"])))
        return Answer(
            practice=practice,
            level=informed[0][1] if agreed else None,
            declared=next(iter(declared)) if one_declared else None,
            support=self._support(practice, given),
            initials=", ".join(dict.fromkeys(answer.initials for _, answer in given if answer.initials)) or None,
            **texts,
        )

    def _declared(self, answer: Answer) -> str | None:
        if answer.declared is None:
            return None
        level = self._bundle.scale.by_id[answer.declared].display(self._lang)
        return self._phrases.say("report.declared", self._lang, level=level)

    def _side_by_side(
        self, given: Iterable[tuple[Voice, Answer]], text_of: Callable[[Answer], str | None]
    ) -> str | None:
        said = [(voice.who, text_of(answer)) for voice, answer in given]
        return side_by_side(said, self._phrases, self._lang, "\n")

    def _support(self, practice: str, given: Iterable[tuple[Voice, Answer]]) -> int | None:
        """Return the support that all share; a mean of opinions is never taken for an answer."""
        known = [(voice, answer.support) for voice, answer in given if answer.support is not None]
        if len({support for _, support in known}) > 1:
            said = [(voice, self._bundle.scale.support_label(support, self._lang)) for voice, support in known]
            field = f"{practice}, {self._phrases.say('summary.support', self._lang)}"
            self._differ("XA317", said, practice, ("support",), field=field)
            return None
        return known[0][1] if known else None

    def _differ(
        self, code: str, said: list[tuple[Voice, str]], practice: str | None, keys: tuple[str, ...], **words: str
    ) -> None:
        """Note that voices differ, at the cell of the first of them."""
        first = said[0][0]
        found = first.cells.place(practice, *keys)
        place = Place(self.named(first, found.sheet), found.cell) if found.sheet else NOWHERE
        value = side_by_side([(voice.who, text) for voice, text in said], self._phrases, self._lang, " ; ")
        issue = self._catalogue.issue(code, self._lang, place=place, practice=practice, value=value, words=words)
        self.issues.append(issue)

    def identity(self) -> Identity:
        """Put the identities together."""
        values: dict[str, str | None] = {}
        for field in Identity.model_fields:
            said = [(voice, getattr(voice.said.identity, field)) for voice in self._every]
            given = [(voice, text) for voice, text in said if text is not None]
            distinct = list(dict.fromkeys(text for _, text in given))
            if field == "date":
                values[field] = max(distinct, default=None)
            elif field in JOINED:
                values[field] = ", ".join(distinct) or None
            else:
                values[field] = distinct[0] if len(distinct) == 1 else None
            if field in SHARED and len(distinct) > 1:
                label = self._phrases.say(f"identity.{field}", self._lang)
                shown = [(voice, self._bundle.vocabularies.label(field, text, self._lang)) for voice, text in given]
                self._differ("XA317", shown, None, (f"{IDENTITY_PREFIX}{field}",), field=label)
        return Identity(**values)

    def ruled_out(self) -> tuple[str, ...]:
        """Return the questions answered no by some and yes by nobody."""
        out = []
        for question in self._bundle.meta.applicability:
            key = f"{APPLICABILITY_PREFIX}{question.id}"
            no = [voice for voice in self._every if question.id in voice.said.ruled_out_by]
            yes = [voice for voice in self._every if voice not in no and voice.cells.holds(None, key)]
            if no and not yes:
                out.append(question.id)
            elif no:
                said = [(voice, "does_not_apply" if voice in no else "applies") for voice in self._every]
                words = [
                    (voice, self._phrases.say(f"merge.{word}", self._lang))
                    for voice, word in said
                    if voice in no or voice in yes
                ]
                self._differ("XA317", words, None, (key,), field=question.question.pick(self._lang))
        return tuple(out)

    def votes(self) -> tuple[PracticeVotes, ...]:
        """Return the votes of a workshop that all who hold some hold alike; they are never added up."""
        kept = []
        for practice in self._bundle.meta.practices:
            held = [(voice, item) for voice in self._every for item in voice.said.votes if item.practice == practice.id]
            if len({item for _, item in held}) == 1:
                kept.append(held[0][1])
            elif held:
                said = [(voice, " / ".join(map(str, item.counts))) for voice, item in held]
                field = f"{practice.id}, {self._phrases.say('votes.sheet', self._lang)}"
                self._differ("XA317", said, practice.id, (), field=field)
        return tuple(kept)

    def registers(self) -> dict[str, tuple[RegisterRow, ...]]:
        """Return the rows of all, each once."""
        found: dict[str, tuple[RegisterRow, ...]] = {}
        for voice in self._every:
            for register, rows in voice.said.registers.items():
                kept = found.get(register, ())
                found[register] = (*kept, *(row for row in rows if row not in kept))
        return found

    def issues_of_all(self) -> list[Issue]:
        """Return what was found wrong in each filling, with its name."""
        return [
            issue.model_copy(
                update={
                    "message": self.named(voice, issue.message),
                    "sheet": self.named(voice, issue.sheet) if issue.sheet else None,
                }
            )
            for voice in self._every
            for issue in voice.said.issues
        ]
