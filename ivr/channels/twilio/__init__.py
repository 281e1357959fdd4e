"""Twilio voice: webhooks in, TwiML out.

    app.register_blueprint(voice_blueprint(turns, VoiceConfig(public_url=..., auth_token=Secret(...))))

The addresses are listed in `ivr.channels.twilio.urls`.
"""

from ivr.channels.twilio.config import VoiceConfig
from ivr.channels.twilio.voice import voice_blueprint
from ivr.channels.twilio.words import AgentWords, Words

__all__ = ["AgentWords", "VoiceConfig", "Words", "voice_blueprint"]
