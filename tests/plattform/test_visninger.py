"""A page finds rows by whose they are: `Model.objects.synlig_for(bruker)`, what `venter_paa` a person, or a selector."""

import ast
from pathlib import Path

import pytest

ROT = Path(__file__).parents[2]
VISNINGER = sorted(
    fil
    for rom in ("grunnmur", "hospitering", "veiledning", "lis", "helsefellesskap")
    for fil in (ROT / rom).rglob("*.py")
    if fil.name == "views.py" or "views" in fil.parent.parts
)
AAPENT = {"Helsefellesskap.objects.gjeldende", "Innstilling.objects.gjeldende"}
"""Whose portal this is, and what is agreed for everybody: rows that are about nobody."""


def andre_veier(kode: str) -> list[str]:
    """Every `Model.objects.something` and `Model._default_manager.something` that asks for nobody's rows in particular."""
    funn = []
    for node in ast.walk(ast.parse(kode)):
        if (
            isinstance(node, ast.Attribute)
            and isinstance(node.value, ast.Attribute)
            and node.value.attr in {"objects", "_default_manager", "_base_manager"}
            and node.attr not in {"synlig_for", "venter_paa"}
        ):
            funn.append(ast.unparse(node))
    return [vei for vei in funn if vei not in AAPENT]


@pytest.mark.parametrize("fil", VISNINGER, ids=lambda fil: str(fil.relative_to(ROT)))
def test_en_visning_finner_rader_bare_ved_synlig_for(fil: Path) -> None:
    assert andre_veier(fil.read_text()) == []


def test_kontrollen_kan_sla_ut() -> None:
    assert andre_veier("def f(r):\n    return Soknad.objects.filter(pk=1), Soknad.objects.synlig_for(r.user)") == [
        "Soknad.objects.filter"
    ]
    assert len(VISNINGER) > 20
