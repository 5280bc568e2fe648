"""The real yaml-language-server, spoken to as an editor does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

REPOSITORY = Path(__file__).parent.parent.parent


def command() -> list[str] | None:
    """How the server is started: found where YAML_LANGUAGE_SERVER says, in node_modules, or on PATH, or None."""
    node = shutil.which("node")
    if node is None:
        return None
    package = "node_modules/yaml-language-server/bin/yaml-language-server"
    named = os.environ.get("YAML_LANGUAGE_SERVER")
    for path in (Path(named) if named else None, REPOSITORY / package):
        if path is not None and path.is_file():
            return [node, str(path), "--stdio"]
    found = shutil.which("yaml-language-server")
    return [found, "--stdio"] if found else None


class Editor:
    """One session; only what the tests ask for."""

    def __init__(self, start: list[str], root: Path, settings: dict[str, Any]) -> None:
        self._process = subprocess.Popen(start, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root)
        self._settings = {
            "yaml": {
                "validate": True,
                "hover": True,
                "completion": True,
                "schemaStore": {"enable": False},
                "schemas": settings,
            }
        }
        self._asked = 0
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        folder = {"uri": root.as_uri(), "name": "site"}
        self._ask(
            "initialize",
            {
                "processId": None,
                "rootUri": root.as_uri(),
                "workspaceFolders": [folder],
                "capabilities": {
                    "workspace": {"configuration": True, "workspaceFolders": True},
                    "textDocument": {"hover": {"contentFormat": ["plaintext"]}},
                },
            },
        )
        self._tell("initialized", {})
        self._tell("workspace/didChangeConfiguration", {"settings": self._settings})

    def open(self, path: Path, text: str) -> list[dict[str, Any]]:
        """Open a text under a path; gives back what the editor would underline."""
        uri = path.as_uri()
        self._diagnostics.pop(uri, None)
        self._tell(
            "textDocument/didOpen",
            {"textDocument": {"uri": uri, "languageId": "yaml", "version": 1, "text": text}},
        )
        while uri not in self._diagnostics:
            self._read()
        return self._diagnostics[uri]

    def close(self, path: Path) -> None:
        self._tell("textDocument/didClose", {"textDocument": {"uri": path.as_uri()}})

    def hover(self, path: Path, line: int, character: int) -> str:
        said = self._ask("textDocument/hover", _at(path, line, character))
        return str(said["contents"]["value"]) if said else ""

    def complete(self, path: Path, line: int, character: int) -> list[str]:
        said = self._ask("textDocument/completion", _at(path, line, character))
        return [item["label"] for item in said["items"]]

    def end(self) -> None:
        self._process.kill()
        self._process.communicate()

    def _ask(self, method: str, params: Any) -> Any:
        self._asked += 1
        number = self._asked
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                return message.get("result")

    def _tell(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(raw), raw))
        self._process.stdin.flush()

    def _read(self) -> dict[str, Any]:
        """One message; what the server asks in it is answered."""
        out = self._process.stdout
        assert out
        length = 0
        while line := out.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        if not length:
            raise EOFError("the language server has ended")
        message: dict[str, Any] = json.loads(out.read(length))
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            answer: Any = None
            if message["method"] == "workspace/configuration":
                answer = [self._settings.get(item.get("section")) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": answer})
        return message


def _at(path: Path, line: int, character: int) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}
