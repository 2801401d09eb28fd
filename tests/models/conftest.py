"""A tiny encoder and a tiny fine-tuned network, made once for all tests of `models`."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("torch", reason="training needs the extra `train`")
pytest.importorskip("transformers", reason="training needs the extra `train`")


@pytest.fixture(scope="session")
def encoder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of an encoder pre-trained for three steps."""
    from models.pretraining import PretrainSettings, pretrain

    corpus = tmp_path_factory.mktemp("corpus")
    lines = [f"第{n}项支出{n * 37}.{n % 10}万元，完成预算的{n % 100}%。" for n in range(400)]
    (corpus / "a.txt").write_text("\n".join(lines), encoding="utf-8")
    settings = PretrainSettings(size="tiny", window=64, batch=8, steps=3, minutes=5, threads=2)
    return pretrain(corpus, tmp_path_factory.mktemp("encoder"), settings)


@pytest.fixture(scope="session")
def network(encoder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a network fine-tuned for a few steps on synthetic reports."""
    from models.finetuning import TrainSettings, finetune
    from models.sources import DataSettings, gather

    data = gather(DataSettings(synthetic=12))
    output = tmp_path_factory.mktemp("network")
    settings = TrainSettings(steps=12, lanes=2, room=62, minutes=5, threads=2, evaluate_every=6)
    finetune(encoder, data.sources, output, settings, held_out=data.sources[0].examples[:2])
    return output


@pytest.fixture(scope="session")
def weights(network: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of the exported weights of the tiny network."""
    from models.export import export

    return export(network, tmp_path_factory.mktemp("weights"), keep_fp32=True)
