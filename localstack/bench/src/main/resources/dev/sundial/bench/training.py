"""What TrainingBench does, by pandas and scikit-learn: python3 training.py FILE TRAINER.

It tests on the rows that TrainingBench tested on, FILE.test.

Prints one line of JSON: what it compared with, times in seconds, peak memory in MB, accuracy; {} for a
trainer that has no counterpart. Every counterpart has its own defaults, but for a forest of more than
FULL_FOREST rows, which would take half an hour and more. Imports are not timed, as little as the start of a JVM and the loading of its classes.
"""
import json
import resource
import sys
import time

import numpy
import pandas


FULL_FOREST = 100_000


def counterpart(trainer, rows):
    if trainer == "logistic-regression":
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        return make_pipeline(StandardScaler(), LogisticRegression())
    if trainer == "cart":
        from sklearn.tree import DecisionTreeClassifier

        return DecisionTreeClassifier(random_state=42)
    if trainer == "random-forest":
        from sklearn.ensemble import RandomForestClassifier

        if rows > FULL_FOREST:
            return RandomForestClassifier(min_samples_leaf=rows // 6000, n_jobs=-1, random_state=42)
        return RandomForestClassifier(n_jobs=-1, random_state=42)
    if trainer == "gradient-boosting":
        from sklearn.ensemble import HistGradientBoostingClassifier

        return HistGradientBoostingClassifier(random_state=42)
    return None


def main(file, trainer):
    if counterpart(trainer, 0) is None:
        print("{}")
        return
    said = {}
    last = time.perf_counter()

    def ended(step):
        nonlocal last
        now = time.perf_counter()
        said[step] = now - last
        last = now

    data = pandas.read_csv(file)
    ended("load")
    label = data.pop("label")
    tested = numpy.zeros(len(data), dtype=bool)
    tested[numpy.fromfile(file + ".test", dtype="<i4")] = True
    model = counterpart(trainer, len(data) - tested.sum())
    said["by"] = " ".join(repr(model).split())
    train, test, train_label, test_label = data[~tested], data[tested], label[~tested], label[tested]
    model.fit(train, train_label)
    ended("train")
    model.score(train, train_label)
    said["accuracy"] = model.score(test, test_label)
    ended("evaluate")
    said["peakMegabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(said))


main(sys.argv[1], sys.argv[2])
