"""No committed file names a package index or a place on one machine: pip's own set-up decides."""

import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
LEFT_OUT = {"LICENSE"}

# In pieces, so that this file does not find itself.
PLACES = re.compile(
    "|".join(
        [
            r"py" r"pi\.org",
            r"python" r"hosted\.org",
            r"npm" r"js\.(?:org|com)",
            r"https?://[^\s\"')]*(?:py" r"pi|npm" r"js|regi" r"stry)",
            r"--(?:extra-)?index" r"-url",
            r"--find" r"-links",
            r"(?:PIP|UV)_(?:EXTRA_)?INDEX" r"_URL",
            r"(?<![\w.>}*/-])/(?:work|root|home|Users)" r"/",
            r"(?<![\w.>}*/-])/opt/(?:py" r"pi|whe" r"els)",
            r"/tmp/bash" r"_jobs",
        ]
    )
)


def places(text: str, name: str) -> Iterator[str]:
    for number, line in enumerate(text.splitlines(), start=1):
        for match in PLACES.finditer(line):
            yield f"{name}:{number} names {match.group()}"


@pytest.mark.parametrize(
    "line",
    [
        "-i https://py" "pi.org/simple",
        "https://files.python" "hosted.org/packages/ab/cd.whl",
        "https://mirror.example/py" "pi/simple",
        "pip install --index" "-url=http://10.0.0.1/",
        "--extra-index" "-url file:somewhere",
        "--find" "-links wheels",
        "# via -r /wo" "rk/main/requirements/runtime.in",
        "open('/ro" "ot/notes.txt')",
        "/opt/whe" "els/torch.whl",
    ],
)
def test_a_place_is_found(line):
    assert len(list(places(line, "notes.txt"))) >= 1


@pytest.mark.parametrize(
    "line",
    [
        "https://www.gov.uk/work/rates",
        "unpaid/work/hours",
        "the npm registry",
        "education/work/worship",
        "python -m pip install --require-hashes -r requirements/runtime.txt",
    ],
)
def test_plain_text_is_left_alone(line):
    assert list(places(line, "notes.txt")) == []


def test_no_committed_file_names_an_index_or_this_machine():
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, check=True, capture_output=True, encoding="utf-8"
    ).stdout
    found = []
    for name in sorted(set(listed.split("\0")) - {""} - LEFT_OUT):
        path = ROOT / name
        content = path.read_bytes() if path.is_file() else b""
        if b"\0" not in content:
            found += places(content.decode("utf-8"), name)
    assert found == []
