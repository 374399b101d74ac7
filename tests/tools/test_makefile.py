import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_shell_of_targets_reads_their_environment() -> None:
    """Journeys, benchmarks and the tour read tools/environment.sh, which is bash."""
    probe = "probe: ; @. tools/environment.sh && echo read"
    done = subprocess.run(
        ["make", "-s", "--eval", probe, "probe"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "read\n", "")
