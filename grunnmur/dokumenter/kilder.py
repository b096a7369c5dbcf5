"""What a document may be built from: the files packaged here, by name. Nothing else is ever fetched."""

from pathlib import Path

from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

RESSURSER = Path(__file__).parent / "ressurser"
MEDIETYPER = {".css": "text/css", ".png": "image/png", ".svg": "image/svg+xml", ".woff2": "font/woff2"}
PREFIKS = "app:/"
PAKKET = {PREFIKS + fil.name: fil for fil in RESSURSER.iterdir() if fil.suffix in MEDIETYPER}


class Kilder(URLFetcher):
    """Serves `app:/<file>`, and the pictures of this one document by name; refuses the rest.

    WeasyPrint swallows the refusal inside an inline SVG, so each one is counted too: whoever renders must look.
    """

    def __init__(self, bilder: dict[str, bytes] | None = None) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False)
        self.bilder = {PREFIKS + navn: innhold for navn, innhold in (bilder or {}).items()}
        self.nektet = 0

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """Return the packaged file. Raises `FatalURLFetchingError`, which is no `Exception`; never quotes the address."""
        if url in self.bilder:
            return URLFetcherResponse(url, self.bilder[url], {"Content-Type": "image/png"})
        fil = PAKKET.get(url)
        if fil is None:
            self.nektet += 1
            raise FatalURLFetchingError("Only packaged files may be fetched")
        return URLFetcherResponse(url, fil.read_bytes(), {"Content-Type": MEDIETYPER[fil.suffix]})
