"""A Vega-Lite specification to bytes, with a font that has Hangul; knows nothing of questions.

The converter comes with the extra `charts`: it weighs as much as all the rest together, and a machine that builds
releases draws nothing. SVG and HTML name fonts, which the viewer's machine has; PNG is
drawn here, always with the same font, so that it looks the same everywhere.
"""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable, Collection, Mapping
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any, Final

from pylopdf_fonts_ko import sans_path

from mapper.errors import UsageError

FONTS: Final = "Noto Sans KR, Noto Sans CJK KR, Apple SD Gothic Neo, Malgun Gothic, NanumGothic, sans-serif"
"""The font of the package first, then those that systems bring along for Korean."""
VEGA_LITE: Final = "6.1"
"""The version that the mappings are written for; the converter knows several."""
_PNG_MARK: Final = b"\x89PNG\r\n\x1a\n"
_INSTALL: Final = 'Install what draws: pip install "workplan-graph[charts]".'
PIXELS_PER_POINT: Final = 2

Specification = Mapping[str, Any]


def to_svg(specification: Specification) -> bytes:
    """One SVG file; its text stays text."""
    converter = _load_converter(hangul=True)
    svg: str = converter.vegalite_to_svg(dict(specification), vl_version=VEGA_LITE)
    return svg.encode("utf-8")


def to_png(specification: Specification) -> bytes:
    """One PNG file, at twice the size that it is shown with."""
    converter = _load_converter(hangul=True)
    png: bytes = converter.vegalite_to_png(dict(specification), vl_version=VEGA_LITE, scale=PIXELS_PER_POINT)
    return _squeeze(png)


def svg_to_png(svg: str) -> bytes:
    """A PNG file of any SVG, at twice the size that it is shown with."""
    png: bytes = _load_converter(hangul=True).svg_to_png(svg, scale=PIXELS_PER_POINT)
    return _squeeze(png)


def _squeeze(png: bytes) -> bytes:
    """The same picture in a quarter of the bytes: the converter compresses for speed."""
    place, pixels, others = len(_PNG_MARK), b"", []
    while place < len(png):
        size, kind = struct.unpack(">I4s", png[place : place + 8])
        content = png[place + 8 : place + 8 + size]
        if kind == b"IDAT":
            pixels += content
        else:
            others.append((kind, content))
        place += size + 12
    others.insert(-1, (b"IDAT", zlib.compress(zlib.decompress(pixels), 9)))
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in others
    )
    return _PNG_MARK + b"".join(chunks)


def to_html(specification: Specification) -> bytes:
    """One HTML page that needs no network: the scripts that draw it stand in it."""
    converter = _load_converter(hangul=False)
    page: str = converter.vegalite_to_html(dict(specification), vl_version=VEGA_LITE, bundle=True)
    return page.replace("<html>", '<html lang="ko">', 1).encode("utf-8")


FORMATS: Final[dict[str, Callable[[Specification], bytes]]] = {".svg": to_svg, ".png": to_png, ".html": to_html}
"""What a file's ending asks for."""


def find_format(path: Path) -> Callable[[Specification], bytes]:
    """The writer for a file; raises UsageError for an ending that nothing is drawn as."""
    return FORMATS[require_ending(path, FORMATS)]


def require_ending(path: Path, endings: Collection[str]) -> str:
    """The ending of a file that something is drawn into; raises UsageError for one that is not among these."""
    ending = path.suffix.lower()
    if ending not in endings:
        raise UsageError(
            f"a chart is no `{path.suffix or path.name}`.", hint=f"End the file's name in {', '.join(endings)}."
        )
    return ending


@cache
def _load_converter(*, hangul: bool) -> Any:
    """The converter, where `hangul` is asked for with a font that has it; raises UsageError where it is missing."""
    try:
        converter = import_module("vl_convert")
    except ImportError as error:
        raise UsageError("vl-convert-python is not installed.", hint=_INSTALL) from error
    if hangul:
        converter.register_font_directory(str(sans_path().parent))
    return converter
