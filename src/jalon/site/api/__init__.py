"""The API for programs: the same readings as the command line, as JSON over HTTP."""
