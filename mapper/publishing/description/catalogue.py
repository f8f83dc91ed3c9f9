"""The catalogue of a site: DCAT-AP 3, with the licence of each document and how well it was read (DQV)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final
from urllib.parse import urlsplit

from mapper.graph.nquads import iri, literal, quote
from mapper.keys import catalog_iri, key_hash
from mapper.publishing.addresses import HOME, LANGUAGES, page_file
from mapper.publishing.description.citing import CATALOGUE, cite, release_iri
from mapper.publishing.description.holdings import Download, Holding, Place, list_downloads, list_holdings, list_places
from mapper.publishing.description.pages import write_catalogue_page
from mapper.publishing.description.service import describe_service, write_service
from mapper.publishing.description.void import describe_void
from mapper.publishing.description.writing import PREFIXES, Statements, number, term, texts
from mapper.publishing.folder import SiteFolder
from mapper.publishing.published import PublishedGraphs
from mapper.publishing.terms import load_terms, words
from mapper.publishing.tokens import iri_of, shorten
from mapper.publishing.workspace import Workspace
from mapper.vocabulary import CONCEPTS, WP

FATES: Final = ("read", "prose", "ignored", "unread")
_IANA: Final = "https://www.iana.org/assignments/media-types/"
_EU: Final = "http://publications.europa.eu/resource/authority/"
_LANGUAGES: Final = {"ko": f"{_EU}language/KOR", "en": f"{_EU}language/ENG"}
_XSD: Final = PREFIXES["xsd"]


def write_catalogue(graphs: PublishedGraphs, workspace: Workspace, site: SiteFolder) -> None:
    """Write catalogue and VoID as one description in Turtle and JSON-LD, and the page of the dataset."""
    holdings = list_holdings(graphs, workspace)
    places = list_places(workspace, holdings)
    downloads = list_downloads(site)
    catalogue = Catalogue(graphs)
    catalogue.describe_frame(downloads)
    for holding in holdings:
        catalogue.describe_document(holding, downloads)
    catalogue.describe_series(holdings, places)
    describe_void(graphs, workspace, catalogue.statements)
    describe_service(graphs, catalogue.statements)
    catalogue.statements.write(site)
    write_service(graphs, site)
    write_catalogue_page(graphs, holdings, places, downloads, site)


class Catalogue:
    """Says all of the catalogue, piece by piece."""

    def __init__(self, graphs: PublishedGraphs) -> None:
        self.graphs = graphs
        self.statements = Statements(graphs.base, CATALOGUE)
        self.dataset = iri(catalog_iri(graphs.base, "dataset"))
        self.catalogue = self.statements.own("catalog")
        self.publisher = self.statements.own("publisher")

    def describe_frame(self, downloads: Sequence[Download]) -> None:
        """Catalogue, publisher, dataset and its version, downloads of the whole."""
        said = {language: words(language) for language in LANGUAGES}
        statements, dataset = self.statements, self.dataset
        statements.type(self.publisher, "foaf:Agent")
        statements.say(self.publisher, "foaf:name", quote(urlsplit(self.graphs.base).hostname or self.graphs.base))
        home = statements.type(statements.at(page_file(HOME, LANGUAGES[0])), "foaf:Document")
        landing = statements.type(statements.at(page_file(CATALOGUE, LANGUAGES[0])), "foaf:Document")
        titles = {language: said[language]["site"] for language in LANGUAGES}
        leads = {language: said[language]["lead"] for language in LANGUAGES}
        self._entitle(statements.type(self.catalogue, "dcat:Catalog"), titles, leads)
        statements.say(self.catalogue, "foaf:homepage", home)
        statements.say(self.catalogue, "dcat:dataset", dataset)
        statements.say(self.catalogue, "dct:license", self._open_licence())
        self._entitle(statements.type(dataset, "dcat:Dataset", "prov:Entity"), titles, leads)
        self._describe_version(titles, leads)
        statements.say(dataset, "dcat:landingPage", landing)
        statements.say(dataset, "dct:accessRights", self._named(f"{_EU}access-right/PUBLIC", "dct:RightsStatement"))
        theme = self._named(f"{_EU}data-theme/GOVE", "skos:Concept")
        statements.say(theme, "skos:prefLabel", *texts({name: said[name]["theme"] for name in LANGUAGES}))
        statements.say(dataset, "dcat:theme", theme)
        for language in LANGUAGES:
            keywords = (text.strip() for text in said[language]["keywords"].split(","))
            statements.say(dataset, "dcat:keyword", *(literal(text, language=language) for text in keywords))
        rights = statements.type(statements.own("rights"), "dct:RightsStatement")
        statements.say(rights, "rdfs:label", *texts({name: said[name]["rights"] for name in LANGUAGES}))
        provenance = statements.type(statements.own("provenance"), "dct:ProvenanceStatement")
        statements.say(provenance, "rdfs:label", *texts({name: said[name]["how_made"] for name in LANGUAGES}))
        statements.say(dataset, "dct:provenance", provenance)
        self._describe_build()
        for download in downloads:
            if not download.path.startswith("graph/"):
                self._describe_download(dataset, download, [("dct:rights", rights)])

    def _describe_version(self, titles: dict[str, str], leads: dict[str, str]) -> None:
        """This version as a dataset of its own, with the line that cites it."""
        statements, release = self.statements, iri(release_iri(self.graphs))
        self._entitle(statements.type(release, "dcat:Dataset"), titles, leads)
        statements.say(release, "dcat:isVersionOf", self.dataset)
        for node in (self.dataset, release):
            statements.say(node, "dcat:version", quote(self.graphs.version))
            statements.say(node, "dct:identifier", quote(iri_of(node, self.graphs.base)))
            cited = {language: cite(self.graphs, language) for language in LANGUAGES}
            statements.say(node, "dct:bibliographicCitation", *texts(cited))
        for predicate in ("dcat:hasVersion", "dcat:hasCurrentVersion"):
            statements.say(self.dataset, predicate, release)

    def _describe_build(self) -> None:
        """What the catalogue of the graph says of the build that made the data."""
        catalog = self.graphs.find("graph/catalog")
        assert catalog is not None
        for line in catalog.lines():
            subject, predicate, rest = line.split(" ", 2)
            if subject == self.dataset and predicate == term("prov:wasGeneratedBy"):
                build = rest.rsplit(" ", 2)[0]
                self.statements.type(build, "prov:Activity")
                self.statements.say(self.dataset, "prov:wasGeneratedBy", build)

    def describe_document(self, holding: Holding, downloads: Sequence[Download]) -> None:
        """The graph of one document as a dataset, with its licence and how well it was read."""
        statements, entry = self.statements, holding.entry
        node = statements.type(statements.at(holding.graph), "dcat:Dataset")
        said = {language: words(language) for language in LANGUAGES}
        descriptions = {name: said[name]["document_graph"].format(name=entry.doc) for name in LANGUAGES}
        self._entitle(node, dict.fromkeys(LANGUAGES, entry.doc), descriptions)
        statements.say(node, "dct:identifier", quote(entry.doc))
        statements.say(node, "prov:wasDerivedFrom", statements.at(holding.path))
        statements.say(node, "dct:isPartOf", self.dataset)
        statements.say(self.dataset, "dct:hasPart", node)
        statements.say(self.catalogue, "dcat:dataset", node)
        permission = self._permission(holding)
        for download in downloads:
            if download.path.startswith(f"{holding.graph}."):
                self._describe_download(node, download, permission)
        self._measure(node, holding)

    def _permission(self, holding: Holding) -> list[tuple[str, str]]:
        """The licence of a document, as a concept of the vocabulary; where none is known that is said instead."""
        licence = holding.entry.metadata.licence
        if licence is None:
            rights = self.statements.type(self.statements.own("no-licence"), "dct:RightsStatement")
            said = {language: words(language)["no_licence"] for language in LANGUAGES}
            self.statements.say(rights, "rdfs:label", *texts(said))
            return [("dct:rights", rights)]
        concept = iri(CONCEPTS[WP.Licence][licence.value])
        self.statements.type(concept, "dct:LicenseDocument", "skos:Concept")
        short = shorten(concept, self.graphs.base)
        names = {language: load_terms().label(short, language) for language in LANGUAGES}
        self.statements.say(concept, "skos:prefLabel", *texts(names))
        return [("dct:license", concept)]

    def describe_series(self, holdings: Sequence[Holding], places: Sequence[Place]) -> None:
        """The series of each municipality and of each year."""
        for place in places:
            members = [holding for holding in holdings if place.node in holding.municipalities]
            names = {name: words(name)["series_of"].format(name=place.label) for name in LANGUAGES}
            series = self._describe_one_series(f"series-{key_hash((place.node,))}", names, members)
            statements = self.statements
            for territory in place.territories:
                location = statements.type(iri(iri_of(territory, self.graphs.base)), "dct:Location")
                statements.say(series, "dct:spatial", location)
        for year in sorted({year for holding in holdings for year in holding.years}):
            members = [holding for holding in holdings if year in holding.years]
            names = {name: words(name)["series_in"].format(year=year) for name in LANGUAGES}
            series = self._describe_one_series(f"series-{year}", names, members)
            period = self.statements.type(self.statements.own(f"year-{year}"), "dct:PeriodOfTime")
            for predicate, day in (("dcat:startDate", f"{year}-01-01"), ("dcat:endDate", f"{year}-12-31")):
                self.statements.say(period, predicate, literal(day, datatype=_XSD + "date"))
            self.statements.say(series, "dct:temporal", period)

    def _describe_one_series(self, local: str, names: dict[str, str], members: Iterable[Holding]) -> str:
        """A series with its members; gives its node."""
        statements = self.statements
        series = statements.type(statements.own(local), "dcat:DatasetSeries", "dcat:Dataset")
        self._entitle(series, names, names)
        statements.say(self.catalogue, "dcat:dataset", series)
        for holding in members:
            statements.say(statements.at(holding.graph), "dcat:inSeries", series)
        return series

    def _describe_download(self, of: str, download: Download, permission: Iterable[tuple[str, str]]) -> None:
        """A distribution: address, media type, size, checksum, licence."""
        statements = self.statements
        key = key_hash((download.path,))
        node = statements.type(statements.own(f"file-{key}"), "dcat:Distribution")
        statements.say(of, "dcat:distribution", node)
        statements.say(node, "dct:title", quote(download.path.rpartition("/")[2]))
        for predicate in ("dcat:accessURL", "dcat:downloadURL"):
            statements.say(node, predicate, statements.at(download.path))
        kind = self._named(_IANA + download.media_type, "dct:MediaType")
        statements.say(node, "dcat:mediaType", kind)
        if download.compressed:
            statements.say(node, "dcat:compressFormat", self._named(f"{_IANA}application/gzip", "dct:MediaType"))
        statements.say(node, "dcat:byteSize", number(download.size, "nonNegativeInteger"))
        checksum = statements.type(statements.own(f"checksum-{key}"), "spdx:Checksum")
        algorithm = self._named(PREFIXES["spdx"] + "checksumAlgorithm_sha256", "spdx:ChecksumAlgorithm")
        statements.say(checksum, "spdx:algorithm", algorithm)
        statements.say(checksum, "spdx:checksumValue", literal(download.digest, datatype=_XSD + "hexBinary"))
        statements.say(node, "spdx:checksum", checksum)
        for predicate, value in permission:
            statements.say(node, predicate, value)

    def _measure(self, node: str, holding: Holding) -> None:
        """How well a document was read: shares of its lines by fate, and of its numbers that stand in records."""
        entry = holding.entry
        values = {f"{fate}-lines": entry.share(fate) for fate in FATES}
        if entry.numbers:
            values["read-numbers"] = entry.numbers_read / entry.numbers
        statements = self.statements
        for name, value in values.items():
            metric = statements.type(statements.own(f"metric-{name}"), "dqv:Metric")
            said = {language: words(language)[f"metric_{name.replace('-', '_')}"] for language in LANGUAGES}
            statements.say(metric, "skos:definition", *texts(said))
            statements.say(metric, "dqv:expectedDataType", term("xsd:decimal"))
            statements.say(metric, "dqv:inDimension", term("ldqd:completeness"))
            key = f"measure-{key_hash((entry.doc,))}-{name}"
            measurement = statements.type(statements.own(key), "dqv:QualityMeasurement")
            statements.say(measurement, "dqv:isMeasurementOf", metric)
            statements.say(measurement, "dqv:computedOn", node)
            statements.say(measurement, "dqv:value", literal(f"{value:.4f}", datatype=_XSD + "decimal"))
            statements.say(node, "dqv:hasQualityMeasurement", measurement)

    def _entitle(self, node: str, titles: dict[str, str], descriptions: dict[str, str]) -> None:
        """What every catalogued resource says: title, description, publisher, languages."""
        statements = self.statements
        statements.say(node, "dct:title", *texts(titles))
        statements.say(node, "dct:description", *texts(descriptions))
        statements.say(node, "dct:publisher", self.publisher)
        languages = [self._named(address, "dct:LinguisticSystem") for address in _LANGUAGES.values()]
        statements.say(node, "dct:language", *languages)

    def _open_licence(self) -> str:
        """The licence of the description itself."""
        return self._named("http://creativecommons.org/publicdomain/zero/1.0/", "dct:LicenseDocument")

    def _named(self, address: str, rdf_class: str) -> str:
        """A term of a list that others keep, with its class, which DCAT-AP asks for."""
        return self.statements.type(iri(address), rdf_class)
