"""Command line: python -m generator FOLDER --count 2000 --seed 1 --noise 0 --planted 0.3 --feature TAG."""

from __future__ import annotations

import argparse

from .output import write


def main() -> None:
    """Writes documents with known truth."""
    parser = argparse.ArgumentParser(prog="generator")
    parser.add_argument("folder")
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--noise", type=int, choices=(0, 1, 2), default=0)
    parser.add_argument("--planted", type=float, default=0.0)
    parser.add_argument("--feature")
    options = parser.parse_args()
    write(options.folder, options.count, options.seed, options.noise, options.planted, options.feature)


if __name__ == "__main__":
    main()
