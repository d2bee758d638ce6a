"""Quiz 2: what one neuron computes, and arrays that meet."""

from grader import OneOf, Quiz, Right, Shape, Wrong

QUIZ = Quiz(
    number=2,
    title="Quiz 2: One neuron, and arrays that meet",
    intro="Ten questions on logistic regression as a network of one neuron, on the shapes of arrays, and on "
    "derivatives along a graph.",
    questions=(
        OneOf(
            title="Inside one neuron",
            text="What does one neuron of a network compute from its inputs $x$?",
            options=(
                Wrong(
                    "An activation function of each input, and then the sum of the results",
                    "The order matters: if each input is bent first and the sum comes last, no weight decides how much an "
                    "input matters before the bend.",
                    "the activation comes before the sum",
                ),
                Wrong(
                    "A weighted sum of its inputs plus a bias, and nothing else",
                    "This is the first half. If every neuron stopped here, a network of any depth would be one linear "
                    "function.",
                    "a neuron is linear",
                ),
                Right(
                    "A weighted sum of its inputs plus a bias, and then an activation function of that",
                    "Right: z = wᵀx + b, and then a = g(z).",
                ),
                Wrong(
                    "The mean of its inputs, rounded to 0 or 1",
                    "The inputs do not count alike: learning consists of finding out how much each of them counts. And a "
                    "step from 0 to 1 would have no useful slope.",
                    "all inputs count alike",
                ),
            ),
        ),
        OneOf(
            title="The loss of one example",
            text="A logistic regression answers $\\hat{y}$ for an example with the label $y$. Which loss does the "
            "course use for this one example?",
            options=(
                Right(
                    "−(y·log(ŷ) + (1 − y)·log(1 − ŷ))",
                    "Right: it is near 0 for a confident right answer and grows without bound for a confident wrong one.",
                ),
                Wrong(
                    "|y − ŷ|",
                    "The absolute difference never exceeds 1, so that an answer that is sure and wrong costs little more "
                    "than one that is unsure.",
                    "the loss is the absolute difference",
                ),
                Wrong(
                    "(y − ŷ)²",
                    "With a sigmoid before it, the squared difference has flat stretches and several valleys, in which "
                    "gradient descent can get stuck.",
                    "the loss is the squared difference",
                ),
                Wrong(
                    "y·log(ŷ) + (1 − y)·log(1 − ŷ)",
                    "Logarithms of numbers below 1 are negative: this is largest, namely 0, for a perfect answer. To be "
                    "made small, it lacks something.",
                    "the sign of the loss does not matter",
                ),
            ),
        ),
        OneOf(
            title="A picture as a column",
            text="The array `image` holds a picture of 32 × 32 dots in three colours. Which expression makes it a "
            "column, that is, an array with 3072 rows and one column?",
            setup="image = np.arange(32 * 32 * 3).reshape(32, 32, 3)",
            code="image.shape    # (32, 32, 3)",
            asks="(image.reshape(-1, 1)).shape",
            options=(
                Wrong(
                    "`image.reshape((1, 32 * 32 * 3))`",
                    "The numbers are all there, but side by side: this is a row.",
                    "a row is a column",
                    gives="image.reshape((1, 32 * 32 * 3)).shape",
                ),
                Wrong(
                    "`image.reshape((32 * 32, 3))`",
                    "This has a row for each dot, and its three colours stay beside each other.",
                    "each dot is a row",
                    gives="image.reshape((32 * 32, 3)).shape",
                ),
                Wrong(
                    "`image.reshape((3, 32 * 32))`",
                    "This has three rows. It does not even hold one colour in each, since reshape keeps the numbers in "
                    "their order.",
                    "each colour is a row",
                    gives="image.reshape((3, 32 * 32)).shape",
                ),
                Right(
                    "`image.reshape((32 * 32 * 3, 1))`",
                    "Right: 3072 rows of one number each.",
                    gives="image.reshape((32 * 32 * 3, 1)).shape",
                ),
            ),
        ),
        Shape(
            title="A matrix and a column",
            text="What is the shape of `c`?",
            code="a = np.random.randn(2, 3)\nb = np.random.randn(2, 1)\nc = a + b",
            asks="c.shape",
            key=(2, 3),
            why="Right: the single column of `b` is added to each of the three columns of `a`.",
            wrong=(
                Wrong(
                    "(2, 1)",
                    "The smaller array is stretched to the size of the larger one. Nothing is ever cut off.",
                    "the larger array is cut to the smaller",
                ),
                Wrong(
                    "(2, 4)",
                    "The sum is taken element by element; the column is not put beside the others.",
                    "the arrays are put side by side",
                ),
                Wrong("(3, 2)", "Adding never turns an array around: rows stay rows.", "a sum transposes"),
            ),
            otherwise="Write the two shapes below each other and compare them from the right: where one of them has a 1, it "
            "is stretched.",
        ),
        OneOf(
            title="Two matrices and a star",
            text="What is the shape of `c`?",
            code="a = np.random.randn(4, 3)\nb = np.random.randn(3, 2)\nc = a * b",
            asks="c.shape",
            options=(
                Wrong(
                    "`(4, 2)`",
                    "That would be the matrix product. In NumPy it is written `np.dot(a, b)` or `a @ b`; the star means "
                    "something else.",
                    "the star is the matrix product",
                    gives="(4, 2)",
                ),
                Wrong(
                    "`(4, 3)`",
                    "For `b` to be stretched to this shape, each of its axes would have to be 3, 4 or 1 at the right "
                    "place. It has none of length 1.",
                    "the first shape always wins",
                    gives="(4, 3)",
                ),
                Wrong(
                    "`(3, 3)`",
                    "The star goes element by element, and pairs no rows with columns.",
                    "the axes of equal length are kept",
                    gives="(3, 3)",
                ),
                Right(
                    "None: the shapes do not match, and it is an error",
                    "Right: element by element, 4 does not go with 3, nor 3 with 2, and neither is 1.",
                    gives="ValueError",
                ),
            ),
        ),
        OneOf(
            title="The shape of all examples",
            text="There are $m$ examples, each with $n_x$ numbers, and each example is a column of $X$. What is the "
            "shape of $X$?",
            options=(
                Wrong(
                    "(m, nₓ)",
                    "Many libraries put an example into each row, and this is what it would be there. Here examples stand "
                    "side by side.",
                    "each example is a row",
                ),
                Right("(nₓ, m)", "Right: one row for each feature, one column for each example."),
                Wrong(
                    "(m, 1)",
                    "This is one column of m numbers: no place is left for the features.",
                    "an example is a single number",
                ),
                Wrong("(nₓ, nₓ)", "The number of examples is found nowhere in this shape.", "a data matrix is square"),
            ),
        ),
        Shape(
            title="A matrix product",
            text="What is the shape of `c`?",
            code="a = np.random.randn(12288, 150)\nb = np.random.randn(150, 45)\nc = np.dot(a, b)",
            asks="c.shape",
            key=(12288, 45),
            why="Right: each of the 12288 rows of `a` meets each of the 45 columns of `b`; the 150 are summed away.",
            wrong=(
                Wrong(
                    "(150, 150)",
                    "It is the inner two numbers that have to agree, and that disappear.",
                    "the inner axes remain",
                ),
                Wrong(
                    "(45, 12288)", "The rows of the product are those of the left factor.", "the product is transposed"
                ),
                Wrong(
                    "(12288, 150)",
                    "This is the shape of `a` alone; `b` has as many columns as the product.",
                    "the product has the shape of its first factor",
                ),
            ),
            otherwise="Write the two shapes side by side. The two numbers in the middle have to agree; which ones are left?",
        ),
        OneOf(
            title="Two loops in one line",
            text="`a` has the shape (3, 4) and `b` the shape (4, 1). Which line does the same as these loops?",
            setup="a = np.random.randn(3, 4)\nb = np.random.randn(4, 1)\nc = np.zeros((3, 4))",
            code="for i in range(3):\n    for j in range(4):\n        c[i][j] = a[i][j] + b[j][0]",
            asks="c",
            options=(
                Wrong(
                    "`c = a + b`",
                    "As they are, (3, 4) and (4, 1) do not match: in the first place 3 meets 4.",
                    "any column can be added to a matrix",
                    gives="a + b",
                ),
                Right(
                    "`c = a + b.T`",
                    "Right: b.T has the shape (1, 4), one number for each column, and is added to every row.",
                    gives="a + b.T",
                ),
                Wrong(
                    "`c = a.T + b`",
                    "This adds the same numbers in the same places, but the result lies on its side: its shape is (4, 3).",
                    "the shape of the result does not matter",
                    gives="a.T + b",
                ),
                Wrong(
                    "`c = a.T + b.T`",
                    "(4, 3) and (1, 4) do not match: in the last place 3 meets 4.",
                    "both have to be transposed",
                    gives="a.T + b.T",
                ),
            ),
        ),
        OneOf(
            title="A square and a column",
            text="What happens in the last line?",
            code="a = np.random.randn(3, 3)\nb = np.random.randn(3, 1)\nc = a * b",
            asks="c",
            options=(
                Wrong(
                    "A matrix product: the shape of `c` is `(3, 1)`",
                    "The shapes would allow that product, but the star does not ask for it.",
                    "the star is the matrix product",
                    gives="a @ b",
                ),
                Right(
                    "The column `b` is stretched to three equal columns, and multiplied element by element: the shape of "
                    "`c` is `(3, 3)`",
                    "Right: row i of `a` is multiplied by the number b[i].",
                    gives="a * np.hstack([b, b, b])",
                ),
                Wrong(
                    "The column `b` is laid down as a row and repeated: column j of `a` is multiplied by b[j]",
                    "NumPy never lays a column down by itself. A column stays upright while it is repeated.",
                    "a column becomes a row where needed",
                    gives="a * b.T",
                ),
                Wrong(
                    "It is an error, since the shapes differ",
                    "Shapes may differ where one of them has length 1.",
                    "shapes have to be equal",
                    gives="ValueError",
                ),
            ),
        ),
        OneOf(
            title="A graph of five steps",
            text="What does this graph compute?\n\n"
            "![A computation graph: u = a·b, v = a·c and w = b + c lead to J = u + v − "
            "w](../assignments/figures/quiz_2_graph.svg)",
            setup="a, b, c = 5.0, 3.0, 2.0\nu, v, w = a * b, a * c, b + c",
            asks="u + v - w",
            options=(
                Wrong(
                    "J = (c − 1)·(b + a)",
                    "Multiply it out: it holds the product b·c, which no step of the graph makes.",
                    "the three inputs can change places",
                    gives="(c - 1) * (b + a)",
                ),
                Wrong(
                    "J = a·b + b·c + a·c",
                    "Each of three products is here, but the graph has two, and it takes something away.",
                    "every pair of inputs is multiplied",
                    gives="a * b + b * c + a * c",
                ),
                Right(
                    "J = (a − 1)·(b + c)",
                    "Right: a·b + a·c − (b + c) has the common factor b + c.",
                    gives="(a - 1) * (b + c)",
                ),
                Wrong(
                    "J = (a + 1)·(b + c)",
                    "Look at the sign with which w enters the last step.",
                    "w is added",
                    gives="(a + 1) * (b + c)",
                ),
            ),
        ),
    ),
)
