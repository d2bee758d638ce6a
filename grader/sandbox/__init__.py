"""Where student code runs: a zygote that has imported the scientific packages, and workers forked from it."""
