"""Texts through Twilio's Messages resource (https://www.twilio.com/docs/messaging/api/message-resource).

The resource has no idempotency key. So a text whose answer was lost is looked for among those to the same number since
the first try; ours is known by its words, which name a reference of their own. Twilio's status callbacks name our key.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

from twilio.rest import Client

from ivr.errors import GatewayUnavailable
from ivr.gateways.messages import Outgoing
from ivr.gateways.twilio_rest import failure

REFUSED = frozenset({21211, 21217, 21401, 21407, 21602, 21604, 21605, 21610, 21612, 21614, 21617, 21635})
"""Codes that say no for good, whoever asks again (https://www.twilio.com/docs/api/errors): the number is none, cannot
be texted or opted out (21211, 21217, 21401, 21407, 21604, 21610, 21612, 21614, 21635), or the words cannot be sent
(21602, 21605, 21617). Any other 4xx is somebody's to mend (credentials, the sender, regions): the text waits for that.
"""

CLOCKS_DIFFER = timedelta(minutes=1)
MOST_LOOKED_AT = 200


class TwilioTexts:
    """`callback` makes the URL to which Twilio posts what becomes of the message with a key; None for none."""

    def __init__(self, client: Client, sender: str, callback: Callable[[str], str] | None = None) -> None:
        self._client, self._sender, self._callback = client, sender, callback

    def send(self, message: Outgoing) -> str:
        body = message.body.reveal()
        told = {"status_callback": self._callback(message.key)} if self._callback is not None else {}
        try:
            sent = self._client.messages.create(to=message.to, from_=self._sender, body=body, **told)
            return str(sent.sid)
        except Exception as error:
            raise failure(error, "a text", REFUSED) from None

    def find(self, message: Outgoing, since: datetime) -> str | None:
        """Its SID, if Twilio took it at `since` or later.

        Newest first, by number alone: `DateSent` would leave out what is still queued. A trial account puts words of
        its own before ours.
        """
        body = message.body.reveal().strip()
        try:
            for each in self._client.messages.stream(to=message.to, limit=MOST_LOOKED_AT):
                made: datetime | None = each.date_created
                if made is not None and made < since - CLOCKS_DIFFER:
                    return None
                ours = str(each.direction or "").startswith("outbound")
                if ours and body and (each.body or "").strip().endswith(body):
                    return str(each.sid)
        except Exception as error:
            raise GatewayUnavailable(str(failure(error, "looking for a text", frozenset()))) from None
        return None
