"""The real yaml-language-server, spoken to as an editor does."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path
from queue import Queue
from threading import Thread
from typing import IO, Any

REPOSITORY = Path(__file__).parent.parent.parent
SERVER = Path(__file__).parent / "node_modules/yaml-language-server/bin/yaml-language-server"
"""Where `npm ci` puts it; `make test` runs that where npm is there."""


def command() -> list[str] | None:
    """Return the command that starts the server, or None where node or the server is missing."""
    node = shutil.which("node")
    return [node, str(SERVER), "--stdio"] if node and SERVER.is_file() else None


class Editor:
    """One session; only what the tests ask for."""

    def __init__(self, start: list[str], root: Path) -> None:
        self._process = subprocess.Popen(start, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=root)
        assert self._process.stdin
        assert self._process.stdout
        self._input = self._process.stdin
        self._messages: Queue[dict[str, Any] | None] = Queue()
        # A thread of its own: the server may write much before it reads on.
        Thread(target=_receive, args=(self._process.stdout, self._messages), daemon=True).start()
        self._settings = {
            "yaml": {
                "validate": True,
                "hover": True,
                "completion": True,
                "schemaStore": {"enable": False},
                "schemas": {},
            }
        }
        self._requests = 0
        self._diagnostics: dict[str, list[dict[str, Any]]] = {}
        folder = {"uri": root.as_uri(), "name": "site"}
        self._request(
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
        self._notify("initialized", {})
        self._notify("workspace/didChangeConfiguration", {"settings": self._settings})

    def open(self, path: Path, text: str) -> None:
        """Open a text under a path."""
        self._notify(
            "textDocument/didOpen",
            {"textDocument": {"uri": path.as_uri(), "languageId": "yaml", "version": 1, "text": text}},
        )

    def underlined(self, path: Path) -> set[int]:
        """Return the lines, counted from 0, in which the editor underlines something of an open text."""
        while path.as_uri() not in self._diagnostics:
            self._read()
        return {one["range"]["start"]["line"] for one in self._diagnostics[path.as_uri()]}

    def hover(self, path: Path, line: int, character: int) -> str:
        """Return what stands in the box beside a place of an open text."""
        answer = self._request("textDocument/hover", _at(path, line, character))
        return str(answer["contents"]["value"]) if answer else ""

    def complete(self, path: Path, line: int, character: int) -> list[str]:
        """Return what the editor offers to write at a place of an open text."""
        answer = self._request("textDocument/completion", _at(path, line, character))
        return [item["label"] for item in answer["items"]]

    def end(self) -> None:
        """End the server."""
        self._process.kill()
        self._process.wait()
        self._input.close()

    def _request(self, method: str, params: Any) -> Any:
        self._requests += 1
        number = self._requests
        self._send({"id": number, "method": method, "params": params})
        while True:
            message = self._read()
            if message.get("id") == number and "method" not in message:
                return message.get("result")

    def _notify(self, method: str, params: Any) -> None:
        self._send({"method": method, "params": params})

    def _send(self, message: dict[str, Any]) -> None:
        raw = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self._input.write(b"Content-Length: %d\r\n\r\n%s" % (len(raw), raw))
        self._input.flush()

    def _read(self) -> dict[str, Any]:
        """Take the next message; what the server asks in it is answered."""
        message = self._messages.get()
        if message is None:
            raise EOFError("the language server has ended")
        if message.get("method") == "textDocument/publishDiagnostics":
            self._diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            answer: Any = None
            if message["method"] == "workspace/configuration":
                answer = [self._settings.get(item.get("section")) for item in message["params"]["items"]]
            self._send({"id": message["id"], "result": answer})
        return message


def _receive(stream: IO[bytes], messages: Queue[dict[str, Any] | None]) -> None:
    """Put every message into a queue, and None when the stream ends."""
    with stream:
        while header := stream.readline():
            name, _, value = header.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
            elif not header.strip():
                content = stream.read(length)
                if len(content) < length:
                    break
                messages.put(json.loads(content))
    messages.put(None)


def _at(path: Path, line: int, character: int) -> dict[str, Any]:
    return {"textDocument": {"uri": path.as_uri()}, "position": {"line": line, "character": character}}
