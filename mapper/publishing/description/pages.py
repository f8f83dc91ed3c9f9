"""The page of the dataset: what it holds, how well it was read, under which licences, what to download and cite."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from mapper.publishing.addresses import JSON_LD, LANGUAGES, TURTLE, page_file
from mapper.publishing.description.citing import CATALOGUE, SERVICE, cite
from mapper.publishing.description.holdings import Download, Holding, Place
from mapper.publishing.description.tables import METADATA
from mapper.publishing.folder import SiteFolder
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.rendering import MEDIA_TYPES, PageMaker
from mapper.publishing.terms import load_terms, words
from mapper.publishing.tokens import WP_PREFIX
from mapper.publishing.views import Value
from mapper.vocabulary import CONCEPTS, WP, WP_NAMESPACE


def write_catalogue_page(
    graphs: PublishedGraphs,
    holdings: Sequence[Holding],
    places: Sequence[Place],
    downloads: Sequence[Download],
    site: SiteFolder,
) -> None:
    """Write the page in each language."""
    maker = PageMaker(graphs.base)
    labels = {place.node: place.label for place in places}
    for language in LANGUAGES:
        view = {
            **_frame(graphs, language),
            "tables": [_list_documents(holdings, labels, language), _list_downloads(downloads, language)],
        }
        site.write_text(page_file(CATALOGUE, language), maker.render("catalog.html", language, CATALOGUE, **view))


def _frame(graphs: PublishedGraphs, language: str) -> dict[str, Any]:
    """What stands above the tables."""
    said = words(language)
    forms = (("Turtle", TURTLE), ("JSON-LD", JSON_LD))
    links = [(f"DCAT-AP 3, DQV, VoID: {name}", CATALOGUE + ending) for name, ending in forms]
    links += [(f"SPARQL 1.1 Service Description: {name}", SERVICE + ending) for name, ending in forms]
    links.append(("CSV on the Web", METADATA))
    if graphs.endpoint:
        links.insert(0, (f"{said['service']}: {graphs.endpoint}", graphs.endpoint))
    return {
        "title": said["dataset_page"],
        "citation": cite(graphs, language),
        "version": graphs.version,
        "descriptions": links,
        "formats": [(kind, CATALOGUE + ending) for ending, kind in MEDIA_TYPES.items()],
    }


def _list_documents(holdings: Sequence[Holding], labels: dict[str, str], language: str) -> dict[str, Any]:
    """One row for each document."""
    said = words(language)
    rows = []
    for holding in holdings:
        entry = holding.entry
        of = ", ".join(labels.get(node, "") for node in holding.municipalities)
        numbers = f"{entry.numbers_read / entry.numbers:.1%}" if entry.numbers else "–"
        rows.append(
            [
                Value(entry.doc, page_file(holding.path, language)),
                Value(of, language="" if language == LANGUAGES[0] else LANGUAGES[0]),
                Value(", ".join(map(str, holding.years))),
                Value(_name_licence(holding, language)),
                *(Value(f"{entry.share(fate):.1%}", number=True) for fate in ("read", "unread")),
                Value(numbers, number=True),
                Value(f"{entry.findings:,}", number=True),
            ]
        )
    names = [
        Value(said["documents"]),
        Value(said["municipalities"]),
        Value(said["years"]),
        Value(said["licence"]),
        *(Value(said[name], number=True) for name in ("lines_read", "lines_unread", "numbers_read", "findings")),
    ]
    return {"caption": said["documents"], "note": said["quality_note"], "wraps": False, "names": names, "rows": rows}


def _name_licence(holding: Holding, language: str) -> str:
    """What a document's licence is called."""
    licence = holding.entry.metadata.licence
    if licence is None:
        return words(language)["unknown"]
    concept = CONCEPTS[WP.Licence][licence.value]
    return load_terms().label(WP_PREFIX + concept.removeprefix(WP_NAMESPACE), language)


def _list_downloads(downloads: Sequence[Download], language: str) -> dict[str, Any]:
    """One row for each file."""
    said = words(language)
    rows = [
        [
            Value(download.path, download.path),
            Value(download.media_type + (" (gzip)" if download.compressed else "")),
            Value(f"{download.size:,}", number=True),
            Value(download.digest),
        ]
        for download in downloads
    ]
    names = [Value(said["file"]), Value(said["media_type"]), Value(said["bytes"], number=True), Value("SHA-256")]
    return {"caption": said["downloads"], "note": "", "wraps": True, "names": names, "rows": rows}
