from grunnmur.saksgang.views import Handling

HANDLINGER: dict[str, Handling] = {}
