"""Serve the review application on a free port for as long as a measurement takes."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = "/usr/bin/chromium"


_SERVE = """
import argparse, sys
from annotations.commands import review
parser = argparse.ArgumentParser()
review.add_arguments(parser)
sys.exit(review.run(parser.parse_args(sys.argv[1:])))
"""


@contextmanager
def served(database: Path, *, port: int | None = None) -> Iterator[str]:
    """Yield the address of `jixiao review` over a database, in a process of its own."""
    with serving(database, port=port) as (url, _):
        yield url


@contextmanager
def serving(
    database: str | Path, *, port: int | None = None, options: Sequence[str] = ()
) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Yield the address and the process of `jixiao review` over a database, with further options."""
    chosen = port or _free_port()
    command = [sys.executable, "-c", _SERVE, str(database), "--port", str(chosen), *options]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(chosen, process)
        yield f"http://127.0.0.1:{chosen}", process
    finally:
        process.terminate()
        process.wait(timeout=20)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        if process.poll() is not None:
            raise RuntimeError("expected the review server to run, found that it ended")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError("expected the review server to answer within a minute")


@contextmanager
def signed_in(url: str, reviewer: str) -> Iterator[Any]:
    """Yield a page of the system's Chromium with a reviewer signed in."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        page = browser.new_page(viewport={"width": 1400, "height": 860})
        page.goto(f"{url}/")
        page.fill("[name=name]", reviewer)
        page.click("button.primary")
        page.wait_for_url(f"{url}/")
        yield page
        browser.close()
