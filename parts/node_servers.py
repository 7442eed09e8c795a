#!/usr/bin/env python3
"""Installs servers of others for Node.js, as node-servers/package-lock.json pins them, for the tests of tools.

They go to the cache of the parts (see fetch.py), named by what is pinned and by the Node.js that runs them, so that
checkouts share them; .tandem/node-servers of this checkout is made to point there. They appear there only when they are
whole. npm's own settings say where they come from; no script of a package is run.
"""

import hashlib
import pathlib
import shutil
import subprocess
import sys
import tempfile

import fetch


class NodeServers:
    """What one package-lock.json pins, in one cache."""

    FILES = ("package.json", "package-lock.json", ".npmrc")

    def __init__(self, pins, cache):
        self.pins, self.cache = pins, cache
        identity = hashlib.sha256()
        for name in self.FILES:
            identity.update((pins / name).read_bytes())
        identity.update(self.output("node", "--version").encode())
        self.folder = cache / f"node-servers-{identity.hexdigest()[:12]}"

    def install(self):
        """Makes the folder complete; returns whether there was something to do."""
        self.cache.mkdir(parents=True, exist_ok=True)
        with fetch.only_one_fetcher(self.cache):
            if (self.folder / "node_modules").exists():
                return False
            fetch.say("servers for Node.js, for tests: installing, about ten seconds at first")
            shutil.rmtree(self.folder, ignore_errors=True)
            with tempfile.TemporaryDirectory(prefix=".assembling-", dir=self.cache) as temporary:
                new = pathlib.Path(temporary, "node-servers")
                new.mkdir()
                for name in self.FILES:
                    shutil.copy(self.pins / name, new)
                self.output("npm", "ci", "--omit=dev", "--ignore-scripts", "--prefer-offline", "--loglevel=error", folder=new)
                new.rename(self.folder)
            return True

    @staticmethod
    def output(*command, folder=None):
        try:
            done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
        except FileNotFoundError as missing:
            raise fetch.PartError(f"there is no {command[0]}: the servers for Node.js need Node.js 20 with npm") from missing
        if done.returncode != 0:
            raise fetch.PartError(
                f"the servers for Node.js cannot be installed:\n{fetch.indented(done.stderr or done.stdout)}"
            )
        return done.stdout


def main():
    try:
        servers = NodeServers(fetch.CHECKOUT / "parts" / "node-servers", fetch.default_cache())
        if servers.install():
            fetch.say(f"ready in {servers.folder}")
        fetch.link(servers.folder, fetch.CHECKOUT / ".tandem" / "node-servers")
    except (fetch.PartError, OSError) as problem:
        print(f"parts: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
