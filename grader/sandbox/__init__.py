"""Where student code runs: a zygote, one boxed worker per submission, and the box itself.

The box is `box.py` and the modules below it: `linux` (system calls), `seccomp`, `landlock`, `limits`, `root`,
`private` and `tree`. They import only each other and the standard library, because the zygote loads them
before it is confined and a module not loaded there can't leak anything.
"""
