"""The installer of the vendors' SDKs on a small wheel of its own, without network."""

import hashlib
import pathlib
import subprocess
import tempfile
import unittest
import unittest.mock
import zipfile

import fetch
import vendor_sdks


class VendorSdksTest(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        self.wheel = self.root / "small-1.0-py3-none-any.whl"
        with zipfile.ZipFile(self.wheel, "w") as archive:
            archive.writestr("small.py", "ANSWER = 42\n")
            archive.writestr("small-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: small\nVersion: 1.0\n")
            archive.writestr("small-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            archive.writestr("small-1.0.dist-info/RECORD", "")
        self.requirements = self.root / "requirements.txt"
        self.pin(hashlib.sha256(self.wheel.read_bytes()).hexdigest())
        say = unittest.mock.patch.object(fetch, "say")
        say.start()
        self.addCleanup(say.stop)

    def pin(self, digest):
        self.requirements.write_text(f"small==1.0 --hash=sha256:{digest}\n", encoding="utf-8")

    def sdks(self):
        return vendor_sdks.Sdks(self.requirements, self.root / "cache", self.root)

    def test_what_is_pinned_can_be_imported_and_is_installed_once(self):
        sdks = self.sdks()
        self.assertTrue(sdks.install())
        python = sdks.folder / "bin" / "python"
        said = subprocess.run(
            [python, "-c", "import small; print(small.ANSWER)"], capture_output=True, text=True, check=True
        )
        self.assertEqual("42\n", said.stdout)
        self.assertFalse(self.sdks().install())

    def test_what_is_not_the_pinned_file_leaves_nothing(self):
        self.pin("0" * 64)
        with self.assertRaisesRegex(fetch.PartError, "(?s)cannot be installed.*(hash|HASH)"):
            self.sdks().install()
        self.assertEqual([".lock"], [file.name for file in (self.root / "cache").iterdir()])


if __name__ == "__main__":
    unittest.main()
