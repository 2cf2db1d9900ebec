"""The language server of editors, driven over its protocol: JSON-RPC on its standard input and output."""

from __future__ import annotations

import json
import os
import queue
import shutil
import subprocess
import threading
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
NAME = "yaml-language-server"
FOLDER = ROOT / ".venv-node"
INSTALL = f"npm install --prefix {FOLDER.name} {NAME}"
SECONDS = 60
SETTINGS = {
    "yaml": {
        "validate": True,
        "hover": True,
        "completion": True,
        "schemaStore": {"enable": False},
        "kubernetesCRDStore": {"enable": False},
    }
}
ABILITIES = {
    "textDocument": {
        "completion": {"completionItem": {"snippetSupport": True, "documentationFormat": ["markdown"]}},
        "hover": {"contentFormat": ["markdown"]},
        "publishDiagnostics": {},
    },
    "workspace": {"configuration": True},
}


def command() -> str | None:
    """Return the server that is installed for this checkout, or on the path; None when there is none."""
    own = FOLDER / "node_modules/.bin" / NAME
    return str(own) if own.exists() else shutil.which(NAME)


class Server:
    """One running server, and what it said."""

    def __init__(self, program: str) -> None:
        self.process = subprocess.Popen(
            [program, "--stdio"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self.answers: queue.Queue[dict[str, Any]] = queue.Queue()
        self.diagnostics: queue.Queue[dict[str, Any]] = queue.Queue()
        self.number = 0
        self.listener = threading.Thread(target=self._listen, daemon=True)
        self.listener.start()
        start = {"processId": os.getpid(), "rootUri": None, "capabilities": ABILITIES}
        self.ask("initialize", start)
        self.tell("initialized", {})
        self.tell("workspace/didChangeConfiguration", {"settings": SETTINGS})

    def close(self) -> None:
        """End the server."""
        self.process.terminate()
        self.process.wait(SECONDS)
        self.listener.join(SECONDS)
        for stream in (self.process.stdin, self.process.stdout):
            if stream is not None:
                stream.close()

    def _send(self, message: dict[str, Any]) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin is not None
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        assert stream is not None
        while line := stream.readline():
            length = 0
            while line.strip():
                name, _, value = line.partition(b":")
                length = int(value) if name.lower() == b"content-length" else length
                line = stream.readline()
            self._take(json.loads(stream.read(length)))

    def _take(self, message: dict[str, Any]) -> None:
        if message.get("method") == "workspace/configuration":
            asked = message["params"]["items"]
            found = [SETTINGS.get(each.get("section"), {}) for each in asked]
            self._send({"id": message["id"], "result": found})
        elif message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics.put(message["params"])
        elif "method" in message and "id" in message:
            self._send({"id": message["id"], "result": None})
        elif "id" in message:
            self.answers.put(message)

    def tell(self, method: str, params: dict[str, Any]) -> None:
        """Send something that is not answered."""
        self._send({"method": method, "params": params})

    def ask(self, method: str, params: dict[str, Any]) -> Any:
        """Send something and return its answer."""
        self.number += 1
        self._send({"id": self.number, "method": method, "params": params})
        while True:
            answer = self.answers.get(timeout=SECONDS)
            if answer["id"] == self.number:
                assert "error" not in answer, answer
                return answer["result"]


class File:
    """A file that is open in an editor; a `|` in its text is the cursor."""

    def __init__(self, server: Server, path: Path, text: str) -> None:
        before, _, after = text.partition("|")
        self.server, self.uri = server, path.as_uri()
        self.line, self.column = before.count("\n"), len(before.rpartition("\n")[2])
        document = {"uri": self.uri, "languageId": "yaml", "version": 1, "text": before + after}
        server.tell("textDocument/didOpen", {"textDocument": document})

    def _here(self) -> dict[str, Any]:
        return {
            "textDocument": {"uri": self.uri},
            "position": {"line": self.line, "character": self.column},
        }

    def completions(self) -> dict[str, str]:
        """Return what is offered at the cursor, and what each would write."""
        answer = self.server.ask("textDocument/completion", self._here())
        return {each["label"]: each.get("insertText", "") for each in answer["items"]}

    def hover(self) -> str:
        """Return what is shown at the cursor."""
        answer = self.server.ask("textDocument/hover", self._here())
        return answer["contents"]["value"] if answer else ""

    def faults(self) -> list[tuple[int, str]]:
        """Return what is marked, each with its line, counted from 1."""
        while True:
            told = self.server.diagnostics.get(timeout=SECONDS)
            if told["uri"] == self.uri:
                return [(each["range"]["start"]["line"] + 1, each["message"]) for each in told["diagnostics"]]
