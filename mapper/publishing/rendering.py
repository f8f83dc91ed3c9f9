"""Templates of the pages; a service that answers for the same addresses uses the same ones."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from mapper.publishing.addresses import CLASSES, HOME, LANGUAGES, STYLE_FILE, VOCABULARY, page_file, root_from
from mapper.publishing.fragments import write_facts, write_grid
from mapper.publishing.terms import words

MEDIA_TYPES: Final = {".ttl": "text/turtle", ".jsonld": "application/ld+json"}


@dataclass(frozen=True, slots=True)
class PageMaker:
    """Fills templates for one site. No page but the first names the release: pages of what did not change stay."""

    base: str

    def render(self, template: str, language: str, path: str, part: str = "", **values: Any) -> str:
        """A page at a path (without the ending of its file), in one language."""
        other = next(name for name in LANGUAGES if name != language)
        root = root_from(path)
        frame = {
            "language": language,
            "other_language": other,
            "other": root + page_file(path, other, part),
            "words": words(language),
            "root": root,
            "home_file": page_file(HOME, language),
            "classes_file": page_file(f"{CLASSES}/{HOME}", language),
            "vocabulary_file": page_file(VOCABULARY, language),
            "canonical": self.base + page_file(path, language, part),
            "formats": (),
            "schema": "",
            "quiet": False,
        }
        page: str = _load(template).render({**frame, **values})
        return page


def embed_json(values: Mapping[str, Any]) -> Markup:
    """JSON that can stand in a script element."""
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))


def read_style() -> bytes:
    """The style sheet of all pages."""
    return resources.files(__package__).joinpath("templates", STYLE_FILE).read_bytes()


@cache
def _load(name: str) -> Any:
    """A template, compiled once in a process."""
    return _environment().get_template(name)


@cache
def _environment() -> Environment:
    """Every value is escaped; a name that no view gives is an error."""
    loader = PackageLoader("mapper.publishing")
    found = Environment(loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    found.globals.update(write_facts=write_facts, write_grid=write_grid)
    return found
