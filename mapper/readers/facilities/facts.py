"""What a line tells of a place beside its name: address or floor, size, and who runs it."""

from __future__ import annotations

import re

_ADDRESS = re.compile(
    r"(?:[가-힣]+(?:특별시|광역시|도|시|군|구|읍|면|동|리)\s)*"
    r"[가-힣\d]+(?:로|길|동|리|면|읍|가)\s?(?:산\s?)?\d[\d-]*(?:번지|번길\s?\d[\d-]*)?(?=,|\s|$|[)(/])"
)
_FLOOR = re.compile(r"(?:[가-힣A-Za-z\d]+\s){1,4}(?:지하\s?|지상\s?)?\d{1,2}\s?층(?:\s?[가-힣]{2,8}실)?")
_SIZE = re.compile(
    r"(?:부지|연면적|건축면적|부지면적|대지|대지면적|면적|규모|시설용량|처리용량|시설규모|객석|좌석)?\s?[:：]?\s?"
    r"(?P<size>\d[\d,.]*\s?(?:㎡|m²|m2|평|ha|㎥/일|톤/일|㎥|석))"
)
_OPERATOR = re.compile(
    r"(?:위탁\s?운영|운영\s?기관|운영\s?주체|수탁\s?기관|위탁\s?기관|관리\s?기관|관리\s?주체|수탁자)\s?[:：]?\s?"
    r"(?P<name>[^\s,/()][^,/()]{1,20}?)(?=$|[,/()])"
)
_RUN_BY = re.compile(r"^\s?[:：]\s?(?P<name>[가-힣A-Za-z㈜·\d]{2,20}(?:\s[가-힣]{1,10})?)\s(?:직영\s?)?(?:운영|관리)$")
"""What stands behind a place's colon: `: 미디어팀 운영`."""

_RUN_LAST = re.compile(
    r"[,，]\s?(?P<name>[가-힣A-Za-z0-9·]{2,12}(?:팀|과|담당관|재단|공단|센터))\s(?:직영\s?)?(?:운영|관리)$"
)
"""What ends the list of what is told of it: `면적 96㎡, 정보팀 운영`."""


def find_address(text: str) -> str:
    """An address, else a floor of a named building; empty where the text has none."""
    match = _ADDRESS.search(text) or _FLOOR.search(text)
    return match.group().strip() if match else ""


def find_size(text: str) -> str:
    """An area or a capacity, without its label: `부지 68,400㎡` is 68,400㎡."""
    match = _SIZE.search(text)
    return match["size"].replace(" ", "") if match else ""


def find_operator(text: str) -> str:
    """Who runs a place (위탁운영, 운영기관, 수탁기관), also in words behind its colon."""
    match = _OPERATOR.search(text) or _RUN_BY.match(text) or _RUN_LAST.search(text)
    return match["name"].strip() if match else ""
