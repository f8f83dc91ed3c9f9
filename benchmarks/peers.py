"""The mapping stage beside morph-kgc (RML): money statements of invented plans to N-Quads, quads/s of each.

    python benchmarks/peers.py --statements 20000

morph-kgc is installed into its own environment (`.bench-venv`), because its pins do not go with ours. Both write
statements of the same figures; how many quads a statement has differs, so compare quads/s and not seconds.
"""

from __future__ import annotations

import argparse
import csv
import random
import statistics
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from time import perf_counter

from mapper.graph import document_graph
from mapper.records import BudgetStatement, DepartmentPlan, Kind, Ref, Span, Stage
from mapper.records.document import ReadDocument

BASE = "https://example.org/workplan/"
COLUMNS = ("id", "subject", "year", "stage", "source", "amount", "printed", "line", "order", "block", "label", "doc")
MAPPING = """
@prefix rr: <http://www.w3.org/ns/r2rml#> . @prefix rml: <http://semweb.mmlab.be/ns/rml#> .
@prefix ql: <http://semweb.mmlab.be/ns/ql#> . @prefix wp: <https://w3id.org/workplan/ns#> .
<#Budget> a rr:TriplesMap ;
  rml:logicalSource [ rml:source "{csv}" ; rml:referenceFormulation ql:CSV ] ;
  rr:subjectMap [ rr:template "{base}id/budgets/{{id}}" ; rr:class wp:BudgetStatement ;
    rr:graphMap [ rr:template "{base}graph/{{doc}}" ] ] ;
  {properties} .
"""


def main() -> None:
    """Command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--statements", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    documents = invent(arguments.statements)
    document_graph(documents[0], base=BASE)
    ours = [time_ours(documents) for _ in range(arguments.rounds)]
    with tempfile.TemporaryDirectory() as folder:
        theirs = [time_morph_kgc(documents, Path(folder)) for _ in range(arguments.rounds)]
    for name, found in (("workplan-graph", ours), ("morph-kgc", theirs)):
        quads, seconds = found[0][0], statistics.median(time for _, time in found)
        print(f"{name:16}{quads:12,} quads{seconds:9.2f} s{quads / seconds:14,.0f} quads/s")


def invent(statements: int) -> list[ReadDocument]:
    """Documents of 500 money statements each."""
    draw = random.Random(1)
    documents = []
    for number in range(max(1, statements // 500)):
        plan = DepartmentPlan(span=Span(1, 1), rule="cover", municipality="솔빛군", department="관광과", plan_year=2030)
        records: list[DepartmentPlan | BudgetStatement] = [plan]
        for line in range(2, 502):
            amount = draw.randint(1, 10**6)
            records.append(
                BudgetStatement(
                    span=Span(line, line),
                    rule="budget-table",
                    subject=Ref(Kind.PROGRAMME, f"사업 {line % 50}", line % 50),
                    fiscal_year=str(2026 + line % 5),
                    stage=Stage.PLANNED,
                    source=("국비", "도비", "군비")[line % 3],
                    amount_krw=amount * 1000,
                    printed=f"{amount:,}",
                    quantum_krw=1000,
                    block=f"t{line // 20}",
                )
            )
        lines = tuple("줄" for _ in range(502))
        documents.append(ReadDocument(f"plan-{number}", "0" * 64, "text/plain", lines, tuple(records), (), (), ()))
    return documents


def time_ours(documents: list[ReadDocument]) -> tuple[int, float]:
    """Quads and seconds of our emitter, one core."""
    start = perf_counter()
    graphs = [document_graph(document, base=BASE) for document in documents]
    return sum(len(graph.quads) + len(graph.things) for graph in graphs), perf_counter() - start


def time_morph_kgc(documents: list[ReadDocument], folder: Path) -> tuple[int, float]:
    """Quads and seconds of morph-kgc as a whole process, CSV and planning included, one process."""
    source, result = folder / "budgets.csv", folder / "out.nq"
    with source.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)
        for document in documents:
            for order, record in enumerate(document.records[1:]):
                assert isinstance(record, BudgetStatement)
                row = (f"{document.doc}-{order}", record.subject.name, record.fiscal_year, record.stage, record.source)
                rest = (
                    record.amount_krw,
                    record.printed,
                    record.span,
                    order,
                    record.block,
                    record.printed,
                    document.doc,
                )
                writer.writerow((*row, *rest))
    properties = " ;\n  ".join(
        f'rr:predicateObjectMap [ rr:predicate wp:{name} ; rr:objectMap [ rml:reference "{name}" ] ]'
        for name in COLUMNS[1:]
    )
    mapping, config = folder / "mapping.ttl", folder / "config.ini"
    mapping.write_text(MAPPING.format(csv=source, base=BASE, properties=properties), encoding="utf-8")
    config.write_text(
        f"[CONFIGURATION]\noutput_file={result}\noutput_format=N-QUADS\nnumber_of_processes=1\nlogging_level=ERROR\n"
        f"[source]\nmappings={mapping}\n",
        encoding="utf-8",
    )
    python = peer_python()
    start = perf_counter()
    subprocess.run([python, "-m", "morph_kgc", str(config)], check=True, capture_output=True)
    seconds = perf_counter() - start
    return result.read_text(encoding="utf-8").count("\n"), seconds


def peer_python() -> Path:
    """The interpreter of the peer's own environment, made at the first run."""
    folder = Path(__file__).parent / ".bench-venv"
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "morph-kgc>=2.10", "pandas<3"], check=True)
    return python


if __name__ == "__main__":
    main()
