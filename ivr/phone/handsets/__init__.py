"""Handsets: who answers a call's moments. Terminal (people) and transcript (tests); a browser or SIP one would be a
module more here."""
