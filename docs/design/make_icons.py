"""Build static/img/icons.svg from Aksel's icons (npm package @navikt/aksel-icons 8.16.2, MIT).

npm pack @navikt/aksel-icons@8.16.2 && tar xzf navikt-aksel-icons-8.16.2.tgz
python docs/design/make_icons.py package/dist/svg static/img/icons.svg
"""

import re
import sys
from pathlib import Path

IKONER = {
    "arrow-left": "ArrowLeft",
    "arrow-right": "ArrowRight",
    "bell": "Bell",
    "building": "Buildings3",
    "calendar": "Calendar",
    "chat": "Chat",
    "check": "CheckmarkHeavy",
    "check-circle": "CheckmarkCircleFill",
    "chevron-down": "ChevronDown",
    "chevron-left": "ChevronLeft",
    "chevron-right": "ChevronRight",
    "circle": "Circle",
    "clipboard": "ClipboardCheckmark",
    "clock": "Clock",
    "download": "Download",
    "email": "EnvelopeClosed",
    "external": "ExternalLink",
    "eye": "Eye",
    "file": "FileText",
    "file-pdf": "FilePdf",
    "funnel": "Funnel",
    "globe": "Globe",
    "group": "PersonGroup",
    "hospital": "Hospital",
    "hourglass": "Hourglass",
    "info": "InformationSquare",
    "key": "KeyHorizontal",
    "leave": "Leave",
    "link": "Link",
    "lock": "PadlockLocked",
    "menu": "MenuHamburger",
    "minus-circle": "MinusCircle",
    "pause": "ClockDashed",
    "pencil": "PencilLine",
    "person": "Person",
    "person-plus": "PersonPlus",
    "phone": "Phone",
    "plus": "Plus",
    "print": "PrinterSmall",
    "refresh": "ArrowCirclepath",
    "search": "MagnifyingGlass",
    "send": "Paperplane",
    "shield": "ShieldLock",
    "stethoscope": "Stethoscope",
    "swap": "ArrowRightLeft",
    "table": "Table",
    "timeline": "Timeline",
    "trash": "Trash",
    "undo": "ArrowUndo",
    "warning": "ExclamationmarkTriangle",
    "x": "XMark",
    "x-octagon": "XMarkOctagonFill",
}


def symbol(navn: str, svg: str) -> str:
    """One <symbol>: fixed colours go, so that the icon takes the colour of the text; two decimals are enough."""
    innhold = re.search(r"<svg[^>]*>(.*)</svg>", svg, re.DOTALL)
    if innhold is None:
        raise ValueError(f"{navn}: no <svg> element")
    baner = re.sub(r'\sfill="(?:currentColor|#[0-9A-Fa-f]{3,8})"', "", innhold.group(1).strip())
    baner = re.sub(r"\d+\.\d{3,}", lambda tall: f"{float(tall.group()):.2f}".rstrip("0").rstrip("."), baner)
    baner = re.sub(r">\s+<", "><", baner)
    return f'<symbol id="{navn}" viewBox="0 0 24 24">{baner}</symbol>'


def main() -> None:
    kilde, maal = Path(sys.argv[1]), Path(sys.argv[2])
    symboler = (symbol(navn, (kilde / f"{fil}.svg").read_text()) for navn, fil in sorted(IKONER.items()))
    maal.write_text(f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symboler)}</svg>\n')


if __name__ == "__main__":
    main()
