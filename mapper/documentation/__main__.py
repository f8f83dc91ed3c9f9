"""Writes the derived files of a checkout anew: `python -m mapper.documentation [vocabulary] [pages]`, all by default.

A new term first goes into `ontology/`, then into the generated modules, then into the code that uses it.
"""

import sys

from mapper.documentation import derived_files
from mapper.resources import PACKAGE


def main(targets: list[str]) -> None:
    """Write the files of the targets; ends with a message where a target is unknown or there is no checkout."""
    checkout = PACKAGE.parent
    if not (checkout / "pyproject.toml").is_file():
        sys.exit("There is no checkout around this package: derived files are made in a checkout only.")
    files = derived_files(checkout)
    if unknown := set(targets) - set(files):
        sys.exit(f"Unknown target: {', '.join(sorted(unknown))}. Known are {', '.join(files)}.")
    for target in targets or files:
        for path, text in files[target].items():
            (checkout / path).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
