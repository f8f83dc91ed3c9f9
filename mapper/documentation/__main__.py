"""Writes the derived files of a checkout anew: `python -m mapper.documentation [vocabulary] [graphs] ...`.

A new term first goes into `ontology/`, then into the generated modules, then into the code that uses it.
"""

import sys

from mapper.documentation import TARGETS
from mapper.resources import PACKAGE


def main(targets: list[str]) -> None:
    """Write the files of the targets; ends with a message where a target is unknown or there is no checkout."""
    checkout = PACKAGE.parent
    if not (checkout / "pyproject.toml").is_file():
        sys.exit("There is no checkout around this package: derived files are made in a checkout only.")
    if unknown := set(targets) - set(TARGETS):
        sys.exit(f"Unknown target: {', '.join(sorted(unknown))}. Known are {', '.join(TARGETS)}.")
    for target in targets or TARGETS:
        files = TARGETS[target](checkout)
        for path, text in files.items():
            (checkout / path).parent.mkdir(exist_ok=True)
            (checkout / path).write_text(text, encoding="utf-8")
        if target == "graphs":
            for old in (checkout / "graphs").glob("*.nq"):
                if f"graphs/{old.name}" not in files:
                    old.unlink()


if __name__ == "__main__":
    main(sys.argv[1:])
