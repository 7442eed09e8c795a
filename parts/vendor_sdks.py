#!/usr/bin/env python3
"""Installs the vendors' official Python SDKs, as vendor-sdks.txt pins them, for the tests of the vendors' fakes.

They go to a virtual environment in the cache of the parts (see fetch.py), named by what is pinned and by the Python
that runs it, so that checkouts share it; .tandem/vendor-sdks of this checkout is made to point there. It appears there
only when it is whole. --from, or TANDEM_WHEELS, names a folder that has the wheels, for machines without network.
"""

import argparse
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import venv

import fetch

OLDEST = (3, 10)


class Sdks:
    """The virtual environment of one file of requirements, in one cache."""

    def __init__(self, requirements, cache, wheels=None):
        self.requirements, self.cache, self.wheels = requirements, cache, wheels
        identity = hashlib.sha256(requirements.read_bytes())
        identity.update(f"{sys.version} {sys.base_prefix}".encode())
        self.folder = cache / f"vendor-sdks-{identity.hexdigest()[:12]}"

    def install(self):
        """Makes the environment complete; returns whether there was something to do."""
        if sys.version_info < OLDEST:
            raise fetch.PartError(
                f"the vendors' SDKs need Python {'.'.join(map(str, OLDEST))}, and this is {sys.version.split()[0]}"
            )
        self.cache.mkdir(parents=True, exist_ok=True)
        with fetch.only_one_fetcher(self.cache):
            if (self.folder / "bin" / "python").exists():
                return False
            fetch.say("the vendors' SDKs, for tests: installing, about half a minute at first")
            shutil.rmtree(self.folder, ignore_errors=True)
            with tempfile.TemporaryDirectory(prefix=".assembling-", dir=self.cache) as temporary:
                new = pathlib.Path(temporary, "vendor-sdks")
                # Without pip in it: the one that runs installs into it, and Debian's Python lacks what would put one there.
                venv.create(new, with_pip=False, symlinks=True)
                self.fill(new)
                new.rename(self.folder)
            return True

    def fill(self, environment):
        version = f"python{sys.version_info.major}.{sys.version_info.minor}"
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        command += ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-compile"]
        command += ["--target", str(environment / "lib" / version / "site-packages")]
        if self.wheels is not None:
            command += ["--no-index", "--find-links", str(self.wheels)]
        command += ["--requirement", str(self.requirements)]
        done = subprocess.run(
            command, env={**os.environ, "PIP_REQUIRE_VIRTUALENV": "0"}, capture_output=True, text=True, check=False
        )
        if done.returncode != 0:
            raise fetch.PartError(
                f"the vendors' SDKs cannot be installed:\n{fetch.indented(done.stderr or done.stdout)}\n"
                "  On a machine without network, give a folder that has the wheels: --from DIR"
            )


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="wheels", metavar="DIR", default=os.environ.get("TANDEM_WHEELS"),
                        help="take the wheels from this folder instead of the network")
    options = parser.parse_args()
    try:
        wheels = pathlib.Path(options.wheels).absolute() if options.wheels else None
        sdks = Sdks(fetch.CHECKOUT / "parts" / "vendor-sdks.txt", fetch.default_cache(), wheels)
        if sdks.install():
            fetch.say(f"ready in {sdks.folder}")
        fetch.link(sdks.folder, fetch.CHECKOUT / ".tandem" / "vendor-sdks")
    except (fetch.PartError, OSError) as problem:
        print(f"parts: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
