"""Compound files (CFB, version 3): a minimal writer of our own; olefile and two further readers open what it writes."""

from __future__ import annotations

import struct
from collections.abc import Mapping

SECTOR, MINI_SECTOR, CUTOFF = 512, 64, 4096
END, FREE, FAT_SECTOR, NOTHING = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD, 0xFFFFFFFF
_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")


def write_compound(streams: Mapping[str, bytes]) -> bytes:
    """A file with these streams; `Folder/Name` stands in a storage."""
    sectors: list[bytes] = []
    chains: list[int] = []
    mini = b""
    mini_chains: list[int] = []
    placed: dict[str, tuple[int, int]] = {}
    for name, content in streams.items():
        if len(content) >= CUTOFF:
            placed[name] = (_chain(content, sectors, chains), len(content))
        else:
            first = len(mini_chains) if content else END
            count = -(-len(content) // MINI_SECTOR)
            mini_chains += [first + index + 1 for index in range(count - 1)] + [END] * bool(count)
            mini += content.ljust(count * MINI_SECTOR, b"\0")
            placed[name] = (first, len(content))
    mini_fat = b"".join(struct.pack("<I", entry) for entry in mini_chains)
    first_mini_fat = _chain(mini_fat, sectors, chains, b"\xff") if mini_fat else END
    mini_stream = _chain(mini, sectors, chains) if mini else END
    entries = _directory(placed, mini_stream, len(mini))
    first_directory = _chain(entries, sectors, chains)
    count = 1
    while count * SECTOR // 4 < len(chains) + count:
        count += 1
    fat_at = len(sectors)
    chains += [FAT_SECTOR] * count
    fat = b"".join(struct.pack("<I", entry) for entry in chains).ljust(count * SECTOR, b"\xff")
    header = struct.pack(
        "<8s16sHHHHH6x9I",
        _SIGNATURE, b"", 0x3E, 3, 0xFFFE, 9, 6, 0, count, first_directory, 0, CUTOFF,
        first_mini_fat, -(-len(mini_fat) // SECTOR), END, 0,
    )  # fmt: skip
    table = [fat_at + index if index < count else FREE for index in range(109)]
    return header + struct.pack("<109I", *table) + b"".join(sectors) + fat


def _chain(content: bytes, sectors: list[bytes], chains: list[int], filler: bytes = b"\0") -> int:
    """Put a stream into sectors; the number of its first one."""
    first = len(sectors)
    pieces = [content[at : at + SECTOR].ljust(SECTOR, filler) for at in range(0, len(content), SECTOR)]
    sectors += pieces
    chains += [first + index + 1 for index in range(len(pieces) - 1)] + [END]
    return first


def _directory(placed: Mapping[str, tuple[int, int]], mini_stream: int, mini_size: int) -> bytes:
    """The root, the storages and the streams; siblings hang on each other to the right, sorted as the format asks."""
    storages = sorted({name.partition("/")[0] for name in placed if "/" in name}, key=lambda name: (len(name), name))
    children: dict[str, list[str]] = {"": [*storages, *(name for name in placed if "/" not in name)]}
    for storage in storages:
        children[storage] = [name for name in placed if name.startswith(f"{storage}/")]
    order = [name for group in children.values() for name in group]
    number = {name: index for index, name in enumerate(order, 1)}
    rows = [_entry("Root Entry", 5, mini_stream, mini_size, child=_first(children[""], number))]
    for name in order:
        group = children[name.partition("/")[0]] if "/" in name else children[""]
        ranked = _ranked(group)
        following = ranked.index(name) + 1
        right = number[ranked[following]] if following < len(ranked) else NOTHING
        if name in storages:
            rows.append(_entry(name, 1, 0, 0, right, _first(children[name], number)))
        else:
            rows.append(_entry(name.rpartition("/")[2], 2, *placed[name], right))
    while len(rows) % 4:
        rows.append(_entry("", 0, 0, 0))
    return b"".join(rows)


def _ranked(names: list[str]) -> list[str]:
    return sorted(names, key=lambda name: (len(name.rpartition("/")[2]), name.rpartition("/")[2].upper()))


def _first(names: list[str], number: Mapping[str, int]) -> int:
    return number[_ranked(names)[0]] if names else NOTHING


def _entry(name: str, kind: int, first: int, size: int, right: int = NOTHING, child: int = NOTHING) -> bytes:
    """One entry of the directory."""
    letters = name.encode("utf-16-le") + b"\0\0" if name else b""
    return struct.pack("<64sHBBIII16xI16xIQ", letters, len(letters), kind, 1, NOTHING, right, child, 0, first, size)
