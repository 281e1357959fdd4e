"""What an agent hears of the next caller, as sentences."""

from __future__ import annotations

from collections.abc import Iterator

from babel import Locale, UnknownLocaleError

from ivr.channels.twilio.words import AgentWords
from ivr.runtime.arrivals import Brief


def briefing(brief: Brief, words: AgentWords, language: str) -> str:
    """Who waits, how sure we are, what they want, what was done, for how long, in which language."""
    return " ".join(_sentences(brief, words, language))


def _sentences(brief: Brief, words: AgentWords, language: str) -> Iterator[str]:
    yield (words.named if brief.name else words.unnamed).format(name=brief.name, queue=brief.queue)
    if brief.assurance in words.assurance:
        yield words.assurance[brief.assurance]
    if brief.account:
        # Spaced, so that it is read digit by digit and not as a number.
        yield words.account.format(account=" ".join(brief.account))
    if brief.about:
        yield words.about.format(about=brief.about)
    if brief.done:
        yield words.done.format(done="; ".join(brief.done))
    if brief.waited_seconds >= 120:
        yield words.waited_minutes.format(minutes=brief.waited_seconds // 60)
    else:
        yield words.waited_seconds.format(seconds=max(0, brief.waited_seconds))
    yield words.language.format(language=language_name(brief.language, language))


def language_name(tag: str, told_in: str) -> str:
    """`es-US` told in `en-US` is "Spanish"; a tag nobody knows is said as it is."""
    try:
        name = Locale.parse(tag, sep="-").get_language_name(Locale.parse(told_in, sep="-"))
    except (ValueError, UnknownLocaleError):
        return tag
    return name or tag
