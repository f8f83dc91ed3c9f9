"""Records that hold a figure: money, assets, and every other printed number with a unit."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Annotated, ClassVar

from mapper.records.base import Record, Ref
from mapper.records.filling import filled_at_once
from mapper.vocabulary import WP


class Stage(StrEnum):
    """Stage of the budget cycle (definition `budgets`)."""

    INITIAL = "initial"
    APPROPRIATED = "appropriated"
    EXECUTED = "executed"
    CHANGE = "change"
    UNIT_PRICE = "unit_price"
    PLANNED = "planned"


class AssetClass(StrEnum):
    """Classes of things of information technology and the like (definition `assets`)."""

    SERVER = "server"
    STORAGE = "storage"
    BACKUP = "backup"
    NETWORK_SWITCH = "network_switch"
    NETWORK_EQUIPMENT = "network_equipment"
    FIREWALL = "firewall"
    IPS = "ips"
    SECURITY_SYSTEM = "security_system"
    WIFI_SITE = "wifi_site"
    TELEPHONE = "telephone"
    LEASED_LINE = "leased_line"
    FIBRE_CABLE = "fibre_cable"
    LAN_PORT = "lan_port"
    PC = "pc"
    LAPTOP = "laptop"
    PRINTER = "printer"
    COPIER = "copier"
    MONITOR = "monitor"
    KIOSK = "kiosk"
    DISPLAY = "display"
    INFORMATION_SYSTEM = "information_system"
    WEBSITE = "website"
    GIS_LAYER = "gis_layer"
    SOFTWARE_LICENCE = "software_licence"
    VEHICLE = "vehicle"
    MEDIA_STUDIO = "media_studio"
    HEALTH_DEVICE = "health_device"
    MAP_SHEET = "map_sheet"
    CCTV = "cctv"
    POWER_COOLING = "power_cooling"
    OTHER = "other"


class AssetState(StrEnum):
    """What happens to an asset according to its line."""

    IN_USE = "in_use"
    PLANNED = "planned"
    ACQUIRED = "acquired"
    REPLACED = "replaced"


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class BudgetStatement(Record):
    """A sum of money that a document states for a subject (예산)."""

    table: ClassVar[str] = "budgets"
    rdf_class: ClassVar[str] = WP.BudgetStatement

    subject: Annotated[Ref, WP.subject]
    fiscal_year: Annotated[str, WP.fiscalYear]
    """`2023`, `all` (over all years), `<=2023` (up to and with) or `>2026` (after)."""
    stage: Annotated[Stage, WP.stage]
    category: Annotated[str, WP.category] = ""
    source: Annotated[str, WP.fundingSource] = "total"
    amount_krw: Annotated[int, WP.amount]
    """Whole won."""
    printed: Annotated[str, WP.printed] = ""
    """The figure as printed, without its unit: `1,058`."""
    quantum_krw: Annotated[int, WP.quantum] = 1
    """Won that one step of the last printed digit is worth: 1000 for 천원, 1000000 for 백만원."""
    additive: Annotated[bool, WP.additive] = True
    """False where the amount is a total over sources, years or parts, a difference, a price, or a restatement."""
    block: Annotated[str, WP.block] = ""
    """Which table or clause printed it (`t106`, `l969`): figures of one block are meant to fit together."""


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class AssetStatement(Record):
    """A counted, dated, bought or replaced kind of thing at a holder."""

    table: ClassVar[str] = "assets"
    rdf_class: ClassVar[str] = WP.AssetStatement

    holder: Annotated[Ref, WP.holder]
    name: Annotated[str, WP.name]
    asset_class: Annotated[AssetClass, WP.assetClass]
    quantity: Annotated[str, WP.quantity] = ""
    """Decimal number as text, thousands separators removed."""
    unit: Annotated[str, WP.unitText] = ""
    state: Annotated[AssetState, WP.assetState]
    year: Annotated[int | None, WP.assetYear] = None
    life_years: Annotated[Decimal | None, WP.lifeYears] = None
    purpose: Annotated[str, WP.purpose] = ""
    whole: Annotated[bool, WP.whole] = False
    """True for a total over parts that are counted in the same line."""
    elapsed_years: Annotated[int | None, WP.elapsedYears] = None
    """Years in use as the document prints them (`13년 경과`)."""


@filled_at_once
@dataclass(frozen=True, slots=True, kw_only=True)
class MetricStatement(Record):
    """Any other printed number with a unit, and every percentage."""

    table: ClassVar[str] = "metrics"
    rdf_class: ClassVar[str] = WP.MetricStatement

    subject: Annotated[Ref, WP.subject]
    metric: Annotated[str, WP.metric]
    dimensions: Annotated[tuple[tuple[str, str], ...], WP.dimension] = ()
    """Pairs of key and value, in the order of the table's column `dimensions`."""
    period: Annotated[str, WP.period] = ""
    value: Annotated[Decimal, WP.value]
    unit: Annotated[str, WP.unitText] = ""
    printed: Annotated[str, WP.printed] = ""
    quantum: Annotated[Decimal, WP.quantum] = Decimal(1)
    """What one step of the last printed digit is worth: 0.1 for 8.5."""
    block: Annotated[str, WP.block] = ""
