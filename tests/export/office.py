"""LibreOffice without a window, as an independent reader; `SOFFICE` is None if not installed."""

import shutil
import subprocess
from pathlib import Path

SOFFICE = shutil.which("soffice")
HOW = "LibreOffice is not installed: apt-get install libreoffice-impress libreoffice-calc"


def converted(path: Path, kind: str, folder: Path) -> Path:
    """Return the file that LibreOffice writes after reading and recalculating `path`."""
    command = [str(SOFFICE), f"-env:UserInstallation=file://{folder}/profile", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(folder / "out"), str(path)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return folder / "out" / f"{path.stem}.{kind.split(':')[0]}"
