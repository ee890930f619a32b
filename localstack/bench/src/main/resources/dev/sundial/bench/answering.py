"""A process that answers once: imports scikit-learn, loads a model, reads a request, tells the label.

answering.py write FILE    trains iris by a standardised logistic regression and keeps the model
answering.py FILE          answers the request on stdin
"""
import json
import pickle
import sys

if sys.argv[1] == "write":
    from sklearn.datasets import load_iris
    from sklearn.linear_model import LogisticRegression
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    iris = load_iris()
    model = make_pipeline(StandardScaler(), LogisticRegression()).fit(iris.data, iris.target)
    with open(sys.argv[2], "wb") as file:
        pickle.dump((iris.feature_names, [str(name) for name in iris.target_names], model), file)
else:
    import numpy
    import sklearn.linear_model  # what unpickling would import anyway
    import sklearn.pipeline

    with open(sys.argv[1], "rb") as file:
        features, names, model = pickle.load(file)
    body = json.load(sys.stdin)
    scores = model.predict_proba(numpy.array([[float(body[name]) for name in features]]))[0]
    answer = {
        "label": names[int(scores.argmax())],
        "probabilities": {name: float(score) for name, score in zip(names, scores)},
    }
    print(json.dumps(answer), flush=True)
