"""The command `reconcile`: candidates for links to data sets outside, and a person's decisions about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from mapper.cli.console import show_progress
from mapper.cli.options import quiet_option, read_pairs, release_option
from mapper.errors import UsageError

if TYPE_CHECKING:
    from mapper.identities import Identity
    from mapper.reconciling import Subject, Wanted

EXIT_SOME_NOT_TAKEN: Final = 1
_KINDS: Final = ("territories", "bodies", "laws")
_LEVELS: Final = ("province", "city", "county", "district", "administrative-city", "ward")


@click.command(short_help="Prepare links to data sets outside, for a person to confirm.")
@click.option("--service", metavar="URL", help="Ask this reconciliation service for candidates.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="CSV file of candidates to write.")
@click.option("--kind", type=click.Choice(_KINDS), default="territories", show_default=True, help="What is looked for.")
@click.option("--level", type=click.Choice(_LEVELS), help="Only territories of this level.")
@click.option("--former", is_flag=True, help="Former territories, too.")
@click.option("--type", "types", metavar="ID", multiple=True, help="Only entities of this type of the service.")
@click.option(
    "--property",
    "properties",
    metavar="PID=VALUE",
    multiple=True,
    help="A property of the service to compare: a text, `id:` and an entity, or our {code}, {parent}, {english}.",
)
@click.option("--limit", type=click.IntRange(1, 50), default=3, show_default=True, help="Candidates for each at most.")
@click.option(
    "--confirm",
    "decided",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Take the decisions in this file of candidates over.",
)
@click.option("--by", metavar="ROLE", help="Who decided: a role or a handle, no person's name.")
@click.option(
    "--identities",
    type=click.Path(dir_okay=False, path_type=Path),
    default="identities.csv",
    show_default=True,
    help="The reviewed list, to which decisions are added.",
)
@release_option
@quiet_option
@click.pass_context
def reconcile(
    context: click.Context,
    service: str | None,
    out: Path | None,
    kind: str,
    level: str | None,
    former: bool,
    types: tuple[str, ...],
    properties: tuple[str, ...],
    limit: int,
    decided: Path | None,
    by: str | None,
    identities: Path,
    release: Path,
    quiet: bool,
) -> None:
    """Ask a reconciliation service what it has for our things, or take a person's decisions over.

    \b
    workplan reconcile --service URL --kind territories --out candidates.csv
    workplan reconcile --confirm candidates.csv --by records-desk
    workplan build plans/ --identities identities.csv

    A person writes owl:sameAs, skos:exactMatch, rdfs:seeAlso or refused into the column `decision`. Nothing is linked
    before that, and what was decided once is not offered again.
    """
    if (service is None) == (decided is None):
        raise UsageError("give either --service with --out, or --confirm with --by.")
    if decided is not None:
        if not by:
            raise UsageError("a decision needs a reviewer.", hint="Give a role or a handle: --by records-desk")
        context.exit(_confirm(decided, identities, by, quiet))
    if out is None:
        raise UsageError("--out is missing.", hint="Name the CSV file of candidates.")
    from mapper.reconciling import Wanted, find_subjects
    from mapper.store import open_store

    wanted = Wanted(types=types, properties=tuple(read_pairs(properties, "--property").items()), limit=limit)
    store = None if kind == "territories" else open_store(release)
    subjects = find_subjects(kind, store, level=level or "", former=former)
    said = _prepare(service or "", out, subjects, wanted, identities, quiet)
    if not quiet:
        click.echo(f"workplan: of {len(subjects):,} {kind} {said}", err=True)


def _prepare(
    service: str, out: Path, subjects: Sequence[Subject], wanted: Wanted, identities: Path, quiet: bool
) -> str:
    """Write the candidates of a service; gives what it had, in words."""
    from mapper.identities import combine, list_identities, load_identities
    from mapper.reconciling import ReconciliationService, prepare, require_room, write_candidates

    known = combine(list_identities(), load_identities(identities) if identities.exists() else ())
    require_room(out, identities)
    with show_progress(quiet=quiet) as progress:
        progress("asking", 0, 1)
        prepared = prepare(ReconciliationService(service), subjects, known, wanted)
        progress("asking", 1, 1)
    write_candidates(out, prepared.rows)
    return (
        f"{len(subjects) - prepared.asked:,} were confirmed before, {prepared.without:,} are unknown there; "
        f"{len(prepared.rows):,} candidates are in {out}, {prepared.decided:,} were decided before."
    )


def _confirm(decided: Path, identities: Path, by: str, quiet: bool) -> int:
    """Take decisions over; the exit code says whether the list decides some of them otherwise."""
    from mapper.reconciling import confirm
    from mapper.reconciling.candidates import count_by_decision

    done = confirm(decided, identities, by, date.today())
    if not quiet:
        added = f": {count_by_decision(done.added)}" if done.added else ""
        click.echo(
            f"workplan: {len(done.added):,} decisions added to {identities}{added}; {done.known:,} were there, "
            f"{done.open:,} candidates are open.",
            err=True,
        )
    for new, kept in done.against:
        click.echo(f"workplan: {new.place}: not taken over: {_describe(kept)}. Change it there.", err=True)
    return EXIT_SOME_NOT_TAKEN if done.against else 0


def _describe(kept: Identity) -> str:
    """A decision that stays."""
    said = kept.relation.value if kept.relation else kept.verdict.value
    return f"{kept.place} says {said} ({kept.who}, {kept.when})"
