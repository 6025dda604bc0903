"""The votes of a workshop counted, and put into the workbook that they are for."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from xlaudit.catalog.load import load_answered, load_issue_catalogue, load_phrases
from xlaudit.model.assessment import Assessment
from xlaudit.model.base import Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.errors import XlauditError
from xlaudit.model.issue import LedgerCount
from xlaudit.model.workshop import Ballot, DotCount, FileIssue, PracticeVotes, Workshop
from xlaudit.rules.ballots import sort_ballots
from xlaudit.rules.refusals import said_of
from xlaudit.rules.workshop import count_votes
from xlaudit.verbs.defaults import DEFAULT_STYLE, DEFAULT_TEMPLATE
from xlaudit.verbs.files import isolated, read, result_or_error, written
from xlaudit.verbs.refill import refilled
from xlaudit.workbook.read.found import Found, find_files
from xlaudit.workbook.read.handed import Handing, VoteReader
from xlaudit.workbook.write.generate import generate_workbook


def tally(
    handed: Iterable[Path | str],
    into: Path | str | Assessment,
    output: Path | str | None = None,
    *,
    invited: int | None = None,
    bundle: Bundle | None = None,
    lang: Lang | None = None,
    style: str = DEFAULT_STYLE,
    template: str = DEFAULT_TEMPLATE,
) -> Workshop:
    """Count the votes of a workshop, and write the workbook again with them on a sheet of its own.

    Args:
        handed: ballots and facilitators' workbooks; each is read in a worker process.
        into: the filled workbook that the votes are for.
        output: where to write it, with its answers in place; nowhere when none.
        invited: how many people could vote; by default as many as handed in a ballot or were counted in the room.
        bundle: the meta-referential; by default the installed one that the workbook names.
        lang: the language of messages and of what is written; by default the workbook's own.
        style: a style of ``templates/styles``.
        template: a template of ``templates/workbooks``.

    Raises:
        ResourceNotFoundError: there is no such file.
        XlauditError: no vote could be counted.
        WorkbookError: ``into`` is refused.
        OutputError: the file cannot be written.
    """
    assessment = into if isinstance(into, Assessment) else read(into, lang=lang)
    bundle, spoken = bundle or load_answered(assessment), lang or assessment.origin.lang
    leave_out = [path for path in (output, into) if isinstance(path, Path | str)]
    found, issues = _read_handed(find_files(handed, leave_out), bundle, spoken)
    chosen = sort_ballots(
        (item for item in found if isinstance(item, Ballot)),
        (item for item in found if isinstance(item, DotCount)),
        assessment.origin,
        (answer.practice for answer in assessment.answers),
    )
    issues += [FileIssue(file=item.file, **issue.model_dump()) for item in found for issue in item.issues]
    issues += [_issue(verdict.code, spoken, verdict.values, verdict.file) for verdict in chosen.verdicts]
    workshop = count_votes(
        assessment,
        chosen,
        bundle.meta.policy,
        invited=invited,
        categories=[term.id for term in bundle.vocabularies.actor_categories],
        ledger=LedgerCount.of(fate for item in found for fate in item.ledger),
    )
    if not any(item.votes for item in workshop.practices):
        raise XlauditError("; ".join(["no vote could be counted", *(f"{i.file}: {i.message}" for i in issues[:1])]))
    issues += _about_all(assessment, workshop, spoken)
    workshop = workshop.model_copy(update={"issues": tuple(issues)})
    spec = refilled(assessment, bundle, spoken, style, template)
    # What could not be taken keeps its place; doubts about the answers are for check --annotate.
    refused = tuple(finding for finding in spec.findings if finding.raw is not None)
    voted = replace(spec, votes=_all_votes(assessment, workshop), workshop=workshop, findings=refused)
    written(generate_workbook(voted), output)
    return workshop


def _read_handed(files: Sequence[Found], bundle: Bundle, lang: Lang) -> tuple[list[Handing], list[FileIssue]]:
    """Read each file in a worker process; return what was read, and an issue for each file refused."""
    reader = VoteReader(bundle, load_issue_catalogue(), load_phrases(), lang)
    outcomes = isolated(partial(_read_one, reader), files)
    found: list[Handing] = []
    issues: list[FileIssue] = []
    for file, outcome in zip(files, outcomes, strict=True):
        result = result_or_error(file.path, outcome)
        if isinstance(result, XlauditError):
            issues.append(_issue("XA320", lang, {"reason": said_of(result).pick(lang)}, file.name))
        else:
            found.append(result)
    return found, issues


def _read_one(reader: VoteReader, file: Found) -> Handing:
    return reader.read(file.path.read_bytes(), file.name)


def _issue(code: str, lang: Lang, words: Mapping[str, str], file: str | None = None) -> FileIssue:
    return FileIssue(file=file, **load_issue_catalogue().issue(code, lang, words=words).model_dump())


def _about_all(assessment: Assessment, workshop: Workshop, lang: Lang) -> list[FileIssue]:
    """Say what is wrong with the whole: more voters than people invited, votes that replace others."""
    issues = []
    if workshop.invited is not None and workshop.ballots > workshop.invited:
        issues.append(_issue("XA332", lang, {"voters": str(workshop.ballots), "invited": str(workshop.invited)}))
    again = {item.practice for item in workshop.practices}
    replaced = [item.practice for item in assessment.votes if item.total and item.practice in again]
    if replaced:
        issues.append(_issue("XA331", lang, {"practices": ", ".join(replaced)}))
    return issues


def _all_votes(assessment: Assessment, workshop: Workshop) -> tuple[PracticeVotes, ...]:
    """Return the votes of the workshop, and those of an earlier one on the practices not voted on again."""
    again = {item.practice for item in workshop.practices}
    return (*workshop.votes, *(item for item in assessment.votes if item.practice not in again))
