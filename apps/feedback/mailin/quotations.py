"""Where in a mail the quotation of another one begins.

Mail programs mark it by a line that says who wrote when, by a rule with a title, or by the head of
the other mail; each in its user's language. No package that is kept up has these languages and is
quick on hostile texts.
"""

from __future__ import annotations

import re

WRAPPED = 3  # lines over which 'On …, … wrote:' may run
LONGEST = 400  # characters of them
# 'On <date>, <person> wrote:'; in some languages the person stands behind the verb.
_BEGINS = re.compile(
    r"^(?:On|Am|Le|El|Il|Em|Op|Den|Dnia|W dniu|В|在|于|[пвсч][нтрбс]\w*,"
    r"|\d{1,2}[./ ]|\d{4}[-/.年])",
    re.IGNORECASE,
)
_WROTE = re.compile(
    r"(?:\bwrote|\ba écrit|\bescribió|\bha scritto|\bescreveu|\bnapisał(?:\(a\)|a)?|\bпиш[еу]т?|"
    r"\bнаписал(?:\(а\)|а)?|写道|寫道|さんは書きました|のメール|님이 작성|작성)\s*[:：]?$"
    r"|\b(?:schrieb|schreef|skrev|heeft)\b[^:]{0,200}:$"
    r"|<[^<>@\s]{1,100}@[^<>@\s]{1,200}>\s?:$",
    re.IGNORECASE,
)
_TITLES = re.compile(
    r"^-{2,} ?(?:(?:begin )?forwarded message|original message|ursprüngliche nachricht|"
    r"weitergeleitete nachricht|message d.origine|message transféré|mensaje (?:original|reenviado)|"
    r"messaggio (?:originale|inoltrato)|mensagem (?:original|encaminhada)|"
    r"oorspronkelijk bericht|origineel bericht|doorgestuurd bericht|vidarebefordrat meddelande|"
    r"пересылаемое сообщение|исходное сообщение|原始邮件|原始郵件|转发邮件|轉寄郵件|"
    r"元のメッセージ|원본 메시지) ?-{2,}$"
    r"|^(?:begin forwarded message|anfang der weitergeleiteten (?:e-mail|nachricht)|"
    r"début du message (?:réexpédié|transféré)|inicio del mensaje reenviado)\s?:$",
    re.IGNORECASE,
)
_RULE = re.compile(r"^(?:-{3,}|_{10,})$")
_HEADS = {
    "from": "from von de da van från от 发件人 寄件者 差出人 보낸사람",
    "to": "to an para à pour a aan till кому 收件人 宛先 받는사람",
    "subject": "subject betreff asunto objet sujet oggetto assunto onderwerp ämne тема 主题 主旨"
               " 件名 제목",
    "date": "date sent datum gesendet fecha enviado envoyé data inviato verzonden skickat дата"
            " 发送时间 日期 送信日時 날짜",
}  # fmt: skip
_HEAD = re.compile(r"^\*?([^\s:：*]{1,12}(?: [^\s:：*]{1,12})?)\s?[:：]\*?(?:\s|$)")
_FIELDS = {word: field for field, words in _HEADS.items() for word in words.split()}
_WHEN = re.compile(r"[\d@]")  # who says who wrote says when, or where to


def without_quotation(lines: list[str]) -> list[str]:
    """The lines without those of other mails; what was written between or below quoted lines
    (beginning with '>') stays.
    """
    kept: list[str] = []
    number = 0
    while number < len(lines):
        length = _introduces(lines, number)
        if length:
            if not _is_marked(lines, number + length):
                break  # from here on all is the other mail's
            number += length
            continue
        if _titles(lines, number):
            break
        if not lines[number].lstrip().startswith(">"):
            kept.append(lines[number])
        number += 1
    return kept


def _introduces(lines: list[str], number: int) -> int:
    """How many lines say who wrote what follows; 0 for none."""
    first = lines[number].strip()
    if not _BEGINS.match(first):
        return 0
    if _says(first[-LONGEST:]):
        return 1
    joined = first
    for length in range(2, WRAPPED + 1):
        following = lines[number + length - 1].strip() if number + length <= len(lines) else ""
        joined = f"{joined} {following}"
        if not following or len(joined) > LONGEST:
            return 0
        if _says(joined):
            return length
    return 0


def _says(line: str) -> bool:
    return bool(_WROTE.search(line) and _WHEN.search(line))


def _is_marked(lines: list[str], number: int) -> bool:
    """Whether the first line that says something is marked as quoted."""
    found = next((line for line in lines[number : number + 5] if line.strip()), "")
    return found.lstrip().startswith(">")


def _titles(lines: list[str], number: int) -> bool:
    """Whether a title or the head of another mail stands here. A few lines with colons are a head
    only if they are whole or stand below a rule: forms are full of them.
    """
    line = lines[number].strip()
    if _TITLES.match(line):
        return True
    if _RULE.match(line):
        return len(_fields(lines, number + 1)) > 1
    return {"from", "to", "subject"} <= _fields(lines, number)


def _fields(lines: list[str], number: int) -> set[str]:
    """The fields of a head that begins here."""
    found: set[str] = set()
    for line in lines[number : number + 10]:
        name = _HEAD.match(line.strip())
        field = _field(name[1].lower()) if name else None
        if field is None:
            if line.strip() and found:
                break
            if line.strip():
                return set()
            continue
        found.add(field)
    return found


def _field(name: str) -> str | None:
    """Which field a name is; 'Enviado el' and 'От кого' have a second word."""
    return _FIELDS.get(name.replace(" ", "")) or _FIELDS.get(name.split()[0])
