"""What an ask may be `for`: a type of answer each, read from keys and from speech."""

from ivr.engine.answers.dates import DAY
from ivr.engine.answers.digits import ACCOUNT_NUMBER, COUNT, ROW
from ivr.engine.answers.kind import AnswerKind
from ivr.engine.answers.money import AMOUNT
from ivr.engine.answers.words import ADDRESS, TELEPHONE, WORDS
from ivr.engine.answers.yes_no import YES_NO, yes_no_words
from ivr.flow.verbs.ask import Answer

ANSWERS: dict[Answer, AnswerKind] = {
    Answer.DIGITS: ROW,
    Answer.NUMBER: COUNT,
    Answer.MONEY: AMOUNT,
    Answer.DATE: DAY,
    Answer.PHONE: TELEPHONE,
    Answer.EMAIL: ADDRESS,
    Answer.ACCOUNT: ACCOUNT_NUMBER,
    Answer.CODE: ROW,
    Answer.YES_NO: YES_NO,
    Answer.CONSENT: YES_NO,
    Answer.WORDS: WORDS,
}

__all__ = ["ANSWERS", "AnswerKind", "yes_no_words"]
