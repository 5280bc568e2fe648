"""A stand-in for GitHub Actions: runs the steps of a job here, in order, with a made-up GitHub around them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import yaml

AS_OF = "1795305600"  # 22 November 2026

_STUB = """
const { spawnSync } = require('child_process');
const { readFileSync } = require('fs');
const calls = [];
const record = (name) => (...values) => { calls.push([name, ...values]); };
const given = JSON.parse(readFileSync(0, 'utf8'));
const context = {
  repo: { owner: 'o', repo: 'r' }, runId: 7, sha: 'c0ffee', actor: 'somebody', serverUrl: 'https://github.com', payload: given.payload ?? {},
};
const core = {};
for (const name of ['setOutput', 'notice', 'warning', 'setFailed']) core[name] = record(name);
core.summary = { write: async () => {} };
for (const name of ['addHeading', 'addRaw', 'addCodeBlock', 'addList', 'addQuote']) {
  core.summary[name] = (text) => { calls.push([name, text]); return core.summary; };
}
const exec = {
  getExecOutput: async (program, parameters, { ignoreReturnCode } = {}) => {
    const done = spawnSync(program, parameters, { encoding: 'utf8' });
    if (done.error) throw done.error;
    if (done.status && !ignoreReturnCode) throw new Error(`${program} ${parameters.join(' ')}: ${done.stderr}`);
    return { exitCode: done.status, stdout: done.stdout, stderr: done.stderr };
  },
};
exec.exec = async (...all) => (await exec.getExecOutput(...all)).exitCode;
const pages = (name) => ({ deployment_id }) => deployment_id === undefined ? given[name] : given[name][deployment_id];
const rest = {
  actions: { listWorkflowRuns: async () => ({ data: { workflow_runs: given.runs } }) },
  issues: { listForRepo: pages('issues'), update: async (given) => calls.push(['update', given]),
    create: async (given) => calls.push(['create', given]),
    createComment: async (given) => calls.push(['createComment', given]) },
  git: {
    createRef: async (asked) => {
      if (given.branches?.includes(asked.ref)) throw Object.assign(new Error('Reference already exists'), { status: 422 });
      calls.push(['createRef', asked]);
    },
    updateRef: async (given) => calls.push(['updateRef', given]),
  },
  repos: {
    createOrUpdateFileContents: async (given) => calls.push(['createOrUpdateFileContents', given]),
    listDeployments: pages('deployments'),
    listDeploymentStatuses: pages('statuses'),
    getPages: async () => {
      if (!given.site) throw Object.assign(new Error('Not Found'), { status: 404 });
      return { data: { html_url: given.site } };
    },
  },
};
const paginate = async (list, options) => list(options).flat();
paginate.iterator = async function* (list, options) { for (const data of list(options)) yield { data }; };
const github = { rest, paginate };
const wait = (then, milliseconds) => { calls.push(['wait', milliseconds]); setImmediate(then); };
class Today extends Date {
  constructor(...values) { super(...(values.length ? values : [process.env.SOURCE_DATE_EPOCH * 1000])); }
}
(async (setTimeout, Date) => {
SCRIPT
})(wait, Today).then(() => console.log(JSON.stringify(calls)));
"""


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """The address of a folder, which need not be there, as a site."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@dataclass
class Outcome:
    """How a job ended."""

    failed: str = ""
    """The name of the step that failed."""
    output: str = ""
    """What every command printed."""
    calls: list[Any] = field(default_factory=list)
    """What the scripts asked of GitHub, each a name with its values."""
    outputs: dict[str, str] = field(default_factory=dict)

    def of(self, *names: str) -> list[Any]:
        """The first value of each call of these names."""
        return [value[0] for name, *value in self.calls if name in names]


def load(path: Path) -> dict[str, Any]:
    """A workflow; every value is text, so that `on` is not a flag."""
    content: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return content


def run_line(line: str, root: Path, **more: str) -> subprocess.CompletedProcess[str]:
    """Run a line as GitHub's shell does."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": AS_OF, **more}
    return subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", line],
        cwd=root,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def run_script(node: str, script: str, github: dict[str, Any], root: Path, **more: str) -> list[Any]:
    """Run the script of a step, and return what it asked for: `github` is what there is."""
    done = subprocess.run(
        [node, "-e", _STUB.replace("SCRIPT", script)],
        cwd=root,
        env={**os.environ, "SOURCE_DATE_EPOCH": AS_OF, **more},
        input=json.dumps(github),
        capture_output=True,
        text=True,
        check=True,
    )
    calls: list[Any] = json.loads(done.stdout)
    return calls


def run_job(node: str, job: dict[str, Any], github: dict[str, Any], root: Path, **environment: str) -> Outcome:
    """Run the lines and scripts of a job until one fails; actions other than github-script are taken as done."""
    outcome = Outcome()
    for step in job["steps"]:
        if not _runs(step.get("if", ""), outcome.outputs):
            continue
        env = {name: _filled(value, outcome.outputs) for name, value in step.get("env", {}).items()}
        if "run" in step:
            done = run_line(step["run"], root, **environment, **env)
            outcome.output += done.stdout + done.stderr
            failed = done.returncode != 0
        elif "script" in step.get("with", {}):
            calls = run_script(node, step["with"]["script"], github, root, **environment, **env)
            outcome.calls += calls
            outcome.outputs |= {f"{step.get('id')}.{call[1]}": call[2] for call in calls if call[0] == "setOutput"}
            failed = any(call[0] == "setFailed" for call in calls)
        else:
            continue
        if failed:
            outcome.failed = step["name"]
            break
    return outcome


def _runs(condition: str, outputs: dict[str, str]) -> bool:
    condition = condition.replace("${{", "").replace("}}", "").strip()
    if condition in ("", "!cancelled()"):
        return True
    match = re.fullmatch(r"steps\.([a-z]+)\.outputs\.([a-z]+) (==|!=) '([a-z]*)'", condition)
    assert match, condition
    return (outputs.get(f"{match[1]}.{match[2]}", "") == match[4]) == (match[3] == "==")


def _filled(value: str, outputs: dict[str, str]) -> str:
    return re.sub(r"\$\{\{ steps\.([a-z]+\.)outputs\.([a-z]+) \}\}", lambda m: outputs.get(m[1] + m[2], ""), value)
