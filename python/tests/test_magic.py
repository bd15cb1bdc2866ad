"""The cell magic, in an IPython shell of its own."""

import polars as pl
import pytest
from IPython.core.interactiveshell import InteractiveShell
from test_frames import TABLE, row

import gravamen


@pytest.fixture
def shell():
    shell = InteractiveShell.instance()
    shell.run_line_magic("load_ext", "gravamen")
    return shell


def test_a_cell_defines_a_module_and_names_its_rules(shell, capsys):
    assert shell.run_cell("%%gravamen\n" + TABLE).success
    assert "module coding" in capsys.readouterr().out
    cell = "%%gravamen mine --table coding\nmodule mine\n  amends cn.pi.interpretation_2017\n\n" \
        "set 5(1)(3) at 60 items because \"a trial\"\n"
    assert shell.run_cell(cell).success
    assert "mine = <gravamen rules mine>" in capsys.readouterr().out
    shell.user_ns["frame"] = pl.DataFrame([row(), row(count=60)])
    assert shell.run_cell("answers = mine.grade(frame)").success
    assert shell.user_ns["answers"]["outcome"].to_list() == ["no_offence", "serious"]


def test_a_faulty_cell_shows_the_report_and_no_traceback(shell, capsys):
    result = shell.run_cell("%%gravamen\nmodule faulty\n  uses cn.pi.facts\n\ndefinition d (lot) ours \"x\"\n  means trajectorie\n")
    assert isinstance(result.error_in_exec, gravamen.GravamenError)
    told = "".join(capsys.readouterr())
    assert "In[" in told and "means trajectorie" in told and "╰" in told and "trajectory" in told
    assert "Traceback" not in told and "rules.py" not in told


def test_the_language_of_a_cell_is_its_own(shell, capsys):
    assert not shell.run_cell("%%gravamen --language zh\nmodule\n").success
    assert "提示" in "".join(capsys.readouterr())
    assert gravamen.workspace.language == "en"
