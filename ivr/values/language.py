"""Language tags: BCP 47, as `en-US`."""

from __future__ import annotations

from babel import Locale, UnknownLocaleError


def language_tag(text: str) -> str:
    """The tag in its usual letters (`es-us` becomes `es-US`, `zh-Hans-CN` stays).

    Raises ValueError for a language CLDR does not know.
    """
    try:
        locale = Locale.parse(text, sep="-", resolve_likely_subtags=False)
    except (ValueError, UnknownLocaleError) as error:
        raise ValueError(f"{text!r} is not a language tag such as en-US") from error
    parts = [locale.language, locale.script, locale.territory]
    return "-".join(part for part in parts if part)
