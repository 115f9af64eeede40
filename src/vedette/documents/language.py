"""English or not: by script, then by the share of each language's commonest small words."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from typing import Final

_SMALL_WORDS: Final = {
    "en": "the of and to in a that is was for on with as by at from it he his they this were has have had be are not but which an said after "
    "or their who will its been would about over under into than when there no more also",
    "es": "el la los las de que y en un una del por con para se su al lo como más fue han ha sus es este esta sobre entre tras según pero desde "
    "también cuando donde muy",
    "fr": "le la les des de du et en un une que qui dans pour par sur au aux est sont avec ce cette il elle ne pas plus ont été se sa ses leur mais "
    "selon après contre ou d'un l'armée",
    "de": "der die das und in den von zu mit des im für auf ist dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer "
    "um am sind noch wie einem über einen so zum war haben",
    "pt": "o a os as de que e do da em um uma para com não por dos das no na se mais foi ao como são pelo pela ou sua seu também após entre nos nas "
    "segundo até",
    "it": "il lo la gli le di che e in un una per con del della dei delle non è si da al sono nel nella dal alla anche più come ha hanno i ma "
    "dopo secondo stato",
    "nl": "de het een en van in is op te dat voor met zijn die niet aan er om ook als bij door naar uit maar over werd heeft hebben wordt nog deze "
    "tot zei",
    "tr": "ve bir bu da de için ile olarak daha çok olan gibi kadar sonra göre en ise ancak oldu olduğu tarafından ne var saldırı ya şu o "
    "değil edildi üzerinde",
    "id": "yang dan di dari untuk dengan pada ini itu dalam tidak adalah ke oleh akan telah juga sebagai karena para mereka ia bahwa setelah "
    "tersebut atau serangan",
    "sw": "ya na wa kwa ni za katika la kuwa cha hiyo hii huo watu baada alisema wake yake kutoka lakini pia",
    "pl": "i w na z do się nie że to jest o od po za przez jak ale dla są oraz był były przed jego po został",
    "sv": "och i att en det som på är av för med den till inte har de ett om var han från men efter vid eller under",
    "ro": "și în de la a cu pe din că un o nu este sunt pentru care mai au fost după prin sau al ale lui",
    "so": "oo iyo ka ku waa in ay ee u la uu ayaa waxaa soo aan laga kale",
    "ha": "da a na ya ta su an cikin wani wannan ba ne ce kuma daga don sun shi",
}
_NAMES: Final = {
    "en": "English", "es": "Spanish", "fr": "French", "de": "German", "pt": "Portuguese", "it": "Italian", "nl": "Dutch", "tr": "Turkish",
    "id": "Indonesian", "sw": "Swahili", "pl": "Polish", "sv": "Swedish", "ro": "Romanian", "so": "Somali", "ha": "Hausa", "ar": "Arabic",
    "fa": "Persian", "ur": "Urdu", "ru": "Russian", "uk": "Ukrainian", "he": "Hebrew", "el": "Greek", "zh": "Chinese", "ja": "Japanese",
    "ko": "Korean", "hi": "Hindi", "bn": "Bengali", "am": "Amharic", "th": "Thai", "ka": "Georgian", "hy": "Armenian", "my": "Burmese",
}  # fmt: skip
_SCRIPTS: Final = {
    "ARABIC": "ar", "CYRILLIC": "ru", "HEBREW": "he", "GREEK": "el", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko",
    "DEVANAGARI": "hi", "BENGALI": "bn", "ETHIOPIC": "am", "THAI": "th", "GEORGIAN": "ka", "ARMENIAN": "hy", "MYANMAR": "my",
}  # fmt: skip
_SETS: Final = {code: frozenset(words.split()) for code, words in _SMALL_WORDS.items()}
_ALL: Final = frozenset().union(*_SETS.values())
_WORD: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SAMPLE: Final = 20_000
_ENOUGH: Final = 12
"""Words; below this a text in Latin letters is too short to be told from names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Guess:
    """A language by its ISO 639-1 code, None where it cannot be told; `share` is the share of its small words or letters."""

    code: str | None
    share: float

    @property
    def name(self) -> str:
        """The language in words."""
        return _NAMES.get(self.code or "", f"language {self.code!r}" if self.code else "unknown")


def guess(text: str) -> Guess:
    """The language of a text, read at its beginning, middle and end; capitals and short texts are no obstacle."""
    sample = text if len(text) <= 3 * _SAMPLE else _spread(text)
    scripts = Counter(_script(char) for char in _telling(sample))
    total = sum(scripts.values())
    if total == 0:
        return Guess(code=None, share=0.0)
    script, count = scripts.most_common(1)[0]
    if script != "LATIN":
        return Guess(code=_of_script(script, sample, scripts), share=count / total)
    found = [word.replace("’", "'") for word in _WORD.findall(sample)]
    shouted = sum(word.isupper() for word in found) > len(found) // 2
    # A capital makes a small word part of a name ("El Salvador"), unless everything is in capitals.
    words = [word.lower() if shouted else word for word in found]
    small = Counter(word for word in words if word in _ALL)
    scores = {code: sum(count for word, count in small.items() if word in known) for code, known in _SETS.items()}
    best = max(scores, key=lambda code: (scores[code], code == "en"))
    share = scores[best] / len(words)
    if best == "en":
        return Guess(code="en" if scores[best] >= 2 and share >= 0.12 else None, share=share)
    # Names bring foreign small words into English ("San Luis de la Reina"): another language must use several, and English few.
    kinds = sum(word in _SETS[best] for word in small)
    certain = kinds >= 3 and share >= (0.15 if len(words) >= _ENOUGH else 0.25) and scores["en"] < 0.7 * scores[best]
    return Guess(code=best if certain else None, share=share)


def known_name(code: str) -> str:
    """A language code in words, for messages."""
    return _NAMES.get(code, f"language {code!r}")


def _telling(sample: str) -> list[str]:
    """The letters of a sample that tell its script; plain ASCII needs no look-up of each."""
    if sample.isascii():
        return ["a"] if any(char.isalpha() for char in sample) else []
    return [char for char in sample[:6000] if char.isalpha()]


def _script(char: str) -> str:
    return "LATIN" if char < "\u0250" else unicodedata.name(char, "UNKNOWN").split(" ", 1)[0]


def _of_script(script: str, sample: str, scripts: Counter[str]) -> str | None:
    if script == "ARABIC":
        letters = Counter(sample)
        if letters["ے"] + letters["ٹ"] + letters["ڈ"] + letters["ں"]:
            return "ur"
        return (
            "fa"
            if letters["پ"] + letters["چ"] + letters["گ"] + letters["ی"] + letters["ک"] > letters["ي"] + letters["ة"]
            else "ar"
        )
    if script == "CYRILLIC":
        return "uk" if re.search("[іїєґ]", sample, re.IGNORECASE) else "ru"
    if script == "CJK" and scripts["HIRAGANA"] + scripts["KATAKANA"] > scripts["CJK"] // 10:
        return "ja"
    return _SCRIPTS.get(script)


def _spread(text: str) -> str:
    middle = len(text) // 2
    return " ".join((text[:_SAMPLE], text[middle : middle + _SAMPLE], text[-_SAMPLE:]))
