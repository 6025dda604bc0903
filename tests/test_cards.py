"""What is said in short on cards and ballots, and cards that fit their page."""

import re

import pytest

from tests.workbooks import open_book
from xlaudit import api
from xlaudit.model.base import LANGS, Lang, Text
from xlaudit.model.bundle import Bundle
from xlaudit.workbook.write.cards import CARD_WIDTH, HEIGHTS, INDENT
from xlaudit.workbook.write.fit import POINTS_OF_PADDING, row_height
from xlaudit.workbook.write.handed import SHORT_SIZE, in_short


def test_every_practice_has_its_card_eight_to_a_portrait_page(services: Bundle) -> None:
    sheet = open_book(api.facilitator(services))["Cartes"]
    texts = [str(cell.value) for row in sheet.iter_rows() for cell in row if cell.value]
    for practice in services.meta.practices:
        assert sum(text.startswith(f"{practice.id} ") for text in texts) == 1
        assert practice.title.fr in texts
    assert (sheet.page_setup.orientation, int(sheet.page_setup.paperSize or 0)) == ("portrait", 9)
    breaks = [item.id for item in sheet.row_breaks.brk]
    page = sum(sheet.row_dimensions[row].height or 0 for row in range(1, breaks[0] + 1))
    assert len(breaks) == 104 / 8 - 1
    assert page <= 842 - 2 * 72 * (sheet.page_margins.top or 0)


def test_the_impacts_of_a_card_fit_in_their_row(services: Bundle) -> None:
    sheet = open_book(api.facilitator(services))["Cartes"]
    cells = [cell for row in sheet.iter_rows() for cell in row if str(cell.value).startswith("Impact environnemental")]
    assert len(cells) == len(services.meta.practices)
    for cell in cells:
        needed = row_height(str(cell.value), CARD_WIDTH - INDENT, 8) - POINTS_OF_PADDING
        assert needed <= (sheet.row_dimensions[int(cell.row or 0)].height or 0)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("meta", api.metas())
def test_what_is_expected_fits_its_card_to_the_end_of_its_first_sentence(meta: str, lang: Lang) -> None:
    for practice in api.load(meta).meta.practices:
        short = in_short(practice, lang).replace("\u00a0", " ")
        assert re.match(re.escape(short) + r"( [^a-z]|$)", practice.expected.pick(lang))
        needed = row_height(short, CARD_WIDTH - INDENT, SHORT_SIZE) - POINTS_OF_PADDING
        assert needed <= HEIGHTS[2]


def test_a_clause_that_would_mislead_alone_is_not_parted_from_its_sentence(services: Bundle) -> None:
    short = in_short(services.meta.by_id["CONT-02"], "fr")
    assert short == (
        "Les dessins et icônes sont vectoriels\u00a0; plus de 75\u00a0% des images matricielles existent en format "
        "efficace (WebP, AVIF, JPEG XL)."
    )


@pytest.mark.parametrize(
    ("expected", "short"),
    [
        ("Un seul point.", "Un seul point."),
        ("La version 1.2 est lue ; elle suffit. Le reste suit.", "La version 1.2 est lue ; elle suffit."),
        ("De 19 à 23 h, p.m. compris, rien ne part. Le reste suit.", "De 19 à 23 h, p.m. compris, rien ne part."),
        (f"Un début ; une suite ; {'trop long ' * 30}fin. Le reste suit.", "Un début ; une suite."),
        (f"{'Trop long ' * 30}; une suite. Le reste suit.", f"{('Trop long ' * 30).strip()}."),
    ],
)
def test_only_a_sentence_too_long_for_a_card_loses_its_last_clauses(
    services: Bundle, expected: str, short: str
) -> None:
    practice = services.meta.practices[0].model_copy(update={"expected": Text(fr=expected, en=expected)})
    assert in_short(practice, "en") == short
    assert in_short(practice, "fr").replace("\u00a0", " ") == short
