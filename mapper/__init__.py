"""Reads the annual work plans of Korean local governments and turns them into a validated graph.

    import mapper

    document = mapper.read("plan.txt")              # records, issues, what became of every line
    quads = mapper.to_graph(document).quads         # its graph, as sorted N-Quads

    release = mapper.open_release("release")        # what `workplan build` made
    for row in release.ask("assets-past-life"):     # a saved question; rows of Python values
        print(row)
    frame = release.ask("assets-past-life").to_pandas()

Nothing is imported before it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from mapper.library import Release, open_release, read, to_graph

__all__ = ["Release", "open_release", "read", "to_graph"]


def __getattr__(name: str) -> object:
    """The library's names, imported at their first use."""
    if name in __all__:
        from mapper import library

        return getattr(library, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*globals(), *__all__])
