"use strict";
// Search over the index that stands beside this file. Results are put in as text, never as markup.
(function () {
  var data = window.GRAVAMEN_INDEX;
  var root = document.documentElement;
  var other = document.getElementById("page-other");
  // the other language opens at the same place
  if (other) {
    other.addEventListener("click", function () {
      other.href = other.href.split("#")[0] + location.hash;
    });
  }
  var form = document.getElementById("page-search");
  var input = document.getElementById("page-query");
  var list = document.getElementById("page-results");
  var says = document.getElementById("page-count");
  if (!data || !form || !input || !list || !says) { return; }
  var zh = root.lang === "zh-CN" ? 1 : 0;
  form.hidden = false;
  var most = 40;

  // full-width signs, capitals and brackets make no difference; 5.1.3, 5(1)(3) and 5（1）（3） are one number
  function plain(text) {
    return text.normalize("NFKC").toLowerCase().replace(/[()]+/g, ".").replace(/\.+/g, ".").replace(/\.(?=$|\s)/g, "");
  }
  var entries = data.entries.map(function (e) {
    var names = [plain(e[3]), plain(e[4])].concat(e[5] ? [e[5]] : []);
    return { e: e, names: names, all: names.join("\n") + "\n" + plain(e[6]) + "\n" + plain(data.sorts[e[2]].join(" ")) + "\n" + plain(data.pages[e[0]].slice(1).join(" ")) };
  });
  function rank(entry, query, words) {
    for (var w = 0; w < words.length; w++) {
      if (entry.all.indexOf(words[w]) < 0) { return -1; }
    }
    var best = 4;
    entry.names.forEach(function (name, i) {
      if (name === query) { best = Math.min(best, i === 2 ? 1 : 0); }
      else if (name.indexOf(query) === 0) { best = Math.min(best, 2); }
      else if (name.indexOf(query) > 0) { best = Math.min(best, 3); }
    });
    return best;
  }
  function show() {
    var query = plain(input.value.trim());
    list.textContent = "";
    says.textContent = "";
    list.hidden = true;
    if (!query) { return; }
    var words = query.split(/\s+/);
    var found = [];
    entries.forEach(function (entry, i) {
      var r = rank(entry, query, words);
      if (r >= 0) { found.push([r, i]); }
    });
    found.sort(function (a, b) { return a[0] - b[0] || a[1] - b[1]; });
    found.slice(0, most).forEach(function (pair) {
      var e = entries[pair[1]].e;
      var page = data.pages[e[0]];
      var item = document.createElement("li");
      var link = document.createElement("a");
      link.href = root.dataset.base + page[0] + (e[1] ? "#" + e[1] : "");
      var name = document.createElement("b");
      name.textContent = e[3 + zh];
      var rest = document.createElement("span");
      var twin = e[4 - zh] === e[3 + zh] ? "" : " " + e[4 - zh];
      rest.textContent = twin + " · " + data.sorts[e[2]][zh] + " · " + page[1 + zh];
      link.appendChild(name);
      link.appendChild(rest);
      item.appendChild(link);
      list.appendChild(item);
    });
    list.hidden = found.length === 0;
    says.textContent = found.length === 0 ? form.dataset.none
      : found.length > most ? "+ " + (found.length - most) + " " + form.dataset.more : "";
  }
  input.addEventListener("input", show);
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var first = list.querySelector("a");
    if (first) { first.click(); }
  });
  list.addEventListener("click", function () { list.hidden = true; says.textContent = ""; });
  form.addEventListener("keydown", function (event) {
    var links = Array.prototype.slice.call(list.querySelectorAll("a"));
    var at = links.indexOf(document.activeElement);
    if (event.key === "Escape") { input.value = ""; show(); input.focus(); }
    else if (event.key === "ArrowDown" && links.length) { event.preventDefault(); links[Math.min(at + 1, links.length - 1)].focus(); }
    else if (event.key === "ArrowUp" && links.length) { event.preventDefault(); (at > 0 ? links[at - 1] : input).focus(); }
  });
  document.addEventListener("keydown", function (event) {
    var typing = /^(INPUT|TEXTAREA|SELECT)$/.test(document.activeElement.tagName);
    if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) { event.preventDefault(); input.focus(); }
  });
  // an address may carry a search: ?q=…
  var asked = new URLSearchParams(location.search).get("q");
  if (asked) { input.value = asked; show(); }
})();
