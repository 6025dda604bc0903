"""Excel workbooks for audits of responsible digital practice: generate, read back, score, prioritise.

The verbs are functions: ``load``, ``generate``, ``read``, ``check``, ``assess``, ``summarise``, ``show``, ``metas``.
They are imported when first used, so that ``import xlaudit`` costs nothing.
"""

from importlib import import_module
from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from xlaudit.api import (
        annotate,
        appreciate,
        assess,
        ballot,
        ballots,
        check,
        collect,
        criteria,
        facilitator,
        generate,
        load,
        merge,
        metas,
        plan,
        questions,
        read,
        read_many,
        show,
        summarise,
        tally,
    )
    from xlaudit.model.assessment import Answer, Assessment, Identity
    from xlaudit.model.bundle import Bundle
    from xlaudit.model.collection import Collection
    from xlaudit.model.errors import (
        ForeignWorkbookError,
        NotAWorkbookError,
        OutputError,
        ReferentialError,
        ResourceNotFoundError,
        UnsafeWorkbookError,
        WorkbookError,
        XlauditError,
    )
    from xlaudit.model.issue import Issue
    from xlaudit.model.results import Results
    from xlaudit.model.workshop import Workshop
    from xlaudit.workbook.spec import Sender

_HOMES = {
    "xlaudit.api": (
        "annotate",
        "appreciate",
        "assess",
        "ballot",
        "ballots",
        "check",
        "collect",
        "criteria",
        "facilitator",
        "generate",
        "load",
        "merge",
        "metas",
        "plan",
        "questions",
        "read",
        "read_many",
        "show",
        "summarise",
        "tally",
    ),
    "xlaudit.model.assessment": ("Answer", "Assessment", "Identity"),
    "xlaudit.model.bundle": ("Bundle",),
    "xlaudit.model.collection": ("Collection",),
    "xlaudit.model.errors": (
        "ForeignWorkbookError",
        "NotAWorkbookError",
        "OutputError",
        "ReferentialError",
        "ResourceNotFoundError",
        "UnsafeWorkbookError",
        "WorkbookError",
        "XlauditError",
    ),
    "xlaudit.model.issue": ("Issue",),
    "xlaudit.model.results": ("Results",),
    "xlaudit.model.workshop": ("Workshop",),
    "xlaudit.workbook.spec": ("Sender",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = [
    "Answer",
    "Assessment",
    "Bundle",
    "Collection",
    "ForeignWorkbookError",
    "Identity",
    "Issue",
    "NotAWorkbookError",
    "OutputError",
    "ReferentialError",
    "ResourceNotFoundError",
    "Results",
    "Sender",
    "UnsafeWorkbookError",
    "WorkbookError",
    "Workshop",
    "XlauditError",
    "__version__",
    "annotate",
    "appreciate",
    "assess",
    "ballot",
    "ballots",
    "check",
    "collect",
    "criteria",
    "facilitator",
    "generate",
    "load",
    "merge",
    "metas",
    "plan",
    "questions",
    "read",
    "read_many",
    "show",
    "summarise",
    "tally",
]


def __getattr__(name: str) -> object:
    """Import a public name from the module that defines it, on first use."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'xlaudit' has no attribute {name!r}")
    return getattr(import_module(_HOME_OF[name]), name)
