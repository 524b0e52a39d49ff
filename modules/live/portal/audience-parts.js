/* Small parts that the page of the hall is made of: texts, ids, elements. */
(function () {
  "use strict";
  const byId = function (id) {
    return document.getElementById(id);
  };

  function say(text, values) {
    return text.replace(/\{(\w+)\}/g, function (_, name) {
      return values[name];
    });
  }
  function random() {
    const bytes = new Uint8Array(16);
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
    const bytes = random();
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const h = hex(bytes);
    return [h.slice(0, 8), h.slice(8, 12), h.slice(12, 16), h.slice(16, 20), h.slice(20)].join("-");
  }

  function make(name, attributes, children) {
    const element = document.createElement(name);
    for (const a in attributes) {
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
    const place = byId(id);
    while (place.firstChild) place.removeChild(place.firstChild);
    children.forEach(function (child) {
      if (child) place.appendChild(child);
    });
  }

  /* What this phone remembers. Where storage is refused it lasts as long as the page. */
  function memory(key) {
    const attempt = function (work) {
      try {
        return work();
      } catch (refused) {
        return refused && null;
      }
    };
    const kept = attempt(function () {
      return JSON.parse(localStorage.getItem(key));
    });
    const asked = (kept && kept.asked) || [];
    const mine =
      kept && kept.mark ? kept : { mark: hex(random()), turn: 0, votes: {}, raised: {}, asked: asked, draft: "" };
    const store = function (what) {
      attempt(function () {
        if (what === null) localStorage.removeItem(key);
        else localStorage.setItem(key, JSON.stringify(what));
      });
    };
    return {
      mine: mine,
      keep: function () {
        store(mine);
      },
      /* The mark and the votes go with the hall; the codes of what was asked are this phone's own. */
      forget: function () {
        store(mine.asked.length === 0 ? null : { asked: mine.asked });
      },
    };
  }

  /* Resolves with an answer of the server, `refused` where it says no; rejects where it makes sense to try again. */
  function poster(api, ui) {
    return function (path, body) {
      return fetch(api + path, {
        method: "POST",
        headers: { "content-type": "application/json", "accept-language": ui },
        body: JSON.stringify(body),
        credentials: "omit",
      }).then(function (response) {
        const type = response.headers.get("content-type") || "";
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
    };
  }

  window.hallParts = {
    byId: byId,
    say: say,
    random: random,
    hex: hex,
    uuid: uuid,
    make: make,
    put: put,
    memory: memory,
    poster: poster,
  };
})();
