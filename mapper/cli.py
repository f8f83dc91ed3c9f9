"""The command line: arguments, printing, exit codes."""


def main() -> None:
    """Placeholder replaced in the next commits."""
