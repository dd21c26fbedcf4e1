# Only single targets can be annotated.
(a, b): int
