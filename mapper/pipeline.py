"""The way of the data: files -> numbered text -> records -> quads -> checks -> a release to be asked."""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mapper.checks import audit, check_structure, findings_quads
from mapper.corrections import Correction
from mapper.corrections.report import CorrectionReport, report_corrections
from mapper.errors import MapperError, StructureError
from mapper.explain.account import count_fates, count_issues, count_records, write_account
from mapper.fingerprint import fingerprint_program, read_version
from mapper.graph import catalog_quads, document_graph, ontology_graph_quads, ontology_version, territory_quads
from mapper.graph.identities import IdentityGraph, identity_graph, things_of_identities
from mapper.hypertext import to_paragraphs, to_table
from mapper.identities import Identity, combine, list_identities
from mapper.inputs import Input, find_inputs
from mapper.keys import DEFAULT_BASE, require_base, shared_graph_iri
from mapper.linking.decisions import DecisionReport, LinkDecision, resolve, review_decisions
from mapper.linking.documents import link_documents
from mapper.linking.link import LinkKind
from mapper.linking.profiling import make_profile, read_profile, write_profile
from mapper.linking.writing import LinksGraph, links_graph, things_of_links
from mapper.metadata import DocumentMetadata
from mapper.readers import read_plan
from mapper.readers.account import count_numbers
from mapper.records.document import review
from mapper.resources import PACKAGE
from mapper.search.index import Source, build_index
from mapper.search.rows import make_rows, write_rows
from mapper.source import read_source
from mapper.store.manifest import SHARE_COLUMNS, DocumentEntry, Manifest, list_shares
from mapper.store.release import ReleaseFiles, read_lines
from mapper.store.writing import Draft, open_draft, take_over, write_text
from mapper.workers import map_jobs

Progress = Callable[[str, int, int], None]
"""Is told the stage, and how much of how much of it is done."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that could not be read."""

    doc: str
    path: str
    message: str
    kept: bool = False
    """Its graph of the previous build is still in the release."""


@dataclass(frozen=True, slots=True, repr=False)
class BuildReport:
    """What a build did. Without any document there is no new release, and the old one stays."""

    release: ReleaseFiles | None
    read: tuple[str, ...]
    """Ids of the documents that were read this time."""
    reused: tuple[str, ...]
    """Ids of those that had not changed."""
    removed: tuple[str, ...]
    """Ids of those that the previous release held and this one does not."""
    failures: tuple[Failure, ...]
    unused_metadata: tuple[str, ...]
    """Ids that the metadata tell of and no document has."""
    corrections: tuple[CorrectionReport, ...] = ()
    """What became of each correction, in the order given, once for each document that has its digest."""
    decisions: tuple[DecisionReport, ...] = ()
    """What became of each decision about links, in the order given; none without a release."""
    waiting: tuple[Identity, ...] = ()
    """Confirmed identities of things that no document names."""

    def __repr__(self) -> str:
        unread = f", not read: {', '.join(failure.doc for failure in self.failures)}" if self.failures else ""
        return f"<BuildReport: {len(self.release.documents) if self.release else 0} documents{unread}>"

    def find_state(self, doc: str) -> str:
        """What the build did about a document of the release: `read`, `unchanged`, or `kept` as it was."""
        if doc in self.read:
            return "read"
        return "unchanged" if doc in self.reused else "kept"

    def _repr_html_(self) -> str:
        """The documents and how well they were read, links by kind, and what was not read, as a notebook shows it."""
        documents = self.release.documents if self.release else ()
        columns = (*SHARE_COLUMNS, "state")
        rows = [(*list_shares(entry), self.find_state(entry.doc)) for entry in documents]
        counts = self.release.manifest.links if self.release else {}
        links = {kind: counts[kind] for kind in LinkKind if kind in counts}
        remarks = [
            *([f"Links: {', '.join(f'{count:,} {kind}' for kind, count in links.items())}"] if links else []),
            *(f"Not read: {failure.message}" for failure in self.failures),
            *([f"Removed: {', '.join(self.removed)}"] if self.removed else []),
            *([f"Metadata of no document here: {', '.join(self.unused_metadata)}"] if self.unused_metadata else []),
        ]
        return to_table(columns, rows, numeric=SHARE_COLUMNS[1:], noun="document") + to_paragraphs(remarks)


@dataclass(frozen=True, slots=True)
class Job:
    """One document to read into a draft."""

    source: Input
    base: str
    metadata: DocumentMetadata
    corrections: tuple[Correction, ...]
    """Those of its digest."""
    files: ReleaseFiles


@dataclass(frozen=True, slots=True)
class Decided:
    """What people decided about several documents."""

    links: tuple[LinkDecision, ...]
    identities: tuple[Identity, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A new release, and what became of what people decided."""

    release: ReleaseFiles
    reports: tuple[DecisionReport, ...]
    waiting: tuple[Identity, ...]


Outcome = DocumentEntry | Failure | StructureError


def build(
    inputs: Iterable[Path],
    release_dir: Path,
    *,
    base: str = DEFAULT_BASE,
    metadata: Mapping[str, DocumentMetadata] | None = None,
    corrections: Iterable[Correction] = (),
    decisions: Iterable[LinkDecision] = (),
    identities: Iterable[Identity] = (),
    doc_ids: Mapping[Path, str] | None = None,
    progress: Progress = lambda stage, done, total: None,
) -> BuildReport:
    """Read documents and make them the release at `release_dir`: exactly these, no others.

    `identities` are those that people confirmed or refused beside the list that comes with the program.
    Only what changed since the last build is read again. A document that cannot be read is reported and keeps
    its previous graph, if this same program built that; the others go on. Raises StructureError where a graph
    breaks a structure shape, UsageError for arguments that do not fit, ReleaseError where the release cannot
    be written: nothing changes then.
    """
    sources = find_inputs(inputs, doc_ids or {})
    metadata, corrections = metadata or {}, tuple(corrections)
    decided = Decided(tuple(decisions), combine(list_identities(), identities))
    empty = _begin(require_base(base))
    with open_draft(release_dir) as draft:
        previous = _comparable(draft.previous, empty)
        files = draft.files(empty)
        wanted = _share_out(sources, corrections)
        jobs = [
            Job(source, base, metadata.get(source.doc, DocumentMetadata()), wanted[source.doc], files)
            for source in sources
        ]
        reused = {entry.doc: entry for job in jobs if (entry := _find_unchanged(job, previous))}
        changed = [job for job in jobs if job.source.doc not in reused]
        entries, failures = _sort_out(_run(changed, progress))
        kept = {entry.doc: entry for entry in _find_kept(failures, previous)}
        documents = sorted([*entries, *reused.values(), *kept.values()], key=lambda entry: entry.doc)
        if previous is not None:
            for doc in (*reused, *kept):
                for old, new in zip(previous.document_files(doc), files.document_files(doc), strict=True):
                    take_over(old, new)
        manifest = replace(empty, documents=tuple(documents))
        published = _publish(draft, manifest, decided, progress) if documents else None
        held = {entry.doc for entry in draft.previous.documents} if draft.previous else set()
    return BuildReport(
        release=published.release if published else None,
        read=tuple(entry.doc for entry in entries),
        reused=tuple(reused),
        removed=tuple(sorted(held - {entry.doc for entry in documents})) if published else (),
        failures=tuple(replace(failure, kept=failure.doc in kept) for failure in failures),
        unused_metadata=tuple(sorted(set(metadata) - {source.doc for source in sources})),
        corrections=report_corrections(corrections, wanted, {entry.doc: entry.corrections for entry in documents}),
        decisions=published.reports if published else (),
        waiting=published.waiting if published else (),
    )


def _begin(base: str) -> Manifest:
    """The manifest of a release that holds nothing yet."""
    return Manifest(
        base=base,
        version=read_version(),
        program=fingerprint_program(),
        ontology_version=ontology_version(),
        documents=(),
        graphs={},
    )


def read_document(job: Job) -> Outcome:
    """One document all the way to the files of the draft; what stops it is returned, never raised."""
    doc, files = job.source.doc, job.files
    try:
        read = read_plan(read_source(job.source.path, doc), job.corrections, municipality=job.metadata.municipality)
        written = document_graph(read, base=job.base, metadata=job.metadata)
        structure = check_structure(written.quads, written.things)
        if not structure.conforms:
            hint = "Leave out its corrections to see whether one of them breaks it." if read.corrections else ""
            return StructureError(f"{doc}: {'; '.join(map(str, structure.results[:3]))}", hint=hint)
        findings = audit(written.quads, written.things)
    except MapperError as error:
        return Failure(doc, str(job.source.path), str(error))
    except Exception as error:  # the pipeline's edge: a fault of the program ends one document, not the build
        return Failure(doc, str(job.source.path), _describe_fault(error, job.source.path))
    numbers, numbers_read = count_numbers(review(read.lines, read.reviewed), read.account, read.records)
    write_text(files.graph_file(doc), _to_lines(written.quads))
    write_text(files.things_file(doc), _to_lines(written.things))
    write_text(files.rows_file(doc), write_rows(make_rows(read, written.record_iris)))
    write_text(files.findings_file(doc), _to_lines(findings_quads(findings, base=job.base, doc=doc)))
    write_text(files.text_file(doc), _to_lines(read.lines))
    write_text(files.account_file(doc), write_account(read, written.record_iris))
    write_text(files.profile_file(doc), f"{write_profile(make_profile(read, written))}\n")
    return DocumentEntry(
        doc=doc,
        digest=read.digest,
        media_type=read.media_type,
        lines=len(read.lines),
        quads=len(written.quads),
        findings=len(findings),
        relations=len(read.relations),
        records=count_records(read),
        fates=count_fates(read),
        issues=count_issues(read),
        numbers=numbers,
        numbers_read=numbers_read,
        metadata=job.metadata,
        corrections={key: outcome.value for key, outcome in sorted(read.outcomes.items())},
        holdings=written.holdings,
    )


def _comparable(previous: ReleaseFiles | None, now: Manifest) -> ReleaseFiles | None:
    """The previous release where its graphs are those that this program would write, under the same base."""
    if previous and previous.manifest.program == now.program and previous.manifest.base == now.base:
        return previous
    return None


def _find_unchanged(job: Job, previous: ReleaseFiles | None) -> DocumentEntry | None:
    """The previous entry of a document whose content, metadata and corrections have not changed."""
    entry = _find_whole(previous, job.source.doc)
    if entry is None or entry.metadata != job.metadata or {*entry.corrections} != {c.key for c in job.corrections}:
        return None
    return replace(entry, kept=False) if _compute_digest(job.source.path) == entry.digest else None


def _share_out(sources: Iterable[Input], corrections: Iterable[Correction]) -> Mapping[str, tuple[Correction, ...]]:
    """The corrections of each document, by its id: those that name the digest of its file."""
    by_digest: dict[str, list[Correction]] = {}
    for correction in corrections:
        by_digest.setdefault(correction.document, []).append(correction)
    return {
        source.doc: tuple(by_digest.get(_compute_digest(source.path), ())) if by_digest else () for source in sources
    }


def _compute_digest(path: Path) -> str:
    """SHA-256 of a file's bytes; empty for one that cannot be read, which the reader will tell of."""
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except OSError:
        return ""


def _find_kept(failures: Iterable[Failure], previous: ReleaseFiles | None) -> Iterator[DocumentEntry]:
    """The previous entries of documents that cannot be read now."""
    for failure in failures:
        entry = _find_whole(previous, failure.doc)
        if entry is not None:
            yield replace(entry, kept=True)


def _find_whole(previous: ReleaseFiles | None, doc: str) -> DocumentEntry | None:
    """The previous entry of a document, if none of its files is lost."""
    if previous is None or not all(path.is_file() for path in previous.document_files(doc)):
        return None
    return previous.find(doc)


def _run(jobs: list[Job], progress: Progress) -> Iterator[Outcome]:
    """Read all documents, in the order of the jobs."""
    progress("read", 0, len(jobs))
    for done, outcome in enumerate(map_jobs(read_document, jobs), 1):
        progress("read", done, len(jobs))
        yield outcome


def _sort_out(outcomes: Iterable[Outcome]) -> tuple[list[DocumentEntry], list[Failure]]:
    """Entries and failures; raises StructureError for all violations together."""
    entries, failures, violations = [], [], []
    for outcome in outcomes:
        if isinstance(outcome, DocumentEntry):
            entries.append(outcome)
        elif isinstance(outcome, Failure):
            failures.append(outcome)
        else:
            violations.append(str(outcome))
    if violations:
        raise StructureError(
            f"the graph breaks a structure shape: {' | '.join(violations)}.",
            hint="Nothing was changed. This is a fault of the program; please report it.",
        )
    return entries, failures


def _publish(draft: Draft, manifest: Manifest, decided: Decided, progress: Progress) -> Published:
    """Write the graphs about all documents, and make the draft the current release."""
    files = draft.files(manifest)
    graph = f"<{shared_graph_iri(manifest.base, 'things')}> ."
    named = (line for entry in manifest.documents for line in read_lines(files.things_file(entry.doc)))
    things = {line for line in named if line.endswith(graph)}
    territories = territory_quads(manifest.base)
    progress("link", 0, 1)
    links, reports = _link(files, decided.links)
    identities = identity_graph(decided.identities, manifest.base, {line.partition(" ")[0] for line in things})
    things.update(links.things, identities.things)
    _require_structure(links, identities, (*things, *territories), manifest.base)
    progress("link", 1, 1)
    manifest = replace(
        manifest, graphs={"links": len(links.quads), "identities": len(identities.quads)}, links=links.counts
    )
    shared = {
        "things": sorted(things),
        "links": links.quads,
        "identities": identities.quads,
        "ontology": ontology_graph_quads(manifest.base),
        "territories": territories,
        "catalog": catalog_quads(manifest),
    }
    for name, lines in shared.items():
        write_text(files.shared_file(name), _to_lines(lines))
    progress("store", 0, 1)
    counts = {name: len(lines) for name, lines in shared.items()}
    release = draft.publish(replace(manifest, graphs=counts), _complete)
    progress("store", 1, 1)
    return Published(release, reports, identities.waiting)


def _link(files: ReleaseFiles, decisions: tuple[LinkDecision, ...]) -> tuple[LinksGraph, tuple[DecisionReport, ...]]:
    """What belongs together in different documents, by their profiles and what people decided."""
    profiles = [read_profile("".join(read_lines(files.profile_file(entry.doc)))) for entry in files.documents]
    resolved = resolve(decisions, profiles)
    links = link_documents(profiles, resolved.rulings)
    graph = links_graph(links, profiles, base=files.manifest.base)
    return graph, review_decisions(resolved, links.links, links.canonical)


def _require_structure(links: LinksGraph, identities: IdentityGraph, things: Collection[str], base: str) -> None:
    """Raise StructureError where the graphs of links and of identities are not built as promised."""
    for name, quads, beside in (
        ("links", links.quads, things_of_links(things, base)),
        ("identities", identities.quads, things_of_identities(identities.quads, things, base)),
    ):
        structure = check_structure(quads, beside)
        if not structure.conforms:
            raise StructureError(
                f"the graph of {name} breaks a structure shape: {'; '.join(map(str, structure.results[:3]))}.",
                hint="Nothing was changed. This is a fault of the program; please report it.",
            )


def _complete(release: ReleaseFiles, previous: ReleaseFiles | None) -> None:
    """Add the index of the search."""
    build_index(_list_rows(release), _list_rows(previous) if previous else None)


def _list_rows(release: ReleaseFiles) -> Source:
    """A release as the index of the search sees it."""
    parts = {entry.doc: release.rows_file(entry.doc) for entry in release.documents}
    return Source(release.index_file, parts, release.manifest.program, release.manifest.base)


def _to_lines(lines: Iterable[str]) -> str:
    """A file's text."""
    return "".join(f"{line}\n" for line in lines)


def _describe_fault(error: Exception, path: Path) -> str:
    """A fault of the program in one sentence: where it is, and nothing of what the document says."""
    frames = traceback.extract_tb(error.__traceback__)
    last = next((frame for frame in reversed(frames) if Path(frame.filename).is_relative_to(PACKAGE)), frames[-1])
    place = f"{Path(last.filename).name}:{last.lineno}"
    return f"{path}: the program failed ({type(error).__name__} at {place}); please report it."
