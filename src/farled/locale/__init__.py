"""The catalogues of both languages, one .po per station and language."""
