import json
import subprocess
import sys
import time
from pathlib import Path

import pytest

from extraction.cli.main import build_parser, commands, main

ROOT = Path(__file__).resolve().parents[2]
HEAVY = {
    "datasets", "docx", "fastapi", "jinja2", "lxml", "numpy", "onnxruntime", "openpyxl", "pandas",
    "pdfplumber", "pebble", "pyarrow", "pypdfium2", "ray", "rich", "spacy", "sqlalchemy", "torch",
    "transformers",
}  # fmt: skip


def subparsers():
    (found,) = (a for a in build_parser()._actions if hasattr(a, "choices") and a.choices)
    return found.choices


@pytest.mark.parametrize("name", sorted(commands()))
def test_every_command_has_help(name, capsys):
    with pytest.raises(SystemExit) as end:
        main([name, "--help"])
    assert end.value.code == 0
    assert f"jixiao {name}" in capsys.readouterr().out


def documentation():
    pages = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
    return "\n".join(page.read_text(encoding="utf-8") for page in pages)


def test_every_command_and_option_is_documented():
    text, missing = documentation(), []
    for name, parser in subparsers().items():
        if f"jixiao {name}" not in text:
            missing.append(name)
        for action in parser._actions:
            options = [o for o in action.option_strings if o.startswith("--") and o != "--help"]
            missing += [f"{name} {o}" for o in options if o not in text]
    assert not missing


def test_help_answers_at_once_and_imports_no_heavy_library():
    script = (
        "import json, sys\n"
        "from extraction.cli.main import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit:\n    pass\n"
        "print(json.dumps(sorted({m.partition('.')[0] for m in sys.modules})), file=sys.stderr)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, cwd=ROOT)
    assert "extract" in done.stdout
    assert not HEAVY & set(json.loads(done.stderr.splitlines()[-1]))


def test_help_takes_little_processor_time():
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    started = time.perf_counter()
    subprocess.run([sys.executable, "-m", "extraction.cli.main", "--help"],
                   capture_output=True, cwd=ROOT, check=True)  # fmt: skip
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert after.ru_utime - before.ru_utime < 0.5, time.perf_counter() - started


def test_the_version_is_told(capsys):
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("jixiao ")
