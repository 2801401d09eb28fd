from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from transformers import AutoModelForTokenClassification, AutoTokenizer

from extraction.labels import Label
from extraction.tagging.tokens import CharacterReader
from models.batches import IGNORED, Batches, Source
from models.examples import CLASSES, LABELS, Example, Target
from models.scoring import torch_tagger
from models.sources import synthetic

TEXT = "支出12万元，完成率90%。"
EXAMPLE = Example(
    "e", TEXT, (Target(0, 2, Label.ITEM), Target(2, 6, Label.AMOUNT, 1, True)), ((1, 0),)
)


def reader() -> CharacterReader:
    return CharacterReader({"[PAD]": 0, "[UNK]": 1, "[CLS]": 2, "[SEP]": 3, "支": 4, "出": 5})


def test_a_batch_holds_every_label_and_link_once() -> None:
    examples = tuple(synthetic(n) for n in range(4))
    batches = Batches([Source(examples, 1.0)], reader(), lanes=2, windows=2, room=200, seed=1)
    batch = next(iter(batches))
    assert batch.ids.shape == (4, 202)
    assert batch.mask.all()
    assert (batch.classes[:, 0] == IGNORED).all()
    begins = batch.classes % 2 == 1
    assert begins.sum() > 0
    assert len(batch.linked) == len(batch.features) == len(batch.starts)
    assert 0 < batch.linked.sum() < len(batch.linked)


def test_targets_of_a_segment_follow_its_characters() -> None:
    source = Source((EXAMPLE,), 1.0)
    batches = Batches([source], reader(), lanes=1, windows=1, room=len(TEXT), seed=1)
    from models.batches import Segment

    segment = Segment(TEXT, EXAMPLE.spans, (), frozenset(EXAMPLE.links))
    batch = batches.build([segment])
    item, amount = LABELS.index(Label.ITEM), LABELS.index(Label.AMOUNT)
    expected = [2 * item + 1, 2 * item + 2, 2 * amount + 1, *[2 * amount + 2] * 3]
    assert batch.classes[0, 1:7].tolist() == expected
    assert batch.changes[0, 3:7].tolist() == [1] * 4
    assert batch.budgets[0, 3:7].tolist() == [1] * 4
    assert batch.linked.tolist() == [1.0]
    assert batch.starts.tolist() == [[3, 1]]
    assert batch.ends.tolist() == [[6, 2]]


def test_the_token_head_is_an_ordinary_model(network: Path) -> None:
    model = AutoModelForTokenClassification.from_pretrained(network)
    tokenizer = AutoTokenizer.from_pretrained(network)
    assert [model.config.id2label[i] for i in range(len(CLASSES))] == list(CLASSES)
    logits = model(**tokenizer(TEXT, return_tensors="pt")).logits
    assert logits.shape == (1, len(TEXT) + 2, len(CLASSES))
    scored = torch_tagger(network).score(TEXT)[0]
    assert np.allclose(logits[0, 1:-1].detach().numpy(), scored, atol=1e-4)


def test_settings_and_metrics_lie_beside_the_weights(network: Path) -> None:
    report = json.loads((network / "training.json").read_text(encoding="utf-8"))
    assert report["settings"]["seed"] == 7
    assert report["steps"] == 12
    assert any("held_out" in entry for entry in report["history"])


def test_mentions_of_a_trained_network_stand_at_their_offsets(network: Path) -> None:
    text = synthetic(99).text
    markup = torch_tagger(network).tag_text(text)
    markup.verify(text)


def test_a_subword_encoder_is_accepted(tmp_path: Path) -> None:
    from tokenizers import Tokenizer, models, pre_tokenizers, processors
    from transformers import BertConfig, BertForMaskedLM, PreTrainedTokenizerFast

    from models.finetuning import TrainSettings, finetune

    words = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]", "支", "出", "万", "元", "12", "##3"]
    core = Tokenizer(models.WordPiece({w: i for i, w in enumerate(words)}, unk_token="[UNK]"))
    core.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    core.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 2), ("[SEP]", 3)]
    )
    special = {"pad_token": "[PAD]", "unk_token": "[UNK]", "cls_token": "[CLS]"}
    special |= {"sep_token": "[SEP]", "mask_token": "[MASK]"}
    PreTrainedTokenizerFast(tokenizer_object=core, **special).save_pretrained(tmp_path / "b")
    shape = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = BertConfig(vocab_size=len(words), intermediate_size=16, **shape)
    BertForMaskedLM(config).save_pretrained(tmp_path / "b")
    settings = TrainSettings(steps=2, lanes=2, windows=2, room=60, minutes=5)
    sources = [Source((synthetic(1), synthetic(2)), 1.0)]
    finetune(tmp_path / "b", sources, tmp_path / "n", settings)
    markup = torch_tagger(tmp_path / "n").tag_text("支出 123万元")
    markup.verify("支出 123万元")


@pytest.mark.parametrize("seed", [1, 2])
def test_synthetic_examples_repeat_by_seed(seed: int) -> None:
    assert synthetic(seed) == synthetic(seed)
    assert synthetic(seed) != synthetic(seed + 100)
