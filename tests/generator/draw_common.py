"""A pool that never gives the same name twice within one document, and small drawing helpers."""

from __future__ import annotations

from dataclasses import replace
from random import Random

from .model import AssetItem, Metric
from .vocab_common import ASSETS, PARTED, PLACES, SYSTEMS, VERBS, pairs

PREFIXES = ("찾아가는 ", "신규 ", "집중 ", "권역별 ", "맞춤형 ", "정기 ", "")


class Stock:
    """Names still unused in the document."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.used: set[str] = set()
        self.assets = list(ASSETS)
        self.parted = list(PARTED)
        self.places = list(PLACES)
        self.systems = list(SYSTEMS)
        self.wifi_free = True
        for pool in (self.assets, self.parted, self.places, self.systems):
            rng.shuffle(pool)

    def place(self) -> tuple[str, str] | None:
        """An unused place with its kind."""
        return self.places.pop() if self.places else None

    def take(self, names: list[str], count: int) -> list[str]:
        """Up to count unused names of a list."""
        free = [name for name in names if name not in self.used]
        self.rng.shuffle(free)
        self.used.update(free[:count])
        return free[:count]

    def noun(self, field_name: str) -> tuple[str, str] | None:
        """An unused counted noun with its unit."""
        choices = pairs(field_name, "metric")
        self.rng.shuffle(choices)
        for prefix in self.rng.sample(PREFIXES, len(PREFIXES)):
            for noun, unit in choices:
                if prefix + noun not in self.used:
                    self.used.add(prefix + noun)
                    return prefix + noun, unit
        return None

    def metric(self, field_name: str) -> Metric | None:
        """A counted noun with a value in some shape."""
        found = self.noun(field_name)
        if found is None:
            return None
        noun, unit = found
        rng = self.rng
        verb = rng.choice(VERBS.get(unit, ("추진",)))
        shape = rng.choice(("plain", "plain", "plain", "arrow", "bound", "range", "per", "big", "percent"))
        value = rng.randint(12, 900)
        if shape == "arrow":
            return Metric(noun, str(value), unit, "확대", shape, str(value + rng.randint(5, 900)))
        if shape == "range":
            return Metric(noun, str(value), unit, verb, shape, str(value + rng.randint(1, 9)))
        if shape == "per" and unit == "회":
            return Metric(noun, str(rng.randint(2, 12)), unit, verb, shape)
        if shape == "big" and unit in ("명", "건", "부", "권"):
            return Metric(noun, str(rng.randint(11, 99) * 1000), unit, verb, shape)
        if shape == "bound":
            return Metric(noun, str(value), unit, verb, shape, rng.choice(("이상", "이내", "내외")))
        if shape == "percent":
            value = rng.randint(400, 990)
            return Metric(noun + " 목표달성률", f"{value / 10:.1f}", "%", rng.choice(("달성", "유지")), shape)
        return Metric(noun, str(value), unit, verb)

    def asset(self, year: int, verbs: tuple[str, ...] = ()) -> AssetItem | None:
        """A thing with its count."""
        if not self.assets:
            return None
        name, cls, unit = self.assets.pop()
        rng = self.rng
        count = rng.randint(1, 6) if unit == "식" else rng.randint(2, 60)
        since = year - rng.randint(1, 9) if rng.random() < 0.75 else 0
        life = rng.choice((5, 6, 7, 8, 9, 10)) if rng.random() < 0.6 else 0
        return AssetItem(name, cls, unit, str(count), since, life, (), rng.choice(verbs) if verbs else "")

    def project_asset(self, year: int, verbs: tuple[str, ...]) -> AssetItem | None:
        """A thing that a project brings or renews."""
        if self.systems and self.rng.random() < 0.3:
            name, cls, unit = self.systems.pop()
            verb = "개편" if cls == "website" else self.rng.choice(("고도화", "기능개선"))
            return AssetItem(name, cls, unit, str(self.rng.randint(1, 3)), 0, 0, (), verb)
        item = self.asset(year, verbs)
        if item and item.unit in ("대", "식") and self.rng.random() < 0.4:
            return replace(item, price=self.rng.randint(8, 400) * 100_000)
        return item

    def wifi(self, year: int) -> list[AssetItem]:
        """Public wireless sites with their access points."""
        sites = self.rng.randint(12, 90)
        points = sites + self.rng.randint(5, 90)
        return [
            AssetItem("공공와이파이", "wifi_site", "개소", str(sites)),
            AssetItem("AP", "network_equipment", "대", str(points), 0, 0, (), "inside"),
        ]

    def parted_asset(self, year: int) -> AssetItem | None:
        """A thing whose count is the sum of its parts."""
        if not self.parted:
            return None
        name, cls, unit, qualifiers = self.parted.pop()
        rng = self.rng
        chosen = rng.sample(qualifiers, rng.randint(2, min(3, len(qualifiers))))
        if unit == "km":
            tenths = [rng.randint(31, 480) for _ in chosen]
            parts = tuple((q, f"{t / 10:.1f}") for q, t in zip(chosen, tenths, strict=False))
            return AssetItem(name, cls, unit, f"{sum(tenths) / 10:.1f}", year - rng.randint(2, 9), 0, parts)
        counts = [rng.randint(3, 180) for _ in chosen]
        parts = tuple((q, str(c)) for q, c in zip(chosen, counts, strict=False))
        life = rng.choice((5, 8, 9, 10)) if rng.random() < 0.5 else 0
        return AssetItem(name, cls, unit, str(sum(counts)), year - rng.randint(2, 9), life, parts)
