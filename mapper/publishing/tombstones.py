"""Tombstones: an IRI that was once published keeps a page which says that nothing is there any more."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final

from mapper.publishing.addresses import GONE, JSON_LD, LANGUAGES, NODE_PATTERN, TURTLE, page_file, root_from
from mapper.publishing.folder import SiteFolder
from mapper.publishing.products import RunRecord
from mapper.publishing.rendering import PageMaker
from mapper.publishing.successions import REPLACED, find_heirs
from mapper.publishing.terms import words

_MARKED: Final = re.compile(rf"({NODE_PATTERN})(?:\.html|{re.escape(GONE)})")
"""Files by which a site remembers that an IRI was published."""
_OWL: Final = "http://www.w3.org/2002/07/owl#"


def find_gone(record: RunRecord) -> list[str]:
    """Paths of nodes that the site had, alive or not, and that this run did not write; sorted."""
    marked = (match[1] for path in record.list_held() if (match := _MARKED.fullmatch(path)))
    return sorted({path for path in marked if not record.has_written(f"{path}.html")})


def write_tombstones(
    paths: Sequence[str], maker: PageMaker, site: SiteFolder, is_written: Callable[[str], bool], *, told: bool
) -> None:
    """A page in each language, Turtle, JSON-LD, and the mark by which a server answers 410.

    `is_written` tells whether this run wrote a file, `told` whether new ones may say what took their place: not in a
    run that takes a document down, of which nothing is to be repeated.
    """
    telling = [path for path in paths if told or (site.root / (path + GONE)).exists()]
    heirs = find_heirs(telling, is_written, site.root, maker.base)
    for path in paths:
        heir = heirs.get(path, "")
        iri = maker.base + path
        for language in LANGUAGES:
            said = words(language)
            view: dict[str, Any] = {
                "title": said["gone"],
                "text": said["gone_text"],
                "iri": iri,
                "heir": root_from(path) + page_file(heir, language) if heir else "",
                "quiet": True,
            }
            site.write_text(page_file(path, language), maker.render("message.html", language, path, **view))
        turtle, json_ld = "", ""
        if heir:
            turtle = f"<{iri}> <{REPLACED}> <{maker.base}{heir}> .\n"
            json_ld = f', "{REPLACED}": {{"@id": "{maker.base}{heir}"}}'
        site.write_text(path + TURTLE, f"<{iri}> <{_OWL}deprecated> true .\n{turtle}")
        site.write_text(path + JSON_LD, f'{{"@id": "{iri}", "{_OWL}deprecated": true{json_ld}}}\n')
        site.write(path + GONE, b"")
