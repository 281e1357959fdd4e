"""The books held against the processor's own record: what differs, and what to do about it."""
