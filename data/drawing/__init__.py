"""The drawings of the cat / non-cat data set: canvas, scenes, cats, and what is not a cat.

Every pixel must come out the same on every machine, so this package keeps to what IEEE 754 and
Python guarantee: `+ - * /` and comparisons on float64, one operation at a time, and whole numbers
everywhere else. There is no sine, power, or sum over many floats, whose last bit could differ; an angle is
given by the tangent of its half. See `dice` for the random numbers.
"""
