from pathlib import Path

from eval.bench.durability import run


def test_killing_the_saving_process_loses_no_acknowledged_edit(tmp_path: Path) -> None:
    account = run(tmp_path, times=8, seed=7)
    assert account.acknowledged >= 8
    assert (account.lost, account.damaged, account.unopened) == (0, 0, 0)
