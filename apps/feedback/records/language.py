"""The language of short texts: by their script and its words first, then by a model.

A model of bytes needs some words to be right; a script needs one character. What neither tells
with :data:`CONFIDENT` is 'und'.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Any

UNDETERMINED = "und"
CONFIDENT = 0.4  # of the model; what it is right by is in tests/feedback/test_language.py
MOST_CHARACTERS = 400  # of a text that are looked at
ISO_639_1 = 2  # letters of its codes: the model knows dialects too, which nobody asks for
# One script, one language that is written in it today, but for a few.
_SCRIPTS: tuple[tuple[str, str], ...] = (
    ("ja", "\u3041-\u309f\u30a1-\u30fa\u30fd-\u30ff\uff66-\uff9d"),
    ("ko", "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"),
    ("zh", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"),
    ("th", "\u0e01-\u0e5b"),
    ("lo", "\u0e81-\u0edf"),
    ("km", "\u1780-\u17ff"),
    ("my", "\u1000-\u109f"),
    ("el", "\u0370-\u03ff\u1f00-\u1fff"),
    ("ka", "\u10a0-\u10ff"),
    ("hy", "\u0531-\u058f"),
    ("he", "\u05d0-\u05f4"),
    ("ta", "\u0b80-\u0bff"),
    ("te", "\u0c00-\u0c7f"),
    ("kn", "\u0c80-\u0cff"),
    ("ml", "\u0d00-\u0d7f"),
    ("gu", "\u0a80-\u0aff"),
    ("pa", "\u0a00-\u0a7f"),
    ("si", "\u0d80-\u0dff"),
    ("am", "\u1200-\u137f"),
)
_BY_SCRIPT = re.compile("|".join(f"(?P<{code}>[{signs}]+)" for code, signs in _SCRIPTS))
# Letters that one language has and its neighbours lack, for texts that the model is unsure of.
_HINTS = re.compile(
    "(?P<vi>[\u01a1\u01b0\u1ea0-\u1ef9])|(?P<uk>[іїєґ])|(?P<de>ß)|(?P<es>[ñ¿¡])|(?P<pl>[łśź])"
    "|(?P<cs>[řůě])|(?P<tr>[ğı])|(?P<pt>[ãõ])|(?P<hu>[őű])|(?P<ro>[țș])|(?P<ru>[ыэё])|(?P<fa>[پچژگ])"
)
# The most frequent short words; one that is known to several languages counts for each.
_FREQUENT = {
    "en": (
        "i you he she it we they my your me is are was am be been the a an and or but of to in "
        "on for with this that what when how why not no yes do does did have has had can could "
        "will would please thanks thank hi hello want need get good bad very from at as if "
        "there here sure okay"
    ),
    "de": (
        "ich du er sie es wir ihr mein dein ist sind war bin der die das ein eine und oder aber "
        "von zu in auf für mit nicht nein ja kein wie was wann warum bitte danke hallo gut "
        "schlecht sehr habe hat kann will den dem nur auch noch"
    ),
    "fr": (
        "je tu il elle nous vous mon ma mes votre est sont suis le la les un une des et ou mais "
        "de du à en dans pour avec pas ne non oui que qui quand comment merci bonjour très bien "
        "mal ai avez peux veux au sur cette ce"
    ),
    "es": (
        "yo tú usted mi su es son soy está el la los las un una y o pero de del en para por con "
        "no sí que cuando cómo gracias hola muy bien mal tengo quiero puedo favor buenos al se "
        "me lo"
    ),
    "it": (
        "io tu lei mio mia è sono il la lo gli le un una e o ma di del in per con non no sì che "
        "quando come grazie ciao molto bene male ho voglio posso questo della nel"
    ),
    "pt": (
        "eu você meu minha é são sou está o os as um uma e ou mas de do da em para por com não "
        "sim que quando como obrigado obrigada olá muito bem mal tenho quero posso no na"
    ),
    "nl": (
        "ik jij je hij zij wij mijn is zijn was ben de het een en of maar van naar in op voor "
        "met niet nee ja wat wanneer hoe bedankt hallo goed slecht zeer heel heb heeft kan wil "
        "geen dit"
    ),
    "pl": (
        "ja ty mój moje jest są nie tak i lub ale z do w na dla co kiedy jak dziękuję dobrze "
        "bardzo mam chcę się to"
    ),
    "sv": (
        "jag du han hon vi min mitt är var en ett och eller men av till i på för med inte nej "
        "ja vad när hur tack hej bra mycket har kan vill det den"
    ),
    "tr": (
        "ben sen bu ve ile için değil evet hayır ne zaman nasıl merhaba çok iyi kötü var yok bir"
    ),
    "id": (
        "saya anda ini itu dan atau tapi dari ke di untuk dengan tidak ya apa kapan bagaimana "
        "terima kasih halo sangat baik ada mau bisa sudah belum yang"
    ),
}
_WORDS: dict[str, list[str]] = {}
for _code, _listed in _FREQUENT.items():
    for _word in _listed.split():
        _WORDS.setdefault(_word, []).append(_code)
_LETTERS = re.compile(r"[^\W\d_]+")
_NOISE = re.compile(r"https?://\S+|\S+@\S+|[@#]\w+")


def detect(text: str) -> str:
    """ISO 639-1 of what the text is written in, or 'und'; '' for a text without letters."""
    known = _NOISE.sub(" ", text[:MOST_CHARACTERS])
    letters = sum(map(len, _LETTERS.findall(known)))
    if not letters:
        return "" if not _BY_SCRIPT.search(known) else _by_script(known, 1)
    return _by_script(known, letters) or _by_model(known)


def _by_script(text: str, letters: int) -> str:
    counts: Counter[str] = Counter()
    for found in _BY_SCRIPT.finditer(text):
        counts[found.lastgroup or ""] += len(found[0])
    if not counts:
        return ""
    if counts["ja"] and counts["zh"]:  # kana between Han: Japanese
        counts["ja"] += counts.pop("zh")
    code, count = counts.most_common(1)[0]
    # A character of Han or Hangul says as much as three letters; one name does not make a text.
    weight = 3 if code in ("zh", "ja", "ko") else 1
    return code if count * weight * 2 >= letters - count + count * weight else ""


def _by_model(text: str) -> str:
    code, confidence = _model().classify(" ".join(text.split()))
    if confidence >= CONFIDENT:
        return str(code)
    lower = text.lower()
    hint = _HINTS.search(lower)
    if hint:
        return hint.lastgroup or UNDETERMINED
    return _by_words(lower) or UNDETERMINED


def _by_words(text: str) -> str:
    """The language that has most of these words to itself; '' where none or two are ahead."""
    words = {found[0] for found in _LETTERS.finditer(text)}
    hits = Counter(code for word in words for code in _WORDS.get(word, ()))
    first, second, *_rest = [*hits.most_common(2), ("", 0), ("", 0)]
    return first[0] if first[1] > second[1] else ""


@lru_cache(maxsize=1)
def _model() -> Any:
    import numpy as np
    from py3langid.langid import (  # a model of 5 MB: read when first asked
        MODEL_FILE,
        LanguageIdentifier,
    )

    model = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    model.set_languages([code for code in model.labels if len(code) == ISO_639_1])
    model.nb_ptc = np.ascontiguousarray(model.nb_ptc)  # a third of the time of a short text
    return model
