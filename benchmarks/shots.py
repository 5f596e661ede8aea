"""Take the pictures of the README: `make shots`, with Chromium and a served example.

Run: python -m benchmarks.shots RELEASES FOLDER
"""

from __future__ import annotations

import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

SHOTS = {
    "home.ko.png": ("/?lang=ko", 1280, 1000),
    "entity.en.png": ("/doc/org.gorae-electronics?lang=en", 1280, 1000),
    "explore.en.png": ("/explore?lang=en", 1280, 1000),
}
QUIET = (
    "--headless", "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader", "--virtual-time-budget=8000", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
    "--hide-scrollbars",
)  # fmt: skip


def main() -> None:
    """Serve a folder of releases, take each picture, stop."""
    releases, folder = Path(sys.argv[1]), Path(sys.argv[2])
    browser = shutil.which("chromium") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("no Chromium is installed: install the package chromium")
    folder.mkdir(parents=True, exist_ok=True)
    port = free_port()
    service = subprocess.Popen(  # noqa: S603 -- our own program
        [sys.executable, "-m", "kg", "serve", str(releases), "--port", str(port)],
        stdout=subprocess.DEVNULL,
    )
    try:
        wait(f"http://127.0.0.1:{port}/readyz")
        for name, (page, width, height) in SHOTS.items():
            with tempfile.TemporaryDirectory() as profile:
                subprocess.run(  # noqa: S603 -- the browser found on the path
                    [
                        *(browser, *QUIET, f"--user-data-dir={profile}"),
                        *(f"--window-size={width},{height}", f"--screenshot={folder / name}"),
                        f"http://127.0.0.1:{port}{page}",
                    ],
                    check=True,
                    capture_output=True,
                    timeout=120,
                )
            print(folder / name)
    finally:
        service.terminate()
        service.wait(timeout=30)


def free_port() -> int:
    """Return a port of this machine that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def wait(address: str, seconds: float = 60) -> None:
    """Return when an address answers.

    Raises:
        TimeoutError: It does not in time.
    """
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        try:
            with urllib.request.urlopen(address, timeout=5):  # noqa: S310 -- this machine
                return
        except OSError:
            time.sleep(0.3)
    raise TimeoutError(f"{address} did not answer in {seconds:g} s")


if __name__ == "__main__":
    main()
