"""The examples of docs/production.md hold to the code: every variable exists, and every file can be read."""

from __future__ import annotations

import configparser
import re
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from pydantic import SecretStr

from ivr import metrics
from ivr.cli import main
from ivr.runtime.bootstrap import build
from ivr.runtime.gauges import gauges
from ivr.settings import Settings, read_settings

DOCS = Path(__file__).parent.parent / "docs"
EXAMPLES = DOCS / "examples"
OTHERS = {"POSTGRES_USER", "POSTGRES_PASSWORD", "POSTGRES_DB", "IVR_LAB", "IVR_WATCH", "STRIPE_LOG"}
KNOWN = {name.upper() for name in Settings.model_fields} | OTHERS


def test_every_variable_of_the_examples_exists() -> None:
    for path in (*EXAMPLES.iterdir(), DOCS / "production.md"):
        text = path.read_text(encoding="utf-8")
        named = set(re.findall(r"\b(?:IVR|TWILIO|STRIPE|POSTGRES|DATABASE)_[A-Z_]*[A-Z]\b", text))
        assert named <= KNOWN, f"{path.name} names {sorted(named - KNOWN)}"


def test_the_environment_file_is_accepted_whole() -> None:
    lines = (EXAMPLES / "ivr.env").read_text().splitlines()
    given = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
    settings = Settings(**{name.lower(): value for name, value in given.items() if "change-me" not in value})
    assert not {"IVR_PAYMENTS", "IVR_MESSAGES", "IVR_MAIL"} & set(settings.stand_ins), "no stand-in takes callers"
    secret = {name.upper() for name, field in Settings.model_fields.items() if field.annotation == SecretStr | None}
    assert all("change-me" in given[name] for name in secret & set(given)), "no example holds a secret that works"


@pytest.mark.parametrize("unit", ["ivr.service", "ivr-worker.service"])
def test_a_unit_starts_a_command_there_is(unit: str) -> None:
    read = configparser.ConfigParser(strict=False, interpolation=None)
    read.optionxform = str  # type: ignore[assignment, method-assign]
    read.read(EXAMPLES / unit)
    command = read["Service"]["ExecStart"].split()[1:]
    told = CliRunner().invoke(main, [command[0], "--help"])
    assert told.exit_code == 0
    assert all(option in told.output for option in command if option.startswith("--"))
    assert read["Service"]["NoNewPrivileges"] == "yes"


def test_the_composition_is_whole() -> None:
    composed = yaml.safe_load((EXAMPLES / "compose.yaml").read_text())
    for name, service in composed["services"].items():
        assert service["image"], name
        assert set(service.get("depends_on", {})) <= set(composed["services"])
        for each in service.get("volumes", []):
            source = each.split(":")[0]
            assert source in composed["volumes"] or (EXAMPLES / source).resolve().exists(), source
    commands = [each["command"] for each in composed["services"].values() if each.get("command", [""])[0] == "ivr"]
    assert sorted(command[1] for command in commands) == ["db", "serve", "worker"]


def test_alerts_ask_for_metrics_there_are(tmp_path: Path) -> None:
    rules = yaml.safe_load((EXAMPLES / "alerts.yaml").read_text())["groups"][0]["rules"]
    house = build(read_settings(database_url=f"sqlite:///{tmp_path / 'lab.db'}"), lab=True)
    page = metrics.page(lambda: gauges(house.database, house.lines)).decode()
    house.close()
    known = set(re.findall(r"^# TYPE (\w+)", page, re.M))
    for rule in rules:
        for name in re.findall(r"\bivr_\w+", rule["expr"]):
            assert re.sub(r"_bucket$", "", name) in known, name
