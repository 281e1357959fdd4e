"""python -m tests.support.stripe: the stand-in as a process, for load and kill scripts and for testers."""

from __future__ import annotations

import argparse
import signal
import threading

from tests.support.stripe.faults import KINDS, OPERATIONS, Fault
from tests.support.stripe.server import KEY, WEBHOOK_SECRET, Server
from tests.support.stripe.webhooks import Manner


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.support.stripe", description=__doc__)
    parser.add_argument("--port", type=int, default=12111)
    parser.add_argument("--db", default="stripe-standin.db", help="SQLite file; it outlives a kill")
    parser.add_argument("--key", default=KEY, help="the only API key it accepts (default: %(default)s)")
    parser.add_argument("--webhook", help="URL that events are told to, such as http://127.0.0.1:8000/stripe")
    parser.add_argument("--webhook-secret", default=WEBHOOK_SECRET)
    parser.add_argument("--webhook-delay", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--webhook-times", type=int, default=1)
    parser.add_argument("--webhook-shuffle", type=float, default=0.0, metavar="SECONDS")
    parser.add_argument("--seed", type=int, default=0, help="of faults that have a chance")
    parser.add_argument(
        "--fault",
        action="append",
        default=[],
        metavar="OPERATION:KIND[:CHANCE[:SECONDS]]",
        help=f"for ever, may be repeated; operations {', '.join(OPERATIONS)}; kinds {', '.join(KINDS)}",
    )
    given = parser.parse_args()
    manner = Manner(given.webhook_delay, given.webhook_times, given.webhook_shuffle)
    server = Server(
        given.db,
        port=given.port,
        key=given.key,
        webhook=given.webhook,
        secret=given.webhook_secret,
        seed=given.seed,
        manner=manner,
    )
    for told in given.fault:
        server.faults.add(Fault.read(told))
    print(f"Stripe's stand-in on {server.url} (STRIPE_API_BASE={server.url} STRIPE_API_KEY={given.key})", flush=True)
    over = threading.Event()
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, lambda *_: over.set())
    over.wait()
    server.close()


if __name__ == "__main__":
    main()
