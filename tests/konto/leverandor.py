"""A small OIDC provider on loopback: real HTTP, one sign-in at a time, and it checks PKCE and the secret."""

import base64
import hashlib
import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

KLIENT, HEMMELIGHET = "portalen", "leverandorens-hemmelighet"


class Leverandor:
    """Signs in whoever `person` says, at once. `avvist` counts token requests that were not in order."""

    def __init__(self) -> None:
        self.person: dict[str, Any] = {}
        self.koder: dict[str, str] = {}
        self.avvist = 0
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._svarer())
        self.adresse = f"http://127.0.0.1:{self.server.server_port}"
        self.traad = threading.Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self.traad.start()

    def stopp(self) -> None:
        self.server.shutdown()
        self.server.server_close()
        self.traad.join(timeout=5)

    def oppsett(self) -> dict[str, Any]:
        return {
            "issuer": self.adresse,
            "authorization_endpoint": f"{self.adresse}/logg-inn",
            "token_endpoint": f"{self.adresse}/token",
            "userinfo_endpoint": f"{self.adresse}/hvem",
            "jwks_uri": f"{self.adresse}/nokler",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def token(self, felt: dict[str, str]) -> dict[str, Any] | None:
        utfordring = self.koder.pop(felt.get("code", ""), None)
        avtrykk = hashlib.sha256(felt.get("code_verifier", "").encode()).digest()
        riktig = base64.urlsafe_b64encode(avtrykk).rstrip(b"=").decode() == utfordring
        if not riktig or (felt.get("client_id"), felt.get("client_secret")) != (KLIENT, HEMMELIGHET):
            self.avvist += 1
            return None
        return {"access_token": "adgang", "token_type": "Bearer", "expires_in": 60}

    def _svarer(leverandor) -> type[BaseHTTPRequestHandler]:
        class Svarer(BaseHTTPRequestHandler):
            def log_message(self, *_args: Any) -> None: ...

            def _json(self, data: dict[str, Any] | None) -> None:
                innhold = json.dumps(data or {"error": "invalid_grant"}).encode()
                self.send_response(200 if data else 400)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(innhold)

            def do_GET(self) -> None:
                deler = urlsplit(self.path)
                if deler.path.endswith("/openid-configuration"):
                    return self._json(leverandor.oppsett())
                if deler.path == "/hvem":
                    return self._json(leverandor.person if self.headers["Authorization"] == "Bearer adgang" else None)
                sporring = {navn: verdier[0] for navn, verdier in parse_qs(deler.query).items()}
                kode = secrets.token_hex(8)
                leverandor.koder[kode] = sporring.get("code_challenge", "")
                tilbake = urlencode({"code": kode, "state": sporring["state"]})
                self.send_response(302)
                self.send_header("Location", f"{sporring['redirect_uri']}?{tilbake}")
                self.end_headers()
                return None

            def do_POST(self) -> None:
                kropp = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self._json(leverandor.token({navn: verdier[0] for navn, verdier in parse_qs(kropp).items()}))

        return Svarer
