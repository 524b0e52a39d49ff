/* The page of who sits in the hall: no framework, nothing newer than ES2017, no cookie. What this phone has done is kept
   under this hall's name and goes with the hall. */
(function () {
  "use strict";
  const data = JSON.parse(document.getElementById("data").textContent);
  const words = data.words;
  let state = data.state;
  const { byId, say, uuid, make, put } = window.hallParts;
  const api = "/api/halls/code/" + state.code;
  const { mine, keep, forget } = window.hallParts.memory("cn-hall-" + state.id);
  const post = window.hallParts.poster(api, data.ui);
  /* A vote stays on the phone until the server has said that it is stored; trying again is the same vote. */
  const wait = {};
  function sendVote(round) {
    const vote = mine.votes[round];
    if (!vote || vote.ok || wait[round]) return;
    wait[round] = 1;
    vote.tries = (vote.tries || 0) + 1;
    const turn = vote.turn;
    post("/votes", { round: round, choice: vote.choice, mark: mine.mark, turn: turn }).then(
      function (answer) {
        wait[round] = 0;
        const now = mine.votes[round];
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
    const round = state.round;
    const vote = round && mine.votes[round.id];
    const note = byId("note");
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

  let drawn = "";
  function drawRound() {
    const round = state.round;
    const same = round && drawn === round.id + round.open;
    drawn = round ? round.id + round.open : "";
    if (state.status === "closed") {
      forget();
      put("round", [make("h1", { text: words.closed }), make("p", { text: words.closedHelp })]);
      return;
    }
    const weighed = state.shown === "results" && state.results.length > 0;
    if (weighed && !(round && round.open)) return put("round", [make("h1", { text: words.results })]);
    if (!round) {
      put("round", [make("h1", { text: words.nothing }), make("p", { class: "dim", text: words.nothingHelp })]);
      return;
    }
    const text = inLanguage(round);
    const vote = mine.votes[round.id];
    if (round.open && same && byId("choices")) {
      Array.prototype.forEach.call(document.querySelectorAll(".op"), function (label, i) {
        const on = !!vote && vote.choice === i;
        label.className = on ? "op on" : "op";
        label.querySelector("input").checked = on;
      });
      byId("n").textContent = votesText(round.votes);
      return drawNote();
    }
    const head = make("p", { class: "stt" }, [
      make("span", { text: say(words[round.phase], { i: round.index, n: round.of }) }),
      make("span", { id: "n", text: votesText(round.votes) }),
    ]);
    if (round.open) {
      const options = text.options.map(function (option, i) {
        const on = !!vote && vote.choice === i;
        const input = make("input", {
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
      const legend = make("legend", {}, [make("h1", { text: text.text })]);
      put("round", [
        head,
        make("fieldset", { id: "choices" }, [legend].concat(options)),
        make("p", { id: "note", class: "note", role: "status" }),
      ]);
      drawNote();
      if (vote && !vote.ok) sendVote(round.id);
      return;
    }
    const rest = [];
    if (round.counts) {
      const most = Math.max.apply(null, round.counts);
      rest.push(
        make(
          "ul",
          { class: "bars" },
          text.options.map(function (option, i) {
            const bar = make("span", { class: "bar" });
            bar.style.width = (most ? (100 * round.counts[i]) / most : 0) + "%";
            const share = say(words.share, {
              k: round.counts[i],
              p: Math.round((100 * round.counts[i]) / round.votes),
            });
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
    const list = state.questions;
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
                const raised = !!mine.raised[question.id];
                const below = question.answered
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
    const sign = function (n) {
      const r = Math.round(n);
      return result.verdict === "unclear" ? (r > 0 ? "+" : r < 0 ? "−" : "") + Math.abs(r) : Math.abs(r);
    };
    const low = result.verdict === "down" ? result.high : result.low;
    const high = result.verdict === "down" ? result.low : result.high;
    return say(words.range, { a: sign(low), b: sign(high) });
  }
  function drawResults() {
    if (state.shown !== "results" || state.results.length === 0) return put("results", []);
    put("results", [
      make(
        "ul",
        { class: "bars" },
        state.results.map(function (result) {
          const line =
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

  const form = byId("ask");
  const box = byId("text");
  function drawAsk() {
    const open = state.asking && state.status === "open";
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
  let asking = null;
  form.addEventListener("submit", function (event) {
    event.preventDefault();
    const text = box.value.trim();
    const said = byId("said");
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
  let lostTimer = 0;
  function lost(yes) {
    clearTimeout(lostTimer);
    if (!yes) byId("lost").hidden = true;
    else
      lostTimer = setTimeout(function () {
        byId("lost").hidden = false;
      }, 3000);
  }
  function comeBack(ms) {
    setTimeout(listen, ms * (1 + Math.random()));
  }
  function askAgain() {
    fetch(api, { credentials: "omit" })
      .then(function (response) {
        return response.json();
      })
      .then(
        function (fresh) {
          if (fresh.revision !== undefined) {
            lost(false);
            take(fresh);
          }
          if (state.status === "open") comeBack(5000);
        },
        function () {
          lost(true);
          comeBack(4000);
        },
      );
  }
  function listen() {
    if (!window.EventSource) return askAgain();
    const source = new EventSource("/h/" + state.code + "/live");
    source.addEventListener("open", function () {
      lost(false);
      if (state.round) sendVote(state.round.id);
    });
    source.addEventListener("message", function (event) {
      take(JSON.parse(event.data));
      if (state.status === "closed") source.close();
    });
    source.addEventListener("n", function (event) {
      if (!state.round) return;
      state.round.votes = event.data === "" ? null : Number(event.data);
      if (byId("n")) byId("n").textContent = votesText(state.round.votes);
    });
    source.addEventListener("error", function () {
      lost(true);
      if (source.readyState !== 2) return;
      source.close();
      askAgain();
    });
  }
  if (state.status === "open") keep();
  draw();
  if (state.status === "open") listen();
})();
