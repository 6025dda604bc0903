"""Every reason for which a file is refused, in both languages: what was found in it, and what to do.

Each goes on from the name of the file: "budget.xlsx: is empty (0 bytes); ask for the file again".
"""

from collections.abc import Iterable

from xlaudit.model.base import Text
from xlaudit.model.collection import Refusal
from xlaudit.model.errors import ReferentialError, ResourceNotFoundError, WorkbookError, XlauditError

EMPTY = Text(
    fr="est vide (0 octet) ; redemandez-le",
    en="is empty (0 bytes); ask for the file again",
)
PROTECTED = Text(
    fr="est protégé par un mot de passe ; ouvrez-le avec ce mot de passe, enregistrez-le sans mot de passe et "
    "renvoyez-le",
    en="is protected by a password; open it with the password, save it without one and send it again",
)
CUT_SHORT = Text(
    fr="est endommagé ou incomplet ; redemandez-le",
    en="is damaged or cut short; ask for the file again",
)
DAMAGED = Text(
    fr="est endommagé à l’intérieur ; redemandez-le",
    en="is damaged inside; ask for the file again",
)
UNREADABLE = Text(
    fr="ne peut pas être lu comme un fichier de tableur ; ouvrez-le dans un tableur, enregistrez-le en .xlsx et "
    "renvoyez-le",
    en="cannot be read as a spreadsheet; open it, save it as .xlsx and send it again",
)
NO_SHEET = Text(
    fr="n’a aucune feuille lisible ; redemandez-le",
    en="has no sheet that can be read; ask for the file again",
)
TWIN_PARTS = Text(
    fr="contient deux parties de même nom, ce qu’aucun tableur ne produit ; ne l’ouvrez pas et redemandez-le",
    en="holds two parts of the same name, which no spreadsheet program writes; do not open it, ask for the file again",
)
ENTITIES = Text(
    fr="déclare des entités XML, ce qu’aucun tableur ne fait ; ne l’ouvrez pas et redemandez-le",
    en="declares XML entities, which no spreadsheet program writes; do not open it, ask for the file again",
)
TOO_MANY_TEXTS = Text(
    fr="annonce plus de textes qu’un classeur ne peut en contenir ; ne l’ouvrez pas et redemandez-le",
    en="claims more texts than a workbook can hold; do not open it, ask for the file again",
)
NOT_OURS = Text(
    fr="est un fichier de tableur, mais pas un classeur fait par xlaudit : on n’y trouve ni feuille d’identité ni "
    "questionnaire ; demandez le classeur d’origine, rempli",
    en="is a spreadsheet, but not a workbook made by xlaudit: no identity sheet and no questionnaire was found in it; "
    "ask for the original workbook, filled in",
)
LOST = Text(
    fr="n’a plus sa feuille de questionnaire ; redemandez-le",
    en="has lost its questionnaire sheet; ask for the file again",
)
VOTES = Text(
    fr="contient des votes et non des réponses ; dépouillez-le avec « xlaudit tally »",
    en="holds votes, not answers; give it to xlaudit tally",
)
NO_BALLOT = Text(
    fr="n’est pas un fichier de vote fait par xlaudit (ni bulletin, ni comptage) ; demandez le bon fichier",
    en="is neither a ballot nor a count of votes made by xlaudit; ask for the right file",
)
TOO_LONG = Text(
    fr="est trop long à lire et a été laissé de côté ; redemandez-le",
    en="took too long and was given up; ask for the file again",
)
TOO_HUNGRY = Text(
    fr="prend plus de mémoire que n’en demande aucun classeur et a été laissé de côté ; redemandez-le",
    en="took more memory than any workbook needs and was given up; ask for the file again",
)

PDF = Text(fr="un PDF", en="a PDF")
MARKUP = Text(fr="une page web ou un fichier XML", en="a web page or an XML file")
PLAIN_TEXT = Text(fr="un fichier texte", en="a text file")
OTHER_KIND = Text(fr="un fichier d’un autre type", en="another kind of file")
WORD = Text(fr="un document Word", en="a Word document")
ARCHIVE = Text(fr="une archive sans fichier de tableur", en="an archive without a spreadsheet")


def no_spreadsheet(kind: Text) -> Text:
    """Say what a file is, whose first bytes are not those of a spreadsheet."""
    return Text(
        fr=f"n’est pas un fichier de tableur mais {kind.fr} ; envoyez le fichier .xlsx, .xls, .xlsb ou .ods",
        en=f"is not a spreadsheet but {kind.en}; send the .xlsx, .xls, .xlsb or .ods file",
    )


def other_archive(kind: Text) -> Text:
    """Say what a file is, which is packed as a spreadsheet is."""
    return Text(
        fr=f"est {kind.fr} ; envoyez le fichier .xlsx, .xls, .xlsb ou .ods",
        en=f"is {kind.en}; send the .xlsx, .xls, .xlsb or .ods file",
    )


def too_large(found: int, most: int) -> Text:
    """Say that a file is too large; both sizes in MB."""
    return Text(
        fr=f"pèse {found} Mo, alors qu’un classeur à remplir reste bien en dessous de {most} Mo ; redemandez-le",
        en=f"is {found} MB, where a workbook to fill is far below {most} MB; ask for the file again",
    )


def too_many_parts(found: int, most: int) -> Text:
    """Say that a file is packed from too many parts."""
    return Text(
        fr=f"contient {found} parties, alors qu’un classeur en a moins de {most} ; ne l’ouvrez pas et redemandez-le",
        en=f"holds {found} parts, where a workbook has fewer than {most}; do not open it, ask for the file again",
    )


def unpacks_beyond(most: int) -> Text:
    """Say that a file is too large once unpacked; the size in MB."""
    return Text(
        fr=f"dépasserait {most} Mo une fois décompressé ; ne l’ouvrez pas et redemandez-le",
        en=f"would unpack to more than {most} MB; do not open it, ask for the file again",
    )


def swells_beyond(times: int) -> Text:
    """Say that a file is far larger once unpacked."""
    return Text(
        fr=f"fait plus de {times} fois sa taille une fois décompressé, comme un fichier piégé ; ne l’ouvrez pas et "
        "redemandez-le",
        en=f"unpacks to more than {times} times its size, as a trap would; do not open it, ask for the file again",
    )


def far_cell(where: str) -> Text:
    """Say which cell lies far away."""
    return Text(
        fr=f"a une cellule remplie très loin du tableau ({where}) ; effacez-la, puis renvoyez le fichier",
        en=f"has a filled cell far outside the table ({where}); delete it and send the file again",
    )


def newer(meta: str, found: str, installed: str) -> Text:
    """Say that a workbook is of a later version than the installed one."""
    return Text(
        fr=f"a été fait avec la version {found} de {meta}, plus récente que la version installée ({installed}) ; "
        "mettez xlaudit à jour",
        en=f"was made with version {found} of {meta}, newer than the installed {installed}; update xlaudit",
    )


def not_installed(error: ResourceNotFoundError) -> Text:
    """Say that a workbook is of a meta-referential that is not there."""
    return _sound(
        fr=f"a été fait pour un méta-référentiel qu’il faut d’abord installer : {_absent(error)}",
        en=f"was made for a meta-referential that is not installed: {error}",
    )


def nothing_read(refused: Iterable[Refusal]) -> Text:
    """Say that of all files none could be read, and why each could not."""
    fr = "".join(f"\n  {item.name} : {item.said.fr}" for item in refused if item.said)
    en = "".join(f"\n  {item.name}: {item.reason}" for item in refused)
    return Text(
        fr=f"aucun classeur n’a pu être lu{fr or ' ; indiquez un dossier ou des fichiers qui en contiennent'}",
        en=f"no workbook could be read{en or '; name a folder or files that hold some'}",
    )


def said_of(error: XlauditError) -> Text:
    """Return why a file was refused, whatever stopped its reading."""
    if isinstance(error, WorkbookError):
        return error.said
    if isinstance(error, ResourceNotFoundError):
        fr = _absent(error)
    elif isinstance(error, ReferentialError):
        places = ", ".join(f"{fault.file}:{fault.line}" for fault in error.faults)
        fr = f"dépend d’un référentiel à corriger ({places}) ; « xlaudit referential lint » dit quoi écrire"
    else:
        fr = f"n’a pas pu être lu ; le programme dit, en anglais : {error}"
    return _sound(fr, str(error))


def _absent(error: ResourceNotFoundError) -> str:
    """Say in French what is not there, and which names are near."""
    names = ", ".join(error.near or error.known)
    known = f" ; {'noms proches' if error.near else 'noms connus'} : {names}" if names else ""
    return f"« {' '.join(error.name.split())} » est introuvable{known}"


def _sound(fr: str, en: str) -> Text:
    """Return a text, whatever the names of files that it ends with are made of."""
    fr, en = (text.encode("utf-8", "replace").decode().rstrip() for text in (fr, en))
    return Text(fr=fr, en=en)
