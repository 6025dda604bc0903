"""Workbooks stay light enough for an e-mail (DESIGN §6)."""

import pytest

from xlaudit.api import generate, load
from xlaudit.catalog.paths import shelf_files
from xlaudit.model.assessment import Profile
from xlaudit.model.base import LANGS, Lang
from xlaudit.model.bundle import Bundle
from xlaudit.model.meta import MetaReferential

STYLES = tuple(shelf_files("templates/styles"))


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("style", STYLES)
def test_a_client_s_workbook_stays_below_70_kb(style: str, lang: Lang) -> None:
    assert len(generate(load("services-metiers"), style=style, lang=lang)) <= 70_000


def hundred_practices_and_two_hundred_links() -> Bundle:
    """Return the size that DESIGN §6 sets limits for, cut out of a real meta-referential."""
    bundle = load("services-metiers")
    kept = iter(range(100))
    domains = [
        domain.model_copy(
            update={
                "practices": tuple(
                    practice.model_copy(update={"links": practice.links[:2]})
                    for practice, _ in zip(domain.practices, kept, strict=False)
                )
            }
        )
        for domain in bundle.meta.domains
    ]
    fields = {name: getattr(bundle.meta, name) for name in MetaReferential.model_fields}
    cut = MetaReferential(**fields | {"domains": tuple(domain for domain in domains if domain.practices)})
    return bundle.model_copy(update={"meta": cut})


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize(("profile", "most"), [("client", 70_000), ("referent", 105_000)])
def test_a_workbook_stays_light(profile: Profile, most: int, style: str, lang: Lang) -> None:
    bundle = hundred_practices_and_two_hundred_links()
    practices = bundle.meta.practices
    assert (len(practices), sum(len(practice.links) for practice in practices)) == (100, 200)
    assert len(generate(bundle, profile=profile, style=style, lang=lang)) <= most
