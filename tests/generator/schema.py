"""Names and columns of the fifteen tables."""

TABLES: dict[str, tuple[str, ...]] = {
    "documents": ("doc", "title", "municipality", "department", "bureau", "issued", "report_year", "plan_year",
                  "occasion", "line"),
    "organizations": ("doc", "name", "kind", "parent", "line"),
    "duties": ("doc", "org", "duty", "line"),
    "staffing": ("doc", "org", "as_of", "measure", "series", "grade", "count", "line"),
    "budgets": ("doc", "subject_kind", "subject", "fiscal_year", "stage", "category", "source", "amount_krw", "line"),
    "projects": ("doc", "number", "title", "status", "page", "department", "team", "start", "end", "period_text",
                 "contract_method", "line"),
    "components": ("doc", "project", "title", "start", "end", "location", "quantity", "unit", "line"),
    "milestones": ("doc", "project", "kind", "start", "end", "text", "line"),
    "assets": ("doc", "holder", "name", "class", "quantity", "unit", "state", "year", "life_years", "purpose", "line"),
    "facilities": ("doc", "name", "kind", "location", "size", "purpose", "operator", "line"),
    "committees": ("doc", "name", "members", "chair", "role", "line"),
    "metrics": ("doc", "subject", "metric", "dimensions", "period", "value", "unit", "line"),
    "legal": ("doc", "project", "basis", "line"),
    "partners": ("doc", "project", "org", "role", "line"),
    "inconsistencies": ("doc", "kind", "description", "expected", "found", "lines"),
}

FORMATS = ("txt", "md", "html")
