"""Which rows of docs/krav.csv have tests, by family."""

import ast
import csv
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

# Chapter G of the requirements settles open questions; it has no rows in the table.
_AVKLARING = re.compile(r"G-\d\d")


class Command(BaseCommand):
    requires_system_checks = []
    help = 'Prints the rows of docs/krav.csv with and without tests, by the marks @pytest.mark.krav("S1-H10").'

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--familie", help="only rows whose id starts with this, for example S1-H")
        parser.add_argument("--mangler", action="store_true", help="list only rows without tests")

    def handle(self, *args: Any, familie: str | None = None, mangler: bool = False, **options: Any) -> None:
        rot = Path(settings.BASE_DIR)
        rader = list(csv.DictReader((rot / "docs" / "krav.csv").open(encoding="utf-8")))
        tester = tester_etter_krav(rot / "tests")
        kjente = {rad["id"] for rad in rader}
        if ukjente := sorted(id_ for id_ in set(tester) - kjente if not _AVKLARING.fullmatch(id_)):
            raise CommandError(f"Tests name rows that docs/krav.csv does not have: {', '.join(ukjente)}")
        for navn, gruppe in _i_familier(rader).items():
            if familie and not navn.startswith(familie) and not familie.startswith(navn):
                continue
            valgt = [rad for rad in gruppe if not familie or rad["id"].startswith(familie)]
            med = sum(rad["id"] in tester for rad in valgt)
            self.stdout.write(f"{navn}: {med} of {len(valgt)} rows have tests")
            for rad in valgt:
                funnet = tester.get(rad["id"], [])
                if funnet and mangler:
                    continue
                self.stdout.write(f"  {rad['id']:<10} {', '.join(funnet) or '-'}")
        if avklaringer := sorted(id_ for id_ in tester if _AVKLARING.fullmatch(id_)):
            self.stdout.write(f"Settled questions with tests: {', '.join(avklaringer)}")
        self.stdout.write(f"Total: {len(kjente & set(tester))} of {len(kjente)} rows have tests")


def tester_etter_krav(mappe: Path) -> dict[str, list[str]]:
    """Row id → the tests that carry its mark, as file::function."""
    funn: dict[str, list[str]] = defaultdict(list)
    for fil in sorted(mappe.rglob("test_*.py")):
        for id_, navn in _merker(ast.parse(fil.read_text(encoding="utf-8"))):
            funn[id_].append(f"{fil.relative_to(mappe.parent).as_posix()}::{navn}")
    return dict(funn)


def _merker(tre: ast.Module) -> Iterator[tuple[str, str]]:
    """Marks on functions and classes, in `pytestmark`, and in pytest.param(marks=…), whose test is the enclosing one."""
    for node in tre.body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield from ((id_, node.name) for id_ in _ider(node))
        elif isinstance(node, ast.Assign) and any(getattr(maal, "id", "") == "pytestmark" for maal in node.targets):
            yield from ((id_, "*") for id_ in _ider(node))


def _ider(node: ast.AST) -> Iterator[str]:
    for ett in ast.walk(node):
        if isinstance(ett, ast.Call) and isinstance(ett.func, ast.Attribute) and ett.func.attr == "krav":
            yield from (arg.value for arg in ett.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str))


def _i_familier(rader: list[dict[str, str]]) -> dict[str, list[dict[str, str]]]:
    familier: dict[str, list[dict[str, str]]] = defaultdict(list)
    for rad in rader:
        treff = re.match(r"[A-Z0-9]+-[A-Z]*", rad["id"])
        familier[treff.group() if treff else rad["id"]].append(rad)
    return dict(familier)
