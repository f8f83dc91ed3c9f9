"""The country's provinces, cities, counties and districts, current and former, and which of them a name means."""

from mapper.territories.finding import Match, find_territory, require_name
from mapper.territories.listed import (
    Level,
    Source,
    Territory,
    list_sources,
    list_territories,
    territories_by_key,
    territories_of_body,
    true_to,
)
from mapper.territories.renaming import find_governments, former_names, last_name
from mapper.territories.telling import tell_apart

__all__ = [
    "Level",
    "Match",
    "Source",
    "Territory",
    "find_governments",
    "find_territory",
    "former_names",
    "last_name",
    "list_sources",
    "list_territories",
    "require_name",
    "tell_apart",
    "territories_by_key",
    "territories_of_body",
    "true_to",
]
