"""Many visitors on one server, without browsers: each opens a page over Streamlit's own websocket and plays the film.

    python -m benchmarks.crowd [VISITORS] [SECONDS] [PAGE]        20 visitors, 30 seconds, train

Each does what the dock in the browser does: it plays what it was sent, asks for more before that is at its end, and at
last presses Pause. Printed, and put beside the targets for 20 and 50 visitors: the seconds from one reel to the next of
the visitor who waited longest (95 % of the reels, and the longest), how long a film stood still at most, how long Pause
took (median, longest), frames a second that each was sent, and the server's share of a processor.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from tests.support.serving import Server

TARGETS = {20: {"reel": 1.5, "still": 2.0, "pause": 0.5}, 50: {"reel": 4.0, "still": 5.0, "pause": 1.0}}
TRIGGER = "$$STREAMLIT_INTERNAL_KEY_{}__events"
SLACK = 0.25


class Visitor:
    """One visitor: what the server has sent, how far the film is shown by the clock, and how long each answer took."""

    def __init__(self, url: str, number: int, page: str):
        self.url, self.number, self.page = url, number, page
        self.dock, self.fragment, self.data = "", "", {}
        self.answered, self.errors = asyncio.Event(), []
        self.reels: list[float] = []
        self.frames, self.shown_until, self.still, self.wait = 0, 0.0, 0.0, 0.1
        self.command, self.pause = 0, float("nan")
        self.page_hash = ""  # of the page at hand, which a browser names in whatever it asks for

    async def read(self) -> None:
        """Take what the server sends: the dock's data, and whether a run of the script has ended."""
        async for raw in self.socket:
            message = ForwardMsg()
            message.ParseFromString(raw)
            kind = message.WhichOneof("type")
            if kind == "delta":
                self._take(message)
            elif kind == "navigation":
                self.page_hash = message.navigation.page_script_hash
            elif kind == "script_finished" and message.script_finished != 2:  # 2: early, for a rerun
                self.answered.set()

    def _take(self, message: ForwardMsg) -> None:
        element = message.delta.new_element
        if element.WhichOneof("type") == "exception":
            self.errors.append(element.exception.message)
        if element.WhichOneof("type") != "bidi_component" or element.bidi_component.component_name != "dock":
            return
        self.dock, self.fragment = element.bidi_component.id, message.delta.fragment_id
        self.data = json.loads(json.loads(element.bidi_component.json)["film"])

    async def ask(self, event: str | None = None, **value) -> float:
        """Ask for the page, or report something of the dock; return the seconds until the answer was complete."""
        message = BackMsg()
        rerun = message.rerun_script
        rerun.query_string, rerun.page_name = f"random_seed={self.number}&target=next", self.page
        if event:
            rerun.fragment_id, rerun.page_script_hash = self.fragment, self.page_hash
            itself = rerun.widget_states.widgets.add()
            itself.id, itself.json_value = self.dock, "{}"
            widget = rerun.widget_states.widgets.add()
            widget.id = TRIGGER.format(self.dock)
            report = {"event": event, "value": {**value, "wait": self.wait, "at": perf_counter()}}
            widget.json_trigger_value = json.dumps([report])
        self.answered.clear()
        began = perf_counter()
        await self.socket.send(message.SerializeToString())
        await asyncio.wait_for(self.answered.wait(), 90)
        return perf_counter() - began

    def receive(self) -> None:
        """Add the reel that has come to what is still to be shown."""
        now = perf_counter()
        self.still = max(self.still, now - self.shown_until)
        self.shown_until = max(now, self.shown_until) + sum(self.data["seconds"])
        self.reels.append(now)
        self.frames += len(self.data["places"])

    async def live(self, start: asyncio.Event, stop: asyncio.Event) -> None:
        """Arrive, play until it is time to stop, and pause."""
        self.socket = await websockets.connect(self.url, subprotocols=["streamlit"], max_size=None, ping_interval=None)
        reader = asyncio.create_task(self.read())
        await self.ask()
        while self.data["every"]:
            await asyncio.sleep(self.data["every"])
            await self.ask("asked", left=0)
        await start.wait()
        await asyncio.sleep(0.05 * self.number)
        self.command += 1
        await self.ask("commanded", do="play", command=self.command)
        self.shown_until = perf_counter()
        self.receive()
        await self.play(stop)
        self.command += 1
        self.pause = await self.ask("commanded", do="pause", place=self.data["places"][0], command=self.command)
        reader.cancel()
        await self.socket.close()

    async def play(self, stop: asyncio.Event) -> None:
        """Ask for more whenever little is left, and take it; a film at its end begins again."""
        while not stop.is_set():
            left = self.shown_until - perf_counter()
            if left > SLACK + 1.3 * self.wait:
                await asyncio.sleep(0.02)
                continue
            if self.data["goesOn"]:
                took = await self.ask("asked", left=max(0.0, left))
            else:
                self.command += 1
                took = await self.ask("commanded", do="play", command=self.command)
            self.wait = 0.7 * self.wait + 0.3 * took
            self.receive()


async def main(visitors: int, seconds: float, page: str) -> None:
    """Let the visitors play, and print what each of them had."""
    server = Server(Path(tempfile.mkdtemp()) / "log.txt")
    try:
        start, stop = asyncio.Event(), asyncio.Event()
        url = server.url.replace("http", "ws") + "/_stcore/stream"
        crowd = [Visitor(url, number, page) for number in range(visitors)]
        tasks = [asyncio.create_task(visitor.live(start, stop)) for visitor in crowd]
        await asyncio.sleep(3 + 0.5 * visitors)
        used, began = _used(server.process.pid), perf_counter()
        start.set()
        await asyncio.sleep(seconds)
        used, took = _used(server.process.pid) - used, perf_counter() - began
        stop.set()
        failed = [repr(result) for result in await asyncio.gather(*tasks, return_exceptions=True) if result]
        _report(crowd, took, used / took, failed + [error for visitor in crowd for error in visitor.errors])
    finally:
        server.stop()


def _used(pid: int) -> float:
    """Return the processor seconds that a process has used."""
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def _report(crowd: Sequence[Visitor], took: float, share: float, failed: list[str]) -> None:
    gaps = [[b - a for a, b in zip(visitor.reels, visitor.reels[1:], strict=False)] or [took] for visitor in crowd]
    each = sorted(gap for of_one in gaps for gap in of_one)
    pauses = sorted(visitor.pause for visitor in crowd)
    rates = sorted(visitor.frames / took for visitor in crowd)
    found = {"reel": each[-1], "still": max(visitor.still for visitor in crowd), "pause": pauses[-1]}
    targets = TARGETS.get(len(crowd), {})
    print(f"{len(crowd)} visitors on /{crowd[0].page} for {took:.0f} s")
    print(f"  s from reel to reel: 95 % {each[int(0.95 * len(each))]:.2f}, longest {_beside('reel', found, targets)}")
    print(f"  s that a film stood still at most: {_beside('still', found, targets)}")
    print(
        f"  s until Pause was answered: median {pauses[len(pauses) // 2]:.2f}, longest "
        f"{_beside('pause', found, targets)}"
    )
    print(
        f"  frames a second: median {rates[len(rates) // 2]:.1f}, fewest {rates[0]:.1f}; "
        f"server {share:.0%} of a processor"
    )
    print(f"  errors: {len(failed)} {failed[:3]}")


def _beside(name: str, found: dict[str, float], targets: dict[str, float]) -> str:
    if name not in targets:
        return f"{found[name]:.2f}"
    return f"{found[name]:.2f}   target <= {targets[name]:g}  {'ok' if found[name] <= targets[name] else 'MISSED'}"


if __name__ == "__main__":
    given = sys.argv[1:]
    asyncio.run(
        main(int(given[0]) if given else 20, float(given[1]) if given[1:] else 30, given[2] if given[2:] else "train")
    )
