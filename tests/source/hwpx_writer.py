"""Plans as HWPX: a minimal writer of our own, just what a reader needs; no file of Hangul was copied.

The package has the parts that KS X 6101 asks for; python-hwpx reads it too, which a test proves.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape, quoteattr

from tests.source.plan_parts import Part, SavedTable

_NAMES = (
    'xmlns:hp="http://www.hancom.co.kr/hwpml/2011/paragraph" xmlns:hs="http://www.hancom.co.kr/hwpml/2011/section" '
    'xmlns:hc="http://www.hancom.co.kr/hwpml/2011/core" xmlns:hh="http://www.hancom.co.kr/hwpml/2011/head"'
)
_MANIFEST = (
    '<?xml version="1.0" encoding="UTF-8"?><odf:manifest '
    'xmlns:odf="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">{}</odf:manifest>'
)
_CONTAINER = (
    '<?xml version="1.0" encoding="UTF-8"?><ocf:container '
    'xmlns:ocf="urn:oasis:names:tc:opendocument:xmlns:container"><ocf:rootfiles><ocf:rootfile '
    'full-path="Contents/content.hpf" media-type="application/hwpml-package+xml"/></ocf:rootfiles></ocf:container>'
)
_VERSION = (
    '<?xml version="1.0" encoding="UTF-8"?><hv:HCFVersion xmlns:hv="http://www.hancom.co.kr/hwpml/2011/version" '
    'tagetApplication="WORDPROCESSOR" major="5" minor="1" micro="0" buildNumber="1" os="1" xmlVersion="1.4"/>'
)


def write_hwpx(parts: Sequence[Part], lists: str = "", shapes: str = "", *, encrypted: bool = False) -> bytes:
    """A document; `lists` and `shapes` are XML for the header (numberings and bullets, further paragraph shapes)."""
    body = "".join(_table(part) if isinstance(part, SavedTable) else paragraph(part) for part in parts)
    return package(section(body), header(lists, shapes), encrypted=encrypted)


def section(body: str) -> str:
    """The part of one section."""
    return f'<?xml version="1.0" encoding="UTF-8"?><hs:sec {_NAMES}>{body}</hs:sec>'


def header(lists: str = "", shapes: str = "") -> str:
    """The part with lists and shapes."""
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><hh:head {_NAMES} version="1.4" secCnt="1"><hh:refList>{lists}'
        '<hh:paraProperties><hh:paraPr id="0"><hh:heading type="NONE" idRef="0" level="0"/></hh:paraPr>'
        f"{shapes}</hh:paraProperties></hh:refList></hh:head>"
    )


def package(section_part: str, header_part: str, *, encrypted: bool = False) -> bytes:
    """The parts as a zip, the media type first and unpacked."""
    items = (
        '<opf:item id="header" href="Contents/header.xml" media-type="application/xml"/>'
        '<opf:item id="section0" href="Contents/section0.xml" media-type="application/xml"/>'
    )
    content = (
        '<?xml version="1.0" encoding="UTF-8"?><opf:package xmlns:opf="http://www.idpf.org/2007/opf/" version="">'
        f"<opf:metadata/><opf:manifest>{items}</opf:manifest>"
        '<opf:spine><opf:itemref idref="header"/><opf:itemref idref="section0"/></opf:spine>'
        "</opf:package>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(zipfile.ZipInfo("mimetype"), "application/hwp+zip")
        archive.writestr("version.xml", _VERSION)
        archive.writestr("META-INF/container.xml", _CONTAINER)
        archive.writestr("META-INF/manifest.xml", _MANIFEST.format("<odf:encryption-data/>" if encrypted else ""))
        archive.writestr("Contents/content.hpf", content)
        archive.writestr("Contents/header.xml", header_part)
        archive.writestr("Contents/section0.xml", section_part)
    return stream.getvalue()


def paragraph(text: str, shape: int = 0, inside: str = "") -> str:
    """A paragraph with text, or with a piece of XML in its run."""
    words = escape(text).replace("\t", '<hp:tab width="4000"/>').replace("\n", "<hp:lineBreak/>")
    run = inside or f"<hp:t>{words}</hp:t>"
    return (
        f'<hp:p id="0" paraPrIDRef={quoteattr(str(shape))} styleIDRef="0"><hp:run charPrIDRef="0">{run}</hp:run></hp:p>'
    )


def _table(table: SavedTable) -> str:
    rows = []
    for number, row in enumerate(table.rows()):
        cells = []
        for cell in row:
            texts = "".join(map(paragraph, cell.paragraphs)) or paragraph("")
            cells.append(
                f'<hp:tc name="" header="{int(number < table.header_rows)}"><hp:subList id="">{texts}</hp:subList>'
                f'<hp:cellAddr colAddr="{cell.column}" rowAddr="{cell.row}"/>'
                f'<hp:cellSpan colSpan="{cell.colspan}" rowSpan="{cell.rowspan}"/></hp:tc>'
            )
        rows.append(f"<hp:tr>{''.join(cells)}</hp:tr>")
    inside = f'<hp:tbl id="1" rowCnt="{table.height}" colCnt="{table.width}">{"".join(rows)}</hp:tbl><hp:t/>'
    return paragraph("", inside=inside)
