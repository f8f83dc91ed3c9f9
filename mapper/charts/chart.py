"""A chart as a value: a notebook shows it, `save` writes it, and its Vega-Lite specification can be taken elsewhere."""

from __future__ import annotations

import struct
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from os import PathLike
from pathlib import Path
from typing import Any

from mapper.charts.rendering import PIXELS_PER_POINT, find_format, to_png
from mapper.errors import UsageError


@dataclass(frozen=True, slots=True)
class Chart:
    """A Vega-Lite specification with its data."""

    specification: Mapping[str, Any]

    @property
    def title(self) -> str:
        """What is shown, in words."""
        title = self.specification.get("title", "")
        return str(title.get("text", "")) if isinstance(title, Mapping) else str(title)

    def __repr__(self) -> str:
        return f"<Chart: {self.title}>"

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> Any:
        """A PNG, drawn with a font that has Hangul, or how to get what draws."""
        try:
            png = to_png(self.specification)
        except UsageError as error:
            return {"text/plain": str(error)}
        return bundle_png(png, self.title, repr(self))

    def save(self, path: str | PathLike[str]) -> None:
        """Draw it into a file: .svg, .png or .html; raises UsageError for another ending, or a place that cannot be."""
        path = Path(path)
        write_picture(path, find_format(path)(self.specification))


def bundle_png(png: bytes, title: str, text: str, *, widest: int = 0) -> tuple[dict[str, str], dict[str, Any]]:
    """What a notebook shows of a PNG drawn here: at its own size, or at most so many points wide; with its metadata."""
    width, height = (size / PIXELS_PER_POINT for size in struct.unpack(">II", png[16:24]))  # the IHDR chunk
    share = min(1.0, widest / width) if widest else 1.0
    sizes = {"image/png": {"width": int(width * share), "height": int(height * share), "alt": title}}
    return {"text/plain": text, "image/png": b64encode(png).decode("ascii")}, sizes


def write_picture(path: Path, content: bytes) -> None:
    """Write a picture's file in one step; raises UsageError for a place that cannot be."""
    draft = path.with_name(f".{path.name}.draft")
    try:
        draft.write_bytes(content)
        draft.replace(path)
    except OSError as error:
        raise UsageError(f"the chart cannot be written: {error.strerror}.", file=str(path)) from error
    finally:
        draft.unlink(missing_ok=True)
