"""Programs of this environment that are loaded once: each run is a fork, a process of its own as any other.

Loading is most of what a short run costs. A server forks before anything has run in it, has a single thread, and ends
when its input does. Where it can't fork safely, and where Python itself is to start in another way, programs start anew.
"""

from __future__ import annotations

import json
import os
import select
import socket
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path

PROGRAMS = Path(sysconfig.get_path("scripts"))
"""Where the programs of this environment are."""
LOADED = {"promises": ("service_promises.cli", "main"), "mkdocs": ("mkdocs.__main__", "cli")}
"""The module and the function that each program calls."""
_COMMANDS = ("build", "check", "diff", "due", "import_", "init", "new", "pages", "schema", "verify")
_CLIENT = Path(__file__).parent / "program_client.py"


@contextmanager
def program_server(environment: Mapping[str, str]) -> Iterator[Path]:
    """A folder with the loaded programs, to be started as any other, and the address of their server.

    Where there is no server, it is the folder of all programs.
    """
    if sys.platform != "linux":
        yield PROGRAMS
        return
    # Not below a test's own folder: the address of a socket is short.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for program in LOADED:
            client = folder / program
            client.write_text(f"#!{sys.executable} -IS\n{_CLIENT.read_text(encoding='utf-8')}", encoding="utf-8")
            client.chmod(0o755)
        command = [sys.executable, __file__, str(folder / "server")]
        with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment) as server:
            assert server.stdin
            assert server.stdout
            assert server.stdout.readline() == b"ready\n"
            yield folder
            server.stdin.close()


def _serve(address: str) -> None:
    """Fork for each request; comes back in each fork, which is the program from there on."""
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(address)
        listening.listen()
        print("ready", flush=True)
        while True:
            ready, _, _ = select.select([listening, sys.stdin], [], [])
            if sys.stdin in ready:
                os._exit(0)  # nothing of a program was begun here
            connection, _ = listening.accept()
            with connection:
                _, streams, _, _ = socket.recv_fds(connection, 1, 3)
                with connection.makefile() as lines:
                    request = json.loads(lines.readline())
                child = os.fork()
                if not child:
                    break
                for stream in streams:
                    os.close(stream)
                _, status = os.waitpid(child, 0)
                connection.sendall(str(os.waitstatus_to_exitcode(status)).encode())
    for number, stream in enumerate(streams):
        os.dup2(stream, number)
        os.close(stream)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    program, *arguments = request["command"]
    sys.argv = [str(PROGRAMS / program), *arguments]


def _load() -> None:
    """Load the programs, as what starts them would."""
    sys.path[0] = str(PROGRAMS)
    for module, _ in LOADED.values():
        import_module(module)
    for command in _COMMANDS:
        import_module(f"service_promises.cli.{command}")
    import_module("mkdocs.commands.build")
    import_module("service_promises.mkdocs.plugin")


def _program() -> Callable[[], object]:
    module, function = LOADED[Path(sys.argv[0]).name]
    program: Callable[[], object] = getattr(import_module(module), function)
    return program


if __name__ == "__main__":
    _load()
    _serve(sys.argv[1])
    sys.exit(_program()())
