"""The rows of `make bench`: a program of programs/ and how its time should stand to CPython's."""

# The most CPU time that a row may take, with that of CPython as 1.
ROWS = {
    "int_loop": 0.35,
    "module_loop": 0.45,
    "mandelbrot": 0.28,
    "nbody": 0.45,
    "fib": 0.45,
    "closures": 0.45,
    "methods": 0.50,
    "generators": 0.55,
    "binary_trees": 0.55,
    "cycles": 0.55,
    "linked_list": 0.50,
    "sieve": 0.50,
    "list_push_pop": 0.60,
    "list_slices": 0.60,
    "dict_int": 0.70,
    "dict_str": 0.70,
    "word_count": 0.70,
    "string_build": 0.80,
    "string_join": 0.80,
    "formatting": 0.80,
    "sort_numbers": 0.38,
    "sort_key": 0.38,
    "graph_collect": 0.25,
}

# And the geometric mean of all.
MEAN_TARGET = 0.50
