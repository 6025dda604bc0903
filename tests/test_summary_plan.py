"""The action plan of the summary computes: its projected score is that of the library, and follows what is done."""

from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

import xlaudit
from tests.recalculation import Recalculated
from tests.test_parity import random_filling
from xlaudit.model.assessment import Answer, Assessment, Identity, Origin
from xlaudit.model.bundle import Bundle
from xlaudit.verbs.mission import plan

SHEET = "Plan d’action"
TODAY, WITH_DONE, WITH_ALL = "C5", "C6", "C7"


@pytest.fixture(scope="module")
def answered(services: Bundle) -> Assessment:
    given = random_filling(services, 4, "client")
    answers = {answer.practice: answer for answer in given["answers"]}
    return Assessment(
        origin=Origin(meta=services.meta.id, version=services.meta.version),
        identity=Identity(organisation="GIP Exemple"),
        answers=tuple(answers.get(p.id, Answer(practice=p.id)) for p in services.meta.practices),
    )


def recalculated(data: bytes, folder: Path) -> dict[str, float]:
    found = Recalculated(data, folder)
    return {cell: float(found.at(SHEET, cell)) for cell in (TODAY, WITH_DONE, WITH_ALL)}


def test_the_score_today_and_the_score_of_every_action_are_the_library_s(
    services: Bundle, answered: Assessment, tmp_path: Path
) -> None:
    found = recalculated(xlaudit.summarise(answered, bundle=services), tmp_path)
    made = plan(answered, bundle=services)
    assert found[TODAY] == pytest.approx(made.score, abs=1e-9)
    assert found[WITH_DONE] == pytest.approx(made.score, abs=1e-9)
    assert made.score is not None
    assert made.projected is not None
    assert made.score < found[WITH_ALL] <= made.projected + 1e-9


def test_an_action_done_brings_its_points_and_one_dropped_takes_them_back(
    services: Bundle, answered: Assessment, tmp_path: Path
) -> None:
    data = xlaudit.summarise(answered, bundle=services)
    before = recalculated(data, tmp_path)
    book = openpyxl.load_workbook(BytesIO(data))
    sheet = book[SHEET]
    points = [float(str(sheet.cell(row, 12).value)) for row in (11, 12)]
    sheet["K11"], sheet["K12"] = "Fait", "Abandonné"
    buffer = BytesIO()
    book.save(buffer)
    after = recalculated(buffer.getvalue(), tmp_path)
    assert min(points) > 0
    assert after[WITH_DONE] - before[WITH_DONE] == pytest.approx(points[0], abs=1e-9)
    assert before[WITH_ALL] - after[WITH_ALL] == pytest.approx(points[1], abs=1e-9)
