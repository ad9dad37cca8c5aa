"""Formulas in a workbook whose values nobody saved: programs that write workbooks leave them so (methods.md 5)."""

import re
import zipfile

MOST_SEARCHED = 64 * 1024 * 1024  # of one sheet, unpacked
# every length is bounded, or a sheet made for it would take the square of its size
_BARE = re.compile(
    rb"<c\b([^<>]{0,300})>\s{0,9}<f\b[^<>]{0,300}(?:/>|>[^<]{0,9000}</f>)\s{0,9}(?:<v\s{0,9}/>|<v>\s{0,9}</v>)?\s{0,9}</c>"
)


def has_unsaved_formulas(book: zipfile.ZipFile) -> bool:
    """Whether a cell holds a formula and no value. A text that came out empty is a value."""
    sheets = (
        part
        for part in book.infolist()
        if part.filename.startswith("xl/worksheets/") and part.file_size <= MOST_SEARCHED
    )
    return any(
        b't="str"' not in cell.group(1)
        for part in sheets
        for cell in _BARE.finditer(book.read(part))
    )
