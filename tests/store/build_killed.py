"""Not a test: publishes one release in a process that kills itself at the Nth thing it does to the disk.

build_killed.py ROOT TEXT [N]     prints the number of such things when it lives to the end
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from mapper.store.manifest import DocumentEntry, Manifest
from mapper.store.writing import open_draft, write_text

DISK_EVENTS = {
    "open", "os.rename", "os.link", "os.symlink", "os.mkdir", "os.remove", "os.rmdir", "os.truncate",
    "os.scandir", "shutil.rmtree", "os.listdir",
}  # fmt: skip


def publish(root: Path, text: str) -> None:
    """A release of one document whose only statement says `text`."""
    entry = DocumentEntry(
        doc="plan", digest=text, media_type="text/plain", lines=1, quads=1, findings=0, relations=0,
        records={}, fates={"read": 1}, issues={},
    )  # fmt: skip
    manifest = Manifest(
        base="urn:", version="1", program="p", ontology_version="1", documents=(entry,), graphs={"things": 1}
    )
    with open_draft(root) as draft:
        files = draft.files(manifest)
        write_text(files.graph_file("plan"), f'<urn:plan> <urn:says> "{text}" <urn:g> .\n')
        write_text(files.shared_file("things"), '<urn:thing> <urn:is> "there" <urn:things> .\n')
        write_text(files.text_file("plan"), f"{text}\n")
        write_text(files.account_file("plan"), "{}\n")
        draft.publish(manifest)


def main(root: str, text: str, fatal: int = 0) -> None:
    """Publish, and die by SIGKILL right before the fatal-th event below ROOT."""
    seen = 0

    def count(event: str, arguments: tuple[object, ...]) -> None:
        nonlocal seen
        if event in DISK_EVENTS and any(str(argument).startswith(root) for argument in arguments):
            seen += 1
            if seen == fatal:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(count)
    publish(Path(root), text)
    print(seen)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 0)
