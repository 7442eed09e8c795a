"""The installer of servers for Node.js on a small package of its own, without network."""

import base64
import hashlib
import io
import json
import pathlib
import shutil
import tarfile
import tempfile
import unittest
import unittest.mock

import fetch
import node_servers


@unittest.skipUnless(shutil.which("npm"), "npm is not on this machine")
class NodeServersTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.pins = self.root / "pins"
        self.pins.mkdir()
        self.package = self.root / "small-1.0.0.tgz"
        with tarfile.open(self.package, "w:gz") as archive:
            said = json.dumps({"name": "small", "version": "1.0.0"}).encode()
            member = tarfile.TarInfo("package/package.json")
            member.size = len(said)
            archive.addfile(member, io.BytesIO(said))
        self.pin(hashlib.sha512(self.package.read_bytes()).digest())
        say = unittest.mock.patch.object(fetch, "say")
        say.start()
        self.addCleanup(say.stop)

    def pin(self, digest):
        source = f"file:{self.package}"
        own = {"name": "pins", "dependencies": {"small": source}}
        small = {"version": "1.0.0", "resolved": source, "integrity": "sha512-" + base64.b64encode(digest).decode()}
        lock = {"name": "pins", "lockfileVersion": 3, "requires": True,
                "packages": {"": own, "node_modules/small": small}}
        (self.pins / "package.json").write_text(json.dumps(own), encoding="utf-8")
        (self.pins / "package-lock.json").write_text(json.dumps(lock), encoding="utf-8")
        (self.pins / ".npmrc").write_text(f"cache={self.root / 'npm'}\noffline=true\n", encoding="utf-8")

    def servers(self):
        return node_servers.NodeServers(self.pins, self.root / "cache")

    def test_what_is_pinned_is_installed_once(self):
        servers = self.servers()
        self.assertTrue(servers.install())
        self.assertTrue((servers.folder / "node_modules" / "small" / "package.json").exists())
        self.assertFalse(self.servers().install())

    def test_what_is_not_the_pinned_file_leaves_nothing(self):
        self.pin(bytes(64))
        with self.assertRaisesRegex(fetch.PartError, "(?s)cannot be installed.*EINTEGRITY"):
            self.servers().install()
        self.assertEqual([".lock"], [file.name for file in (self.root / "cache").iterdir()])


if __name__ == "__main__":
    unittest.main()
