from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from transformers import AutoModel, AutoModelForMaskedLM, AutoTokenizer, BertConfig, BertModel

from models.corpus import read_paragraphs, shares_text, shingles
from models.masking import IGNORED, mask_batch
from models.network import TaggerNetwork
from models.pretraining import PretrainSettings, learning_rate_factor, pretrain


def test_a_paragraph_that_shares_twenty_characters_is_told() -> None:
    text = "一二三四五六七八九十甲乙丙丁戊己庚辛壬癸子丑"
    seen = shingles([text])
    assert shares_text("前文" + " ".join(text[:20]), seen)
    assert not shares_text(text[:19] + "别的字句在后面接着写下去没有相同", seen)


def test_compatibility_forms_do_not_hide_shared_text() -> None:
    seen = shingles(["政府性基金预算收入一二三四五六七八九十甲乙"])
    assert shares_text("政府性基⾦预算收⼊一二三四五六七八九十甲乙", seen)


def test_tags_become_line_breaks(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("<p>甲</p><p>乙</p>\n\n丙\n", encoding="utf-8")
    assert list(read_paragraphs(path)) == ["甲\n乙", "丙"]


def test_numbers_are_masked_whole() -> None:
    digits = np.zeros(40, dtype=bool)
    digits[20:30] = True
    row = np.array([2, 7, 8, 21, 22, 23, 9, 10, 25, 26, 3] * 4)
    batch = np.stack([row] * 50)
    rng = np.random.default_rng(1)
    _, labels = mask_batch(batch, digits=digits, special=5, mask_id=4, rate=0.4, rng=rng)
    hidden = labels != IGNORED
    for first, last in ((3, 6), (8, 10)):
        number = hidden[:, first:last]
        assert (number.all(axis=1) == number.any(axis=1)).all()
        assert number.any()
    assert not hidden[:, 0].any()


def test_the_rate_rises_and_falls_to_zero() -> None:
    factors = [learning_rate_factor(p / 100, warm_up=0.1) for p in range(101)]
    assert max(factors) == pytest.approx(1.0)
    assert factors[-1] == pytest.approx(0.0, abs=1e-9)
    assert factors[5] < factors[10] > factors[50]


def test_the_encoder_is_an_ordinary_model(encoder: Path) -> None:
    model = AutoModelForMaskedLM.from_pretrained(encoder)
    tokenizer = AutoTokenizer.from_pretrained(encoder)
    assert model.config.vocab_size == len(tokenizer)
    report = json.loads((encoder / "pretraining.json").read_text(encoding="utf-8"))
    assert report["settings"]["size"] == "tiny"
    assert report["corpus"]["paragraphs"] == {"a.txt": 400}


def test_a_stopped_run_goes_on_as_if_it_had_not_stopped(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("\n".join(f"支出{n}万元" for n in range(200)), encoding="utf-8")
    settings = PretrainSettings(size="tiny", window=32, batch=4, steps=4, minutes=60, threads=1)
    whole = pretrain(corpus, tmp_path / "whole", settings)
    from models import pretraining

    class StopError(Exception):
        pass

    stopped = tmp_path / "stopped"
    update = pretraining.Pretraining.update

    def halting(self: pretraining.Pretraining, ids: np.ndarray, rng: np.random.Generator) -> float:
        if self.step == 2:
            self.save(stopped)
            raise StopError
        return update(self, ids, rng)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pretraining.Pretraining, "update", halting)
        with pytest.raises(StopError):
            pretrain(corpus, stopped, settings)
    pretrain(corpus, stopped, settings, resume=True)
    a = AutoModelForMaskedLM.from_pretrained(whole).state_dict()
    b = AutoModelForMaskedLM.from_pretrained(stopped).state_dict()
    assert all(np.allclose(a[k].numpy(), b[k].numpy(), atol=1e-3) for k in a)


def test_an_encoder_goes_on_from_saved_weights(network: Path, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("\n".join(f"收入{n}万元" for n in range(200)), encoding="utf-8")
    settings = PretrainSettings(window=32, batch=4, steps=1, minutes=60, threads=1)
    output = pretrain(corpus, tmp_path / "further", settings, base=network)
    before, after = TaggerNetwork.load(network), TaggerNetwork.load(output / "network")
    old, new = before.state_dict(), after.state_dict()
    assert all(np.array_equal(old[k], new[k]) for k in old if ".model." not in k)
    moved = [float((old[k] - new[k]).abs().max()) for k in old if ".model." in k]
    assert 0 < max(moved) < 0.1


def test_a_bert_encoder_goes_on_too(encoder: Path, tmp_path: Path) -> None:
    tokenizer = AutoTokenizer.from_pretrained(encoder)
    config = BertConfig(
        vocab_size=len(tokenizer), hidden_size=32, num_hidden_layers=1, num_attention_heads=2,
        intermediate_size=48, max_position_embeddings=64,
    )  # fmt: skip
    base = tmp_path / "bert"
    BertModel(config, add_pooling_layer=False).save_pretrained(base)
    tokenizer.save_pretrained(base)
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "a.txt").write_text("\n".join(f"支出{n}万元" for n in range(200)), encoding="utf-8")
    settings = PretrainSettings(window=32, batch=4, steps=2, minutes=60, threads=1)
    output = pretrain(corpus, tmp_path / "further", settings, base=base)
    before, after = (AutoModel.from_pretrained(p).state_dict() for p in (base, output))
    name = "encoder.layer.0.output.dense.weight"
    assert 0 < float((before[name] - after[name]).abs().max()) < 0.1
    assert not (output / "network").exists()
    assert TaggerNetwork.load(output).token_model.config.model_type == "bert"
