/* What the projector shows: the same stream as every phone's, drawn large. */
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  let state = data.state;
  const NS = "http://www.w3.org/2000/svg";

  function say(text, values) {
    return text.replace(/\{(\w+)\}/g, function (_, name) {
      return values[name];
    });
  }
  function make(name, attributes, children) {
    const element = document.createElement(name);
    for (const a in attributes) {
      if (a === "text") element.textContent = attributes.text;
      else element.setAttribute(a, attributes[a]);
    }
    (children || []).forEach(function (child) {
      if (child) element.appendChild(child);
    });
    return element;
  }
  function draw(name, attributes, text) {
    const element = document.createElementNS(NS, name);
    for (const a in attributes) element.setAttribute(a, attributes[a]);
    if (text !== undefined) element.textContent = text;
    return element;
  }
  function show(head, parts) {
    const title = document.getElementById("title");
    title.textContent = "";
    /* the last figure is the point */
    const cut = head.emphasis ? head.text.lastIndexOf(head.emphasis) : -1;
    if (cut < 0) title.textContent = head.text;
    else {
      title.appendChild(document.createTextNode(head.text.slice(0, cut)));
      title.appendChild(make("em", { text: head.emphasis }));
      title.appendChild(document.createTextNode(head.text.slice(cut + head.emphasis.length)));
    }
    const place = document.getElementById("body");
    place.textContent = "";
    parts.forEach(function (part) {
      place.appendChild(part);
    });
  }
  function percent(k, n) {
    return Math.round((100 * k) / n);
  }
  function inLanguage(round) {
    return round.translations[data.content] || round;
  }
  function votesText(n) {
    return n === null ? words.votesFew : say(words.votes, { n: n });
  }

  function drawRound(round) {
    const text = inLanguage(round);
    if (round.counts) {
      const most = Math.max.apply(null, round.counts);
      const top = round.counts.indexOf(most);
      return show({ text: say(words.headCounts, { text: text.options[top], k: most, n: round.votes }) }, [
        make("p", { class: "dim", text: text.text }),
        make(
          "ul",
          { class: "bars" },
          text.options.map(function (option, i) {
            const bar = make("div", { class: "bar" });
            bar.style.width = (100 * round.counts[i]) / Math.max(1, most) + "%";
            return make("li", { class: i === top ? "top" : "" }, [
              make("span", { text: option }),
              bar,
              make("span", {
                class: "num",
                text: say(words.share, { k: round.counts[i], p: percent(round.counts[i], round.votes) }),
              }),
            ]);
          }),
        ),
      ]);
    }
    const below = round.open
      ? votesText(round.votes)
      : round.votes === null
        ? words.few
        : votesText(round.votes) + ". " + (round.phase === "poll" ? words.closedPoll : words.closedCheck);
    show({ text: text.text }, [
      make("p", { class: "dim", text: say(words[round.phase], { i: round.index, n: round.of }) }),
      make(
        "ul",
        { class: "opts" },
        text.options.map(function (option, i) {
          return make("li", {}, [make("b", { text: String.fromCharCode(65 + i) }), make("span", { text: option })]);
        }),
      ),
      make("p", { id: "n", class: round.open ? "big" : "dim", role: "status", text: below }),
    ]);
  }

  function headOf(results) {
    const shown = results.filter(function (r) {
      return r.method !== "few";
    });
    if (shown.length === 0) return { text: results.length ? words.headFew : words.noResults };
    const best = shown.reduce(function (a, b) {
      return Math.abs(b.change) > Math.abs(a.change) ? b : a;
    });
    if (best.verdict === "unclear") return { text: words.headUnclear };
    let values = { q: best.text, n: best.afterN, a: best.beforeRight, b: best.afterRight };
    if (best.method === "groups") {
      values = { q: best.text, a: percent(best.beforeRight, best.beforeN), b: percent(best.afterRight, best.afterN) };
      return { text: say(words.headGroups, values) };
    }
    return { text: say(best.verdict === "up" ? words.headUp : words.headDown, values), emphasis: String(values.b) };
  }
  function at(share) {
    return 20 + 5.4 * Math.max(0, Math.min(100, share));
  }
  function plot(result) {
    const before = (100 * result.beforeRight) / result.beforeN;
    const after = (100 * result.afterRight) / result.afterN;
    const clear = result.verdict !== "unclear";
    const svg = draw("svg", {
      viewBox: "0 0 600 76",
      role: "img",
      "aria-label": say(words.plotLabel, { a: Math.round(before), b: Math.round(after) }),
    });
    const low = at(before + result.low);
    const high = at(before + result.high);
    svg.appendChild(draw("line", { class: "track", x1: 20, x2: 560, y1: 48, y2: 48 }));
    svg.appendChild(
      draw("rect", {
        x: low,
        y: 38,
        width: Math.max(2, high - low),
        height: 20,
        rx: 3,
        class: "band",
      }),
    );
    svg.appendChild(draw("line", { class: "way", x1: at(before), x2: at(after), y1: 48, y2: 48 }));
    svg.appendChild(draw("circle", { class: "was", cx: at(before), cy: 48, r: 11 }));
    svg.appendChild(draw("circle", { class: "is", cx: at(after), cy: 48, r: 13.5 }));
    /* two numbers that would touch are moved apart */
    const apart = Math.abs(at(after) - at(before)) < 70 ? (70 - Math.abs(at(after) - at(before))) / 2 : 0;
    const side = after >= before ? 1 : -1;
    svg.appendChild(draw("text", { x: at(before) - side * apart, y: 22 }, Math.round(before) + " %"));
    svg.appendChild(
      draw("text", { class: clear ? "a" : "", x: at(after) + side * apart, y: 22 }, Math.round(after) + " %"),
    );
    return svg;
  }
  function signed(n, always) {
    const r = Math.round(n);
    return (r < 0 ? "−" : always && r > 0 ? "+" : "") + Math.abs(r);
  }
  function change(result) {
    if (result.method === "few") return make("p", { class: "d", text: words.tooFew });
    const down = result.verdict === "down";
    const unclear = result.verdict === "unclear";
    const a = unclear ? signed(result.low, true) : Math.abs(Math.round(down ? result.high : result.low));
    const b = unclear ? signed(result.high, true) : Math.abs(Math.round(down ? result.low : result.high));
    const strong = say(words[result.verdict], { n: Math.abs(Math.round(result.change)) });
    return make("p", { class: "d" }, [
      make("strong", { text: strong }),
      document.createTextNode(say(words.range, { a: a, b: b }) + (result.few ? ". " + words.fewAnswers : "")),
    ]);
  }
  function drawResults() {
    const results = state.results;
    if (results.length === 0) return show(headOf(results), []);
    const axis = draw("svg", { viewBox: "0 0 600 34", "aria-hidden": "true" });
    const left = draw("text", { class: "l", x: 0, y: 24 }, words.axis);
    left.style.textAnchor = "start";
    axis.appendChild(left);
    axis.appendChild(draw("text", { class: "l", x: 290, y: 24 }, "50 %"));
    axis.appendChild(draw("text", { class: "l", x: 560, y: 24 }, "100 %"));
    show(
      headOf(results),
      [make("div", { class: "row ax" }, [make("span", {}), axis])].concat(
        results.map(function (result) {
          return make("div", { class: result.verdict === "up" || result.verdict === "down" ? "row" : "row no" }, [
            make("b", { text: result.text }),
            result.method === "few" ? make("span", {}) : plot(result),
            change(result),
          ]);
        }),
      ),
    );
  }

  function drawQuestions() {
    if (state.questions.length === 0) return show({ text: words.noQuestions }, []);
    show({ text: words.questions }, [
      make(
        "ol",
        { class: "asked" },
        state.questions.slice(0, 6).map(function (question) {
          const beside = question.answered
            ? words.answered
            : question.raised === null
              ? ""
              : say(words.raisedBy, { n: question.raised });
          return make("li", {}, [make("span", { text: question.text }), make("span", { class: "dim", text: beside })]);
        }),
      ),
    ]);
  }

  function drawAll() {
    const closed = state.status === "closed";
    let view = closed && state.results.length > 0 ? "results" : closed ? "closed" : state.shown;
    if (view === "round" && !state.round) view = "join";
    document.getElementById("joining").hidden = view !== "join";
    document.getElementById("live").hidden = view === "join";
    document.getElementById("legend").hidden = view !== "results" || state.results.length === 0;
    document.getElementById("corner").hidden = closed;
    if (view === "join") document.getElementById("title").textContent = state.title;
    else if (view === "closed") show({ text: words.closed }, []);
    else if (view === "round") drawRound(state.round);
    else if (view === "questions") drawQuestions();
    else drawResults();
    const groups = state.results.some(function (r) {
      return r.method === "groups";
    });
    document.getElementById("how").textContent = groups ? words.legendGroups : words.legendPaired;
  }
  function listen() {
    const source = new EventSource("/h/" + state.code + "/live");
    source.addEventListener("message", function (event) {
      const next = JSON.parse(event.data);
      if (next.id !== state.id) return location.reload();
      state = next;
      drawAll();
      if (state.status === "closed") source.close();
    });
    source.addEventListener("n", function (event) {
      if (!state.round) return;
      state.round.votes = event.data === "" ? null : Number(event.data);
      const n = document.getElementById("n");
      if (n && state.round.open) n.textContent = votesText(state.round.votes);
    });
    source.addEventListener("error", function () {
      if (source.readyState !== 2) return;
      source.close();
      setTimeout(listen, 3000);
    });
  }
  drawAll();
  if (state.status === "open") listen();
})();
