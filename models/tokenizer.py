"""The character tokenizer (字级分词器): every code point is one token.

Offsets are one to one with characters, white space included, so that layout (spaces, tabs, line
breaks, NBSP) is visible to the encoder. Full-width letters and digits and the Kangxi radicals
that PDF files put in place of ideographs share the token of the plain character.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from extraction.tagging.characters import FOLDED

if TYPE_CHECKING:
    from transformers import PreTrainedTokenizerFast

PAD, UNK, CLS, SEP, MASK = "[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"
SPECIAL_TOKENS = (PAD, UNK, CLS, SEP, MASK)
WHITE_SPACE = ("\n", "\t", "\r", " ", "\u00a0", "\u3000", "\u2002", "\u2003", "\u200b", "\ufeff")
_SIGNS = "％‰℃㎡³²±×÷≥≤＞＜＝≈→←↑↓√★☆●○■□▲△◆◇•·—–…“”‘’《》〈〉「」『』【】〔〕（）［］｛｝，。、；：？！￥％～｜／＼＋－＊＃＆＠＿"
_ORDINALS = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⒈⒉⒊⒋⒌⒍⒎⒏⒐㈠㈡㈢㈣㈤ⅠⅡⅢⅣⅤⅥⅦⅧ〇"


def required_characters() -> tuple[str, ...]:
    """Return the characters that are in every vocabulary: white space, ASCII, signs, ordinals."""
    ascii_printable = [chr(c) for c in range(0x21, 0x7F)]
    return tuple(dict.fromkeys((*WHITE_SPACE, *ascii_printable, *_SIGNS, *_ORDINALS)))


def build_vocabulary(
    texts: Iterable[str], *, minimum: int = 3, limit: int = 8000
) -> tuple[str, ...]:
    """Return special tokens, required characters, then the corpus characters by falling frequency.

    `minimum` is the number of occurrences below which a character stays unknown.
    """
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(text)
    for folded, plain in FOLDED.items():
        counts[plain] += counts.pop(folded, 0)
    first = (*SPECIAL_TOKENS, *required_characters())
    ranked = sorted((-n, c) for c, n in counts.items() if n >= minimum)
    return tuple(dict.fromkeys((*first, *(c for _, c in ranked))))[:limit]


def build_tokenizer(vocabulary: Iterable[str], *, max_length: int = 512) -> PreTrainedTokenizerFast:
    """Return the fast tokenizer of a vocabulary; windows are framed by [CLS] and [SEP]."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import PreTrainedTokenizerFast

    vocab = {token: index for index, token in enumerate(vocabulary)}
    core = Tokenizer(models.WordLevel(vocab, unk_token=UNK))
    core.normalizer = normalizers.Sequence(
        [normalizers.Replace(c, plain) for c, plain in FOLDED.items()]
    )
    core.pre_tokenizer = pre_tokenizers.Split(Regex(r"[\s\S]"), behavior="isolated")
    core.post_processor = processors.TemplateProcessing(
        single=f"{CLS} $A {SEP}",
        pair=f"{CLS} $A {SEP} $B {SEP}",
        special_tokens=[(CLS, vocab[CLS]), (SEP, vocab[SEP])],
    )
    fast: Any = PreTrainedTokenizerFast
    tokenizer: PreTrainedTokenizerFast = fast(
        tokenizer_object=core,
        model_max_length=max_length,
        pad_token=PAD,
        unk_token=UNK,
        cls_token=CLS,
        sep_token=SEP,
        mask_token=MASK,
        clean_up_tokenization_spaces=False,
    )
    return tokenizer
