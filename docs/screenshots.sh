#!/usr/bin/env bash
# Render the workbooks of `make demo` by LibreOffice and cut the pictures of the docs out of them.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
filter='pdf:calc_pdf_Export:{"SinglePageSheets":{"type":"boolean","value":"true"}}'
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to "$filter" --outdir "$work" \
  demo/questionnaire-rempli.xlsx demo/synthese.xlsx >/dev/null
shot() { # name file page resolution width height
  pdftoppm -png -r "$4" -f "$3" -l "$3" -x 0 -y 0 -W "$5" -H "$6" -singlefile "$work/$2.pdf" "docs/images/$1"
}
shot home questionnaire-rempli 1 64 770 520
shot questionnaire questionnaire-rempli 2 64 880 430
shot results questionnaire-rempli 3 64 680 780
shot summary synthese 2 64 680 780
shot priorities synthese 3 60 1080 330

# The Word documents of the same filling.
xlaudit=("${PYTHON:-.venv/bin/python}" -m xlaudit)
"${xlaudit[@]}" report demo/questionnaire-rempli.xlsx -o "$work/report.docx"
"${xlaudit[@]}" report demo/questionnaire-rempli.xlsx -o "$work/restitution.docx" --restitution
soffice "-env:UserInstallation=file://$work/profile" --headless --convert-to pdf --outdir "$work" \
  "$work/report.docx" "$work/restitution.docx" >/dev/null
shot report-team report 4 64 530 750
shot report-domains report 5 64 530 750
shot report-priorities report 6 64 530 750
shot restitution restitution 1 64 530 750
