// Progressive enhancement only: every page works without it.
"use strict";
const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();
