"""The fetcher on small wheels of its own, without network."""

import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import unittest
import unittest.mock
import zipfile

import fetch

GO = """#!/bin/sh
# Stands for Go: "builds" a server, after a while, and names the module's folder.
case $1 in
  build) while [ "$1" != -o ]; do shift; done; sleep .2; echo server > "$2" ;;
  list) echo "v1.0.0 $MODULE" ;;
esac
"""


def digest(content):
    return hashlib.sha256(content).hexdigest()


class FetchTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for name in ("wheels", "tools", "bin", "module"):
            (self.root / name).mkdir()
        (self.root / "tools" / "go.sum").write_text("sums\n")
        for name in ("LICENSE", "NOTICE"):
            (self.root / "module" / name).write_text(name)
        self.executable("go", GO)
        self.wheel = self.root / "wheels" / "voice-1.0-py3-none-any.whl"
        with zipfile.ZipFile(self.wheel, "w") as archive:
            archive.writestr("voice/model.onnx", b"model" * 1000)
            archive.writestr("voice-1.0.dist-info/LICENSE", b"free")
        self.write_lock()
        environment = {"PATH": f"{self.root / 'bin'}:{os.environ['PATH']}", "MODULE": str(self.root / "module")}
        patch = unittest.mock.patch.dict(os.environ, environment)
        patch.start()
        self.addCleanup(patch.stop)
        say = unittest.mock.patch.object(fetch, "say")
        self.said = say.start()
        self.addCleanup(say.stop)

    def executable(self, name, script):
        file = self.root / "bin" / name
        file.write_text(script)
        file.chmod(0o755)
        return file

    def write_lock(self):
        voice = {
            "name": "voice", "what": "a voice", "client": "pip", "package": "tandem-no-such-voice", "version": "1.0",
            "file": self.wheel.name, "sha256": digest(self.wheel.read_bytes()),
            "files": [{"from": "voice/model.onnx", "to": "model.onnx", "sha256": digest(b"model" * 1000)}],
            "notices": [{"from": "voice-1.0.dist-info/LICENSE", "to": "LICENSE", "sha256": digest(b"free")}],
        }
        server = {
            "name": "server", "what": "a server", "client": "go", "module": "example.org/server",
            "package": "example.org/server/cmd", "version": "v1.0.0",
            "files": [{"to": "server", "executable": True}],
            "notices": [{"from": "LICENSE", "to": "LICENSE"}, {"from": "NOTICE", "to": "NOTICE"}],
        }
        lock = {"platform": "linux x86_64", "parts": [voice, server]}
        (self.root / "lock.json").write_text(json.dumps(lock))

    def parts(self, wheels=True, chosen=None):
        root = self.root
        source = root / "wheels" if wheels else None
        return fetch.Parts(root / "lock.json", root / "tools", root / "cache", source, chosen)

    def assert_nothing_left(self):
        self.assertEqual([".lock"], [entry.name for entry in (self.root / "cache").iterdir()])

    def assert_fails(self, parts, *fragments):
        with self.assertRaises(fetch.PartError) as raised:
            parts.fetch()
        for fragment in fragments:
            self.assertIn(fragment, str(raised.exception))
        self.assert_nothing_left()

    def test_assembles_every_part_with_its_licence_and_then_has_nothing_to_do(self):
        parts = self.parts()
        self.assertTrue(parts.fetch())
        self.assertEqual(b"model" * 1000, (parts.folder / "voice" / "model.onnx").read_bytes())
        self.assertEqual("free", (parts.folder / "voice" / "LICENSE").read_text())
        self.assertEqual("server\n", (parts.folder / "server" / "server").read_text())
        self.assertEqual("NOTICE", (parts.folder / "server" / "NOTICE").read_text())
        self.assertIsNone(parts.fault(thorough=True))
        self.assertFalse(parts.fetch())

    def test_names_a_wheel_that_was_cut_short_and_leaves_nothing(self):
        self.wheel.write_bytes(self.wheel.read_bytes()[:-10])
        self.assert_fails(self.parts(), "tandem-no-such-voice 1.0", "cut short or changed")

    def test_names_a_wheel_that_was_tampered_with_and_leaves_nothing(self):
        with zipfile.ZipFile(self.wheel, "a") as archive:
            archive.writestr("voice/more", b"!")
        self.assert_fails(self.parts(), "tandem-no-such-voice 1.0", "is not the file that the lock names")

    def test_tells_how_to_get_a_wheel_that_the_folder_lacks(self):
        self.wheel.unlink()
        self.assert_fails(self.parts(), "pip download --no-deps", "tandem-no-such-voice==1.0")

    def test_names_the_part_that_pip_cannot_download(self):
        with unittest.mock.patch.dict(os.environ, {"PIP_NO_INDEX": "1"}):
            self.assert_fails(self.parts(wheels=False), "tandem-no-such-voice 1.0 cannot be downloaded", "--from DIR")

    def test_names_the_part_that_go_cannot_build_with_its_last_words(self):
        self.executable("go", "#!/bin/sh\necho no such module >&2\nexit 1\n")
        self.assert_fails(self.parts(), "server v1.0.0: go build failed", "no such module", "--use server=PATH")

    def test_leaves_nothing_of_a_fetcher_that_was_killed(self):
        (self.root / "cache" / ".assembling-1" / "parts").mkdir(parents=True)
        parts = self.parts()
        parts.fetch()
        self.assertEqual({".lock", parts.folder.name}, {entry.name for entry in (self.root / "cache").iterdir()})

    def test_fetches_again_what_was_damaged(self):
        parts = self.parts()
        parts.fetch()
        model = parts.folder / "voice" / "model.onnx"
        model.write_bytes(b"x" * model.stat().st_size)
        self.assertEqual("voice/model.onnx has other content", parts.fault(thorough=True))
        model.unlink()
        self.assertTrue(parts.fetch())
        self.assertIsNone(parts.fault(thorough=True))

    def test_two_fetchers_at_once_assemble_once(self):
        did = []
        both = [threading.Thread(target=lambda: did.append(self.parts().fetch())) for _ in range(2)]
        for fetcher in both:
            fetcher.start()
        for fetcher in both:
            fetcher.join()
        self.assertEqual([False, True], sorted(did))

    def test_takes_a_server_of_ones_own_when_told_to_and_keeps_it_apart(self):
        own = self.executable("own-server", "#!/bin/sh\n")
        parts = self.parts(chosen={"server": str(own)})
        parts.fetch()
        self.assertEqual(str(own), os.readlink(parts.folder / "server" / "server"))
        self.assertNotEqual(self.parts().folder, parts.folder)

    def test_refuses_to_replace_what_is_no_program(self):
        with self.assertRaises(fetch.PartError):
            self.parts(chosen={"voice": "/bin/true"})

    def test_links_the_checkout_to_the_folder_and_moves_nothing_out_of_the_way(self):
        name = self.root / "checkout" / "parts"
        for target in ("first", "second"):
            fetch.link(self.root / target, name)
            self.assertEqual(str(self.root / target), os.readlink(name))
        name.unlink()
        name.mkdir()
        with self.assertRaises(fetch.PartError):
            fetch.link(self.root / "third", name)

    def test_the_lock_file_is_sound(self):
        lock = json.loads((fetch.CHECKOUT / "parts" / "parts.lock.json").read_text())
        for part in lock["parts"]:
            self.assertTrue(part["licence"] and part["notices"], part["name"])
            pinned = part["files"] + part["notices"] + [part] if part["client"] == "pip" else []
            self.assertTrue(all(len(entry["sha256"]) == 64 for entry in pinned), part["name"])

    def test_the_help_tells_where_things_go(self):
        done = subprocess.run(
            [sys.executable, str(fetch.CHECKOUT / "parts" / "fetch.py"), "--help"],
            capture_output=True, text=True, check=True,
        )
        self.assertIn("TANDEM_CACHE", done.stdout)


if __name__ == "__main__":
    unittest.main()
