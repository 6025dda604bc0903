#!/usr/bin/env bash
# Make every picture of the docs: LibreOffice renders `make demo` and docs/example_mission.py, and pages are cut out.
# Needs soffice and pdftoppm; PYTHON names an interpreter that has xlaudit[report] and Pillow (pip install --group docs).
set -euo pipefail
cd "$(dirname "$0")/.."
export PYTHONPATH="$PWD"
python=${PYTHON:-.venv/bin/python}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Numbers as a French Excel shows them.
mkdir -p "$work/profile/user"
cat >"$work/profile/user/registrymodifications.xcu" <<'XML'
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse"><value>fr-FR</value></prop></item>
</oor:items>
XML
render() { # filter folder files...
  soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$1" --outdir "$2" "${@:3}" >/dev/null
}
shot() { # name file page resolution width height [--rows: end with a whole row]
  pdftoppm -r "$4" -f "$3" -l "$3" -x 0 -y 0 -W "$5" -H "$6" "$work/$2.pdf" | "$python" docs/small_png.py "docs/images/$1.png" "${@:7}"
}

"$python" -m xlaudit demo --output "$work/demo" >/dev/null
# The same answers in a fresh workbook: the library that fills the demo keeps no solid bars, office suites do.
"$python" -m xlaudit merge "$work/demo/questionnaire-rempli.xlsx" -o "$work/demo/rempli.xlsx"
"$python" docs/example_mission.py "$work"
whole='pdf:calc_pdf_Export:{"SinglePageSheets":{"type":"boolean","value":"true"}}'
render "$whole" "$work" "$work"/*.xlsx "$work"/bulletins/bulletin-A03.xlsx
render "$whole" "$work/demo" "$work"/demo/*.xlsx
render pdf "$work/printed" "$work/atelier.xlsx"

# The workbook to fill.
shot home demo/rempli 1 90 1070 586
shot questionnaire demo/rempli 2 90 1218 625 --rows
shot results demo/rempli 3 90 932 946
shot referent-priorities diagnostic 4 75 1420 525 --rows
shot checklist diagnostic 5 75 1450 525 --rows
shot sources diagnostic 6 90 1225 525 --rows
shot interview entretien 2 75 1354 538 --rows
shot annotated annote 2 90 1218 700 --rows
shot findings annote 5 90 1150 525 --rows
shot high-contrast-home contraste 1 90 1071 682
shot high-contrast contraste 2 90 1218 538 --rows

# The summary.
shot summary demo/synthese 2 90 912 762
shot priorities demo/synthese 3 75 1334 412 --rows
shot plan synthese 4 75 1298 525 --rows
shot reading synthese 7 90 1239 718 --rows

# The workshop.
shot ballot bulletin-A03 1 90 1136 775 --rows
shot cards printed/atelier 2 80 662 1000
shot count atelier 1 90 1109 636 --rows
shot votes votes 7 90 1356 614 --rows
shot workshop votes 8 90 1230 800 --rows

# The consolidation.
shot collect-cover consolidation 1 90 1081 339
shot collect-teams consolidation 2 75 1532 525 --rows
shot collect-map consolidation 3 90 1285 926 --rows
shot collect-practices consolidation 4 75 1505 525 --rows
shot collect-highlights consolidation 5 90 976 875 --rows
shot collect-contrasts consolidation 6 90 1254 834 --rows
shot collect-quadrant consolidation 7 90 912 681
shot collect-help consolidation 8 85 1220 640 --rows
shot collect-groups comparaison 9 90 1071 491 --rows

# The Word documents.
"$python" -m xlaudit report "$work/demo/questionnaire-rempli.xlsx" -o "$work/report.docx"
"$python" -m xlaudit report "$work/demo/questionnaire-rempli.xlsx" -o "$work/restitution.docx" --restitution
render pdf "$work" "$work/report.docx" "$work/restitution.docx"
shot report-team report 4 80 662 938
shot report-domains report 5 80 662 938
shot report-priorities report 6 80 662 938
shot restitution restitution 1 80 662 938
