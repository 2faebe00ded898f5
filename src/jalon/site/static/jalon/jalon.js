// Progressive enhancement only: every page works without it.
"use strict";

const summary = document.querySelector("[data-focus]");
if (summary) summary.focus();

// A picker shows its hits while somebody types; the query is posted, so that it never stands in an address.
const picker = document.querySelector("form[data-picker]");
if (picker) {
  const query = picker.querySelector("#query");
  const hits = picker.querySelector("#hits");
  let timer = 0;
  let latest = 0;
  query.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const mine = ++latest;
      const sent = new URLSearchParams({
        csrfmiddlewaretoken: picker.querySelector("[name=csrfmiddlewaretoken]").value,
        query: query.value,
        search: "1",
      });
      try {
        const answer = await fetch(location.href, {
          method: "POST",
          body: sent,
          headers: { "X-Fragment": "hits" },
          credentials: "same-origin",
        });
        const found = answer.ok ? await answer.text() : null;
        if (found !== null && mine === latest) hits.innerHTML = found;
      } catch {
        // Offline: the button still searches.
      }
    }, 200);
  });
}
