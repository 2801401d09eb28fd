"""Experiments on training (实验): folds, ablations and the learning curve behind `eval/RESULTS.md`.

    python -m eval.experiments folds --base BASE --shared SHARED --work DIR
    python -m eval.experiments ablations --encoder NAME=ENCODER ... --shared SHARED --work DIR
    python -m eval.experiments curve --encoder NAME=ENCODER --shared SHARED --work DIR

Each trains networks by `jixiao train`, scores them on reports they never saw and prints a table. What a
folder holds already is not trained again.
"""
