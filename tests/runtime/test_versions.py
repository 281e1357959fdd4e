"""What is published is served, everywhere and soon; what is in progress is left alone; who did what is kept."""

from __future__ import annotations

import itertools
import threading
import time
from pathlib import Path

import pytest
from sqlalchemy import delete, exc, update

from ivr.engine.events import Began, Keyed
from ivr.errors import LineError, StateError
from ivr.runtime.bootstrap import House, build
from ivr.runtime.following import Follower
from ivr.runtime.lines import Lines
from ivr.runtime.publishing import Published, PublishingError, find, publish, rollback
from ivr.runtime.starting import FIRST_START, differs, start
from ivr.runtime.watching import Watcher
from ivr.settings import read_settings
from ivr.store import publications, versions
from ivr.store.database import Database
from tests.runtime.conftest import Hand
from tests.support.folders import folder_of


@pytest.fixture
def lines(database: Database) -> Lines:
    return Lines(database)


def put(lines: Lines, folder: Path, word: str) -> Published:
    return publish(lines, folder_of(folder, word), "ann", f"say {word}")


def history(lines: Lines) -> list[publications.Publication]:
    with lines.database.reading() as connection:
        return publications.history(connection, "test")


def heard(lines: Lines) -> str:
    return lines.live.line.prompts.speak("en-US", "hear", {}, {}).text


def test_a_publication_is_live_in_every_process_that_looks(lines: Lines, database: Database, tmp_path: Path):
    other = Lines(database)
    put(lines, tmp_path, "first")
    for each in (lines, other):
        each.refresh()
        assert heard(each) == "This is first."
    put(lines, tmp_path, "second")
    assert heard(other) == "This is first."
    other.refresh()
    assert heard(other) == "This is second."


def test_the_audit_trail_tells_who_when_and_why(lines: Lines, tmp_path: Path):
    before = int(time.time() * 1000)
    put(lines, tmp_path, "first")
    publish(lines, folder_of(tmp_path, "second"), "bob", "  two\nlines ")
    rollback(lines, "test", None, "eve", "oh no")
    told = [(each.number, each.kind, each.who, each.note) for each in history(lines)]
    assert told == [
        (3, "rollback", "eve", "oh no"),
        (2, "publish", "bob", "two lines"),
        (1, "publish", "ann", "say first"),
    ]
    assert all(before <= each.at <= int(time.time() * 1000) for each in history(lines))


@pytest.mark.parametrize(
    "change", [update(publications.publications).values(who="nobody"), delete(publications.publications)]
)
def test_the_audit_trail_is_only_added_to(lines: Lines, tmp_path: Path, change: object):
    put(lines, tmp_path, "first")
    with pytest.raises(exc.DBAPIError, match="only added to"), lines.database.begin() as connection:
        connection.execute(change)  # type: ignore[call-overload]
    assert len(history(lines)) == 1


def test_what_is_live_already_is_not_published_again(lines: Lines, tmp_path: Path):
    assert put(lines, tmp_path, "first").fresh
    assert not put(lines, tmp_path, "first").fresh
    assert len(history(lines)) == 1


def test_what_the_checker_refuses_is_refused_with_every_complaint(lines: Lines, tmp_path: Path):
    put(lines, tmp_path, "first")
    folder_of(tmp_path, "second", main="steps:\n  one: {say: nothing, to: nowhere}\n")
    with pytest.raises(LineError) as refused:
        publish(lines, tmp_path, "ann", "")
    assert "main.yaml:4:14 unknown-prompt" in str(refused.value)
    assert "main.yaml:4:27 unknown-step" in str(refused.value)
    assert len(history(lines)) == 1


def test_rolling_back_goes_to_what_was_there_before_and_then_further_back(lines: Lines, tmp_path: Path):
    for word in ("first", "second", "third"):
        put(lines, tmp_path, word)
    for word in ("second", "first"):
        rollback(lines, "test", None, "ann", "")
        lines.refresh()
        assert heard(lines) == f"This is {word}."
    with pytest.raises(PublishingError, match="no version before"):
        rollback(lines, "test", None, "ann", "")


def test_a_version_is_named_by_its_number_its_hash_or_as_live(lines: Lines, tmp_path: Path):
    made = [put(lines, tmp_path, word).publication for word in ("first", "second")]
    assert find(lines, "test", "1") == find(lines, "test", made[0].version[:8]) == made[0].version
    assert find(lines, "test", "live") == find(lines, "test", "2") == made[1].version
    for wrong in ("3", made[0].version[:3], "feed"):
        with pytest.raises(PublishingError, match="has no version"):
            find(lines, "test", wrong)
    with pytest.raises(PublishingError, match="run 'ivr publish'"):
        find(lines, "another", "live")


def test_two_who_publish_at_once_take_turns(lines: Lines, database: Database, tmp_path: Path):
    words = [f"word {number}" for number in range(8)]
    threads = [
        threading.Thread(target=put, args=(Lines(database), tmp_path / str(number), word))
        for number, word in enumerate(words)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.number for each in history(lines)] == [8, 7, 6, 5, 4, 3, 2, 1]
    assert {each.note for each in history(lines)} == {f"say {word}" for word in words}


def test_a_call_keeps_its_version_and_gets_the_newest_policy(lines: Lines, tmp_path: Path):
    first = put(lines, tmp_path, "first").publication.version
    folder_of(tmp_path, "second")
    policy = tmp_path / "policy.yaml"
    policy.write_text(policy.read_text().replace("smallest: 5.00", "smallest: 7.00"))
    publish(lines, tmp_path, "ann", "")
    for process in (lines, Lines(lines.database)):
        process.refresh()
        pinned = process.pinned("test", first)
        assert pinned.line.prompts.speak("en-US", "hear", {}, {}).text == "This is first."
        assert str(pinned.policy.rules.payments.smallest) == "7.00"
    with pytest.raises(StateError, match="not in the database"):
        lines.pinned("test", "0" * 64)


def test_a_running_process_takes_up_what_another_published_within_five_seconds(
    lines: Lines, database: Database, tmp_path: Path
):
    put(lines, tmp_path, "first")
    server = Lines(database)
    server.refresh()
    follower = Follower(server)
    thread = threading.Thread(target=follower.work, daemon=True)
    thread.start()
    put(lines, tmp_path, "second")
    began = time.monotonic()
    while heard(server) != "This is second.":
        assert time.monotonic() - began < 5
        time.sleep(0.05)
    follower.stop()
    thread.join(5)
    assert not thread.is_alive()


def test_every_line_of_the_database_is_served_by_the_number_called(lines: Lines, tmp_path: Path):
    put(lines, tmp_path / "one", "first")
    numbers = {"line": "other", "numbers": "['+12025550177']", "agents": "['+12025550178']"}
    publish(lines, folder_of(tmp_path / "two", "other", settings=numbers), "ann", "")
    lines.refresh()
    assert (lines.live.id, lines.answering("+12025550177").id, lines.answering("+12025550100").id) == (
        "test",
        "other",
        "test",
    )
    assert lines.agent_numbers == {"+12025550199", "+12025550178"}
    with pytest.raises(LineError, match=r"number-taken .*answered by the line 'test'"):
        publish(lines, folder_of(tmp_path / "two", settings={**numbers, "numbers": "['+12025550100']"}), "ann", "")


class TestStarting:
    """What a server begins with."""

    def test_the_first_start_publishes_the_folder_and_later_ones_do_not(self, lines: Lines, tmp_path: Path):
        folder_of(tmp_path, "first")
        start(lines, tmp_path, always=False)
        assert [each.note for each in history(lines)] == [FIRST_START]
        assert not differs(lines, tmp_path)
        folder_of(tmp_path, "second")
        again = Lines(lines.database)
        start(again, tmp_path, always=False)
        assert heard(again) == "This is first."
        assert differs(again, tmp_path)

    def test_a_lab_serves_its_folder(self, lines: Lines, tmp_path: Path):
        put(lines, tmp_path, "first")
        start(lines, folder_of(tmp_path, "second"), always=True)
        assert heard(lines) == "This is second."

    def test_a_published_line_needs_no_folder(self, lines: Lines, tmp_path: Path):
        put(lines, tmp_path, "first")
        start(lines, tmp_path / "nowhere", always=False)
        assert heard(lines) == "This is first."

    def test_nothing_published_and_no_folder_is_told(self, lines: Lines, tmp_path: Path):
        with pytest.raises(LineError, match=r"no line.yaml"):
            start(lines, tmp_path / "nowhere", always=False)


def publish_what_this_code_lacks(lines: Lines, folder: Path) -> None:
    """As a newer server's `ivr publish` does."""
    folder_of(folder, main="steps:\n  one: {do: newer.action, to: two}\n  two: {say: hear, hang_up: bye}\n")
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.*")}
    with lines.database.begin() as connection:
        version = versions.keep(connection, "test", files, 0)
        publications.add(connection, "test", "publish", version, 0, "ann", "")


class TestNewerThanThisCode:
    """A live version whose actions this code lacks."""

    @pytest.fixture
    def house(self, database: Database, tmp_path: Path) -> House:
        url = database.engine.url.render_as_string(hide_password=False)
        return build(
            read_settings(
                database_url=url,
                ivr_line=folder_of(tmp_path, "first"),
                ivr_secret_key="k" * 32,
                twilio_auth_token="a token",
            )
        )

    def test_a_running_server_is_not_ready_logs_it_and_serves_on(
        self, house: House, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ):
        assert house.ready()
        publish_what_this_code_lacks(house.lines, tmp_path)
        house.lines.refresh()
        assert not house.ready()
        assert "newer.action" in caplog.text
        assert heard(house.lines) == "This is first."
        rollback(house.lines, "test", "1", "ann", "")
        house.lines.refresh()
        assert house.ready()
        house.close()

    def test_a_server_that_starts_serves_the_newest_it_can_and_is_not_ready(self, house: House, tmp_path: Path):
        publish_what_this_code_lacks(house.lines, tmp_path / "newer")
        house.close()
        again = build(house.settings)
        assert not again.ready()
        assert heard(again.lines) == "This is first."
        assert len(history(again.lines)) == 2
        again.close()

    def test_nothing_that_can_be_served_is_told_and_nothing_is_published_over_it(self, lines: Lines, tmp_path: Path):
        publish_what_this_code_lacks(lines, tmp_path / "newer")
        with pytest.raises(PublishingError, match="cannot serve publication 1"):
            start(lines, folder_of(tmp_path / "older"), always=False)
        assert len(history(lines)) == 1


class TestWatching:
    """`ivr serve --watch`."""

    def test_a_clean_save_is_live_and_an_unclean_one_is_told(self, lines: Lines, tmp_path: Path):
        start(lines, folder_of(tmp_path, "first"), always=True)
        told: list[str] = []
        watcher = Watcher(lines, tmp_path, told.append)

        def looks(word: str, main: str = "") -> str:
            folder_of(tmp_path, word, main=main)
            watcher.look()
            assert not told, "an editor may still be writing"
            watcher.look()
            watcher.look()
            said = "\n".join(told)
            told.clear()
            return said

        assert "test 2 is live" in looks("second")
        assert heard(lines) == "This is second."
        broken = looks("third", main="steps:\n  one: {say: nothing, to: nowhere}\n")
        assert "unknown-prompt" in broken
        assert "unknown-step" in broken
        assert "the line is served as it was" in broken
        assert heard(lines) == "This is second."
        assert "test 3 is live" in looks("third")
        assert looks("third") == ""


def test_calls_in_progress_see_one_version_while_others_are_published(database: Database, tmp_path: Path):
    """Two processes, a publisher, and callers whose turns fall on either."""
    url = database.engine.url.render_as_string(hide_password=False)
    settings = read_settings(database_url=url, ivr_line=folder_of(tmp_path / "line", "word 0"), ivr_secret_key="k" * 32)
    houses = [build(settings, lab=True) for _ in range(2)]
    for house in houses:
        threading.Thread(target=house.follower.work, args=(0.05,), daemon=True).start()
    over = threading.Event()
    stories: list[list[str]] = []

    def publisher() -> None:
        folders = [folder_of(tmp_path / str(number), f"word {number}") for number in range(1, 5)]
        for count in itertools.count():
            if over.is_set():
                return
            if count % 5 == 4:
                rollback(houses[0].lines, "test", None, "ann", "")
            else:
                publish(houses[0].lines, folders[count % 5], "ann", "")

    def caller(number: int) -> None:
        hands = [Hand(house, f"CA{number:032d}") for house in houses]
        story: list[str] = []
        for turn, what in enumerate((Began("+12025550101", "+12025550100"), Keyed("1"), Keyed("1"), Keyed("1"))):
            hand = hands[(number + turn) % 2]
            hand.number = turn
            story.append(hand.take(what))
            time.sleep(0.1)
        stories.append(story)

    callers = [threading.Thread(target=caller, args=(number,)) for number in range(12)]
    publishing = threading.Thread(target=publisher)
    publishing.start()
    for thread in callers:
        thread.start()
        time.sleep(0.05)
    for thread in callers:
        thread.join()
    over.set()
    publishing.join()
    for house in houses:
        house.close()
    words = [{f"word {n}" for n in range(5) for said in story if f"word {n}" in said} for story in stories]
    assert len(words) == 12
    assert all(len(each) == 1 for each in words)
    assert all("ends." in story[-1] for story in stories)
    assert len(set.union(*words)) > 1, "nothing was published meanwhile: this showed nothing"
