from __future__ import annotations

from typing import Any

import pytest

from mapper.errors import EndpointError, UsageError
from mapper.reconciling.service import Entity, Query, ReconciliationService, ServiceManifest
from tests.reconciling.speaking import MANIFEST, Speaker


def service(speaker: Speaker, **options: Any) -> tuple[ReconciliationService, list[float]]:
    """The service with pauses that are noted, not waited for."""
    pauses: list[float] = []
    return ReconciliationService(speaker.url, sleep=pauses.append, **options), pauses


def test_the_manifest_tells_name_addresses_and_the_size_of_a_batch(speaker: Speaker) -> None:
    speaker.manifest |= {"batchSize": 7}
    manifest = service(speaker)[0].read_manifest()
    assert manifest == ServiceManifest(
        "Places", "https://places.example/entity/", "https://places.example/page/{{id}}", 7
    )
    assert manifest.iri_of("P 1") == "https://places.example/entity/P%201"
    assert manifest.iri_of("https://elsewhere.example/1") == "https://elsewhere.example/1"


@pytest.mark.parametrize(
    ("space", "view", "iri"),
    [
        ("https://x.example/id", "https://x.example/page/{{id}}.html", "https://x.example/page/7.html"),
        ("https://x.example/id#", "", "https://x.example/id#7"),
        ("https://x.example/id", "", ""),
    ],
)
def test_an_iri_is_made_as_the_manifest_says(space: str, view: str, iri: str) -> None:
    assert ServiceManifest("x", space, view, 0).iri_of("7") == iri


@pytest.mark.parametrize(
    ("manifest", "message"),
    [
        (b"<html>", "answers with no JSON"),
        ([], "JSON that is no object"),
        ({}, "no manifest of a reconciliation service"),
        ({**MANIFEST, "versions": ["0.1"]}, "speaks version 0.1"),
        ({name: MANIFEST[name] for name in ("name", "identifierSpace", "schemaSpace")}, "speaks version 0.1"),
        ({**MANIFEST, "versions": "0.2"}, "speaks version 0.2 of"),
    ],
)
def test_what_is_no_manifest_of_version_2_is_refused_in_a_sentence(
    speaker: Speaker, manifest: Any, message: str
) -> None:
    speaker.manifest = manifest
    with pytest.raises(EndpointError, match=message):
        service(speaker)[0].read_manifest()


def test_a_query_says_types_properties_and_limit_as_the_standard_wants_them(speaker: Speaker) -> None:
    query = Query("금천구", ("district",), (("code", "1154500000"), ("country", Entity("Q884"))), 2)
    (found,) = service(speaker)[0].match([query])
    assert speaker.batches == [
        {
            "q0": {
                "query": "금천구",
                "limit": 2,
                "type": "district",
                "type_strict": "any",
                "properties": [{"pid": "code", "v": "1154500000"}, {"pid": "country", "v": {"id": "Q884"}}],
            }
        }
    ]
    assert [(one.id, one.score, one.match, one.types) for one in found] == [("P1", 100, True, ("district",))]


def test_candidates_come_in_the_order_of_the_queries_the_best_first_and_equal_ones_by_id(speaker: Speaker) -> None:
    found = list(service(speaker)[0].match([Query("김포시"), Query("없는구"), Query("금천구")], 2))
    assert [[one.id for one in some] for some in found] == [["P3"], [], ["P1", "P2"]]
    assert [len(batch) for batch in speaker.batches] == [2, 1]


def test_a_batch_that_is_too_large_is_halved_and_so_are_those_that_follow(speaker: Speaker) -> None:
    speaker.most = 2
    assert len(list(service(speaker)[0].match([Query("금천구")] * 7, 7))) == 7
    assert [len(batch) for batch in speaker.batches] == [7, 3, 1, 1, 1, 1, 1, 1, 1]


def test_one_query_that_is_too_large_ends_with_a_sentence(speaker: Speaker) -> None:
    speaker.failures = [413, 413]
    with pytest.raises(EndpointError, match="even one query too large"):
        list(service(speaker)[0].match([Query("금천구"), Query("김포시")]))


def test_a_service_that_fails_is_asked_again_after_a_pause(speaker: Speaker) -> None:
    speaker.failures = [500, 502]
    asked, pauses = service(speaker)
    assert len(list(asked.match([Query("금천구")]))) == 1
    assert pauses == [1.0, 5.0]


def test_a_busy_service_is_given_the_time_that_it_asks_for(speaker: Speaker) -> None:
    speaker.failures = [429]
    asked, pauses = service(speaker)
    list(asked.match([Query("금천구")]))
    assert pauses == [7.0]


def test_a_service_that_goes_on_failing_is_given_up(speaker: Speaker) -> None:
    speaker.failures = [500] * 9
    with pytest.raises(EndpointError, match=r"does not answer: 500 .* Tried 3 times"):
        list(service(speaker)[0].match([Query("금천구")]))
    assert len(speaker.batches) == 3


def test_a_service_that_refuses_is_asked_once(speaker: Speaker) -> None:
    speaker.failures = [403]
    with pytest.raises(EndpointError, match="refuses: 403"):
        list(service(speaker)[0].match([Query("금천구")]))
    assert len(speaker.batches) == 1


def test_a_slow_service_ends_when_its_time_is_over(speaker: Speaker) -> None:
    speaker.seconds = 1.0
    asked, _ = service(speaker, timeout_seconds=0.1, pauses_seconds=(0.0,))
    with pytest.raises(EndpointError, match=r"timed out\. Tried 2 times"):
        list(asked.match([Query("금천구")]))


def test_a_service_that_is_not_there_is_told_in_a_sentence() -> None:
    asked = ReconciliationService("http://127.0.0.1:9/reconcile", pauses_seconds=())
    with pytest.raises(EndpointError, match="does not answer: Connection refused"):
        asked.read_manifest()


def test_an_answer_without_one_of_the_queries_is_no_answer(speaker: Speaker) -> None:
    speaker.dropped = "김포시"
    with pytest.raises(EndpointError, match="leaves out the candidates of a query"):
        list(service(speaker)[0].match([Query("금천구"), Query("김포시")]))


def test_queries_go_where_the_manifest_was_found_at_last(speaker: Speaker) -> None:
    asked = ReconciliationService(speaker.url.replace("/reconcile", "/moved"), pauses_seconds=())
    assert asked.read_manifest().name == "Places"
    assert len(list(asked.match([Query("김포시")]))) == 1


@pytest.mark.parametrize("url", ["", "ftp://x.example/", "places.example", "http://"])
def test_what_is_no_address_of_the_web_is_not_asked(url: str) -> None:
    with pytest.raises(UsageError, match="no service's address"):
        ReconciliationService(url)
