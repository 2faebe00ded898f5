"""Two laws compared over a table of people: `laws` says which two, `comparing` who moves, `telling` what is said of it,
`report` and `pdf` write it down, with the pictures of `plots`. See docs/reform.md."""
