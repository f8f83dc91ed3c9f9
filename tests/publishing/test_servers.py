"""Negotiation, tombstones and CORS as real servers do them with the configuration that the site carries."""

from __future__ import annotations

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from mapper.keys import key_hash
from mapper.publishing import publish
from mapper.store.release import ReleaseFiles
from tests.publishing.conftest import BASE

PREFIX = "/plans/"
APACHE = """
ServerName localhost
ServerRoot "{folder}"
PidFile "{folder}/pid"
ErrorLog "{folder}/error.log"
Listen 127.0.0.1:{port}
{modules}
TypesConfig /dev/null
AddType text/html .html
DocumentRoot "{folder}/www"
<Directory "{folder}/www">
  AllowOverride All
  Require all granted
  DirectoryIndex index.html
</Directory>
"""
MODULES = ("mpm_event", "authz_core", "dir", "headers", "mime", "rewrite")
MODULE_FOLDER = Path("/usr/lib/apache2/modules")


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def command_of(server: str, folder: Path, port: int) -> list[str]:
    """How a server is started in the foreground, with its configuration written to the folder."""
    if server == "apache2":
        modules = "\n".join(f"LoadModule {name}_module {MODULE_FOLDER}/mod_{name}.so" for name in MODULES)
        text = APACHE.format(folder=folder, port=port, modules=modules)
        (folder / "conf").write_text(text)
        return [server, "-X", "-f", str(folder / "conf")]
    rules = (folder / "www/plans/server/nginx.conf").read_text()
    rules = rules.replace("listen 80;", f"listen 127.0.0.1:{port};").replace("/var/www/workplan", f"{folder}/www")
    paths = " ".join(
        f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "conf").write_text(
        f"{'user root;' if os.getuid() == 0 else ''} daemon off; worker_processes 1;\n"
        f"pid {folder}/pid; error_log {folder}/error.log;\n"
        f"events {{}}\nhttp {{ access_log off; {paths}\n{rules}\n}}\n"
    )
    return [server, "-p", str(folder), "-c", str(folder / "conf")]


@pytest.fixture(scope="module", params=["nginx", "apache2"])
def port(
    request: pytest.FixtureRequest, release: ReleaseFiles, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[int]:
    """A server of a site of which one document was taken down."""
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    folder = tmp_path_factory.mktemp(request.param)
    publish(release, BASE, folder / "www/plans")
    publish(release, BASE, folder / "www/plans", take_down=["closed"])
    number = free_port()
    process = subprocess.Popen(command_of(request.param, folder, number), stderr=subprocess.PIPE)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", number), 1).close()
                break
            except OSError:
                assert process.poll() is None, process.stderr and process.stderr.read()
                time.sleep(0.05)
        yield number
    finally:
        process.terminate()
        process.wait()
        assert process.stderr
        process.stderr.close()


def get(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """Status, headers and content of an address, without following where it leads."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", PREFIX + path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    content = answer.read().decode("utf-8", "replace")
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, content


OPEN = f"id/document/{key_hash(('open',))}"
CLOSED = f"id/document/{key_hash(('closed',))}"


@pytest.mark.parametrize("node", [OPEN, f"graph/document/{key_hash(('open',))}", "graph/things", "ns"])
@pytest.mark.parametrize(
    ("accept", "language", "ending"),
    [
        ("text/html,application/xhtml+xml,*/*;q=0.8", "ko-KR,ko;q=0.9,en;q=0.8", ".html"),
        ("text/html,*/*;q=0.8", "en-GB,en;q=0.9,ko;q=0.1", ".en.html"),
        ("text/html", "de,en;q=0.5", ".en.html"),
        ("*/*", "", ".html"),
        ("text/turtle", "en", ".ttl"),
        ("text/turtle, application/ld+json;q=0.5, */*;q=0.1", "", ".ttl"),
        ("application/ld+json, text/turtle;q=0.5", "", ".jsonld"),
        ("application/ld+json", "", ".jsonld"),
    ],
)
def test_an_iri_leads_to_the_form_that_is_asked_for(
    port: int, node: str, accept: str, language: str, ending: str
) -> None:
    status, headers, _ = get(port, node, Accept=accept, Accept_Language=language)
    assert status == 303
    assert headers["location"].removeprefix(f"http://127.0.0.1:{port}") == f"{PREFIX}{node}{ending}"
    assert headers["access-control-allow-origin"] == "*"
    assert "accept" in headers["vary"].lower()
    assert "accept-language" in headers["vary"].lower()
    status, headers, content = get(port, node + ending)
    assert status == 200
    assert content


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (f"{OPEN}.html", "text/html"),
        (f"{OPEN}.en.html", "text/html"),
        (f"{OPEN}.ttl", "text/turtle"),
        (f"{OPEN}.jsonld", "application/ld+json"),
        ("context.jsonld", "application/ld+json"),
        ("dataset.nq.gz", "application/gzip"),
        ("", "text/html"),
    ],
)
def test_files_have_their_media_type_and_may_be_read_from_any_page(port: int, path: str, kind: str) -> None:
    status, headers, _ = get(port, path)
    assert (status, headers["content-type"].split(";")[0]) == (200, kind)
    assert headers["access-control-allow-origin"] == "*"
    assert "content-encoding" not in headers


@pytest.mark.parametrize("ending", ["", ".html", ".en.html", ".ttl", ".jsonld"])
def test_what_was_taken_down_is_gone(port: int, ending: str) -> None:
    status, headers, content = get(port, CLOSED + ending, Accept="text/html")
    assert status == 410
    assert "여기에 더는 아무것도 없습니다" in content
    assert headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["id/document/000000000000.html", "nothing", ".workplan/files", ".workplan/withdrawn"])
def test_what_is_not_there_is_not_found(port: int, path: str) -> None:
    assert get(port, path)[0] == 404
