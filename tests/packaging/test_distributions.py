"""The wheel, the source archive, the wheel made from it and an editable install hold the same and work alike.

Slow, and in need of the network or a filled cache for three packages: run with `pytest -m packaging`.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import venv
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.packaging
ROOT = Path(__file__).parents[2]
Contents = dict[str, str]

WORKS = """
import json, pathlib, sys
import cpdrules
names = cpdrules.bundled()
for name in names:
    cpdrules.load(name)
print(json.dumps({"names": names, "home": str(pathlib.Path(cpdrules.__file__).parent)}))
"""


def run(*command: str | Path, folder: Path) -> str:
    done = subprocess.run(
        [str(each) for each in command], cwd=folder, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def of_the_checkout() -> Contents:
    files = {
        f"cpdrules/{file.relative_to(ROOT / 'src/cpdrules').as_posix()}": file
        for file in tree("src/cpdrules")
    }
    files |= {f"cpdrules/{file.relative_to(ROOT).as_posix()}": file for file in tree("schemes")}
    return {name: digest(file.read_bytes()) for name, file in files.items()}


def tree(folder: str) -> Iterator[Path]:
    for file in sorted((ROOT / folder).rglob("*")):
        if file.is_file() and "__pycache__" not in file.parts:
            yield file


def of_a_wheel(path: Path) -> Contents:
    with zipfile.ZipFile(path) as wheel:
        return {name: digest(wheel.read(name)) for name in wheel.namelist() if name.startswith("cpdrules/")}


def of_an_archive(path: Path) -> Contents:
    found = {}
    with tarfile.open(path) as archive:
        for member in archive:
            name = member.name.partition("/")[2]
            if member.isfile() and name.startswith(("src/cpdrules/", "schemes/")):
                file = archive.extractfile(member)
                assert file is not None
                inside = name.removeprefix("src/") if name.startswith("src/") else f"cpdrules/{name}"
                found[inside] = digest(file.read())
    return found


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The distributions, by kind."""
    folder = tmp_path_factory.mktemp("made")
    build = (sys.executable, "-m", "build", "--no-isolation", "--outdir")
    run(*build, folder / "a", "--wheel", ROOT, folder=folder)
    run(*build, folder / "b", "--sdist", ROOT, folder=folder)
    (archive,) = (folder / "b").iterdir()
    with tarfile.open(archive) as opened:
        opened.extractall(folder / "c", filter="data")
    (unpacked,) = (folder / "c").iterdir()
    run(*build, folder / "d", "--wheel", unpacked, folder=folder)
    (wheel,), (again,) = (folder / "a").iterdir(), (folder / "d").iterdir()
    return {"wheel": wheel, "archive": archive, "wheel from the archive": again}


def test_all_hold_the_same_bytes(made: dict[str, Path]) -> None:
    checkout = of_the_checkout()
    assert of_a_wheel(made["wheel"]) == checkout
    assert of_an_archive(made["archive"]) == checkout
    assert of_a_wheel(made["wheel from the archive"]) == checkout


@pytest.mark.parametrize("kind", ["wheel", "wheel from the archive", "archive", "editable"])
def test_it_works_outside_the_checkout(kind: str, made: dict[str, Path], tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    python = tmp_path / "venv/bin/python"
    pip = (python, "-m", "pip", "--disable-pip-version-check", "install", "-q")
    run(*pip, "attrs", "cattrs", "pyyaml", folder=tmp_path)
    if kind in ("archive", "editable"):
        run(*pip, "hatchling", "editables", folder=tmp_path)
    source = ("-e", ROOT) if kind == "editable" else (made[kind],)
    run(*pip, "--no-deps", "--no-build-isolation", *source, folder=tmp_path)
    said = json.loads(run(python, "-c", WORKS, folder=tmp_path))
    suffix = ".cpd.yaml"
    schemes = [file.relative_to(ROOT / "schemes").as_posix() for file in tree("schemes")]
    assert said["names"] == sorted(each.removesuffix(suffix) for each in schemes if each.endswith(suffix))
    assert (Path(said["home"]) == ROOT / "src/cpdrules") == (kind == "editable")
    command = tmp_path / "venv/bin/cpdrules"
    assert run(command, "check", said["names"][0], folder=tmp_path) is not None
