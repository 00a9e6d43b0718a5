"""Every template in every format at 5, 8 and 60 seconds, by the command line: what came out, and what it took.

`python -m bench.matrix [--seconds 5,8]` prints a table and writes results/matrix-<date>.json. One run each, so read CPU
seconds, not wall time, on a shared machine.
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "tests" / "fixtures" / "images"
TEMPLATES: dict[str | None, list[str]] = {
    "brand-animation": ["Altitude", "-f", "tagline=Made for the last thousand metres.", "-r", str(IMAGES / "logo.png")],
    "product-showcase": [
        "Altitude Flask",
        "-f",
        "productDescription=Vacuum-insulated steel, shaped for the climb. 24 h cold, 12 h hot. Leak-proof lid.",
        "-r",
        str(IMAGES / "product.png"),
    ],
    "social-media": ["Stop packing warm water. One flask, 24 hours cold.", "-f", "platform=tiktok"],
    None: [
        "A cinematic launch film for the Altitude flask: ice stays ice until tomorrow. Slow camera, dramatic light."
    ],
}
FORMATS = ("16:9", "9:16", "1:1")


def make(template: str | None, aspect: str, seconds: int, folder: Path) -> dict[str, Any]:
    """One video by a process of its own, with a data folder of its own."""
    words = [*TEMPLATES[template], *(["--template", template] if template else [])]
    command = [sys.executable, "-m", "reelwright.app.cli", "generate", *words]
    command += ["-d", str(seconds), "-a", aspect, "--seed", "7", "--json", "-o", str(folder / "out.mp4")]
    own = {"REELWRIGHT_DATA_DIR": str(folder / "data"), "REELWRIGHT_LOG_DIR": str(folder / "logs")}
    before, started = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, env={**os.environ, **own}, capture_output=True, text=True, check=False)
    wall, after = time.perf_counter() - started, resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode:
        raise SystemExit(f"{template} {aspect} {seconds} s ended with {done.returncode}:\n{done.stderr}")
    facts = json.loads(done.stdout)["metadata"]
    return {
        "template": template or "free prompt",
        "format": aspect,
        "seconds": seconds,
        "frames": facts["frames"],
        "shape": f"{facts['width']}x{facts['height']}",
        "fps": facts["fps"],
        "codecs": "+".join(word for word in facts["codecs"].values() if word),
        "lufs": round(facts["loudnessLufs"], 2) if facts["loudnessLufs"] is not None else None,
        "megabytes": round(facts["bytes"] / 1e6, 2),
        "wall_seconds": round(wall, 1),
        "cpu_seconds": round(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, 1),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", default="5,8,60")
    lengths = [int(part) for part in parser.parse_args().seconds.split(",")]
    rows = []
    for seconds in lengths:
        for template in TEMPLATES:
            for aspect in FORMATS:
                with tempfile.TemporaryDirectory() as folder:
                    rows.append(make(template, aspect, seconds, Path(folder)))
                print(" | ".join(str(value) for value in rows[-1].values()), flush=True)
    now = datetime.now(UTC)
    path = ROOT / "bench" / "results" / f"matrix-{now:%Y-%m-%d-%H%M}.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"at": now.isoformat(), "rows": rows}, indent=2) + "\n")
    wrong = [row for row in rows if row["frames"] != row["seconds"] * int(row["fps"])]
    raise SystemExit(f"wrong frame counts: {wrong}" if wrong else 0)


if __name__ == "__main__":
    main()
