"""Subset Inter (inter-ui 4.1.1, OFL-1.1) for PDFs: names and words from all of Europe, so that no reader needs a font.

Use: python make_document_font.py grunnmur/dokumenter/ressurser <inter-ui>/variable/InterVariable.woff2
"""

import io
import sys
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

TEGN = [
    *range(0x20, 0x7F), *range(0xA0, 0x180), 0x18F, *range(0x1A0, 0x1B1), *range(0x1CD, 0x1DD), *range(0x1E6, 0x1F0),
    *range(0x218, 0x21C), 0x259, *range(0x2BB, 0x2BE), *range(0x2C6, 0x2DE), *range(0x300, 0x313), *range(0x323, 0x332),
    *range(0x370, 0x400), *range(0x400, 0x482), *range(0x48A, 0x530), *range(0x1E00, 0x1F00), *range(0x2000, 0x2065),
    *range(0x2070, 0x209D), *range(0x20A0, 0x20C1), 0x2116, 0x2122, *range(0x2150, 0x215F), *range(0x2190, 0x219A),
    0x2202, 0x2206, 0x220F, 0x2211, 0x2212, 0x2215, 0x221A, 0x221E, 0x222B, 0x2248, 0x2260, 0x2264, 0x2265, 0x25A0,
    0x25A1, 0x25CA, 0x25CB, 0x25CF, 0x2610, 0x2611, 0x2713, 0x2717, 0xFFFD,
]  # fmt: skip

mappe, kilde = Path(sys.argv[1]), Path(sys.argv[2])
font = TTFont(kilde)
valg = subset.Options()
valg.layout_features = ["kern", "calt", "ccmp", "locl", "mark", "mkmk", "tnum", "cv05"]
valg.hinting = False
velger = subset.Subsetter(valg)
velger.populate(unicodes=TEGN)
velger.subset(font)
buffer = io.BytesIO()
font.flavor = None
font.save(buffer)
# One file per weight: from a variable font each PDF would have to cut its own, which takes longer than all the rest.
for vekt in (400, 600):
    buffer.seek(0)
    fast = instancer.instantiateVariableFont(TTFont(buffer, recalcTimestamp=False), {"opsz": 14, "wght": vekt})
    fast.flavor = "woff2"
    fast.save(mappe / f"inter-dokument-{vekt}.woff2")
