"""The files of ICDD 2021. `python -m tests.sessions.exchange.icdd_files` writes them to tests/data/icdd-2021."""

from tests.sessions.exchange import files, icdd
from tests.sessions.exchange import icdd_schedules as schedules


def texts() -> dict[str, bytes]:
    """The content of each file that is a text, by name."""
    return {
        "delegations.csv": files.csv_of(icdd.delegations()),
        "people.csv": files.csv_of(icdd.people()),
        "programme.csv": files.csv_of(icdd.programme()),
        "pretalx-schedule.json": schedules.as_json(schedules.pretalx()),
        "pretalx-schedule.xml": schedules.pretalx_xml(),
        "frab-schedule.json": schedules.as_json(schedules.frab()),
        "frab-schedule.xml": schedules.frab_xml(),
    }


def workbooks() -> dict[str, files.Rows]:
    """The rows of each workbook, by name."""
    return {
        "delegations.xlsx": icdd.delegations(),
        "people.xlsx": icdd.people(),
        "programme.xlsx": icdd.programme(),
    }


def main() -> None:
    """Write the files."""
    icdd.FOLDER.mkdir(parents=True, exist_ok=True)
    for name, content in texts().items():
        (icdd.FOLDER / name).write_bytes(content)
    for name, rows in workbooks().items():
        (icdd.FOLDER / name).write_bytes(files.xlsx_of(rows))


if __name__ == "__main__":
    main()
