"""Write the files of a fictional mission into a folder, always the same, for the pictures of the docs."""

import os
import sys
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from shutil import copyfile
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

import xlaudit
from xlaudit import Identity, Sender
from xlaudit.model.bundle import Bundle
from xlaudit.workbook.fill import fill_workbook
from xlaudit.workbook.layout import CODE_KEY, HOME_VALUE, IDENTITY_PREFIX, PRESENT_KEY, votes_key

COLLECTED, AUDITED, SHEET = "strategie-numerique-responsable", "services-metiers", "Diagnostic"
SENDER = Sender("Cabinet Sillage", "mission@sillage.example", "vendredi 20 mars 2026")
ORGANISATIONS = (
    ("Ville de Saint-Aubrac", "local-authority", "50-to-249", "Occitanie", 0.55),
    ("Ville de Montferrac", "local-authority", "50-to-249", "Occitanie", 0.35),
    ("Pays de l’Ormelle", "local-authority", "250-to-999", "Bretagne", 0.7),
    ("Val de Brionne-sur-Lys", "local-authority", "250-to-999", "Hauts-de-France", 0.2),
    ("Syndicat des Trois Vallons", "local-authority", "50-to-249", "Grand Est", 0.45),
    ("Ville de Kerlannion", "local-authority", "250-to-999", "Bretagne", 0.8),
    ("Association Les Tilleuls", "association", "50-to-249", "Grand Est", 0.3),
    ("Association Passerelle 28", "association", "50-to-249", "Occitanie", 0.6),
    ("Fédération des Ateliers Clairs", "association", "250-to-999", "Hauts-de-France", 0.5),
    ("Association Le Fil d’Ariane", "association", "50-to-249", "Bretagne", 0.15),
    ("Maison Solidaire du Haut-Clain", "association", "250-to-999", "Occitanie", 0.4),
    ("Association Horizons Partagés", "association", "250-to-999", "Grand Est", 0.65),
    ("Réseau Accueil et Logement", "association", "50-to-249", "Hauts-de-France", 0.25),
)
"""Name, type, size, territory, and how far the organisation is, from 0 to 1."""
TEAMS = (
    ("Direction générale", "management", 0.15, 0.5),
    ("Accueil du public", "professionals", -0.05, 0.9),
    ("Ressources et moyens", "support", 0.05, -0.4),
    ("Élus référents", "volunteers", -0.2, -0.8),
)
"""The category of each team, how much further than its organisation it is, and how willing."""
TEAM = Identity(
    organisation="Ville de Saint-Aubrac",
    structure_type="local-authority",
    size="50-to-249",
    territory="Occitanie",
    team="Équipe des services en ligne",
    respondents="Responsable applicatif, cheffe de projet",
    date="2026-03-02",
)
EVIDENCE = ("Note de service du 12 janvier", "Tableau de suivi 2026", "Page de l’intranet")
VOTED_ON = (
    *("STRAT-02", "STRAT-04", "STRAT-07", "SPEC-01", "SPEC-03", "SPEC-09", "UX-02", "UX-09", "CONT-02", "CONT-07"),
    *("CONT-09", "FRONT-01", "BACK-02", "HOST-01", "INFRA-01", "ETHIC-03"),
)
VOTERS = ("management",) * 4 + ("professionals",) * 5 + ("support",) * 3
SPLIT = "FRONT-01"
"""The practice on which the votes divide people."""
REMARKS = {2: "À voir avec l’hébergeur.", 5: "Essayé en 2024, sans suite."}
MISTAKES: Mapping[str, Mapping[str, Any]] = {
    "STRAT-01": {"level": "7"},
    "STRAT-02": {"level": "en cours"},
    "STRAT-03": {"level": "partiel"},
    "STRAT-05": {"level": "0 ou 1", "support": "bof"},
    "STRAT-06": {"level": "4", "evidence": None},
    "SPEC-01": {"level": "oui"},
}
"""What people type beside the list."""
NOTES = (
    "Revue d’architecture chaque trimestre ; le compte rendu est partagé.",
    "L’équipe dit le faire, sans trace écrite. À revoir en fin d’année.",
    "Décidé en comité, pas encore essayé.",
)


class Chance:
    """Answers and votes by chance, always the same.

    Args:
        bundle: the meta-referential that is answered.
        seed: what the chance begins with.
    """

    def __init__(self, bundle: Bundle, seed: int) -> None:
        self.random, lure = Random(seed), Random(5)
        self._bundle = bundle
        self._domains = {domain.id: lure.gauss(0, 0.12) for domain in bundle.meta.domains}
        self._lure = {practice.id: lure.gauss(0.2, 1.0) for practice in bundle.meta.practices}

    def answers(self, reached: float, willing: float) -> dict[str, dict[str, Any]]:
        """Return what a team types, by practice: levels around how far it is, support around how willing it is."""
        meta, scale = self._bundle.meta, self._bundle.scale
        here = {domain.id: self.random.gauss(self._domains[domain.id], 0.14) for domain in meta.domains}
        found: dict[str, dict[str, Any]] = {}
        for practice in meta.practices:
            drawn = 4 * (reached + here[meta.domain_of[practice.id].id]) + self.random.gauss(0, 0.9)
            level = self.random.choices((str(min(4, max(0, round(drawn)))), "NA", "DK"), (92, 3, 5))[0]
            typed = {"level": scale.by_id[level].display("fr")}
            if level in "012":
                typed["support"] = scale.support_label(self.opinion(practice.id, willing), "fr")
            if level == "4" or (level == "3" and self.random.random() < 0.4):
                typed["evidence"] = self.random.choice(EVIDENCE)
            found[practice.id] = typed
        return found

    def opinion(self, practice: str, willing: float) -> int:
        """Return a support of −2 to +2 around how tempting the practice is, to all."""
        return min(2, max(-2, round(self._lure[practice] + willing + self.random.gauss(0, 0.7))))


def write_returns(folder: Path) -> None:
    """Write the workbooks of two teams per organisation, a copy, an earlier version, and a file that is none."""
    folder.mkdir(parents=True, exist_ok=True)
    bundle = xlaudit.load(COLLECTED)
    chance = Chance(bundle, 11)
    for number, (organisation, kind, size, territory, reached) in enumerate(ORGANISATIONS):
        for name, category, further, willing in (TEAMS[number % 2], TEAMS[2 + number % 3 // 2]):
            who = Identity(
                organisation=organisation,
                structure_type=kind,
                size=size,
                territory=territory,
                team=name,
                actor_category=category,
                date="2026-03-02",
            )
            empty = xlaudit.generate(bundle, identity=who, sender=SENDER)
            path = folder / f"{number + 1:02d}-{category}.xlsx"
            path.write_bytes(fill_workbook(empty, SHEET, chance.answers(reached + further, willing)))
            if number == 0 and category == "management":
                earlier = folder / "relance-01-management.xlsx"
                earlier.write_bytes(fill_workbook(empty, SHEET, chance.answers(reached, willing)))
                _set_day(earlier, 10)
    copyfile(folder / "05-management.xlsx", folder / "copie-05-management.xlsx")
    _set_day(folder / "copie-05-management.xlsx", 12)
    (folder / "scan.xlsx").write_bytes(b"%PDF-1.7 scan")


def _set_day(path: Path, day: int) -> None:
    """Make a file one that was last changed on a day of January 2026."""
    changed = datetime(2026, 1, day, tzinfo=UTC).timestamp()
    os.utime(path, (changed, changed))


def write_diagnoses(folder: Path) -> None:
    """Write a diagnosis for each profile, one in high contrast, one with mistakes, its annotation and its summary."""
    bundle = xlaudit.load(AUDITED)
    answers = Chance(bundle, 3).answers(0.5, 0.2)

    def write(name: str, typed: Mapping[str, Mapping[str, Any]], **options: Any) -> None:
        empty = xlaudit.generate(bundle, identity=TEAM, sender=SENDER, **options)
        (folder / name).write_bytes(fill_workbook(empty, SHEET, typed))

    write("diagnostic.xlsx", answers, profile="referent")
    write("contraste.xlsx", answers, style="high-contrast")
    write("entretien.xlsx", _interview(answers, bundle), profile="interview")
    write("retour.xlsx", {**answers, **{name: {**answers[name], **typed} for name, typed in MISTAKES.items()}})
    returned = xlaudit.read(folder / "retour.xlsx")
    xlaudit.annotate(returned, folder / "annote.xlsx")
    xlaudit.summarise(returned, folder / "synthese.xlsx")


def _interview(answers: Mapping[str, Mapping[str, Any]], bundle: Bundle) -> dict[str, dict[str, Any]]:
    """Return answers as an interviewer types them: the level declared, sometimes another one retained, notes."""
    chance, found = Random(8), {}
    for name, typed in answers.items():
        kept = {key: value for key, value in typed.items() if key != "level"}
        found[name] = kept | {"declared": typed["level"], "initials": "CA"}
        if chance.random() < 0.5:
            found[name]["notes"] = chance.choice(NOTES)
        if typed["level"] == bundle.scale.best.display("fr") and chance.random() < 0.5:
            found[name]["retained"] = bundle.scale.by_id["3"].display("fr")
    return found


def write_workshop(folder: Path) -> None:
    """Write filled ballots, a facilitator's workbook with its dots counted, and the diagnosis with its votes."""
    about = xlaudit.read(folder / "diagnostic.xlsx")
    bundle = xlaudit.load(AUDITED)
    chance = Chance(bundle, 21)
    counts: dict[str, dict[str, int]] = {name: {} for name in VOTED_ON}
    paths = xlaudit.ballots(about, folder / "bulletins", len(VOTERS), practices=VOTED_ON)
    labels = {term.id: term.label.fr for term in bundle.vocabularies.actor_categories}
    for number, (path, category) in enumerate(zip(paths, VOTERS, strict=True)):
        willing = {"management": 0.2, "professionals": 0.8, "support": -0.6}[category]
        votes = {name: chance.opinion(name, willing) for name in VOTED_ON} | {SPLIT: 2 if number % 2 else -2}
        for name, vote in votes.items():
            counts[name][votes_key(vote)] = counts[name].get(votes_key(vote), 0) + 1
        typed = {name: {"vote": bundle.scale.support_label(vote, "fr")} for name, vote in votes.items()}
        if number in REMARKS:
            typed["HOST-01"]["remark"] = REMARKS[number]
        _type(path, {CODE_KEY: f"A{number + 1:02d}", f"{IDENTITY_PREFIX}actor_category": labels[category]}, typed)
    xlaudit.facilitator(about, folder / "atelier.xlsx", practices=VOTED_ON)
    _type(folder / "atelier.xlsx", {PRESENT_KEY: len(VOTERS)}, counts)
    xlaudit.tally([folder / "bulletins"], folder / "diagnostic.xlsx", folder / "votes.xlsx", invited=len(VOTERS) + 3)


def _type(path: Path, lines: Mapping[str, Any], table: Mapping[str, Mapping[str, Any]]) -> None:
    """Type into the first sheet of a ballot or of a facilitator's workbook: its lines above, its table below."""
    book = openpyxl.load_workbook(path)
    sheet: Worksheet = book.worksheets[0]
    places = {str(cell.value): (cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.value}
    for key, value in lines.items():
        sheet.cell(places[key][0], places[HOME_VALUE][1]).value = value
    for practice, typed in table.items():
        for key, value in typed.items():
            sheet.cell(places[practice][0], places[key][1]).value = value
    book.save(path)


def main() -> None:
    """Write all into the folder that is named."""
    folder = Path(sys.argv[1])
    write_returns(folder / "retours")
    for name, hidden in (("consolidation", False), ("comparaison", True)):
        xlaudit.collect([folder / "retours"], folder / f"{name}.xlsx", anonymise=hidden)
    write_diagnoses(folder)
    write_workshop(folder)


if __name__ == "__main__":
    main()
