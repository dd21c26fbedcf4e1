# A name that is missing is not suggested for itself.
del print
