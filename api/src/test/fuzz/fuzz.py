#!/usr/bin/env python3
"""Drives the API with requests that Schemathesis makes up from its OpenAPI document.

    fuzz.py URL KEY SECONDS FOLDER

Schemathesis is installed as requirements.txt pins it, with hashes, to a folder of the user's cache
that is named by that file, and appears there only when it is whole. Where from: by pip from where
pip is set up to look, or from a folder of wheels (TANDEM_WHEELS). Its own exit code is ours.
"""

import hashlib
import os
import pathlib
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
REQUIREMENTS = HERE / "requirements.txt"
SEED = "20261125"
CHECKS = [
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_headers_conformance",
    "response_schema_conformance", "unsupported_method", "allow_header_conformance", "ignored_auth",
    "use_after_free", "ensure_resource_availability",
]


def cache():
    if "TANDEM_CACHE" in os.environ:
        return pathlib.Path(os.environ["TANDEM_CACHE"]).absolute()
    return pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache", "tandem")


def installed():
    """The folder that Schemathesis is in."""
    pinned = hashlib.sha256(REQUIREMENTS.read_bytes()).hexdigest()[:12]
    folder = cache() / f"fuzz-{pinned}-{sys.implementation.cache_tag}"
    if folder.exists():
        return folder
    cache().mkdir(parents=True, exist_ok=True)
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile"]
    command += ["--require-hashes", "--only-binary", ":all:", "--requirement", str(REQUIREMENTS)]
    if wheels := os.environ.get("TANDEM_WHEELS"):
        command += ["--no-index", "--find-links", wheels]
    with tempfile.TemporaryDirectory(prefix=".assembling-", dir=cache()) as temporary:
        # A folder and not a virtual environment: Debian's Python makes none without another package.
        target = pathlib.Path(temporary, "fuzz")
        environment = {**os.environ, "PIP_REQUIRE_VIRTUALENV": "0", "PIP_ROOT_USER_ACTION": "ignore"}
        done = subprocess.run([*command, "--target", str(target)], env=environment, capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(
                f"Schemathesis cannot be installed:\n{done.stderr or done.stdout}\n"
                "Where there is no network, get its wheels where there is one and name their folder in TANDEM_WHEELS:\n"
                f"  pip download --only-binary :all: --dest DIR --requirement {REQUIREMENTS}"
            )
        try:
            target.rename(folder)
        except OSError:
            # Another checkout was quicker.
            if not folder.exists():
                raise
    return folder


def main(url, key, seconds, folder):
    environment = {
        **os.environ, "PYTHONPATH": str(installed()), "PYTHONDONTWRITEBYTECODE": "1",
        "SCHEMATHESIS_HOOKS": str(HERE / "hooks.py"),
    }
    command = [
        sys.executable, "-m", "schemathesis.cli", "run", f"{url}/api/openapi.json",
        "--header", f"Authorization: Bearer {key}", "--checks", ",".join(CHECKS),
        "--phases", "examples,coverage,fuzzing,stateful", "--mode", "all", "--seed", SEED, "--generation-deterministic",
        "--max-time", seconds, "--request-timeout", "20", "--no-color",
        "--suppress-health-check", "all", "--warnings", "off", "--continue-on-failure",
        "--report", "json,junit", "--report-dir", folder,
    ]
    return subprocess.run(command, env=environment, cwd=folder).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
