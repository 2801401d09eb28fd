from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from extraction.bulk.memory import MEMORY_EXIT, ResidentLimitError, ResidentWatch


def test_a_document_beyond_the_bound_is_stopped_whatever_it_swallows() -> None:
    def grow() -> None:
        held: list[bytearray] = []
        while True:
            try:
                held.append(bytearray(os.urandom(1 << 20)))
            except Exception:
                held.append(bytearray(1))

    with pytest.raises(ResidentLimitError), ResidentWatch(64):
        grow()


def test_a_document_within_the_bound_is_left_alone_and_its_peak_is_told() -> None:
    with ResidentWatch(256) as watch:
        before = watch.peak
        held = bytearray(os.urandom(80 << 20))
        time.sleep(0.1)
    assert watch.peak >= before + 60
    assert len(held) == 80 << 20


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel's count of a peak is Linux's")
def test_a_peak_between_two_looks_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extraction.bulk.memory._POLL_SECONDS", 60.0)
    with ResidentWatch(256) as watch:
        before = watch.peak
        assert len(b"\1" * (80 << 20)) == 80 << 20
    assert watch.grown >= 60
    assert watch.peak >= before + 60


def test_memory_that_earlier_documents_left_counts_above_the_first(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ResidentWatch, "first", 0)
    with ResidentWatch(256):
        left = b"\1" * (80 << 20)
    with ResidentWatch(256) as watch:
        pass
    assert len(left) == 80 << 20
    assert watch.grown < 60 <= watch.above_first


def test_a_count_that_does_not_begin_anew_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("extraction.bulk.memory._counted_peak", lambda: 1 << 40)
    with ResidentWatch(256) as watch:
        pass
    assert watch.grown < 200


def test_addresses_that_are_only_reserved_do_not_count() -> None:
    import mmap

    with ResidentWatch(64) as watch, mmap.mmap(-1, 256 << 20) as reserved:
        time.sleep(0.1)
        assert len(reserved) == 256 << 20
    assert watch.peak > 0


def test_foreign_code_that_goes_on_taking_memory_ends_its_worker() -> None:
    script = (
        "import ctypes, time\n"
        "from extraction.bulk.memory import ResidentWatch\n"
        "libc = ctypes.CDLL(None)\n"
        "libc.malloc.restype = ctypes.c_void_p\n"
        "def grow():\n"
        "    try:\n"
        "        for _ in range(400):\n"
        "            block = libc.malloc(ctypes.c_size_t(1 << 20))\n"
        "            ctypes.memset(block, 1, 1 << 20)\n"
        "            time.sleep(0.005)\n"
        "    except BaseException:\n"
        "        grow()\n"
        "with ResidentWatch(64):\n"
        "    grow()\n"
    )
    done = subprocess.run([sys.executable, "-c", script], timeout=120)
    assert done.returncode == MEMORY_EXIT


def test_bounds_on_addresses_are_taken_back() -> None:
    import resource

    before = resource.getrlimit(resource.RLIMIT_AS)
    with ResidentWatch(64):
        pass
    assert resource.getrlimit(resource.RLIMIT_AS) == before


def test_a_settled_process_keeps_what_it_loaded_out_of_the_search() -> None:
    script = (
        "import gc\n"
        "from extraction.bulk.memory import settle\n"
        "held = [[i] for i in range(1000)]\n"
        "settle()\n"
        "print(gc.get_freeze_count() >= 1000, gc.get_threshold()[0] > 700)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert done.stdout.split() == ["True", "True"]
