"""Which language a text is in, by its commonest words: enough to say "this is not English"."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")

# Words that are very common in one language; those that several share are counted for each and so decide nothing.
_COMMON = {
    "English": "the of and to in that is was for it with as his on be at by had not are but from have they which said has this will were",
    "French": "le la les des et du un une est que dans qui pour pas sur au avec ce sont aux par plus il elle ne se cette été ses leur",
    "German": "der die das und ist den von zu mit sich nicht ein eine im dem auf für es des auch als an wird bei nach sind wurde hat dass",
    "Spanish": "el la los las de que y en un una por con no para es del se su al lo como más pero sus este ha fue son entre está",
    "Italian": "il di che la e un una per non con del della sono alla nel più dei gli le anche si da come al ha questo era dal nella ma",
    "Portuguese": "o a os as de que e do da em um uma para com não por dos das no na se mais foi ao como mas são pelo pela também está",
    "Dutch": "de het een van en in is dat op te zijn met voor niet aan er om ook als bij door naar maar wordt heeft uit werd deze nog dan",
    "Swedish": "och att det som en på är av för med den till inte har de ett om han var från men vi så kan när hade skulle även efter sig",
    "Danish or Norwegian": "og at det som en på er af av for med den til ikke har de et om han var fra men vi så kan når skal efter etter",
    "Polish": "w i na z się do nie że to jest o jak po od za przez dla ale był jego są które który oraz tym tego przed może już także",
    "Turkish": "ve bir bu için ile da de olarak daha çok olan gibi sonra kadar ise değil var ne o en her göre oldu dedi ancak bin yeni iki",
    "Indonesian or Malay": "yang dan di untuk dengan pada dari ini itu tidak dalam akan adalah ke oleh juga telah sebagai kata bahwa",
}
_WORDS = {name: frozenset(words.split()) for name, words in _COMMON.items()}

_SCRIPTS = {
    "CYRILLIC": "Russian or another language in Cyrillic script",
    "ARABIC": "Arabic, Persian or another language in Arabic script",
    "CJK": "Chinese or Japanese",
    "HIRAGANA": "Japanese",
    "KATAKANA": "Japanese",
    "HANGUL": "Korean",
    "GREEK": "Greek",
    "HEBREW": "Hebrew",
    "DEVANAGARI": "Hindi or another language in Devanagari script",
    "BENGALI": "Bengali",
    "TAMIL": "Tamil",
    "THAI": "Thai",
    "GEORGIAN": "Georgian",
    "ARMENIAN": "Armenian",
}
_SAMPLE = 20_000  # code points; more change nothing
_FEWEST = 12  # words; fewer are no ground to judge on


def other_language(text: str) -> str | None:
    """The language of a text that is not English, as a name or a description; None where it is English or cannot be told."""
    sample = text[:_SAMPLE].lower()
    if script := _other_script(sample):
        return script
    words = _WORD.findall(sample)
    if len(words) < _FEWEST:
        return None
    counts = Counter(words)
    shares = {name: sum(counts[word] for word in common) / len(words) for name, common in _WORDS.items()}
    best = max(shares, key=lambda name: shares[name])
    # English news has a share near 0.3; a text in another language quotes some English at most.
    return best if best != "English" and shares[best] > 0.12 and shares[best] > 1.5 * shares["English"] else None


def _other_script(text: str) -> str | None:
    letters = [letter for letter in text if letter.isalpha()][:4000]
    if len(letters) < _FEWEST:
        return None
    scripts = Counter(unicodedata.name(letter, "").split(" ", 1)[0] for letter in letters)
    name = next((name for name, _ in scripts.most_common() if name in _SCRIPTS), None)
    share = sum(count for script, count in scripts.items() if script in _SCRIPTS) / len(letters)
    if name is None or share < 0.5:
        return None
    return "Japanese" if scripts["HIRAGANA"] + scripts["KATAKANA"] > 0.1 * len(letters) else _SCRIPTS[name]
