"""<Gather>: https://www.twilio.com/docs/voice/twiml/gather

`timeout` is both the silence before anything is heard and the silence between two keys: Twilio has no other for keys.
The longer of the directive's `wait` and `between` is sent. So nobody is cut off while looking for the next key; the
price is some seconds behind an answer whose length is not known and that was not finished by a key.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ivr.channels.twilio import twiml
from ivr.channels.twilio.render.page import Page
from ivr.channels.twilio.render.redirect import redirect
from ivr.channels.twilio.render.speech import speech
from ivr.engine import directives

MOST_HINTS = 500
MOST_HINT = 100
"""Entries, and characters in one (https://www.twilio.com/docs/api/errors/13330)."""
MOST_HINTS_TOGETHER = 10_000
"""Characters of all hints: our own limit, since 500 of the longest would fill a document (64 KB)."""

RECOGNISERS = {"zh-CN": "cmn-Hans-CN", "zh-Hans-CN": "cmn-Hans-CN", "zh-TW": "cmn-Hant-TW", "zh-HK": "yue-Hant-HK"}
"""Speech recognition names some languages in another way than speech synthesis does (languages of <Gather>)."""


def gather(parent: twiml.Node, directive: directives.Listen, page: Page) -> None:
    """Prompts that listen, then the way on when nothing was heard.

    With `actionOnEmptyResult` silence is posted to the action as well; the redirect stays for what falls through all
    the same.
    """
    node: twiml.Node = twiml.Gather(
        input="dtmf speech" if directive.speech else "dtmf",
        action=page.exit("heard"),
        timeout=max(1, directive.wait, directive.between),
        # '' switches the finishing key off; left out it would be '#'.
        finish_on_key=directive.finish or "",
        num_digits=directive.most_keys,
        barge_in=directive.barge_in,
        action_on_empty_result=True,
        language=RECOGNISERS.get(directive.language, directive.language) if directive.speech else None,
        hints=hints(directive.hints) if directive.speech and page.hints else None,
        speech_model=page.config.speech_model if directive.speech else None,
        speech_timeout=_speech_timeout(directive, page) if directive.speech else None,
    )
    speech(node, directive.prompts, page)
    parent.append(node)
    redirect(parent, page.exit("silent"))


def _speech_timeout(directive: directives.Listen, page: Page) -> str:
    """The silence that ends speech. 'auto' is not allowed together with a speechModel (error 13328)."""
    return "auto" if page.config.speech_model is None else str(max(1, directive.between))


def hints(words: Iterable[str]) -> str | None:
    """Words for the recogniser, comma-separated and within Twilio's limits; a hint that is too long is left out whole,
    since half of it is another hint. None when there are none."""
    return _hints(tuple(words))


@lru_cache(maxsize=1024)  # a question's are the same for every caller
def _hints(words: tuple[str, ...]) -> str | None:
    kept: dict[str, None] = {}
    room = MOST_HINTS_TOGETHER
    for word in words:
        hint = " ".join(re.sub(r"[,，]", " ", twiml.clean(word)).split())
        if hint and len(hint) <= MOST_HINT and hint not in kept and len(kept) < MOST_HINTS and len(hint) < room:
            kept[hint] = None
            room -= len(hint) + 1
    return ",".join(kept) or None
