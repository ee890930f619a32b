"""What TrainingBench does, by pandas and scikit-learn: python3 training.py FILE TRAINER.

It tests on the rows that TrainingBench tested on, FILE.test.

Prints one line of JSON: times in seconds, peak memory in MB, accuracy; {} for a trainer that has no
counterpart. Imports are not timed, as little as the start of a JVM and the loading of its classes.
"""
import json
import resource
import sys
import time

import numpy
import pandas


def counterpart(trainer):
    if trainer == "logistic-regression":
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        return make_pipeline(StandardScaler(), LogisticRegression())
    if trainer == "cart":
        from sklearn.tree import DecisionTreeClassifier

        return DecisionTreeClassifier(max_depth=12, random_state=42)
    if trainer == "random-forest":
        from sklearn.ensemble import RandomForestClassifier

        return RandomForestClassifier(n_estimators=100, max_depth=12, n_jobs=-1, random_state=42)
    if trainer == "gradient-boosting":
        from sklearn.ensemble import HistGradientBoostingClassifier

        return HistGradientBoostingClassifier(random_state=42)
    return None


def main(file, trainer):
    model = counterpart(trainer)
    if model is None:
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
    train, test, train_label, test_label = data[~tested], data[tested], label[~tested], label[tested]
    model.fit(train, train_label)
    ended("train")
    model.score(train, train_label)
    said["accuracy"] = model.score(test, test_label)
    ended("evaluate")
    said["peakMegabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps(said))


main(sys.argv[1], sys.argv[2])
