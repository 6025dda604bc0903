"""A small mission with the words of a real one: four domains of five practices, in both languages."""

from collections.abc import Mapping
from functools import cache

from tests.builders import PAGE, bundle, phrases, text
from xlaudit.model.assessment import Answer, Assessment, Identity, Origin
from xlaudit.model.base import Term, Text
from xlaudit.model.bundle import Bundle
from xlaudit.model.meta import Actor, Domain, Impact, MetaReferential, Practice, Resource
from xlaudit.model.referential import Importance
from xlaudit.model.results import Results
from xlaudit.rules.assess import compute_results

KINDS: tuple[tuple[Importance, tuple[int, int], int], ...] = (
    ("essential", (3, 2), 1),
    ("essential", (2, 1), 2),
    ("recommended", (2, 0), 1),
    ("recommended", (1, 1), 3),
    ("further", (1, 0), 2),
)
"""The importance, the impacts and the effort of the five practices of each domain."""
WORDS: Mapping[str, tuple[Text, tuple[tuple[str, str], ...]]] = {
    "STRAT": (
        Text(fr="Stratégie et gouvernance", en="Strategy and governance"),
        (
            ("Nommer un référent écoconception", "Appoint an ecodesign lead"),
            ("Fixer des objectifs chiffrés", "Set measurable targets"),
            ("Former chaque nouvel arrivant", "Train every newcomer"),
            ("Publier un bilan annuel", "Publish a yearly review"),
            ("Partager ses outils", "Share one’s tools"),
        ),
    ),
    "SPEC": (
        Text(fr="Spécifications", en="Specifications"),
        (
            ("Vérifier l’utilité de chaque fonction", "Check that each feature is useful"),
            ("Décrire les publics visés", "Describe the target audiences"),
            ("Prévoir les connexions lentes", "Provide for slow connections"),
            ("Tester avec des personnes éloignées du numérique", "Test with people who struggle with digital tools"),
            ("Prévoir la fin de vie du service", "Plan the end of life of the service"),
        ),
    ),
    "HOST": (
        Text(fr="Hébergement", en="Hosting"),
        (
            ("Choisir un hébergeur qui prouve ses engagements", "Choose a host that proves its commitments"),
            ("Ajuster les ressources à la demande", "Match resources to demand"),
            ("Éteindre les environnements inutiles", "Switch off idle environments"),
            ("Récupérer la chaleur des serveurs", "Recover the heat of servers"),
            ("Suivre la consommation d’eau", "Monitor water use"),
        ),
    ),
    "CONT": (
        Text(fr="Contenus : textes, images et vidéos", en="Content: texts, images and videos"),
        (
            ("Sous-titrer les vidéos", "Caption videos"),
            ("Écrire dans un langage clair", "Write in plain language"),
            ("Compresser les images", "Compress images"),
            ("Archiver ce qui ne sert plus", "Archive what is no longer used"),
            ("Limiter la lecture automatique", "Restrict autoplay"),
        ),
    ),
}


def _practice(name: str, words: tuple[str, str], kind: tuple[Importance, tuple[int, int], int]) -> Practice:
    importance, (environmental, social), effort = kind
    return Practice(
        id=name,
        title=Text(fr=words[0], en=words[1]),
        expected=Text(fr=f"Attendu pour {name}.", en=f"Expected for {name}."),
        question=Text(fr=f"Comment faites-vous pour {name} ?", en=f"How do you go about {name}?"),
        probes=(Text(fr="Depuis quand ?", en="Since when?"),),
        action=text("agir"),
        expected_evidence=Text(fr=f"Document {name}", en=f"Document {name}"),
        importance=importance,
        impact=Impact(environmental=environmental, social=social),
        effort=effort,
        stages=("use",),
        actors=("team", "host") if name.startswith("HOST") else ("team",),
        resources=(Resource(title="Une page", url=PAGE, lang="fr"),),
    )


@cache
def mission() -> Bundle:
    """Return the meta-referential of the mission, with the shipped scale and policy."""
    meta = MetaReferential(
        id="petite-mission",
        version="1.0.0",
        title=Text(fr="Petite mission", en="Small mission"),
        audience=text("Une équipe"),
        sources=("mini-2024",),
        scale="progress",
        stages=(Term(id="use", label=text("Usage")),),
        actors=(
            Actor(id="team", label=Text(fr="Équipe", en="Team")),
            Actor(id="host", label=Text(fr="Hébergeur", en="Hosting provider"), provider=True),
        ),
        domains=tuple(
            Domain(
                id=domain,
                label=label,
                summary=text("En une phrase"),
                practices=tuple(
                    _practice(f"{domain}-{i:02d}", words, kind)
                    for i, (words, kind) in enumerate(zip(titles, KINDS, strict=True), start=1)
                ),
            )
            for domain, (label, titles) in WORDS.items()
        ),
    )
    return bundle(meta)


def filled(
    levels: Mapping[str, str], support: Mapping[str, int] | None = None, identity: Identity | None = None
) -> Assessment:
    """Return answers, a sign per practice of each domain: 0 to 4, N not applicable, D don't know, – none."""
    meanings: dict[str, str | None] = {"N": "NA", "D": "DK", "–": None}
    return Assessment(
        origin=Origin(meta="petite-mission", version="1.0.0"),
        identity=identity or Identity(),
        answers=tuple(
            Answer(
                practice=f"{domain}-{i:02d}",
                level=meanings.get(level, level),
                support=(support or {}).get(f"{domain}-{i:02d}"),
            )
            for domain, row in levels.items()
            for i, level in enumerate(row, start=1)
        ),
    )


def outcome(answers: Assessment, targets: Mapping[str, float] | None = None) -> Results:
    """Return what the rules make of answers, in French."""
    return compute_results(mission(), answers, phrases(), "fr", targets or {})
