"""The shapes of what the API answers, for its document (OpenAPI): what docs/json.md says in words, said to programs.

The answers are made by the readings and are not passed through these models; a test holds each answer against them, with
no key too many and none missing.
"""
