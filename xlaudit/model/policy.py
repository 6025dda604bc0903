"""The thresholds and weights of a meta-referential, with the defaults of the method."""

from typing import Annotated, Literal

from pydantic import Field

from xlaudit.model.base import Record

Share = Annotated[float, Field(ge=0, le=1)]
Weight = Annotated[float, Field(gt=0, le=10)]


class Weights(Record):
    """What a practice weighs by its importance: the weights of the RGESN 2024."""

    essential: Weight = 1.5
    recommended: Weight = 1.25
    further: Weight = 1.0

    def of(self, importance: Literal["essential", "recommended", "further"]) -> float:
        """Return the weight of an importance."""
        return {"essential": self.essential, "recommended": self.recommended, "further": self.further}[importance]


class Policy(Record):
    """Thresholds of scores and priorities.

    Shares are of a practice's value (0–1) or of a vote's width; ``maturity`` holds the scores (0–100) at which the
    second, third, fourth and fifth words of maturity begin.
    """

    weights: Weights = Weights()
    target: Share = 0.75
    target_when_strong: Share = 1.0
    strengthen_from: Share = 0.5
    shunned_up_to: Share = 0.25
    strong_impact: Annotated[int, Field(ge=1, le=3)] = 2
    strongly: Share = 0.5
    quorum: Annotated[int, Field(ge=1)] = 3
    divided_from: Share = 1 / 3
    maturity: tuple[float, float, float, float] = (20.0, 40.0, 60.0, 80.0)
    known_from: Share = 0.5
    contrast_spread: Annotated[float, Field(gt=0)] = 20.0
    contrast_domains: Annotated[int, Field(ge=2)] = 3
    contrast_answers: Annotated[int, Field(ge=1)] = 5
