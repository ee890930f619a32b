"""The serving that most would write: iris by scikit-learn behind Flask. Under gunicorn: serving:app.

One row of named features in, the label and its probabilities out; the same request and nearly the same
answer as Sundial's. The model is the one the bench compares with, a standardised logistic regression.
"""
import numpy
from flask import Flask, jsonify, request
from sklearn.datasets import load_iris
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

iris = load_iris()
model = make_pipeline(StandardScaler(), LogisticRegression()).fit(iris.data, iris.target)
names = [str(name) for name in iris.target_names]
app = Flask(__name__)


@app.post("/models/iris/predict")
def predict():
    body = request.get_json()
    try:
        row = [float(body[name]) for name in iris.feature_names]
    except (KeyError, TypeError, ValueError) as error:
        return jsonify(error=str(error)), 400
    scores = model.predict_proba(numpy.array([row]))[0]
    return jsonify(
        label=names[int(scores.argmax())],
        probabilities={name: float(score) for name, score in zip(names, scores)},
    )
