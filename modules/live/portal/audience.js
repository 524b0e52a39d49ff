/* The page of who sits in the hall: no framework, nothing newer than ES2017, no cookie. What this phone has done is kept
   under this hall's name and goes with the hall. */
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("data").textContent);
  var words = data.words;
  var state = data.state;
  var api = "/api/halls/code/" + state.code;
  var key = "cn-hall-" + state.id;
  var byId = function (id) {
    return document.getElementById(id);
  };

  function say(text, values) {
    return text.replace(/\{(\w+)\}/g, function (_, name) {
      return values[name];
    });
  }
  function random() {
    var bytes = new Uint8Array(16);
    crypto.getRandomValues(bytes);
    return bytes;
  }
  function hex(bytes) {
    return Array.prototype.map
      .call(bytes, function (b) {
        return (b + 256).toString(16).slice(1);
      })
      .join("");
  }
  function uuid() {
    var bytes = random();
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    var h = hex(bytes);
    return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join("-");
  }

  /* What this phone remembers. Where storage is refused it lasts as long as the page. */
  var mine = null;
  try {
    mine = JSON.parse(localStorage.getItem(key));
  } catch (e) {
    mine = null;
  }
  if (!mine || !mine.mark)
    mine = { mark: hex(random()), turn: 0, votes: {}, raised: {}, asked: (mine && mine.asked) || [], draft: "" };
  function keep() {
    try {
      localStorage.setItem(key, JSON.stringify(mine));
    } catch (e) {
      /* full or forbidden */
    }
  }
  /* The mark and the votes go with the hall; the codes of what was asked are this phone's own. */
  function forget() {
    try {
      if (mine.asked.length === 0) localStorage.removeItem(key);
      else localStorage.setItem(key, JSON.stringify({ asked: mine.asked }));
    } catch (e) {
      /* forbidden */
    }
  }

  function make(name, attributes, children) {
    var element = document.createElement(name);
    for (var a in attributes) {
      if (a === "text") element.textContent = attributes.text;
      else if (a === "on") element.addEventListener(attributes.on[0], attributes.on[1]);
      else if (attributes[a] !== null && attributes[a] !== false) element.setAttribute(a, attributes[a]);
    }
    (children || []).forEach(function (child) {
      if (child) element.appendChild(child);
    });
    return element;
  }
  function put(id, children) {
    var place = byId(id);
    while (place.firstChild) place.removeChild(place.firstChild);
    children.forEach(function (child) {
      if (child) place.appendChild(child);
    });
  }

  function post(path, body) {
    return fetch(api + path, {
      method: "POST",
      headers: { "content-type": "application/json", "accept-language": data.ui },
      body: JSON.stringify(body),
      credentials: "omit",
    }).then(function (response) {
      var type = response.headers.get("content-type") || "";
      /* a captive portal's own page is no answer of ours */
      if (type.indexOf("json") < 0) throw new Error("not ours");
      return response.json().then(function (answer) {
        if (response.ok) return answer;
        if (response.status >= 500) throw new Error("later");
        answer.refused = true;
        answer.status = response.status;
        return answer;
      });
    });
  }

  /* A vote stays on the phone until the server has said that it is stored; trying again is the same vote. */
  var wait = {};
  function sendVote(round) {
    var vote = mine.votes[round];
    if (!vote || vote.ok || wait[round]) return;
    wait[round] = 1;
    vote.tries = (vote.tries || 0) + 1;
    var turn = vote.turn;
    post("/votes", { round: round, choice: vote.choice, mark: mine.mark, turn: turn }).then(
      function (answer) {
        wait[round] = 0;
        var now = mine.votes[round];
        if (now && now.turn === turn) {
          if (answer.status === 429) return later(round, 3000);
          now.ok = answer.refused ? "late" : "yes";
          now.tries = 0;
          keep();
          drawRound();
        } else sendVote(round);
      },
      function () {
        wait[round] = 0;
        drawNote();
        later(round, Math.min(15000, 500 * Math.pow(2, vote.tries)) * (0.7 + Math.random() * 0.6));
      },
    );
    drawNote();
  }
  function later(round, ms) {
    setTimeout(function () {
      sendVote(round);
    }, ms);
  }
  function choose(round, choice) {
    mine.turn += 1;
    mine.votes[round] = { choice: choice, turn: mine.turn, ok: "" };
    keep();
    drawRound();
    sendVote(round);
  }

  function inLanguage(round) {
    return round.translations[data.content] || round;
  }
  function votesText(n) {
    return n === null ? words.votesFew : say(words.votes, { n: n });
  }

  function drawNote() {
    var round = state.round;
    var vote = round && mine.votes[round.id];
    var note = byId("note");
    if (!note) return;
    if (!vote || !round.open) {
      note.textContent = vote && vote.ok === "late" ? words.late : "";
      note.className = "note warn";
      return;
    }
    note.className = vote.ok === "yes" ? "note ok" : vote.tries > 1 ? "note warn" : "note";
    note.textContent =
      vote.ok === "yes"
        ? "✓ " + words.got
        : vote.ok === "late"
          ? words.late
          : vote.tries > 1
            ? words.waiting
            : words.sending;
  }

  var drawn = "";
  function drawRound() {
    var round = state.round;
    var same = round && drawn === round.id + round.open;
    drawn = round ? round.id + round.open : "";
    if (state.status === "closed") {
      forget();
      put("round", [make("h1", { text: words.closed }), make("p", { text: words.closedHelp })]);
      return;
    }
    if (!round) {
      put("round", [make("h1", { text: words.nothing }), make("p", { class: "dim", text: words.nothingHelp })]);
      return;
    }
    var text = inLanguage(round);
    var vote = mine.votes[round.id];
    if (round.open && same && byId("choices")) {
      Array.prototype.forEach.call(document.querySelectorAll(".op"), function (label, i) {
        var on = !!vote && vote.choice === i;
        label.className = on ? "op on" : "op";
        label.querySelector("input").checked = on;
      });
      byId("n").textContent = votesText(round.votes);
      return drawNote();
    }
    var head = make("p", { class: "stt" }, [
      make("span", { text: say(words[round.phase], { i: round.index, n: round.of }) }),
      make("span", { id: "n", text: votesText(round.votes) }),
    ]);
    if (round.open) {
      var options = text.options.map(function (option, i) {
        var on = !!vote && vote.choice === i;
        var input = make("input", {
          type: "radio",
          name: "choice",
          value: i,
          on: [
            "change",
            function () {
              choose(round.id, i);
            },
          ],
        });
        input.checked = on;
        return make("label", { class: on ? "op on" : "op" }, [input, make("span", { text: option })]);
      });
      var legend = make("legend", {}, [make("h1", { text: text.text })]);
      put("round", [
        head,
        make("fieldset", { id: "choices" }, [legend].concat(options)),
        make("p", { id: "note", class: "note", role: "status" }),
      ]);
      drawNote();
      if (vote && !vote.ok) sendVote(round.id);
      return;
    }
    var rest = [];
    if (round.counts) {
      var most = Math.max.apply(null, round.counts);
      rest.push(
        make(
          "ul",
          { class: "bars" },
          text.options.map(function (option, i) {
            var bar = make("span", { class: "bar" });
            bar.style.width = (most ? (100 * round.counts[i]) / most : 0) + "%";
            var share = say(words.share, { k: round.counts[i], p: Math.round((100 * round.counts[i]) / round.votes) });
            return make("li", {}, [make("span", { text: option + " · " + share }), bar]);
          }),
        ),
      );
    } else {
      rest.push(
        make("p", {
          text: round.votes === null ? words.few : round.phase === "poll" ? words.closedPoll : words.closedCheck,
        }),
      );
    }
    put(
      "round",
      [head, make("h1", { text: text.text })].concat(rest, [make("p", { id: "note", class: "note", role: "status" })]),
    );
    drawNote();
  }

  function drawQuestions() {
    var list = state.questions;
    put(
      "questions",
      list.length === 0
        ? []
        : [
            make("h2", { text: words.questions }),
            make(
              "ul",
              { class: "q" },
              list.map(function (question) {
                var raised = !!mine.raised[question.id];
                var below = question.answered
                  ? words.answered
                  : question.raised !== null
                    ? say(words.raisedBy, { n: question.raised })
                    : "";
                return make("li", {}, [
                  make("span", {}, [
                    make("span", { text: question.text }),
                    below ? make("p", { class: "dim", text: below }) : null,
                  ]),
                  question.answered || state.status === "closed"
                    ? null
                    : make("button", {
                        type: "button",
                        "aria-pressed": raised ? "true" : "false",
                        text: raised ? "✓ " + words.raised : words.raise,
                        on: [
                          "click",
                          function () {
                            raise(question.id);
                          },
                        ],
                      }),
                ]);
              }),
            ),
          ],
    );
  }
  function raise(question) {
    if (mine.raised[question]) return;
    mine.raised[question] = 1;
    keep();
    drawQuestions();
    post("/raises", { question: question, mark: mine.mark }).then(function (answer) {
      if (answer.refused) undo();
    }, undo);
    function undo() {
      delete mine.raised[question];
      keep();
      drawQuestions();
    }
  }

  function range(result) {
    var sign = function (n) {
      var r = Math.round(n);
      return result.verdict === "unclear" ? (r > 0 ? "+" : r < 0 ? "−" : "") + Math.abs(r) : Math.abs(r);
    };
    var low = result.verdict === "down" ? result.high : result.low;
    var high = result.verdict === "down" ? result.low : result.high;
    return say(words.range, { a: sign(low), b: sign(high) });
  }
  function drawResults() {
    if (state.shown !== "results" || state.results.length === 0) return put("results", []);
    put("results", [
      make("h2", { text: words.results }),
      make(
        "ul",
        { class: "bars" },
        state.results.map(function (result) {
          var line =
            result.method === "few"
              ? words.tooFew
              : say(words.resultLine, {
                  a: Math.round((100 * result.beforeRight) / result.beforeN),
                  b: Math.round((100 * result.afterRight) / result.afterN),
                }) +
                " " +
                say(words[result.verdict], { n: Math.abs(Math.round(result.change)) }) +
                ", " +
                range(result) +
                (result.few ? " (" + words.fewAnswers + ")" : "");
          return make("li", {}, [
            make("b", { text: result.text }),
            make("p", { class: "dim", text: say(words.answerIs, { text: result.answer }) }),
            make("p", { class: "dim", text: line }),
          ]);
        }),
      ),
    ]);
  }

  var form = byId("ask");
  var box = byId("text");
  function drawAsk() {
    var open = state.asking && state.status === "open";
    byId("asking").hidden = !open;
    byId("paused").hidden = open || state.status === "closed";
    put(
      "asked",
      mine.asked.length === 0
        ? []
        : [
            make("h2", { text: words.asked }),
            make(
              "ul",
              { class: "q" },
              mine.asked.map(function (asked) {
                return make("li", {}, [
                  make("span", {}, [
                    make("span", { text: asked.text }),
                    make("p", { class: "dim code", text: say(words.askedCode, { code: asked.code }) }),
                  ]),
                ]);
              }),
            ),
          ],
    );
  }
  var asking = null;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    var text = box.value.trim();
    var said = byId("said");
    said.className = "note warn";
    if (!text) {
      said.textContent = words.askedEmpty;
      return box.focus();
    }
    /* the same ids while the same text is tried again: it is asked once */
    if (!asking || asking.text !== text) asking = { id: uuid(), ticket: uuid(), text: text };
    said.className = "note";
    said.textContent = words.askSending;
    post("/asks", { id: asking.id, ticket: asking.ticket, text: text, language: data.content, mark: mine.mark }).then(
      function (answer) {
        if (answer.refused) {
          said.className = "note warn";
          said.textContent = answer.title || words.askedFailed;
          return;
        }
        mine.asked.push({ text: text, code: answer.code });
        mine.draft = box.value = "";
        asking = null;
        keep();
        said.className = "note ok";
        said.textContent = "✓ " + words.doneAsk;
        drawAsk();
      },
      function () {
        said.className = "note warn";
        said.textContent = words.askedFailed;
      },
    );
  });
  box.value = mine.draft || "";
  box.addEventListener("input", function () {
    mine.draft = box.value;
    keep();
  });

  function draw() {
    drawRound();
    drawResults();
    drawQuestions();
    drawAsk();
  }
  function take(next) {
    if (next.id !== state.id) return location.reload();
    state = next;
    draw();
  }

  /* The stream; where it cannot be had (an old proxy, a full hall) the page asks every few seconds. */
  var lostTimer = 0;
  function lost(yes) {
    clearTimeout(lostTimer);
    if (!yes) byId("lost").hidden = true;
    else
      lostTimer = setTimeout(function () {
        byId("lost").hidden = false;
      }, 3000);
  }
  function askAgain() {
    fetch(api, { credentials: "omit" })
      .then(function (response) {
        return response.json();
      })
      .then(
        function (next) {
          if (next.revision !== undefined) {
            lost(false);
            take(next);
          }
          if (state.status === "open") setTimeout(listen, 5000 + Math.random() * 5000);
        },
        function () {
          lost(true);
          setTimeout(listen, 4000 + Math.random() * 4000);
        },
      );
  }
  function listen() {
    if (!window.EventSource) return askAgain();
    var source = new EventSource("/h/" + state.code + "/live");
    source.onopen = function () {
      lost(false);
      if (state.round) sendVote(state.round.id);
    };
    source.onmessage = function (event) {
      take(JSON.parse(event.data));
      if (state.status === "closed") source.close();
    };
    source.addEventListener("n", function (event) {
      if (!state.round) return;
      state.round.votes = event.data === "" ? null : Number(event.data);
      if (byId("n")) byId("n").textContent = votesText(state.round.votes);
    });
    source.onerror = function () {
      lost(true);
      if (source.readyState !== 2) return;
      source.close();
      askAgain();
    };
  }
  if (state.status === "open") keep();
  draw();
  if (state.status === "open") listen();
})();
