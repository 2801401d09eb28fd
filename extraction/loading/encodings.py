"""Is this Chinese? Tells GB18030 from the other double-byte encodings that decode without an error (字符编码).

Nearly any bytes decode as GB18030, so that a file in Big5, Shift-JIS or EUC-KR becomes rare characters
instead of an error. Chinese prose is told by its commonest characters: they make a third of it and more, and
of a wrong reading a few in a hundred. What no reading explains is refused.
"""

from __future__ import annotations

_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方"
    "后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开"
    "它合还因由其些然前外天政四日社义事平形相全表间样与关各重新线内数正心反明看原又么利比或但质气第向道命此变"
    "条只没结解问意建月公无系军很情最立代想已通并提直题党程展五果料象员位入常文总次品式活设及管特件长求基资"
    "边流路级少图山统接知较将组见计别手角期根论运农指几九区强放决西被干做必先则任取处万元支出收入预算项目绩效"
    "财金额单位其共完情目执标安排费用专办局市县省乡镇村委会议报告说明名称年初末标率指服务保障增减合"
    # The forms of Hong Kong and Taiwan of the same characters.
    "這國來們對會說產種學經進電裡現實體機當點從業應開還後與關線內數氣條沒結問見無變萬預算績項財額單執標專辦縣"
    "鎮報稱務種總長資邊統將組計別運農強決處"
)
_LEAST_SHARE = 0.15
_SURE_SHARE = 0.3
_LEAST_CHARACTERS = 12
_MOST_PRIVATE = 0.02


def is_plausible(text: str) -> bool:
    """Tell whether a reading can be Chinese: common characters are common, private ones are not.

    A text with hardly any characters beyond ASCII tells nothing and is let pass.
    """
    foreign = [c for c in text if c >= "\u0370"]
    if not foreign:
        return True
    private = sum("\ue000" <= c <= "\uf8ff" or c == "\ufffd" for c in foreign)
    if private > 1 and private > _MOST_PRIVATE * len(foreign):
        return False
    letters = [c for c in foreign if not _is_sign(c)]
    return len(letters) < _LEAST_CHARACTERS or _common_share(letters) >= _LEAST_SHARE


def _common_share(letters: list[str]) -> float:
    return sum(c in _COMMON for c in letters) / len(letters) if letters else 0.0


def _is_sign(c: str) -> bool:
    """Tell punctuation, symbols and full-width forms, which every encoding of the region has."""
    return "\u2000" <= c < "\u2e80" or "\u3000" <= c < "\u3040" or c >= "\uff00"


def other_reading(data: bytes) -> str | None:
    """Return the text if the bytes are Chinese in Big5, else None."""
    try:
        text = data.decode("big5hkscs")
    except UnicodeDecodeError:
        return None
    letters = [c for c in text if c >= "\u0370" and not _is_sign(c)]
    return text if is_plausible(text) and _common_share(letters) >= _SURE_SHARE else None


def likely_encoding(data: bytes) -> str:
    """Name for a message what the bytes may be."""
    for name, codec, letters in (
        ("Shift-JIS", "cp932", _between("\u3041", "\u30ff")),
        ("EUC-JP", "euc_jp", _between("\u3041", "\u30ff")),
        ("EUC-KR", "cp949", _between("\uac00", "\ud7a3")),
        ("Latin-1", "cp1252", _between("\u00c0", "\u024f")),
    ):
        try:
            text = data.decode(codec)
        except UnicodeDecodeError:
            continue
        beyond = [c for c in text if c > "\x7f"]
        if beyond and sum(c in letters for c in beyond) >= 0.3 * len(beyond):
            return name
    return "an encoding that is not known"


def _between(first: str, last: str) -> frozenset[str]:
    return frozenset(map(chr, range(ord(first), ord(last) + 1)))
