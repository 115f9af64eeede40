"""Every data file that ships is named with its source and its licence."""

from importlib.resources import files


def test_the_readme_of_the_data_names_every_file_and_credits_geonames() -> None:
    data = files("vedette.reference").joinpath("data")
    readme = data.joinpath("README.md").read_text(encoding="utf8")
    table = [line for line in readme.splitlines() if line.startswith("|")]
    for file in data.iterdir():
        if file.name == "README.md" or file.name.startswith(("_", ".")):
            continue
        line = next((line for line in table if f"`{file.name}`" in line), None)
        assert line is not None, f"{file.name} is not in the table of data/README.md"
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        assert all(cells), f"{file.name}: a cell of its row is empty"
    assert "CC BY 4.0" in readme
    assert "https://www.geonames.org" in readme
