"""What a client spells in their own way counts alike live and when it is read."""

import pytest

from tests.office import differences, named_results, needs_office
from tests.office_client import Stage, Step, play
from tests.recalculation import Value
from xlaudit.api import assess, generate, read
from xlaudit.model.bundle import Bundle

pytestmark = [pytest.mark.libreoffice, needs_office]

LEVEL_SPELLINGS = (
    "Don’t know|Don't know|Je ne sais pas|systematique|SYSTÉMATIQUE|3 — largement|3–largement|4-|(3)|3/4|1/2|50%|3 %|<3"
    "|0*|1.0|1,0|3\u202f– Largement appliquée|3 \u2011 largement"
)
SUPPORT_SPELLINGS = "TRÈS FAVORABLE|tres favorable |+2|2.0|–2|−2"
SPELLINGS = [
    *(("level", text) for text in LEVEL_SPELLINGS.split("|")),
    *(("support", text) for text in SUPPORT_SPELLINGS.split("|")),
]
"""What people type or paste, understood or not (not TRUE, which LibreOffice keeps as the number 1: the reader asks);
\u202f is the blank of French typography, \u2011 a firm hyphen."""


@pytest.fixture(scope="module")
def spelt(services: Bundle, tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], tuple[Value, Value]]:
    """Return the category of a practice answered in each spelling: live, then as read.

    The first practices are ruled out by the profile, so that "don't know" does not look like no answer; no law asks
    for any, so that support counts.
    """
    question = services.meta.applicability[0]
    free = [practice.id for practice in services.meta.practices if practice.obligation is None]
    free.sort(key=lambda practice: practice not in question.rules_out.practices)
    typed = {practice: {"level": "0", key: text} for practice, (key, text) in zip(free, SPELLINGS, strict=False)}
    steps: list[Step] = [("introduce", {f"applicability.{question.id}": "Non"}), ("fill", typed)]
    folder = tmp_path_factory.mktemp("spelt")
    stage = play(generate(services, protected=False), folder, {"spelt": steps}, ("xlsx",))["spelt"]
    wanted = named_results(assess(read(stage.files["xlsx"])))["xa_category"]
    at = {practice: i for i, practice in enumerate(stage.live["xa_ids"])}
    categories = [(stage.live["xa_category"][at[practice]], wanted[at[practice]]) for practice in typed]
    return dict(zip(SPELLINGS, categories, strict=True))


@pytest.mark.parametrize("spelling", SPELLINGS, ids=ascii)
def test_a_spelling_counts_live_as_it_is_read(
    spelling: tuple[str, str], spelt: dict[tuple[str, str], tuple[Value, Value]]
) -> None:
    live, as_read = spelt[spelling]
    assert live == as_read


STRUCTURES = [
    "Établissement de santé privé",
    "établissement DE SANTÉ privé ",
    "Private health-care provider",
    "Établissement de\u00a0santé privé",
    "Etablissement de sante prive",
    "État ou opérateur de l'État",
    "Clinique",
]


@pytest.fixture(scope="module")
def structured(services: Bundle, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Stage]:
    """A workbook answered "3" throughout, where obligations decide of categories, as each kind of structure."""
    typed = {practice.id: {"level": "3"} for practice in services.meta.practices}
    stages: dict[str, list[Step]] = {
        f"s{i}": [("introduce", {"identity.structure_type": text})] for i, text in enumerate(STRUCTURES)
    }
    stages["s0"].insert(0, ("fill", typed))
    return play(generate(services), tmp_path_factory.mktemp("structured"), stages, ("xlsx",))


@pytest.mark.parametrize("text", STRUCTURES, ids=ascii)
def test_a_structure_type_counts_live_as_it_is_read(text: str, structured: dict[str, Stage]) -> None:
    stage = structured[f"s{STRUCTURES.index(text)}"]
    assert not differences(stage.live, assess(read(stage.files["xlsx"])))
