"""Exports a case whole, for access to documents (offentlighedsloven §§ 7-9) and for archives."""

import json
import re
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from workflows.records.case_list import EVERYTHING, Viewer
from workflows.records.export_rows import case_lines
from workflows.services.desk import CasePage, case_page
from workflows.services.export_contents import contents
from workflows.services.export_papers import index_paper
from workflows.services.exported import CaseExport, Exported
from workflows.services.installation import Installation
from workflows.services.pdf_papers import pdf
from workflows.services.replaying import case_named
from workflows.services.wording import exporting as say
from workflows.services.xes import event_log

FORM = 1
"""Of `aktliste.json`; raised when a field changes its meaning or goes."""

_LONGEST_NAME = 120

_NO_NAME = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u202a-\u202e\u2066-\u2069]+')
"""What a file's name cannot have somewhere, and marks that make it read backwards."""


def listed(house: Installation, looks: Viewer, case: str) -> CaseExport:
    """What an export of the case would have; raises NotFound as `case_page` does."""
    return contents(house, looks, case_page(house, looks, case))


def export_case(house: Installation, looks: Viewer, case: str, out: BinaryIO) -> CaseExport:
    """Write the case as a ZIP: every document in its folder, with a list of them all.

    Raises NotFound for a case that is not there, or not to be seen.
    """
    page = case_page(house, looks, case)
    export = contents(house, looks, page)
    paths = list(_paths(export.documents))
    at = page.facts.calendar.local(page.now)
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:

        def write(path: str, content: bytes) -> None:
            info = ZipInfo(path, at.timetuple()[:6])
            info.compress_type, info.external_attr = ZIP_DEFLATED, 0o644 << 16
            archive.writestr(info, content)

        entries = []
        for document, path in zip(export.documents, paths, strict=True):
            content = _bytes(document)
            write(path, content)
            entries.append(_entry(document, path, content))
        write(say.FILE_OF_DOCUMENTS, pdf(index_paper(house, page, export, paths)))
        write("aktliste.json", _index(page, export, entries))
    return export


def export_named(house: Installation, named: str, out: BinaryIO) -> CaseExport:
    """The same for a case by its number or id, whoever may see it; raises WrongInput for none."""
    with house.database.connect() as connection:
        case = case_named(connection, named)
    return export_case(house, EVERYTHING, case, out)


def export_events(house: Installation) -> bytes:
    """The events of every case as one log (XES); it names no title and no person."""
    with house.database.connect() as connection:
        return event_log(case_lines(connection))


def file_name(export: CaseExport) -> str:
    """`Sag 23-2079.zip`."""
    return say.file_of_case(_fitting(export.number.replace("/", "-")))


def _paths(documents: tuple[Exported, ...]) -> Iterator[str]:
    """Where each lies in the archive, with its number on the list, so that no two are one."""
    for number, document in enumerate(documents, start=1):
        yield f"{document.folder}/{number:03d} {_fitting(document.name)}"


def _fitting(name: str) -> str:
    plain = " ".join(_NO_NAME.sub("-", name).split()).strip(". ") or "dokument"
    stem, dot, ending = plain.rpartition(".")
    if not dot or len(ending) > 8:
        return plain[:_LONGEST_NAME]
    return f"{stem[: _LONGEST_NAME - len(ending)]}.{ending}"


def _bytes(document: Exported) -> bytes:
    content = document.content
    return content.read_bytes() if isinstance(content, Path) else content()


def _entry(document: Exported, path: str, content: bytes) -> dict[str, object]:
    return {
        "path": path,
        "title": document.title,
        "date": document.dated.isoformat() if document.dated else None,
        "review": list(document.marks),
        "size": len(content),
        "sha256": sha256(content).hexdigest(),
    }


def _index(page: CasePage, export: CaseExport, entries: list[dict[str, object]]) -> bytes:
    told = {
        "form": FORM,
        "number": export.number,
        "title": export.title,
        "openness": page.facts.openness,
        "case_type": page.text.case_type,
        "made_at": page.now.isoformat(),
        "documents": entries,
        "left_out": [{"title": one.title, "why": one.why} for one in export.left_out],
    }
    return json.dumps(told, ensure_ascii=False, indent=1).encode()
